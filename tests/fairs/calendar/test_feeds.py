"""What stands in a feed. How it is sent: ``test_feeds_http.py``."""

import re
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from typing import Any
from uuid import UUID

import pytest
import time_machine
from django.db import connection
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar
from pytest_django import DjangoAssertNumQueries

from fairs.calendar.models import Listing
from fairs.calendar.questions import FUTURE, PAST
from fairs.models import Edition, OpeningDay, act
from fairs.models.timed import EARLIEST, LATEST
from tests import factories

from .samples import texts
from .world import JUNE, MAY, everything

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 1, 4, tzinfo=UTC)
EVERY_KIND = "kind=edition,hours,session,launch"
HOW = ("", "cancelled=mark", "cancelled=visible", "cancelled=hide")


def body(query: str = "", name: str = "all") -> str:
    response = Client().get(f"/calendars/{name}.ics{'?' if query else ''}{query}")
    assert response.status_code == 200, response.content.decode()
    return response.content.decode()


def lines(query: str = "", name: str = "all") -> list[str]:
    return body(query, name).replace("\r\n ", "").split("\r\n")


def values(prop: str, query: str = "", name: str = "all") -> list[str]:
    """Of a property, in order."""
    return [line.partition(":")[2] for line in lines(query, name) if re.match(rf"{prop}[;:]", line)]


def test_a_whole_feed() -> None:
    with time_machine.travel(NOON, tick=False):
        factories.edition([MAY], uuid=UUID(int=1), code="expo", title_zh_hans="博览会", title_en="Expo")
    assert body("lang=en") == (
        "BEGIN:VCALENDAR\r\n"
        "VERSION:2.0\r\n"
        "PRODID:-//Fair Calendar//Fair Calendar//EN\r\n"
        "CALSCALE:GREGORIAN\r\n"
        "NAME:Fairs of Liaoning\\, all\r\n"
        "X-WR-CALNAME:Fairs of Liaoning\\, all\r\n"
        "REFRESH-INTERVAL;VALUE=DURATION:PT1H\r\n"
        "X-PUBLISHED-TTL:PT1H\r\n"
        "SOURCE;VALUE=URI:http://localhost:8000/calendars/all.ics?lang=en\r\n"
        "BEGIN:VEVENT\r\n"
        "UID:edition-00000000-0000-0000-0000-000000000001@fair-calendar\r\n"
        "DTSTAMP:20260301T040000Z\r\n"
        "LAST-MODIFIED:20260301T040000Z\r\n"
        "SEQUENCE:0\r\n"
        "STATUS:CONFIRMED\r\n"
        "SUMMARY:Expo\r\n"
        "DTSTART;VALUE=DATE:20260501\r\n"
        "DTEND;VALUE=DATE:20260504\r\n"
        "LOCATION:Shenyang\r\n"
        "DESCRIPTION:http://localhost:8000/editions/expo/\r\n"
        "URL:http://localhost:8000/editions/expo/\r\n"
        "TRANSP:TRANSPARENT\r\n"
        "END:VEVENT\r\n"
        "END:VCALENDAR\r\n"
    )


def test_an_empty_feed_is_a_calendar() -> None:
    calendar = Calendar.from_ical(body())
    assert (values("NAME"), calendar.events) == (["辽宁展会日历（全部）"], [])
    calendar.validate()  # which asks for a component


def test_lines_are_folded_by_octets_between_characters() -> None:
    factories.edition(title_zh_hans="辽宁国际装备制造业博览会" * 12, title_en="é" * 290)
    for language in ("zh-hans", "en"):
        raw = Client().get(f"/calendars/all.ics?lang={language}").content
        assert {len(line) <= 75 for line in raw.split(b"\r\n")} == {True}
        assert [line.decode() for line in raw.split(b"\r\n")]
    assert values("SUMMARY") == ["辽宁国际装备制造业博览会" * 12]


def test_the_language_asked_for_and_the_other_where_that_is_missing() -> None:
    factories.edition([MAY], title_zh_hans="博览会", title_en="Expo")
    factories.edition([JUNE], title_zh_hans="车展", title_en="")
    assert values("SUMMARY") == values("SUMMARY", "lang=zh-hans") == ["博览会", "车展"]
    assert values("SUMMARY", "lang=en") == ["Expo", "车展"]


