"""The catalogue: what exhibitors show at which edition, found by words and codes, and printed."""

from .index import check, rebuild

__all__ = ["check", "rebuild"]
