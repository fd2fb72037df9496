"""What a synthetic edition is like: pure, and the same for the same year and number on every machine.

A number is a fair; it recurs every year in the same month, in the same city, at about the same size.
"""

from calendar import FRIDAY, SATURDAY, THURSDAY, WEDNESDAY
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import TypeVar

from .words import CITIES, DALIAN, FORMS, SECTORS, SHENYANG

# m², and the share of exhibitions of that size in a national survey of 2022
SIZES = (
    ((2_000, 9_999), 130),
    ((10_000, 29_999), 456),
    ((30_000, 49_999), 207),
    ((50_000, 99_999), 141),
    ((100_000, 160_000), 66),
)
# m² that fit: into the city, into one venue
LARGEST_ELSEWHERE, LARGEST_IN_DALIAN = 30_000, 99_999
VENUES = {
    SHENYANG: {"siec": 160_000, "snwe": 24_000, "liaoning-industrial-hall": 8_000},
    DALIAN: {"dwec": 60_000, "xinghai": 20_000, "dalian-ftz-icec": 20_000},
}
CONFERENCE_VENUES = {SHENYANG: "snwe", DALIAN: "dicc"}
MONTHS = (2, 1, 11, 11, 12, 9, 6, 7, 14, 11, 11, 5)
BATCHES = {"brand": 22, "resident": 8, "market": 55, "conference": 15}
STATUSES = {"scheduled": 940, "cancelled": 20, "postponed": 15, "rescheduled": 25}
WAITING = {"published": 91, "draft": 4, "submitted": 4, "approved": 1}
DAYS = {2: 15, 3: 50, 4: 25, 5: 10}
FIRST_YEARS = range(1998, 2022)
OCTOBER, HOLIDAYS = 10, 7  # nothing opens in the first week of October

T = TypeVar("T")


def dice(*names: object) -> Random:
    """Randomness that everybody who asks with these names gets the same of."""
    return Random("/".join(map(str, names)))  # noqa: S311


def one_of(weights: "dict[T, int]", random: Random) -> T:
    return random.choices(list(weights), list(weights.values()))[0]


@dataclass(frozen=True)
class FairPlan:
    number: int
    city: str
    sector: tuple[str, str, str]
    form: tuple[str, str]
    batch: str
    audience: str
    month: int
    size: tuple[int, int]
    area: int
    venues: tuple[str, ...]
    first_year: int

    @property
    def code(self) -> str:
        return f"synthetic-{self.number}"

    @property
    def conference(self) -> bool:
        return self.batch == "conference"

    def names(self) -> tuple[str, str]:
        """Chinese and English, without the mark."""
        city, (_code, *sector) = CITIES[self.city], self.sector
        return city[0] + self.form[0].format(sector[0]), f"{city[1]} {self.form[1].format(sector[1])}"


@dataclass(frozen=True)
class EditionPlan:
    fair: FairPlan
    year: int
    first_day: date
    last_day: date
    area: int
    status: str
    state: str

    @property
    def code(self) -> str:
        return f"{self.fair.code}-{self.year}"

    @property
    def ordinal(self) -> int:
        return self.year - self.fair.first_year + 1

    @property
    def days(self) -> list[date]:
        return [self.first_day + timedelta(n) for n in range((self.last_day - self.first_day).days + 1)]

    def dice(self, *names: object) -> Random:
        return dice(self.code, *names)


def fair_plan(number: int) -> FairPlan:
    random = dice("fair", number)
    batch = one_of(BATCHES, random)
    size = one_of(dict(SIZES), random)
    area = int(size[0] * (size[1] / size[0]) ** random.random())
    city = one_of(_cities(area), random)
    return FairPlan(
        number=number,
        city=city,
        sector=random.choice(SECTORS),
        form=random.choice(FORMS[batch]),
        batch=batch,
        audience="trade" if batch == "conference" else random.choice(("trade", "public", "mixed")),
        month=random.choices(range(1, 13), MONTHS)[0],
        size=size,
        area=area,
        venues=_venues(city, area, batch, random),
        first_year=random.choice(FIRST_YEARS),
    )


def edition_plan(number: int, year: int, today: date) -> EditionPlan:
    """Only what has not begun can wait for approval."""
    fair = fair_plan(number)
    random = dice("edition", number, year)
    first = _first_day(fair, year, random)
    length = random.randint(30, 90) if fair.batch == "resident" else one_of(DAYS, random)
    area = round(fair.area * random.uniform(0.9, 1.1), -2)
    status, waiting = one_of(STATUSES, random), one_of(WAITING, random)
    state = waiting if first > today else "published"
    return EditionPlan(
        fair=fair,
        year=year,
        first_day=first,
        last_day=first + timedelta(length - 1),
        area=int(min(max(area, fair.size[0]), fair.size[1])),
        status=status if state == "published" else "scheduled",
        state=state,
    )


def plans(per_year: int, first: date, last: date, today: date) -> Iterator[EditionPlan]:
    """The editions that begin on first..last, ``per_year`` of them in a whole year."""
    for year in range(first.year, last.year + 1):
        for number in range(1, per_year + 1):
            plan = edition_plan(number, year, today)
            if first <= plan.first_day <= last:
                yield plan


def _cities(area: int) -> dict[str, int]:
    weights = {code: weight for code, (_zh, _en, weight) in CITIES.items()}
    if area <= LARGEST_ELSEWHERE:
        return weights
    large = (SHENYANG, DALIAN) if area <= LARGEST_IN_DALIAN else (SHENYANG,)
    return {code: weights[code] for code in large}


def _venues(city: str, area: int, batch: str, random: Random) -> tuple[str, ...]:
    if city not in VENUES:
        return (venue_code(city),)
    if batch == "conference":
        return (CONFERENCE_VENUES[city],)
    large_enough = [code for code, largest in VENUES[city].items() if area <= largest]
    return (random.choice(large_enough),) if large_enough else tuple(VENUES[city])[:2]


def venue_code(city: str) -> str:
    """Of the synthetic venue in a city whose real venues are not known."""
    return f"synthetic-venue-{city.lower()}"


def _first_day(fair: FairPlan, year: int, random: Random) -> date:
    """The first three weeks of a month leave room for the shift to a usual weekday."""
    earliest = HOLIDAYS + 1 if fair.month == OCTOBER else 1
    day = date(year, fair.month, random.randint(earliest, 21))
    weekday = random.choice((WEDNESDAY, THURSDAY, THURSDAY, FRIDAY, FRIDAY, SATURDAY))
    return day + timedelta((weekday - day.weekday()) % 7)
