"""Calendar entries of launch events and initiatives, and their registration."""

from . import initiatives, launches

__all__ = ["initiatives", "launches"]
