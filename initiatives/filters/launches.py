"""What launch events and brands can be asked for."""

from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from fairs.calendar.filters import StrictFilterSet
from fairs.filters.editions import CITY, REGION, SYNTHETIC
from fairs.filters.parameters import (
    DatedFilterSet,
    ModifiedFilter,
    WordsFilter,
    YesNoFilter,
    chosen,
    coded,
    in_group,
    known,
    lying_in,
    names,
)
from fairs.models import EventStatus
from initiatives.facets import known_brands
from initiatives.models import Brand, Launch, Recognition


def known_weeks(codes: list[str]) -> dict[str, Launch]:
    return {week.code: week for week in Launch.objects.published().filter(code__in=codes)}


class LaunchFilterSet(DatedFilterSet):
    kind = chosen("kind", Launch.Kind, _("kind of launch event"))
    brand = coded("brand__code", known_brands, _("brand, by code"))
    scope = chosen("scope", Launch.Scope, _("first in what"))
    recognition = chosen("recognition", Recognition, _("what became of the claim to be the first"))
    city = lying_in("region", "venue__region", name="city", label=CITY)
    region = lying_in("region", "venue__region", name="region", label=REGION)
    group = in_group("region", "venue__region")
    venue = coded("venue__code", known("venue"), _("venue, by code"))
    edition = coded("edition__code", known("edition"), _("edition, by code"))
    parent = coded("parent__code", known_weeks, _("launch week, by code"))
    status = chosen("event_status", EventStatus, _("event status"))
    synthetic = YesNoFilter(label=SYNTHETIC)
    q = WordsFilter("code", *names("", "title"), *names("", "description"), "item", *names("brand__"), "brand__aliases")
    modified_since = ModifiedFilter()

    class Meta:
        model = Launch
        fields: ClassVar[list[str]] = []


class BrandFilterSet(StrictFilterSet):
    organisation = coded("organisation__code", known("organiser"), _("company, by code"))
    q = WordsFilter("code", *names(), "aliases")
    modified_since = ModifiedFilter()

    class Meta:
        model = Brand
        fields: ClassVar[list[str]] = []
