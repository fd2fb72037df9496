"""What follows from stated values: a year earlier, the third of all, urban and rural, growth. Pure: no Django.

Never stored, and only ever from what is stated: nothing is computed from something computed.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from initiatives.checks import growth, last_place

from .periods import Period

FIRMNESS = ("preliminary", "final", "audited")  # a plan is no observation to reckon with
CUTS = ("all", "urban", "rural")
LARGEST, STEEPEST = Decimal(10) ** 16, Decimal(10) ** 6  # a value and a growth that no observation could state

EARLIER_BY_GROWTH = "value / (1 + year_on_year / 100)"
EARLIER_BY_CHANGE = "value - change"
GROWTH = "(value / value a year earlier - 1) * 100"
WHOLE = "urban + rural"
PART = "all - %s"


@dataclass(frozen=True, slots=True)
class Stated:
    uuid: UUID
    cut: str
    period: Period
    cumulative: bool
    stage: str
    value: Decimal
    qualifier: str = "exact"
    year_on_year: Decimal | None = None
    change: Decimal | None = None

    @property
    def days(self) -> tuple[date, date]:
        return self.period.span(cumulative=self.cumulative)


@dataclass(frozen=True, slots=True)
class Computed:
    """Either a ``value`` or a ``year_on_year``, by the ``formula`` from the ``inputs``."""

    spelt: Period
    cumulative: bool
    formula: str
    inputs: tuple[UUID, ...]
    value: Decimal | None = None
    year_on_year: Decimal | None = None
    qualifier: str = "exact"

    @property
    def days(self) -> tuple[date, date]:
        return self.spelt.span(cumulative=self.cumulative)

    @property
    def sane(self) -> bool:
        return abs(self.value or Decimal(0)) < LARGEST and abs(self.year_on_year or Decimal(0)) < STEEPEST


Firm = Mapping[tuple[str, tuple[date, date]], Stated]
"""The firmest of each cut and days."""


def firmest(stated: Iterable[Stated]) -> Firm:
    told = sorted((s for s in stated if s.stage in FIRMNESS), key=lambda s: FIRMNESS.index(s.stage))
    return {(s.cut, s.days): s for s in told}


def neighbours(stated: Iterable[Stated], cut: str, *, additive: bool, percent: bool) -> list[Computed]:
    """What follows for one cut; ``stated`` has the other cuts too where they add up."""
    firm = firmest(stated)
    found = [*_growths(firm, cut, percent), *_earlier(firm, cut, percent)]
    if additive and cut in CUTS:
        taken = {computed.days for computed in found if computed.value is not None}
        found += (third for third in _third(firm, cut) if third.days not in taken)
    return [computed for computed in found if computed.sane]


def _before(firm: Firm, one: Stated) -> Stated | None:
    return firm.get((one.cut, one.period.a_year_earlier().span(cumulative=one.cumulative)))


def _growths(firm: Firm, cut: str, percent: bool) -> Iterator[Computed]:
    for one in firm.values():
        earlier = _before(firm, one)
        if one.cut == cut and earlier and one.year_on_year is None and earlier.value > 0 and not percent:
            rate, inputs = growth(one.value, earlier.value), (one.uuid, earlier.uuid)
            exact = one.qualifier == earlier.qualifier == "exact"
            qualifier = "exact" if exact else "about"
            yield Computed(one.period, one.cumulative, GROWTH, inputs, year_on_year=rate, qualifier=qualifier)


def _earlier(firm: Firm, cut: str, percent: bool) -> Iterator[Computed]:
    for one in firm.values():
        if one.cut != cut or _before(firm, one):
            continue
        period = one.period.a_year_earlier()
        if one.change is not None:
            value, formula, qualifier = one.value - one.change, EARLIER_BY_CHANGE, one.qualifier
        elif one.year_on_year is not None and one.year_on_year > -100 and not percent:
            place = max(last_place(one.value), Decimal(1)) if one.value % 1 == 0 else last_place(one.value)
            value = (one.value / (1 + one.year_on_year / 100)).quantize(place)
            # Both figures were rounded before they were stated.
            formula, qualifier = EARLIER_BY_GROWTH, "about" if one.qualifier == "exact" else one.qualifier
        else:
            continue
        yield Computed(period, one.cumulative, formula, (one.uuid,), value=value, qualifier=qualifier)


def _third(firm: Firm, cut: str) -> Iterator[Computed]:
    others = [name for name in CUTS if name != cut]
    for days in sorted({days for __, days in firm}):
        first, second = (firm.get((name, days)) for name in others)
        if (cut, days) in firm or not (first and second):
            continue
        value = first.value + second.value if cut == "all" else first.value - second.value
        formula = WHOLE if cut == "all" else PART % others[1]
        qualifier = "exact" if first.qualifier == second.qualifier == "exact" else "about"
        inputs = (first.uuid, second.uuid)
        yield Computed(first.period, first.cumulative, formula, inputs, value=value, qualifier=qualifier)
