"""The pages of editions and sessions."""

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from fairs.calendar.entry import Kind
from fairs.entries import place_text, session_place, session_status
from fairs.models import (
    DayBlock,
    Edition,
    EditionOrganiser,
    EditionPlace,
    EventStatus,
    Exhibitor,
    Figure,
    Participation,
    Pavilion,
    ProductDisplay,
    Qualifier,
    Session,
    StandPlan,
)
from fairs.schema_org import edition_events, named, performers, script, timed_events

from .addresses import feed_address
from .my_applications import offered

PUBLIC = AnonymousUser()
MOST_EXHIBITORS = 30
"""On the page; the catalogue has all."""


def quantity(value: int, qualifier: str) -> str:
    """In words that keep how sure it is: "nearly 100,000"."""
    number = f"{value:,}"
    if qualifier == Qualifier.EXACT:
        return number
    return _("%(qualifier)s %(number)s") % {"qualifier": Qualifier(qualifier).label, "number": number}


@require_safe
def edition(request: HttpRequest, code: str) -> HttpResponse:
    editions = Edition.objects.visible_to(PUBLIC).select_related("fair", "region")
    shown = get_object_or_404(editions.prefetch_related(*_edition_parts()), code=code)
    successor = Edition.objects.visible_to(PUBLIC).filter(replaces=shown).first()
    admitted = Participation.objects.visible_to(PUBLIC).filter(edition=shown).values("exhibitor")
    exhibitors = list(Exhibitor.objects.filter(pk__in=admitted).order_by("code")[: MOST_EXHIBITORS + 1])
    context = {
        "edition": shown,
        "status": shown.event_status,
        "status_name": _("postponed") if successor else shown.get_event_status_display(),
        "successor": successor,
        "together": [other for other in (shown.combined_with, *shown.combined.all()) if other],
        "blocks": [(block, _previous(shown, block)) for block in sorted(shown.blocks.all(), key=_day_of)],
        "exhibitors": exhibitors[:MOST_EXHIBITORS],
        "more_exhibitors": len(exhibitors) > MOST_EXHIBITORS,
        "places": [place_text(p.venue, p.hall, shown.region) for p in shown.places.all()] or [shown.region],
        "programme": [(s, session_status(s)) for s in in_order(shown.sessions.all())],
        "figures": [(f, quantity(f.value, f.qualifier)) for f in shown.figures.all()],
        "feed": feed_address(edition=code),
        "entry": next((f"{Kind.EDITION}-{block.uuid}" for block in shown.blocks.all() if block.complete), ""),
        "programme_feed": feed_address(edition=code, kind="edition,session"),
        "structured": script(edition_events(shown)),
    }
    return render(request, "fairs/edition.html", context | offered(request.user, shown))


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
        Prefetch("stand_plans", StandPlan.objects.select_related("hall__venue")),
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
    sessions = Session.objects.visible_to(PUBLIC).with_related().located().prefetch_related("people")
    shown = get_object_or_404(sessions, code=code)
    status = session_status(shown)
    whole = named("ExhibitionEvent", shown.edition, reverse("edition", args=[shown.edition.code]))
    context = {
        "session": shown,
        "status": status.value,
        "status_name": EventStatus(status.value).label,
        "place": session_place(shown),
        "feed": feed_address(edition=shown.edition.code, kind="edition,session"),
        "structured": script([e | performers(shown) for e in timed_events(shown, whole)]),
    }
    return render(request, "fairs/session.html", context)
