"""Which editions of a plan year count toward a programme, at which stage, and why the others do not.

The rule is data (the fields of ``Programme``); this is how it is read:

- An edition belongs to one plan year: the one it states, else that of its first day. A fair over New Year counts once.
- Stages follow one another: planned, approved, held, reported, audited. Planned is whatever is entered and not taken
  back; approved what is approved or published; held what is over by the cut-off date; reported what has a figure of a
  later stage than the plan; audited what has an audited one. Cancelled editions stay in planned, and in approved if the
  rule says so; postponed ones without a new date stay in planned and approved.
- Where the last day is not known, an edition counts as held once its year is over and a later figure shows that it
  was.
- Space: of planned and approved editions the plan's figure; of held ones the best there is (audited, final,
  preliminary, plan); of reported ones the same without the plan; of audited ones the audited. Of one stage the gross
  space goes before space of a kind not stated. Figures stated after the cut-off date are not known yet.
- The size line is held against that space, or against the best there is where the stage has none. Conferences have no
  exhibition space: no line is held against them.
- Combined editions count as one, in the city and batch of the leading one, with the largest space that any states.
- An edition postponed to another of the same year counts as that one.
- What is made up counts only toward a programme that is made up.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from django.db import models
from django.db.models import Exists, Max, Min, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from fairs.models import DayBlock, Edition, EditionPlace, EditorialState, EventStatus, Figure, Venue

from .programmes import Comparison, Programme

MEASURES = (Figure.Measure.GROSS_AREA, Figure.Measure.AREA)
PLAN, PRELIMINARY, FINAL, AUDITED = Figure.Stage


class Stage(models.TextChoices):
    """How far editions have come, and what became of the others; planned holds them all."""

    PLANNED = "planned", pgettext_lazy("stage", "planned")
    APPROVED = "approved", _("approved")
    HELD = "held", _("held")
    REPORTED = "reported", _("reported")
    AUDITED = "audited", _("audited")
    POSTPONED = "postponed", _("postponed, no new date")
    CANCELLED = "cancelled", _("cancelled")


LINE = list(Stage)[:5]
RANKS = {stage: rank for rank, stage in enumerate(LINE)}
AREA_OF = {
    Stage.PLANNED: (PLAN,), Stage.APPROVED: (PLAN,), Stage.POSTPONED: (PLAN,), Stage.CANCELLED: (PLAN,),
    Stage.HELD: (AUDITED, FINAL, PRELIMINARY, PLAN), Stage.REPORTED: (AUDITED, FINAL, PRELIMINARY),
    Stage.AUDITED: (AUDITED,),
}  # fmt: skip


class Reason(models.TextChoices):
    """Why an edition does not count."""

    UNPUBLISHED = "unpublished", _("taken back from the public")
    SYNTHETIC = "synthetic", _("made up for tests and demonstrations")
    ELSEWHERE = "elsewhere", _("outside of the region")
    VENUE = "venue", _("in no professional venue")
    CONFERENCE = "conference", _("a conference")
    AREA_UNKNOWN = "area_unknown", _("its space is not known")
    TOO_SMALL = "too_small", _("below the size line")
    COMBINED = "combined", _("counted with the one it is combined with")
    REPLACED = "replaced", _("counted as the one it was postponed to")
    CANCELLED = "cancelled", _("cancelled")
    NOT_APPROVED = "not_approved", _("not approved yet")
    POSTPONED = "postponed", _("postponed, no new date")
    UNDATED = "undated", _("its last day is not known")
    AHEAD = "ahead", _("not over by the cut-off date")
    NOT_REPORTED = "not_reported", _("no figures reported yet")
    NOT_AUDITED = "not_audited", _("no audited figures yet")
    OTHERWISE = "otherwise", _("neither cancelled nor postponed without a date")


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
    professional: bool
    last_day: date | None
    figures: list[tuple[str, str, int, date | None]] = field(default_factory=list)
    """(stage, measure, value, stated on)"""

    def areas(self, as_of: date) -> dict[str, int]:
        """{stage of the figure: m²}"""
        known: dict[str, int] = {}
        for measure in reversed(MEASURES):
            known |= {s: v for s, m, v, day in self.figures if m == measure and (day is None or day <= as_of)}
        return known

    def figure_stages(self, as_of: date) -> set[str]:
        return {stage for stage, _measure, _value, day in self.figures if day is None or day <= as_of}


@dataclass(slots=True)
class Counted:
    """An edition that counts, for itself and those combined with it."""

    edition: Candidate
    area: int | None
    halt: str
    """Why it has come no further: a ``Reason``, or "" """


@dataclass(slots=True)
class _Standing:
    edition: Candidate
    areas: dict[str, int]
    barred: str
    reach: int
    halt: str

    def reason(self, stage: Stage) -> str:
        if self.barred:
            return self.barred
        if stage in RANKS:
            return "" if self.reach >= RANKS[stage] else self.halt
        return "" if self.halt == stage else Reason.OTHERWISE

    def area(self, stages: Iterable[str]) -> int | None:
        for stage in stages:  # a year's editions at seven stages: next() with a generator takes twice as long
            if stage in self.areas:
                return self.areas[stage]
        return None


@dataclass
class Tally:
    """Of one stage, by key: what counts, and why the rest does not."""

    counted: dict[int, Counted]
    reasons: dict[int, str]


def candidates(years: Iterable[int], user: Any) -> dict[int, list[Candidate]]:
    """The editions of each plan year that the user may see: two queries, however many there are."""
    wanted = sorted(years)
    blocks = DayBlock.objects.filter(edition=OuterRef("pk")).order_by().values("edition")
    begins, ends = Coalesce("first_day", "last_day"), Coalesce("last_day", Value(date.max))
    span = (date(wanted[0], 1, 1), date(wanted[-1], 12, 31))
    begun = DayBlock.objects.annotate(begins=begins).filter(begins__range=span).values("edition")
    seen = Edition.objects.visible_to(user).filter(Q(year__in=wanted) | Q(year__isnull=True, pk__in=begun))
    professional = EditionPlace.objects.filter(edition=OuterRef("pk"), venue__kind=Venue.Kind.PROFESSIONAL)
    rows = seen.order_by("code").annotate(
        professional=Exists(professional),
        first=Subquery(blocks.annotate(day=Min(begins)).values("day")),
        last=Subquery(blocks.annotate(day=Max(ends)).values("day")),
    )
    columns = (
        "pk", "region", "batch", "editorial_state", "event_status", "synthetic", "combined_with", "postponed_to",
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
    telling = Figure.objects.filter(Q(measure__in=MEASURES) | ~Q(stage=PLAN), edition__in=seen.values("pk"))
    for pk, *figure in telling.order_by().values_list("edition", "stage", "measure", "value", "stated_on"):
        if pk in by_key:  # published between the two queries, it is counted the next time
            by_key[pk].figures.append(tuple(figure))
    return found


class Count:
    """One plan year's editions held against a programme's rule, as of a day. ``inside``: keys of its regions."""

    def __init__(self, rule: Programme, year: int, editions: list[Candidate], inside: set[int], as_of: date) -> None:
        self.rule, self.year, self.editions, self.inside, self.as_of = rule, year, editions, inside, as_of
        self._tallies: dict[Stage, Tally] = {}

    def at(self, stage: Stage) -> Tally:
        if stage not in self._tallies:
            self._tallies[stage] = self._tally(stage)
        return self._tallies[stage]

    @cached_property
    def _standings(self) -> list[_Standing]:
        return [_Standing(e, e.areas(self.as_of), self._barred(e), *self._reach(e)) for e in self.editions]

    def _barred(self, edition: Candidate) -> str:
        """What keeps it out of every stage."""
        rule = self.rule
        if edition.state == EditorialState.UNPUBLISHED:
            return Reason.UNPUBLISHED
        if edition.synthetic and not rule.synthetic:
            return Reason.SYNTHETIC
        if rule.within_region_only and edition.region not in self.inside:
            return Reason.ELSEWHERE
        if rule.professional_venues_only and not edition.professional:
            return Reason.VENUE
        if edition.batch == Edition.Batch.CONFERENCE and not rule.counts_conferences:
            return Reason.CONFERENCE
        return ""

    def _reach(self, edition: Candidate) -> tuple[int, str]:
        """(rank of the last stage it has come to, why it has not come further)"""
        approved = edition.state in {EditorialState.APPROVED, EditorialState.PUBLISHED}
        known = edition.figure_stages(self.as_of)
        reported, over = bool(known - {PLAN}), self.as_of >= date(self.year, 12, 31)
        if edition.status == EventStatus.CANCELLED:
            return RANKS[Stage.APPROVED if approved and self.rule.counts_cancelled else Stage.PLANNED], Reason.CANCELLED
        if not approved:
            return RANKS[Stage.PLANNED], Reason.NOT_APPROVED
        if edition.status == EventStatus.POSTPONED:
            return RANKS[Stage.APPROVED], Reason.POSTPONED
        if edition.last_day is None and not (over and reported):
            return RANKS[Stage.APPROVED], Reason.UNDATED
        if edition.last_day and edition.last_day > self.as_of:
            return RANKS[Stage.APPROVED], Reason.AHEAD
        if not reported:
            return RANKS[Stage.HELD], Reason.NOT_REPORTED
        return (RANKS[Stage.AUDITED], "") if AUDITED in known else (RANKS[Stage.REPORTED], Reason.NOT_AUDITED)

    def _tally(self, stage: Stage) -> Tally:
        tally, units = Tally({}, {}), defaultdict(list)
        tally.reasons = {s.edition.pk: reason for s in self._standings if (reason := s.reason(stage))}
        present = [s for s in self._standings if s.edition.pk not in tally.reasons]
        here = {s.edition.pk for s in present}
        for standing in present:
            edition = standing.edition
            if edition.successor in here:
                tally.reasons[edition.pk] = Reason.REPLACED
            else:
                units[edition.leader if self.rule.combined_once else edition.pk].append(standing)
        for leader, members in units.items():
            first = members[0]
            if len(members) > 1:
                first = next((m for m in members if m.edition.pk == leader), first)
                tally.reasons |= {m.edition.pk: Reason.COMBINED for m in members if m is not first}
            area = largest(members, AREA_OF[stage])
            best = largest(members, AREA_OF[Stage.HELD]) if area is None else area
            if reason := self._below_the_line(first.edition, best):
                tally.reasons[first.edition.pk] = reason
            else:
                tally.counted[first.edition.pk] = Counted(first.edition, area, first.halt)
        return tally

    def _below_the_line(self, edition: Candidate, area: int | None) -> str:
        line = self.rule.smallest_area
        if line is None or edition.batch == Edition.Batch.CONFERENCE:
            return ""
        if area is None:
            return Reason.AREA_UNKNOWN
        return "" if Comparison(self.rule.size_comparison).met(area, line) else Reason.TOO_SMALL


def largest(members: list[_Standing], stages: tuple[str, ...]) -> int | None:
    return max((area for m in members if (area := m.area(stages)) is not None), default=None)
