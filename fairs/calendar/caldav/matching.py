"""CALDAV:filter (RFC 4791 9.7): read from a request, and held against the contents of a member. Pure."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from xml.etree.ElementTree import Element

from .contents import Component, Property
from .elements import children, element, find
from .refusals import Refusal

Range = tuple[datetime, datetime]

_INSTANT = re.compile(r"[0-9]{8}T[0-9]{6}Z")
EARLIEST, LATEST = datetime(1900, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC)
NESTED = {"": {"VCALENDAR"}, "VCALENDAR": {"VEVENT", "VTIMEZONE"}, "VTIMEZONE": {"STANDARD"}}
"""Which components there are, and where: of others it is known beforehand that there are none."""
ALWAYS = {"VCALENDAR", "VEVENT"}


def _ascii(text: str) -> bytes:
    return text.encode().lower()


def _unicode(text: str) -> bytes:
    """RFC 5051 goes by title case, which differs for a few ligatures only."""
    return unicodedata.normalize("NFKD", text.casefold()).encode()


COLLATIONS: dict[str, Callable[[str], bytes]] = {
    "i;ascii-casemap": _ascii,
    "i;octet": str.encode,
    "i;unicode-casemap": _unicode,
}


@dataclass(frozen=True)
class Text:
    sought: bytes
    fold: Callable[[str], bytes]
    negated: bool

    @classmethod
    def read(cls, parent: Element) -> "Text | None":
        asked = find(parent, "C:text-match")
        if asked is None:
            return None
        fold = COLLATIONS.get(asked.get("collation", "i;ascii-casemap"))
        if fold is None:
            raise Refusal(403, element("C:supported-collation"))
        return cls(fold(asked.text or ""), fold, asked.get("negate-condition") == "yes")

    def holds(self, *texts: str) -> bool:
        return any(self.sought in self.fold(text) for text in texts) != self.negated


@dataclass(frozen=True)
class ParameterFilter:
    name: str
    absent: bool
    text: Text | None

    @classmethod
    def read(cls, asked: Element) -> "ParameterFilter":
        return cls(_name(asked), find(asked, "C:is-not-defined") is not None, Text.read(asked))

    def holds(self, owner: Property) -> bool:
        value = owner.parameters.get(self.name)
        if self.absent or value is None:
            return self.absent and value is None
        return self.text is None or self.text.holds(value)


@dataclass(frozen=True)
class PropertyFilter:
    name: str
    absent: bool
    range: Range | None
    text: Text | None
    parameters: tuple[ParameterFilter, ...]

    @classmethod
    def read(cls, asked: Element) -> "PropertyFilter":
        absent = find(asked, "C:is-not-defined") is not None
        parameters = tuple(ParameterFilter.read(p) for p in children(asked, "C:param-filter"))
        return cls(_name(asked), absent, time_range(asked), Text.read(asked), parameters)

    def holds(self, owner: Component) -> bool:
        found = owner.properties.get(self.name, [])
        return not found if self.absent else any(map(self._fits, found))

    def _fits(self, found: Property) -> bool:
        if self.range:
            span = found.span()
            if span is None or not (self.range[0] < span[1] and span[0] < self.range[1]):
                return False
        # As written too: the caldav package escapes what it seeks.
        if self.text and not self.text.holds(found.value, found.written):
            return False
        return all(p.holds(found) for p in self.parameters)


@dataclass(frozen=True)
class ComponentFilter:
    """``range`` is for the database to see to, which knows when a VEVENT recurs. ``known``: its answer, unlooked."""

    name: str
    absent: bool
    range: Range | None
    properties: tuple[PropertyFilter, ...]
    components: tuple["ComponentFilter", ...]
    known: bool | None

    @classmethod
    def read(cls, asked: Element, inside: str = "") -> "ComponentFilter":
        name, absent, span = _name(asked), find(asked, "C:is-not-defined") is not None, time_range(asked)
        if span and name in {"VCALENDAR", "VTIMEZONE"}:
            raise invalid()
        properties = tuple(PropertyFilter.read(p) for p in children(asked, "C:prop-filter"))
        components = tuple(cls.read(c, name) for c in children(asked, "C:comp-filter"))
        known: bool | None = None
        if name not in NESTED.get(inside, ()):
            known = absent
        elif any(c.known is False for c in components) or (absent and name in ALWAYS):
            known = False
        elif name in ALWAYS and not properties and all(c.known for c in components):
            known = True
        return cls(name, absent, span, properties, components, known)

    def holds(self, owner: Component) -> bool:
        if self.known is not None:
            return self.known
        found = owner.components.get(self.name, [])
        return not found if self.absent else any(map(self._fits, found))

    def _fits(self, found: Component) -> bool:
        return all(p.holds(found) for p in self.properties) and all(c.holds(found) for c in self.components)

    def ranges(self) -> Iterator[Range]:
        if self.range and self.name == "VEVENT":
            yield self.range
        for each in self.components:
            yield from each.ranges()


def calendar_filter(asked: Element) -> ComponentFilter:
    """From a report."""
    given = find(asked, "C:filter")
    filters = [] if given is None else [ComponentFilter.read(c) for c in children(given, "C:comp-filter")]
    if [f.name for f in filters] != ["VCALENDAR"]:
        raise invalid()
    return filters[0]


def time_range(parent: Element) -> Range | None:
    asked = find(parent, "C:time-range")
    return None if asked is None else window(asked)


def window(asked: Element) -> Range:
    """Its ``start`` and ``end``, of which one may be missing."""
    start, end = _instant(asked.get("start")), _instant(asked.get("end"))
    if start is end is None or (start and end and end <= start):
        raise invalid()
    return max(start or EARLIEST, EARLIEST), min(end or LATEST, LATEST)


def invalid() -> Refusal:
    return Refusal(403, element("C:valid-filter"))


def _instant(written: str | None) -> datetime | None:
    if written is None:
        return None
    try:
        if _INSTANT.fullmatch(written):
            return datetime.strptime(written, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    except ValueError:
        pass
    raise invalid()


def _name(asked: Element) -> str:
    if not (name := asked.get("name", "")):
        raise invalid()
    return name.upper()
