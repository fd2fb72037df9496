"""What programmes, their progress and the editions behind it can be asked for."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from fairs.calendar.filters import EARLIEST, LATEST, CodesFilter, DayFilter, Known, StrictFilterSet, choices
from fairs.facets import coded as coded_by
from fairs.filters.editions import REGION, SYNTHETIC
from fairs.filters.parameters import ModifiedFilter, WordsFilter, YesNoFilter, coded, known, lying_in, names
from fairs.models import Edition, Region
from initiatives.models import Programme, Progress, Reason, Stage
from initiatives.models.counting import CONFERENCE, Tally

NO_BATCH = "none"
BATCHES = [*Edition.Batch.choices, (NO_BATCH, _("no batch stated"))]


def counting(known: Known, label: Any) -> CodesFilter:
    """What is asked for is counted, not looked up."""
    return CodesFilter(lambda qs, codes: qs, known=known, label=label)


def one_of(options: list[tuple[Any, Any]], label: Any) -> CodesFilter:
    found = counting(choices(options), label)
    found.codes = [str(code) for code, _name in options]  # type: ignore[attr-defined]  # for OpenAPI
    return found


class ProgrammeFilterSet(StrictFilterSet):
    year = coded("year", known("year"), _("year"))
    region = lying_in("region", name="region", label=REGION)
    synthetic = YesNoFilter(label=SYNTHETIC)
    q = WordsFilter("code", *names("", "title"), *names("", "description"))
    modified_since = ModifiedFilter("targets", "objectives")

    class Meta:
        model = Programme
        fields: ClassVar[list[str]] = []


class ProgressFilterSet(StrictFilterSet):
    """Narrows nothing by itself: ``asked`` says what to count."""

    as_of = DayFilter(lambda qs, day: qs, label=_("cut-off date, YYYY-MM-DD; today when left out"))
    stage = one_of(Stage.choices, _("how far they have come, one only; held when left out"))
    city = counting(coded_by(Region.objects.all), _("city or zone, by code; the province's own: what is in none"))
    batch = one_of(BATCHES, _("batch; none: those without one"))

    class Meta:
        model = Edition
        fields: ClassVar[list[str]] = []

    def asked(self, also_allowed: Iterable[str] = ()) -> dict[str, Any]:
        """What ``Progress`` is to be made with. Raises ValidationError({parameter: messages})."""
        self.answer(also_allowed)
        given = self.form.cleaned_data
        if (day := given.get("as_of")) and not EARLIEST <= day <= LATEST:
            raise ValidationError({"as_of": ValidationError(_("Give a day from 1950 to 2100."), code="out_of_range")})
        stage, *more = given.get("stage") or [Stage.HELD]
        if more:
            raise ValidationError({"stage": ValidationError(_("Give one stage only."), code="repeated")})
        return {
            "as_of": given.get("as_of"),
            "stage": Stage(stage),
            "cities": list(given.get("city") or ()),
            "batches": ["" if batch == NO_BATCH else batch for batch in given.get("batch") or ()],
        }


class CountedFilterSet(ProgressFilterSet):
    counted = YesNoFilter(method="as_asked", label=_("true: the editions that count; false: the others"))
    reason = one_of(Reason.choices, _("why they do not count"))
    area_known = YesNoFilter(method="as_asked", label=_("false: of those that count, the ones of unknown space"))
    year_before = YesNoFilter(method="as_asked", label=_("true: of the year before, a year before the cut-off date"))

    def as_asked(self, queryset: Any, _name: str, _value: bool) -> Any:
        return queryset

    def tally(self, progress: Progress) -> Tally:
        return progress.tally_of(progress.a_year_earlier) if self.given("year_before") else progress.tally

    def wanted(self, tally: Tally) -> list[int]:
        """The keys of the editions asked for."""
        counted, reasons, known = self.given("counted"), self.given("reason"), self.given("area_known")
        found = [pk for pk, reason in tally.reasons.items() if not reasons or reason in reasons]
        if known is not None and (reasons or counted is False):
            return []
        if known is not None:
            measured = (pk for pk, c in tally.counted.items() if c.area is not None or c.edition.batch == CONFERENCE)
            return [*(measured if known else tally.counted.keys() - {*measured})]
        if reasons or counted is False:
            return [] if counted else found
        return [*tally.counted, *(() if counted else found)]

    def given(self, name: str) -> Any:
        return self.form.cleaned_data.get(name)
