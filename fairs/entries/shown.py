"""What an edition shows and who, as far as its entries say it: rows, not objects, as a large fair has thousands."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import F

from fairs.models import Category, Edition, Participation, ProductDisplay, Region

SHOWN_READS = (
    "displays__product__origin__parent__parent__parent",
    "displays__product__category__parent",
    "displays__participation",
    "participations__exhibitor__merged",
)
_SAID = ("code", "name_zh_hans", "name_en", "category", "origin")


@dataclass
class Shown:
    """``products``: rows with their code and names; ``exhibitors``: codes, those merged into them too."""

    products: list[Any] = field(default_factory=list)
    categories: set[Category] = field(default_factory=set)
    origins: set[Region] = field(default_factory=set)
    exhibitors: set[str] = field(default_factory=set)


def shown_at(editions: Iterable[Edition]) -> dict[int, Shown]:
    """By the edition's key."""
    shown: dict[int, Shown] = defaultdict(Shown)
    said = {name: F(f"product__{name}") for name in _SAID}
    displays = ProductDisplay.objects.admitted().filter(edition__in=editions).annotate(**said).order_by("code")
    rows = list(displays.values_list("edition_id", *_SAID, named=True))
    categories = Category.objects.order_by().select_related("parent").in_bulk({row.category for row in rows})
    regions = Region.objects.order_by().select_related("parent__parent__parent")
    origins = regions.in_bulk({row.origin for row in rows})
    for row in rows:
        at = shown[row.edition_id]
        at.products.append(row)
        at.categories.add(categories[row.category])
        at.origins.add(origins[row.origin])
    admitted = Participation.objects.order_by().filter(edition__in=editions, status=Participation.Status.ADMITTED)
    for edition, *codes in admitted.values_list("edition_id", "exhibitor__code", "exhibitor__merged__code"):
        shown[edition].exhibitors.update(filter(None, codes))
    return shown
