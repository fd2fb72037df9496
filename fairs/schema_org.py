"""What the calendar says of a thing as schema.org's Event in JSON-LD, for the pages that search engines read."""

from collections.abc import Iterable
from typing import Any

import orjson
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db.models import Q
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from .calendar.entry import Kind, Status, Text, uid_of
from .calendar.models import Facet, Listing
from .calendar.registry import subject_key
from .models import Edition, EditionOrganiser, EventStatus, Session, Timed

Thing = dict[str, Any]

_STATUS = {
    Status.SCHEDULED: "EventScheduled",
    Status.RESCHEDULED: "EventRescheduled",
    Status.POSTPONED: "EventPostponed",
    Status.CANCELLED: "EventCancelled",
}
_EVENTS = [Kind.EDITION.value, Kind.SESSION.value, Kind.LAUNCH.value, Kind.INITIATIVE.value]
_ESCAPES = {ord(c): f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"}  # else a text could end the script


def script(events: list[Thing]) -> SafeString:
    """For the head of a page; "" without events. It is data: no policy on scripts applies to it."""
    if not events:
        return SafeString()
    whole = events[0] if len(events) == 1 else {"@graph": events}
    data = orjson.dumps({"@context": "https://schema.org", **whole}).decode().translate(_ESCAPES)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(data))  # noqa: S308  escaped for JSON


def edition_events(edition: Edition) -> list[Thing]:
    """One for each block of days; what the programme holds is part of the first."""
    programme = Facet.objects.filter(name="edition", code=edition.code).values("listing")
    asked = Q(subject=subject_key(Edition, edition.uuid)) | Q(kind=Kind.SESSION, pk__in=programme)
    entries = _entries(asked)
    moved = edition.event_status == EventStatus.RESCHEDULED
    before = {uid_of(f"{Kind.EDITION}-{b.uuid}"): b.previous_first_day for b in edition.blocks.all()} if moved else {}
    blocks = [event(e, before.get(e["uid"])) for e in entries if e["kind"] == Kind.EDITION]
    roles = {EditionOrganiser.Role.ORGANISER, EditionOrganiser.Role.CO_ORGANISER}
    bodies = [named("Organization", o.organisation) for o in edition.organisers.all() if o.role in roles]
    for block in blocks:
        block.update({"organizer": bodies} if bodies else {})
    sessions = [event(e) for e in entries if e["kind"] == Kind.SESSION]
    if blocks and sessions:
        blocks[0]["subEvent"] = sessions
    return blocks


def company(exhibitor: Any) -> Thing:
    """With the editions in which it takes part."""
    shown = Facet.objects.filter(name="exhibitor", code=exhibitor.code).values("listing")
    entries = _entries(Q(kind=Kind.EDITION, pk__in=shown))
    other = exhibitor.name_en if exhibitor.name == exhibitor.name_zh_hans else exhibitor.name_zh_hans
    described = {
        "alternateName": other,
        "description": exhibitor.description,
        "sameAs": exhibitor.website,
        "address": _address(exhibitor),
        "event": [event(entry) for entry in entries],
    }
    return named("Organization", exhibitor, f"/exhibitors/{exhibitor.code}/") | {
        name: value for name, value in described.items() if value
    }


def _address(exhibitor: Any) -> Thing:
    region = exhibitor.region
    said = {"streetAddress": exhibitor.address, "addressRegion": str(region or "")}
    known = {name: value for name, value in said.items() if value}
    return {"@type": "PostalAddress", **known} if known else {}


def timed_events(thing: Timed, whole: Thing | None = None) -> list[Thing]:
    """``whole``: what it is part of."""
    first = thing.moved_from.partition("/")[0] if thing.before_it_moved else None
    before = f"{first}:00+08:00" if first and "T" in first else first
    part_of = {"superEvent": whole} if whole else {}
    entries = _entries(Q(subject=subject_key(type(thing), thing.uuid)))
    return [event(entry, before) | part_of for entry in entries]


def named(kind: str, thing: Any, path: str = "") -> Thing:
    """Something that has a page of its own, or none."""
    return {"@type": kind, "name": str(thing)} | ({"url": settings.PUBLIC_URL + path} if path else {})


def performers(session: Session) -> Thing:
    people: list[Thing] = []
    for person in session.people.all():
        of = {"affiliation": {"@type": "Organization", "name": person.organisation}} if person.organisation else {}
        people.append({"@type": "Person", "name": person.name, **of})
    return {"performer": people} if people else {}


def event(entry: Thing, before: object = None) -> Thing:
    """Of an entry of the calendar API. ``before``: the start from which it was moved."""
    place = _said(entry["place"])
    described = {
        "description": _said(entry["description"]),
        "url": entry["url"],
        "previousStartDate": before and str(before),
        "keywords": [_said(category) for category in entry["categories"]],
    }
    return {
        "@type": "ExhibitionEvent" if entry["kind"] == Kind.EDITION else "Event",
        "identifier": entry["uid"],
        "name": _said(entry["title"]),
        "startDate": entry["start"],
        "endDate": entry["last_day"] or entry["end"],
        "eventStatus": f"https://schema.org/{_STATUS[Status(entry['status'])]}",
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "location": {"@type": "Place", "name": place, "address": place, **_point(entry["geo"])},
        **{name: value for name, value in described.items() if value},
    }


def _entries(asked: Q) -> Iterable[Thing]:
    """Public ones, in order; of what recurs there are the times of its first occurrence."""
    public = Listing.objects.readable_by(AnonymousUser()).current().filter(asked, kind__in=_EVENTS)
    return [orjson.loads(bytes(p)) for p in public.order_by("start", "key").values_list("payload", flat=True)]


def _point(geo: Thing | None) -> Thing:
    return {"geo": {"@type": "GeoCoordinates", **geo}} if geo else {}


def _said(text: dict[str, str]) -> str:
    return Text(text["zh-hans"], text["en"]).in_(get_language() or "")
