"""Calendar entries past the editions that they would be of: to make those takes ten times as long.

They are copies of seeded synthetic editions' entries, each with a key, number and days of its own, rendered, stored and
found by facets as the ledger's own; all of them say that they are synthetic.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from itertools import cycle, islice
from uuid import UUID, uuid5

from django.db import connection, transaction

from fairs.calendar import registry
from fairs.calendar.differences import Change, differences
from fairs.calendar.entry import CalendarEntry, Text
from fairs.calendar.filters import DEFAULT_KINDS
from fairs.calendar.models import Facet, Listing, Watermark
from fairs.models import Edition
from fairs.models.places import LIAONING

NAMESPACE = UUID("6f0c1c5c-95d5-5d0e-9a7d-0c7b1e7f5a11")
DAYS = 600  # over which the copies' days spread
OWN = {"city", "edition", "fair", "group", "region"}
"""Facets that a copy does not take over."""
ROWS = 1000  # in one INSERT


def cities() -> list[str]:
    """Codes, those with the fewest public entries first."""
    codes = Facet.objects.codes("city")["city"]
    return sorted(codes, key=lambda code: (in_city(code), code))


def in_city(code: str) -> int:
    return _public().filter(pk__in=Facet.objects.filter(name="city", code=code).values("listing")).count()


def city_of(number: int) -> str:
    """The one that has so many."""
    return next(code for code in cities() if in_city(code) == number)


def in_all() -> int:
    return _public().count()


def fill(wanted: dict[str, int]) -> None:
    """So many more entries in each city, by code."""
    templates = _templates()
    copies = (city for city, number in wanted.items() for __ in range(number))
    entries = {}
    for number, (city, template) in enumerate(zip(copies, cycle(templates), strict=False), start=1):
        uuid = uuid5(NAMESPACE, str(number))
        entries[uuid] = _copy(template, number, uuid, city)
    _store(_rendered(entries))
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def _public() -> "registry.models.QuerySet[Listing]":
    return Listing.objects.current().filter(kind__in=DEFAULT_KINDS)


def _templates() -> list[CalendarEntry]:
    uuids = Edition.objects.published().filter(synthetic=True).order_by("pk").values_list("uuid", flat=True)
    found = registry.mappers[Edition](list(uuids[:200]))
    return [entry for entry in found if entry.kind == "edition"]


def _copy(template: CalendarEntry, number: int, uuid: UUID, city: str) -> CalendarEntry:
    later = timedelta(number % DAYS)
    facets = {(name, code) for name, code in template.facets if name not in OWN}
    return replace(
        template,
        key=f"edition-{uuid}",
        subject=f"synthetic.copy:{uuid}",
        start=template.start + later,
        end=template.end + later,
        title=Text(f"{template.title.zh_hans} {number}", f"{template.title.en} {number}"),
        facets=frozenset(facets | {("city", city), ("region", city), ("region", LIAONING)}),
    )


def _rendered(entries: dict[UUID, CalendarEntry]) -> list[Change]:
    """By the ledger's own comparison with what is told: nothing of these."""
    registry.mappers[Listing] = lambda uuids: [entries[uuid] for uuid in uuids]
    try:
        return differences((registry.Reading(Listing, kept=False), uuid) for uuid in entries)
    finally:
        del registry.mappers[Listing]


@transaction.atomic
def _store(changes: Iterable[Change]) -> None:
    mark = Watermark.objects.select_for_update().get(pk=1)
    rest = iter(changes)
    while chunk := list(islice(rest, ROWS)):
        for revision, change in enumerate(chunk, start=mark.value + 1):
            change.after.revision = revision
        Listing.objects.bulk_create([change.after for change in chunk])
        Facet.objects.bulk_create(
            [Facet(name=n, code=c, start=x.after.start, listing=x.after) for x in chunk for n, c in x.facets]
        )
        mark.value += len(chunk)
    mark.writes += 1
    mark.save()
