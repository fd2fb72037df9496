"""What the API says of each thing: both languages always, nothing that depends on the reader's."""

from .base import RowSerializer
from .editions import (
    EditionDetailSerializer,
    EditionSerializer,
    FairSerializer,
    FigureSerializer,
    SessionSerializer,
    SourceSerializer,
)
from .exhibitors import ExhibitorDetailSerializer, ExhibitorSerializer, ProductSerializer
from .places import (
    CategorySerializer,
    HallSerializer,
    OrganisationSerializer,
    OriginSerializer,
    RegionGroupSerializer,
    RegionSerializer,
    VenueDetailSerializer,
    VenueSerializer,
)

__all__ = [
    "CategorySerializer", "EditionDetailSerializer", "EditionSerializer", "ExhibitorDetailSerializer",
    "ExhibitorSerializer", "FairSerializer", "FigureSerializer", "HallSerializer", "OrganisationSerializer",
    "OriginSerializer", "ProductSerializer", "RegionGroupSerializer", "RegionSerializer", "RowSerializer",
    "SessionSerializer", "SourceSerializer", "VenueDetailSerializer", "VenueSerializer",
]  # fmt: skip
