"""The one door that writes the catalogue's index: the ledger's, at the end of each transaction, and ``rebuild``.

What is found of a showing or a participation follows from the rows named in the READS; what they do not name,
such as the title of the edition, is joined when somebody asks.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

import orjson
from django.db import connection
from django.db.models import Exists, OuterRef, Subquery

from fairs.calendar import ledger, registry
from fairs.calendar.registry import Keeper, chunks
from fairs.models import CatalogueEntry, CatalogueTerm, Edition, Participation, ProductDisplay

from .contents import (
    DISPLAY_READS,
    EDITION_READS,
    PARTICIPATION_READS,
    PUBLIC,
    codes_of_edition,
    display_entries,
    participation_entries,
    start_of,
)

_COMPARED = [f.attname for f in CatalogueEntry._meta.concrete_fields if f.name != "id"]  # the first is the UUID
_UPSERT = f"""
    INSERT INTO fairs_catalogueentry ({", ".join(_COMPARED)})
    SELECT {", ".join(_COMPARED)} FROM json_populate_recordset(NULL::fairs_catalogueentry, %s)
    ON CONFLICT (uuid) DO UPDATE SET {", ".join(f"{name} = excluded.{name}" for name in _COMPARED[1:])}
"""  # noqa: S608


@dataclass(frozen=True)
class Found:
    """What the index has to become: ``gone`` are UUIDs of entries, ``starts`` the first days of whole editions."""

    changed: list[CatalogueEntry]
    gone: list[UUID]
    starts: dict[int, date] = field(default_factory=dict)


def compare_displays(uuids: list[UUID]) -> Found:
    return _compare(uuids, display_entries(uuids))


def compare_participations(uuids: list[UUID]) -> Found:
    return _compare(uuids, participation_entries(uuids))


def compare_editions(uuids: list[UUID]) -> Found:
    """All entries of an edition repeat a little of it, so one of them tells whether they need to be looked at."""
    any_entry = CatalogueEntry.objects.filter(edition=OuterRef("pk")).order_by().values("pk")[:1]
    public = Exists(Edition.objects.visible_to(PUBLIC).filter(pk=OuterRef("pk")))
    rows = Edition.objects.filter(uuid__in=uuids).order_by().annotate(any_entry=Subquery(any_entry), public=public)
    known = list(rows.values_list("pk", "any_entry", "public"))
    one = CatalogueEntry.objects.in_bulk([any_entry for __, any_entry, __ in known if any_entry])
    shown = Edition.objects.select_related("fair").prefetch_related("blocks")
    editions = shown.in_bulk([pk for pk, any_entry, __ in known if any_entry])
    unmarked = _unmarked([edition for edition in editions.values() if edition.synthetic])
    found, doubtful = Found([], []), []
    for pk, any_entry, is_public in known:
        edition, entry = editions.get(pk), one.get(any_entry)
        same = edition and entry and pk not in unmarked and _repeated(edition) <= set(entry.codes)
        if edition and entry and same and is_public:
            if entry.start != start_of(edition):
                found.starts[pk] = start_of(edition)
        elif any_entry or is_public:
            doubtful.append(pk)
    for model, compare in ((ProductDisplay, compare_displays), (Participation, compare_participations)):
        rows = model._base_manager.filter(edition__in=doubtful).order_by("pk")
        for some in chunks(rows.values_list("uuid", flat=True)):
            part = compare(some)
            found.changed.extend(part.changed)
            found.gone.extend(part.gone)
    return found


def _unmarked(synthetic: list[Edition]) -> set[int]:
    """Those that were not so before: the one entry that is looked at may itself show something made up."""
    if not synthetic:
        return set()
    entries = CatalogueEntry.objects.filter(edition__in=synthetic).coded("synthetic", ["no"]).order_by()
    return set(entries.values_list("edition", flat=True).distinct())


def _repeated(edition: Any) -> set[str]:
    return codes_of_edition(edition) | {f"synthetic={'yes' if edition.synthetic else 'no'}"}


def _compare(uuids: list[UUID], entries: list[CatalogueEntry]) -> Found:
    now = {entry.uuid: entry for entry in entries}
    known = CatalogueEntry.objects.filter(uuid__in=now).values_list(*_COMPARED)
    same = {row[0] for row in known if row == _told(now[row[0]])}
    gone = CatalogueEntry.objects.filter(uuid__in=set(uuids) - now.keys())
    return Found([e for e in entries if e.uuid not in same], list(gone.values_list("uuid", flat=True)))


def _told(entry: CatalogueEntry) -> tuple[Any, ...]:
    return tuple(getattr(entry, name) for name in _COMPARED)


def write(found: Iterable[Found]) -> None:
    found = list(found)
    changed = [entry for each in found for entry in each.changed]
    for gone in chunks(uuid for each in found for uuid in each.gone):
        CatalogueEntry.objects.filter(uuid__in=gone).only("pk").delete()
    for some in chunks(changed):
        (_write_arrays if connection.vendor == "postgresql" else _write_with_terms)(some)
    for each in found:
        for edition, start in each.starts.items():
            CatalogueEntry.objects.filter(edition=edition).update(start=start)


def _write_arrays(entries: list[CatalogueEntry]) -> None:
    """Past the ORM, which takes longer to write down the words than PostgreSQL to index them."""
    rows = [dict(zip(_COMPARED, _told(entry), strict=True)) for entry in entries]
    with connection.cursor() as cursor:
        cursor.execute(_UPSERT, [orjson.dumps(rows).decode()])


def _write_with_terms(entries: list[CatalogueEntry]) -> None:
    CatalogueEntry.objects.bulk_create(
        entries, update_conflicts=True, unique_fields=["uuid"], update_fields=_COMPARED[1:]
    )
    # Only those that differ, past the ORM: an entry has a hundred.
    had = CatalogueTerm.objects.filter(entry__in=entries).values_list("entry", "term")
    old, new = set(had), {(e.pk, term) for e in entries for term in (*e.words, *e.codes)}
    with connection.cursor() as cursor:
        cursor.executemany("DELETE FROM fairs_catalogueterm WHERE entry_id = %s AND term = %s", [*old - new])
        cursor.executemany("INSERT INTO fairs_catalogueterm (entry_id, term) VALUES (%s, %s)", [*new - old])


def differences() -> Iterator[tuple[Any, set[UUID]]]:
    """(model, UUIDs of its rows whose entries are not what they should be)."""
    for model, keeper in KEEPERS.items():
        for uuids in chunks(model._base_manager.order_by("pk").values_list("uuid", flat=True)):
            found = keeper.compare(uuids)
            yield model, {entry.uuid for entry in found.changed} | {*found.gone}


def orphans() -> Any:
    """Entries of rows that were deleted past the models."""
    entries = CatalogueEntry.objects.all()
    for model in KEEPERS:
        entries = entries.exclude(Exists(model._base_manager.filter(uuid=OuterRef("uuid"))))
    return entries


def rebuild() -> int:
    """Bring it all up to date, by the ledger's door; returns how many entries differed. The second time, none do."""
    number = orphans().count()
    orphans().delete()
    for model, uuids in differences():
        number += len(uuids)
        if uuids:
            with ledger.writing():
                ledger.touched(model, model._base_manager.filter(uuid__in=uuids).values_list("pk", flat=True))
    return number


def check() -> list[str]:
    """Every entry that is not what it should be; empty is right."""
    problems = [f"{entry.uuid}: nothing has this entry any more" for entry in orphans()]
    return problems + [f"{uuid}: stale or missing" for __, uuids in differences() for uuid in sorted(uuids)]


KEEPERS: dict[Any, Keeper] = {
    ProductDisplay: Keeper(compare_displays, write),
    Participation: Keeper(compare_participations, write),
}
registry.keep(ProductDisplay, KEEPERS[ProductDisplay], DISPLAY_READS)
registry.keep(Participation, KEEPERS[Participation], PARTICIPATION_READS)
registry.keep(Edition, Keeper(compare_editions, write), EDITION_READS)
