"""Exhibitors with their public participations, products with their public showings."""

from typing import Any

from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from fairs.models import Exhibitor, Participation, Pavilion, Product, ProductDisplay

from .base import (
    CODED,
    STAMPED,
    CategoryLink,
    EditionLink,
    ExhibitorLink,
    HallLink,
    RegionLink,
    RowSerializer,
    both,
    part,
)


class ExhibitorSerializer(RowSerializer):
    region = RegionLink(allow_null=True)

    class Meta:
        model = Exhibitor
        fields: tuple[str, ...] = (
            "uuid", *CODED, "region", *both("address"), *both("description"), "website", *STAMPED,
        )  # fmt: skip

    @classmethod
    def loaded(cls, queryset: Any, user: Any) -> Any:
        return queryset.select_related("region")


class PavilionLink(RowSerializer):
    region = RegionLink()
    hall = HallLink(allow_null=True)

    class Meta:
        model = Pavilion
        fields = ("uuid", *both("name"), "region", "hall")


class ParticipationSerializer(RowSerializer):
    edition = EditionLink()
    main = serializers.CharField(
        source="main.exhibitor.code",
        allow_null=True,
        help_text=_("the exhibitor on whose stand a co-exhibitor or a represented company is, by code"),
    )
    pavilion = PavilionLink(allow_null=True)

    class Meta:
        model = Participation
        fields = ("edition", "role", "main", "pavilion", "stand")


class ExhibitorDetailSerializer(ExhibitorSerializer):
    participations = ParticipationSerializer(many=True)

    class Meta(ExhibitorSerializer.Meta):
        fields = (*ExhibitorSerializer.Meta.fields, "participations")

    @classmethod
    def loaded(cls, queryset: Any, user: Any) -> Any:
        public = Participation.objects.visible_to(user)
        own = public.select_related("edition", "pavilion__region", "pavilion__hall").order_by("edition__code")
        host = Prefetch("loaded_participations__main", public.select_related("exhibitor"))
        return super().loaded(queryset, user).prefetch_related(part("participations", own), host)


class ProductDisplaySerializer(RowSerializer):
    edition = EditionLink()
    pavilion = PavilionLink(allow_null=True)
    exhibitor = ExhibitorLink(source="participation.exhibitor", allow_null=True)
    stand = serializers.CharField(source="participation.stand", allow_null=True)

    class Meta:
        model = ProductDisplay
        fields = ("edition", "pavilion", "exhibitor", "stand")


class ProductSerializer(RowSerializer):
    category = CategoryLink()
    origin = RegionLink()
    exhibitor = ExhibitorLink(allow_null=True)
    shown_at = ProductDisplaySerializer(source="displays", many=True)

    class Meta:
        model = Product
        fields = ("uuid", *CODED, *both("description"), "category", "origin", "exhibitor", "shown_at", *STAMPED)

    @classmethod
    def loaded(cls, queryset: Any, user: Any) -> Any:
        shown = ProductDisplay.objects.visible_to(user).select_related("edition", "pavilion__region", "pavilion__hall")
        stands = Participation.objects.visible_to(user).select_related("exhibitor")
        return queryset.select_related("category", "origin").prefetch_related(
            Prefetch("exhibitor", Exhibitor.objects.visible_to(user)),
            part("displays", shown.order_by("edition__code", "pk")),
            Prefetch("loaded_displays__participation", stands),
        )
