"""Editions, opening hours and sessions as calendar entries: pure functions of loaded rows, and their registration."""

from .bookings import audience_of_place, booking_entries
from .editions import DAY, edition_entries
from .loading import loaded
from .participations import audience_of
from .places import Facets, groups_read, in_groups, place_facets, place_text, point, region_facets
from .sessions import moved, session_entries, session_place, session_status, timed_span
from .texts import in_both, search_text, text_of

__all__ = [
    "DAY",
    "Facets",
    "audience_of",
    "audience_of_place",
    "booking_entries",
    "edition_entries",
    "groups_read",
    "in_both",
    "in_groups",
    "loaded",
    "moved",
    "place_facets",
    "place_text",
    "point",
    "region_facets",
    "search_text",
    "session_entries",
    "session_place",
    "session_status",
    "text_of",
    "timed_span",
]
