"""PROPFIND: the properties of one resource, and of what lies in it."""

from collections.abc import Iterable
from itertools import chain

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from .elements import Wanted, element, qualified, wanted
from .exchange import asked_for, bounded, minimal, multistatus_response
from .properties import Members, described
from .refusals import Refusal
from .resources import Collection, Home, Member, Principal, Resource, Root


def answer(request: HttpRequest, resource: Resource) -> HttpResponseBase:
    asked = asked_for(request)
    if asked is not None and asked.tag != qualified("D:propfind"):
        raise Refusal(400)
    names = wanted(asked, minimal(request))
    if isinstance(resource, Member):
        return multistatus_response(request, _member(resource, names))
    match request.headers.get("Depth", "infinity").lower():
        case "0":
            return multistatus_response(request, [described(resource, names)])
        case "1":
            return multistatus_response(request, chain([described(resource, names)], _contents(resource, names)))
        case "infinity":
            raise Refusal(403, element("D:propfind-finite-depth"))
    raise Refusal(400)


def _member(member: Member, names: Wanted) -> list[str]:
    members = Members(member.collection, names, data=False)
    found = [members.response(row) for row in members.rows(member.listings)]
    if not found:
        raise Refusal(404)
    return found


def _contents(resource: Resource, names: Wanted) -> Iterable[str]:
    match resource:
        case Root(site):
            return [described(each, names) for each in (Principal(site), Home(site))]
        case Home():
            return [described(each, names) for each in resource.collections()]
        case Collection():
            members = Members(resource, names, data=False)
            return map(members.response, bounded(members.rows(resource.listings)))
    return []
