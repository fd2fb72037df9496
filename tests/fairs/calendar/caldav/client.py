"""A CalDAV client for tests: sends what it is told to, and makes plain values of the XML that comes back."""

from typing import Any
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring
from django.test import Client

from fairs.calendar.caldav.elements import NAMESPACES

ALL, CITY = "/caldav/calendars/all/", "/caldav/calendars/city-210100/"
DECLARED = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())
_CLIENT = Client()  # one for all: each new one loads the middleware again, a tenth of a second
_PREFIXES = {uri: prefix for prefix, uri in NAMESPACES.items()}

Answers = dict[str, Any]
"""By address: {property: value} of those found, with "missing" those that are not; or a status line."""


def send(method: str, path: str, body: str | bytes = "", **headers: str) -> Any:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return _CLIENT.generic(method, path, body, content_type="application/xml", headers=named)


def content(response: Any) -> bytes:
    return b"".join(response) if response.streaming else response.content


def root(response: Any) -> Element:
    found: Element = fromstring(content(response))
    return found


def name(element: Element) -> str:
    uri, __, local = element.tag.rpartition("}")
    return f"{_PREFIXES.get(uri[1:], uri[1:])}:{local}"


def plain(element: Element) -> Any:
    """Text, or [(name, plain value), ...] of what is inside; (name, attributes) of what is empty and has them."""
    if not len(element):
        return element.text or ""
    return [(name(child), dict(child.attrib) or plain(child)) for child in element]


def answers(response: Any) -> Answers:
    assert response.status_code == 207, (response.status_code, content(response))
    told: Answers = {}
    for one in root(response).findall("{DAV:}response"):
        found: dict[str, Any] = {}
        for propstat in one.findall("{DAV:}propstat"):
            properties = propstat[0]
            if "200" in (propstat[1].text or ""):
                found |= {name(p): plain(p) for p in properties}
            else:
                found["missing"] = [name(p) for p in properties]
        status = one.find("{DAV:}status")
        told[one[0].text or ""] = found if status is None else (status.text or "").removeprefix("HTTP/1.1 ")
    return told


def refusal(response: Any) -> tuple[int, Any]:
    """Status, and what stands in DAV:error."""
    return response.status_code, plain(root(response))


def propfind(path: str, *names: str, depth: str = "0", **headers: str) -> Answers:
    asked = "".join(f"<{name}/>" for name in names)
    body = f"<D:propfind {DECLARED}><D:prop>{asked}</D:prop></D:propfind>"
    return answers(send("PROPFIND", path, body, depth=depth, **headers))


def query(inside: str, path: str = ALL, asked: str = "<D:getetag/>", outside: str = "VCALENDAR") -> Any:
    """``inside`` the comp-filter of VCALENDAR."""
    filter_ = f'<C:filter><C:comp-filter name="{outside}">{inside}</C:comp-filter></C:filter>'
    return send("REPORT", path, f"<C:calendar-query {DECLARED}><D:prop>{asked}</D:prop>{filter_}</C:calendar-query>")


def multiget(*addresses: str, path: str = ALL, asked: str = "<D:getetag/>") -> Any:
    named = "".join(f"<D:href>{address}</D:href>" for address in addresses)
    body = f"<C:calendar-multiget {DECLARED}><D:prop>{asked}</D:prop>{named}</C:calendar-multiget>"
    return send("REPORT", path, body)


def sync(token: str = "", path: str = ALL, asked: str = "<D:getetag/>", limit: str = "", **headers: str) -> Any:
    cut = f"<D:limit><D:nresults>{limit}</D:nresults></D:limit>" if limit else ""
    body = (
        f"<D:sync-collection {DECLARED}><D:sync-token>{token}</D:sync-token><D:sync-level>1</D:sync-level>{cut}"
        f"<D:prop>{asked}</D:prop></D:sync-collection>"
    )
    return send("REPORT", path, body, **headers)


def token_of(response: Any) -> str:
    return root(response).findtext("{DAV:}sync-token") or ""
