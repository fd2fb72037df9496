"""What the API says of programmes, launches, initiatives and indicators."""

from .indicators import IndicatorSerializer, ObservationSerializer, SeriesSerializer
from .initiatives import InitiativeSerializer, InitiativeTreeSerializer
from .investments import InvestmentSerializer
from .launches import BrandSerializer, LaunchSerializer

__all__ = [
    "BrandSerializer", "IndicatorSerializer", "InitiativeSerializer", "InitiativeTreeSerializer", "InvestmentSerializer", "LaunchSerializer", "ObservationSerializer", "SeriesSerializer",
]  # fmt: skip
