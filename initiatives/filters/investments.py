"""What investment projects can be asked for."""

from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from fairs.calendar.filters import StrictFilterSet
from fairs.filters.editions import CITY, REGION, SYNTHETIC
from fairs.filters.parameters import (
    ModifiedFilter,
    WordsFilter,
    YesNoFilter,
    chosen,
    coded,
    in_group,
    known,
    lying_in,
    names,
)
from initiatives.models import Investment, InvestmentParty

from .indicators import SECTOR


class InvestmentFilterSet(StrictFilterSet):
    city = lying_in("region", name="city", label=CITY)
    region = lying_in("region", name="region", label=REGION)
    group = in_group("region")
    sector = coded("sector__code", known("category"), SECTOR)
    progress = chosen("progress", Investment.Progress, _("progress"))
    party = coded("parties__organisation__code", known("organiser"), _("organisation that takes part, by code"))
    role = chosen("parties__role", InvestmentParty.Role, _("role of a party"))
    synthetic = YesNoFilter(label=SYNTHETIC)
    q = WordsFilter("code", *names("", "title"), *names("", "description"))
    modified_since = ModifiedFilter("parties")

    class Meta:
        model = Investment
        fields: ClassVar[list[str]] = []
