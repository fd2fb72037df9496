"""Fairs, editions with all their parts, sessions, figures and sources."""

from typing import Any

from django.db.models import BooleanField, ExpressionWrapper, F, Prefetch, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from fairs.filters.parameters import regions_within
from fairs.models import (
    DayBlock,
    Edition,
    EditionOrganiser,
    EditionPlace,
    Fair,
    FairCategory,
    Figure,
    OpeningDay,
    Pavilion,
    Session,
    SessionPerson,
    Source,
)
from fairs.models.places import LIAONING

from .base import (
    CODED,
    STAMPED,
    TITLED,
    CategoryLink,
    EditionLink,
    FairLink,
    HallLink,
    OrganisationLink,
    RegionLink,
    Row,
    RowSerializer,
    SourceLink,
    VenueLink,
    both,
    part,
)

STATES = ("editorial_state", "event_status")
SPAN = ("first_day", "last_day")


def categories_of(fair: Any) -> list[Row]:
    return [CategoryLink.row(each.category) for each in fair.loaded_categories]


def fair_categories(path: str) -> Prefetch:
    return part(path, FairCategory.objects.select_related("category").order_by("category__code"))


class FairSerializer(RowSerializer):
    categories = serializers.SerializerMethodField()

    class Meta:
        model = Fair
        fields = ("uuid", *CODED, *both("description"), "categories", "website", *STAMPED)

    @classmethod
    def loaded(cls, queryset: Any, user: Any) -> Any:
        return queryset.prefetch_related(fair_categories("categories"))

    @extend_schema_field(CategoryLink(many=True))
    def get_categories(self, fair: Fair) -> list[Row]:
        return categories_of(fair)


class OpeningDaySerializer(RowSerializer):
    class Meta:
        model = OpeningDay
        fields = ("day", "day_type", "opens", "closes")


class DayBlockSerializer(RowSerializer):
    opening_days = OpeningDaySerializer(many=True)

    class Meta:
        model = DayBlock
        fields = ("uuid", *SPAN, "previous_first_day", "previous_last_day", "opening_days")


class EditionPlaceSerializer(RowSerializer):
    venue = VenueLink()
    hall = HallLink(allow_null=True)

    class Meta:
        model = EditionPlace
        fields = ("venue", "hall")


class EditionOrganiserSerializer(RowSerializer):
    organisation = OrganisationLink()

    class Meta:
        model = EditionOrganiser
        fields = ("role", "organisation")


PARTS = (
    part("blocks", DayBlock.objects.order_by(F("first_day").asc(nulls_last=True), "pk")),
    part("loaded_blocks__opening_days", OpeningDay.objects.order_by("day", "opens", "pk")),
    part("places", EditionPlace.objects.select_related("venue", "hall").order_by("pk")),
    part("organisers", EditionOrganiser.objects.select_related("organisation").order_by("pk")),
    fair_categories("fair__categories"),
)
IN_PROVINCE = ExpressionWrapper(Q(region__in=regions_within([LIAONING])), BooleanField())


class EditionSerializer(RowSerializer):
    fair = FairLink()
    region = RegionLink()
    in_province = serializers.BooleanField()
    postponed_to = EditionLink(allow_null=True)
    replaces = EditionLink(many=True)
    combined_with = EditionLink(allow_null=True)
    combined = EditionLink(many=True)
    days = DayBlockSerializer(source="blocks", many=True)
    places = EditionPlaceSerializer(many=True)
    organisers = EditionOrganiserSerializer(many=True)
    categories = serializers.SerializerMethodField()

    class Meta:
        model = Edition
        fields: tuple[str, ...] = (
            "uuid", *TITLED, "fair", "ordinal", "year", *both("description"), "batch", "audience", "region",
            "in_province", *STATES, "postponed_to", "replaces", "combined_with", "combined", "days", "stated_dates",
            "places", "organisers", "categories", "website", *STAMPED,
        )  # fmt: skip

    @classmethod
    def loaded(cls, queryset: Any, user: Any) -> Any:
        public = Edition.objects.visible_to(user)
        return (
            queryset.select_related("fair", "region")
            .annotate(in_province=IN_PROVINCE)
            .prefetch_related(*PARTS, *(Prefetch(name, public) for name in ("postponed_to", "combined_with")))
            .prefetch_related(*(part(name, public.order_by("code")) for name in ("replaces", "combined")))
        )

    @extend_schema_field(CategoryLink(many=True))
    def get_categories(self, edition: Edition) -> list[Row]:
        return categories_of(edition.fair)


