"""The home page: fairs first, then launch events, then what else the region does, likewise kinds together."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import groupby
from operator import attrgetter

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from fairs.calendar.entry import Kind
from fairs.calendar.filters import ListingFilterSet
from fairs.calendar.models import Facet, Listing
from fairs.models import Region
from fairs.models.places import LIAONING

from .addresses import feed_address
from .rows import Row, coming_rows, rows_of

RUNNING, NEXT, LATEST = 10, 14, 12  # fairs: those that are on, those that come, or the last when there are none
LAUNCHES, INITIATIVES = 6, 200
OPEN = 2  # initiatives of one kind that are shown at once; more are folded


@dataclass(frozen=True)
class Group:
    """Initiatives of one kind; ``count`` ends with “+” where there may be more."""

    code: str
    name: str
    rows: list[Row]
    count: str

    @property
    def open(self) -> bool:
        return len(self.rows) <= OPEN


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    public = Listing.objects.readable_by(AnonymousUser()).current()
    coming = ListingFilterSet({"from": today.isoformat()}, public).answer()
    fairs = fair_rows(coming.filter(kind=Kind.EDITION), today)
    latest = [] if fairs else rows_of(public.filter(kind=Kind.EDITION).order_by("-start", "key")[:LATEST])
    here = Facet.objects.filter(name="city", listing__in=coming).values("code")
    context = {
        "fairs": fairs,
        "latest": latest,
        "launches": coming_rows(coming.filter(kind=Kind.LAUNCH), today, LAUNCHES),
        "groups": likewise(coming_rows(coming.filter(kind=Kind.INITIATIVE), today, INITIATIVES)),
        "all": feed_address(),
        "upcoming": feed_address("upcoming"),
        "cities": Region.objects.within(LIAONING).filter(code__in=here),
    }
    return render(request, "fairs/home.html", context)


def fair_rows(coming: QuerySet[Listing], today: date) -> list[Row]:
    """Those that are on, the first to end first, for some last for months; then those that come."""
    tomorrow = timezone.make_aware(datetime.combine(today + timedelta(days=1), time()))
    running = coming.filter(start__lt=tomorrow).order_by("end", "key")
    later = coming.filter(start__gte=tomorrow).order_by("start", "key")
    return [*rows_of(running[:RUNNING]), *rows_of(later[:NEXT])]


def likewise(rows: list[Row]) -> list[Group]:
    """In the order of each kind's first."""
    first = {row.sort: number for number, row in reversed([*enumerate(rows)])}
    names = ListingFilterSet.base_filters["initiative_kind"].extra["known"](list(first))
    found = groupby(sorted(rows, key=lambda row: first[row.sort]), key=attrgetter("sort"))
    more = "+" if len(rows) == INITIATIVES else ""
    groups = ((code, list(each)) for code, each in found)
    return [Group(code, str(names.get(code, code)), each, f"{len(each)}{more}") for code, each in groups]
