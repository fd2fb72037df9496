"""What progress is told in: sums of what counts, targets beside it, and a forecast."""

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass

from fairs.models import Region, RegionGroup

from .counting import CONFERENCE, Counted, Stage
from .programmes import Comparison, Target

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
    """A target, and what there is of it at each stage; ``ahead``: approved, and not over by the cut-off date.

    ``area_unknown``: so many exhibitions that add nothing to space, because theirs is not known.
    """

    target: Target
    stage: Stage
    stages: Mapping[Stage, int]
    ahead: int
    area_unknown: int

    @property
    def actual(self) -> int:
        return self.stages[self.stage]

    @property
    def expected(self) -> int:
        """If all that is ahead takes place as planned."""
        return self.stages[Stage.HELD] + self.ahead

    @property
    def met(self) -> bool:
        return Comparison(self.target.comparison).met(self.actual, self.target.value)

    @property
    def missing(self) -> int:
        return self._lacking(self.actual)

    @property
    def missing_then(self) -> int:
        """Though all that is ahead takes place as planned."""
        return self._lacking(self.expected)

    def _lacking(self, value: int) -> int:
        """What is needed at least to meet it."""
        more = self.target.comparison == Comparison.MORE_THAN
        return max(0, self.target.value + more - value)

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