class FigureOfEditionSerializer(RowSerializer):
    source = SourceLink()  # type: ignore[assignment]

    class Meta:
        model = Figure
        fields: tuple[str, ...] = (
            "uuid", "stage", "measure", "value", "qualifier", "as_stated", "stated_on", "source", "modified_at",
        )  # fmt: skip


class FigureSerializer(FigureOfEditionSerializer):
    edition = EditionLink()

    class Meta(FigureOfEditionSerializer.Meta):
        fields = ("edition", *FigureOfEditionSerializer.Meta.fields)

    @classmethod
    def loaded(cls, queryset: Any, user: Any) -> Any:
        return queryset.select_related("edition", "source")


class PavilionSerializer(RowSerializer):
    region = RegionLink()
    coordinator = OrganisationLink(allow_null=True)
    hall = HallLink(allow_null=True)

    class Meta:
        model = Pavilion
        fields = ("uuid", *both("name"), "region", "coordinator", "guest_of_honour", "hall")


class EditionLinksSerializer(serializers.Serializer[Any]):
    # Where to ask on: addresses relative to this server.
    sessions = serializers.CharField()
    exhibitors = serializers.CharField()
    products = serializers.CharField()
    calendar = serializers.CharField()
    feed = serializers.CharField()


class EditionDetailSerializer(EditionSerializer):
    source = SourceLink(allow_null=True)  # type: ignore[assignment]
    figures = FigureOfEditionSerializer(many=True)
    pavilions = PavilionSerializer(many=True)
    links = serializers.SerializerMethodField()

    class Meta(EditionSerializer.Meta):
        fields = (*EditionSerializer.Meta.fields, "source", "figures", "pavilions", "links")

    @classmethod
    def loaded(cls, queryset: Any, user: Any) -> Any:
        pavilions = Pavilion.objects.select_related("region", "coordinator", "hall").order_by("region__code")
        figures = Figure.objects.select_related("source").order_by("measure", "stage")
        parts = part("figures", figures), part("pavilions", pavilions)
        return super().loaded(queryset, user).select_related("source").prefetch_related(*parts)

    @extend_schema_field(EditionLinksSerializer)
    def get_links(self, edition: Edition) -> Row:
        lists = {name: reverse(f"{name.removesuffix('s')}-list") for name in ("sessions", "exhibitors", "products")}
        lists |= {"calendar": reverse("calendar-list"), "feed": reverse("feed", args=["all"])}
        return {name: f"{address}?edition={edition.code}" for name, address in lists.items()}


class SessionPersonSerializer(RowSerializer):
    class Meta:
        model = SessionPerson
        fields = ("role", *both("name"), *both("organisation"))


class SessionSerializer(RowSerializer):
    edition = EditionLink()
    venue = VenueLink(allow_null=True)
    hall = HallLink(allow_null=True)
    on_site = serializers.BooleanField(
        allow_null=True, help_text=_("whether in a venue of its edition; null where either is not known")
    )
    people = SessionPersonSerializer(many=True)

    class Meta:
        model = Session
        fields = (
            "uuid", *TITLED, "edition", "kind", *both("description"), *STATES, "starts_at", "ends_at", *SPAN,
            "stated_dates", "venue", "hall", *both("room"), "on_site", "moves_with_fair", "people", *STAMPED,
        )  # fmt: skip

    @classmethod
    def loaded(cls, queryset: Any, user: Any) -> Any:
        people = part("people", SessionPerson.objects.order_by("pk"))
        return queryset.located().select_related("edition", "venue", "hall").prefetch_related(people)


class SourceSerializer(RowSerializer):
    class Meta:
        model = Source
        fields = ("uuid", *TITLED, "url", "published_on", "modified_at")
