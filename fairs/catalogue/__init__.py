"""The catalogue: what exhibitors show at which edition, found by words and codes, and printed."""

from .index import differences, rebuild
from .words import asked

__all__ = ["asked", "differences", "rebuild"]
