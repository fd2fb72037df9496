"""What launch events can be asked for."""

from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from fairs.calendar.filters import choices
from fairs.filters.parameters import (
    DatedFilterSet,
    ModifiedFilter,
    WordsFilter,
    YesNoFilter,
    coded,
    known,
    lying_in,
    names,
)
from fairs.models import EventStatus

from .models import Launch


def known_weeks(codes: list[str]) -> dict[str, Launch]:
    return {week.code: week for week in Launch.objects.published().filter(code__in=codes)}


class LaunchFilterSet(DatedFilterSet):
    kind = coded("kind", choices(Launch.Kind.choices), _("kind of launch event"))
    scope = coded(
        "scope",
        choices(Launch.Scope.choices),
        _("first in what: city, province, northeast, mainland, asia, global"),
    )
    city = lying_in("region", "venue__region", name="city", label=_("city or zone, by code; any of several"))
    region = lying_in(
        "region", "venue__region", name="region", label=_("region of any level, by code: the rows that lie in it")
    )
    venue = coded("venue__code", known("venue"), _("venue, by code"))
    edition = coded("edition__code", known("edition"), _("edition, by code"))
    parent = coded("parent__code", known_weeks, _("launch week, by code"))
    status = coded("event_status", choices(EventStatus.choices), _("scheduled, rescheduled, postponed, cancelled"))
    synthetic = YesNoFilter(label=_("true: made up for tests; false: real"))
    q = WordsFilter("code", *names("", "title"), *names("", "description"), "brand")
    modified_since = ModifiedFilter()

    class Meta:
        model = Launch
        fields: ClassVar[list[str]] = []
