"""The public page of a launch event."""

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from fairs.entries import place_text
from fairs.models import Edition
from fairs.pages import PUBLIC, feed_address, in_order, quantity

from ..entries.launches import standing
from ..models import Launch


@require_safe
def launch(request: HttpRequest, code: str) -> HttpResponse:
    visible = Launch.objects.visible_to(PUBLIC)
    parts = Prefetch("launches", visible)
    shown = get_object_or_404(visible.with_related().prefetch_related(parts), code=code)
    context = {
        "launch": shown,
        "status": shown.event_status,
        "status_name": shown.get_event_status_display(),
        "standing": standing(shown),
        "place": place_text(shown.venue, None, shown.region),
        "edition": Edition.objects.visible_to(PUBLIC).filter(launches=shown).first(),
        "week": visible.filter(launches=shown).first(),
        "visitors": shown.visitors is not None and quantity(shown.visitors, shown.visitors_qualifier),
        "parts": in_order(shown.launches.all()),
        "feed": feed_address(region=shown.region.code, kind="launch"),
    }
    return render(request, "initiatives/launch.html", context)
