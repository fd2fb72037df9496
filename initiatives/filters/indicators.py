"""What indicators, observations and series can be asked for."""

from functools import reduce
from operator import or_
from typing import Any, ClassVar

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fairs.calendar.filters import CodesFilter, StrictFilterSet, choices
from fairs.filters.editions import CITY, REGION, SYNTHETIC
from fairs.filters.parameters import (
    ModifiedFilter,
    WordsFilter,
    YesNoFilter,
    chosen,
    coded,
    known,
    lying_in,
    names,
)
from fairs.models import Figure, Source
from initiatives.models import Indicator, Observation, Series, Unit
from initiatives.models.periods import KINDS, PeriodError, period

PART, HALF, QUARTER = (Q(period__contains=sign) for sign in ("-", "-H", "-Q"))
BY_KIND = {"year": ~PART, "half": HALF, "quarter": QUARTER, "month": PART & ~HALF & ~QUARTER}
SECTOR = _("sector, by code")


def known_indicators(codes: list[str]) -> dict[str, Indicator]:
    return {indicator.code: indicator for indicator in Indicator.objects.published().filter(code__in=codes)}


def known_sources(codes: list[str]) -> dict[str, Source]:
    public = Observation.objects.visible_to(AnonymousUser())
    return {s.code: s for s in Source.objects.filter(code__in=codes, pk__in=public.values("source"))}


def known_periods(codes: list[str]) -> dict[str, str]:
    """Those that are periods, as they are stored."""
    found = {}
    for code in codes:
        try:
            found[code] = period(code).code
        except PeriodError:
            continue
    return found


def of_periods(qs: Any, codes: list[str]) -> Any:
    return qs.filter(period__in=[period(code).code for code in codes])


def of_kinds(qs: Any, kinds: list[str]) -> Any:
    return qs.filter(reduce(or_, (BY_KIND[kind] for kind in kinds)))


class IndicatorFilterSet(StrictFilterSet):
    unit = chosen("unit", Unit, _("unit"))
    counted_by = coded("counted_by__code", known("organiser"), _("who counts, an organisation by code"))
    synthetic = YesNoFilter(label=SYNTHETIC)
    q = WordsFilter("code", *names(), *names("", "definition"))
    modified_since = ModifiedFilter()

    class Meta:
        model = Indicator
        fields: ClassVar[list[str]] = []


class CumulativeFilter(YesNoFilter):
    """What begins in January is both: the first quarter is also the year so far."""

    def filter(self, qs: Any, value: bool | None) -> Any:
        if value is None:
            return qs
        return qs.filter(since__month=1) if value else qs.filter(cumulative=False)


KIND = CodesFilter(
    of_kinds, known=choices((kind, kind) for kind in KINDS), label=_("length of the period: year, half, quarter, month")
)
CUMULATIVE = CumulativeFilter(label=_("true: counted from the first of January; false: in the period itself"))


class ObservationFilterSet(StrictFilterSet):
    indicator = coded("indicator__code", known_indicators, _("indicator, by code"))
    city = lying_in("region", name="city", label=CITY)
    region = lying_in("region", name="region", label=REGION)
    cut = chosen("cut", Observation.Cut, _("cut: all, urban, rural, or of a sector"))
    sector = coded("sector__code", known("category"), SECTOR)
    year = coded("since__year", known("year"), _("year"))
    period = CodesFilter(of_periods, known=known_periods, label=_("period: 2025, 2025-H1, 2025-Q3 or 2025-07"))
    period_kind = KIND
    cumulative = CUMULATIVE
    stage = chosen("stage", Figure.Stage, _("stage"))
    source = coded("source__code", known_sources, _("source, by code"))
    synthetic = YesNoFilter(field_name="indicator__synthetic", label=SYNTHETIC)
    revisions = YesNoFilter(method="filter_revisions", label=_("true: with what was revised since"))
    q = WordsFilter("as_stated", "indicator__code", *names("indicator__"), *names("region__"))
    modified_since = ModifiedFilter("ranks")

    class Meta:
        model = Observation
        fields: ClassVar[list[str]] = []

    def filter_queryset(self, queryset: Any) -> Any:
        queryset = super().filter_queryset(queryset)
        return queryset if self.form.cleaned_data.get("revisions") else queryset.current()

    def filter_revisions(self, queryset: Any, _name: str, _value: bool) -> Any:
        return queryset


class SeriesFilterSet(StrictFilterSet):
    """One region and one cut."""

    region = coded("region__code", known("region"), _("region, by its own code; required"))
    cut = chosen("cut", Observation.Cut, _("cut: all (when left out), urban, rural, or of a sector"))
    sector = coded("sector__code", known("category"), SECTOR)
    period_kind = KIND
    cumulative = CUMULATIVE
    computed = YesNoFilter(method="as_asked", label=_("true: with what follows from the values stated, marked"))

    class Meta:
        model = Observation
        fields: ClassVar[list[str]] = []

    def as_asked(self, queryset: Any, _name: str, _value: bool) -> Any:
        return queryset

    def series(self, indicator: Indicator) -> Series:
        """Raises ValidationError({parameter: messages})."""
        self.answer()
        asked = self.form.cleaned_data
        region, cut, sector, kind = (self.single(name) for name in ("region", "cut", "sector", "period_kind"))
        if not region:
            regions = indicator.observations.current().values_list("region__code", flat=True).order_by("region__code")
            message = _("Say of which region: %(known)s.")
            params = {"known": ", ".join(dict.fromkeys(regions)) or "–"}
            raise ValidationError({"region": ValidationError(message, code="required", params=params)})
        cut = cut or ("sector" if sector else "all")
        if (cut == "sector") != bool(sector):
            message = _("Give “sector” for cut=sector, and for no other cut.")
            raise ValidationError({"sector": ValidationError(message, code="sector_by_cut")})
        series = Series.of(indicator, asked["region"][region], cut, asked["sector"][sector] if sector else None)
        return series.narrowed(kind, asked.get("cumulative"), computed=bool(asked.get("computed")))

    def single(self, name: str) -> str:
        codes = list(self.form.cleaned_data.get(name) or {})
        if len(codes) > 1:
            raise ValidationError({name: ValidationError(_("Give this parameter only once."), code="repeated")})
        return codes[0] if codes else ""
