"""Atom, RFC 4287: what changed in the calendar, newest first, and tombstones (RFC 6721) of what was withdrawn.

Each version that readers were told is an entry with an identity of its own, from UID and SEQUENCE: readers show it as
news. The tombstone has the SEQUENCE last told, so it deletes that version's entry. Tombstones have no facets left:
those of all kinds asked for are in each feed, and delete nothing where a reader does not have it.
"""

from datetime import UTC, datetime
from io import StringIO
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit
from uuid import NAMESPACE_URL, uuid5

import orjson
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.utils.xmlutils import SimplerXMLGenerator

from fairs.calendar.entry import Status, clean_uri
from fairs.calendar.ical import mark
from fairs.calendar.words import kinds, statuses

from .presentation import Format, Presentation, Rows, said
from .table import moment

PAGE = 100
COLUMNS = ("revision", "uid", "sequence", "modified", "payload")
NAMESPACES = {"xmlns": "http://www.w3.org/2005/Atom", "xmlns:at": "http://purl.org/atompub/tombstones/1.0"}
_NEVER = "2000-01-01T00:00:00Z"


def queries(listings: Any, gone: Any, shown: Presentation) -> list[Any]:
    """Two, because one with OR would read each row of the table."""
    older = {} if shown.before is None else {"revision__lt": shown.before}
    return [q.filter(**older).order_by("-revision").values_list(*COLUMNS)[: PAGE + 1] for q in (listings, gone)]


def write(shown: Presentation, url: str, rows: Rows) -> bytes:
    rows = sorted(rows, key=lambda row: -row[0])
    page, more = rows[:PAGE], len(rows) > PAGE
    out = StringIO()
    xml: Any = SimplerXMLGenerator(out, "utf-8", short_empty_elements=True)
    xml.startDocument()
    xml.startElement("feed", {**NAMESPACES, "xml:lang": shown.language})
    with override(shown.language):
        _head(xml, shown, url, page)
        if more:
            xml.addQuickElement("link", None, {"rel": "next", "href": paged(url, page[-1][0])})
        for __, uid, sequence, modified, payload in page:
            identity = _urn(f"{uid}/{sequence}")
            if payload:
                _entry(xml, identity, orjson.loads(payload), shown.language)
            else:
                xml.addQuickElement("at:deleted-entry", None, {"ref": identity, "when": _instant(modified)})
    xml.endElement("feed")
    xml.endDocument()
    return out.getvalue().encode()


def paged(url: str, before: int | None) -> str:
    """The address of the changes before a revision; None: of the newest."""
    parts = urlsplit(url)
    asked = [(name, value) for name, value in parse_qsl(parts.query) if name != "before"]
    asked += [] if before is None else [("before", str(before))]
    return urlunsplit(parts._replace(query=urlencode(asked, safe=",")))


def _head(xml: Any, shown: Presentation, url: str, page: Rows) -> None:
    xml.addQuickElement("id", _urn(paged(url, None)))
    xml.addQuickElement("title", shown.title)
    xml.addQuickElement("updated", max((_instant(modified) for __, __, __, modified, __ in page), default=_NEVER))
    xml.startElement("author", {})
    xml.addQuickElement("name", _("Fair Calendar"))
    xml.endElement("author")
    xml.addQuickElement("link", None, {"rel": "self", "type": "application/atom+xml", "href": clean_uri(url)})


def _entry(xml: Any, identity: str, entry: dict[str, Any], language: str) -> None:
    kind, status = entry["kind"], entry["status"]
    xml.startElement("entry", {})
    xml.addQuickElement("id", identity)
    xml.addQuickElement("title", mark(Status(status), language) + said(entry["title"], language))
    xml.addQuickElement("updated", entry["modified"])
    if entry["url"]:
        xml.addQuickElement("link", None, {"rel": "alternate", "type": "text/html", "href": entry["url"]})
    for scheme, term, label in (("kind", kind, kinds()[kind]), ("status", status, statuses()[status])):
        xml.addQuickElement("category", None, {"scheme": f"urn:fair-calendar:{scheme}", "term": term, "label": label})
    lines = (_when(entry), said(entry["place"], language), said(entry["description"], language))
    xml.addQuickElement("summary", "\n".join(filter(None, lines)), {"type": "text"})
    xml.endElement("entry")


def _when(entry: dict[str, Any]) -> str:
    first, last = moment(entry["start"]), entry["last_day"] or moment(entry["end"])
    return first if first == last else f"{first} – {last}"


def _urn(name: str) -> str:
    return uuid5(NAMESPACE_URL, name).urn


def _instant(written: Any) -> str:
    """SQLite gives text, without an offset but in UTC."""
    at = written if isinstance(written, datetime) else datetime.fromisoformat(written)
    at = at if at.tzinfo else at.replace(tzinfo=UTC)
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


FORMAT = Format("application/atom+xml; charset=utf-8", queries, write, frozenset({"before"}))
