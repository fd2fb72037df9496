"""What the API says of indicators, observations and series."""

from typing import Any

from rest_framework import serializers

from fairs.serializers.base import (
    CODED,
    STAMPED,
    CategoryLink,
    OrganisationLink,
    RegionGroupLink,
    RegionLink,
    Row,
    RowSerializer,
    SourceLink,
    both,
    link,
    number,
)
from initiatives.models import Indicator, Observation, Rank, Series
from initiatives.models.neighbours import Computed

IndicatorLink = link(Indicator, to=(*CODED, "unit"))


class RankSerializer(RowSerializer):
    region = RegionLink(allow_null=True)
    group = RegionGroupLink(allow_null=True)

    class Meta:
        model = Rank
        fields = ("position", "region", "group")


class IndicatorSerializer(RowSerializer):
    counted_by = OrganisationLink(allow_null=True)
    source = SourceLink(allow_null=True)  # type: ignore[assignment]

    class Meta:
        model = Indicator
        fields = (
            "uuid", *CODED, *both("definition"), "unit", "additive", "counted_by", "editorial_state", "source",
            *STAMPED,
        )  # fmt: skip

    @classmethod
    def loaded(cls, queryset: Any, user: Any) -> Any:
        return queryset.select_related("counted_by", "source")


STATED = (
    "uuid", "period", "cumulative", "since", "until", "stage", "value", "qualifier", "year_on_year", "change",
    "as_stated", "stated_on", "ranks", "source", "revision", "modified_at",
)  # fmt: skip


class StatedSerializer(RowSerializer):
    ranks = RankSerializer(many=True)
    source = SourceLink()  # type: ignore[assignment]

    class Meta:
        model = Observation
        fields: tuple[str, ...] = STATED


class ObservationSerializer(StatedSerializer):
    indicator = IndicatorLink()
    region = RegionLink()
    sector = CategoryLink(allow_null=True)

    class Meta(StatedSerializer.Meta):
        fields = ("indicator", "region", "cut", "sector", *STATED, "current")

    @classmethod
    def loaded(cls, queryset: Any, user: Any) -> Any:
        return queryset.with_related()


class SeriesPointSerializer(StatedSerializer):
    """Of what is computed, all is null but the period, its days, and either the value or the year-on-year."""

    uuid = serializers.UUIDField(allow_null=True)
    value = serializers.DecimalField(max_digits=20, decimal_places=4, allow_null=True)
    stage = serializers.CharField(allow_null=True)
    source = SourceLink(allow_null=True)
    revision = serializers.IntegerField(allow_null=True)
    modified_at = serializers.DateTimeField(allow_null=True)
    computed = serializers.BooleanField()
    formula = serializers.CharField(help_text="“” of what is stated.")
    inputs = serializers.ListField(child=serializers.UUIDField())

    class Meta(StatedSerializer.Meta):
        fields = (*STATED, "computed", "formula", "inputs")

    @classmethod
    def row(cls, instance: Observation | Computed) -> Row:
        if isinstance(instance, Observation):
            return {**StatedSerializer.row(instance), "computed": False, "formula": "", "inputs": []}
        first, last = instance.days
        return {
            **dict.fromkeys(STATED),
            "period": instance.spelt.code,
            "cumulative": instance.cumulative,
            "since": first,
            "until": last,
            "value": None if instance.value is None else number(instance.value),
            "qualifier": instance.qualifier,
            "year_on_year": None if instance.year_on_year is None else number(instance.year_on_year),
            "as_stated": "",
            "ranks": [],
            "computed": True,
            "formula": instance.formula,
            "inputs": list(instance.inputs),
        }


class SeriesSerializer(serializers.Serializer[Any]):
    indicator = IndicatorLink()
    region = RegionLink()
    cut = serializers.ChoiceField(Observation.Cut.choices)
    sector = CategoryLink(allow_null=True)
    points = SeriesPointSerializer(many=True)

    @classmethod
    def row(cls, series: Series) -> Row:
        return {
            "indicator": IndicatorLink.row(series.indicator),
            "region": RegionLink.row(series.region),
            "cut": series.cut,
            "sector": CategoryLink.row(series.sector) if series.sector else None,
            "points": [SeriesPointSerializer.row(point) for point in series.points],
        }
