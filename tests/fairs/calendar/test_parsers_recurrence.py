"""What recurs is read back by three parsers of different origin: each must find the occurrences that were meant.

Each expands by itself what it has parsed: recurring-ical-events (on icalendar), vobject's rule sets, with the moved
events laid over them here as it has nothing for that, and ical, of Home Assistant.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import icalendar
import pytest
import recurring_ical_events
import vobject
from hypothesis import given, settings
from ical.calendar_stream import IcsCalendarStream

from fairs.calendar.entry import CalendarEntry, Status, instant
from fairs.calendar.ical import TAIL, head, vevent

from .samples import HOST, MARKET, MODIFIED, recurring

Read = list[tuple[str, str, date, date]]
"""UID, status, start and end of each occurrence."""


def by_icalendar(text: str) -> Read:
    found = recurring_ical_events.of(icalendar.Calendar.from_ical(text)).all()
    return collected((str(e["UID"]), str(e["STATUS"]), e.start, e.end) for e in found)


def by_vobject(text: str) -> Read:
    read: dict[Any, tuple[str, str, date, date]] = {}
    for event in vobject.readOne(text).contents["vevent"]:  # the rule stands before what is moved
        uid, status, start, end = (event.getChildValue(name) for name in ("uid", "status", "dtstart", "dtend"))
        if "recurrence-id" in event.contents:
            original = event.getChildValue("recurrence_id")
            assert (uid, original) in read
            read[uid, original] = uid, status, start, end
        else:
            begins = [b if isinstance(start, datetime) else b.date() for b in event.getrruleset()]
            read |= {(uid, begin): (uid, status, begin, begin + (end - start)) for begin in begins}
    return collected(read.values())


def by_ical(text: str) -> Read:
    found: Iterable[Any] = IcsCalendarStream.calendar_from_ics(text).timeline
    return collected((e.uid, e.status.value, e.dtstart, e.dtend) for e in found)


def collected(occurrences: Iterable[tuple[str, str, date, date]]) -> Read:
    return sorted(
        ((uid, status, utc(start), utc(end)) for uid, status, start, end in occurrences),
        key=lambda o: (o[0], instant(o[2]), instant(o[3])),
    )


def utc(moment: date) -> date:
    return moment.astimezone(UTC) if isinstance(moment, datetime) else moment


def meant(*entries: CalendarEntry) -> Read:
    return collected(
        (e.uid, "CANCELLED" if e.status == Status.CANCELLED else "CONFIRMED", start, end)
        for e in entries
        for start, end in e.occurrences()
    )


def calendar(*entries: CalendarEntry) -> str:
    opening = head("辽宁展会", "en", url=f"{HOST}/calendars/all.ics", timezones=["Asia/Shanghai"])
    events = (vevent(e, "en", sequence=0, modified=MODIFIED, base_url=HOST) for e in entries)
    return (opening + b"".join(events) + TAIL).decode()


READERS = pytest.mark.parametrize("read", [by_icalendar, by_vobject, by_ical])
CANCELLED = replace(MARKET, key="initiative-8d2f", status=Status.CANCELLED)


@READERS
def test_a_market_and_a_cancelled_one(read: Callable[[str], Read]) -> None:
    found = read(calendar(MARKET, CANCELLED))
    assert found == meant(MARKET, CANCELLED)
    assert len(found) == 120
    assert found[8] == (
        "initiative-7c1e@fair-calendar",
        "CONFIRMED",
        datetime(2026, 5, 4, 10, tzinfo=UTC),
        datetime(2026, 5, 4, 17, tzinfo=UTC),
    )


@READERS
@given(recurring())
@settings(deadline=None, max_examples=60)
def test_whatever_recurs(read: Callable[[str], Read], of: CalendarEntry) -> None:
    assert read(calendar(of)) == meant(of)
