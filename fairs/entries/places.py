"""Where things take place: facets of regions, their groups, venues and halls; the words for it; the point on a map."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from django.utils.translation import gettext as _

from fairs.calendar.entry import CalendarEntry
from fairs.models import Hall, Region, RegionGroupMember, Venue

Facets = set[tuple[str, str]]


def groups_read(*regions: str) -> tuple[str, ...]:
    """What ``in_groups`` reads of the regions at these paths."""
    levels = ("", "__parent", "__parent__parent", "__parent__parent__parent")
    return tuple(f"{region}{level}__groups__group" for region in regions for level in levels)


def in_groups(entries: Iterable[CalendarEntry]) -> list[CalendarEntry]:
    """With the facet ``group`` of each group that has a region they lie in: one query for all of them."""
    entries, groups = list(entries), defaultdict[str, Facets](set)
    regions = {code for e in entries for name, code in e.facets if name == "region"}
    members = RegionGroupMember.objects.order_by().filter(region__code__in=regions)
    for region, group in members.values_list("region__code", "group__code"):
        groups[region].add(("group", group))
    return [
        replace(e, facets=e.facets.union(*(groups[code] for name, code in e.facets if name == "region")))
        for e in entries
    ]


def region_facets(region: Region) -> Facets:
    """``region``: at every level outwards; ``city``: the city or zone."""
    line = region.lineage()
    cities = {("city", r.code) for r in line if r.kind in {Region.Kind.CITY, Region.Kind.ZONE}}
    return cities | {("region", r.code) for r in line}


def place_facets(venue: Venue, hall: Hall | None = None) -> Facets:
    facets = {("venue", venue.code)} | region_facets(venue.region)
    for room in filter(None, (hall, hall and hall.part_of)):
        facets.add(("hall", f"{venue.code}.{room.code}"))
    return facets


def place_text(venue: Venue | None, hall: Hall | None, region: Region) -> str:
    """From the hall out to the city, in the active language's order."""
    names = {"hall": hall and hall.name, "venue": venue and venue.name, "city": str(venue.region if venue else region)}
    if hall:
        return _("%(hall)s, %(venue)s, %(city)s") % names
    return _("%(venue)s, %(city)s") % names if venue else str(region)


def point(venues: Iterable[Venue | None]) -> tuple[float, float] | None:
    """(latitude, longitude) of the first venue whose point is known."""
    for venue in venues:
        if venue and venue.latitude is not None and venue.longitude is not None:
            return float(venue.latitude), float(venue.longitude)
    return None
