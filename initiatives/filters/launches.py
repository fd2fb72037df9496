"""What launch events can be asked for."""

from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from fairs.filters.editions import CITY, REGION, SYNTHETIC
from fairs.filters.parameters import (
    DatedFilterSet,
    ModifiedFilter,
    WordsFilter,
    YesNoFilter,
    chosen,
    coded,
    known,
    lying_in,
    names,
)
from fairs.models import EventStatus

from ..models import Launch


def known_weeks(codes: list[str]) -> dict[str, Launch]:
    return {week.code: week for week in Launch.objects.published().filter(code__in=codes)}


class LaunchFilterSet(DatedFilterSet):
    kind = chosen("kind", Launch.Kind, _("kind of launch event"))
    scope = chosen("scope", Launch.Scope, _("first in what"))
    city = lying_in("region", "venue__region", name="city", label=CITY)
    region = lying_in("region", "venue__region", name="region", label=REGION)
    venue = coded("venue__code", known("venue"), _("venue, by code"))
    edition = coded("edition__code", known("edition"), _("edition, by code"))
    parent = coded("parent__code", known_weeks, _("launch week, by code"))
    status = chosen("event_status", EventStatus, _("event status"))
    synthetic = YesNoFilter(label=SYNTHETIC)
    q = WordsFilter("code", *names("", "title"), *names("", "description"), *names("brand__"))
    modified_since = ModifiedFilter()

    class Meta:
        model = Launch
        fields: ClassVar[list[str]] = []
