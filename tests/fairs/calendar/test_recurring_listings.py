"""What recurs, in the ledger and in what reads it: occurrences, windows, feeds, pages."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from fairs.calendar import ledger
from fairs.calendar.models import Listing, Occurrence
from fairs.models import act
from initiatives.models import Initiative, RecurrenceException
from tests import factories
from tests.initiatives import factories as make

from .samples import evening
from .test_filters import found

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 8, 3, 4, tzinfo=UTC)  # a Monday


def market(**fields: Any) -> Initiative:
    """Weekends from 17:00 to 23:00; not on 2 May, on Tuesday past midnight instead of 3 May."""
    with ledger.writing():
        made = make.market(**fields)
        RecurrenceException.objects.create(initiative=made, day=date(2026, 5, 2))
        RecurrenceException.objects.create(
            initiative=made, day=date(2026, 5, 3), kind="moved", new_day=date(2026, 5, 5), closes=time(1)
        )
    return made


def listing(of: Initiative) -> Listing:
    return Listing.objects.get(key=f"initiative-{of.uuid}")


def spans(of: Initiative) -> list[tuple[datetime, datetime]]:
    return sorted(listing(of).occurrences.values_list("start", "end"))


class TestLedger:
    def test_has_each_occurrence(self) -> None:
        made = market()
        row, kept = listing(made), spans(made)
        assert (row.recurring, row.tzids, len(kept)) == (True, "Asia/Shanghai", 60)
        assert kept[7:10] == [
            (evening(4, 26, 17), evening(4, 26, 23)),
            (evening(5, 5, 17), evening(5, 6, 1)),
            (evening(5, 9, 17), evening(5, 9, 23)),
        ]
        assert (row.start, row.end) == (kept[0][0], kept[-1][1]) == (evening(4, 4, 17), evening(10, 31, 23))
        assert ledger.check() == []

    def test_one_more_exception_keeps_the_uid_and_counts_one_up(self) -> None:
        made = market()
        before = listing(made)
        RecurrenceException.objects.create(initiative=made, day=date(2026, 10, 31))
        after = listing(made)
        assert (after.uid, after.sequence - before.sequence, after.end) == (before.uid, 1, evening(10, 25, 23))
        assert len(spans(made)) == 59
        assert bytes(after.vevent_en).count(f"SEQUENCE:{after.sequence}\r\n".encode()) == 2
        assert ledger.check() == []

    def test_a_tombstone_has_none_and_what_is_republished_has_them_again(self) -> None:
        made = market()
        act(made, "unpublish")
        row = listing(made)
        assert (row.withdrawn, row.recurring, spans(made), ledger.check()) == (True, False, [], [])
        act(made, "publish")
        assert (listing(made).sequence, len(spans(made)), ledger.check()) == (row.sequence + 1, 60, [])

    def test_what_no_longer_recurs_has_none(self) -> None:
        made = market()
        with ledger.writing():
            made.exceptions.all().delete()
            made.recurrence.delete()
        assert (listing(made).recurring, spans(made), ledger.check()) == (False, [], [])

    @pytest.mark.parametrize(
        ("damage", "fault"),
        [
            (lambda: Occurrence.objects.all().delete(), "occurrences differ"),
            (lambda: Occurrence.objects.filter(start__gt=NOON).delete(), "occurrences differ"),
            (lambda: Occurrence.objects.update(end=NOON + timedelta(days=400)), "occurrences differ"),
            (lambda: Listing.objects.update(recurring=False), "recurring differ"),
        ],
    )
    def test_damage_is_found_and_mended(self, damage: Callable[[], Any], fault: str) -> None:
        made = market()
        damage()
        assert ledger.check() == [f"initiative-{made.uuid}: {fault}"]
        assert (ledger.rebuild(), ledger.rebuild(), ledger.check(), len(spans(made))) == (1, 0, [], 60)

    def test_a_tombstone_with_occurrences_and_a_single_event_with_one(self) -> None:
        made = market()
        act(made, "unpublish")
        once = factories.edition()
        for row in Listing.objects.all():
            Occurrence.objects.create(listing=row, start=NOON, end=NOON + timedelta(hours=1))
        assert sorted(ledger.check()) == [
            f"edition-{once.uuid}: occurrences differ",
            f"initiative-{made.uuid}: withdrawn, yet not empty",
        ]
        assert (ledger.rebuild(), ledger.check(), Occurrence.objects.count()) == (2, [], 0)


class TestWindows:
    def test_hold_what_takes_place_in_them(self) -> None:
        market()
        windows = {
            "": True,
            "from=2026-08-04&to=2026-08-05": False,  # a Tuesday and a Wednesday
            "from=2026-08-04&to=2026-08-08": True,
            "from=2026-08-08&to=2026-08-08": True,
            "from=2026-08-09&to=2026-08-13": True,
            "from=2026-08-10&to=2026-08-14": False,
            "from=2026-05-02&to=2026-05-04": False,  # left out, and moved away
            "from=2026-05-05&to=2026-05-05": True,
            "from=2026-05-06&to=2026-05-06": True,  # until one in the morning
            "from=2026-05-07&to=2026-05-08": False,
            "to=2026-04-03": False,
            "to=2026-04-04": True,
            "from=2026-10-31": True,
            "from=2026-11-01": False,
            "from=2026-01-01&to=2026-12-31": True,
            "from=2026-11-01&to=2026-12-31": False,
        }
        assert {query: found(query) == ["initiative"] for query in windows} == windows

    def test_hold_what_takes_place_once_as_before(self) -> None:
        market()
        factories.edition([(date(2026, 8, 4), date(2026, 8, 5))])
        assert found("from=2026-08-05&to=2026-08-06") == ["edition"]
        assert found("from=2026-08-05&to=2026-08-08") == ["initiative", "edition"]

    def test_that_roll(self) -> None:
        market()
        for day, there in [(date(2027, 1, 29), True), (date(2027, 1, 30), False)]:
            with time_machine.travel(datetime.combine(day, time(4), UTC), tick=False):
                assert (b"BEGIN:VEVENT" in Client().get("/calendars/upcoming.ics").content) == there


def test_the_api_has_one_row(client: Client) -> None:
    market()
    (row,) = client.get("/api/v1/calendar/?from=2026-08-08&to=2026-08-09").json()["results"]
    assert row["start"] == "2026-04-04T17:00:00+08:00"
    assert row["recurrence"] == {
        "rrule": "FREQ=WEEKLY;UNTIL=20261031T090000Z;BYDAY=SA,SU;WKST=MO",
        "excluded": ["2026-05-02T17:00:00+08:00"],
        "moved": [
            {
                "original": "2026-05-03T17:00:00+08:00",
                "start": "2026-05-05T17:00:00+08:00",
                "end": "2026-05-06T01:00:00+08:00",
            }
        ],
    }
    assert client.get("/api/v1/calendar/?from=2026-08-04&to=2026-08-05").json()["results"] == []


@pytest.mark.parametrize(
    ("today", "shown"),
    [
        (NOON, ["Aug. 4, 2026", "Aug. 8, 2026"]),
        (datetime(2026, 8, 8, 15, 30, tzinfo=UTC), ["Aug. 4, 2026", "Aug. 8, 2026"]),  # 23:30: over, but of today
        (datetime(2026, 8, 8, 16, 30, tzinfo=UTC), ["Aug. 4, 2026", "Aug. 9, 2026"]),
    ],
)
def test_the_home_page_shows_when_it_is_next(today: datetime, shown: list[str], client: Client) -> None:
    with time_machine.travel(today, tick=False):
        market(code="night")
        factories.edition([(date(2026, 8, 4), date(2026, 8, 5))])
        html = client.get("/?lang=en").content.decode()
    assert html.count('href="/initiatives/night/"') == 1
    assert re.findall(r'class="when"><time[^>]*>(\w+\. \d+, \d+)', html) == shown
