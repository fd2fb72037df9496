"""Plausibility of an edition's days, number, and figures at one stage (ISO 25639-2, UFI): pure, returns findings.

An error cannot be true and blocks publication; a warning asks for a second look.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

TOLERANCE = 0.1  # of the net space stated: paths of special shows and late changes
STANDARD_STAND = 9  # m², 3 x 3: the press counts stands in these
LONG = 10  # days, beyond which only resident exhibitions are open
DENSE = (0.02, 1.5)  # visits a day for each m²


class Level(StrEnum):
    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Finding:
    """``message % params`` is the sentence; ``message`` is a msgid. ``measures`` are the figures it is about."""

    level: Level
    message: str
    measures: tuple[str, ...]
    params: Mapping[str, object]


def gettext_noop(message: str) -> str:
    """Mark for translation: whoever shows the finding translates."""
    return message


NOT_MORE = gettext_noop("%(part)s: %(less)d is more than %(whole)s: %(more)d.")
NOT_THE_SUM = gettext_noop("Domestic %(domestic)d and foreign %(foreign)d exhibitors are not %(total)d in all.")
NET_SHARE = gettext_noop("Net space is %(share)d %% of gross: 25 to 70 %% is usual.")
STANDS_AREA = gettext_noop("%(stands)d stands of 9 m² make %(area)d m², net space is %(net)d m².")
MORE_THAN_HALLS = gettext_noop("%(gross)d m² of gross space are more than the %(halls)d m² of the halls booked.")
STANDS_GIVEN = gettext_noop("Stands given make %(given)d m², net space is %(net)d m².")
VISITS_PER_DAY = gettext_noop("%(visits)d visits are more than %(visitors)d visitors on %(days)d days.")
VISITS_PER_AREA = gettext_noop(
    "%(visits)d visits on %(days)d days and %(area)d m² make %(density)s a day for each m²: 0.02 to 1.5 is usual."
)
MORE_THAN_VENUES = gettext_noop("%(gross)d m² of gross space are more than the %(venues)d m² that its venues have.")
OPEN_LONG = gettext_noop("Open on %(days)d days: more than 10 are usual of resident exhibitions only.")
ANOTHER_YEAR = gettext_noop("Its year is %(year)d, but its days are from %(first)s to %(last)s: correct one of them.")
NUMBERS_FALL = gettext_noop("No. %(ordinal)d in %(year)d, but no. %(other)d in %(when)d: numbers rise with the years.")
NUMBERS_LEAP = gettext_noop(
    "No. %(ordinal)d in %(year)d after no. %(other)d in %(when)d: are all between entered, and is the number right?"
)
ENTERED_TWICE = gettext_noop("%(other)s has nearly the same name, at the same venue on the same days: entered twice?")

PARTS = (
    ("net_area", "gross_area"),
    ("co_exhibitors", "exhibitors"),
    ("exhibitors_domestic", "exhibitors"),
    ("exhibitors_foreign", "exhibitors"),
    ("visitors", "visits"),
    ("visitors_trade", "visitors"),
    ("visitors_foreign", "visitors"),
)

Figures = Mapping[str, int]
"""{measure: value} of one stage."""


def findings(
    figures: Figures, days: int | None = None, halls: int | None = None, given: int | None = None
) -> list[Finding]:
    """``days``: how many the edition is open; m² of its ``halls``, gross, and of the stands ``given``; where known."""
    found = [*_parts(figures), *_halls(figures, halls)]
    for check in (_sum_of_exhibitors, _net_share, _stands):
        found += check(figures)
    return [*found, *_visits(figures, days), *_density(figures, days), *_given(figures, given)]


def _parts(figures: Figures) -> Iterator[Finding]:
    for part, whole in PARTS:
        if part in figures and whole in figures and figures[part] > figures[whole]:
            values = {"part": part, "less": figures[part], "whole": whole, "more": figures[whole]}
            yield Finding(Level.ERROR, NOT_MORE, (part, whole), values)


def _halls(figures: Figures, halls: int | None) -> Iterator[Finding]:
    """No error: grounds outdoors are booked with no hall."""
    gross = figures.get("gross_area")
    if gross and halls and gross > halls:
        yield Finding(Level.WARNING, MORE_THAN_HALLS, ("gross_area",), {"gross": gross, "halls": halls})


def _sum_of_exhibitors(figures: Figures) -> Iterator[Finding]:
    measures = ("exhibitors_domestic", "exhibitors_foreign", "exhibitors")
    if all(m in figures for m in measures):
        domestic, foreign, total = (figures[m] for m in measures)
        if domestic + foreign != total:
            values = {"domestic": domestic, "foreign": foreign, "total": total}
            yield Finding(Level.ERROR, NOT_THE_SUM, measures, values)


def _net_share(figures: Figures) -> Iterator[Finding]:
    net, gross = figures.get("net_area"), figures.get("gross_area")
    if net is not None and gross and not 0.25 <= net / gross <= 0.70 and net <= gross:
        yield Finding(Level.WARNING, NET_SHARE, ("net_area", "gross_area"), {"share": round(100 * net / gross)})


def _stands(figures: Figures) -> Iterator[Finding]:
    net, stands = figures.get("net_area"), figures.get("stands")
    if net and stands and abs(stands * STANDARD_STAND - net) > net / 4:
        values = {"stands": stands, "area": stands * STANDARD_STAND, "net": net}
        yield Finding(Level.WARNING, STANDS_AREA, ("stands", "net_area"), values)


def _visits(figures: Figures, days: int | None) -> Iterator[Finding]:
    visits, visitors = figures.get("visits"), figures.get("visitors")
    if days and visits and visitors and visits > visitors * days:
        values = {"visits": visits, "visitors": visitors, "days": days}
        yield Finding(Level.WARNING, VISITS_PER_DAY, ("visits", "visitors"), values)


def _density(figures: Figures, days: int | None) -> Iterator[Finding]:
    measure = next((m for m in ("net_area", "gross_area") if figures.get(m)), None)
    visits = figures.get("visits")
    if days and visits and measure:
        density = visits / (figures[measure] * days)
        if not DENSE[0] <= density <= DENSE[1]:
            values = {"visits": visits, "days": days, "area": figures[measure], "density": f"{density:.2g}"}
            yield Finding(Level.WARNING, VISITS_PER_AREA, ("visits", measure), values)


def _given(figures: Figures, given: int | None) -> Iterator[Finding]:
    net = figures.get("net_area")
    if net and given and abs(given - net) > TOLERANCE * net:
        yield Finding(Level.WARNING, STANDS_GIVEN, ("net_area",), {"given": given, "net": net})


def of_days(
    spans: Sequence[tuple[date | None, date | None]], days: int | None, year: int | None, *, resident: bool
) -> Iterator[Finding]:
    """``spans``: (first, last day) of each block; ``days``: how many these are; ``year``: of the plan; where known."""
    known = sorted(day for span in spans for day in span if day)
    if year and known and not any(day.year == year for day in known):
        yield Finding(Level.ERROR, ANOTHER_YEAR, (), {"year": year, "first": known[0], "last": known[-1]})
    if days and days > LONG and not resident:
        yield Finding(Level.WARNING, OPEN_LONG, (), {"days": days})


def of_number(ordinal: int, year: int, others: Iterable[tuple[int, int]]) -> Iterator[Finding]:
    """``others``: (number, year) of other editions of the fair."""
    known = sorted(others)
    told = {"ordinal": ordinal, "year": year}
    for number, when in known:
        if (number - ordinal) * (when - year) < 0:
            yield Finding(Level.WARNING, NUMBERS_FALL, (), {**told, "other": number, "when": when})
            return
    before = [(number, when) for number, when in known if number < ordinal]
    if before and ordinal - before[-1][0] > max(1, year - before[-1][1]):
        yield Finding(Level.WARNING, NUMBERS_LEAP, (), {**told, "other": before[-1][0], "when": before[-1][1]})


def of_venues(gross: int, venues: int) -> Iterator[Finding]:
    if gross > venues:
        yield Finding(Level.WARNING, MORE_THAN_VENUES, ("gross_area",), {"gross": gross, "venues": venues})
