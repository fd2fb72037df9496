"""Exhibitors with their public participations, products with their public showings."""

from typing import Any

from django.db.models import F, Prefetch
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from fairs.entries.participations import where
from fairs.models import DayBlock, Exhibitor, Participation, Pavilion, Product, ProductDisplay, Stand

from .base import (
    CODED,
    STAMPED,
    CategoryLink,
    EditionLink,
    ExhibitorLink,
    FairLink,
    HallLink,
    RegionLink,
    Row,
    RowSerializer,
    VenueLink,
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


class DaysSerializer(serializers.Serializer[Any]):
    first_day = serializers.DateField(allow_null=True)
    last_day = serializers.DateField(allow_null=True)


class StandPlaceSerializer(serializers.Serializer[Any]):
    venue = VenueLink()
    hall = HallLink()


class ParticipationOfExhibitorSerializer(RowSerializer):
    edition = EditionLink()
    fair = FairLink(source="edition.fair")
    days = serializers.SerializerMethodField()
    main = serializers.CharField(
        source="main.exhibitor.code",
        allow_null=True,
        help_text=_("the exhibitor on whose stand a co-exhibitor or a represented company is, by code"),
    )
    pavilion = PavilionLink(allow_null=True)
    places = serializers.SerializerMethodField(help_text=_("the halls of its stands, else its pavilion's"))
    stand = serializers.SerializerMethodField(help_text=_("numbers of its stands, or of the stands that it is on"))

    class Meta:
        model = Participation
        fields: tuple[str, ...] = ("uuid", "edition", "fair", "days", "role", "main", "pavilion", "places", "stand")

    @classmethod
    def loaded(cls, queryset: Any, user: Any) -> Any:
        stands = Prefetch("stands", Stand.objects.select_related("plan__hall__venue").order_by("number"))
        hosts = Participation.objects.visible_to(user).select_related("exhibitor").prefetch_related(stands)
        days = DayBlock.objects.order_by(F("first_day").asc(nulls_last=True), "pk")
        return queryset.select_related("edition__fair", "pavilion__region", "pavilion__hall__venue").prefetch_related(
            stands, Prefetch("main", hosts), part("edition__blocks", days)
        )

    @extend_schema_field(DaysSerializer(many=True))
    def get_days(self, participation: Any) -> list[Row]:
        return [{"first_day": b.first_day, "last_day": b.last_day} for b in participation.edition.loaded_blocks]

    @extend_schema_field(StandPlaceSerializer(many=True))
    def get_places(self, participation: Participation) -> list[Row]:
        halls, _stand = where(participation)
        return [{"venue": VenueLink.row(hall.venue), "hall": HallLink.row(hall)} for hall in halls]

    def get_stand(self, participation: Participation) -> str:
        return where(participation)[1]


class ParticipationSerializer(ParticipationOfExhibitorSerializer):
    exhibitor = ExhibitorLink()

    class Meta(ParticipationOfExhibitorSerializer.Meta):
        fields = (*ParticipationOfExhibitorSerializer.Meta.fields, "exhibitor", "modified_at")

    @classmethod
    def loaded(cls, queryset: Any, user: Any) -> Any:
        return super().loaded(queryset, user).select_related("exhibitor")


class ProductOfExhibitorSerializer(RowSerializer):
    category = CategoryLink()
    origin = RegionLink()

    class Meta:
        model = Product
        fields = (*CODED, "category", "origin")


class ExhibitorLinksSerializer(serializers.Serializer[Any]):
    # Where to read on: addresses relative to this server.
    page = serializers.CharField()
    participations = serializers.CharField()
    products = serializers.CharField()
    calendar = serializers.CharField()
    feed = serializers.CharField()


class ExhibitorDetailSerializer(ExhibitorSerializer):
    participations = ParticipationOfExhibitorSerializer(many=True)
    products = ProductOfExhibitorSerializer(many=True)
    links = serializers.SerializerMethodField()

    class Meta(ExhibitorSerializer.Meta):
        fields = (*ExhibitorSerializer.Meta.fields, "participations", "products", "links")

    @classmethod
    def loaded(cls, queryset: Any, user: Any) -> Any:
        parts = Participation.objects.visible_to(user).order_by("edition__code")
        products = Product.objects.visible_to(user).select_related("category", "origin").order_by("code")
        parts = ParticipationOfExhibitorSerializer.loaded(parts, user)
        return (
            super().loaded(queryset, user).prefetch_related(part("participations", parts), part("products", products))
        )

    @extend_schema_field(ExhibitorLinksSerializer)
    def get_links(self, exhibitor: Exhibitor) -> Row:
        lists = {name: f"{name.removesuffix('s')}-list" for name in ("participations", "products", "calendar")}
        asked = {name: f"{reverse(view)}?exhibitor={exhibitor.code}" for name, view in lists.items()}
        feed = reverse("short-feed", args=["exhibitor", exhibitor.code])
        return {"page": reverse("exhibitor", args=[exhibitor.code]), **asked, "feed": feed}


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
