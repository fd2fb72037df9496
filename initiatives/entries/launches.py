"""Launch events as calendar entries."""

from uuid import UUID

from fairs.calendar.entry import CalendarEntry, Kind, Status
from fairs.calendar.registry import register, subject_key
from fairs.entries import (
    in_both,
    loaded,
    place_facets,
    place_text,
    point,
    region_facets,
    search_text,
    text_of,
    timed_span,
)

from ..models import Launch

LAUNCH_READS = (
    "region__parent__parent__parent",
    "venue__region__parent__parent__parent",
    "edition__fair",
    "parent",
    "brand",
)


def launch_entries(uuids: list[UUID]) -> list[CalendarEntry]:
    return [launch_entry(launch) for launch in loaded(Launch, uuids, LAUNCH_READS) if launch.complete]


def launch_entry(launch: Launch) -> CalendarEntry:
    start, end = timed_span(launch)
    facets = region_facets(launch.region) | {("launch", launch.kind)}
    facets |= {("scope", launch.scope)} if launch.scope else set()
    facets |= place_facets(launch.venue) if launch.venue else set()
    if launch.edition and launch.edition.editorial_state == "published":
        facets |= {("edition", launch.edition.code), ("fair", launch.edition.fair.code)}
    week = launch.parent if launch.parent and launch.parent.editorial_state == "published" else None
    lines = in_both(
        lambda: "\n".join(
            t for t in (launch.get_scope_display(), launch.brand and launch.brand.name, launch.description) if t
        )
    )
    return CalendarEntry(
        key=f"{Kind.LAUNCH}-{launch.uuid}",
        subject=subject_key(Launch, launch.uuid),
        kind=Kind.LAUNCH,
        start=start,
        end=end,
        title=text_of(launch, "title"),
        status=Status(launch.event_status),
        description=lines,
        place=in_both(lambda: place_text(launch.venue, None, launch.region)),
        url=f"/launches/{launch.code}/",
        geo=point([launch.venue]),
        facets=frozenset(facets),
        search=search_text(launch, launch.brand, week, launch.venue, launch.region),
    )


def said_of(launch: Launch) -> tuple[object, ...]:
    return launch.get_scope_display(), launch.brand, launch.description


register(Launch, launch_entries, reads=LAUNCH_READS)
