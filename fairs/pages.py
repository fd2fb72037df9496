"""The public pages that calendar entries link to, and the home page. They show what anybody may see, no more."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from urllib.parse import urlencode

import orjson
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db.models import OuterRef, Prefetch, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from .calendar.entry import Text
from .calendar.filters import ListingFilterSet
from .calendar.models import Facet, Listing, Occurrence
from .entries import place_text, session_place, session_status
from .models import (
    DayBlock,
    Edition,
    EditionOrganiser,
    EditionPlace,
    EventStatus,
    Figure,
    Pavilion,
    ProductDisplay,
    Qualifier,
    Region,
    Session,
)
from .models.places import LIAONING

PUBLIC = AnonymousUser()
NEXT, LATEST = 24, 12  # entries on the home page: what comes, or what was last when nothing does


@dataclass(frozen=True)
class Row:
    """A calendar entry as the home page shows it; ``last`` is inclusive for whole days."""

    heading: str
    title: str
    place: str
    path: str
    kind: str
    status: str
    status_name: str
    first: date | datetime
    last: date | datetime
    timed: bool


def feed_address(name: str = "all", **asked: str) -> str:
    """Absolute, to be copied into a calendar, in the reader's language."""
    if get_language() != settings.LANGUAGE_CODE:
        asked["lang"] = get_language() or settings.LANGUAGE_CODE
    query = urlencode(asked, safe=",")
    return f"{settings.PUBLIC_URL}{reverse('feed', args=[name])}{query and '?'}{query}"


def quantity(value: int, qualifier: str) -> str:
    """In words that keep how sure it is: "nearly 100,000"."""
    number = f"{value:,}"
    if qualifier == Qualifier.EXACT:
        return number
    return _("%(qualifier)s %(number)s") % {"qualifier": Qualifier(qualifier).label, "number": number}


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    public = Listing.objects.readable_by(PUBLIC).current()
    coming = ListingFilterSet({"from": today.isoformat()}, public).answer()
    rows = _next(coming, today)
    latest = [] if rows else _rows(ListingFilterSet({}, public).answer().order_by("-start", "key")[:LATEST], today)
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


def _next(coming: QuerySet[Listing], today: date) -> list[Row]:
    """What recurs stands where it next takes place."""
    left = Occurrence.objects.filter(end__gt=timezone.make_aware(datetime.combine(today, time())))
    of_the_same = left.filter(listing=OuterRef("listing")).order_by("start", "pk").values("pk")
    again = left.filter(listing__in=coming.filter(recurring=True), pk=Subquery(of_the_same[:1])).order_by("start")
    rows = _rows(coming.filter(recurring=False).order_by("start", "key")[:NEXT], today)
    for payload, start, end in again.values_list("listing__payload", "start", "end")[:NEXT]:
        rows.append(_row(_at(orjson.loads(bytes(payload)), start, end), today))
    return sorted(rows, key=lambda row: f"{row.first:%Y-%m-%d %H:%M}")[:NEXT]


def _at(entry: dict[str, Any], start: datetime, end: datetime) -> dict[str, Any]:
    """The entry as of one occurrence."""
    if entry["all_day"]:
        days = timezone.localdate(start), timezone.localdate(end) - timedelta(days=1)
        return {**entry, "start": days[0].isoformat(), "last_day": days[1].isoformat()}
    return {**entry, "start": start.isoformat(), "end": end.isoformat()}


def _rows(listings: QuerySet[Listing], today: date) -> list[Row]:
    return [_row(orjson.loads(bytes(payload)), today) for payload in listings.values_list("payload", flat=True)]


def _row(entry: dict[str, Any], today: date) -> Row:
    read = date.fromisoformat if entry["all_day"] else _local
    first = read(entry["start"])
    last = read(entry["last_day"] or entry["end"])
    running = f"{first:%Y-%m-%d}" <= today.isoformat() <= f"{last:%Y-%m-%d}"
    return Row(
        heading=_("Now") if running else date_format(first, "YEAR_MONTH_FORMAT"),
        title=_in_my_language(entry["title"]),
        place=_in_my_language(entry["place"]),
        path=(entry["url"] or "").removeprefix(settings.PUBLIC_URL),
        kind=entry["kind"],
        status=entry["status"],
        status_name=str(EventStatus(entry["status"]).label),
        first=first,
        last=last,
        timed=not entry["all_day"],
    )