def test_a_feed_is_named_after_what_it_was_asked_for() -> None:
    venue = factories.venue(name_zh_hans="展览中心", name_en="Expo Centre; A")
    factories.edition([MAY], venues=[venue])
    query = f"venue={venue.code}&region=210100&lang=en"
    name = "Fairs of Liaoning\\, all · Shenyang · Expo Centre\\; A"
    assert (values("NAME", query), values("X-WR-CALNAME", query)) == ([name], [name])
    assert values("NAME", f"venue={venue.code}")[0].endswith(" · 展览中心")


def test_a_new_name_that_no_entry_has_names_the_feed_all_the_same() -> None:
    exhibitor = factories.participation(factories.edition()).exhibitor
    query = f"exhibitor={exhibitor.code}&lang=en"
    before, mark = values("NAME", query), values("LAST-MODIFIED", query)
    exhibitor.name_en = "Robots Ltd"
    exhibitor.save()
    assert before != values("NAME", query) == ["Fairs of Liaoning\\, all · Robots Ltd"]
    assert values("LAST-MODIFIED", query) == mark


def test_a_time_zone_only_where_times_are() -> None:
    factories.session(factories.edition())
    zones = [Calendar.from_ical(body(query)).timezones for query in ("", "kind=session", EVERY_KIND)]
    assert [[zone["TZID"] for zone in found] for found in zones] == [[], ["Asia/Shanghai"], ["Asia/Shanghai"]]


def test_kinds() -> None:
    everything()
    kinds = [uid.partition("-")[0] for uid in values("UID")]
    assert kinds == ["edition", "edition", "launch", "launch", "edition", "edition"]
    assert {uid.partition("-")[0] for uid in values("UID", EVERY_KIND)} == {"edition", "hours", "session", "launch"}


def test_cancelled_is_marked_hidden_or_shown_to_those_who_hide_it() -> None:
    factories.edition([MAY], title_zh_hans="博览会")
    gone = factories.edition([JUNE], title_zh_hans="STATUS:CANCELLED")
    act(gone, "cancel")
    told = {how: list(zip(values("SUMMARY", how), values("STATUS", how), strict=True)) for how in HOW}
    marked, shown = ("【取消】STATUS:CANCELLED", "CANCELLED"), ("【取消】STATUS:CANCELLED", "CONFIRMED")
    assert told == {
        "": [("博览会", "CONFIRMED"), marked],
        "cancelled=mark": [("博览会", "CONFIRMED"), marked],
        "cancelled=visible": [("博览会", "CONFIRMED"), shown],
        "cancelled=hide": [("博览会", "CONFIRMED")],
    }
    assert body("cancelled=visible").count("CONFIRMED") == 2


class TestUpcoming:
    @pytest.mark.parametrize(
        ("first", "last", "there"),
        [
            (-PAST.days - 9, -PAST.days - 1, False),
            (-PAST.days - 9, -PAST.days, True),
            (FUTURE.days, FUTURE.days + 9, True),
            (FUTURE.days + 1, FUTURE.days + 9, False),
        ],
    )
    def test_rolls_with_the_day(self, first: int, last: int, there: bool) -> None:
        today = date(2026, 3, 1)
        factories.edition([(today + timedelta(days=first), today + timedelta(days=last))])
        with time_machine.travel(NOON, tick=False):
            assert (len(values("UID", name="upcoming")), len(values("UID"))) == (there, 1)

    def test_begins_a_new_day_at_midnight_in_shanghai(self) -> None:
        day = date(2026, 6, 1)
        factories.edition([(day, day)])
        last = datetime(2026, 6, 1, 15, 59, 59, tzinfo=UTC) + PAST
        with time_machine.travel(last, tick=False) as clock:
            assert len(values("UID", name="upcoming")) == 1
            clock.shift(1)
            assert values("UID", name="upcoming") == []

    @pytest.mark.parametrize(("query", "there"), [("from=2020-01-01", True), ("to=2030-01-01", True), ("", False)])
    def test_takes_another_window_where_one_is_given(self, query: str, there: bool) -> None:
        factories.edition([(date(2021, 5, 1), date(2021, 5, 3))])
        with time_machine.travel(NOON, tick=False):
            assert len(values("UID", query, "upcoming")) == there

    def test_has_a_name_of_its_own(self) -> None:
        assert values("NAME", "lang=en", "upcoming") == ["Fairs of Liaoning"]


