"""A year's synthetic programme, initiatives and indicator as rows for the loader: nothing that editions hang on."""

from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from initiatives.models import (
    Contribution,
    Indicator,
    Initiative,
    InitiativeBody,
    Measurement,
    Objective,
    Observation,
    OpeningHours,
    Programme,
    Recurrence,
    RecurrenceException,
    Target,
    VoucherRound,
)
from initiatives.models.markets import WEEKDAYS
from seeds.files import Row
from seeds.tables import CODE, Table

from .plan import VENUES, dice, venue_code
from .tables import SOURCED, organisation_code
from .words import CITIES, INITIATIVES, MARK

LIAONING = "210000"
EDITIONS_A_CITY = 20  # for every so many editions a year, one city has initiatives
PUBLIC = {**SOURCED, "editorial_state": "published"}
SALES = "synthetic-night-sales"
PARTS = {  # key: level, kind, part of which key
    "framework": ("framework", "framework", ""),
    "action": ("action", "action", "framework"),
    "vouchers": ("measure", "vouchers", "action"),
    "round-1": ("round", "vouchers", "vouchers"),
    "round-2": ("round", "vouchers", "vouchers"),
    "night-market": ("measure", "market", "action"),
    "feature-market": ("measure", "market", "action"),
    "festival": ("measure", "festival", "action"),
    "refund-point": ("measure", "tax_refund", "action"),
}
QUARTERS = {"round-1": 2, "round-2": 4}


