"""Calendar entries of launch events and initiatives, and their registration."""

from . import launches

__all__ = ["launches"]
