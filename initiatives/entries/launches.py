"""Launch events, and the last days of public notices of their claims, as calendar entries."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from fairs.calendar.entry import CalendarEntry, Kind, Status
from fairs.calendar.registry import register, subject_key
from fairs.entries import (
    DAY,
    Facets,
    groups_read,
    in_both,
    in_groups,
    loaded,
    moved,
    place_facets,
    place_text,
    point,
    region_facets,
    search_text,
    text_of,
    timed_span,
)
from fairs.models import EventStatus
from initiatives.models import Launch, Recognition

LAUNCH_READS = (
    "region__parent__parent__parent",
    "venue__region__parent__parent__parent",
    "edition__fair",
    "parent",
    "brand",
)
DISPROVED = (Recognition.REFUSED, Recognition.REVOKED)


def launch_entries(uuids: list[UUID]) -> list[CalendarEntry]:
    return in_groups(entry for launch in loaded(Launch, uuids, LAUNCH_READS) for entry in entries_of_launch(launch))


def entries_of_launch(launch: Launch) -> Iterator[CalendarEntry]:
    week = launch.parent if launch.parent and launch.parent.editorial_state == "published" else None
    shared: dict[str, Any] = {
        "subject": subject_key(Launch, launch.uuid),
        "status": Status(launch.event_status),
        "url": f"/launches/{launch.code}/",
        "facets": frozenset(launch_facets(launch)),
        "search": search_text(launch, launch.brand, week, launch.venue, launch.region),
    }
    if launch.complete:
        yield launch_entry(launch, shared)
    if launch.recognition == Recognition.NOTICED and launch.event_status != EventStatus.CANCELLED:
        yield deadline_entry(launch, shared | {"status": Status.SCHEDULED})


def launch_entry(launch: Launch, shared: dict[str, Any]) -> CalendarEntry:
    start, end = timed_span(launch)
    return CalendarEntry(
        key=f"{Kind.LAUNCH}-{launch.uuid}",
        kind=Kind.LAUNCH,
        start=start,
        end=end,
        title=text_of(launch, "title"),
        description=in_both(
            lambda: "\n".join(
                str(line) for line in (moved(launch), standing(launch), launch.brand, launch.description) if line
            )
        ),
        place=in_both(lambda: place_text(launch.venue, None, launch.region)),
        geo=point([launch.venue]),
        **shared,
    )


def deadline_entry(launch: Launch, shared: dict[str, Any]) -> CalendarEntry:
    """The last day on which the public can object to the claim."""
    last: Any = launch.notice_last_day
    return CalendarEntry(
        key=f"{Kind.DEADLINE}-{launch.uuid}",
        kind=Kind.DEADLINE,
        start=last,
        end=last + DAY,
        title=in_both(lambda: _("Public notice ends: %(title)s") % {"title": launch.title}),
        description=in_both(lambda: "\n".join(str(line) for line in (standing(launch), launch.brand) if line)),
        related=(f"{Kind.LAUNCH}-{launch.uuid}",) if launch.complete else (),
        **shared,
    )


def standing(launch: Launch) -> str:
    """What it is the first in, and who says so; "" of what nobody says or what did not hold."""
    if not launch.scope or launch.recognition in DISPROVED:
        return ""
    said = {
        Recognition.NONE: _("%(first)s, by its own account"),
        Recognition.CLAIMED: _("claimed: %(first)s"),
        Recognition.CHECKED: _("claimed: %(first)s"),
        Recognition.NOTICED: _("claimed: %(first)s; public notice %(from)s – %(until)s"),
        Recognition.RECOGNISED: _("recognised: %(first)s, valid until %(valid)s"),
        Recognition.EXPIRED: _("recognised until %(valid)s: %(first)s"),
    }[Recognition(launch.recognition)]
    return said % {
        "first": launch.get_scope_display(),
        "from": launch.notice_first_day,
        "until": launch.notice_last_day,
        "valid": launch.valid_until,
    }


def launch_facets(launch: Launch) -> Facets:
    facets = region_facets(launch.region) | {("launch", launch.kind)}
    if launch.scope and launch.recognition not in DISPROVED:
        facets.add(("scope", launch.scope))
    if launch.recognition != Recognition.NONE:
        facets.add(("recognition", launch.recognition))
    facets |= {("brand", launch.brand.code)} if launch.brand else set()
    facets |= place_facets(launch.venue) if launch.venue else set()
    if launch.edition and launch.edition.editorial_state == "published":
        facets |= {("edition", launch.edition.code), ("fair", launch.edition.fair.code)}
    return facets


register(Launch, launch_entries, reads=LAUNCH_READS + groups_read("region", "venue__region"))
