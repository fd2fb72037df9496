"""The admin: one file per noun, on what they share."""

from . import (
    categories,
    days,
    editions,
    exhibitors,
    figures,
    listings,
    organisations,
    places,
    products,
    rights,
    sessions,
)

__all__ = [
    "categories", "days", "editions", "exhibitors", "figures", "listings", "organisations", "places", "products",
    "rights", "sessions",
]  # fmt: skip
