"""Plans to unsaved objects."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from fairs.models import (
    Category,
    DayBlock,
    Deadline,
    Edition,
    EditionOrganiser,
    EditionPlace,
    Exhibitor,
    Fair,
    FairCategory,
    Figure,
    HallBooking,
    HallDay,
    NeighbourWish,
    OpeningDay,
    Organisation,
    Participation,
    Pavilion,
    Product,
    ProductDisplay,
    Region,
    Session,
    Source,
    Stand,
    StandPlan,
    Venue,
)
from initiatives.models import Brand, Launch
from seeds.files import title_en, title_zh_hans

from . import stands
from .claims import claim, item
from .halls import SHANGHAI, Halls
from .making import Known, make, synthetic_uuid
from .plan import EditionPlan, FairPlan, one_of
from .tables import brand_code, exhibitor_code, organisation_code, product_code
from .words import (
    CITIES,
    COMPANY_ROOTS,
    CONTENTS,
    DESCRIPTION,
    EXHIBITORS,
    LAUNCH_VENUES,
    LAUNCHES,
    MARK,
    ORIGINS,
    SESSIONS,
    THEMES,
)

OPENS, CLOSES, CLOSES_ON_LAST_DAY = time(9), time(17), time(15)
SESSION_COUNTS = {0: 75, 1: 17, 2: 8}
IN_ORDER = (
    Fair, FairCategory, Edition, DayBlock, OpeningDay, HallBooking, HallDay, EditionPlace, EditionOrganiser, Figure,
    Deadline, Pavilion, Participation, NeighbourWish, ProductDisplay, StandPlan, Stand, Session, Launch,
)  # fmt: skip


@dataclass(frozen=True)
class Builder:
    known: Known
    today: date
    halls: Halls

    def fair(self, plan: FairPlan) -> Iterator[Any]:
        zh, en = plan.names()
        names = {"name_zh_hans": MARK[0] + zh, "name_en": MARK[1] + en}
        fair = make(Fair, plan.code, code=plan.code, synthetic=True, source=self._source, **names)
        yield fair
        category = self.known(Category, plan.sector[0])
        yield make(FairCategory, plan.code, fair=fair, category=category)

    def edition(self, plan: EditionPlan, fair: Any) -> Iterator[Any]:
        edition = self._edition(plan, fair)
        block = DayBlock(uuid=edition.uuid, edition=edition, first_day=plan.first_day, last_day=plan.last_day)
        if plan.status == "rescheduled":
            earlier = timedelta(plan.dice("moved").randint(7, 45))
            block.previous_first_day, block.previous_last_day = plan.first_day - earlier, plan.last_day - earlier
        yield from (edition, block)
        bookings = self.halls.bookings(plan, edition)
        yield from bookings
        for booking in bookings:
            yield from self.halls.days(booking)
        halls = [b.hall for b in bookings if b.edition and b.state == "confirmed"]
        yield from self._places(plan, edition, halls)
        yield from self._hours(plan, block)
        yield from self._figures(plan, edition)
        yield from self._sessions(plan, edition)
        if stands.shown(plan):
            yield from stands.exhibition(self.known, self.today, plan, edition, halls[0] if halls else None)
        elif plan.fair.number % 20 == 0:
            yield from self._exhibitors(plan, edition)
        if plan.fair.number % 12 == 0:
            yield self._launch(plan)

    @property
    def _source(self) -> Any:
        return self.known(Source, "synthetic")

    def _edition(self, plan: EditionPlan, fair: Any) -> Any:
        random = plan.dice("text")
        theme, contents = random.choice(THEMES), random.sample(CONTENTS, 3)
        zh, en = plan.fair.names()
        ordinal, year = str(plan.ordinal), str(plan.year)
        return make(
            Edition,
            plan.code,
            code=plan.code,
            fair=fair,
            ordinal=plan.ordinal,
            year=plan.year,
            title_zh_hans=MARK[0] + title_zh_hans(zh, ordinal, year),
            title_en=MARK[1] + title_en(en, ordinal, year),
            description_zh_hans=DESCRIPTION[0].format(theme[0], *(c[0] for c in contents)),
            description_en=DESCRIPTION[1].format(theme[1], *(c[1] for c in contents)),
            batch=plan.fair.batch,
            audience=plan.fair.audience,
            region=self.known(Region, plan.fair.city),
            event_status=plan.status,
            editorial_state=plan.state,
            owner=self._owner(plan),
            synthetic=True,
            source=self._source,
        )

    def _owner(self, plan: EditionPlan) -> Any:
        city = CITIES[plan.fair.city][1].lower()
        return self.known(Organisation, "shenfu-committee" if city == "shenfu" else f"{city}-commerce")

    def _places(self, plan: EditionPlan, edition: Any, halls: list[Any]) -> Iterator[Any]:
        for hall in halls:
            yield make(EditionPlace, f"{plan.code}/{hall.code}", edition=edition, venue=hall.venue, hall=hall)
        for code in plan.fair.venues if not halls else ():
            venue = self.known(Venue, code)
            yield make(EditionPlace, f"{plan.code}/{code}", edition=edition, venue=venue)
        organiser = self.known(Organisation, organisation_code(plan.fair.city))
        yield make(EditionOrganiser, plan.code, edition=edition, organisation=organiser)

    def _hours(self, plan: EditionPlan, block: Any) -> Iterator[Any]:
        if plan.fair.number % 10 or plan.fair.batch == "resident":
            return
        for day in plan.days:
            trade = plan.fair.audience == "trade" or (plan.fair.audience == "mixed" and day == plan.first_day)
            yield make(
                OpeningDay,
                f"{plan.code}/{day}",
                block=block,
                day=day,
                day_type="trade" if trade else "public",
                opens=OPENS,
                closes=CLOSES_ON_LAST_DAY if day == plan.last_day else CLOSES,
            )

    def _figures(self, plan: EditionPlan, edition: Any) -> Iterator[Any]:
        for stage, measure, value, qualifier in figures(plan, self.today):
            name = f"{plan.code}/{stage}/{measure}"
            shared = {"stage": stage, "measure": measure, "value": value, "qualifier": qualifier}
            yield make(Figure, name, edition=edition, source=self._source, **shared)

    def _sessions(self, plan: EditionPlan, edition: Any) -> Iterator[Any]:
        random = plan.dice("sessions")
        for number, kind in enumerate(random.sample(list(SESSIONS), one_of(SESSION_COUNTS, random)), start=1):
            starts = datetime.combine(
                random.choice(plan.days[:3]), time(random.randint(9, 15), random.choice((0, 30))), SHANGHAI
            )
            zh, en = SESSIONS[kind]
            yield make(
                Session,
                f"{plan.code}/{number}",
                code=f"{plan.code}-s{number}",
                edition=edition,
                kind=kind,
                title_zh_hans=MARK[0] + zh.format(plan.fair.sector[1]),
                title_en=MARK[1] + en.format(plan.fair.sector[2].lower()),
                venue=self.known(Venue, plan.fair.venues[0]),
                starts_at=starts,
                ends_at=starts + timedelta(minutes=random.choice((60, 90, 120, 180))),
                editorial_state=plan.state,
                owner=edition.owner,
                synthetic=True,
                source=self._source,
            )

    def _exhibitors(self, plan: EditionPlan, edition: Any) -> Iterator[Any]:
        random = plan.dice("exhibitors")
        pavilions = [self._pavilion(plan, edition, code) for code in random.sample(ORIGINS, 2)]
        yield from pavilions
        for stand, number in enumerate(random.sample(range(1, EXHIBITORS + 1), 6), start=1):
            participation = make(
                Participation,
                f"{plan.code}/{number}",
                edition=edition,
                exhibitor=self.known(Exhibitor, exhibitor_code(number)),
                pavilion=random.choice([None, *pavilions]),
                status="admitted" if stand > 1 else "applied",
                stand=f"A{stand:02}",
                contract_area=random.choice((9, 18, 36, 54, 108)),
            )
            yield participation
            if stand > 3:
                product = self.known(Product, product_code(number))
                place = {"participation": participation, "pavilion": participation.pavilion}
                yield make(
                    ProductDisplay,
                    f"{plan.code}/{number}",
                    edition=edition,
                    product=product,
                    source=self._source,
                    **place,
                )

    def _pavilion(self, plan: EditionPlan, edition: Any, code: str) -> Any:
        region = self.known(Region, code)
        names = {"name_zh_hans": f"{MARK[0]}{region.name_zh_hans}馆", "name_en": f"{MARK[1]}{region.name_en} pavilion"}
        return make(Pavilion, f"{plan.code}/{code}", edition=edition, region=region, source=self._source, **names)

    def _launch(self, plan: EditionPlan) -> Any:
        random = plan.dice("launch")
        kind, brand = random.choice(list(LAUNCHES)), random.choice(COMPANY_ROOTS)
        zh, en = LAUNCHES[kind]
        starts = datetime.combine(
            plan.first_day + timedelta(random.randint(0, 6)), time(random.randint(10, 19)), SHANGHAI
        )
        held = starts.date() < self.today
        venues = LAUNCH_VENUES.get(plan.fair.city, plan.fair.venues)
        scope = random.choice(("", "city", "province", "northeast", "mainland"))
        launch = make(
            Launch,
            plan.code,
            code=f"{plan.code}-launch",
            kind=kind,
            title_zh_hans=MARK[0] + zh.format(brand[0]),
            title_en=MARK[1] + en.format(brand[1]),
            brand=self.known(Brand, brand_code(brand)),
            item=item(plan, kind),
            scope=scope,
            **claim(plan, kind, scope, starts.date(), self.today),
            region=self.known(Region, plan.fair.city),
            venue=self.known(Venue, random.choice(venues)),
            starts_at=starts,
            ends_at=starts + timedelta(hours=random.randint(1, 4)),
            visitors=random.randint(3, 400) * 100 if held else None,
            visitors_qualifier=random.choice(("about", "nearly", "over")) if held else "exact",
            visitors_period_zh_hans="首日" if held else "",
            visitors_period_en="first day" if held else "",
            editorial_state=plan.state,
            owner=self._owner(plan),
            synthetic=True,
            source=self._source,
        )
        launch.derive()
        return launch


def fair_uuid(plan: FairPlan) -> UUID:
    return synthetic_uuid(Fair, plan.code)


def figures(plan: EditionPlan, today: date) -> Iterator[tuple[str, str, int, str]]:
    """(stage, measure, value, qualifier); a conference has no exhibition area."""
    random = plan.dice("figures")
    held = plan.last_day < today and plan.status in ("scheduled", "rescheduled")
    if plan.fair.conference:
        delegates = random.randint(2, 30) * 50
        yield "plan", "delegates", delegates, "about"
        if held:
            yield "preliminary", "delegates", round(delegates * random.uniform(0.8, 1.2)), "exact"
        return
    exhibitors = round(plan.area / random.uniform(35, 70))
    yield "plan", "gross_area", plan.area, "exact"
    yield "plan", "exhibitors", round(exhibitors, -1), "about"
    if held:
        yield "preliminary", "gross_area", round(plan.area * random.uniform(0.85, 1)), "exact"
        yield "preliminary", "exhibitors", exhibitors, "exact"
        visits = plan.area * min(len(plan.days), 5) * random.uniform(0.15, 0.5)
        yield "preliminary", "visits", round(visits), random.choice(("exact", "over", "nearly"))
