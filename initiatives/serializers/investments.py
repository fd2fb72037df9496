"""What the API says of investment projects."""

from typing import Any

from fairs.serializers.base import (
    STAMPED,
    TITLED,
    CategoryLink,
    OrganisationLink,
    RegionLink,
    RowSerializer,
    SourceLink,
    both,
    part,
)
from initiatives.models import Investment, InvestmentParty


class InvestmentPartySerializer(RowSerializer):
    organisation = OrganisationLink()

    class Meta:
        model = InvestmentParty
        fields = ("role", "organisation")


class InvestmentSerializer(RowSerializer):
    region = RegionLink()
    sector = CategoryLink(allow_null=True)
    parties = InvestmentPartySerializer(many=True)
    source = SourceLink(allow_null=True)  # type: ignore[assignment]

    class Meta:
        model = Investment
        fields = (
            "uuid", *TITLED, *both("description"), "region", "sector", "parties", "amount", "qualifier", "as_stated",
            "progress", "stated_dates", "editorial_state", "source", *STAMPED,
        )  # fmt: skip

    @classmethod
    def loaded(cls, queryset: Any, user: Any) -> Any:
        parties = part("parties", InvestmentParty.objects.select_related("organisation").order_by("pk"))
        return queryset.select_related("region", "sector", "source").prefetch_related(parties)
