"""jCal is read back by icalendar, and must be what icalendar itself would have written."""

from datetime import timedelta
from typing import Any

import orjson
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from fairs.calendar.entry import LANGUAGES, CalendarEntry
from fairs.calendar.formats import FORMATS, Presentation
from fairs.calendar.ical import vevent
from tests.fairs.calendar.samples import ALL_DAY, HOST, MARKET, MODIFIED, TIMED, entries, recurring

URL = f"{HOST}/calendars/all.ics?lang=en"


def written(form: str, said: list[CalendarEntry], **how: Any) -> bytes:
    shown = Presentation(how.pop("title", "辽宁展会"), how.pop("language", "en"), **how)
    rows = [
        (vevent(e, shown.language, sequence=3, modified=MODIFIED, base_url=HOST), "" if e.all_day else "Asia/Shanghai")
        for e in said
    ]
    return FORMATS[form].write(shown, URL, rows)


def by_icalendar(said: list[CalendarEntry], **how: Any) -> Any:
    """But for what it does not do: NAME is text (RFC 7986 5.1), one value of a rule is in no list (RFC 7265 3.6.10)."""
    jcal: Any = Calendar.from_ical(written("ics", said, **how)).to_jcal()
    for prop in jcal[1]:
        prop[2] = "text" if prop[0] == "name" else prop[2]
    for rule in (prop[3] for event in jcal[2] for prop in event[1] if prop[0] == "rrule"):
        if len(rule.get("byday", ())) == 1:
            (rule["byday"],) = rule["byday"]
    return jcal


def test_a_whole_calendar() -> None:
    zone = [["tzid", {}, "text", "Asia/Shanghai"]]
    standard = [
        ["tzoffsetfrom", {}, "utc-offset", "+08:00"],
        ["tzoffsetto", {}, "utc-offset", "+08:00"],
        ["tzname", {}, "text", "CST"],
        ["dtstart", {}, "date-time", "1992-01-01T00:00:00"],
    ]
    assert orjson.loads(written("jcal", [TIMED], title="Fairs; a, b\\c")) == [
        "vcalendar",
        [
            ["version", {}, "text", "2.0"],
            ["prodid", {}, "text", "-//Fair Calendar//Fair Calendar//EN"],
            ["calscale", {}, "text", "GREGORIAN"],
            ["name", {}, "text", "Fairs; a, b\\c"],
            ["x-wr-calname", {}, "unknown", "Fairs\\; a\\, b\\\\c"],  # as it was (RFC 7265 5.1)
            ["refresh-interval", {}, "duration", "PT1H"],
            ["x-published-ttl", {}, "unknown", "PT1H"],
            ["source", {}, "uri", URL],
        ],
        [
            ["vtimezone", zone, [["standard", standard, []]]],
            [
                "vevent",
                [
                    ["uid", {}, "text", "session-2b9d@fair-calendar"],
                    ["dtstamp", {}, "date-time", "2026-03-01T02:30:15Z"],
                    ["last-modified", {}, "date-time", "2026-03-01T02:30:15Z"],
                    ["sequence", {}, "integer", 3],
                    ["status", {}, "text", "CONFIRMED"],
                    ["summary", {}, "text", "Opening"],
                    ["dtstart", {"tzid": "Asia/Shanghai"}, "date-time", "2026-04-28T09:30:00"],
                    ["dtend", {"tzid": "Asia/Shanghai"}, "date-time", "2026-04-28T11:00:00"],
                ],
                [],
            ],
        ],
    ]


def test_it_is_the_calendar_and_reads_back_as_it() -> None:
    for said in ([], [ALL_DAY], [ALL_DAY, TIMED, MARKET]):
        for language in LANGUAGES:
            jcal = orjson.loads(written("jcal", said, language=language))
            assert jcal == by_icalendar(said, language=language)
            assert Calendar.from_jcal(jcal) == Calendar.from_ical(written("ics", said, language=language))


def test_alarms_are_components_of_events() -> None:
    said = [ALL_DAY, TIMED, MARKET]
    for alarm in (timedelta(), timedelta(days=7), timedelta(hours=2)):
        jcal = orjson.loads(written("jcal", said, alarm=alarm))
        assert jcal == by_icalendar(said, alarm=alarm)
    assert jcal[2][1][2] == [
        [
            "valarm",
            [
                ["action", {}, "text", "DISPLAY"],
                ["description", {}, "text", "Sample Equipment Manufacturing Expo"],
                ["trigger", {}, "duration", "-PT2H"],
            ],
            [],
        ]
    ]


@settings(deadline=None, max_examples=40)
@given(st.lists(st.one_of(entries(), recurring()), max_size=2), st.sampled_from(LANGUAGES))
def test_whatever_people_write(said: list[CalendarEntry], language: str) -> None:
    jcal = orjson.loads(written("jcal", said, language=language))
    assert jcal == by_icalendar(said, language=language)
    assert Calendar.from_jcal(jcal) == Calendar.from_ical(written("ics", said, language=language))
