"""The admin: one file per noun, on what they share."""

from . import (
    bookings,
    categories,
    days,
    editions,
    exhibitors,
    feeds,
    figures,
    invitations,
    listings,
    organisations,
    participations,
    places,
    products,
    proposals,
    rights,
    sessions,
    stands,
)

__all__ = [
    "bookings", "categories", "days", "editions", "exhibitors", "feeds", "figures", "invitations", "listings",
    "organisations", "participations", "places", "products", "proposals", "rights", "sessions", "stands",
]  # fmt: skip
