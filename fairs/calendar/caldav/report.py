"""REPORT: which members match, what stands in those named, what changed since. One module for each."""

from collections.abc import Callable, Iterator
from xml.etree.ElementTree import Element

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from . import multiget, query, sync
from .elements import Wanted, element, qualified, wanted
from .exchange import asked_for, minimal, multistatus_response
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
    return multistatus_response(request, report(resource, asked, wanted(asked, minimal(request))))
