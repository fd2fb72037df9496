"""The public pages of programmes, launches, initiatives and indicators."""

from .indicators import indicator, indicator_chart, indicator_table, indicators
from .initiatives import initiative, initiatives
from .launches import launch
from .programmes import programme, programme_editions, programmes

__all__ = [
    "indicator", "indicator_chart", "indicator_table", "indicators", "initiative", "initiatives", "launch",
    "programme", "programme_editions", "programmes",
]  # fmt: skip
