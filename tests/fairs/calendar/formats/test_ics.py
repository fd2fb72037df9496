"""Alarms: in every event that takes place when it says, moved occurrences included, and read by each parser."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import ics
import pytest
import vobject
from hypothesis import given
from hypothesis import strategies as st
from ical.calendar_stream import IcsCalendarStream
from icalendar import Calendar, Event

from fairs.calendar.entry import CalendarEntry, Status, Text
from fairs.calendar.ical import alarmed, vevent
from tests.fairs.calendar.samples import ALL_DAY, HOST, MARKET, MODIFIED, TIMED, entries, entry, recurring

from .test_jcal import written

WEEK, HOURS = timedelta(days=7), timedelta(hours=2)


def rendered(said: CalendarEntry, before: timedelta | None) -> str:
    event = vevent(said, "en", sequence=0, modified=MODIFIED, base_url=HOST)
    return (event if before is None else alarmed(event, before)).decode()


def test_the_alarm_is_the_only_difference() -> None:
    alarm = (
        "BEGIN:VALARM\r\n"
        "ACTION:DISPLAY\r\n"
        "DESCRIPTION:\r\n"
        " Opening\r\n"
        "TRIGGER:-PT2H\r\n"
        "END:VALARM\r\n"
    )  # fmt: skip
    end = "END:VEVENT\r\n"
    assert rendered(TIMED, HOURS) == rendered(TIMED, None).replace(end, alarm + end)


@pytest.mark.parametrize(
    ("said", "before", "trigger"),
    [
        (TIMED, WEEK, "-P7D"),
        (TIMED, timedelta(days=1, hours=12), "-P1DT12H"),
        (TIMED, timedelta(), "P0D"),
        (ALL_DAY, WEEK, "-P6DT15H"),  # nine in the morning
        (ALL_DAY, timedelta(days=1), "-PT15H"),
        (ALL_DAY, timedelta(), "PT9H"),
        (ALL_DAY, HOURS, "-PT2H"),  # as asked: ten in the evening before
    ],
)
def test_when_it_goes_off(said: CalendarEntry, before: timedelta, trigger: str) -> None:
    assert rendered(said, before).count(f"\r\nTRIGGER:{trigger}\r\n") == 1


@pytest.mark.parametrize(("status", "alarms"), [(s, s in ("scheduled", "rescheduled")) for s in Status])
def test_only_for_what_takes_place_when_it_says(status: Status, alarms: bool) -> None:
    said = replace(ALL_DAY, status=status, title=Text("", "STATUS:CONFIRMED"))
    for visible in (False, True):
        assert written("ics", [said], alarm=WEEK, visible=visible).count(b"BEGIN:VALARM") == alarms


def test_moved_occurrences_have_their_own() -> None:
    events = Calendar.from_ical(written("ics", [MARKET], alarm=HOURS)).events
    assert [(len(e.alarms.times), "RECURRENCE-ID" in e) for e in events] == [(1, False), (1, True)]


def test_a_title_cannot_pass_for_the_end_of_an_event() -> None:
    said = entry(title=Text("", "END:VEVENT"), description=Text("", "x\r\nEND:VEVENT\r\nSUMMARY:y"))
    assert rendered(said, WEEK).count("BEGIN:VALARM") == 1


@given(st.one_of(entries(), recurring()), st.sampled_from([timedelta(), HOURS, WEEK]))
def test_whatever_people_write(said: CalendarEntry, before: timedelta) -> None:
    """The same events as without, each with one alarm that says its title; no line is too long."""
    plain, body = written("ics", [said]), written("ics", [said], alarm=before)
    assert {len(line) <= 75 for line in body.split(b"\r\n")} == {True}
    told: list[Any] = Calendar.from_ical(body).events
    for event in told:
        alarms = [part for part in event.subcomponents if part.name == "VALARM"]
        takes_place = event["STATUS"] == "CONFIRMED"
        assert [str(alarm["DESCRIPTION"]) for alarm in alarms] == [str(event["SUMMARY"])] * takes_place
        assert [alarm.errors for alarm in alarms] == [[]] * takes_place
        event.subcomponents.clear()
    without: list[Event] = Calendar.from_ical(plain).events
    assert told == without


def test_each_parser_reads_them() -> None:
    body = written("ics", [replace(ALL_DAY, start=date(2026, 4, 28), end=date(2026, 5, 1)), TIMED], alarm=WEEK).decode()
    by_vobject = [e.valarm.trigger.value for e in vobject.readOne(body).vevent_list]
    by_ics = {e.name: [alarm.trigger for alarm in e.alarms] for e in ics.Calendar(body).events}
    by_ical: Any = IcsCalendarStream.calendar_from_ics(body).events
    morning = timedelta(days=-6, hours=-15)
    assert by_vobject == [morning, -WEEK]
    assert by_ics == {"Sample Equipment Manufacturing Expo": [morning], "Opening": [-WEEK]}
    assert [alarm.trigger for event in by_ical for alarm in event.alarm] == [morning, -WEEK]
