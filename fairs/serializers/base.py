"""Serializers that are declared as usual and rendered by plain functions.

The declaration is the shape: OpenAPI is made from it. Rendering goes past Django REST framework's own loop, which costs
several times the queries of a list; what is left is one getter a field, found once for each class.
"""

from collections.abc import Callable
from decimal import Decimal
from functools import cache
from operator import attrgetter
from typing import Any, ClassVar

from django.db import models
from django.db.models import Prefetch
from django.utils import timezone
from rest_framework import serializers

from fairs.models import (
    Category,
    Edition,
    Exhibitor,
    Fair,
    Hall,
    Organisation,
    Product,
    Region,
    RegionGroup,
    Source,
    Venue,
)

Getter = Callable[[Any], Any]
Row = dict[str, Any]


class RowSerializer(serializers.ModelSerializer[Any]):
    # No docstring: each of its children would show it in OpenAPI.

    # An address may be "", which is no URI; a time of day has no offset, which OpenAPI's has.
    serializer_field_mapping: ClassVar[Any] = {
        **serializers.ModelSerializer.serializer_field_mapping,
        models.URLField: serializers.CharField,
        models.TimeField: serializers.CharField,
    }

    @classmethod
    def loaded(cls, queryset: Any, user: Any) -> Any:
        """Rows with all that ``row`` reads, in as few queries for many as for one; links lead where ``user`` may go."""
        return queryset

    @classmethod
    def row(cls, instance: Any) -> Row:
        """What the API says of it, as values that orjson writes."""
        return {name: get(instance) for name, get in getters(cls)}

    def to_representation(self, instance: Any) -> Row:
        return self.row(instance)

    def get_fields(self) -> dict[str, Any]:
        fields = super().get_fields()
        for field in fields.values():
            field.read_only, field.required = True, False
        return fields


def part(path: str, queryset: Any) -> Prefetch:
    """The rows that a field of many reads: as a list, because a queryset for each row costs more than the query."""
    return Prefetch(path, queryset, to_attr=f"loaded_{path.rpartition('__')[2]}")


@cache
def getters(serializer: type[RowSerializer]) -> list[tuple[str, Getter]]:
    return [(name, getter(field)) for name, field in serializer().fields.items()]


def getter(field: Any) -> Getter:
    if isinstance(field, serializers.SerializerMethodField):
        method: Getter = getattr(field.parent, field.method_name or "")
        return method
    get = reach(field.source)
    if isinstance(field, serializers.ListSerializer):
        return many(attrgetter(f"loaded_{field.source}"), type(field.child))
    if isinstance(field, RowSerializer):
        return unless_none(get, type(field).row)
    convert = next((c for kind, c in CONVERTED if isinstance(field, kind)), None)
    return unless_none(get, convert) if convert else get


def reach(source: str) -> Getter:
    """What ``a.b`` leads to; None where a is."""
    first, __, rest = source.partition(".")
    return unless_none(attrgetter(first), attrgetter(rest)) if rest else attrgetter(first)


def unless_none(get: Getter, then: Getter) -> Getter:
    return lambda instance: None if (related := get(instance)) is None else then(related)


def many(get: Getter, child: Any) -> Getter:
    return lambda instance: [child.row(each) for each in get(instance)]


def number(value: Decimal) -> int | float:
    """2830000 and 7.5, whatever places the column has; exact to fifteen digits, as JSON's readers are."""
    return int(value) if value == value.to_integral_value() else float(value)


CONVERTED: tuple[tuple[type, Callable[[Any], Any]], ...] = (
    (serializers.DateTimeField, timezone.localtime),  # Shanghai's
    (serializers.FloatField, float),
    (serializers.DecimalField, number),
)

CODED = ("code", "name_zh_hans", "name_en")
TITLED = ("code", "title_zh_hans", "title_en")
STAMPED = ("synthetic", "modified_at")


def both(attribute: str) -> tuple[str, str]:
    return f"{attribute}_zh_hans", f"{attribute}_en"


def link(model: type[models.Model], *, to: tuple[str, ...] = CODED) -> type[RowSerializer]:
    """The serializer that names a row from another's; OpenAPI knows it as RegionLink, VenueLink and so on."""
    meta = type("Meta", (), {"model": model, "fields": to})
    return type(f"{model.__name__}Link", (RowSerializer,), {"Meta": meta, "__module__": __name__})


RegionLink = link(Region)
RegionGroupLink = link(RegionGroup)
OrganisationLink = link(Organisation)
CategoryLink = link(Category)
VenueLink = link(Venue)
HallLink = link(Hall, to=("uuid", *CODED))
FairLink = link(Fair)
EditionLink = link(Edition, to=TITLED)
ExhibitorLink = link(Exhibitor)
ProductLink = link(Product)
SourceLink = link(Source, to=(*TITLED, "url"))
