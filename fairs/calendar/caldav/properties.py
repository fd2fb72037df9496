"""The properties of each resource, as XML; members have theirs from rows of listings, many at a time."""

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet
from django.db.models.functions import Length
from django.utils.http import http_date
from django.utils.translation import gettext as _

from fairs.calendar.entry import SHANGHAI
from fairs.calendar.ical import TAIL, bare_head
from fairs.calendar.ledger import Mark
from fairs.calendar.models import Listing

from .elements import Wanted, element, href, qualified, response, text
from .expansion import shape_of
from .resources import Collection, Home, Personal, Principal, Resource, Root
from .tokens import Token

LARGEST_BODY = 1_000_000
MEMBER_TYPE = "text/calendar; charset=utf-8; component=VEVENT"
DATA = qualified("C:calendar-data")
REPORTS = ("C:calendar-query", "C:calendar-multiget", "D:sync-collection")
COLLATIONS = ("i;ascii-casemap", "i;octet", "i;unicode-casemap")
UNASKED = frozenset(
    map(qualified, ["D:resourcetype", "D:displayname", "D:getcontenttype", "D:getetag", "D:getlastmodified"])
)
"""What DAV:allprop is answered with: RFC 4918's own. RFC 4791 keeps its own out of it."""

_PRIVILEGES = element("D:privilege", element("D:read"))

Known = dict[str, Callable[[Any], str]]
Row = dict[str, Any]


def _known(**properties: Callable[[Any], str]) -> Known:
    """D_owner -> {DAV:}owner"""
    return {qualified(name.replace("_", ":", 1).replace("_", "-")): value for name, value in properties.items()}


_ALL = _known(
    D_resourcetype=lambda r: element("D:collection"),
    D_displayname=lambda r: text(_("Fairs of Liaoning")),
    D_current_user_principal=lambda r: href(r.site.principal.address),
    D_current_user_privilege_set=lambda r: _PRIVILEGES,
    D_owner=lambda r: href(r.site.principal.address),
    D_supported_report_set=lambda r: "",
)
_PRINCIPAL = _known(
    D_resourcetype=lambda r: element("D:collection") + element("D:principal"),
    D_principal_URL=lambda r: href(r.address),
    C_calendar_home_set=lambda r: href(Home(r.site).address),
)
_COLLECTION = _known(
    D_resourcetype=lambda r: element("D:collection") + element("C:calendar"),
    D_displayname=lambda r: text(r.title),
    D_getlastmodified=lambda r: http_date(r.site.mark.changed.timestamp()),
    D_supported_report_set=lambda r: "".join(
        element("D:supported-report", element("D:report", element(name))) for name in REPORTS
    ),
    D_sync_token=lambda r: text(sync_token(r)),
    CS_getctag=lambda r: text(sync_token(r)),
    C_supported_calendar_component_set=lambda r: '<C:comp name="VEVENT"/>',
    C_supported_calendar_data=lambda r: '<C:calendar-data content-type="text/calendar" version="2.0"/>',
    C_supported_collation_set=lambda r: "".join(element("C:supported-collation", name) for name in COLLATIONS),
    C_max_resource_size=lambda r: str(LARGEST_BODY),
    C_calendar_timezone=lambda r: text(_frame(r.site.language, SHANGHAI.key)),
)
PROPERTIES: dict[type, Known] = {
    Root: _ALL,
    Principal: _ALL | _PRINCIPAL,
    Home: _ALL,
    Collection: _ALL | _COLLECTION,
    Personal: _ALL | _COLLECTION,
}


def described(resource: Resource, wanted: Wanted) -> str:
    """The answer for one resource that is no member."""
    known = PROPERTIES[type(resource)]
    found, missing = wanted.of(known, UNASKED)
    values = (element(name, "" if wanted.names_only else known[name](resource)) for name in found)
    return response(resource.address, "".join(values), "".join(map(element, missing)))


def sync_token(collection: Collection) -> str:
    mark = collection.site.mark
    return Token(mark.value).written(mark, collection.place)


def etag(mark: Mark, row: Row) -> str:
    """Strong: whatever changes a listing's bytes gives it a revision, and a restored database another epoch."""
    return f'"{mark.epoch[:8]}-{row["revision"]}"'


def calendar(collection: Collection, row: Row) -> bytes:
    """A member's body."""
    timezones = frozenset(row["tzids"].split())
    return b"".join([bare_head(collection.site.language, timezones), row[collection.site.column], TAIL])


def _frame(language: str, timezones: str) -> str:
    """A body without its events."""
    return (bare_head(language, frozenset(timezones.split())) + TAIL).decode()


_MEMBER: dict[str, Callable[[Collection, Row], str]] = {
    qualified("D:resourcetype"): lambda c, row: "",
    qualified("D:getetag"): lambda c, row: text(etag(c.site.mark, row)),
    qualified("D:getcontenttype"): lambda c, row: MEMBER_TYPE,
    qualified("D:getcontentlength"): lambda c, row: str(row["size"] + len(_frame(c.site.language, row["tzids"]))),
    qualified("D:getlastmodified"): lambda c, row: http_date(row["modified"].timestamp()),
    qualified("D:current-user-principal"): lambda c, row: href(c.site.principal.address),
    qualified("D:current-user-privilege-set"): lambda c, row: _PRIVILEGES,
    qualified("D:owner"): lambda c, row: href(c.site.principal.address),
}


class Members:
    """How a request has members answered. ``data``: it may ask for their bodies, as reports do."""

    def __init__(self, collection: Collection, wanted: Wanted, *, data: bool = True) -> None:
        self.collection = collection
        self.shape = shape_of(wanted.data)
        self.known = _MEMBER | {DATA: self._body} if data else _MEMBER
        self.found, missing = wanted.of(self.known, UNASKED)
        self.missing = "".join(map(element, missing))
        self.names_only = wanted.names_only

    def rows(self, listings: "QuerySet[Listing]", whole: bool = False) -> "QuerySet[Listing, Row]":
        """``whole``: with their bytes, whatever was asked."""
        columns = ["key", "revision", "tzids", "modified"]
        if whole or DATA in self.found:
            columns.append(self.collection.site.column)
        return listings.values(*columns, size=Length(self.collection.site.column))

    def response(self, row: Row) -> str:
        values = (element(n, "" if self.names_only else self.known[n](self.collection, row)) for n in self.found)
        return response(self.collection.address_of(row["key"]), "".join(values), self.missing)

    def _body(self, collection: Collection, row: Row) -> str:
        return text(self.shape(calendar(collection, row)).decode())
