"""The page where to subscribe: filters chosen in a form, what they find, and the addresses for every client."""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers, set_response_etag
from django.utils.translation import get_language, get_language_info
from django.views.decorators.http import require_safe

from fairs.calendar.entry import LANGUAGES, Status
from fairs.calendar.filters import ListingFilterSet
from fairs.calendar.models import Listing
from fairs.calendar.questions import understood, windowed

from .addresses import Addresses
from .choosing import Problems, fields, given, parameters
from .qr import qr_code
from .rows import coming_rows

NEXT = 10
KEPT = 300  # seconds for which it may be shown again without asking


@require_safe
def calendars(request: HttpRequest) -> HttpResponse:
    asked = given(request.GET)
    problems: Problems = {}
    context: dict[str, Any] = {}
    try:
        title = understood("upcoming", "ics", asked).shown.title
    except ValidationError as error:
        problems = {name: [str(m) for e in errors for m in e.messages] for name, errors in error.error_dict.items()}
    else:
        context = found(asked, Addresses(parameters(asked), title))
    shown = fields(asked, problems)
    context |= {"fields": shown, "wrong": [f for f in shown if f.errors], "other": other_language(asked)}
    response = render(request, "fairs/calendars.html", context, status=400 if problems else 200)
    patch_vary_headers(response, ["Accept-Language", "Cookie"])  # where the address does not say the language
    if problems:
        return response
    patch_cache_control(response, public=True, max_age=KEPT)
    set_response_etag(response)
    return get_conditional_response(request, response["ETag"], response=response) or response


def found(asked: QueryDict, addresses: Addresses) -> dict[str, Any]:
    """What the calendar holds, and where it is."""
    window = windowed(asked)
    filters = ListingFilterSet(window, Listing.objects.readable_by(AnonymousUser()).current())
    listings, today = filters.qs, timezone.localdate()
    if asked.get("cancelled") == "hide":
        listings = listings.exclude(status=Status.CANCELLED)
    first, last = (filters.form.cleaned_data.get(day) for day in ("from", "to"))
    return {
        "addresses": addresses,
        "count": listings.count(),
        "first": first,
        "last": last,
        "rows": coming_rows(listings, max(today, first or today), NEXT),
        "codes": [qr_code(addresses.page), qr_code(addresses.webcal)],
    }


def other_language(asked: QueryDict) -> dict[str, str]:
    """The same page in it."""
    [code] = [language for language in LANGUAGES if language != get_language()]
    query = asked.copy()
    query["lang"] = code
    return {"code": code, "name": get_language_info(code)["name_local"], "query": query.urlencode(safe=",")}
