"""Who has booked the halls of one synthetic venue, who waits for them, and when they are closed.

Of the fairs of one city and these numbers only: more editions a year make no more of it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from math import ceil
from typing import Any
from zoneinfo import ZoneInfo

from fairs.models import Hall, HallBooking, HallDay, Organisation

from .making import Known, make
from .plan import EditionPlan, edition_plan, venue_code
from .tables import HALL_AREA, HALLS_CITY, PARTED, hall_name, organisation_code

SHANGHAI = ZoneInfo("Asia/Shanghai")
DAY = timedelta(days=1)
LAST_FAIR = 270
SURE = timedelta(days=180)  # what begins so soon is confirmed
WAITED, LATER = timedelta(days=400), timedelta(days=30)
DECIDED = timedelta(days=120)  # before move-in
SECOND_CHOICES = {52: 22, 131: 66, 156: 20, 191: 131}  # the fair that holds the days of another, too
CLOSED_WITH, CLOSED_HALL = 22, "6"
NOTES = {
    "second": "合成数据：备选档期。Synthetic: a second choice of days.",
    "closed": "合成数据：检修地面。Synthetic: the floor is mended.",
}
WHOLE = ("1", "3", "4", "5", "6")  # hall 2 comes last, as its parts are booked by themselves


def in_halls(plan: EditionPlan) -> bool:
    return plan.fair.city == HALLS_CITY and plan.fair.number <= LAST_FAIR


def wanted(plan: EditionPlan) -> list[str]:
    """Halls enough for its area, others for each fair; what is left over goes into a part."""
    turn = plan.fair.number % len(WHOLE)
    order = [*WHOLE[turn:], *WHOLE[:turn], PARTED]
    number, rest = divmod(min(plan.area, HALL_AREA * len(order)), HALL_AREA)
    if number and 0 < rest <= HALL_AREA / 2:
        return [*order[:number], f"{PARTED}A"]
    return order[: ceil(plan.area / HALL_AREA)]


@dataclass
class Halls:
    """``taken``: (code of a hall, day) that somebody has for good, to which what is made here is added."""

    known: Known
    today: date
    taken: set[tuple[str, date]] = field(default_factory=set)

    @classmethod
    def as_they_are(cls, known: Known, today: date) -> "Halls":
        days = HallDay.objects.filter(hall__venue__code=venue_code(HALLS_CITY))
        return cls(known, today, set(days.values_list("hall__code", "day")))

    def bookings(self, plan: EditionPlan, edition: Any) -> list[HallBooking]:
        """The edition's own first."""
        if not in_halls(plan):
            return []
        state = self._state(plan)
        made = [self._booking(code, plan, edition, code, state=state) for code in (wanted(plan) if state else [])]
        made += self._second_choice(plan, edition)
        if plan.fair.number == CLOSED_WITH:
            made += self._closed(plan.year)
        return made

    def days(self, booking: HallBooking) -> Iterator[HallDay]:
        """Of a confirmed booking, in the hall and in its parts."""
        for code in rooms(booking.hall.code) if booking.state == "confirmed" else ():
            for day in between(booking.move_in, booking.move_out):
                yield HallDay(booking=booking, hall=self._hall(code), day=day)

    def _state(self, plan: EditionPlan) -> str:
        """ "" of what is over and found no room."""
        if plan.status in ("cancelled", "postponed"):
            return "released"
        sure = plan.state == "published" and plan.first_day <= self.today + SURE
        if sure and self._take(wanted(plan), *_occupied(plan)):
            return "confirmed"
        return "held" if plan.first_day > self.today else ""

    def _take(self, codes: list[str], first: date, last: date) -> bool:
        """Whether they were free; from now on they are not."""
        days = {(room, day) for code in codes for room in rooms(code) for day in between(first, last)}
        free = not days & self.taken
        if free:
            self.taken |= days
        return free

    def _booking(self, name: str, plan: EditionPlan, edition: Any, code: str, **fields: Any) -> HallBooking:
        """On the days of the plan, whichever edition it is for."""
        first, last = _occupied(plan)
        given: dict[str, Any] = {
            "held_since": self._since(plan.first_day - WAITED),
            "held_until": max(first - DECIDED, self.today + LATER) if fields["state"] == "held" else None,
            **fields,
        }
        return make(
            HallBooking,
            f"{edition.code}/{name}",
            hall=self._hall(code),
            edition=edition,
            move_in=first,
            first_day=plan.first_day,
            last_day=plan.last_day,
            move_out=last,
            owner=edition.owner,
            **given,
        )

    def _second_choice(self, plan: EditionPlan, edition: Any) -> Iterator[HallBooking]:
        """Behind the fair that is to be there."""
        number = SECOND_CHOICES.get(plan.fair.number)
        other = number and edition_plan(number, plan.year, self.today)
        if not other or plan.status != "scheduled" or other.first_day <= self.today + SURE:
            return
        later = self._since(other.first_day - WAITED) + LATER
        told = {"state": "held", "held_since": later, "private_note": NOTES["second"]}
        yield self._booking(other.code, other, edition, wanted(other)[0], **told)

    def _closed(self, year: int) -> Iterator[HallBooking]:
        first, last = date(year, 7, 6), date(year, 7, 24)
        if self._take([CLOSED_HALL], first, last):
            yield make(
                HallBooking,
                f"closed/{year}",
                hall=self._hall(CLOSED_HALL),
                purpose="closed",
                move_in=first,
                first_day=first,
                last_day=last,
                move_out=last,
                state="confirmed",
                held_since=self._since(first - WAITED),
                owner=self.known(Organisation, organisation_code(HALLS_CITY)),
                private_note=NOTES["closed"],
            )

    def _since(self, day: date) -> datetime:
        return datetime.combine(min(day, self.today - 2 * LATER), time(9), SHANGHAI)

    def _hall(self, code: str) -> Any:
        return self.known(Hall, hall_name(code))


def rooms(code: str) -> list[str]:
    return [code, f"{code}A", f"{code}B"] if code == PARTED else [code]


def between(first: date, last: date) -> list[date]:
    return [first + n * DAY for n in range((last - first).days + 1)]


def _occupied(plan: EditionPlan) -> tuple[date, date]:
    random = plan.dice("halls")
    return plan.first_day - random.randint(2, 4) * DAY, plan.last_day + random.randint(1, 2) * DAY
