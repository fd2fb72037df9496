from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given, settings

from fairs.calendar.entry import SHANGHAI, CalendarEntry
from fairs.calendar.recurrence import Moved, Recurrence

from .samples import MARKET, entry, evening, recurring

MAY_DAYS = Recurrence(frequency="daily", until=date(2026, 5, 5))


def market(**changes: Any) -> CalendarEntry:
    assert MARKET.recurrence
    return replace(MARKET, recurrence=replace(MARKET.recurrence, **changes))


def starts(of: CalendarEntry) -> list[str]:
    return [f"{start:%m-%d}" for start, _ in of.occurrences()]


def test_the_occurrences_of_a_market() -> None:
    found = MARKET.occurrences()
    assert len(found) == 60  # the 61 weekend evenings of its season, less one
    assert found[:2] == [(evening(4, 4), evening(4, 4, 23)), (evening(4, 5), evening(4, 5, 23))]
    assert found[8:10] == [(evening(5, 4), evening(5, 5, 1)), (evening(5, 9), evening(5, 9, 23))]
    assert found[-1] == (evening(10, 31), evening(10, 31, 23))
    assert MARKET.instants() == (datetime(2026, 4, 4, 10, tzinfo=UTC), datetime(2026, 10, 31, 15, tzinfo=UTC))


@pytest.mark.parametrize(
    ("rule", "days"),
    [
        (MAY_DAYS, ["05-01", "05-02", "05-03", "05-04", "05-05"]),
        (replace(MAY_DAYS, interval=3), ["05-01", "05-04"]),
        (replace(MAY_DAYS, excluded=(date(2026, 5, 1), date(2026, 5, 4))), ["05-02", "05-03", "05-05"]),
        (replace(MAY_DAYS, frequency="weekly", weekdays=("FR", "MO")), ["05-01", "05-04"]),
        # Every second week, and weeks begin on Monday: Friday the 1st, then not Monday the 4th but the 11th
        (
            Recurrence(frequency="weekly", interval=2, weekdays=("MO", "FR"), until=date(2026, 5, 31)),
            ["05-01", "05-11", "05-15", "05-25", "05-29"],
        ),
    ],
)
def test_of_whole_days(rule: Recurrence, days: list[str]) -> None:
    of = entry(recurrence=rule)
    assert starts(of) == days
    assert {end - start for start, end in of.occurrences()} == {timedelta(days=1)}  # type: ignore[operator]


def test_what_is_moved_stands_in_the_new_order() -> None:
    moved = Moved(date(2026, 5, 2), date(2026, 5, 20), date(2026, 5, 22))
    of = entry(recurrence=replace(MAY_DAYS, moved=(moved,)))
    assert starts(of) == ["05-01", "05-03", "05-04", "05-05", "05-20"]
    assert of.instants()[1] == datetime(2026, 5, 21, 16, tzinfo=UTC)


def test_what_moves_to_before_the_first_comes_first() -> None:
    of = entry(recurrence=replace(MAY_DAYS, moved=(Moved(date(2026, 5, 5), date(2026, 4, 1), date(2026, 4, 2)),)))
    assert of.instants() == (datetime(2026, 3, 31, 16, tzinfo=UTC), datetime(2026, 5, 4, 16, tzinfo=UTC))


ABROAD = timezone(timedelta(hours=-7))


@pytest.mark.parametrize(
    "same",
    [
        {"weekdays": ("SU", "SA")},
        {"until": date(2026, 10, 31)},
        {"until": evening(10, 31)},
        {"until": evening(11, 1, 17)},
        {"until": evening(10, 31).astimezone(ABROAD)},
        {"excluded": (evening(5, 2).astimezone(ABROAD).replace(microsecond=5),)},
        {"excluded": (evening(5, 2), evening(5, 2).astimezone(UTC))},
        {"moved": (Moved(*(m.astimezone(UTC) for m in (evening(5, 3), evening(5, 4), evening(5, 5, 1)))),)},
        {
            "moved": (
                Moved(evening(6, 6), evening(6, 6), evening(6, 6, 23)),
                Moved(evening(5, 3), evening(5, 4), evening(5, 5, 1)),
            )
        },
    ],
)
def test_equal_rules_have_equal_digests(same: dict[str, Any]) -> None:
    assert market(**same) == MARKET
    assert market(**same).content_digest() == MARKET.content_digest()


