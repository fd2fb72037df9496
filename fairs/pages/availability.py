"""When halls are taken, for everybody: days and nothing else. Holds take nothing, and are not told."""

from datetime import date, datetime, time
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import Max
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override
from django.views.decorators.http import require_safe

from fairs.caching import public
from fairs.calendar import ical
from fairs.calendar.entry import LANGUAGES, SHANGHAI
from fairs.calendar.filters import StrictFilterSet
from fairs.calendar.questions import FUTURE
from fairs.models import BookingState, Hall, HallBooking
from fairs.space import occupied
from fairs.vacancy import DAY, Span, gaps

CONTENT_TYPE = "text/calendar; charset=utf-8"


@require_safe
def availability(request: HttpRequest, facet: str, code: str) -> HttpResponse:
    """Of a hall ("venue.hall"), or of each hall and part of a venue, from today for 18 months."""
    StrictFilterSet(request.GET, Hall.objects.none()).answer()
    language = request.GET.get("lang", LANGUAGES[0])
    if language not in LANGUAGES:
        allowed = {"allowed": ", ".join(LANGUAGES)}
        raise ValidationError({"lang": ValidationError(_("Give one of: %(allowed)s."), "invalid_choice", allowed)})
    halls = _halls(facet, code)
    if not halls:
        raise Http404(gettext_lazy("There is no hall with this code."))
    return public(request, lambda: HttpResponse(_calendar(request, halls, language), CONTENT_TYPE))


def _halls(facet: str, code: str) -> list[Hall]:
    rows = Hall.objects.select_related("venue", "part_of").order_by("code")
    if facet == "venue":
        return list(rows.filter(venue__code=code))
    venue, __, hall = code.partition(".")
    return list(rows.filter(venue__code=venue, code=hall)) if facet == "hall" else []


def _calendar(request: HttpRequest, halls: list[Hall], language: str) -> bytes:
    first = timezone.localdate()
    last = first + FUTURE
    taken = occupied(halls, first, last)
    told = HallBooking.history.filter(state=BookingState.CONFIRMED).values("id")
    bookings = HallBooking.objects.filter(hall__venue=halls[0].venue, pk__in=told)
    changed = bookings.aggregate(at=Max("modified_at"))["at"]
    made = max(filter(None, [changed, *(hall.modified_at for hall in halls)]))
    with override(language):
        name = str(halls[0] if len(halls) == 1 else halls[0].venue)
        title = _("%(place)s: days that are taken") % {"place": name}
        parts = [
            ical.freebusy(f"availability-{hall.uuid}", str(hall), _moments((first, last)),
                          map(_moments, _busy(taken[hall.pk], first, last)), made)
            for hall in halls
        ]  # fmt: skip
    url = settings.PUBLIC_URL + request.get_full_path()
    return b"".join([ical.head(title, language, url=url, timezones=()), *parts, ical.TAIL])


def _busy(taken: list[Span], first: date, last: date) -> list[Span]:
    """Each day once, in order: what is free of what is free."""
    return gaps(gaps(taken, first, last), first, last)


def _moments(span: Span) -> Any:
    return tuple(datetime.combine(day, time(), SHANGHAI) for day in (span[0], span[1] + DAY))
