"""What the API says of programmes, launches, initiatives and indicators."""

from .indicators import IndicatorSerializer, ObservationSerializer, SeriesSerializer
from .initiatives import InitiativeSerializer, InitiativeTreeSerializer
from .investments import InvestmentSerializer
from .launches import BrandSerializer, LaunchSerializer
from .programmes import ProgrammeDetailSerializer, ProgrammeSerializer

__all__ = [
    "BrandSerializer", "IndicatorSerializer", "InitiativeSerializer", "InitiativeTreeSerializer",
    "InvestmentSerializer", "LaunchSerializer", "ObservationSerializer", "ProgrammeDetailSerializer",
    "ProgrammeSerializer", "SeriesSerializer",
]  # fmt: skip
