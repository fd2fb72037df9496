"""How far a programme has come: by city and batch, against its targets and the year before (see ``counting``)."""

from collections import Counter, defaultdict
from collections.abc import Container, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from fairs.models import Edition, EditorialState, Region, RegionGroup

from .candidates import Candidate, candidates
from .counting import CONFERENCE, Count, Counted, Reason, Stage, Tally
from .programmes import Comparison, Programme, Target
from .regions import Regions

BATCHES = (*Edition.Batch.values, "")


Part = tuple[str, list[int]]
"""(batch, [number of editions, m² as far as it is known, of how many])"""
Sums = dict[int, dict[str, list[int]]]
"""{region: {batch: as of a part}}"""


def summed(counted: Iterable[Counted]) -> Sums:
    sums: Sums = {}
    for each in counted:
        batches = sums.setdefault(each.edition.region, {})
        part = batches.setdefault(each.edition.batch, [0, 0, 0])
        part[0] += 1
        if each.area is not None:
            part[1] += each.area
            part[2] += 1
    return sums


def parts(sums: Sums, keys: Container[int] | None = None) -> list[Part]:
    """Of the regions with these keys; None: of all."""
    return [part for key, batches in sums.items() if keys is None or key in keys for part in batches.items()]


@dataclass(frozen=True)
class Cell:
    """Space in m² as far as it is known; ``area_unknown``: of so many exhibitions it is not."""

    count: int
    area: int
    area_unknown: int
    average_area: int | None

    @classmethod
    def of(cls, parts: Iterable[Part]) -> "Cell":
        """Conferences are left out of what is unknown and of the average."""
        count = area = unknown = measured = space = 0
        for batch, (number, square_metres, known) in parts:
            count += number
            area += square_metres
            if batch != CONFERENCE:
                unknown += number - known
                measured += known
                space += square_metres
        return cls(count, area, unknown, round(space / measured) if measured else None)


@dataclass(frozen=True)
class Row:
    """``of``: a city, a reporting group, or None for all; ``batches`` and ``total`` are of the stage asked for."""

    of: Region | RegionGroup | None
    codes: list[str]
    """Of the regions summed up."""
    batches: dict[str, Cell]
    total: Cell
    stages: dict[Stage, Cell]
    before: Cell


@dataclass(frozen=True)
class Standing:
    """A target and what there is of it."""

    target: Target
    actual: int

    @property
    def met(self) -> bool:
        return Comparison(self.target.comparison).met(self.actual, self.target.value)

    @property
    def missing(self) -> int:
        """What is needed at least to meet it."""
        more = self.target.comparison == Comparison.MORE_THAN
        return max(0, self.target.value + more - self.actual)

    @property
    def share(self) -> float | None:
        return round(self.actual / self.target.value, 4) if self.target.value else None


@dataclass(frozen=True)
class Forecast:
    """held + ahead x rate; rate = held_before / approved_before, of the year before as it is known by the cut-off."""

    held: Cell
    ahead: Cell
    held_before: int
    approved_before: int

    @property
    def rate(self) -> float:
        return self.held_before / self.approved_before

    @property
    def count(self) -> int:
        return round(self.held.count + self.ahead.count * self.rate)

    @property
    def area(self) -> int:
        return round(self.held.area + self.ahead.area * self.rate)


