"""First in what: the ladder of scopes, each rung tied to a region or a group of regions."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fairs.models import Region, RegionGroup, RegionGroupMember, within
from fairs.models.places import CHINA

NORTHEAST, ASIA, WORLD = "northeast", "asia", "world"
OFF_MAINLAND = ("710000", "810000", "820000")  # Taiwan, Hong Kong, Macao
MUNICIPALITIES = ("110000", "120000", "310000", "500000")  # cities that rank with the provinces
UPWARDS = ("", "parent__", "parent__parent__", "parent__parent__parent__")


class Scope(models.TextChoices):
    """Each rung holds all those before it."""

    CITY = "city", _("first in the city")
    PROVINCE = "province", _("first in the province")
    NORTHEAST = "northeast", _("first in the Northeast")
    MAINLAND = "mainland", _("first on the mainland")
    ASIA = "asia", _("first in Asia")
    GLOBAL = "global", _("first in the world")


GROUPS = {Scope.NORTHEAST: NORTHEAST, Scope.ASIA: ASIA}
KINDS = {Scope.CITY: (Region.Kind.CITY, Region.Kind.ZONE), Scope.PROVINCE: (Region.Kind.PROVINCE,)}


def place_of(scope: Scope, region: Region) -> str:
    """The code of what a launch in the region is the first in; "" where it lies in nothing of the kind."""
    line = region.lineage()
    return _place(scope, line, _groups([GROUPS[scope]], line) if scope in GROUPS else set())


def places_of(region: Region) -> list[str]:
    """Of every rung on which a launch in the region can be the first."""
    line = region.lineage()
    groups = _groups([*GROUPS.values()], line)
    return [place for scope in Scope if (place := _place(scope, line, groups))]


def _groups(asked: list[str], line: list[Region]) -> set[str]:
    """Which of the groups with these codes have one of the regions."""
    members = RegionGroupMember.objects.filter(group__code__in=asked, region__in=line)
    return set(members.order_by().values_list("group__code", flat=True))


def _place(scope: Scope, line: list[Region], groups: set[str]) -> str:
    if scope == Scope.GLOBAL:
        return WORLD
    if scope in GROUPS:
        return GROUPS[scope] if GROUPS[scope] in groups else ""
    codes = [r.code for r in line]
    if scope == Scope.MAINLAND:
        return CHINA if CHINA in codes and not set(codes) & set(OFF_MAINLAND) else ""
    found = (r.code for r in line if r.kind in KINDS[scope] or (scope == Scope.CITY and r.code in MUNICIPALITIES))
    return next(found, "")


def area_of(scope: Scope, place: str, path: str) -> Q:
    """Q: the region at ``path`` lies in the place of the scope. The regions are a subselect, asked once."""
    if scope == Scope.GLOBAL:
        return Q()
    if scope in GROUPS:
        inside = _in_any("pk", RegionGroup.objects.filter(code=place).values("members__region"))
    else:
        inside = within(place) & (~_in_any("code", OFF_MAINLAND) if scope == Scope.MAINLAND else Q())
    return Q(**{f"{path}__in": Region.objects.filter(inside).order_by().values("pk")})


def _in_any(field: str, values: object) -> Q:
    """Q: the region, or something that it lies in, is one of these."""
    found = Q()
    for up in UPWARDS:
        found |= Q(**{f"{up}{field}__in": values})
    return found
