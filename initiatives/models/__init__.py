"""Launches, and later programmes, initiatives and indicators: one file per noun."""

from .launches import Launch

__all__ = ["Launch"]
