"""The public page of a launch event."""

from typing import Any

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from fairs.calendar.entry import Kind
from fairs.entries import place_text
from fairs.models import Edition
from fairs.pages import PUBLIC, feed_address, in_order, quantity
from fairs.schema_org import named, script, timed_events
from initiatives.entries.launches import standing
from initiatives.models import Launch


@require_safe
def launch(request: HttpRequest, code: str) -> HttpResponse:
    visible = Launch.objects.visible_to(PUBLIC)
    parts = Prefetch("launches", visible)
    shown = get_object_or_404(visible.with_related().prefetch_related(parts), code=code)
    edition = Edition.objects.visible_to(PUBLIC).filter(launches=shown).first()
    week = visible.filter(launches=shown).first()
    whole: Any = None
    if edition:
        whole = named("ExhibitionEvent", edition, reverse("edition", args=[edition.code]))
    elif week:
        whole = named("Event", week, reverse("launch", args=[week.code]))
    context = {
        "launch": shown,
        "status": shown.event_status,
        "status_name": shown.get_event_status_display(),
        "standing": standing(shown),
        "place": place_text(shown.venue, None, shown.region),
        "edition": edition,
        "week": week,
        "visitors": shown.visitors is not None and quantity(shown.visitors, shown.visitors_qualifier),
        "parts": in_order(shown.launches.all()),
        "entry": f"{Kind.LAUNCH}-{shown.uuid}" if shown.complete else "",
        "feed": feed_address(region=shown.region.code, kind="launch"),
        "structured": script(timed_events(shown, whole)),
    }
    return render(request, "initiatives/launch.html", context)
