"""What the API says of launch events and brands."""

from typing import Any

from django.db.models import Prefetch

from fairs.models import Edition
from fairs.serializers.base import (
    CODED,
    STAMPED,
    TITLED,
    EditionLink,
    OrganisationLink,
    RegionLink,
    RowSerializer,
    SourceLink,
    VenueLink,
    both,
    link,
)
from fairs.serializers.editions import SPAN, STATES
from initiatives.models import Brand, Launch

LaunchLink = link(Launch, to=TITLED)
BrandLink = link(Brand)


class BrandSerializer(RowSerializer):
    organisation = OrganisationLink(allow_null=True)

    class Meta:
        model = Brand
        fields = ("uuid", *CODED, "organisation", "modified_at")

    @classmethod
    def loaded(cls, queryset: Any, user: Any) -> Any:
        return queryset.select_related("organisation")


class LaunchSerializer(RowSerializer):
    brand = BrandLink(allow_null=True)
    parent = LaunchLink(allow_null=True)
    region = RegionLink()
    venue = VenueLink(allow_null=True)
    edition = EditionLink(allow_null=True)
    source = SourceLink(allow_null=True)  # type: ignore[assignment]

    class Meta:
        model = Launch
        fields = (
            "uuid", *TITLED, "kind", "brand", "item", "scope", "scope_place", "recognition", "notice_first_day",
            "notice_last_day", "recognised_on", "valid_until", *both("description"), *STATES, "starts_at", "ends_at",
            *SPAN, "stated_dates", "parent", "region", "venue", "edition", "visitors", "visitors_qualifier",
            *both("visitors_period"), "source", *STAMPED,
        )  # fmt: skip

    @classmethod
    def loaded(cls, queryset: Any, user: Any) -> Any:
        return queryset.select_related("brand", "region", "venue", "source").prefetch_related(
            Prefetch("parent", Launch.objects.visible_to(user)),
            Prefetch("edition", Edition.objects.visible_to(user)),
        )
