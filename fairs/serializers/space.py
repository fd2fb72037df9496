"""Space in halls: not rows of a table, but answers."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_serializer
from rest_framework import serializers

from fairs.models import Hall, Venue
from fairs.space import Clash, Occupancy, Offer

from .base import EditionLink, HallLink, RegionLink, Row, VenueLink


class OfferSerializer(serializers.Serializer[Any]):
    venue = VenueLink()
    halls = HallLink(many=True)
    area = serializers.IntegerField(help_text=_("gross area of the halls together, in m²"))
    move_in = serializers.DateField(help_text=_("the first day on which it may begin"))
    first_day = serializers.DateField(help_text=_("first show day, if it begins then"))
    last_day = serializers.DateField()
    move_out = serializers.DateField(help_text=_("last day of dismantling"))
    latest_move_in = serializers.DateField(help_text=_("the last day on which it may begin"))


@extend_schema_serializer(many=False)
class SpaceSerializer(serializers.Serializer[Any]):
    results = OfferSerializer(many=True)


class MonthSerializer(serializers.Serializer[Any]):
    month = serializers.CharField(help_text="YYYY-MM")
    share = serializers.FloatField(help_text=_("of all days of all space, what is taken: from 0 to 1"))


class OccupancySerializer(serializers.Serializer[Any]):
    hall = HallLink(allow_null=True)
    venue = VenueLink(allow_null=True)
    city = RegionLink()
    area = serializers.IntegerField(help_text=_("known gross area, in m²"))
    months = MonthSerializer(many=True)


@extend_schema_serializer(many=False)
class OccupanciesSerializer(serializers.Serializer[Any]):
    results = OccupancySerializer(many=True)


class HeldSerializer(serializers.Serializer[Any]):
    edition = EditionLink()
    first_day = serializers.DateField()
    last_day = serializers.DateField()


class ClashSerializer(serializers.Serializer[Any]):
    one = HeldSerializer()
    other = HeldSerializer()
    categories = serializers.ListField(child=serializers.CharField(), help_text=_("those in common, by code"))
    days_apart = serializers.IntegerField(help_text=_("0: on the same days"))


@extend_schema_serializer(many=False)
class ClashesSerializer(serializers.Serializer[Any]):
    results = ClashSerializer(many=True)
    more = serializers.BooleanField(help_text=_("There are others: ask for a shorter window, or for one category."))


def offer_row(offer: Offer) -> Row:
    """Without the holds, of which the public is told nothing."""
    return {
        "venue": VenueLink.row(offer.venue),
        "halls": [HallLink.row(hall) for hall in offer.halls],
        "area": offer.area,
        "move_in": offer.move_in,
        "first_day": offer.first_day,
        "last_day": offer.last_day,
        "move_out": offer.move_out,
        "latest_move_in": offer.latest,
    }


def occupancy_row(found: Occupancy) -> Row:
    hall = found.of if isinstance(found.of, Hall) else None
    venue = hall.venue if hall else found.of if isinstance(found.of, Venue) else None
    city: Any = venue.region if venue else found.of
    return {
        "hall": hall and HallLink.row(hall),
        "venue": venue and VenueLink.row(venue),
        "city": RegionLink.row(city),
        "area": found.area,
        "months": [{"month": f"{m.first:%Y-%m}", "share": round(m.share, 4)} for m in found.months],
    }


def clash_row(clash: Clash) -> Row:
    one, other = (
        {"edition": EditionLink.row(b.edition), "first_day": b.first_day, "last_day": b.last_day}
        for b in (clash.one, clash.other)
    )
    return {
        "one": one,
        "other": other,
        "categories": [category.code for category in clash.categories],
        "days_apart": clash.apart,
    }
