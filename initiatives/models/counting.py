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
  exhibition space: no line is held against them, unless they are combined with an exhibition.
- Combined editions count as one, in the city and batch of the leading one, with the largest space that any states.
- An edition postponed to another of the same year counts as that one, and so does what it is combined with.
- What is made up counts only toward a programme that is made up.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from fairs.models import Edition, EditorialState, EventStatus, Figure

from .candidates import Candidate
from .programmes import Comparison, Programme

CONFERENCE = Edition.Batch.CONFERENCE
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
    VENUE_UNKNOWN = "venue_unknown", _("whether it is in a professional venue is not known")
    CONFERENCE = "conference", _("a conference")
    AREA_UNKNOWN = "area_unknown", _("its space is not known")
    TOO_SMALL = "too_small", _("below the size line")
    COMBINED = "combined", _("counted with the one it is combined with")
    REPLACED = "replaced", _("counted as the one it was postponed to")
    CANCELLED = "cancelled", _("cancelled")
    NOT_APPROVED = "not_approved", _("not approved yet")
    POSTPONED = "postponed", _("postponed, no new date")
    LATER = "later", _("postponed to an edition of another year")
    UNDATED = "undated", _("its last day is not known")
    AHEAD = "ahead", _("not over by the cut-off date")
    NOT_REPORTED = "not_reported", _("no figures reported yet")
    NOT_AUDITED = "not_audited", _("no audited figures yet")
    OTHERWISE = "otherwise", _("neither cancelled nor postponed without a date")


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
        found = ((e, *e.known(self.as_of)) for e in self.editions)
        return [_Standing(e, areas, self._barred(e), *self._reach(e, stages)) for e, areas, stages in found]

    @cached_property
    def _keys(self) -> set[int]:
        return {e.pk for e in self.editions}

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
            return Reason.VENUE_UNKNOWN if edition.professional is None else Reason.VENUE
        if edition.batch == CONFERENCE and not rule.counts_conferences:
            return Reason.CONFERENCE
        return ""

    def _reach(self, edition: Candidate, known: set[str]) -> tuple[int, str]:
        """(rank of the last stage it has come to, why it has not come further)"""
        approved = edition.state in {EditorialState.APPROVED, EditorialState.PUBLISHED}
        reported, over = bool(known - {PLAN}), self.as_of >= date(self.year, 12, 31)
        if edition.status == EventStatus.CANCELLED:
            return RANKS[Stage.APPROVED if approved and self.rule.counts_cancelled else Stage.PLANNED], Reason.CANCELLED
        if not approved:
            return RANKS[Stage.PLANNED], Reason.NOT_APPROVED
        if edition.status == EventStatus.POSTPONED:
            return RANKS[Stage.APPROVED], self._postponed(edition)
        if edition.last_day is None and not (over and reported):
            return RANKS[Stage.APPROVED], Reason.UNDATED
        if edition.last_day and edition.last_day > self.as_of:
            return RANKS[Stage.APPROVED], Reason.AHEAD
        if not reported:
            return RANKS[Stage.HELD], Reason.NOT_REPORTED
        return (RANKS[Stage.AUDITED], "") if AUDITED in known else (RANKS[Stage.REPORTED], Reason.NOT_AUDITED)

    def _postponed(self, edition: Candidate) -> str:
        if edition.successor is None:
            return Reason.POSTPONED
        return Reason.REPLACED if edition.successor in self._keys else Reason.LATER

    @cached_property
    def _units(self) -> dict[int, int]:
        """{edition: the one it counts as, at whatever stage}; those that are combined with nothing are left out."""
        if not self.rule.combined_once:
            return {}
        combined = {e.leader for e in self.editions if e.leader != e.pk}
        by_key = {e.pk: e for e in self.editions}

        def counts_as(key: int) -> int:
            """The leading one; once postponed to another of the year, the leading one of that."""
            met = set()
            while key not in met and (edition := by_key.get(key)):
                met.add(key)
                key = edition.leader
                leader = by_key.get(key)
                if leader and leader.successor in by_key:
                    key = leader.successor or key
            return key

        units = {e.pk: counts_as(e.pk) for e in self.editions if e.leader in combined}
        return units | {key: key for key in units.values()}

    def _present(self, stage: Stage, reasons: dict[int, str]) -> list[_Standing]:
        """What has come to the stage; of the rest, why not."""
        present, rank = [], RANKS.get(stage)
        for standing in self._standings:
            if rank is None:
                here, why = standing.halt == stage, str(Reason.OTHERWISE)
            else:
                here, why = standing.reach >= rank, standing.halt
            if here and not standing.barred:
                present.append(standing)
            else:
                reasons[standing.edition.pk] = standing.barred or why
        return present

    def _tally(self, stage: Stage) -> Tally:
        tally = Tally({}, {})
        present = self._present(stage, tally.reasons)
        here, units = {s.edition.pk for s in present}, self._units
        combined: dict[int, list[_Standing]] = defaultdict(list)
        for standing in present:
            edition = standing.edition
            if edition.successor in here:
                tally.reasons[edition.pk] = Reason.REPLACED
            elif edition.pk in units:
                combined[units[edition.pk]].append(standing)
            else:
                self._settle(tally, stage, standing, standing.area(AREA_OF[stage]), [standing])
        for key, members in combined.items():
            first = min(members, key=lambda m: (m.edition.pk != key, m.edition.pk != m.edition.leader, m.edition.pk))
            tally.reasons |= {m.edition.pk: Reason.COMBINED for m in members if m is not first}
            self._settle(tally, stage, first, largest(members, AREA_OF[stage]), members)
        return tally

    def _settle(
        self, tally: Tally, stage: Stage, first: _Standing, area: int | None, members: list[_Standing]
    ) -> None:  # fmt: skip
        """Count the first of those that count as one, unless it is below the line."""
        line = self.rule.smallest_area
        if line is not None and any(m.edition.batch != CONFERENCE for m in members):
            best = largest(members, AREA_OF[Stage.HELD]) if area is None else area
            if best is None or not Comparison(self.rule.size_comparison).met(best, line):
                tally.reasons[first.edition.pk] = Reason.AREA_UNKNOWN if best is None else Reason.TOO_SMALL
                return
        tally.counted[first.edition.pk] = Counted(first.edition, area, first.halt)


def largest(members: list[_Standing], stages: tuple[str, ...]) -> int | None:
    return max((area for m in members if (area := m.area(stages)) is not None), default=None)