def test_filters_combine_as_everywhere() -> None:
    shenyang, dalian = factories.region("210100"), factories.region("210200")
    factories.edition([MAY], region=shenyang, batch="brand", title_en="A")
    factories.edition([JUNE], region=dalian, batch="brand", title_en="B")
    factories.edition([JUNE], region=dalian, batch="market", title_en="C")
    queries = ("city=210100,210200", "city=210200&batch=brand", "batch=brand&from=2026-06-01", "q=c&city=210200")
    found = [sorted(values("SUMMARY", f"{query}&lang=en")) for query in queries]
    assert found == [["A", "B", "C"], ["B"], ["B"], ["C"]]


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(("query", "queries"), [("", 3), (EVERY_KIND, 3), ("city=210100&batch=brand", 4)])
def test_the_number_of_queries_is_constant(
    rows: int, query: str, queries: int, client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(rows):
        factories.session(factories.edition(batch="brand"))
    with django_assert_num_queries(queries):
        response = client.get(f"/calendars/all.ics?{query}")
    assert response.content.count(b"BEGIN:VEVENT") == rows * (2 if "session" in query else 1)


@pytest.mark.parametrize("day", [EARLIEST, LATEST])
def test_dates_at_the_limits(day: date) -> None:
    edition = factories.edition([(day, day)])
    OpeningDay.objects.create(block=edition.blocks.get(), day=day, opens=time(0), closes=time(23, 59))
    instant = datetime.combine(day, time(), UTC)
    factories.session(edition, starts_at=instant, ends_at=instant + timedelta(microseconds=1))
    factories.launch(first_day=day, last_day=day)
    for query in (
        EVERY_KIND,
        f"{EVERY_KIND}&from={day}",
        f"{EVERY_KIND}&to={day}",
        f"{EVERY_KIND}&from={day}&to={day}",
    ):
        assert len(values("UID", query)) == 4


NUMBERS = count()
PROPERTIES = re.compile(
    r"BEGIN|END|VERSION|PRODID|CALSCALE|NAME|X-WR-CALNAME|REFRESH-INTERVAL|X-PUBLISHED-TTL|SOURCE|TZID|TZOFFSETFROM|"
    r"TZOFFSETTO|TZNAME|DTSTART|UID|DTSTAMP|LAST-MODIFIED|SEQUENCE|STATUS|SUMMARY|DTEND|LOCATION|DESCRIPTION|URL|"
    r"CATEGORIES|RELATED-TO|TRANSP"
)
FORBIDDEN = re.compile(r"[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]")


@settings(max_examples=20)
@given(st.lists(texts, min_size=9, max_size=9))
def test_whatever_people_write_the_feed_is_whole(written: list[str]) -> None:
    """Control characters and line breaks in titles, names and codes, which no form would let through."""
    if connection.vendor == "postgresql":  # which refuses this one itself
        written = [text.replace("\0", "") for text in written]
    title, description, room, venue_name, organiser, sector, zone, *codes = (text[:90] for text in written)
    edition_code, session_code = (f"{code[:30]}{next(NUMBERS)}" for code in codes)
    venue = factories.venue(name_en=venue_name or "x", name_zh_hans=zone)
    edition = factories.edition(
        [MAY], code=edition_code, title_en=title or "x", title_zh_hans=description, description_en=description,
        venues=[venue], organisers=[factories.organisation(name_en=organiser or "x")],
        fair=factories.fair([factories.category(name_en=sector or "x")]),
    )  # fmt: skip
    factories.session(edition, code=session_code, title_en=room or "x", room_en=room, venue=venue)
    told: set[Any] = set(Listing.objects.filter(subject__contains=str(edition.uuid)).values_list("uid", flat=True))
    for language in ("zh-hans", "en"):
        text = body(f"lang={language}&venue={venue.code}&{EVERY_KIND}")
        unfolded = text.replace("\r\n ", "").removesuffix("\r\n").split("\r\n")
        assert [line for line in unfolded if not PROPERTIES.match(line)] == []
        assert [line for line in unfolded if FORBIDDEN.search(line.replace("\t", "")) or "\n" in line] == []
        events = Calendar.from_ical(text).events
        assert {str(event["UID"]) for event in events} >= told
        assert [len(event.errors) for event in events] == [0, 0]
    Edition.objects.filter(pk=edition.pk).update(editorial_state="unpublished")
