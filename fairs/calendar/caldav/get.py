"""GET and HEAD: a member's body; a collection is a feed, and has its address there."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import http_date, parse_etags

from fairs.calendar.entry import LANGUAGES

from .properties import MEMBER_TYPE, calendar, etag
from .refusals import Refusal
from .resources import Collection, Member, Personal, Resource


def answer(request: HttpRequest, resource: Resource) -> HttpResponse:
    match resource:
        case Member():
            return _member(request, resource)
        case Personal():  # its feed's address is a secret that is not known here
            raise Refusal(405)
        case Collection():
            return HttpResponseRedirect(_feed(resource))
    raise Refusal(405)


def _member(request: HttpRequest, member: Member) -> HttpResponse:
    collection = member.collection
    row = member.listings.values("key", "revision", "tzids", "modified", collection.site.column).first()
    if row is None:
        raise Refusal(404)
    tag = etag(collection.site.mark, row)
    known = {each.removeprefix("W/") for each in parse_etags(request.headers.get("If-None-Match", ""))}
    if known & {tag, "*"}:
        response = HttpResponse(status=304)
        del response["Content-Type"]
    else:
        response = HttpResponse(calendar(collection, row), MEMBER_TYPE)
        response["Last-Modified"] = http_date(row["modified"].timestamp())
    response["ETag"] = tag
    response["Cache-Control"] = "no-cache"  # kept, but asked for again: its ETag was told by another request
    return response


def _feed(collection: Collection) -> str:
    asked = collection.query
    if collection.site.language != LANGUAGES[0]:
        asked["lang"] = collection.site.language
    return reverse("feed", args=["all"]) + (f"?{asked.urlencode()}" if asked else "")
