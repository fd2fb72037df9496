"""Areas on the map that the calendar can be asked for: a box between meridians and parallels, a way from a point.

Degrees are of WGS-84. What has no known point lies in none of them.
"""

import re
from collections.abc import Callable
from math import asin, cos, degrees, radians, sin
from typing import Any

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import F, Q, Value
from django.db.models.functions import Cos, Power, Radians, Sin
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

EARTH = 6371.0088
"""Mean radius in kilometres."""
FARTHEST = 1000.0
_NUMBER = re.compile(r"[+-]?\d{1,4}(?:\.\d{1,12})?", re.ASCII)
_LATITUDE, _LONGITUDE = (-90.0, 90.0), (-180.0, 180.0)

Numbers = tuple[float, ...]


class NumbersField(forms.CharField):
    """Decimal numbers between commas, each within its limits."""

    def __init__(self, *, limits: tuple[tuple[float, float], ...], form: Any, **kwargs: Any) -> None:
        super().__init__(max_length=100, **kwargs)
        self.limits, self.form = limits, form

    def to_python(self, value: Any) -> Numbers | None:  # type: ignore[override]
        written = super().to_python(value)
        if not written:
            return None
        parts = [part.strip() for part in written.split(",")]
        if len(parts) != len(self.limits) or not all(map(_NUMBER.fullmatch, parts)):
            raise ValidationError(self.form, code="invalid")
        numbers = tuple(map(float, parts))
        if not all(low <= n <= high for n, (low, high) in zip(numbers, self.limits, strict=True)):
            raise ValidationError(self.form, code="out_of_range")
        return numbers

    def run_validators(self, value: Any) -> None:
        """Those of text have nothing to say of numbers."""


class BoxField(NumbersField):
    def to_python(self, value: Any) -> Numbers | None:  # type: ignore[override]
        box = super().to_python(value)
        if box and box[1] > box[3]:
            raise ValidationError(_("The south is north of the north."), code="reversed")
        return box


class NumbersFilter(django_filters.Filter):
    """``words(numbers)``: what a feed is called after."""

    def __init__(self, field: type[NumbersField], words: Callable[[Numbers], str], **kwargs: Any) -> None:
        self.field_class = field
        super().__init__(**kwargs)
        self.words = words

    def filter(self, qs: Any, value: Numbers | None) -> Any:
        """Two parameters may make one question: the set of filters asks it."""
        return qs


def in_box(west: float, south: float, east: float, north: float) -> Q:
    """Edges included; west of ``west`` lies ``east`` where the box spans the antimeridian."""
    across = Q(longitude__gte=west), Q(longitude__lte=east)
    meridians = across[0] | across[1] if west > east else across[0] & across[1]
    return Q(latitude__gte=south, latitude__lte=north) & meridians


def near(queryset: Any, latitude: float, longitude: float, within: float) -> Any:
    """At most ``within`` kilometres away, on a sphere. A box comes first: it is what the index can tell."""
    reach = within / EARTH
    south, north = latitude - degrees(reach), latitude + degrees(reach)
    box = Q(latitude__gte=south, latitude__lte=north)
    if south > -90 and north < 90:  # else it spans a pole, and every meridian
        aside = degrees(asin(sin(reach) / cos(radians(latitude))))
        box = in_box(_turned(longitude - aside), south, _turned(longitude + aside), north)
    up, along = (
        Radians((F(name) - Value(at)) / 2.0) for name, at in (("latitude", latitude), ("longitude", longitude))
    )
    haversine = Power(Sin(up), 2) + Cos(Radians("latitude")) * Value(cos(radians(latitude))) * Power(Sin(along), 2)
    return queryset.filter(box).alias(haversine=haversine).filter(haversine__lte=sin(reach / 2) ** 2)


def _turned(longitude: float) -> float:
    return (longitude + 180) % 360 - 180


def _box_in_words(box: Numbers) -> str:
    return f"{box[1]:g}, {box[0]:g} – {box[3]:g}, {box[2]:g}"


BBOX = NumbersFilter(
    BoxField,
    _box_in_words,
    limits=(_LONGITUDE, _LATITUDE, _LONGITUDE, _LATITUDE),
    form=gettext_lazy("Give west,south,east,north in degrees, such as 123.3,41.7,123.6,41.9."),
    label=gettext_lazy("box on the map, west,south,east,north in degrees (WGS-84)"),
)
NEAR = NumbersFilter(
    NumbersField,
    lambda point: "{:g}, {:g}".format(*point),
    limits=(_LATITUDE, _LONGITUDE),
    form=gettext_lazy("Give latitude,longitude in degrees, such as 41.80,123.43."),
    label=gettext_lazy("point on the map, latitude,longitude in degrees (WGS-84), together with “within”"),
)
WITHIN = NumbersFilter(
    NumbersField,
    lambda distance: _("within %(distance)g km") % {"distance": distance[0]},
    limits=((0.001, FARTHEST),),
    form=gettext_lazy("Give kilometres, such as 20, and 1000 at most."),
    label=gettext_lazy("kilometres from “near”, 1000 at most"),
)
