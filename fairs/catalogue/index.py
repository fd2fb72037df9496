"""The one door that writes the catalogue's index: the ledger's, at the end of each transaction, and ``rebuild``.

What is found of a showing or a participation follows from the rows named in the READS; what they do not name,
such as the title of the edition, is joined when somebody asks.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.db.models import Exists, Min, OuterRef

from fairs.calendar import ledger, registry
from fairs.calendar.registry import Keeper, chunks
from fairs.entries.loading import with_reads
from fairs.models import CatalogueEntry, CatalogueTerm, Edition, Hall, Participation, ProductDisplay, Region

from .words import words

Kind = CatalogueEntry.Kind
PUBLIC = AnonymousUser()
UNDATED = date(1900, 1, 1)  # comes last, the newest first
DESCRIBED = 500  # characters of a description by which a thing is found
_ROWS = 500  # in one INSERT

_LINEAGE = "__parent__parent__parent"
_COMPANY = ("exhibitor__region" + _LINEAGE,)
_PAVILION = (f"pavilion__region{_LINEAGE}", "pavilion__hall__part_of", "pavilion__hall__venue")
_PLACE = (
    *_PAVILION,
    "stands__plan__hall__part_of",
    "stands__plan__hall__venue",
    "main__stands__plan__hall__part_of",
    "main__stands__plan__hall__venue",
)
EDITION_READS = ("fair", "blocks")
_EDITION = tuple(f"edition__{read}" for read in EDITION_READS)  # loaded, but told of by the edition's own keeper
PARTICIPATION_READS = (
    *_COMPANY, *_PLACE, "displays__product__category__parent", f"displays__product__origin{_LINEAGE}",
)  # fmt: skip
DISPLAY_READS = (
    *_PAVILION,
    "product__category__parent",
    f"product__origin{_LINEAGE}",
    *(f"participation__{read}" for read in (*_COMPANY, *_PLACE)),
    f"product__exhibitor__region{_LINEAGE}",
    *(f"product__exhibitor__participations__{read}" for read in _PLACE),
)
_WRITTEN = [f.name for f in CatalogueEntry._meta.concrete_fields if f.name not in {"id", "uuid"}]
_COMPARED = [f.attname for f in CatalogueEntry._meta.concrete_fields if f.name != "id"]


@dataclass(frozen=True)
class Found:
    """What the index has to become: ``gone`` are UUIDs of entries, ``starts`` the first days of whole editions."""

    changed: list[CatalogueEntry]
    gone: list[UUID]
    starts: dict[int, date] = field(default_factory=dict)


def compare_displays(uuids: list[UUID]) -> Found:
    rows = with_reads(ProductDisplay.objects.visible_to(PUBLIC).filter(uuid__in=uuids), (*_EDITION, *DISPLAY_READS))
    return _compare(uuids, [display_entry(row) for row in rows])


def compare_participations(uuids: list[UUID]) -> Found:
    rows = Participation.objects.visible_to(PUBLIC).filter(uuid__in=uuids)
    rows = with_reads(rows, (*_EDITION, *PARTICIPATION_READS))
    return _compare(uuids, [participation_entry(row) for row in rows])


def compare_editions(uuids: list[UUID]) -> Found:
    """All entries of an edition repeat a little of it, so one of them tells whether they need to be looked at."""
    editions = Edition.objects.filter(uuid__in=uuids).select_related("fair").prefetch_related("blocks")
    firsts = CatalogueEntry.objects.filter(edition__in=editions).values("edition").annotate(first=Min("pk"))
    one = {e.edition_id: e for e in CatalogueEntry.objects.filter(pk__in=[row["first"] for row in firsts])}
    public = set(editions.visible_to(PUBLIC).values_list("pk", flat=True))
    found, doubtful = Found([], []), []
    for edition in editions:
        entry = one.get(edition.pk)
        if entry and edition.pk in public and _repeated(edition) <= set(entry.codes):
            if entry.start != _start(edition):
                found.starts[edition.pk] = _start(edition)
        elif entry or edition.pk in public:
            doubtful.append(edition.pk)
    for model, compare in ((ProductDisplay, compare_displays), (Participation, compare_participations)):
        for some in chunks(model._base_manager.filter(edition__in=doubtful).values_list("uuid", flat=True)):
            part = compare(some)
            found.changed.extend(part.changed)
            found.gone.extend(part.gone)
    return found


def _repeated(edition: Any) -> set[str]:
    made_up = "yes" if edition.synthetic else "no"
    return {f"edition={edition.code}", f"fair={edition.fair.code}", f"synthetic={made_up}"}


def _compare(uuids: list[UUID], entries: list[CatalogueEntry]) -> Found:
    old = {entry.uuid: entry for entry in CatalogueEntry.objects.filter(uuid__in=uuids)}
    changed = [e for e in entries if _told(old.pop(e.uuid, None)) != _told(e)]
    return Found(changed, list(old))


def _told(entry: CatalogueEntry | None) -> list[Any]:
    return [getattr(entry, name) for name in _COMPARED] if entry else []


def write(found: Iterable[Found]) -> None:
    found = list(found)
    changed = [entry for each in found for entry in each.changed]
    for gone in chunks(uuid for each in found for uuid in each.gone):
        CatalogueEntry.objects.filter(uuid__in=gone).delete()
    CatalogueEntry.objects.bulk_create(
        changed, update_conflicts=True, unique_fields=["uuid"], update_fields=_WRITTEN, batch_size=_ROWS
    )
    for each in found:
        for edition, start in each.starts.items():
            CatalogueEntry.objects.filter(edition=edition).update(start=start)
    if connection.vendor != "postgresql":
        for some in chunks(changed):
            CatalogueTerm.objects.filter(entry__in=some).delete()
        terms = (CatalogueTerm(entry=e, term=term) for e in changed for term in (*e.words, *e.codes))
        for rows in chunks(terms):
            CatalogueTerm.objects.bulk_create(rows)


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


# What one entry says


def display_entry(display: ProductDisplay) -> CatalogueEntry:
    product, part = display.product, host(display)
    categories = [c for c in (product.category, product.category.parent) if c]
    codes = {("category", c.code) for c in categories} | _lineage("origin", product.origin)
    named = [product, *categories, *product.origin.lineage()]
    return _entry(Kind.PRODUCT, display, part, display.pavilion or (part and part.pavilion), named, codes)


def participation_entry(part: Participation) -> CatalogueEntry:
    """Found also by the categories and origins of what it shows."""
    region = part.exhibitor.region
    codes = set()
    for product in (display.product for display in part.displays.all()):
        codes |= {("category", c.code) for c in (product.category, product.category.parent) if c}
        codes |= _lineage("origin", product.origin)
    return _entry(Kind.EXHIBITOR, part, part, part.pavilion, region.lineage() if region else [], codes)


def host(display: ProductDisplay) -> Participation | None:
    """The admitted exhibitor that shows it: stated, or the product's own where that takes part."""
    if display.participation or not display.product.exhibitor:
        return display.participation
    parts: Iterable[Participation] = display.product.exhibitor.participations.all()
    same = (p for p in parts if p.edition_id == display.edition_id and p.status == Participation.Status.ADMITTED)
    return next(same, None)


