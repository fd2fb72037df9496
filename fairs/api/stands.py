"""Stand plans and stands of editions: to read, and to write by who edits the edition."""

from typing import ClassVar

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from fairs.filters import stands as filters
from fairs.models import Stand, StandPlan
from fairs.pagination import Key, Orderings, moments
from fairs.serializers import stands as serializers

from .base import UUID
from .writing import WriteViewSet

WRITING = _(
    "To write it takes a session that is logged in, X-CSRFToken, and the right to edit the edition. What overlaps "
    "another stand or is outside of the hall is refused."
)


class StandPlanViewSet(WriteViewSet):
    about = format_lazy(
        "{} {}", _("Halls as editions divide them up; one alone also with stands and net area."), WRITING
    )
    queryset = StandPlan.objects.all()
    serializer_class = serializers.StandPlanSerializer
    detail_serializer_class = serializers.StandPlanDetailSerializer
    write_serializer_class = serializers.WriteStandPlan
    filterset_class = filters.StandPlanFilterSet
    lookup_field = "uuid"
    lookup_value_regex = UUID
    orderings: ClassVar[Orderings] = {
        "edition": (Key("edition__code"), Key("hall__venue__code"), Key("hall__code")),
        "modified_at": (moments("modified_at"),),
    }


class StandViewSet(WriteViewSet):
    about = format_lazy("{} {}", _("Stands and who has them; one alone also with its neighbours."), WRITING)
    queryset = Stand.objects.all()
    serializer_class = serializers.StandSerializer
    detail_serializer_class = serializers.StandDetailSerializer
    write_serializer_class = serializers.WriteStand
    edition_of = "plan.edition_id"
    filterset_class = filters.StandFilterSet
    lookup_field = "uuid"
    lookup_value_regex = UUID
    orderings: ClassVar[Orderings] = {
        "number": (Key("plan__edition__code"), Key("plan__hall__code"), Key("number")),
        "modified_at": (moments("modified_at"),),
    }
