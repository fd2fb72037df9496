"""What the API says of programmes, with their rule, targets and objectives."""

from typing import Any

from django.db.models import Prefetch
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from fairs.entries import in_both
from fairs.models import Edition
from fairs.serializers.base import (
    STAMPED,
    TITLED,
    EditionLink,
    RegionLink,
    Row,
    RowSerializer,
    SourceLink,
    both,
    part,
)
from initiatives.models import Contribution, Initiative, Objective, Programme, Target, rule_lines

from .initiatives import InitiativeLink

RULE = (
    "professional_venues_only", "within_region_only", "smallest_area", "size_comparison", "counts_conferences",
    "counts_cancelled", "combined_once",
)  # fmt: skip


class SentenceSerializer(serializers.Serializer[Any]):
    # A line of text in each language.
    def get_fields(self) -> dict[str, Any]:
        return {"zh-hans": serializers.CharField(), "en": serializers.CharField()}


def sentences(lines: Any) -> list[Row]:
    """``lines()``, evaluated in each language."""
    text = in_both(lambda: "\n".join(map(str, lines())))
    pairs = zip(text.zh_hans.splitlines(), text.en.splitlines(), strict=True)
    return [{"zh-hans": zh, "en": en} for zh, en in pairs]


class TargetSerializer(RowSerializer):
    region = RegionLink()

    class Meta:
        model = Target
        fields: tuple[str, ...] = ("region", "batch", "measure", "comparison", "value")


class ObjectiveSerializer(RowSerializer):
    class Meta:
        model = Objective
        fields: tuple[str, ...] = ("code", "kind", "number", *both("name"), *both("description"))


class ContributionSerializer(RowSerializer):
    edition = EditionLink(allow_null=True)
    initiative = InitiativeLink(allow_null=True)

    class Meta:
        model = Contribution
        fields = ("edition", "initiative")


class ServedObjectiveSerializer(ObjectiveSerializer):
    contributions = serializers.SerializerMethodField()

    class Meta(ObjectiveSerializer.Meta):
        fields = (*ObjectiveSerializer.Meta.fields, "contributions")

    @extend_schema_field(ContributionSerializer(many=True))
    def get_contributions(self, objective: Any) -> list[Row]:
        """Those that the reader may see."""
        return [ContributionSerializer.row(c) for c in objective.loaded_contributions if c.edition or c.initiative]


class ProgrammeLink(RowSerializer):
    region = RegionLink()

    class Meta:
        model = Programme
        fields = ("year", *TITLED, "region")


class ProgrammeSerializer(RowSerializer):
    region = RegionLink()
    rule_in_words = serializers.SerializerMethodField()
    targets = TargetSerializer(many=True)
    objectives = ObjectiveSerializer(many=True)
    source = SourceLink(allow_null=True)  # type: ignore[assignment]

    class Meta:
        model = Programme
        fields: tuple[str, ...] = (
            "uuid", *TITLED, "year", "region", *both("description"), *RULE, "rule_in_words", "targets", "objectives",
            "editorial_state", "source", *STAMPED,
        )  # fmt: skip

    @classmethod
    def loaded(cls, queryset: Any, user: Any) -> Any:
        return queryset.select_related("region", "source").prefetch_related(
            part("targets", Target.objects.select_related("region").order_by("region__code", "batch", "-measure")),
            part("objectives", Objective.objects.order_by("kind", "number", "code")),
        )

    @extend_schema_field(SentenceSerializer(many=True))
    def get_rule_in_words(self, programme: Programme) -> list[Row]:
        return sentences(lambda: rule_lines(programme))


class ProgrammeDetailSerializer(ProgrammeSerializer):
    objectives = ServedObjectiveSerializer(many=True)

    @classmethod
    def loaded(cls, queryset: Any, user: Any) -> Any:
        seen = (Prefetch(name, model.objects.visible_to(user)) for name, model in SERVING)
        contributions = Contribution.objects.order_by("pk").prefetch_related(*seen)
        return super().loaded(queryset, user).prefetch_related(part("loaded_objectives__contributions", contributions))


SERVING: tuple[tuple[str, Any], ...] = (("edition", Edition), ("initiative", Initiative))
