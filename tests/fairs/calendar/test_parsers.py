"""What goes out is read back by three parsers of different origin: icalendar, vobject and ics.py.

Only what a parser is known to do is allowed for:
- ics.py undoes escapes one kind after the other, so it misreads a backslash before n, r, ";" or ",". It splits
  CATEGORIES at each comma with no backslash before it, even one of the text. It drops a folded line of white
  space only. It reads days as midnights.
- vobject leaves GEO as text.
"""

import re
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from typing import Any, NamedTuple

import icalendar
import ics
import ics.utils
import pytest
import vobject
from hypothesis import given, settings
from hypothesis import strategies as st

from fairs.calendar.entry import LANGUAGES, CalendarEntry, Status
from fairs.calendar.ical import TAIL, head, vevent

from .samples import ALL_DAY, HOST, MODIFIED, TIMED, both, entries


class Facts(NamedTuple):
    start: date
    end: date
    status: str
    texts: tuple[str, str, str, str]
    """Summary, description, location, address."""
    geo: tuple[float, float] | None
    categories: frozenset[str]
    modified: datetime


Read = dict[str, Facts]


def by_icalendar(text: str) -> Read:
    def facts(event: Any) -> Facts:
        def value(name: str) -> str:
            return str(event.get(name, ""))

        assert not event.errors
        return Facts(
            instant(event.decoded("DTSTART")),
            instant(event.decoded("DTEND")),
            value("STATUS"),
            (value("SUMMARY"), value("DESCRIPTION"), value("LOCATION"), value("URL")),
            event.decoded("GEO", None),
            frozenset(event.categories),
            event.decoded("LAST-MODIFIED"),
        )

    events = icalendar.Calendar.from_ical(text).walk("VEVENT")
    return collected((str(event["UID"]), facts(event)) for event in events)


def by_vobject(text: str) -> Read:
    def facts(event: Any) -> Facts:
        def value(name: str) -> Any:
            return event.getChildValue(name, "")

        latitude, _, longitude = value("geo").partition(";")
        return Facts(
            instant(value("dtstart")),
            instant(value("dtend")),
            value("status"),
            (value("summary"), value("description"), value("location"), value("url")),
            (float(latitude), float(longitude)) if latitude else None,
            frozenset(value("categories")),
            value("last_modified"),
        )

    events = vobject.readOne(text).contents.get("vevent", [])
    return collected((event.uid.value, facts(event)) for event in events)


def by_ics(text: str) -> Read:
    def facts(event: Any) -> Facts:
        def moment(value: Any) -> date:
            day: date = value.date()
            return day if event.all_day else instant(value.datetime)

        return Facts(
            moment(event.begin),
            moment(event.end),
            event.status,
            (event.name or "", event.description or "", event.location or "", event.url or ""),
            event.geo and tuple(event.geo),
            frozenset(event.categories),
            event.last_modified.datetime,
        )

    return collected((event.uid, facts(event)) for event in ics.Calendar(text).events)


def collected(pairs: Iterable[tuple[str, Facts]]) -> Read:
    listed = list(pairs)
    assert len(dict(listed)) == len(listed)
    return dict(listed)


def instant(moment: date) -> date:
    return moment.astimezone(UTC) if isinstance(moment, datetime) else moment


SAID = {  # STATUS, and what stands before the title
    Status.SCHEDULED: ("CONFIRMED", {"zh-hans": "", "en": ""}),
    Status.RESCHEDULED: ("CONFIRMED", {"zh-hans": "", "en": ""}),
    Status.POSTPONED: ("TENTATIVE", {"zh-hans": "【延期】", "en": "[Postponed] "}),
    Status.CANCELLED: ("CANCELLED", {"zh-hans": "【取消】", "en": "[Cancelled] "}),
}


def meant(entries: Iterable[CalendarEntry], language: str, text: Callable[[str], str]) -> Read:
    """What should be read; ``text`` is what the parser makes of a text."""

    def facts(entry: CalendarEntry) -> Facts:
        status, marks = SAID[entry.status]
        url = entry.absolute_url(HOST)
        return Facts(
            instant(entry.start),
            instant(entry.end),
            status,
            (
                text(marks[language] + (entry.title.in_(language) or entry.key)),
                text("\n".join(filter(None, [entry.description.in_(language), url]))),
                text(entry.place.in_(language)),
                url,
            ),
            entry.geo,
            frozenset(text(category.in_(language)) for category in entry.categories),
            MODIFIED,
        )

    return {entry.uid: facts(entry) for entry in entries}


def calendar(entries: Iterable[CalendarEntry], language: str) -> str:
    events = [vevent(e, language, sequence=0, modified=MODIFIED, base_url=HOST) for e in entries]
    opening = head("辽宁展会", language, url=f"{HOST}/calendars/all.ics", timezones=["Asia/Shanghai"])
    return (opening + b"".join(events) + TAIL).decode()


def as_ics_reads(text: str) -> str:
    return str(ics.utils.unescape_string(ics.utils.escape_string(text)))


READERS = [
    pytest.param(by_icalendar, str, id="icalendar"),
    pytest.param(by_vobject, str, id="vobject"),
    pytest.param(by_ics, as_ics_reads, id="ics.py"),
]
# No backslash in a category, and nowhere enough white space to fill a folded line: see ics.py above.
legible = entries(both.map(lambda text: text.cleaned(lambda t: re.sub(r"\s{30,}", " ", t)))).filter(
    lambda entry: not any("\\" in c.zh_hans + c.en for c in entry.categories)
)


@pytest.mark.parametrize(("read", "text"), READERS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_samples(read: Callable[[str], Read], text: Callable[[str], str], language: str) -> None:
    assert read(calendar([ALL_DAY, TIMED], language)) == meant([ALL_DAY, TIMED], language, text)


@pytest.mark.parametrize(("read", "text"), READERS)
@given(st.lists(legible, max_size=3), st.sampled_from(LANGUAGES))
@settings(deadline=None, max_examples=60)
def test_whatever_people_write(
    read: Callable[[str], Read], text: Callable[[str], str], entries: list[CalendarEntry], language: str
) -> None:
    assert read(calendar(entries, language)) == meant(entries, language, text)
