"""Regions, venues, halls, organisations and categories."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from fairs.models import Category, Hall, Organisation, Region, RegionGroup, RegionGroupMember, Venue

from .base import (
    CODED,
    STAMPED,
    CategoryLink,
    HallLink,
    OrganisationLink,
    RegionLink,
    Row,
    RowSerializer,
    VenueLink,
    both,
    part,
)


class RegionSerializer(RowSerializer):
    parent = RegionLink(allow_null=True)

    class Meta:
        model = Region
        fields: tuple[str, ...] = ("uuid", *CODED, "kind", "iso_code", "parent", "modified_at")

    @classmethod
    def loaded(cls, queryset: Any, user: Any) -> Any:
        return queryset.select_related("parent")


class RegionGroupSerializer(RowSerializer):
    members = serializers.SerializerMethodField()

    class Meta:
        model = RegionGroup
        fields = ("uuid", *CODED, "reporting", "members", "modified_at")

    @classmethod
    def loaded(cls, queryset: Any, user: Any) -> Any:
        members = RegionGroupMember.objects.select_related("region").order_by("region__code")
        return queryset.prefetch_related(part("members", members))

    @extend_schema_field(RegionLink(many=True))
    def get_members(self, group: Any) -> list[Row]:
        return [RegionLink.row(member.region) for member in group.loaded_members]


class OriginSerializer(RegionSerializer):
    products = serializers.IntegerField(source="shown", help_text=_("public products of this very origin"))

    class Meta(RegionSerializer.Meta):
        fields = (*RegionSerializer.Meta.fields, "products")


class HallOfVenueSerializer(RowSerializer):
    part_of = HallLink(allow_null=True)

    class Meta:
        model = Hall
        fields: tuple[str, ...] = ("uuid", *CODED, "part_of", "gross_area", "modified_at")


class HallSerializer(HallOfVenueSerializer):
    venue = VenueLink()

    class Meta(HallOfVenueSerializer.Meta):
        fields = ("venue", *HallOfVenueSerializer.Meta.fields)

    @classmethod
    def loaded(cls, queryset: Any, user: Any) -> Any:
        return queryset.select_related("venue", "part_of")


class VenueSerializer(RowSerializer):
    region = RegionLink()
    latitude = serializers.FloatField(allow_null=True)
    longitude = serializers.FloatField(allow_null=True)

    class Meta:
        model = Venue
        fields: tuple[str, ...] = (
            "uuid", *CODED, "region", *both("address"), "kind", "kind_reason", "status", "indoor_area", "outdoor_area",
            "latitude", "longitude", "website", *STAMPED,
        )  # fmt: skip

    @classmethod
    def loaded(cls, queryset: Any, user: Any) -> Any:
        return queryset.select_related("region")


class VenueDetailSerializer(VenueSerializer):
    halls = HallOfVenueSerializer(many=True)

    class Meta(VenueSerializer.Meta):
        fields = (*VenueSerializer.Meta.fields, "halls")

    @classmethod
    def loaded(cls, queryset: Any, user: Any) -> Any:
        halls = part("halls", Hall.objects.select_related("part_of").order_by("code"))
        return super().loaded(queryset, user).prefetch_related(halls)


class OrganisationSerializer(RowSerializer):
    region = RegionLink(allow_null=True)
    parent = OrganisationLink(allow_null=True)

    class Meta:
        model = Organisation
        fields = ("uuid", *CODED, "kind", "region", "parent", "website", *STAMPED)

    @classmethod
    def loaded(cls, queryset: Any, user: Any) -> Any:
        return queryset.select_related("region", "parent")


class CategorySerializer(RowSerializer):
    parent = CategoryLink(allow_null=True)

    class Meta:
        model = Category
        fields = ("uuid", *CODED, "parent", "modified_at")

    @classmethod
    def loaded(cls, queryset: Any, user: Any) -> Any:
        return queryset.select_related("parent")
