"""Which members match a filter."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from fairs.calendar.entry import SHANGHAI, CalendarEntry, Kind, Text
from fairs.calendar.models import Listing, Occurrence
from fairs.calendar.recurrence import Moved, Recurrence
from fairs.models import Edition, act
from tests import factories

from .client import ALL, CITY, answers, content, query, refusal

pytestmark = pytest.mark.django_db
DATA = "<D:getetag/><C:calendar-data/>"


def keys(response: Any) -> list[str]:
    return sorted(address.rpartition("/")[2].removesuffix(".ics") for address in answers(response))


def key(edition: Edition) -> str:
    return f"edition-{edition.uuid}"


def events(inside: str = "", **options: Any) -> list[str]:
    return keys(query(f'<C:comp-filter name="VEVENT">{inside}</C:comp-filter>', **options))


def span(start: str = "", end: str = "") -> str:
    given = (f'{name}="{value}"' for name, value in (("start", start), ("end", end)) if value)
    return f"<C:time-range {' '.join(given)}/>"


def test_what_is_told_of_a_member() -> None:
    edition = factories.edition(title_en="A, <b> & c; 展\\")
    path = f"/caldav/en/calendars/all/{key(edition)}.ics"
    response = query('<C:comp-filter name="VEVENT"/>', "/caldav/en/calendars/all/", DATA)
    listing = Listing.objects.get()
    body = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Fair Calendar//Fair Calendar//EN\r\nCALSCALE:GREGORIAN\r\n"
    assert answers(response) == {
        path: {
            "D:getetag": answers(query("", "/caldav/en/calendars/all/"))[path]["D:getetag"],
            "C:calendar-data": body + bytes(listing.vevent_en).decode() + "END:VCALENDAR\r\n",
        }
    }
    assert content(response).isascii()


def test_a_window_is_half_open_in_shanghai() -> None:
    """30 April 16:00 UTC is when 1 May begins there; the last day is 3 May."""
    edition = factories.edition([(date(2026, 5, 1), date(2026, 5, 3))])
    session = factories.launch(
        starts_at=datetime(2026, 5, 9, 1, tzinfo=UTC), ends_at=datetime(2026, 5, 9, 3, tzinfo=UTC)
    )
    fair, opening = [key(edition)], [f"launch-{session.uuid}"]
    expected = {
        ("20260430T150000Z", "20260430T160000Z"): [],
        ("20260430T150000Z", "20260430T160001Z"): fair,
        ("20260503T155959Z", "20260504T000000Z"): fair,
        ("20260503T160000Z", "20260504T000000Z"): [],
        ("20260502T000000Z", "20260502T000001Z"): fair,
        ("20260503T155959Z", ""): fair + opening,
        ("20260503T160000Z", ""): opening,
        ("", "20260430T160000Z"): [],
        ("", "20260430T160001Z"): fair,
        ("20260509T025959Z", "20260509T030000Z"): opening,
        ("20260509T030000Z", "20260509T040000Z"): [],
        ("00010101T000000Z", "99991231T235959Z"): fair + opening,
        ("99990101T000000Z", ""): [],
    }
    assert {given: events(span(*given)) for given in expected} == expected


def test_a_window_knows_each_occurrence() -> None:
    """Saturdays in May but the 9th, that of the 16th put off to Sunday: a window between two of them is empty."""
    start = datetime(2026, 5, 2, 17, tzinfo=SHANGHAI)
    at = [start + timedelta(days=7 * week) for week in range(5)]
    sunday = at[2] + timedelta(days=1)
    rule = Recurrence(
        frequency="weekly", weekdays=("SA",), until=at[4], excluded=(at[1],),
        moved=(Moved(at[2], sunday, sunday + timedelta(hours=4)),),
    )  # fmt: skip
    entry = CalendarEntry(
        "launch-market", "x:1", Kind.LAUNCH, start, start + timedelta(hours=4), Text("夜市"), recurrence=rule
    )
    first, last = entry.instants()
    listing = Listing.objects.create(
        key=entry.key, subject="x:1", kind="launch", uid=entry.uid, revision=1, modified=start, start=first, end=last,
        status="scheduled", recurring=True, content_digest=b"", row_digest=b"",
    )  # fmt: skip
    for begin, end in entry.occurrences():
        Occurrence.objects.create(listing=listing, start=begin, end=end)
    days = [2, 3, 9, 10, 16, 17, 23, 30, 31]
    held = [day for day in days if events(span(f"202605{day:02}T000000Z", f"202605{day:02}T150000Z"))]
    assert held == [2, 17, 23, 30]


def matching(name: str, text: str, **attributes: str) -> list[str]:
    written = "".join(f' {a.replace("_", "-")}="{v}"' for a, v in attributes.items())
    return events(f'<C:prop-filter name="{name}"><C:text-match{written}>{text}</C:text-match></C:prop-filter>')


def test_text() -> None:
    expo = factories.edition(title_zh_hans="Ausstellung Größe, 机床; A\\n", title_en="x")
    plain = factories.edition(title_zh_hans="家具展")
    both, one, other = sorted([key(expo), key(plain)]), [key(expo)], [key(plain)]
    octet, unicode_ = {"collation": "i;octet"}, {"collation": "i;unicode-casemap"}
    found: list[tuple[Any, Any]] = [
        (matching("SUMMARY", "机床"), one),
        (matching("SUMMARY", "展", negate_condition="yes"), one),
        (matching("SUMMARY", "AUSSTELLUNG"), one),
        (matching("SUMMARY", "AUSSTELLUNG", **octet), []),
        (matching("SUMMARY", "Ausstellung", **octet), one),
        (matching("SUMMARY", "GRÖSSE"), []),
        (matching("SUMMARY", "GRÖSSE", **unicode_), one),
        (matching("SUMMARY", ", 机床; A\\n"), one),
        (matching("summary", "\\, 机床\\; A\\\\n", **octet), one),  # as the caldav package writes it
        (matching("SUMMARY", ""), both),
        (matching("UID", key(plain)), other),
        (matching("UID", key(plain), negate_condition="yes"), one),
        (matching("X-NONE", "x"), []),
        (matching("X-NONE", "x", negate_condition="yes"), []),
        (matching("TRANSP", "transparent"), both),
    ]
    assert [is_ for is_, __ in found] == [right for __, right in found]
    assert refusal(query('<C:comp-filter name="VEVENT"><C:prop-filter name="UID"><C:text-match collation="i;x"/>'
                         "</C:prop-filter></C:comp-filter>")) == (403, [("C:supported-collation", "")])  # fmt: skip


def test_what_there_is_and_what_not() -> None:
    day = factories.edition(venues=[factories.venue(latitude="41.7", longitude="123.4")])
    timed = factories.launch(starts_at=datetime(2026, 5, 9, 1, tzinfo=UTC), ends_at=datetime(2026, 5, 9, 3, tzinfo=UTC))
    fair, opening = [key(day)], [f"launch-{timed.uuid}"]
    both, absent = sorted(fair + opening), "<C:is-not-defined/>"

    def with_(name: str, inside: str = "") -> str:
        return f'<C:prop-filter name="{name}">{inside}</C:prop-filter>'

    def calendar(component: str, inside: str = "") -> list[str]:
        return keys(query(f'<C:comp-filter name="{component}">{inside}</C:comp-filter>'))

    date_only = '<C:param-filter name="VALUE"><C:text-match>DATE</C:text-match></C:param-filter>'
    found: list[tuple[Any, Any]] = [
        (events(with_("GEO")), fair),
        (events(with_("GEO", absent)), opening),
        (events(with_("DTSTART", date_only)), fair),
        (events(with_("DTSTART", f'<C:param-filter name="VALUE">{absent}</C:param-filter>')), opening),
        (events(with_("DTSTART", '<C:param-filter name="TZID"/>')), opening),
        (events(with_("DTSTART", span("20260509T010000Z", "20260509T010001Z"))), opening),
        (events(with_("DTSTART", span("20260501T150000Z", "20260501T155959Z"))), fair),
        (events(with_("DTEND", span("20260509T010000Z", "20260509T025959Z"))), []),
        (events(with_("SUMMARY", span("20260501T000000Z"))), []),
        (events(with_("GEO") + with_("DTSTART", '<C:param-filter name="TZID"/>')), []),
        (events('<C:comp-filter name="VALARM"/>'), []),
        (events(f'<C:comp-filter name="VALARM">{absent}</C:comp-filter>'), both),
        (calendar("VTODO"), []),
        (calendar("VTODO", span("20260501T000000Z")), []),
        (calendar("VTODO", absent), both),
        (calendar("VEVENT", absent), []),
        (calendar("VTIMEZONE"), opening),
        (calendar("VTIMEZONE", absent), fair),
        (keys(query("")), both),
        (keys(query(with_("METHOD", absent))), both),
        (keys(query(with_("METHOD"))), []),
    ]
    assert [is_ for is_, __ in found] == [right for __, right in found]


def test_bodies_written_out() -> None:
    timed = factories.launch(starts_at=datetime(2026, 5, 9, 1, tzinfo=UTC), ends_at=datetime(2026, 5, 9, 3, tzinfo=UTC))
    path = f"{ALL}launch-{timed.uuid}.ics"

    def body(inside: str) -> str:
        asked = f"<C:calendar-data>{inside}</C:calendar-data>"
        return str(answers(query("", asked=asked))[path]["C:calendar-data"])

    window = 'start="20260501T000000Z" end="20260601T000000Z"'
    assert "DTSTART:20260509T010000Z\r\nDTEND:20260509T030000Z\r\n" in body(f"<C:expand {window}/>")
    assert "VTIMEZONE" not in body(f"<C:expand {window}/>")
    assert body(f"<C:limit-recurrence-set {window}/>") == body("")


def test_of_one_city_only_and_nothing_hidden() -> None:
    here = factories.edition()
    factories.edition(region=factories.region("210200"))
    factories.edition(published=False)
    hidden, cancelled = factories.edition(), factories.edition()
    act(hidden, "unpublish")
    act(cancelled, "cancel")
    assert events(path=CITY) == sorted([key(here), key(cancelled)])


def test_refusals() -> None:
    valid = (403, [("C:valid-filter", "")])
    data = (403, [("C:supported-calendar-data", "")])
    found: list[tuple[Any, Any]] = [
        (query("", outside="VEVENT"), valid),
        (query(span("20260501T000000Z")), valid),
        (query("<C:comp-filter/>"), valid),
        *((query(f'<C:comp-filter name="VEVENT">{wrong}</C:comp-filter>'), valid)
          for wrong in (span(), span("20260501"), span("20261301T000000Z"), span("20260501T000000"), "<C:prop-filter/>",
                        span("20260502T000000Z", "20260501T000000Z"), span("20260501T000000Z", "20260501T000000Z"))),
        (query("", asked='<C:calendar-data content-type="application/calendar+json"/>'), data),
        (query("", asked='<C:calendar-data version="1.0"/>'), data),
        (query("", asked="<C:calendar-data><C:expand/></C:calendar-data>"), valid),
    ]  # fmt: skip
    assert [refusal(response) for response, __ in found] == [right for __, right in found]


@pytest.mark.parametrize("rows", [1, 3])
def test_queries_do_not_grow(rows: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    for _ in range(rows):
        factories.edition()
    with django_assert_num_queries(3):  # watermark, how many, members
        assert len(matching("SUMMARY", "edition")) == rows
    with django_assert_num_queries(3):
        assert len(events(span("20260501T000000Z"), path=ALL)) == rows
