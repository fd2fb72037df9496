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
    rights,
    sessions,
)

__all__ = [
    "bookings", "categories", "days", "editions", "exhibitors", "feeds", "figures", "invitations", "listings",
    "organisations", "participations", "places", "products", "rights", "sessions",
]  # fmt: skip