def _local(instant: str) -> datetime:
    return timezone.localtime(datetime.fromisoformat(instant))


def _in_my_language(text: dict[str, str]) -> str:
    return Text(text["zh-hans"], text["en"]).in_(get_language() or settings.LANGUAGE_CODE)


@require_safe
def edition(request: HttpRequest, code: str) -> HttpResponse:
    editions = Edition.objects.visible_to(PUBLIC).select_related("fair", "region")
    shown = get_object_or_404(editions.prefetch_related(*_edition_parts()), code=code)
    successor = Edition.objects.visible_to(PUBLIC).filter(replaces=shown).first()
    context = {
        "edition": shown,
        "status": shown.event_status,
        "status_name": _("postponed") if successor else shown.get_event_status_display(),
        "successor": successor,
        "together": [other for other in (shown.combined_with, *shown.combined.all()) if other],
        "blocks": [(block, _previous(shown, block)) for block in sorted(shown.blocks.all(), key=_day_of)],
        "places": [place_text(p.venue, p.hall, shown.region) for p in shown.places.all()] or [shown.region],
        "programme": [(s, session_status(s)) for s in in_order(shown.sessions.all())],
        "figures": [(f, quantity(f.value, f.qualifier)) for f in shown.figures.all()],
        "feed": feed_address(edition=code),
        "programme_feed": feed_address(edition=code, kind="edition,session"),
    }
    return render(request, "fairs/edition.html", context)


def _day_of(block: DayBlock) -> date:
    return block.first_day or block.last_day or date.max


def in_order(things: Iterable[Any]) -> list[Any]:
    """Timed things by when they start, those nobody has dated last; databases disagree on where NULL sorts."""

    def start(thing: Any) -> tuple[datetime, str]:
        midnight = timezone.make_aware(datetime.combine(thing.first_day or date.max, time()))
        return thing.starts_at or midnight, thing.code

    return sorted(things, key=start)


def _edition_parts() -> tuple[Any, ...]:
    return (
        "blocks__opening_days",
        Prefetch("places", EditionPlace.objects.select_related("venue__region", "hall")),
        Prefetch("organisers", EditionOrganiser.objects.select_related("organisation")),
        Prefetch("pavilions", Pavilion.objects.select_related("region", "coordinator", "hall")),
        Prefetch("figures", Figure.objects.select_related("source").order_by("measure", "pk")),
        Prefetch("displays", _displays()),
        Prefetch("sessions", Session.objects.visible_to(PUBLIC).select_related("venue__region", "hall")),
        *(Prefetch(others, Edition.objects.visible_to(PUBLIC)) for others in ("replaces", "combined_with", "combined")),
    )


def _displays() -> Any:
    displays = ProductDisplay.objects.visible_to(PUBLIC)
    displays = displays.select_related("product__origin", "product__category", "pavilion")
    return displays.order_by("product__origin__code", "product__code", "pk")


def _previous(shown: Edition, block: DayBlock) -> DayBlock | None:
    """The block where its former days are news."""
    moved = shown.event_status == EventStatus.RESCHEDULED and block.previous_first_day and block.previous_last_day
    return block if moved else None


@require_safe
def session(request: HttpRequest, code: str) -> HttpResponse:
    shown = get_object_or_404(Session.objects.visible_to(PUBLIC).with_related(), code=code)
    status = session_status(shown)
    context = {
        "session": shown,
        "status": status.value,
        "status_name": EventStatus(status.value).label,
        "place": session_place(shown),
        "feed": feed_address(edition=shown.edition.code, kind="edition,session"),
    }
    return render(request, "fairs/session.html", context)
