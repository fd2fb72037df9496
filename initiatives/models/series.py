"""One indicator of one region and cut, in order of time: what is stated, and what follows from it."""

from dataclasses import dataclass, replace
from typing import Self

from fairs.models import Category, Region

from .indicators import Indicator, Unit
from .neighbours import Computed, neighbours
from .observations import Observation


@dataclass(frozen=True)
class Series:
    indicator: Indicator
    region: Region
    cut: str
    sector: Category | None
    stated: list[Observation]
    computed: list[Computed]

    @classmethod
    def of(cls, indicator: Indicator, region: Region, cut: str, sector: Category | None = None) -> Self:
        rows = list(Observation.objects.same_series(indicator, region, cut, sector).with_related())
        inputs, percent = [row.as_input() for row in rows], indicator.unit == Unit.PERCENT
        computed = neighbours(inputs, cut, additive=indicator.additive, percent=percent)
        return cls(indicator, region, cut, sector, [row for row in rows if row.cut == cut], computed)

    def narrowed(self, kind: str = "", cumulative: bool | None = None, *, computed: bool = True) -> Self:
        """Of periods of one length; what begins in January is cumulative and is not."""

        def asked(point: Observation | Computed) -> bool:
            january = point.spelt.month == 1
            return kind in ("", point.spelt.kind) and (cumulative in (None, point.cumulative) or january)

        follows = [one for one in self.computed if asked(one)] if computed else []
        return replace(self, stated=[row for row in self.stated if asked(row)], computed=follows)

    @property
    def points(self) -> list[Observation | Computed]:
        """By their last day, the longer first; of the same days what is stated comes first."""

        def place(point: Observation | Computed) -> tuple[object, ...]:
            first, last = point.spelt.span(cumulative=point.cumulative)
            return last, first, isinstance(point, Computed)

        return sorted([*self.stated, *self.computed], key=place)
