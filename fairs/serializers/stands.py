"""Stand plans and stands: with the names of those exhibitors whom the reader may know of."""

from collections import defaultdict
from decimal import Decimal
from typing import Any

from django.db.models import Prefetch
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from fairs import floor
from fairs.checks import STANDS_GIVEN
from fairs.models import Edition, Hall, Participation, Pavilion, Stand, StandKind, StandPlan

from .base import EditionLink, ExhibitorLink, HallLink, RowSerializer, number, part
from .exhibitors import PavilionLink
from .writing import WriteSerializer


def points(label: Any, **kwargs: Any) -> serializers.ListField:
    point = serializers.ListField(child=serializers.FloatField(), min_length=2, max_length=2)
    return serializers.ListField(child=point, help_text=label, **kwargs)


class NetAreaSerializer(serializers.Serializer[Any]):
    total = serializers.FloatField()
    standard = serializers.FloatField()
    raw = serializers.FloatField()


class StandPlanSerializer(RowSerializer):
    edition = EditionLink()
    hall = HallLink()
    outline = points(_("the hall's floor: [x, y] in metres, y downwards"))
    entrances = points(_("on the outline"))

    class Meta:
        model = StandPlan
        fields: tuple[str, ...] = ("uuid", "edition", "hall", "outline", "entrances", "modified_at")

    @classmethod
    def loaded(cls, queryset: Any, user: Any) -> Any:
        return queryset.select_related("edition", "hall")


class StandSerializer(RowSerializer):
    plan = serializers.UUIDField(source="plan.uuid")
    edition = EditionLink(source="plan.edition")
    hall = HallLink(source="plan.hall")
    outline = points(_("[x, y] in metres, y downwards"))
    pavilion = PavilionLink(allow_null=True)
    exhibitor = ExhibitorLink(source="participation.exhibitor", allow_null=True)
    state = serializers.SerializerMethodField()

    class Meta:
        model = Stand
        fields: tuple[str, ...] = (
            "uuid", "plan", "edition", "hall", "number", "kind", "outline", "area", "pavilion", "exhibitor", "state",
            "modified_at",
        )  # fmt: skip

    @classmethod
    def loaded(cls, queryset: Any, user: Any) -> Any:
        known = Participation.objects.visible_to(user).select_related("exhibitor")
        rows = queryset.select_related("plan__edition", "plan__hall", "pavilion__region", "pavilion__hall")
        return rows.prefetch_related(Prefetch("participation", known))

    @staticmethod
    @extend_schema_field(serializers.ChoiceField(["free", "kept", "taken"]))
    def get_state(stand: Stand) -> str:
        """free, kept, taken; given to somebody whom nobody may know of yet, it is kept."""
        return "taken" if stand.participation else "kept" if stand.participation_id or stand.pavilion_id else "free"


class StandDetailSerializer(StandSerializer):
    neighbours = serializers.SerializerMethodField()

    class Meta(StandSerializer.Meta):
        fields = (*StandSerializer.Meta.fields, "neighbours")

    @staticmethod
    def get_neighbours(stand: Stand) -> list[str]:
        """Numbers of those that share half a metre of wall with it."""
        return floor.in_order(floor.neighbours(stand.plan.outlines())[stand.number])


class StandPlanDetailSerializer(StandPlanSerializer):
    stands = StandSerializer(many=True)
    net_area = serializers.SerializerMethodField()
    edition_net_area = serializers.SerializerMethodField()
    findings = serializers.SerializerMethodField()

    class Meta(StandPlanSerializer.Meta):
        fields = (*StandPlanSerializer.Meta.fields, "net_area", "edition_net_area", "findings", "stands")

    @classmethod
    def loaded(cls, queryset: Any, user: Any) -> Any:
        stands = StandSerializer.loaded(Stand.objects.order_by("number", "pk"), user)
        return super().loaded(queryset, user).prefetch_related(part("stands", stands))

    @staticmethod
    @extend_schema_field(NetAreaSerializer)
    def get_net_area(plan: Any) -> dict[str, Any]:
        """m² of this hall's stands that admitted exhibitors have, in all and by kind."""
        by_kind: dict[str, Decimal] = defaultdict(Decimal)
        for stand in plan.loaded_stands:
            if stand.participation:
                by_kind[stand.kind] += stand.area
        return areas(by_kind)

    @staticmethod
    @extend_schema_field(NetAreaSerializer)
    def get_edition_net_area(plan: StandPlan) -> dict[str, Any]:
        """The same of all the edition's halls."""
        return areas(plan.edition.area_given())

    @staticmethod
    @extend_schema_field(serializers.ListField(child=serializers.CharField()))
    def get_findings(plan: StandPlan) -> list[str]:
        """Where that is not what the edition's figures say of net space."""
        found = [f for f in plan.edition.findings() if f.message == STANDS_GIVEN]
        return [gettext(f.message) % f.params for f in found]


def areas(by_kind: dict[str, Decimal]) -> dict[str, Any]:
    kinds = {kind: number(by_kind.get(kind, Decimal(0))) for kind in StandKind.values}
    return {"total": number(sum(by_kind.values(), Decimal(0))), **kinds}


class Seen(serializers.SlugRelatedField[Any]):
    """Of what is hidden, a code is as unknown as any other."""

    def get_queryset(self) -> Any:
        known: Any = super().get_queryset()
        return known.visible_to(self.context["request"].user)


class Theirs(serializers.SlugRelatedField[Any]):
    def get_queryset(self) -> Any:
        known: Any = super().get_queryset()
        return known.editable_by(self.context["request"].user)


class WriteStandPlan(WriteSerializer):
    edition = Seen("code", queryset=Edition.objects.all())
    hall = serializers.SlugRelatedField("uuid", queryset=Hall.objects.all())
    entrances = serializers.JSONField(required=False)
    outline = serializers.JSONField()

    class Meta:
        model = StandPlan
        fields = ("edition", "hall", "outline", "entrances")
        validators: tuple[Any, ...] = ()


class WriteStand(WriteSerializer):
    plan = Seen("uuid", queryset=StandPlan.objects.all())
    outline = serializers.JSONField()
    pavilion = Seen("uuid", queryset=Pavilion.objects.all(), required=False, allow_null=True)
    participation = Theirs("uuid", queryset=Participation.objects.all(), required=False, allow_null=True)

    class Meta:
        model = Stand
        fields = ("plan", "number", "kind", "outline", "pavilion", "participation")
        validators: tuple[Any, ...] = ()
