"""Calendar entries as RFC 5545 bytes: the only file that names icalendar.

Pure: equal arguments give equal bytes. ``head`` + any number of ``vevent`` + ``TAIL`` is a whole calendar.
"""

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from functools import cache

from icalendar import Calendar, Event, FreeBusy, Timezone
from icalendar.prop import vCategory, vDuration, vInline, vText

from .entry import CalendarEntry, Kind, Status, clean_line, clean_uri, uid_of
from .recurrence import Moved, Recurrence

RENDERER = "2"
"""The version of the bytes: raise it when the same entry comes out differently."""

TAIL = b"END:VCALENDAR\r\n"

_STATUS = {
    Status.SCHEDULED: "CONFIRMED",
    Status.RESCHEDULED: "CONFIRMED",
    Status.POSTPONED: "TENTATIVE",
    Status.CANCELLED: "CANCELLED",
}
# STATUS alone does not do: some clients never show it, and Google hides what is cancelled.
_MARKS = {
    Status.POSTPONED: {"zh-hans": "【延期】", "en": "[Postponed] "},
    Status.CANCELLED: {"zh-hans": "【取消】", "en": "[Cancelled] "},
}
_ESCAPES = str.maketrans({"\\": r"\\", ";": r"\;", ",": r"\,", "\n": r"\n"})
_FRESHNESS = timedelta(hours=1)
_MORNING = timedelta(hours=9)
_END = b"\r\nEND:VEVENT\r\n"
_SUMMARY = re.compile(rb"\r\nSUMMARY:((?:[^\r]|\r\n )*)")


class _Text(vText):
    """TEXT of RFC 5545 3.3.11; icalendar 7.3 makes a line break of a backslash and an N in a text."""

    def to_ical(self) -> bytes:
        return self.translate(_ESCAPES).encode()


def vevent(entry: CalendarEntry, language: str, *, sequence: int, modified: datetime, base_url: str) -> bytes:
    """One whole VEVENT, and one for each moved occurrence, which says all again: readers take nothing from the first.

    ``modified`` is DTSTAMP too: without METHOD they mean the same (RFC 5545 3.8.7.2).
    """
    rule = entry.recurrence
    events = []
    for moved in (None, *(rule.moved if rule else ())):
        event = Event()
        event["UID"] = _Text(entry.uid)
        event.add("DTSTAMP", modified)
        event.add("LAST-MODIFIED", modified)
        event.add("SEQUENCE", sequence)
        event["STATUS"] = _Text(_STATUS[entry.status])
        event["SUMMARY"] = _Text(_summary(entry, language))
        _place_in_time(event, entry, moved)
        _describe(event, entry, language, base_url)
        if entry.kind is Kind.EDITION:
            event["TRANSP"] = _Text("TRANSPARENT")
        events.append(bytes(event.to_ical(sorted=False)))
    return b"".join(events)


def freebusy(
    key: str, comment: str, window: tuple[datetime, datetime], busy: Iterable[tuple[datetime, datetime]], made: datetime
) -> bytes:
    """One VFREEBUSY: what is not said to be busy within the window is free."""
    component = FreeBusy()
    component["UID"] = _Text(uid_of(key))
    component.add("DTSTAMP", made)
    for name, moment in zip(("DTSTART", "DTEND"), window, strict=True):
        component[name] = vInline(_utc(moment))
    component["COMMENT"] = _Text(clean_line(comment))
    for start, end in busy:
        component.add("FREEBUSY", vInline(f"{_utc(start)}/{_utc(end)}"), parameters={"FBTYPE": "BUSY"})
    return bytes(component.to_ical(sorted=False))


