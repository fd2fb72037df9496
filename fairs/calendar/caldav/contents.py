"""What stands in a member, for filters that look into it. Pure; reads only what ``ical.py`` writes: UTC and Shanghai.

icalendar's own parser takes half a millisecond for an event, and a filter may look into all of them.
"""

import re
from collections import defaultdict
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from fairs.calendar.entry import SHANGHAI

_PARAMETER = r';([^=]+)=("[^"]*"|[^":;]*)'
_LINE = re.compile(rf"([^;:]+)((?:{_PARAMETER})*):(.*)", re.DOTALL)
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)


@dataclass(slots=True)
class Property:
    """``written`` is the value with its escapes."""

    written: str
    parameters: dict[str, str]

    @property
    def value(self) -> str:
        return _ESCAPED.sub(lambda match: "\n" if match[1] in "nN" else match[1], self.written)

    def span(self) -> tuple[datetime, datetime] | None:
        """The instants that a date or a time covers, where none is named in Shanghai. None: it is neither."""
        zone = UTC if self.written.endswith("Z") else SHANGHAI
        for form, length in (("%Y%m%d", timedelta(days=1)), ("%Y%m%dT%H%M%S", timedelta(seconds=1))):
            with suppress(ValueError):
                start = datetime.strptime(self.written.removesuffix("Z"), form).replace(tzinfo=zone)
                return start, start + length
        return None


@dataclass(slots=True)
class Component:
    properties: dict[str, list[Property]] = field(default_factory=lambda: defaultdict(list))
    components: dict[str, list["Component"]] = field(default_factory=lambda: defaultdict(list))


def contents(body: bytes) -> Component:
    """What holds the VCALENDAR."""
    open_ = [Component()]
    for line in body.decode().replace("\r\n ", "").split("\r\n"):
        if not (match := _LINE.fullmatch(line)):
            continue
        name, parameters, value = match[1], match[2], match[5]
        if name == "BEGIN":
            inner = Component()
            open_[-1].components[value].append(inner)
            open_.append(inner)
        elif name == "END":
            open_.pop()
        else:
            known = {n: v.strip('"') for n, v in re.findall(_PARAMETER, parameters)} if parameters else {}
            open_[-1].properties[name].append(Property(value, known))
    return open_[0]
