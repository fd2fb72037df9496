"""What the API says of programmes, launches, initiatives and indicators."""

from .launches import LaunchSerializer

__all__ = ["LaunchSerializer"]
