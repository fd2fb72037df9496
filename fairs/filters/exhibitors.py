"""What exhibitors and products can be asked for; only what is public of them counts."""

from collections.abc import Callable
from typing import Any, ClassVar

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fairs.calendar.filters import CodesFilter, StrictFilterSet, choices
from fairs.models import CatalogueEntry, Exhibitor, Participation, Product

from .editions import SYNTHETIC, categories_within, displays, participations
from .parameters import (
    ModifiedFilter,
    WordsFilter,
    YesNoFilter,
    chosen,
    coded,
    in_group,
    known,
    lying_in,
    names,
    regions_within,
)


def taking_part(path: str, values: Callable[[list[str]], Any] = list) -> Callable[[Any, list[str]], Any]:
    """Exhibitors with a public participation that has one of the values at ``path``."""
    return lambda qs, codes: qs.filter(
        pk__in=participations().filter(**{f"{path}__in": values(codes)}).values("exhibitor")
    )


def shown(path: str) -> Callable[[Any, list[str]], Any]:
    """Products with a public showing that has one of the codes at ``path``."""
    return lambda qs, codes: qs.filter(pk__in=displays().filter(**{f"{path}__in": codes}).values("product"))


def of_exhibitor(qs: Any, codes: list[str]) -> Any:
    """By what it is called now, or was before it was merged."""
    public = Exhibitor.objects.visible_to(AnonymousUser())
    return qs.filter(exhibitor__in=public.filter(Q(code__in=codes) | Q(merged__code__in=codes)).values("pk"))


def showing(path: str, values: Callable[[list[str]], Any]) -> Callable[[Any, list[str]], Any]:
    """Exhibitors on whose stand a product is shown that has one of the values at ``path``."""
    return lambda qs, codes: qs.filter(
        pk__in=displays().filter(**{f"{path}__in": values(codes)}).values("participation__exhibitor")
    )


def indexed(name: str) -> Callable[[Any, list[str]], Any]:
    """Participations that the catalogue finds by this name."""
    return lambda qs, codes: qs.filter(uuid__in=CatalogueEntry.objects.coded(name, codes).values("uuid"))


class ExhibitorFilterSet(StrictFilterSet):
    edition = CodesFilter(taking_part("edition__code"), known=known("edition"), label=_("edition, by code"))
    fair = CodesFilter(taking_part("edition__fair__code"), known=known("fair"), label=_("fair, by code"))
    pavilion = CodesFilter(
        taking_part("pavilion__region", regions_within),
        known=known("region"),
        label=_("region or country of the pavilion, by code"),
    )
    role = CodesFilter(taking_part("role"), known=choices(Participation.Role.choices), label=_("main, co, represented"))
    category = CodesFilter(
        showing("product__category", categories_within),
        known=known("category"),
        label=_("category of what it shows, by code"),
    )
    origin = CodesFilter(
        showing("product__origin", regions_within),
        known=known("origin"),
        label=_("origin of what it shows: region of any level or country, by code"),
    )
    region = lying_in("region", name="region", label=_("region of the address, of any level, by code"))
    group = in_group("region")
    synthetic = YesNoFilter(label=SYNTHETIC)
    q = WordsFilter("code", *names(), "aliases")
    modified_since = ModifiedFilter("participations")

    class Meta:
        model = Exhibitor
        fields: ClassVar[list[str]] = []


class ParticipationFilterSet(StrictFilterSet):
    edition = coded("edition__code", known("edition"), _("edition, by code"))
    fair = coded("edition__fair__code", known("fair"), _("fair, by code"))
    year = coded("edition__year", known("year"), _("year of the plan that the edition belongs to"))
    exhibitor = CodesFilter(of_exhibitor, known=known("exhibitor"), label=_("exhibitor, by code"))
    role = chosen("role", Participation.Role, _("main, co, represented"))
    pavilion = lying_in("pavilion__region", name="region", label=_("region or country of the pavilion, by code"))
    region = lying_in("exhibitor__region", name="region", label=_("region of the address, of any level, by code"))
    group = in_group("exhibitor__region")
    venue = CodesFilter(indexed("venue"), known=known("venue"), label=_("venue, by code"))
    hall = CodesFilter(indexed("hall"), known=known("hall"), label=_("hall or part, as venue.hall"))
    synthetic = YesNoFilter(method="filter_synthetic", label=SYNTHETIC)
    modified_since = ModifiedFilter("stands")

    class Meta:
        model = Participation
        fields: ClassVar[list[str]] = []

    def filter_synthetic(self, queryset: Any, _name: str, value: bool) -> Any:
        return indexed("synthetic")(queryset, ["yes" if value else "no"])


class ProductFilterSet(StrictFilterSet):
    edition = CodesFilter(shown("edition__code"), known=known("edition"), label=_("edition, by code"))
    fair = CodesFilter(shown("edition__fair__code"), known=known("fair"), label=_("fair, by code"))
    category = CodesFilter(
        lambda qs, codes: qs.filter(category__in=categories_within(codes)),
        known=known("category"),
        label=_("category, by code"),
    )
    origin = lying_in("origin", name="origin", label=_("origin: region of any level or country, by code"))
    group = in_group("origin")
    exhibitor = CodesFilter(of_exhibitor, known=known("exhibitor"), label=_("exhibitor, by code"))
    synthetic = YesNoFilter(label=SYNTHETIC)
    q = WordsFilter("code", *names(), *names("", "description"), *names("category__"))
    modified_since = ModifiedFilter("displays")

    class Meta:
        model = Product
        fields: ClassVar[list[str]] = []
