"""The public pages of programmes, launches, initiatives and indicators."""

from .launches import launch

__all__ = ["launch"]
