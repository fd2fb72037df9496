"""What stand plans and stands can be asked for; who has a stand only as far as it is public."""

from typing import Any, ClassVar

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fairs.calendar.filters import CodesFilter, StrictFilterSet, choices
from fairs.models import Stand, StandKind, StandPlan

from .editions import halls, participations
from .parameters import ModifiedFilter, WordsFilter, chosen, coded, having, known, regions_within

STATES = [("free", _("free")), ("kept", _("kept")), ("taken", _("taken"))]


def in_state(qs: Any, states: list[str]) -> Any:
    taken = Q(participation__in=participations().values("pk"))
    free = Q(participation__isnull=True, pavilion__isnull=True)
    meant = {"taken": taken, "free": free, "kept": ~taken & ~free}
    asked = Q(pk__in=[])
    for state in states:
        asked |= Q(pk__in=Stand.objects.filter(meant[state]).values("pk"))
    return qs.filter(asked)


class StandPlanFilterSet(StrictFilterSet):
    edition = coded("edition__code", known("edition"), _("edition, by code"))
    hall = halls("hall")
    modified_since = ModifiedFilter("stands")

    class Meta:
        model = StandPlan
        fields: ClassVar[list[str]] = []


class StandFilterSet(StrictFilterSet):
    edition = coded("plan__edition__code", known("edition"), _("edition, by code"))
    hall = halls("plan__hall")
    kind = chosen("kind", StandKind, _("kind"))
    state = CodesFilter(in_state, known=choices(STATES), label=_("free, kept, taken"))
    pavilion = CodesFilter(
        lambda qs, codes: qs.filter(pk__in=having(qs, "pavilion__region", regions_within(codes))),
        known=known("region"),
        label=_("region or country of the pavilion, by code"),
    )
    exhibitor = CodesFilter(
        lambda qs, codes: qs.filter(participation__in=participations().filter(exhibitor__code__in=codes).values("pk")),
        known=known("exhibitor"),
        label=_("exhibitor, by code"),
    )
    q = WordsFilter("number")
    modified_since = ModifiedFilter()

    class Meta:
        model = Stand
        fields: ClassVar[list[str]] = []
