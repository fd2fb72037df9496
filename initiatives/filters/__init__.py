"""What programmes, launches, initiatives and indicators can be asked for."""

from .indicators import IndicatorFilterSet, ObservationFilterSet, SeriesFilterSet
from .initiatives import InitiativeFilterSet
from .investments import InvestmentFilterSet
from .launches import BrandFilterSet, LaunchFilterSet

__all__ = [
    "BrandFilterSet", "IndicatorFilterSet", "InitiativeFilterSet", "InvestmentFilterSet", "LaunchFilterSet", "ObservationFilterSet", "SeriesFilterSet",
]  # fmt: skip
