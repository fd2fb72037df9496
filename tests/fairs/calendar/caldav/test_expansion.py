"""Recurrence written out, held against another implementation's word."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import icalendar
import recurring_ical_events
from hypothesis import given
from hypothesis import strategies as st

from fairs.calendar import ical
from fairs.calendar.caldav.expansion import expanded, limited
from fairs.calendar.entry import SHANGHAI, CalendarEntry, Kind, Text
from fairs.calendar.recurrence import Moved, Recurrence

MODIFIED = datetime(2026, 3, 1, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def body(start: Any, length: timedelta, recurrence: Recurrence | None, title: str = "夜市" * 40) -> bytes:
    entry = CalendarEntry(
        "launch-market", "x:1", Kind.LAUNCH, start, start + length, Text(title), recurrence=recurrence, url="/x/"
    )
    events = ical.vevent(entry, "zh-hans", sequence=1, modified=MODIFIED, base_url="http://x")
    timezones = frozenset() if entry.all_day else frozenset({"Asia/Shanghai"})
    return ical.bare_head("zh-hans", timezones) + events + ical.TAIL


def markets(evening: bool) -> bytes:
    """Saturdays in May; not on the 9th; the 16th put off by a day; some of five hours or two days each."""
    first: Any = datetime(2026, 5, 2, 17, tzinfo=SHANGHAI) if evening else date(2026, 5, 2)
    length = 5 * HOUR if evening else 2 * DAY
    at = [first + 7 * n * DAY for n in range(5)]
    moved = Moved(at[2], at[2] + DAY, at[2] + DAY + 2 * length)
    rule = Recurrence(frequency="weekly", weekdays=("SA",), until=at[-1], excluded=(at[1],), moved=(moved,))
    return body(first, length, rule)


def events(calendar: bytes) -> list[Any]:
    return list(icalendar.Calendar.from_ical(calendar).events)


def instant(moment: date | datetime) -> datetime:
    midnight = moment if isinstance(moment, datetime) else datetime.combine(moment, time(), SHANGHAI)
    return midnight.astimezone(UTC)


def times(found: list[Any]) -> list[tuple[datetime, datetime]]:
    return sorted((instant(e.start), instant(e.end)) for e in found)


def test_evenings_are_written_out_in_utc() -> None:
    shown = expanded(markets(evening=True), (datetime(2026, 5, 3, tzinfo=UTC), datetime(2026, 5, 24, tzinfo=UTC)))
    lines = shown.decode().split("\r\n")
    told = [line for line in lines if line.startswith(("DT", "RECURRENCE-ID", "RRULE", "EXDATE", "BEGIN"))]
    assert told == [
        "BEGIN:VCALENDAR",
        "BEGIN:VEVENT", "DTSTAMP:20260301T000000Z", "DTSTART:20260517T090000Z", "DTEND:20260517T190000Z",
        "RECURRENCE-ID:20260516T090000Z",
        "BEGIN:VEVENT", "DTSTAMP:20260301T000000Z", "DTSTART:20260523T090000Z", "DTEND:20260523T140000Z",
        "RECURRENCE-ID:20260523T090000Z",
    ]  # fmt: skip
    assert [(str(e["SUMMARY"]), str(e["URL"])) for e in events(shown)] == [("夜市" * 40, "http://x/x/")] * 2


def test_days_stay_days() -> None:
    shown = expanded(markets(evening=False), (datetime(2026, 5, 1, tzinfo=UTC), datetime(2026, 5, 4, tzinfo=UTC)))
    assert [(e.start, e.end, e["RECURRENCE-ID"].dt) for e in events(shown)] == [
        (date(2026, 5, 2), date(2026, 5, 4), date(2026, 5, 2))
    ]


def test_what_does_not_recur() -> None:
    start = datetime(2026, 5, 2, 17, tzinfo=SHANGHAI)
    window = datetime(2026, 5, 1, tzinfo=UTC), datetime(2026, 5, 4, tzinfo=UTC)
    (event,) = events(expanded(body(start, HOUR, None, "a BEGIN:VEVENT"), window))
    assert (event.start, "RECURRENCE-ID" in event, str(event["SUMMARY"])) == (start, False, "a BEGIN:VEVENT")
    assert events(expanded(body(start, HOUR, None), (window[1], window[1] + DAY))) == []


days = st.integers(0, 40 * 24).map(lambda hours: datetime(2026, 4, 28, tzinfo=UTC) + hours * HOUR)


@given(evening=st.booleans(), start=days, hours=st.integers(1, 500))
def test_others_find_the_same(evening: bool, start: datetime, hours: int) -> None:
    market, window = markets(evening), (start, start + hours * HOUR)
    shown = times(events(expanded(market, window)))
    every = times(recurring_ical_events.of(icalendar.Calendar.from_ical(market)).all())
    assert shown == [(begin, end) for begin, end in every if begin < window[1] and window[0] < end]


def test_only_the_exceptions_that_matter() -> None:
    market = markets(evening=True)

    def originals(first: int, last: int) -> list[Any]:
        shown = limited(market, (datetime(2026, 5, first, tzinfo=UTC), datetime(2026, 5, last, tzinfo=UTC)))
        return [e.get("RECURRENCE-ID") and e["RECURRENCE-ID"].dt.day for e in events(shown)]

    assert limited(market, (MODIFIED, MODIFIED + 100 * DAY)) == market
    assert [originals(1, 3), originals(16, 17), originals(17, 18), originals(18, 30)] == [
        [None], [None, 16], [None, 16], [None],
    ]  # fmt: skip
