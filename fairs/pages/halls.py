"""The public pages of an edition's halls: who stands where, drawn and as a table."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers, set_response_etag
from django.views.decorators.http import require_safe

from fairs.floor_plan import ENTRANCE, FloorPlan, floor_plan
from fairs.models import StandPlan

from .editions import PUBLIC

KEPT = 300  # seconds for which a picture may be shown again without asking


@require_safe
def hall(request: HttpRequest, code: str, hall: str) -> HttpResponse:
    return render(request, "fairs/hall.html", _drawn(code, hall))


@require_safe
def hall_plan(request: HttpRequest, code: str, hall: str) -> HttpResponse:
    """The picture alone, for print and other sites."""
    picture = render_to_string("fairs/_floor_plan.svg", _drawn(code, hall))
    response = HttpResponse(picture, content_type="image/svg+xml")
    set_response_etag(response)
    patch_cache_control(response, public=True, max_age=KEPT)
    patch_vary_headers(response, ["Accept-Language", "Cookie"])  # the language of its words
    response["Access-Control-Allow-Origin"] = "*"
    return get_conditional_response(request, response["ETag"], response=response) or response


def _drawn(code: str, hall: str) -> dict[str, Any]:
    """``hall``: its venue's code and its own, as the calendar's filters name it."""
    venue, __, room = hall.rpartition(".")
    plans = StandPlan.objects.visible_to(PUBLIC).with_related()
    plan = plans.filter(edition__code=code, hall__venue__code=venue, hall__code=room).first()
    if plan is None:
        raise Http404
    drawn: FloorPlan = floor_plan(plan, public=True)
    return {"plan": plan, "drawn": drawn, "entrance": ENTRANCE}
