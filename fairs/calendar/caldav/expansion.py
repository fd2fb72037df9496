"""A body with its recurrence written out, or with only those exceptions that matter to a window (RFC 4791 9.6.5-6).

Pure; reads only what ``ical.py`` writes: one UID, one rule with an end, and an event for each moved occurrence.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from xml.etree.ElementTree import Element

from dateutil.rrule import rrulestr

from fairs.calendar.entry import SHANGHAI

from .elements import element, find
from .matching import Range, window
from .refusals import Refusal

Shape = Callable[[bytes], bytes]
"""What is done to a body before it is sent."""

_LINE_END = re.compile(r"\r\n(?! )")
_MOMENT = re.compile(r"([A-Z-]+)(;VALUE=DATE)?(?:;TZID=Asia/Shanghai)?:(\d{8})(?:T(\d{6}))?")
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class _Event:
    """Lines, folded as they are, without BEGIN and END. Times are Shanghai's, ``all_day`` at midnight."""

    lines: list[str]
    start: datetime
    end: datetime
    original: datetime | None
    all_day: bool

    @classmethod
    def read(cls, lines: list[str]) -> "_Event":
        moments = {m[1]: m for m in map(_MOMENT.fullmatch, lines) if m}
        start, end = _moment(moments["DTSTART"]), _moment(moments["DTEND"])
        original = _moment(moments["RECURRENCE-ID"]) if "RECURRENCE-ID" in moments else None
        return cls(lines, start, end, original, bool(moments["DTSTART"][2]))

    def within(self, window: Range) -> bool:
        return self.start < window[1] and window[0] < self.end

    def occurrences(self, moved: set[datetime]) -> Iterator["_Event"]:
        rule = next((line for line in self.lines if line.startswith("RRULE:")), None)
        if rule is None:
            yield self
            return
        left_out = {_moment(m) for m in map(_MOMENT.fullmatch, self.lines) if m and m[1] == "EXDATE"} | moved
        lines = [line for line in self.lines if not line.startswith(("RRULE:", "EXDATE"))]
        start = self.start.replace(tzinfo=None) if self.all_day else self.start
        for each in rrulestr(rule.replace("\r\n ", ""), dtstart=start):
            begin = each.replace(tzinfo=SHANGHAI)
            if begin not in left_out:
                yield _Event(lines, begin, begin + (self.end - self.start), begin, self.all_day)

    def written(self) -> str:
        """Times in UTC, so that no VTIMEZONE is needed."""
        told = {"DTSTART": self.start, "DTEND": self.end}
        lines = [self._line(m[1], told[m[1]]) if (m := _MOMENT.fullmatch(line)) and m[1] in told else line
                 for line in self.lines if not line.startswith("RECURRENCE-ID")]  # fmt: skip
        if self.original:
            lines.append(self._line("RECURRENCE-ID", self.original))
        return "".join(f"{line}\r\n" for line in ("BEGIN:VEVENT", *lines, "END:VEVENT"))

    def _line(self, name: str, moment: datetime) -> str:
        if self.all_day:
            return f"{name};VALUE=DATE:{moment:%Y%m%d}"
        return f"{name}:{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def shape_of(asked: Element | None) -> Shape:
    """As CALDAV:calendar-data asks. Only parts of a body are asked for in vain: it is sent whole."""
    if asked is None:
        return bytes
    if (asked.get("content-type", "text/calendar").lower(), asked.get("version", "2.0")) != ("text/calendar", "2.0"):
        raise Refusal(403, element("C:supported-calendar-data"))
    for name, change in (("C:expand", expanded), ("C:limit-recurrence-set", limited)):
        if (given := find(asked, name)) is not None:
            return partial(change, window=window(given))
    return bytes


def expanded(body: bytes, window: Range) -> bytes:
    """An event for each occurrence in the window."""
    head, events = _read(body)
    moved = {event.original for event in events if event.original}
    found = [o for event in events for o in ([event] if event.original else event.occurrences(moved))]
    shown = sorted((o for o in found if o.within(window)), key=lambda o: o.start)
    frame = head.partition("BEGIN:VTIMEZONE\r\n")[0]
    return "".join([frame, *(o.written() for o in shown), "END:VCALENDAR\r\n"]).encode()


def limited(body: bytes, window: Range) -> bytes:
    """Without moved occurrences that neither were nor are in the window."""
    head, events = _read(body)
    length = {event.original: event.end - event.start for event in events}.get(None, _DAY)
    kept = [e for e in events if not e.original or e.within(window)
            or (e.original < window[1] and window[0] < e.original + length)]  # fmt: skip
    blocks = ("".join(f"{line}\r\n" for line in ("BEGIN:VEVENT", *e.lines, "END:VEVENT")) for e in kept)
    return "".join([head, *blocks, "END:VCALENDAR\r\n"]).encode()


def _read(body: bytes) -> tuple[str, list[_Event]]:
    """What stands before the events, and they."""
    head, *blocks = body.decode().split("\r\nBEGIN:VEVENT\r\n")
    inside = (block.partition("\r\nEND:VEVENT")[0] for block in blocks)
    return f"{head}\r\n", [_Event.read(_LINE_END.split(each)) for each in inside]


def _moment(match: "re.Match[str]") -> datetime:
    return datetime.strptime(match[3] + (match[4] or "000000"), "%Y%m%d%H%M%S").replace(tzinfo=SHANGHAI)
