"""The forms in which the calendar is sent. All take the same listings; what they read of each is their own."""

from . import atom, ics, jcal, table
from .presentation import Format, Presentation

FORMATS: dict[str, Format] = {"ics": ics.FORMAT, "jcal": jcal.FORMAT, "csv": table.FORMAT, "atom": atom.FORMAT}
"""By the end of the address."""

__all__ = ["FORMATS", "Format", "Presentation"]
