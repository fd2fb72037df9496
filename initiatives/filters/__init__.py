"""What programmes, launches, initiatives and indicators can be asked for."""

from .launches import LaunchFilterSet

__all__ = ["LaunchFilterSet"]
