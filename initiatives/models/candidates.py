"""The editions of plan years and what counting looks at, loaded in two queries."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import BooleanField, Case, Exists, Max, Min, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce

from fairs.models import DayBlock, Edition, EditionPlace, Figure, Venue

NAMED = 1000  # editions whose figures are found by an index; of more PostgreSQL reads all there are, whoever asks how
GROSS, UNSTATED = MEASURES = (Figure.Measure.GROSS_AREA, Figure.Measure.AREA)


@dataclass(slots=True)
class Candidate:
    """An edition of the plan year, as far as counting looks at it; regions and editions are keys."""

    pk: int
    region: int
    batch: str
    state: str
    status: str
    synthetic: bool
    leader: int
    """The leading one of those combined, or itself."""
    successor: int | None
    professional: bool | None
    """Whether a venue of it is; None where the kind of none, or of one, is known."""
    last_day: date | None
    figures: list[tuple[str, str, int, date | None]] = field(default_factory=list)
    """(stage, measure, value, stated on)"""

    def known(self, as_of: date) -> tuple[dict[str, int], set[str]]:
        """({stage of the figure: m²}, stages of any figure)"""
        areas: dict[str, int] = {}
        stages = set()
        for stage, measure, value, day in self.figures:
            if day is None or day <= as_of:
                stages.add(stage)
                if measure == GROSS or (measure == UNSTATED and stage not in areas):
                    areas[stage] = value
        return areas, stages


def _professional() -> Case:
    """Looks no further than it must: most editions are in a professional venue."""
    places = EditionPlace.objects.filter(edition=OuterRef("pk"))
    return Case(
        When(Exists(places.filter(venue__kind=Venue.Kind.PROFESSIONAL)), then=Value(True)),
        When(Exists(places.filter(venue__kind=Venue.Kind.UNKNOWN)), then=Value(None)),
        When(Exists(places), then=Value(False)),
        output_field=BooleanField(null=True),
    )


def candidates(years: Iterable[int], user: Any) -> dict[int, list[Candidate]]:
    """The editions of each plan year that the user may see: two queries, however many there are."""
    wanted = sorted(years)
    blocks = DayBlock.objects.filter(edition=OuterRef("pk")).order_by().values("edition")
    begins, ends = Coalesce("first_day", "last_day"), Coalesce("last_day", Value(date.max))
    span = (date(wanted[0], 1, 1), date(wanted[-1], 12, 31))
    begun = Exists(blocks.annotate(begins=begins).filter(begins__range=span))
    visible = Edition.objects.visible_to(user)
    seen = visible.filter(Q(year__in=wanted) | Q(year__isnull=True) & begun)
    rows = seen.order_by().annotate(  # in order of their codes SQLite would read every edition
        professional=_professional(),
        first=Case(When(year__isnull=True, then=Subquery(blocks.annotate(day=Min(begins)).values("day")))),
        successor=Subquery(visible.filter(pk=OuterRef("postponed_to")).order_by().values("pk")),
        last=Subquery(blocks.annotate(day=Max(ends)).values("day")),
    )
    columns = (
        "pk", "region", "batch", "editorial_state", "event_status", "synthetic", "combined_with", "successor",
        "professional", "year", "first", "last",
    )  # fmt: skip
    found: dict[int, list[Candidate]] = {year: [] for year in wanted}
    by_key: dict[int, Candidate] = {}
    for pk, *facts, leader, successor, at_venue, year, first, last in rows.values_list(*columns):
        last_day = None if last == date.max else last
        known: list[Any] = [pk, *facts, leader or pk, successor, at_venue, last_day]
        made = by_key[pk] = Candidate(*known)
        if (plan_year := year or first.year) in found:
            found[plan_year].append(made)
    telling = Q(measure__in=MEASURES) | ~Q(stage=Figure.Stage.PLAN)
    named: Any = list(by_key) if len(by_key) <= NAMED else seen.values("pk")
    figures = Figure.objects.filter(telling, edition__in=named).order_by()
    for pk, *figure in figures.values_list("edition", "stage", "measure", "value", "stated_on"):
        if candidate := by_key.get(pk):  # published between the two queries, it is counted the next time
            candidate.figures.append(tuple(figure))
    return found