def place(part: Participation | None, pavilion: Any) -> tuple[list[Hall], str]:
    """Halls, the first with the first stand, and the numbers of the stands: its own, or those of an admitted host."""
    parts = [p for p in (part, part and part.main) if p and p.status == Participation.Status.ADMITTED]
    stands = [stand for p in parts for stand in p.stands.all()]
    if stands:
        stands.sort(key=lambda stand: stand.number)
        halls = dict.fromkeys(stand.plan.hall for stand in stands)
        return list(halls), ", ".join(dict.fromkeys(stand.number for stand in stands))
    stated = (p.stand for p in parts if p.stand)
    return [pavilion.hall] if pavilion and pavilion.hall else [], next(stated, "")


def _entry(
    kind: str, subject: Any, part: Participation | None, pavilion: Any, named: list[Any], codes: set[tuple[str, str]]
) -> CatalogueEntry:
    edition, exhibitor = subject.edition, part.exhibitor if part else None
    halls, stand = place(part, pavilion)
    made_up = any(getattr(thing, "synthetic", False) for thing in (edition, exhibitor, *named))
    codes |= {("kind", kind), ("edition", edition.code), ("fair", edition.fair.code)}
    codes |= {("synthetic", "yes" if made_up else "no")}
    if exhibitor:
        codes |= {("exhibitor", exhibitor.code)} | _lineage("region", exhibitor.region)
    if pavilion:
        codes |= _lineage("pavilion", pavilion.region)
    for hall in halls:
        rooms = [room for room in (hall, hall.part_of) if room]
        codes |= {("venue", hall.venue.code), *(("hall", f"{hall.venue.code}.{room.code}") for room in rooms)}
    if stand:
        codes |= {("stand", number.lower()) for number in stand.split(", ")}
    return CatalogueEntry(
        uuid=subject.uuid,
        kind=kind,
        edition_id=edition.pk,
        product_id=getattr(subject, "product_id", None),
        exhibitor_id=exhibitor.pk if exhibitor else None,
        pavilion_id=pavilion.pk if pavilion else None,
        hall_id=halls[0].pk if halls else None,
        stand=stand[:200],
        start=_start(edition),
        words=sorted(words(stand, *(text for thing in (*named, exhibitor, pavilion, *halls) for text in _said(thing)))),
        codes=sorted(f"{name}={code}" for name, code in codes),
    )


def _start(edition: Any) -> date:
    days = (day for block in edition.blocks.all() if (day := block.first_day or block.last_day))
    return min(days, default=date(edition.year, 1, 1) if edition.year else UNDATED)


def _said(thing: Any) -> Iterator[str]:
    for attribute in ("name_zh_hans", "name_en", "aliases"):
        yield getattr(thing, attribute, "")
    for attribute in ("description_zh_hans", "description_en"):
        yield getattr(thing, attribute, "")[:DESCRIBED]


def _lineage(name: str, region: Region | None) -> set[tuple[str, str]]:
    return {(name, r.code) for r in region.lineage()} if region else set()


KEEPERS: dict[Any, Keeper] = {
    ProductDisplay: Keeper(compare_displays, write),
    Participation: Keeper(compare_participations, write),
}
registry.keep(ProductDisplay, KEEPERS[ProductDisplay], DISPLAY_READS)
registry.keep(Participation, KEEPERS[Participation], PARTICIPATION_READS)
registry.keep(Edition, Keeper(compare_editions, write), EDITION_READS)
