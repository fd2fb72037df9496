"""The query language of the REST lists: the calendar's vocabulary, asked of the domain's own tables."""

from .editions import EditionFilterSet, FairFilterSet, FigureFilterSet, SessionFilterSet, SourceFilterSet
from .exhibitors import ExhibitorFilterSet, ProductFilterSet
from .places import (
    CategoryFilterSet,
    HallFilterSet,
    OrganisationFilterSet,
    OriginFilterSet,
    RegionFilterSet,
    RegionGroupFilterSet,
    VenueFilterSet,
)

__all__ = [
    "CategoryFilterSet", "EditionFilterSet", "ExhibitorFilterSet", "FairFilterSet", "FigureFilterSet", "HallFilterSet",
    "OrganisationFilterSet", "OriginFilterSet", "ProductFilterSet", "RegionFilterSet", "RegionGroupFilterSet",
    "SessionFilterSet", "SourceFilterSet", "VenueFilterSet",
]  # fmt: skip
