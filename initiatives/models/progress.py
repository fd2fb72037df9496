"""How far a programme has come: by city and batch, against its targets and the year before (see ``counting``)."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date
from functools import cached_property
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from fairs.models import Edition, EditorialState, Region, RegionGroup

from .candidates import Candidate, candidates
from .counting import LINE, Count, Counted, Reason, Stage, Tally
from .programmes import Programme, Target
from .regions import Regions
from .sums import Cell, Forecast, Part, Row, Standing, Sums, parts, summed

BATCHES = (*Edition.Batch.values, "")


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
        stages = {stage: self._whole(stage) for stage in {*LINE, self.stage}}
        ahead = summed(self._coming(self.count.at(Stage.APPROVED).counted.values()))
        return [self._standing(target, stages, ahead) for target in targets]

    def _standing(self, target: Target, stages: dict[Stage, Sums], ahead: Sums) -> Standing:
        counted = target.measure == Target.Measure.COUNT
        cells = {stage: self._of(target, sums) for stage, sums in stages.items()}
        numbers = {stage: cell.count if counted else cell.area for stage, cell in cells.items()}
        coming, unknown = self._of(target, ahead), 0 if counted else cells[self.stage].area_unknown
        return Standing(target, self.stage, numbers, coming.count if counted else coming.area, unknown)

    def _whole(self, stage: Stage) -> Sums:
        """However the rest is narrowed."""
        return summed(self.count.at(stage).counted.values()) if self.narrowed else self._by_region(self.count, stage)

    def _of(self, target: Target, sums: Sums) -> Cell:
        home = self.programme.region_id
        keys = {key for key in sums if target.region_id in (home, *self.regions.line(key))}
        return Cell.of(part for part in parts(sums, keys) if target.batch in ("", part[0]))

    @cached_property
    def tally(self) -> Tally:
        return self.tally_of(self.count)

    def tally_of(self, count: Count) -> Tally:
        """Of the stage and the editions asked for."""
        tally = count.at(self.stage)
        if not self.narrowed:
            return tally
        asked = {e.pk for e in count.editions if self.asked(e)}
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
        return self._coming(self.counted(self.count, Stage.APPROVED))

    def _coming(self, approved: Iterable[Counted]) -> list[Counted]:
        over = self.as_of >= date(self.programme.year, 12, 31)
        coming = {Reason.AHEAD} if over else {Reason.AHEAD, Reason.UNDATED}
        return [c for c in approved if c.halt in coming]

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
