"""An exhibition with everything: a hall full of stands, who stands where, who applied, pavilions and their members.

Of a few fairs only, in the one venue with halls: more editions a year make no more of it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from random import Random
from typing import Any

from fairs.floor import Outline, area, in_order, rectangle
from fairs.models import (
    Deadline,
    Exhibitor,
    NeighbourWish,
    Organisation,
    Participation,
    Pavilion,
    Product,
    ProductDisplay,
    Region,
    Source,
    Stand,
    StandPlan,
)

from .halls import in_halls
from .making import Known, make
from .plan import EditionPlan
from .tables import COORDINATOR, exhibitor_code, product_code
from .words import EXHIBITORS, MARK

FAIRS = (20, 22, 66)
WIDTH, DEPTH, WALL, AISLE = 80.0, 62.5, 4.0, 4.0  # metres, as of a hall of 5,000 m²
OUTLINE = rectangle(0.0, 0.0, WIDTH, DEPTH)
ENTRANCES = [[20.0, DEPTH], [60.0, DEPTH]]
RAW = (20.0, 12.0, 16.0, 12.0)  # metres along the hall, 12 deep
BLOCK = (3.0, 3.0, 6.0, 3.0, 3.0, 3.0)  # 3 deep, twice back to back; three blocks along the hall
COUNTRIES = ("MY", "LK", "JP", "KR", "RU", "DE")
MEMBERS, KEPT = 4, 6  # exhibitors of a pavilion, stands kept for it
LARGE = 7  # exhibitors on raw space
ADMITTED, CO, REPRESENTED = 30, 2, 1
WITHOUT = 5  # admitted, and without a stand before the fair begins
LEFT = {"applied": 4, "waiting": 2, "declined": 1, "withdrawn": 1}
SHOWING = 3  # every so many shows a product: each costs the index of the catalogue hundreds of rows
APPLICATION, BUILDING = timedelta(days=45), timedelta(days=30)  # before the first day
CONTACT = "合成联系人 Synthetic contact"
MESSAGE = "合成申请：希望靠近入口。Synthetic application: near an entrance, please."


def shown(plan: EditionPlan) -> bool:
    return in_halls(plan) and plan.fair.number in FAIRS


def exhibition(known: Known, today: date, plan: EditionPlan, edition: Any, hall: Any) -> Iterator[Any]:
    """``hall``: the one that is divided into stands, once it is confirmed; until then there are applications only."""
    fair = _Exhibition(known, plan, edition, hall, over=plan.last_day < today)
    yield from fair.deadlines()
    if hall:
        yield from fair.everything()
    else:
        yield from fair.applications(list(range(1, EXHIBITORS + 1)))


def places() -> Iterator[tuple[str, str, Outline]]:
    """Number, kind and outline: raw space, and standard stands near the entrances."""
    for letter, top in (("A", WALL), ("B", 20.0), ("C", 36.0)):
        lefts = accumulate((width + AISLE for width in RAW), initial=WALL)
        for n, (left, width) in enumerate(zip(lefts, RAW, strict=False), start=1):
            yield f"{letter}{n}", "raw", rectangle(left, top, width, 12)
    number = 0
    for block in range(3):
        for row in range(2):
            left = WALL + block * (sum(BLOCK) + 4.5)
            for width in BLOCK:
                number += 1
                yield f"D{number}", "standard", rectangle(left, 52.0 + 3 * row, width, 3)
                left += width


@dataclass(frozen=True)
class _Exhibition:
    known: Known
    plan: EditionPlan
    edition: Any
    hall: Any
    over: bool

    def deadlines(self) -> Iterator[Deadline]:
        for kind, before, audience in (
            ("application", APPLICATION, "public"),
            ("stand_building", BUILDING, "exhibitors"),
        ):
            day = self.plan.first_day - before
            yield self._make(Deadline, kind, kind=kind, day=day, audience=audience)

    def everything(self) -> Iterator[Any]:
        random = self.plan.dice("stands")
        numbers = random.sample(range(1, EXHIBITORS + 1), EXHIBITORS)
        pavilions = [self._pavilion(code, n == 0) for n, code in enumerate(random.sample(COUNTRIES, 2))]
        yield from pavilions
        plan = self._make(StandPlan, self.hall.code, hall=self.hall, outline=OUTLINE, entrances=ENTRANCES)
        yield plan
        stands = [
            make(Stand, f"{self.plan.code}/{number}", plan=plan, number=number, kind=kind, outline=outline)
            for number, kind, outline in places()
        ]
        mains = [self._take_part(number, status="admitted") for number in numbers[:ADMITTED]]
        self._place(stands, mains, pavilions, random)
        yield from mains
        yield from stands
        yield make(NeighbourWish, self.plan.code, participation=mains[-1], neighbour=mains[-2].exhibitor)
        others = numbers[ADMITTED:]
        roles = ["co"] * CO + ["represented"] * REPRESENTED
        beside = [
            self._take_part(number, status="admitted", role=role, main=main if role == "co" else None)
            for number, role, main in zip(others, roles, mains, strict=False)
        ]
        yield from beside
        for part in (*mains[::SHOWING], *beside):
            yield self._display(part)
        yield from self.applications(others[len(roles) :])

    def applications(self, numbers: list[int]) -> Iterator[Any]:
        """After the fair nobody waits any more."""
        states = [state for state, number in LEFT.items() for __ in range(number)]
        for number, state in zip(numbers, states, strict=False):
            status = "declined" if self.over and state in ("applied", "waiting") else state
            part = self._take_part(number, status=status, message=MESSAGE, wished_area=9 * (1 + number % 4))
            part.wished_kind = "raw" if part.wished_area > 18 else "standard"
            yield part
            yield self._display(part)

    def _place(self, stands: list[Any], mains: list[Any], pavilions: list[Any], random: Random) -> None:
        """The large on raw space, members of pavilions on what is kept for them, the others where there is room."""
        raw = [stand for stand in stands if stand.kind == "raw"]
        standard = [stand for stand in stands if stand.kind == "standard"]
        rooms = random.sample(raw, LARGE)
        for n, pavilion in enumerate(pavilions):
            kept = standard[2 * len(BLOCK) * n :][:KEPT]
            for stand in kept:
                stand.pavilion = pavilion
            rooms += kept[:MEMBERS]
        free = [stand for stand in standard if not stand.pavilion]
        rooms += in_numbers(random.sample(free, len(mains) - len(rooms)))
        for n, (part, stand) in enumerate(zip(mains, rooms, strict=True)):
            part.pavilion = stand.pavilion
            part.wished_kind, part.wished_area = stand.kind, _area(stand)
            if self.over or n < len(mains) - WITHOUT:
                stand.participation, part.stand, part.contract_area = part, stand.number, _area(stand)

    def _pavilion(self, code: str, guest: bool) -> Any:
        region = self.known(Region, code)
        return self._make(
            Pavilion,
            code,
            region=region,
            hall=self.hall,
            guest_of_honour=guest,
            coordinator=self.known(Organisation, COORDINATOR),
            name_zh_hans=f"{MARK[0]}{region.name_zh_hans}馆",
            name_en=f"{MARK[1]}{region.name_en} pavilion",
            source=self.known(Source, "synthetic"),
        )

    def _take_part(self, number: int, **fields: Any) -> Any:
        exhibitor = self.known(Exhibitor, exhibitor_code(number))
        return self._make(Participation, str(number), exhibitor=exhibitor, contact=CONTACT, **fields)

    def _display(self, part: Any) -> Any:
        """Each shows its product, which has its number."""
        number = int(part.exhibitor.code.rpartition("-")[2])
        product = self.known(Product, product_code(number))
        fields = {"participation": part, "pavilion": part.pavilion, "source": self.known(Source, "synthetic")}
        return self._make(ProductDisplay, str(number), product=product, **fields)

    def _make(self, model: Any, name: str, **fields: Any) -> Any:
        return make(model, f"{self.plan.code}/{name}", edition=self.edition, **fields)


def in_numbers(stands: list[Any]) -> list[Any]:
    by_number = {stand.number: stand for stand in stands}
    return [by_number[number] for number in in_order(by_number)]


def _area(stand: Any) -> int:
    return int(area(stand.outline))
