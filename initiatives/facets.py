"""What launch events and initiatives add to the vocabulary of the calendar's facets."""

from typing import Any

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from fairs.calendar.filters import choices, facet
from fairs.facets import coded
from fairs.models import Category

from .models import Brand, Initiative, Launch, Recognition


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


facet("brand", _("brand of launch events, by code"), known_brands)
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
