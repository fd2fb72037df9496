"""The home page."""

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from ..calendar.filters import ListingFilterSet
from ..calendar.models import Facet, Listing
from ..models import Region
from ..models.places import LIAONING
from .addresses import feed_address
from .rows import coming_rows, rows_of

NEXT, LATEST = 24, 12  # entries: what comes, or what was last when nothing does


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    public = Listing.objects.readable_by(AnonymousUser()).current()
    coming = ListingFilterSet({"from": today.isoformat()}, public).answer()
    rows = coming_rows(coming, today, NEXT)
    latest = [] if rows else rows_of(ListingFilterSet({}, public).answer().order_by("-start", "key")[:LATEST])
    here = Facet.objects.filter(name="city", listing__in=coming).values("code")
    cities = Region.objects.within(LIAONING).filter(code__in=here)
    context = {
        "rows": rows,
        "latest": latest,
        "all": feed_address(),
        "upcoming": feed_address("upcoming"),
        "cities": [(city, feed_address("upcoming", city=city.code)) for city in cities],
    }
    return render(request, "fairs/home.html", context)
