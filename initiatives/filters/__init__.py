"""What programmes, launches, initiatives and indicators can be asked for."""

from .indicators import IndicatorFilterSet, ObservationFilterSet, SeriesFilterSet
from .initiatives import InitiativeFilterSet
from .investments import InvestmentFilterSet
from .launches import BrandFilterSet, LaunchFilterSet
from .programmes import CountedFilterSet, ProgrammeFilterSet, ProgressFilterSet

__all__ = [
    "BrandFilterSet", "CountedFilterSet", "IndicatorFilterSet", "InitiativeFilterSet", "InvestmentFilterSet",
    "LaunchFilterSet", "ObservationFilterSet", "ProgrammeFilterSet", "ProgressFilterSet", "SeriesFilterSet",
]  # fmt: skip
