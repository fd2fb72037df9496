"""What regions, venues, halls, organisations and categories can be asked for."""

from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from fairs.calendar.filters import StrictFilterSet
from fairs.models import Category, Hall, Organisation, Region, RegionGroup, Venue

from .editions import CITY, REGION, SYNTHETIC
from .parameters import ModifiedFilter, WordsFilter, YesNoFilter, chosen, coded, in_group, known, lying_in, names


class OriginFilterSet(StrictFilterSet):
    kind = chosen("kind", Region.Kind, _("kind"))
    region = lying_in("pk", name="region", label=REGION)
    group = in_group("pk")
    q = WordsFilter("code", *names())

    class Meta:
        model = Region
        fields: ClassVar[list[str]] = []


class RegionFilterSet(OriginFilterSet):
    modified_since = ModifiedFilter()


class RegionGroupFilterSet(StrictFilterSet):
    reporting = YesNoFilter(label=_("true: reports on programmes show its sum"))
    q = WordsFilter("code", *names())
    modified_since = ModifiedFilter("members")

    class Meta:
        model = RegionGroup
        fields: ClassVar[list[str]] = []


class VenueFilterSet(StrictFilterSet):
    city = lying_in("region", name="city", label=CITY)
    region = lying_in("region", name="region", label=REGION)
    group = in_group("region")
    kind = chosen("kind", Venue.Kind, _("kind"))
    status = chosen("status", Venue.Status, _("status"))
    synthetic = YesNoFilter(label=SYNTHETIC)
    q = WordsFilter("code", *names(), "aliases", *names("", "address"))
    modified_since = ModifiedFilter("halls")

    class Meta:
        model = Venue
        fields: ClassVar[list[str]] = []


class HallFilterSet(StrictFilterSet):
    venue = coded("venue__code", known("venue"), _("venue, by code"))
    city = lying_in("venue__region", name="city", label=CITY)
    q = WordsFilter("code", *names(), *names("venue__"))
    modified_since = ModifiedFilter()

    class Meta:
        model = Hall
        fields: ClassVar[list[str]] = []


class OrganisationFilterSet(StrictFilterSet):
    kind = chosen("kind", Organisation.Kind, _("kind"))
    region = lying_in("region", name="region", label=REGION)
    synthetic = YesNoFilter(label=SYNTHETIC)
    q = WordsFilter("code", *names())
    modified_since = ModifiedFilter()

    class Meta:
        model = Organisation
        fields: ClassVar[list[str]] = []


class CategoryFilterSet(StrictFilterSet):
    parent = coded("parent__code", known("category"), _("the category they are part of, by code"))
    q = WordsFilter("code", *names())
    modified_since = ModifiedFilter()

    class Meta:
        model = Category
        fields: ClassVar[list[str]] = []
