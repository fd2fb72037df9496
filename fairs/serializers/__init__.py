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
from .exhibitors import ExhibitorDetailSerializer, ExhibitorSerializer, ParticipationSerializer, ProductSerializer
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
from .space import (
    ClashesSerializer,
    OccupanciesSerializer,
    SpaceSerializer,
    clash_row,
    occupancy_row,
    offer_row,
)

__all__ = [
    "CategorySerializer", "ClashesSerializer", "EditionDetailSerializer", "EditionSerializer",
    "ExhibitorDetailSerializer", "ExhibitorSerializer", "FairSerializer", "FigureSerializer", "HallSerializer",
    "OccupanciesSerializer", "OrganisationSerializer", "OriginSerializer", "ParticipationSerializer",
    "ProductSerializer", "RegionGroupSerializer", "RegionSerializer", "RowSerializer", "SessionSerializer",
    "SourceSerializer", "SpaceSerializer", "VenueDetailSerializer", "VenueSerializer", "clash_row", "occupancy_row",
    "offer_row",
]  # fmt: skip
