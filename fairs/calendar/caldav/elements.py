"""WebDAV's XML: read by a hardened parser, written in one place and in US-ASCII.

Thunderbird decodes each piece that it receives by itself, so a Chinese character across two pieces would be
damaged; a numeric reference is not.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from xml.etree.ElementTree import Element, ParseError
from xml.sax.saxutils import escape, quoteattr

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from .refusals import Refusal

NAMESPACES = {
    "D": "DAV:",
    "C": "urn:ietf:params:xml:ns:caldav",
    "CS": "http://calendarserver.org/ns/",
    "A": "http://apple.com/ns/ical/",
}
CONTENT_TYPE = "application/xml; charset=utf-8"
DEEPEST = 20
MOST_NAMES, LONGEST_NAMES = 200, 10_000  # an answer repeats them for each resource

PIECE = 60_000  # characters sent at once

_DECLARATION = '<?xml version="1.0" encoding="utf-8"?>\n'
_PREFIXES = {uri: prefix for prefix, uri in NAMESPACES.items()}
_DECLARED = "".join(f' xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())


def parse(body: bytes) -> Element:
    """No document type, so no entities; ASCII names only, since answers in US-ASCII may have to repeat them."""
    try:
        root: Element = fromstring(body, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
        raise Refusal(400) from error
    level = [root]
    for _ in range(DEEPEST):
        if not all(name.isascii() for element in level for name in (element.tag, *element.keys())):
            raise Refusal(400)
        level = [child for element in level for child in element]
        if not level:
            return root
    raise Refusal(400)


def qualified(name: str) -> str:
    """D:href -> {DAV:}href."""
    prefix, __, local = name.partition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"


def find(parent: Element, name: str) -> Element | None:
    return parent.find(qualified(name))


def children(parent: Element, name: str) -> list[Element]:
    return parent.findall(qualified(name))


def element(name: str, *inside: str) -> str:
    """``name`` as D:href, or as {DAV:}href where a request gave it; ``inside`` is XML already."""
    start, end = _tags(name)
    content = "".join(inside)
    return f"<{start}>{content}</{end}>" if content else f"<{start}/>"


@lru_cache(maxsize=1000)
def _tags(name: str) -> tuple[str, str]:
    if not name.startswith("{"):
        return name, name
    uri, __, local = name[1:].rpartition("}")
    if prefix := _PREFIXES.get(uri):
        return f"{prefix}:{local}", f"{prefix}:{local}"
    return f"X:{local} xmlns:X={quoteattr(uri)}", f"X:{local}"


def text(value: str) -> str:
    """A CR that is not escaped would be lost: readers of XML make LF of CRLF."""
    return escape(value, {"\r": "&#13;"})


def href(address: str) -> str:
    return element("D:href", text(address))


def encode(xml: str) -> bytes:
    return xml.encode("ascii", "xmlcharrefreplace")


def document(name: str, *inside: str) -> bytes:
    return encode(f"{_DECLARATION}<{name}{_DECLARED}>{''.join(inside)}</{name}>")


def multistatus(responses: Iterable[str]) -> Iterator[bytes]:
    """In pieces of some size: each piece costs more than its bytes."""
    pieces = [f"{_DECLARATION}<D:multistatus{_DECLARED}>"]
    size = 0
    for response in responses:
        pieces.append(response)
        size += len(response)
        if size > PIECE:
            yield encode("".join(pieces))
            pieces, size = [], 0
    yield encode("".join([*pieces, "</D:multistatus>"]))


@dataclass(frozen=True)
class Wanted:
    """The properties that a request asks for.

    ``names`` None: all that are told unasked, and ``names_only``: without their values (RFC 4918 9.1);
    ``minimal``: with no word on those that there are not (RFC 8144); ``data``: how bodies are asked for.
    """

    names: tuple[str, ...] | None
    also: tuple[str, ...] = ()
    names_only: bool = False
    minimal: bool = False
    data: Element | None = None

    def of(self, known: Mapping[str, object], unasked: frozenset[str]) -> tuple[list[str], list[str]]:
        """Of what a resource has: (the names to be answered, those that there are not)."""
        if self.names_only:
            return [*known], []
        asked = self.names if self.names is not None else [*(n for n in known if n in unasked), *self.also]
        missing = [] if self.minimal else [name for name in asked if name not in known]
        return [name for name in asked if name in known], missing


def wanted(asked: Element | None, minimal: bool) -> Wanted:
    """From DAV:propfind or a report; nothing asked is all asked."""
    if asked is None:
        return Wanted(None)
    if find(asked, "D:propname") is not None:
        return Wanted(None, names_only=True)
    if (properties := find(asked, "D:prop")) is not None:
        return Wanted(_names(properties), minimal=minimal, data=find(properties, "C:calendar-data"))
    return Wanted(None, also=_names(find(asked, "D:include")), minimal=minimal)


def _names(properties: Element | None) -> tuple[str, ...]:
    names = tuple(dict.fromkeys(p.tag for p in properties)) if properties is not None else ()
    if len(names) > MOST_NAMES or sum(map(len, names)) > LONGEST_NAMES:
        raise Refusal(400)
    return names


def response(address: str, found: str, missing: str = "") -> str:
    """One resource's: ``found`` are its properties with values, ``missing`` names of those that it has not."""
    parts = [href(address)]
    if found or not missing:
        parts.append(_propstat(found, "200 OK"))
    if missing:
        parts.append(_propstat(missing, "404 Not Found"))
    return element("D:response", *parts)


def status(address: str, line: str, *inside: str) -> str:
    return element("D:response", href(address), element("D:status", f"HTTP/1.1 {line}"), *inside)


def _propstat(properties: str, line: str) -> str:
    found = element("D:prop", properties)
    return element("D:propstat", found, element("D:status", f"HTTP/1.1 {line}"))
