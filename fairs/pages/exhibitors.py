"""The page of an exhibitor over the years: where it takes part, and what it shows."""

from datetime import date
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from fairs.calendar.entry import LANGUAGES
from fairs.entries.participations import where
from fairs.models import Exhibitor, Participation, Product
from fairs.schema_org import company, script
from fairs.serializers.exhibitors import ParticipationSerializer

from .addresses import feed_address
from .editions import PUBLIC

MOST_PRODUCTS = 100
"""On the page; the catalogue has all."""


@require_safe
def exhibitor(request: HttpRequest, code: str) -> HttpResponse:
    shown = Exhibitor.objects.visible_to(PUBLIC).select_related("region").filter(code=code).first()
    if shown is None:
        return _kept(request, code)
    products = Product.objects.visible_to(PUBLIC).filter(exhibitor=shown).select_related("category", "origin")
    found = list(products.order_by("category__code", "code")[: MOST_PRODUCTS + 1])
    address = f"{settings.PUBLIC_URL}{request.path}"
    context = {
        "exhibitor": shown,
        "participations": _participations(shown),
        "products": found[:MOST_PRODUCTS],
        "more": len(found) > MOST_PRODUCTS,
        "feed": feed_address(exhibitor=code),
        "address": address,
        "in_languages": [(language, f"{address}?lang={language}") for language in LANGUAGES],
        "structured": script([company(shown)]),
    }
    response = render(request, "fairs/exhibitor.html", context)
    patch_vary_headers(response, ["Accept-Language", "Cookie"])
    return response


def _kept(request: HttpRequest, code: str) -> HttpResponse:
    """Where the code of one that was merged leads."""
    kept = Exhibitor.objects.visible_to(PUBLIC).filter(merged__code=code).first()
    if kept is None:
        raise Http404
    asked = request.META["QUERY_STRING"]
    return HttpResponsePermanentRedirect(reverse("exhibitor", args=[kept.code]) + (f"?{asked}" if asked else ""))


def _participations(shown: Exhibitor) -> list[tuple[Any, list[Any], str]]:
    """With halls and stand, the latest first; those that nobody has dated last."""
    rows = ParticipationSerializer.loaded(Participation.objects.visible_to(PUBLIC).filter(exhibitor=shown), PUBLIC)

    def start(row: Any) -> tuple[date, str]:
        days = (day for block in row.edition.loaded_blocks if (day := block.first_day or block.last_day))
        return min(days, default=date(row.edition.year or 1900, 1, 1)), row.edition.code

    return [(row, *where(row)) for row in sorted(rows, key=start, reverse=True)]