def _utc(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def rrule(recurrence: Recurrence) -> str:
    """The value of RRULE. UNTIL of what is timed is in UTC (RFC 5545 3.3.10)."""
    until = recurrence.until
    last = _utc(until) if isinstance(until, datetime) else f"{until:%Y%m%d}"
    parts = [f"FREQ={recurrence.frequency.upper()}", f"UNTIL={last}"]
    if recurrence.interval > 1:
        parts.append(f"INTERVAL={recurrence.interval}")
    if recurrence.weekdays:
        parts += [f"BYDAY={','.join(recurrence.weekdays)}", "WKST=MO"]
    return ";".join(parts)


def alarmed(vevent: bytes, before: timedelta) -> bytes:
    """The same events, each with an alarm, unless it does not take place when it says.

    Of whole days the day begins at midnight, when nobody wants to be woken: whole days before are the morning then.
    """
    if b"\r\nSTATUS:CONFIRMED\r\n" not in vevent:
        return vevent
    events = vevent.split(_END)[:-1]
    return b"".join(event + b"\r\n" + _alarm(event, before) + _END[2:] for event in events)


def visible(vevent: bytes) -> bytes:
    """The same events for clients which hide cancelled ones; their titles keep the mark.

    No text can pass for the line that is swapped: a line break in a text is escaped, and a folded line begins
    with a space.
    """
    return vevent.replace(b"\r\nSTATUS:CANCELLED\r\n", b"\r\nSTATUS:CONFIRMED\r\n")


def head(name: str, language: str, *, url: str, timezones: Iterable[str]) -> bytes:
    """All of a calendar before its first event. ``url`` is where it can be fetched again; "" of a secret place."""
    calendar = _calendar(language)
    calendar["NAME"] = calendar["X-WR-CALNAME"] = _Text(clean_line(name))
    calendar.add("REFRESH-INTERVAL", _FRESHNESS, parameters={"VALUE": "DURATION"})
    calendar["X-PUBLISHED-TTL"] = vDuration(_FRESHNESS)
    if url:
        calendar.add("SOURCE", clean_uri(url), parameters={"VALUE": "URI"})
    return _opening(calendar, timezones)


@cache
def bare_head(language: str, timezones: frozenset[str]) -> bytes:
    """Before the events of one CalDAV resource, which has no name and no address to be fetched from by itself."""
    return _opening(_calendar(language), timezones)


def _calendar(language: str) -> Calendar:
    calendar = Calendar()
    calendar["VERSION"] = _Text("2.0")  # first: calcurse looks no further than the top
    calendar["PRODID"] = _Text(f"-//Fair Calendar//Fair Calendar//{language.upper()}")
    calendar["CALSCALE"] = _Text("GREGORIAN")
    return calendar


def _opening(calendar: Calendar, timezones: Iterable[str]) -> bytes:
    opening = bytes(calendar.to_ical(sorted=False)).removesuffix(TAIL)
    return opening + b"".join(_vtimezone(tzid) for tzid in sorted(set(timezones)))


def mark(status: Status, language: str) -> str:
    """What stands before the title of a postponed or cancelled event."""
    return _MARKS.get(status, {}).get(language, "")


def _summary(entry: CalendarEntry, language: str) -> str:
    # Never empty: calcurse crashes on an event without SUMMARY, ts-ics refuses the whole file.
    return mark(entry.status, language) + (entry.title.in_(language) or entry.key)


def _place_in_time(event: Event, entry: CalendarEntry, moved: Moved | None) -> None:
    event.add("DTSTART", moved.start if moved else entry.start)
    event.add("DTEND", moved.end if moved else entry.end)
    if moved:
        event.add("RECURRENCE-ID", moved.original)
    elif entry.recurrence:
        event["RRULE"] = vInline(rrule(entry.recurrence))
        for start in entry.recurrence.excluded:  # a line each: some readers take no list
            event.add("EXDATE", start)


def _describe(event: Event, entry: CalendarEntry, language: str, base_url: str) -> None:
    """Add what an entry need not have. An empty GEO, URL or PRIORITY makes readers refuse the whole file."""
    url = entry.absolute_url(base_url)
    if place := entry.place.in_(language):
        event["LOCATION"] = _Text(place)
    # Many clients show no URL property, so the text ends with it.
    if text := "\n".join(filter(None, (entry.whole_description(base_url).in_(language), url))):
        event["DESCRIPTION"] = _Text(text)
    if url:
        event.add("URL", url)
    if entry.geo:
        # Fixed point: a float's own text may have an exponent, which RFC 5545 does not know.
        event["GEO"] = vInline("{:.6f};{:.6f}".format(*entry.geo))
    if entry.categories:
        categories = vCategory([])
        categories.cats = [_Text(c.in_(language)) for c in entry.categories]
        event["CATEGORIES"] = categories
    for key in entry.related:
        # PARENT, the default, is right for a session's fair, and wrong for another edition.
        sibling = {"RELTYPE": "SIBLING"} if key.startswith(f"{entry.kind}-") else {}
        event.add("RELATED-TO", _Text(uid_of(key), params=sibling))


def _alarm(event: bytes, before: timedelta) -> bytes:
    """Says the event's summary, folds and escapes included: the first of its lines follows a fold."""
    all_day = b"\r\nDTSTART;VALUE=DATE:" in event
    trigger = (_MORNING if all_day and not before % timedelta(days=1) else timedelta()) - before
    summary = _SUMMARY.search(event)
    description = summary[1] if summary else b""
    return b"BEGIN:VALARM\r\nACTION:DISPLAY\r\nDESCRIPTION:\r\n %b\r\nTRIGGER:%b\r\nEND:VALARM\r\n" % (
        description,
        vDuration(trigger).to_ical(),  # type: ignore[no-untyped-call]
    )


@cache
def _vtimezone(tzid: str) -> bytes:
    """From 1992 on Shanghai has one offset and no daylight saving: one STANDARD says all of it."""
    timezone = Timezone.from_tzid(tzid, first_date=date(1992, 1, 1))
    del timezone["COMMENT"]  # icalendar says here until when it looked for onsets
    return bytes(timezone.to_ical(sorted=False))