@pytest.mark.parametrize(
    "change",
    [
        {"weekdays": ("SA",), "moved": ()},
        {"until": date(2026, 10, 30)},
        {"interval": 2, "excluded": (), "moved": ()},
        {"excluded": ()},
        {"excluded": (evening(5, 2), evening(5, 9))},
        {"moved": ()},
        {"moved": (Moved(evening(5, 3), evening(5, 4), evening(5, 5, 0)),)},
    ],
)
def test_what_readers_are_told_changes_both_digests(change: dict[str, Any]) -> None:
    assert market(**change).content_digest() != MARKET.content_digest()
    assert market(**change).row_digest("1") != MARKET.row_digest("1")


def test_what_takes_place_once_keeps_the_digest_it_had_before_anything_could_recur() -> None:
    assert entry().content_digest().hex() == "7b760997d6370ab805ecdff914bb6f7465d78f80fa93af0f7df61a3f673ae398"


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"frequency": "yearly"}, "recurs daily or weekly, not 'yearly'"),
        ({"interval": 0}, "recurs every 1 or more days or weeks"),
        ({"weekdays": ("SA", "XX")}, "weekdays are of MO, TU, WE, TH, FR, SA, SU"),
        ({"weekdays": ()}, "weekly recurrence has weekdays, daily has none"),
        ({"frequency": "daily"}, "weekly recurrence has weekdays, daily has none"),
        ({"weekdays": ("SU",)}, "the first occurrence is none of the rule's"),
        ({"until": date(2026, 4, 3)}, "the first occurrence is none of the rule's"),
        ({"until": date(2027, 6, 1)}, "recurs for longer than 402 days"),
        ({"until": datetime(2026, 10, 31)}, "datetimes must be aware"),  # noqa: DTZ001
        ({"excluded": (evening(5, 1),)}, "2026-05-01 18:00:00+08:00 is no occurrence of the rule"),
        ({"excluded": (date(2026, 5, 2),)}, "2026-05-02 is no occurrence of the rule"),
        ({"excluded": (evening(5, 2, 19),)}, "2026-05-02 19:00:00+08:00 is no occurrence of the rule"),
        ({"excluded": (evening(5, 3),)}, "an occurrence is excluded or moved, and once"),
        (
            {"moved": (Moved(evening(5, 3), evening(5, 4), evening(5, 4)),)},
            "an occurrence ends before it starts",
        ),
        (
            {"moved": (Moved(evening(5, 3), evening(5, 4), evening(5, 12)),)},
            "an occurrence lasts longer than 7 days",
        ),
        (
            {"moved": (Moved(evening(5, 3), date(2026, 5, 4), date(2026, 5, 5)),)},
            "what is moved stays of whole days, or timed",
        ),
        (
            {
                "moved": (
                    Moved(evening(5, 3), evening(5, 4) + timedelta(days=402), evening(5, 5) + timedelta(days=402)),
                )
            },
            "recurs for longer than 402 days",
        ),
        (
            {"until": date(2026, 4, 4), "excluded": (evening(4, 4),), "moved": ()},
            "no occurrence is left",
        ),
    ],
)
def test_refuses(changes: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError) as refusal:
        market(**changes)
    assert str(refusal.value) == f"initiative-7c1e: {message}"


def test_refuses_days_until_a_moment() -> None:
    with pytest.raises(ValueError) as refusal:
        entry(recurrence=replace(MAY_DAYS, until=datetime(2026, 5, 5, tzinfo=SHANGHAI)))
    assert str(refusal.value) == "launch-1: what is of whole days recurs until a day"


@given(recurring())
@settings(deadline=None)
def test_the_normal_form_is_kept(of: CalendarEntry) -> None:
    assert replace(of) == of
    assert replace(of).content_digest() == of.content_digest()
    found = of.occurrences()
    assert found == sorted(found)  # type: ignore[type-var]
    assert of.recurrence
    assert len(found) == len(of.recurrence.starts(of.start)) - len(of.recurrence.excluded)
