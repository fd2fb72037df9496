"""The query language of the REST lists: the calendar's vocabulary, asked of the domain's own tables."""

from .editions import EditionFilterSet, FairFilterSet, FigureFilterSet, SessionFilterSet, SourceFilterSet
from .exhibitors import ExhibitorFilterSet, ParticipationFilterSet, ProductFilterSet
from .places import (
    CategoryFilterSet,
    HallFilterSet,
    OrganisationFilterSet,
    OriginFilterSet,
    RegionFilterSet,
    RegionGroupFilterSet,
    VenueFilterSet,
)
from .space import APART, ClashFilterSet, CountFilter, OccupancyFilterSet, OneOfFilter, SpaceFilterSet

__all__ = [
    "APART", "CategoryFilterSet", "ClashFilterSet", "CountFilter", "EditionFilterSet", "ExhibitorFilterSet",
    "FairFilterSet", "FigureFilterSet", "HallFilterSet", "OccupancyFilterSet", "OneOfFilter", "OrganisationFilterSet",
    "OriginFilterSet", "ParticipationFilterSet", "ProductFilterSet", "RegionFilterSet", "RegionGroupFilterSet",
    "SessionFilterSet", "SourceFilterSet", "SpaceFilterSet", "VenueFilterSet",
]  # fmt: skip
