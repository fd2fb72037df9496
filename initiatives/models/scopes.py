"""First in what: the ladder of scopes, each rung tied to a region or a group of regions."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fairs.models import Region, RegionGroup, RegionGroupMember, within
from fairs.models.places import CHINA

NORTHEAST, ASIA, WORLD = "northeast", "asia", "world"
OFF_MAINLAND = ("710000", "810000", "820000")  # Taiwan, Hong Kong, Macao


class Scope(models.TextChoices):
    """Each rung holds all those before it."""

    CITY = "city", _("first in the city")
    PROVINCE = "province", _("first in the province")
    NORTHEAST = "northeast", _("first in the Northeast")
    MAINLAND = "mainland", _("first on the mainland")
    ASIA = "asia", _("first in Asia")
    GLOBAL = "global", _("first in the world")


def place_of(scope: Scope, region: Region) -> str:
    """The code of what a launch in the region is the first in; "" where it lies in nothing of the kind."""
    if scope == Scope.GLOBAL:
        return WORLD
    line = region.lineage()
    codes = [r.code for r in line]
    if scope in (Scope.NORTHEAST, Scope.ASIA):
        group = NORTHEAST if scope == Scope.NORTHEAST else ASIA
        member = RegionGroupMember.objects.filter(group__code=group, region__code__in=codes).exists()
        return group if member else ""
    if scope == Scope.MAINLAND:
        return CHINA if CHINA in codes and not set(codes) & set(OFF_MAINLAND) else ""
    kinds = {Scope.CITY: (Region.Kind.CITY, Region.Kind.ZONE), Scope.PROVINCE: (Region.Kind.PROVINCE,)}[scope]
    return next((r.code for r in line if r.kind in kinds), "")


def area_of(scope: Scope, place: str, path: str) -> Q:
    """Q: the region at ``path`` lies in the place of the scope."""
    if scope == Scope.GLOBAL:
        return Q()
    if scope not in (Scope.NORTHEAST, Scope.ASIA):
        inside = within(place, path)
        return inside & ~Q(**{f"{path}__code__in": OFF_MAINLAND}) if scope == Scope.MAINLAND else inside
    members = RegionGroup.objects.filter(code=place).values("members__region")
    levels = ("", "__parent", "__parent__parent", "__parent__parent__parent")
    inside = Q(pk__in=[])
    for level in levels:
        inside |= Q(**{f"{path}{level}__in": members})
    return inside
