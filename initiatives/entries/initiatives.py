"""Initiatives with dates as calendar entries: spans of days or hours, and what recurs as one entry with its rule."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from fairs.calendar.entry import CalendarEntry, Kind, Status
from fairs.calendar.recurrence import LONGEST_ENTRY, Moved, Recurrence
from fairs.calendar.registry import register, subject_key
from fairs.entries import (
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
from initiatives.models import Initiative
from initiatives.models.hours import in_week

INITIATIVE_READS = (
    "region__parent__parent__parent",
    "venue__region__parent__parent__parent",
    "sector__parent",
    "parent__parent__parent",
    "recurrence",
    "exceptions",
    "bodies__organisation",
    "hours",
)
When = tuple[date | datetime, date | datetime, Recurrence | None]


def initiative_entries(uuids: list[UUID]) -> list[CalendarEntry]:
    initiatives = (i for i in loaded(Initiative, uuids, INITIATIVE_READS) if i.complete)
    return in_groups(initiative_entry(i, *when) for i in initiatives if (when := when_held(i)))


def when_held(initiative: Initiative) -> When | None:
    """First start and end, and how it recurs; None when nothing is left, or dates are too far apart to be true."""
    rule = getattr(initiative, "recurrence", None)
    if rule is None:
        first, last = timed_span(initiative)
        return (first, last, None) if last - first <= LONGEST_ENTRY else None
    occurrences = rule.occurrences()
    if all(o.cancelled for o in occurrences):
        return None
    days = rule.days()
    start, end = rule.hours(days[0])
    recurrence = Recurrence(
        frequency=rule.frequency,
        interval=rule.interval,
        weekdays=rule.weekday_codes,
        until=days[-1],
        excluded=tuple(rule.hours(o.day)[0] for o in occurrences if o.cancelled),
        moved=tuple(
            Moved(rule.hours(o.day)[0], o.start, o.end) for o in occurrences if o.exception and not o.cancelled
        ),
    )
    return start, end, recurrence


def initiative_entry(
    initiative: Initiative, start: date | datetime, end: date | datetime, recurrence: Recurrence | None
) -> CalendarEntry:
    line = public_line(initiative)
    return CalendarEntry(
        key=f"{Kind.INITIATIVE}-{initiative.uuid}",
        subject=subject_key(Initiative, initiative.uuid),
        kind=Kind.INITIATIVE,
        start=start,
        end=end,
        recurrence=recurrence,
        title=text_of(initiative, "title"),
        status=Status(initiative.event_status),
        description=in_both(lambda: "\n".join(description(initiative, line[1:]))),
        place=in_both(lambda: place_text(initiative.venue, None, initiative.region)),
        url=f"/initiatives/{initiative.code}/",
        geo=point([initiative.venue]),
        categories=(text_of(initiative.sector),) if initiative.sector else (),
        facets=frozenset(initiative_facets(initiative, line)),
        search=search_text(
            *line, initiative.sector, initiative.venue, initiative.region,
            *(body.organisation for body in initiative.bodies.all()),
        ),
    )  # fmt: skip


def public_line(initiative: Initiative) -> list[Initiative]:
    """The initiative, then what it is part of, outwards, as far as the public knows it."""
    return [i for i in initiative.lineage() if i is initiative or i.editorial_state == "published"]


def description(initiative: Initiative, wholes: list[Initiative]) -> list[str]:
    lines = [*filter(None, [moved(initiative)]), str(initiative.get_kind_display())]
    lines += [_("Part of: %(initiative)s") % {"initiative": whole} for whole in wholes[:1]]
    lines += [initiative.description] if initiative.description else []
    lines += [str(body) for body in initiative.bodies.all()]
    return lines + [str(hours) for hours in in_week(initiative.hours.all())]


def initiative_facets(initiative: Initiative, line: list[Initiative]) -> Facets:
    sector: Any = initiative.sector
    facets = region_facets(initiative.region) | {("initiative_kind", initiative.kind)}
    facets |= {("initiative", i.code) for i in line}
    facets |= {("sector", c.code) for c in (sector, sector and sector.parent) if c}
    return facets | (place_facets(initiative.venue) if initiative.venue else set())


register(Initiative, initiative_entries, reads=INITIATIVE_READS + groups_read("region", "venue__region"))