class Progress:
    """Of one programme, for one reader, as of a day. ``cities`` and ``batches`` narrow all but the targets."""

    def __init__(
        self, programme: Programme, user: Any, as_of: date | None = None, stage: Stage = Stage.HELD,
        cities: Iterable[str] = (), batches: Iterable[str] = (),
    ) -> None:  # fmt: skip
        self.programme, self.user, self.stage = programme, user, stage
        self.as_of = as_of or timezone.localdate()
        self.regions = Regions()
        self._sums: dict[tuple[Count, Stage], Sums] = {}
        self.cities = {key for key, code in self.regions.codes.items() if code in set(cities)}
        self.batches = set(batches)
        year, inside = programme.year, self.regions.inside(programme.region_id)
        found = candidates([year - 1, year], user)
        self.count = Count(programme, year, found[year], inside, self.as_of)
        self.a_year_earlier = Count(programme, year - 1, found[year - 1], inside, earlier(self.as_of))
        self.year_before = Count(programme, year - 1, found[year - 1], inside, self.as_of)

    def asked(self, edition: Candidate) -> bool:
        here = not self.cities or not self.cities.isdisjoint(self.regions.way(edition.region))
        return here and (not self.batches or edition.batch in self.batches)

    def counted(self, count: Count, stage: Stage) -> list[Counted]:
        counted = count.at(stage).counted.values()
        return [c for c in counted if self.asked(c.edition)] if self.narrowed else list(counted)

    @property
    def narrowed(self) -> bool:
        return bool(self.cities or self.batches)

    def row(self, of: Region | RegionGroup | None, codes: list[str], keys: set[int] | None) -> Row:
        """``keys``: of the regions that the row sums up; None: all."""

        def mine(count: Count, stage: Stage) -> list[Part]:
            return parts(self._by_region(count, stage), keys)

        now = mine(self.count, self.stage)
        return Row(
            of=of,
            codes=codes,
            batches={batch: Cell.of(part for part in now if part[0] == batch) for batch in BATCHES},
            total=Cell.of(now),
            stages={stage: Cell.of(mine(self.count, stage)) for stage in Stage},
            before=Cell.of(mine(self.a_year_earlier, self.stage)),
        )

    def _by_region(self, count: Count, stage: Stage) -> Sums:
        if (count, stage) not in self._sums:
            self._sums[count, stage] = summed(self.counted(count, stage))
        return self._sums[count, stage]

    @cached_property
    def total(self) -> Row:
        return self.row(None, self._codes(self.cities), None)

    @cached_property
    def rows(self) -> list[Row]:
        """Every city and zone of the region, and whatever else has editions that count."""
        regions, home = self.regions, self.programme.region_id
        wanted = {key for key in regions.rows_of if home in regions.line(key)}
        wanted = {key for key in wanted if not self.cities or not self.cities.isdisjoint(regions.line(key))}
        for count, stage in ((self.count, Stage.PLANNED), (self.count, self.stage), (self.a_year_earlier, self.stage)):
            wanted |= {regions.way(key)[-1] for key in self._by_region(count, stage)}
        within = defaultdict(set)
        for key in regions.codes:
            within[regions.way(key)[-1]].add(key)
        return [
            self.row(regions.region(key), [code], within[key]) for key, code in regions.codes.items() if key in wanted
        ]

    @cached_property
    def groups(self) -> list[Row]:
        """The sums of reporting groups with a member in the region."""
        rows = []
        inside = self.regions.inside(self.programme.region_id)
        for group in RegionGroup.objects.filter(reporting=True).prefetch_related("members"):
            members = {member.region_id for member in group.members.all()}
            if members & inside:
                keys = {k for k in inside if not members.isdisjoint(self.regions.line(k))}
                rows.append(self.row(group, self._codes(members), keys))
        return rows

    def _codes(self, keys: set[int]) -> list[str]:
        return [code for key, code in self.regions.codes.items() if key in keys]

    @cached_property
    def targets(self) -> list[Standing]:
        """Of the whole programme, however the rest is narrowed; numbers before space."""
        order = list(Target.Measure).index
        targets = sorted(self.programme.targets.all(), key=lambda t: (t.region.code, t.batch, order(t.measure)))
        return [Standing(target, self._actual(target)) for target in targets]

    @cached_property
    def _all(self) -> Sums:
        """Of the stage, however the rest is narrowed."""
        return summed(self.count.at(self.stage).counted.values())

    def _actual(self, target: Target) -> int:
        sums, home = self._all, self.programme.region_id
        keys = {key for key in sums if target.region_id in (home, *self.regions.line(key))}
        cell = Cell.of(part for part in parts(sums, keys) if target.batch in ("", part[0]))
        return cell.count if target.measure == Target.Measure.COUNT else cell.area

    @cached_property
    def tally(self) -> Tally:
        """Of the stage and the editions asked for."""
        tally = self.count.at(self.stage)
        if not self.narrowed:
            return tally
        asked = {e.pk for e in self.count.editions if self.asked(e)}
        return Tally(
            {pk: c for pk, c in tally.counted.items() if pk in asked},
            {pk: reason for pk, reason in tally.reasons.items() if pk in asked},
        )

    @cached_property
    def left_out(self) -> dict[Reason, int]:
        numbers = Counter(self.tally.reasons.values())
        return {reason: numbers[reason] for reason in Reason if numbers[reason]}

    @cached_property
    def area_unknown(self) -> list[int]:
        """Keys of editions that the size line leaves out because nobody states their space."""
        return [pk for pk, reason in self.tally.reasons.items() if reason == Reason.AREA_UNKNOWN]

    @cached_property
    def has_programme_before(self) -> bool:
        """Without one its editions may not all be entered."""
        before = Programme.objects.visible_to(self.user).filter(year=self.programme.year - 1)
        return before.filter(region=self.programme.region_id).exists()

    @cached_property
    def forecast(self) -> Forecast | None:
        """None where ``forecast_lacks`` something."""
        if self.forecast_lacks:
            return None
        held = self.counted(self.count, Stage.HELD)
        held_before = {c.edition.pk for c in self.counted(self.year_before, Stage.HELD)} & self._approved_before
        now, ahead = (Cell.of(parts(summed(counted))) for counted in (held, self._ahead))
        return Forecast(now, ahead, len(held_before), len(self._approved_before))

    @property
    def forecast_lacks(self) -> str:
        if not self._ahead:
            return _("Nothing that is approved lies ahead: what is held is all.")
        if self.as_of < date(self.programme.year - 1, 12, 31):
            return _("The year before was not over by the cut-off date.")
        if not self._approved_before:
            return _("Of the year before no approved editions are known.")
        return ""

    @cached_property
    def _ahead(self) -> list[Counted]:
        over = self.as_of >= date(self.programme.year, 12, 31)
        coming = {Reason.AHEAD} if over else {Reason.AHEAD, Reason.UNDATED}
        return [c for c in self.counted(self.count, Stage.APPROVED) if c.halt in coming]

    @cached_property
    def _approved_before(self) -> set[int]:
        """What had been approved, whatever became of it."""
        approved = {EditorialState.APPROVED, EditorialState.PUBLISHED}
        stages = (Stage.APPROVED, Stage.CANCELLED)
        found = (c.edition for stage in stages for c in self.counted(self.year_before, stage))
        return {edition.pk for edition in found if edition.state in approved}


def earlier(day: date) -> date:
    """The same day a year earlier."""
    return day.replace(year=day.year - 1, day=28 if (day.month, day.day) == (2, 29) else day.day)
