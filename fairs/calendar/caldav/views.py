"""CalDAV, read-only (RFC 4791, 6578): the published calendar in collections, each of them a filter of the feeds'.

Nobody is asked for a password, which would bring up a dialog in Thunderbird, but under /caldav/mine/, where it is the
token of a personal feed. Left out on purpose is free-busy-query: fairs keep nobody busy.
"""

import logging
from collections.abc import Callable
from dataclasses import replace

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import override
from django.views.decorators.csrf import csrf_exempt

from fairs.calendar import ledger
from fairs.calendar.entry import LANGUAGES

from . import get, options, propfind, report
from .elements import CONTENT_TYPE, document, element, href
from .login import CHALLENGE, reader
from .refusals import Refusal
from .resources import Resource, located, resource

logger = logging.getLogger(__name__)

READS: dict[str, Callable[[HttpRequest, Resource], HttpResponseBase]] = {
    "GET": get.answer,
    "HEAD": get.answer,
    "OPTIONS": options.answer,
    "PROPFIND": propfind.answer,
    "REPORT": report.answer,
}
WRITES = frozenset({"ACL", "COPY", "DELETE", "MKCALENDAR", "MKCOL", "MOVE", "PUT", "PROPPATCH"})


@csrf_exempt  # nothing can be written here
def well_known(request: HttpRequest) -> HttpResponse:
    """RFC 6764: from the host's name alone to where it is."""
    response = HttpResponsePermanentRedirect(reverse("caldav"))
    response["Cache-Control"] = "public, max-age=86400"
    response["Content-Language"] = LANGUAGES[0]  # or it would vary by the reader's
    return response


@csrf_exempt
def caldav(request: HttpRequest, path: str = "") -> HttpResponseBase:
    try:
        response = _answer(request, path)
    except Refusal as refusal:
        response = HttpResponse(document("D:error", refusal.condition), CONTENT_TYPE, refusal.status)
    except (InterfaceError, OperationalError):
        logger.exception("The database did not answer")
        response = HttpResponse(status=503, headers={"Retry-After": "1"})
    if response.status_code == 405:
        response["Allow"] = options.EVERYWHERE
    if response.status_code == 401:
        response["WWW-Authenticate"] = CHALLENGE
    response["DAV"] = options.DAV
    response.headers.setdefault("Cache-Control", "no-store")
    response.headers.setdefault("Content-Language", LANGUAGES[0])
    return response


def _answer(request: HttpRequest, path: str) -> HttpResponseBase:
    method = request.method or ""
    if method in WRITES:
        # Clients take 403 for "read-only" and give up; 405 some of them try again and again.
        denied = element("D:resource", href(request.path), element("D:privilege", element("D:write")))
        raise Refusal(403, element("D:need-privileges", denied))
    if method not in READS:
        raise Refusal(405)
    site, steps = located(path, ledger.watermark())  # before the rows: what commits in between is then told again
    site = replace(site, feed=reader(request, wanted=site.mine))
    with override(site.language):
        response = READS[method](request, resource(site, steps))
    response["Content-Language"] = site.language
    return response
