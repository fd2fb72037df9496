"""OPTIONS: what can be done where."""

from django.http import HttpRequest, HttpResponse

from .resources import Collection, Member, Personal, Resource

DAV = "1, 3, calendar-access"
EVERYWHERE = "OPTIONS, PROPFIND"
ALLOWED: dict[type, str] = {
    Collection: f"{EVERYWHERE}, GET, HEAD, REPORT",
    Personal: f"{EVERYWHERE}, REPORT",
    Member: f"{EVERYWHERE}, GET, HEAD",
}


def answer(request: HttpRequest, resource: Resource) -> HttpResponse:
    return HttpResponse(headers={"Allow": ALLOWED.get(type(resource), EVERYWHERE)})
