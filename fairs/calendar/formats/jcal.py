"""jCal, RFC 7265: the same calendar as JSON, made of the same bytes.

Reads only what ``ical.py`` writes; icalendar's own parser takes thirty times as long. Each event as it is now is kept,
so that an edit costs one.
"""

import re
from functools import lru_cache
from typing import Any

import orjson

from fairs.calendar import ical

from . import ics
from .presentation import Format, Presentation, Rows

KEPT = 4096  # events, some 3 kB each
_TYPES = {
    "DTSTAMP": "date-time", "LAST-MODIFIED": "date-time", "DTSTART": "date-time", "DTEND": "date-time",
    "RECURRENCE-ID": "date-time", "EXDATE": "date-time", "SEQUENCE": "integer", "URL": "uri", "GEO": "float",
    "RRULE": "recur", "TRIGGER": "duration", "TZOFFSETFROM": "utc-offset", "TZOFFSETTO": "utc-offset",
    "X-WR-CALNAME": "unknown", "X-PUBLISHED-TTL": "unknown",
}  # fmt: skip
_ESCAPED = re.compile(r"\\(.)")
_ONE_OF_MANY = re.compile(r"(?:[^\\,]|\\.)+")

Component = list[Any]
"""Name, properties, components."""


def write(shown: Presentation, url: str, rows: Rows) -> bytes:
    (calendar,) = components(ics.opening(shown, url, rows) + ical.TAIL)
    name, properties, timezones = map(orjson.dumps, calendar)
    inside = [timezones[1:-1], *map(_kept, ics.events(shown, rows))]
    return b"[%b,%b,[%b]]" % (name, properties, b",".join(filter(None, inside)))


@lru_cache(maxsize=KEPT)
def _kept(event: bytes) -> bytes:
    return orjson.dumps(components(event))[1:-1]


def components(content: bytes) -> list[Component]:
    open_: list[Component] = [["", [], []]]
    for line in content.decode().replace("\r\n ", "").split("\r\n"):
        name, __, value = line.partition(":")
        if name == "BEGIN":
            inner: Component = [value.lower(), [], []]
            open_[-1][2].append(inner)
            open_.append(inner)
        elif name == "END":
            open_.pop()
        elif name:
            open_[-1][1].append(_property(name, value))
    inside: list[Component] = open_[0][2]
    return inside


def _property(name: str, value: str) -> list[Any]:
    name, *written = name.split(";")
    parameters = {p.lower(): v for p, __, v in (each.partition("=") for each in written)}
    kind = parameters.pop("value", _TYPES.get(name, "text")).lower()
    many = _ONE_OF_MANY.findall(value) if name == "CATEGORIES" else [value]
    return [name.lower(), parameters, kind, *(_value(kind, each) for each in many)]


def _value(kind: str, written: str) -> Any:
    match kind:
        case "text":
            return _ESCAPED.sub(lambda escaped: "\n" if escaped[1] == "n" else escaped[1], written)
        case "date" | "date-time":
            return _moment(written)
        case "integer":
            return int(written)
        case "float":  # of a place there are two
            return [float(number) for number in written.split(";")]
        case "utc-offset":
            return f"{written[:3]}:{written[3:]}"
        case "recur":
            return dict(_part(*part.split("=")) for part in written.split(";"))
    return written


def _moment(written: str) -> str:
    day = f"{written[:4]}-{written[4:6]}-{written[6:8]}"
    return day + (f"T{written[9:11]}:{written[11:13]}:{written[13:]}" if len(written) > len("20260501") else "")


def _part(name: str, value: str) -> tuple[str, Any]:
    match name:
        case "UNTIL":
            return "until", _moment(value)
        case "INTERVAL":
            return "interval", int(value)
        case "BYDAY":
            days = value.split(",")
            return "byday", days if len(days) > 1 else value
    return name.lower(), value


FORMAT = Format("application/calendar+json", ics.queries, write, frozenset({"alarm"}))
