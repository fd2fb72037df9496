"""What initiatives can be asked for."""

from typing import Any, ClassVar

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext_lazy as _

from fairs.calendar.filters import CodesFilter
from fairs.filters.editions import CITY, REGION, SYNTHETIC, categories_within
from fairs.filters.parameters import (
    DatedFilterSet,
    ModifiedFilter,
    WordsFilter,
    YesNoFilter,
    chosen,
    coded,
    having,
    in_group,
    known,
    lying_in,
    names,
)
from fairs.models import EventStatus, Fair
from initiatives.models import Attendance, Initiative


def known_initiatives(codes: list[str]) -> dict[str, Any]:
    return {i.code: i for i in Initiative.objects.published().filter(code__in=codes)}


def known_fairs(codes: list[str]) -> dict[str, Any]:
    """Those of the feeds, and fairs elsewhere that are attended and have no edition here."""
    attended = Fair.objects.filter(pk__in=attendances().values("fair"), code__in=codes)
    return {**known("fair")(codes), **{fair.code: fair for fair in attended}}


def attendances() -> Any:
    return Attendance.objects.visible_to(AnonymousUser())


class InitiativeFilterSet(DatedFilterSet):
    level = chosen("level", Initiative.Level, _("level"))
    kind = chosen("kind", Initiative.Kind, _("kind of initiative"))
    parent = coded("parent__code", known_initiatives, _("what it is directly part of, by code"))
    within = CodesFilter(
        lambda qs, codes: qs.under(*codes), known=known_initiatives, label=_("what it is part of at any depth, by code")
    )
    city = lying_in("region", "venue__region", name="city", label=CITY)
    region = lying_in("region", "venue__region", name="region", label=REGION)
    group = in_group("region", "venue__region")
    venue = coded("venue__code", known("venue"), _("venue, by code"))
    sector = CodesFilter(
        lambda qs, codes: qs.filter(pk__in=having(qs, "sector", categories_within(codes))),
        known=known("sector"),
        label=_("sector, by code; those within it too"),
    )
    organisation = coded("bodies__organisation__code", known("organiser"), _("body that has a part in it, by code"))
    fair = CodesFilter(
        lambda qs, codes: qs.filter(pk__in=attendances().filter(fair__code__in=codes).values("initiative")),
        known=known_fairs,
        label=_("fair that it goes to, by code"),
    )
    status = chosen("event_status", EventStatus, _("event status"))
    synthetic = YesNoFilter(label=SYNTHETIC)
    q = WordsFilter("code", *names("", "title"), *names("", "description"))
    modified_since = ModifiedFilter(
        "bodies", "attendances", "vouchers", "recurrence", "exceptions", "hours", "measurements"
    )

    class Meta:
        model = Initiative
        fields: ClassVar[list[str]] = []
