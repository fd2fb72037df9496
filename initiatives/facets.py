"""What launch events, initiatives and programmes add to the vocabulary of the calendar's facets."""

from functools import reduce
from operator import and_
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from fairs.calendar.filters import CodesFilter, ListingFilterSet, choices, facet
from fairs.calendar.models import Facet
from fairs.facets import coded, years
from fairs.models import Category, Edition, Venue
from fairs.models.places import LIAONING

from .models import Brand, Initiative, Launch, Programme, Recognition


def known_initiatives(codes: list[str]) -> dict[str, Any]:
    """What was unpublished stays known, by its code: who subscribed to it gets an empty calendar, not an error."""
    told = Initiative.objects.told().filter(code__in=codes)
    return {i.code: i if i.editorial_state == "published" else i.code for i in told}


def known_brands(codes: list[str]) -> dict[str, Any]:
    """Likewise: a brand is known by name while one of its launch events is public."""
    told, public = (
        Exists(rows.filter(brand=OuterRef("pk"))) for rows in (Launch.objects.told(), Launch.objects.published())
    )
    rows = Brand.objects.filter(told, code__in=codes).annotate(public=public)
    return {brand.code: brand if brand.public else brand.code for brand in rows}


def known_programmes(names: list[str]) -> dict[str, Any]:
    """By year, of the province's, or by code; one that was unpublished stays known, as an empty calendar."""
    of_the_province = Q(region__code=LIAONING, year__in=[name for name in names if years([name])])
    found: dict[str, Any] = {}
    for programme in Programme.objects.told().filter(Q(code__in=names) | of_the_province).select_related("region"):
        for name in {programme.code, str(programme.year)} & set(names):
            if name == programme.code or programme.region.code == LIAONING:
                found[name] = programme if programme.editorial_state == "published" else name
    return found


def having(asked: tuple[str, str]) -> Q:
    name, code = asked
    return Q(pk__in=Facet.objects.filter(name=name, code=code).values("listing"))


def in_programmes(listings: Any, names: list[str]) -> Any:
    """Entries of editions of the programme's year that its rule lets count, whatever their size or state."""
    wanted = Q(key="")  # none has it; of an empty list there would be no SQL to remember
    for programme in known_programmes(names).values():
        if isinstance(programme, Programme):
            asked = {"year": str(programme.year)}
            asked |= {"region": programme.region.code} if programme.within_region_only else {}
            asked |= {"venue_kind": Venue.Kind.PROFESSIONAL.value} if programme.professional_venues_only else {}
            barred = {} if programme.synthetic else {"synthetic": "yes"}
            barred |= {} if programme.counts_conferences else {"batch": Edition.Batch.CONFERENCE.value}
            wanted |= reduce(and_, [*map(having, asked.items()), *(~having(each) for each in barred.items())])
    return listings.filter(wanted)


facet("brand", _("brand of launch events, by code"), known_brands)
ListingFilterSet.base_filters["programme"] = CodesFilter(
    in_programmes,
    known=known_programmes,
    label=_("editions that may count toward a programme, by its year or code: of whatever size, combined or not"),
)
facet("launch", _("kind of launch event"), choices(Launch.Kind.choices))
facet("scope", _("first in what: city, province, northeast, mainland, asia, global"), choices(Launch.Scope.choices))
claims = [(r.value, r.label) for r in Recognition if r != Recognition.NONE]
facet(
    "recognition",
    _("claim to be a first: claimed, checked, noticed, recognised, refused, expired, revoked"),
    choices(claims),
)
facet("initiative", _("initiative with all its parts, by code"), known_initiatives)
facet("initiative_kind", _("kind of initiative"), choices(Initiative.Kind.choices))
facet("sector", _("sector of an initiative, by code"), coded(Category.objects.all))
