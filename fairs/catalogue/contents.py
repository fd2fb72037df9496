"""What the index says of each product shown and of each participation, and from which rows it follows.

What many entries name (a company, a region, a hall) is read once and made into words once: joined to every entry, as
the ledger's mappers join it, five hundred products of one company would be most of a second.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import chain
from typing import Any
from uuid import UUID

from django.contrib.auth.models import AnonymousUser

from fairs.models import (
    CatalogueEntry,
    Category,
    Edition,
    Exhibitor,
    Hall,
    Participation,
    Pavilion,
    ProductDisplay,
    Region,
    Stand,
)

from .words import named, words

Kind = CatalogueEntry.Kind
ADMITTED = Participation.Status.ADMITTED
PUBLIC = AnonymousUser()
UNDATED = date(1900, 1, 1)  # comes last, the newest first
DESCRIBED = 500  # characters of a description by which a thing is found

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
EDITION_READS = ("fair", "blocks")  # told of by the edition's own keeper
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


_SHOWN = (
    "uuid", "pk", "edition_id", "product_id", "participation_id", "pavilion_id", "product__exhibitor_id",
    "product__category_id", "product__origin_id", "product__synthetic", "product__name_zh_hans", "product__name_en",
    "product__description_zh_hans", "product__description_en",
)  # fmt: skip
"""As columns: a model of each of thousands of rows would be a quarter of the work."""


def display_entries(uuids: Iterable[UUID]) -> list[CatalogueEntry]:
    rows = ProductDisplay.objects.visible_to(PUBLIC).filter(uuid__in=uuids)
    displays = list(rows.values_list(*_SHOWN, named=True))
    hosts = _hosts(displays)
    things = Things(
        {d.edition_id for d in displays},
        [part for part in hosts.values() if part],
        {d.pavilion_id for d in displays},
        {(d.product__category_id, d.product__origin_id) for d in displays},
    )
    return [things.display(display, hosts[display.pk]) for display in displays]


def participation_entries(uuids: Iterable[UUID]) -> list[CatalogueEntry]:
    parts = list(Participation.objects.visible_to(PUBLIC).filter(uuid__in=uuids).select_related("main"))
    shown: dict[int, set[tuple[int, int]]] = defaultdict(set)
    displays = ProductDisplay.objects.filter(participation__in=parts).order_by()
    for part, *goods in displays.values_list("participation", "product__category", "product__origin").distinct():
        shown[part].add(tuple(goods))
    things = Things({p.edition_id for p in parts}, parts, set(), set(chain(*shown.values())))
    return [things.participation(part, shown[part.pk]) for part in parts]


def _hosts(displays: list[Any]) -> dict[int, Any]:
    """{display: the admitted exhibitor that shows it}: stated, or the product's own where that takes part."""
    parts: Any = Participation.objects.select_related("main")
    stated = in_bulk(parts, {d.participation_id for d in displays})
    open_ = [d for d in displays if not d.participation_id and d.product__exhibitor_id]
    admitted = parts.filter(
        status=ADMITTED,
        edition__in={d.edition_id for d in open_},
        exhibitor__in={d.product__exhibitor_id for d in open_},
    )
    own = {(p.edition_id, p.exhibitor_id): p for p in admitted}
    return {d.pk: stated.get(d.participation_id) or own.get((d.edition_id, d.product__exhibitor_id)) for d in displays}


def start_of(edition: Any) -> date:
    days = (day for block in edition.blocks.all() if (day := block.first_day or block.last_day))
    return min(days, default=date(edition.year, 1, 1) if edition.year else UNDATED)


def codes_of_edition(edition: Any) -> set[str]:
    return {f"edition={edition.code}", f"fair={edition.fair.code}"}


@dataclass(frozen=True)
class Where:
    """Whose place at which edition: what entries of all that is shown there have in common."""

    columns: dict[str, Any]
    words: set[str]
    codes: set[str]
    synthetic: bool

    def entry(
        self, kind: Kind, uuid: UUID, product: int | None, found: set[str], codes: set[str], made: bool
    ) -> CatalogueEntry:
        """``made``: whether what is shown is made up."""
        said = f"kind={kind}", f"synthetic={'yes' if made or self.synthetic else 'no'}"
        return CatalogueEntry(
            uuid=uuid,
            kind=kind,
            product_id=product,
            words=sorted(found.union(self.words)),
            codes=sorted(codes.union(self.codes, said)),
            **self.columns,
        )


