"""Plausibility of an observed value beside its neighbours: pure, returns warnings. Nothing here blocks.

What is known only as "over" or "nearly" is compared with nothing.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from fairs.checks import Finding, Level, gettext_noop

YEAR_ON_YEAR = gettext_noop(
    "%(stated)s %% on a year earlier is stated, but %(value)s after %(earlier)s is %(computed)s %%."
)
CHANGE = gettext_noop("A change of %(stated)s is stated, but %(value)s after %(earlier)s is %(computed)s.")
NOT_THE_SUM = gettext_noop("Urban %(urban)s and rural %(rural)s make %(computed)s, not %(all)s.")
PART_IS_MORE = gettext_noop("%(part)s is more than %(all)s for all.")
RANK = gettext_noop("Rank %(position)d of only %(members)d in %(within)s.")
PERCENT = gettext_noop("%(value)s %% is outside -100 to 1,000 %%: was a multiple meant, or is the point misplaced?")

POINT = Decimal("0.1")  # a year-on-year may differ by this much, in percentage points: it is rounded twice
SANE = (Decimal(-100), Decimal(1000))
LISTED = 10  # from this many parts on, what is known of a region's parts is taken to be all of them


@dataclass(frozen=True, slots=True)
class Stated:
    value: Decimal
    year_on_year: Decimal | None = None
    change: Decimal | None = None
    exact: bool = True


@dataclass(frozen=True, slots=True)
class Place:
    """``position`` among the ``members`` that are known of a region or a group."""

    position: int
    within: str
    members: int
    is_group: bool = False


def last_place(value: Decimal) -> Decimal:
    """The unit of the last digit stated: 1 of 7495, 10000000 of 763050000000. Two digits at least count as stated."""
    digits = value.normalize().as_tuple()
    exponent = int(digits.exponent)
    return Decimal(1).scaleb(min(exponent, exponent + len(digits.digits) - 2) if value else 0)


def slack(*values: Decimal) -> Decimal:
    """By how much rounding may have moved the sum or difference of these."""
    return sum((last_place(v) / 2 for v in values), Decimal(0))


def findings(
    stated: Stated,
    cut: str = "all",
    *,
    earlier: Stated | None = None,
    cuts: Mapping[str, Stated] | None = None,
    additive: bool = False,
    percent: bool = False,
    ranks: Iterable[Place] = (),
) -> list[Finding]:
    """``earlier``: the same a year earlier; ``cuts``: the other cuts of the same days, where they add up."""
    found = [*_rates(stated, percent)]
    if earlier and stated.exact and earlier.exact:
        found += _growth(stated, earlier, percent)
    if additive and cuts is not None:
        found += _cuts({**cuts, cut: stated})
    return found + list(_ranks(ranks))


def _rates(stated: Stated, percent: bool) -> Iterator[Finding]:
    rates = {"year_on_year": stated.year_on_year, "value": stated.value if percent else None}
    for name, rate in rates.items():
        if rate is not None and not SANE[0] <= rate <= SANE[1]:
            yield Finding(Level.WARNING, PERCENT, (name,), {"value": plain(rate)})


def _growth(stated: Stated, earlier: Stated, percent: bool) -> Iterator[Finding]:
    now, then = stated.value, earlier.value
    values = {"value": plain(now), "earlier": plain(then)}
    if stated.year_on_year is not None and not percent and then > 0:
        claimed = stated.year_on_year
        leeway = max(POINT, slack(claimed))
        least = (now - slack(now)) / (then + slack(then)) - 1
        most = (now + slack(now)) / (then - slack(then)) - 1
        if not 100 * least - leeway <= claimed <= 100 * most + leeway:
            told = {"stated": plain(claimed), "computed": plain(growth(now, then)), **values}
            yield Finding(Level.WARNING, YEAR_ON_YEAR, ("year_on_year", "value"), told)
    if stated.change is not None and abs(now - then - stated.change) > slack(now, then, stated.change):
        told = {"stated": plain(stated.change), "computed": plain(now - then), **values}
        yield Finding(Level.WARNING, CHANGE, ("change", "value"), told)


def _cuts(cuts: Mapping[str, Stated]) -> Iterator[Finding]:
    values = {name: cut.value for name, cut in cuts.items() if cut.exact}
    whole = values.get("all")
    if whole is None:
        return
    for name in ("urban", "rural"):
        if name in values and values[name] > whole:
            told = {"part": plain(values[name]), "all": plain(whole)}
            yield Finding(Level.WARNING, PART_IS_MORE, (name, "all"), told)
    if {"urban", "rural"} <= values.keys():
        total = values["urban"] + values["rural"]
        if abs(total - whole) > slack(*values.values()):
            told = {name: plain(value) for name, value in values.items()}
            yield Finding(Level.WARNING, NOT_THE_SUM, ("urban", "rural", "all"), {**told, "computed": plain(total)})


def _ranks(ranks: Iterable[Place]) -> Iterator[Finding]:
    for place in ranks:
        if place.position > place.members and (place.is_group or place.members >= LISTED):
            told = {"position": place.position, "within": place.within, "members": place.members}
            yield Finding(Level.WARNING, RANK, ("ranks",), told)


def growth(now: Decimal, then: Decimal) -> Decimal:
    """In percent, to a tenth."""
    return (100 * (now / then - 1)).quantize(POINT)


def plain(value: Decimal) -> str:
    """7,495 and 7.5: no zeros that nobody stated."""
    return f"{value.normalize():,f}"
