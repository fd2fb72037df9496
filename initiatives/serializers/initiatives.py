"""What the API says of initiatives, each with its parts."""

from typing import Any

from django.db.models import Prefetch, Q
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from fairs.models import Edition, Qualifier
from fairs.serializers.base import (
    STAMPED,
    TITLED,
    CategoryLink,
    EditionLink,
    FairLink,
    OrganisationLink,
    RegionGroupLink,
    RegionLink,
    Row,
    RowSerializer,
    SourceLink,
    VenueLink,
    both,
    link,
    part,
)
from fairs.serializers.editions import SPAN, STATES
from initiatives.models import (
    Attendance,
    Indicator,
    Initiative,
    InitiativeBody,
    Measurement,
    OpeningHours,
    Recurrence,
    RecurrenceException,
    VoucherRound,
)
from initiatives.models.hours import in_week
from initiatives.models.markets import WEEKDAYS

from .indicators import IndicatorLink

UPWARDS = ("parent", "parent__parent", "parent__parent__parent")


InitiativeLink = link(Initiative, to=(*TITLED, "level", "kind"))


class InitiativeBodySerializer(RowSerializer):
    organisation = OrganisationLink()

    class Meta:
        model = InitiativeBody
        fields = ("role", "organisation")


class AttendanceSerializer(RowSerializer):
    fair = FairLink()
    edition = EditionLink(allow_null=True)

    class Meta:
        model = Attendance
        fields = ("fair", "edition")


class VoucherRoundSerializer(RowSerializer):
    leverage = serializers.DecimalField(max_digits=17, decimal_places=2, allow_null=True)
    leverage_qualifier = serializers.ChoiceField(Qualifier.choices, allow_null=True)
    source = SourceLink(allow_null=True)  # type: ignore[assignment]

    class Meta:
        model = VoucherRound
        fields = (
            "period", "cumulative", "since", "until", "issued", "issued_qualifier", "redeemed", "redeemed_qualifier",
            "driven", "driven_qualifier", "leverage", "leverage_qualifier", "stated_leverage",
            "stated_leverage_qualifier", "as_stated", "source",
        )  # fmt: skip


class RecurrenceExceptionSerializer(RowSerializer):
    class Meta:
        model = RecurrenceException
        fields = ("day", "kind", "new_day", "opens", "closes", "note")


class InitiativeRecurrenceSerializer(RowSerializer):
    weekdays = serializers.SerializerMethodField()

    class Meta:
        model = Recurrence
        fields = ("frequency", "interval", "weekdays", "opens", "closes")

    @extend_schema_field(serializers.ListField(child=serializers.ChoiceField(list(WEEKDAYS))))
    def get_weekdays(self, recurrence: Recurrence) -> tuple[str, ...]:
        return recurrence.weekday_codes


class OpeningHoursSerializer(RowSerializer):
    class Meta:
        model = OpeningHours
        fields = ("weekday", "opens", "closes")


def parts_of_initiative(user: Any) -> tuple[Prefetch, ...]:
    attended = Attendance.objects.visible_to(user).select_related("fair").order_by("fair__code", "pk")
    indicators = Measurement.objects.filter(indicator__in=Indicator.objects.visible_to(user)).order_by("pk")
    return (
        part("bodies", InitiativeBody.objects.select_related("organisation").order_by("pk")),
        part("attendances", attended.prefetch_related(Prefetch("edition", Edition.objects.visible_to(user)))),
        part("exceptions", RecurrenceException.objects.order_by("day")),
        part("hours", OpeningHours.objects.all()),
        part("measurements", indicators.select_related("indicator")),
    )


class InitiativeSerializer(RowSerializer):
    parent = InitiativeLink(allow_null=True)
    children = InitiativeLink(many=True)
    region = RegionLink()
    venue = VenueLink(allow_null=True)
    latitude = serializers.FloatField(source="venue.latitude", allow_null=True)
    longitude = serializers.FloatField(source="venue.longitude", allow_null=True)
    sector = CategoryLink(allow_null=True)
    markets = RegionGroupLink(allow_null=True)
    bodies = InitiativeBodySerializer(many=True)
    attendances = AttendanceSerializer(many=True)
    vouchers = serializers.SerializerMethodField()
    recurrence = serializers.SerializerMethodField()
    exceptions = RecurrenceExceptionSerializer(many=True)
    opening_hours = serializers.SerializerMethodField()
    indicators = serializers.SerializerMethodField()
    source = SourceLink(allow_null=True)  # type: ignore[assignment]

    class Meta:
        model = Initiative
        fields: tuple[str, ...] = (
            "uuid", *TITLED, "level", "kind", *both("description"), *STATES, "starts_at", "ends_at", *SPAN,
            "stated_dates", "recurrence", "exceptions", "opening_hours", "parent", "children", "region", "venue",
            "latitude", "longitude", "sector", "markets", "bodies", "attendances", "vouchers", "indicators", "link",
            "source", *STAMPED,
        )  # fmt: skip

    @classmethod
    def loaded(cls, queryset: Any, user: Any) -> Any:
        public = Initiative.objects.visible_to(user)
        return queryset.select_related(
            "region", "venue", "sector", "markets", "source", "recurrence", "vouchers__source"
        ).prefetch_related(
            Prefetch("parent", public), part("children", public.order_by("code")), *parts_of_initiative(user)
        )

    @extend_schema_field(VoucherRoundSerializer(allow_null=True))
    def get_vouchers(self, initiative: Initiative) -> Row | None:
        vouchers = getattr(initiative, "vouchers", None)
        return vouchers and VoucherRoundSerializer.row(vouchers)

    @extend_schema_field(InitiativeRecurrenceSerializer(allow_null=True))
    def get_recurrence(self, initiative: Initiative) -> Row | None:
        recurrence = getattr(initiative, "recurrence", None)
        return recurrence and InitiativeRecurrenceSerializer.row(recurrence)

    @extend_schema_field(OpeningHoursSerializer(many=True))
    def get_opening_hours(self, initiative: Any) -> list[Row]:
        return [OpeningHoursSerializer.row(hours) for hours in in_week(initiative.loaded_hours)]

    @extend_schema_field(IndicatorLink(many=True))
    def get_indicators(self, initiative: Any) -> list[Row]:
        return [IndicatorLink.row(each.indicator) for each in initiative.loaded_measurements]


class InitiativeTreeSerializer(InitiativeSerializer):
    children = serializers.SerializerMethodField()  # type: ignore[assignment]

    @extend_schema_field({"type": "array", "items": {"$ref": "#/components/schemas/InitiativeTree"}})
    def get_children(self, initiative: Any) -> list[Row]:
        return [self.row(child) for child in initiative.branches]

    @classmethod
    def grown(cls, root: Initiative, user: Any) -> Initiative:
        """The root with its ``branches``, and these with theirs; in as many queries for a large tree as for a small."""
        parts = Initiative.objects.under(root.code)
        rows = Initiative.objects.visible_to(user).filter(Q(pk=root.pk) | Q(pk__in=parts.values("pk")))
        nodes = {node.pk: node for node in cls.loaded(rows, user).order_by("code")}
        for node in nodes.values():
            node.branches = []
        for pk, *line in parts.order_by("code").values_list("pk", *UPWARDS):
            # What is part of something hidden hangs on the next whole that is shown.
            if pk in nodes:
                nodes[next(whole for whole in line if whole in nodes)].branches.append(nodes[pk])
        found: Initiative = nodes[root.pk]
        return found