class Things:
    """What some entries name, by primary key."""

    def __init__(
        self, editions: set[int], parts: list[Any], pavilions: set[int | None], goods: set[tuple[int, int]]
    ) -> None:
        """``goods``: category and origin of products."""
        self.editions = in_bulk(Edition.objects.select_related("fair").prefetch_related("blocks"), editions)
        self.exhibitors = in_bulk(Exhibitor.objects.all(), {part.exhibitor_id for part in parts})
        self.pavilions = in_bulk(Pavilion.objects.all(), pavilions | {part.pavilion_id for part in parts})
        self.stands = _stands(parts)
        standing = {hall for stands in self.stands.values() for __, hall in stands}
        halls = {pavilion.hall_id for pavilion in self.pavilions.values()}
        self.halls = in_bulk(Hall.objects.select_related("part_of", "venue"), standing | halls)
        self.categories = in_bulk(Category.objects.select_related("parent"), {category for category, __ in goods})
        regions = {thing.region_id for thing in (*self.exhibitors.values(), *self.pavilions.values())}
        found = in_bulk(Region.objects.select_related(_LINEAGE[2:]), regions | {origin for __, origin in goods})
        self.lines = {pk: region.lineage() for pk, region in found.items()}
        # The same of many entries each.
        self.said: Callable[[Any], frozenset[str]] = cache(lambda thing: frozenset(words(*_texts(thing))))
        self.codes_of, self.of_goods, self.where = cache(self._codes_of), cache(self._of_goods), cache(self._where)

    def display(self, display: Any, part: Any) -> CatalogueEntry:
        goods = display.product__category_id, display.product__origin_id
        where = self.where(display.edition_id, part, display.pavilion_id or (part and part.pavilion_id))
        names = display.product__name_zh_hans, display.product__name_en
        described = display.product__description_zh_hans[:DESCRIBED], display.product__description_en[:DESCRIBED]
        found = named(*names).union(words(*names, *described), self.of_goods(*goods))
        made, codes = display.product__synthetic, self.codes_of(*goods)
        return where.entry(Kind.PRODUCT, display.uuid, display.product_id, found, codes, made)

    def participation(self, part: Any, goods: set[tuple[int, int]]) -> CatalogueEntry:
        """Found also by the categories and origins of what it shows."""
        exhibitor = self.exhibitors[part.exhibitor_id]
        found = named(exhibitor.name_zh_hans, exhibitor.name_en, *exhibitor.aliases.splitlines())
        found = found.union(*map(self.said, self.line(exhibitor.region_id)))
        codes = set().union(*(self.codes_of(*each) for each in goods))
        where = self.where(part.edition_id, part, part.pavilion_id)
        return where.entry(Kind.EXHIBITOR, part.uuid, None, found, codes, False)

    def _where(self, edition_id: int, part: Any, pavilion_id: int | None) -> Where:
        edition, exhibitor = self.editions[edition_id], part and self.exhibitors[part.exhibitor_id]
        pavilion = self.pavilions.get(pavilion_id or 0)
        halls, numbers = self.place(part, pavilion)
        codes = codes_of_edition(edition) | {f"stand={number.lower()}" for number, __ in numbers}
        if exhibitor:
            codes |= {f"exhibitor={exhibitor.code}", *self.lineage("region", exhibitor.region_id)}
        if pavilion:
            codes |= self.lineage("pavilion", pavilion.region_id)
        for hall in halls:
            rooms = [room for room in (hall, hall.part_of) if room]
            codes |= {f"venue={hall.venue.code}", *(f"hall={hall.venue.code}.{room.code}" for room in rooms)}
        stand = ", ".join(dict.fromkeys(told for __, told in numbers))
        columns = {
            "edition_id": edition.pk,
            "exhibitor_id": exhibitor.pk if exhibitor else None,
            "pavilion_id": pavilion.pk if pavilion else None,
            "hall_id": halls[0].pk if halls else None,
            "stand": stand[:200],
            "start": start_of(edition),
        }
        found = words(stand).union(*(self.said(thing) for thing in (exhibitor, pavilion, *halls) if thing))
        return Where(columns, found, codes, edition.synthetic or bool(exhibitor and exhibitor.synthetic))

    def place(self, part: Any, pavilion: Any) -> tuple[list[Any], list[tuple[str, str]]]:
        """Halls, the first with the first stand, and stands, its own or those of an admitted host.

        Of each its number, and the same as it is told: with the hall's code where that is not the first.
        """
        parts = [p for p in (part, part and part.main) if p and p.status == ADMITTED]
        if stands := sorted((stand for p in parts for stand in self.stands[p.pk]), key=lambda stand: stand[0]):
            halls = [self.halls[hall] for hall in dict.fromkeys(hall for __, hall in stands)]
            told = [(n, n if hall == halls[0].pk else f"{n} ({self.halls[hall].code})") for n, hall in stands]
            return halls, told
        stated: list[str] = next((p.stand.split(", ") for p in parts if p.stand), [])
        return [self.halls[pavilion.hall_id]] if pavilion and pavilion.hall_id else [], [(n, n) for n in stated]

    def _of_goods(self, category: int, origin: int) -> set[str]:
        """The words of a category, of what it belongs to, and of where the goods are from."""
        kinds = (c for c in (self.categories[category], self.categories[category].parent) if c)
        return set().union(*map(self.said, (*kinds, *self.line(origin))))

    def _codes_of(self, category: int, origin: int) -> set[str]:
        kinds = (self.categories[category], self.categories[category].parent)
        return {*(f"category={c.code}" for c in kinds if c), *self.lineage("origin", origin)}

    def line(self, region: int | None) -> list[Region]:
        return self.lines[region] if region else []

    def lineage(self, name: str, region: int | None) -> set[str]:
        return {f"{name}={r.code}" for r in self.line(region)}


def in_bulk(rows: Any, pks: Iterable[int | None]) -> dict[int, Any]:
    found: dict[int, Any] = rows.in_bulk({pk for pk in pks if pk})
    return found


def _stands(parts: Iterable[Any]) -> dict[int, list[tuple[str, int]]]:
    """{participation: (number, hall) of its stands}, those of the exhibitors on whose stands they are included."""
    found: dict[int, list[tuple[str, int]]] = defaultdict(list)
    pks = {pk for part in parts for pk in (part.pk, part.main_id) if pk}
    rows = Stand.objects.filter(participation__in=pks).order_by("number", "pk")
    for part, *stand in rows.values_list("participation", "number", "plan__hall"):
        found[part].append((stand[0], stand[1]))
    return found


def _texts(thing: Any) -> Iterator[str]:
    for attribute in ("name_zh_hans", "name_en", "aliases"):
        yield getattr(thing, attribute, "")
    for attribute in ("description_zh_hans", "description_en"):
        yield getattr(thing, attribute, "")[:DESCRIBED]