@dataclass(frozen=True)
class Year:
    """``per_year``: how many editions it has."""

    year: int
    per_year: int
    today: date

    def code(self, key: str, city: str = "") -> str:
        return "-".join(filter(None, ("synthetic", city.lower(), key, str(self.year))))

    @property
    def cities(self) -> list[str]:
        return list(CITIES)[: max(1, self.per_year // EDITIONS_A_CITY)]

    def days(self, key: str) -> tuple[date, date] | None:
        if quarter := QUARTERS.get(key):
            return date(self.year, 3 * quarter - 2, 1), month_end(self.year, 3 * quarter)
        return {
            "night-market": (date(self.year, 5, 1), date(self.year, 10, 7)),
            "feature-market": (date(self.year, 12, 20), date(self.year, 12, 31)),
            "festival": (date(self.year, 6, 15), date(self.year, 6, 18)),
        }.get(key)

    def programmes(self) -> Iterator[Row]:
        cells = {"region": LIAONING, "year": str(self.year), "code": self.code("programme")}
        yield _row({**cells, **_titled("programme", year=self.year), **PUBLIC, "owner": "liaoning-commerce"})

    def targets(self) -> Iterator[Row]:
        """Near what the editions come to, so that some years are met and others missed."""
        near = dice("target", self.year).uniform(0.8, 1.1)
        for measure, comparison, each in (("count", "at_least", 1), ("area", "more_than", 30_000)):
            value = max(1, round(self.per_year * each * near))
            cells = {"programme": self.code("programme"), "region": LIAONING, "batch": "", "measure": measure}
            yield _row({**cells, "comparison": comparison, "value": str(value)})

    def objectives(self) -> Iterator[Row]:
        names = {f"name_{language}": text for language, text in _words("objective").items()}
        cells = {"code": self.code("objective"), "programme": self.code("programme")}
        yield _row({**cells, "kind": "aspect", "number": "1", **names})

    def contributions(self) -> Iterator[Row]:
        for city in self.cities:
            initiative = self.code("framework", city)
            yield _row({"objective": self.code("objective"), "edition": "", "initiative": initiative})

    def initiatives(self) -> Iterator[Row]:
        for city in self.cities:
            zh, en, _weight = CITIES[city]
            for key, (level, kind, parent) in PARTS.items():
                cells = {"code": self.code(key, city), "level": level, "kind": kind, "region": city, **PUBLIC}
                cells["parent"] = self.code(parent, city) if parent else ""
                cells["owner"] = "shenfu-committee" if en == "Shenfu" else f"{en.lower()}-commerce"
                if days := self.days(key):
                    cells["first_day"], cells["last_day"] = (day.isoformat() for day in days)
                if key == "refund-point":
                    cells["venue"] = next(iter(VENUES.get(city, ())), venue_code(city))
                    cells["link"] = f"https://example.org/{cells['code']}"
                yield _row({**cells, **_titled(key, zh=zh, en=en, year=self.year)})

    def bodies(self) -> Iterator[Row]:
        for city in self.cities:
            for key in ("vouchers", "night-market", "festival"):
                organisation = organisation_code(city)
                yield _row({"initiative": self.code(key, city), "organisation": organisation, "role": "operator"})

    def vouchers(self) -> Iterator[Row]:
        """What is redeemed and driven is known once the round is over."""
        for city in self.cities:
            for key, quarter in QUARTERS.items():
                code, random = self.code(key, city), dice(self.code(key, city))
                issued = random.randint(5, 60) * 100_000
                cells = {"initiative": code, "period": f"{self.year}-Q{quarter}", "issued": str(issued)}
                if (days := self.days(key)) and days[1] < self.today:
                    redeemed = round(issued * random.uniform(0.6, 0.98))
                    driven = round(redeemed * random.uniform(4, 40), -4)
                    cells |= {"redeemed": str(redeemed), "driven": str(driven), "driven_qualifier": "over"}
                yield _row({**cells, "source": "synthetic"})

    def recurrences(self) -> Iterator[Row]:
        for city in self.cities:
            weekly = {"frequency": "weekly", "weekdays": "FR,SA,SU", "opens": "17:00", "closes": "23:00"}
            yield _row({"initiative": self.code("night-market", city), **weekly})
            daily = {"frequency": "daily", "weekdays": "", "opens": "10:00", "closes": "20:00"}
            yield _row({"initiative": self.code("feature-market", city), **daily})

    def exceptions(self) -> Iterator[Row]:
        """One night off, one moved from Sunday to Monday, one day with shorter hours."""
        for city in self.cities:
            night, feature = self.code("night-market", city), self.code("feature-market", city)
            sunday = date(self.year, 6, 30)
            sunday -= timedelta((sunday.weekday() + 1) % 7)
            off, moved = (sunday + timedelta(days=n) for n in (-7, 1))
            yield _row({"initiative": night, "day": off.isoformat(), "kind": "cancelled"})
            yield _row({"initiative": night, "day": sunday.isoformat(), "kind": "moved", "new_day": moved.isoformat()})
            yield _row({"initiative": feature, "day": f"{self.year}-12-31", "kind": "moved", "closes": "17:00"})

    def hours(self) -> Iterator[Row]:
        for city in self.cities:
            for weekday in WEEKDAYS:
                cells = {"initiative": self.code("refund-point", city), "weekday": weekday}
                yield _row({**cells, "opens": "09:00", "closes": "17:00" if weekday in ("SA", "SU") else "20:00"})

    def observations(self) -> Iterator[Row]:
        """Of the months that are over."""
        for month in range(1, 13):
            if month_end(self.year, month) < self.today:
                value, before = sales(self.year, month), sales(self.year - 1, month)
                cells = {"indicator": SALES, "region": LIAONING, "cut": "all", "stage": "preliminary"}
                cells |= {"period": f"{self.year}-{month:02}", "value": str(value), "source": "synthetic"}
                yield _row({**cells, "year_on_year": f"{(value / before - 1) * 100:.1f}"})

    def measurements(self) -> Iterator[Row]:
        for city in self.cities:
            yield _row({"initiative": self.code("night-market", city), "indicator": SALES})


def month_end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def sales(year: int, month: int) -> int:
    """Yuan; more in summer, and every year."""
    season = 1 + 0.5 * (5 <= month <= 10)
    millions = 80 * season * 1.06 ** (year - 2020) * dice("sales", year, month).uniform(0.95, 1.05)
    return round(millions * 10) * 100_000


def indicators() -> Iterator[Row]:
    names = {f"name_{language}": text for language, text in _words("indicator").items()}
    yield _row({"code": SALES, "unit": "yuan", **names, **PUBLIC, "owner": "liaoning-commerce"})


def tables(years: list[Year]) -> tuple[Table, ...]:
    """A year for which the province has a programme already gets no other."""
    real = Programme.objects.filter(region__code=LIAONING, synthetic=False).values_list("year", flat=True)
    planned = [year for year in years if year.year not in set(real)]

    def of(rows: Callable[[Year], Iterator[Row]], those: list[Year] = years) -> Callable[[], Iterator[Row]]:
        return lambda: (row for year in those for row in rows(year))

    return (
        Table(Programme, CODE, of(Year.programmes, planned)),
        Table(Target, ("programme", "region", "batch", "measure"), of(Year.targets, planned)),
        Table(Objective, CODE, of(Year.objectives, planned)),
        Table(Initiative, CODE, of(Year.initiatives)),
        Table(InitiativeBody, ("initiative", "organisation", "role"), of(Year.bodies)),
        Table(Contribution, ("objective", "edition", "initiative"), of(Year.contributions, planned)),
        Table(VoucherRound, ("initiative",), of(Year.vouchers)),
        Table(Recurrence, ("initiative",), of(Year.recurrences)),
        Table(RecurrenceException, ("initiative", "day"), of(Year.exceptions)),
        Table(OpeningHours, ("initiative", "weekday"), of(Year.hours)),
        Table(Indicator, CODE, indicators),
        Table(Observation, ("indicator", "region", "cut", "period", "stage"), of(Year.observations)),
        Table(Measurement, ("initiative", "indicator"), of(Year.measurements)),
    )


def _words(key: str, **values: object) -> dict[str, str]:
    zh, en = INITIATIVES[key]
    return {"zh_hans": MARK[0] + zh.format(**values), "en": MARK[1] + en.format(**values)}


def _titled(key: str, **values: object) -> dict[str, str]:
    return {f"title_{language}": text for language, text in _words(key, **values).items()}


def _row(cells: dict[str, str]) -> Row:
    name = cells.get("code") or "/".join(list(cells.values())[:2])
    return Row(f"synthetic: {name}", cells)
