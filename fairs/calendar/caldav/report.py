"""REPORT: which members match, what stands in those named, what changed since. One module for each."""

from collections.abc import Callable, Iterator
from xml.etree.ElementTree import Element

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from . import multiget, query, sync
from .elements import Wanted, children, element, qualified, wanted
from .exchange import asked_for, minimal, multistatus_response
from .properties import DATA
from .refusals import Refusal
from .resources import Collection, Resource

Report = Callable[[Collection, Element, Wanted], Iterator[str]]
REPORTS: dict[str, Report] = {
    qualified("C:calendar-query"): query.responses,
    qualified("C:calendar-multiget"): multiget.responses,
    qualified("D:sync-collection"): sync.responses,
}


def answer(request: HttpRequest, resource: Resource) -> HttpResponseBase:
    """Depth is not looked at: Thunderbird sends 1 with sync-collection, whose RFC wants 0."""
    asked = asked_for(request)
    if asked is None:
        raise Refusal(400)
    report = REPORTS.get(asked.tag)
    if report is None or not isinstance(resource, Collection):
        raise Refusal(403, element("D:supported-report"))
    _check_data(asked)
    return multistatus_response(report(resource, asked, wanted(asked, minimal(request))))


def _check_data(asked: Element) -> None:
    """Refuses other forms of a body than the one there is; parts of it are asked for in vain, and sent whole."""
    for properties in children(asked, "D:prop"):
        for data in properties.findall(DATA):
            form = data.get("content-type", "text/calendar").lower(), data.get("version", "2.0")
            if form != ("text/calendar", "2.0") or any(c.tag == qualified("C:expand") for c in data):
                raise Refusal(403, element("C:supported-calendar-data"))
