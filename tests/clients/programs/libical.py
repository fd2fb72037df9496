"""Reads files with libical, the parser in Evolution, GNOME Calendar, KOrganizer and Cyrus, and has it check them.

A program of its own, because a fault in a C library ends the whole process. What is found wrong goes to stderr.
"""

import ctypes
import json
import sys
from collections.abc import Iterator
from ctypes import CFUNCTYPE, POINTER, Structure, c_char_p, c_int, c_int64, c_void_p
from datetime import UTC, datetime
from pathlib import Path
from typing import Any


class Time(Structure):
    _fields_ = [
        *((name, c_int) for name in ["year", "month", "day", "hour", "minute", "second", "is_date", "is_daylight"]),
        ("zone", c_void_p),
    ]


class Span(Structure):
    _fields_ = [("start", c_int64), ("end", c_int64), ("is_busy", c_int)]


EACH = CFUNCTYPE(None, c_void_p, POINTER(Span), c_void_p)
library = ctypes.CDLL("libical.so.3")  # another version has other structures
SIGNATURES: dict[str, tuple[Any, ...]] = {  # what is given back, what is given
    "icalparser_parse_string": (c_void_p, c_char_p),
    "icalcomponent_free": (None, c_void_p),
    "icalcomponent_count_errors": (c_int, c_void_p),
    "icalrestriction_check": (c_int, c_void_p),
    "icalcomponent_as_ical_string": (c_char_p, c_void_p),
    "icalcomponent_string_to_kind": (c_int, c_char_p),
    "icalcomponent_get_first_component": (c_void_p, c_void_p, c_int),
    "icalcomponent_get_next_component": (c_void_p, c_void_p, c_int),
    "icalcomponent_get_first_property": (c_void_p, c_void_p, c_int),
    "icalproperty_string_to_kind": (c_int, c_char_p),
    "icalproperty_get_value_as_string": (c_char_p, c_void_p),
    "icalproperty_get_datetime_with_component": (Time, c_void_p, c_void_p),
    "icalcomponent_get_uid": (c_char_p, c_void_p),
    "icalcomponent_get_summary": (c_char_p, c_void_p),
    "icalcomponent_get_dtstart": (Time, c_void_p),
    "icalcomponent_get_dtend": (Time, c_void_p),
    "icalcomponent_foreach_recurrence": (None, c_void_p, Time, Time, EACH, c_void_p),
    "icaltime_as_timet_with_zone": (c_int64, Time, c_void_p),
    "icaltime_from_string": (Time, c_char_p),
}
for name, (result, *arguments) in SIGNATURES.items():
    function = getattr(library, name)
    function.restype, function.argtypes = result, arguments

BEGINNING, END = (library.icaltime_from_string(year + b"0101T000000Z") for year in (b"2000", b"2030"))


def read(path: str) -> list[Any]:
    calendar = library.icalparser_parse_string(Path(path).read_bytes())
    if not calendar:
        sys.exit(f"{path}: not understood")
    library.icalrestriction_check(calendar)  # what it finds wrong it adds to the calendar, as the parser does
    if library.icalcomponent_count_errors(calendar):
        lines = library.icalcomponent_as_ical_string(calendar).decode().splitlines()
        sys.exit(f"{path}: {[line for line in lines if line.startswith('X-LIC-ERROR')]}")
    found: dict[tuple[str, int], Any] = {}
    for event in components(calendar, b"VEVENT"):  # the rule stands before what is moved
        if original := prop(event, b"RECURRENCE-ID"):
            moved = instant(library.icalproperty_get_datetime_with_component(original, event))
            del found[uid(event), moved]
            (found[uid(event), moved],) = occurrences(event).values()
        else:
            found |= {(uid(event), start): row for start, row in occurrences(event).items()}
    library.icalcomponent_free(calendar)
    return list(found.values())


def occurrences(event: int) -> dict[int, Any]:
    spans: list[tuple[int, int]] = []
    each = EACH(lambda _event, span, _data: spans.append((span.contents.start, span.contents.end)))
    library.icalcomponent_foreach_recurrence(event, BEGINNING, END, each, None)
    return {start: row(event, start, end) for start, end in spans}


def row(event: int, start: int, end: int) -> list[Any]:
    day = library.icalcomponent_get_dtstart(event).is_date
    form = "%Y-%m-%d" if day else "%Y-%m-%dT%H:%M:%SZ"
    moments = [datetime.fromtimestamp(moment, UTC).strftime(form) for moment in (start, end)]
    alarm = next(components(event, b"VALARM"), None)
    return [
        uid(event),
        *moments,
        library.icalcomponent_get_summary(event).decode(),
        text(event, b"STATUS"),
        alarm and text(alarm, b"TRIGGER"),
    ]


def components(inside: int, name: bytes) -> Iterator[int]:
    kind = library.icalcomponent_string_to_kind(name)
    component = library.icalcomponent_get_first_component(inside, kind)
    while component:
        yield component
        component = library.icalcomponent_get_next_component(inside, kind)


def prop(component: int, name: bytes) -> Any:
    return library.icalcomponent_get_first_property(component, library.icalproperty_string_to_kind(name))


def text(component: int, name: bytes) -> str:
    value: str = library.icalproperty_get_value_as_string(prop(component, name)).decode()
    return value


def uid(event: int) -> str:
    value: str = library.icalcomponent_get_uid(event).decode()
    return value


def instant(time: Time) -> int:
    seconds: int = library.icaltime_as_timet_with_zone(time, time.zone)
    return seconds


if __name__ == "__main__":
    print(json.dumps({path: read(path) for path in sys.argv[1:]}))
