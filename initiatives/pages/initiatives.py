"""The public page of an initiative."""

from itertools import islice
from typing import Any

from django.db.models import Prefetch, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from fairs.calendar.entry import Kind
from fairs.entries import place_text
from fairs.models import Edition, EventStatus
from fairs.pages import PUBLIC, feed_address, in_order, qr_code
from fairs.schema_org import named, script, timed_events
from initiatives.entries.initiatives import public_line
from initiatives.models import Attendance, Indicator, Initiative, Measurement
from initiatives.models.hours import in_week
from initiatives.models.markets import Occurrence

from .indicators import spelt_out

NEXT = 8  # occurrences


@require_safe
def initiatives(request: HttpRequest) -> HttpResponse:
    """Those that are part of nothing, by region; their pages lead on to their parts."""
    visible = Initiative.objects.visible_to(PUBLIC)
    roots = visible.filter(Q(parent__isnull=True) | ~Q(parent__in=visible)).select_related("region")
    rows = roots.prefetch_related(Prefetch("children", visible)).order_by("synthetic", "region__code", "level", "code")
    return render(request, "initiatives/initiatives.html", {"initiatives": rows})


@require_safe
def initiative(request: HttpRequest, code: str) -> HttpResponse:
    shown = get_object_or_404(_loaded(), code=code)
    vouchers = getattr(shown, "vouchers", None)
    wholes = public_line(shown)[:0:-1]
    whole = named("Event", wholes[-1], reverse("initiative", args=[wholes[-1].code])) if wholes else None
    context = {
        "initiative": shown,
        "status": shown.event_status,
        "status_name": shown.get_event_status_display(),
        "wholes": wholes,
        "place": place_text(shown.venue, None, shown.region),
        "recurrence": getattr(shown, "recurrence", None),
        "coming": list(islice(_coming(shown), NEXT)),
        "hours": in_week(shown.hours.all()),
        "vouchers": vouchers,
        "period": spelt_out(vouchers.spelt, cumulative=False) if vouchers else "",
        "figures": vouchers.in_words() if vouchers else {},
        "parts": in_order(shown.children.all()),
        "qr_code": qr_code(shown.link) if shown.link else "",
        "entry": f"{Kind.INITIATIVE}-{shown.uuid}" if shown.complete else "",
        "feed": feed_address(initiative=shown.code),
        "structured": script(timed_events(shown, whole)),
    }
    return render(request, "initiatives/initiative.html", context)


def _loaded() -> Any:
    visible = Initiative.objects.visible_to(PUBLIC)
    attended = Attendance.objects.visible_to(PUBLIC).select_related("fair")
    measured = Measurement.objects.filter(indicator__in=Indicator.objects.visible_to(PUBLIC))
    return (
        visible.with_related()
        .select_related("parent__parent__parent", "markets")
        .prefetch_related(
            Prefetch("children", visible),
            Prefetch("attendances", attended.prefetch_related(Prefetch("edition", Edition.objects.visible_to(PUBLIC)))),
            Prefetch("measurements", measured.select_related("indicator")),
        )
    )


def _coming(shown: Initiative) -> "filter[Occurrence]":
    """Those not over yet, the ones that do not take place among them."""
    recurrence = getattr(shown, "recurrence", None)
    off = shown.event_status in (EventStatus.CANCELLED, EventStatus.POSTPONED)
    now = timezone.now()
    return filter(lambda o: o.end > now, recurrence.occurrences() if recurrence and not off else ())
