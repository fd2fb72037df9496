"""Entries of the catalogue: who shows what, where and when, and the calendar to subscribe to."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from drf_spectacular.utils import extend_schema_field, extend_schema_serializer
from rest_framework import serializers

from fairs.filters.catalogue import COUNTED_NAMES, Count
from fairs.models import CatalogueEntry, DayBlock, EventStatus

from .base import (
    CategoryLink,
    EditionLink,
    ExhibitorLink,
    HallLink,
    ProductLink,
    RegionLink,
    Row,
    RowSerializer,
    VenueLink,
    part,
)
from .exhibitors import DaysSerializer, PavilionLink


class CatalogueSerializer(RowSerializer):
    product = ProductLink(allow_null=True)
    category = CategoryLink(source="product.category", allow_null=True)
    origin = RegionLink(source="product.origin", allow_null=True)
    exhibitor = ExhibitorLink(allow_null=True)
    pavilion = PavilionLink(allow_null=True)
    venue = VenueLink(source="hall.venue", allow_null=True)
    hall = HallLink(allow_null=True)
    edition = EditionLink()
    event_status = serializers.ChoiceField(EventStatus.choices, source="edition.event_status")
    days = serializers.SerializerMethodField()
    feed = serializers.SerializerMethodField()

    class Meta:
        model = CatalogueEntry
        fields = (
            "uuid", "kind", "product", "category", "origin", "exhibitor", "pavilion", "venue", "hall", "stand",
            "edition", "event_status", "days", "feed",
        )  # fmt: skip

    @classmethod
    def loaded(cls, queryset: Any, user: Any) -> Any:
        days = DayBlock.objects.order_by("first_day", "pk")
        return queryset.with_related().prefetch_related(part("edition__blocks", days))

    @classmethod
    def whole(cls, page: list[Any]) -> list[Any]:
        """Entries with all that ``row`` reads. Joined to those of a page only: far more are found."""
        rows = {
            entry.pk: entry for entry in cls.loaded(CatalogueEntry.objects.filter(pk__in=[e.pk for e in page]), None)
        }
        return [rows[entry.pk] for entry in page]

    @extend_schema_field(DaysSerializer(many=True))
    def get_days(self, entry: Any) -> list[Row]:
        return [{"first_day": b.first_day, "last_day": b.last_day} for b in entry.edition.loaded_blocks]

    @extend_schema_field(serializers.URLField())
    def get_feed(self, entry: Any) -> str:
        return feed_of(entry.edition.code)


def feed_of(edition: str) -> str:
    return f"{settings.PUBLIC_URL}{reverse('short-feed', args=['edition', edition])}"


class CountSerializer(serializers.Serializer[Any]):
    code = serializers.CharField()
    name_zh_hans = serializers.CharField()
    name_en = serializers.CharField()
    count = serializers.IntegerField()


@extend_schema_serializer(many=False)
class CountsSerializer(serializers.Serializer[Any]):
    counted = serializers.IntegerField(help_text=_("entries that were counted, at most 10,000"))
    complete = serializers.BooleanField(help_text=_("whether these are all"))

    def get_fields(self) -> dict[str, Any]:
        return super().get_fields() | {name: CountSerializer(many=True) for name in COUNTED_NAMES}

    @staticmethod
    def named(count: Count) -> Row:
        names = {}
        for language, suffix in (("zh-hans", "zh_hans"), ("en", "en")):
            with override(language):
                names[f"name_{suffix}"] = str(count.thing)
        return {"code": count.code, **names, "count": count.number}
