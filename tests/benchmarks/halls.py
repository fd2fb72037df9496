"""Halls: confirming a booking, finding space and drawing a year, with a history that is made up and rolled back."""

import statistics
from collections.abc import Callable
from datetime import date, timedelta
from time import perf_counter
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.db.models import QuerySet
from django.test import Client, override_settings
from django.urls import reverse

from fairs.models import BookingState, Edition, Hall, HallBooking, Region, User, Venue, act
from fairs.space import Wanted, offers

from .report import Row, at_most

VENUES, HALLS, LENGTH = 5, 60, 10
HISTORY = 100_000  # hall days
YEAR = 2027  # the present one: of each hall every other span of ten days is taken
CONFIRMED = 30
DAYS = {
    "sqlite": "date(b.move_in, '+' || n.day || ' days')",
    "postgresql": "b.move_in + n.day",
}


def halls(history: int = HISTORY) -> list[Row]:
    """The same with ten times the history: both are to cost the same within 2x."""
    rows, medians = [], []
    for size in (history, 10 * history):
        with transaction.atomic():
            made = _halls()
            _taken(made, size)
            drafts, public = _editions()
            took = {
                "confirming": _confirming(made, drafts, YEAR + 1),
                "telling": _confirming(made, public, YEAR + 2),
                "space": _finding(),
                "timeline": _drawing(),
            }
            transaction.set_rollback(True)
        medians.append({name: statistics.median(times) for name, times in took.items()})
        behind = f"{size:,} hall days"
        rows += [
            at_most(f"confirming one booking of 14 days, against {behind}", took["confirming"], 30, " ms"),
            at_most(
                "the same for a public edition, whose calendar entry then names the hall", took["telling"], 50, " ms"
            ),
            at_most(f"finding 20,000 m² in {HALLS} halls and a year, {behind}", took["space"], 200, " ms"),
            at_most(f"the page with a year of {HALLS} halls drawn, {behind}", took["timeline"], 1000, " ms"),
        ]
    growth = [round(medians[1][name] / medians[0][name], 2) for name in ("confirming", "space")]
    return [*rows, at_most("confirming and finding, with ten times the history to without", growth, 2)]


def timed(times: int, do: Callable[[int], Any]) -> list[float]:
    do(0)  # warms up
    took = []
    for number in range(1, times + 1):
        started = perf_counter()
        do(number)
        took.append((perf_counter() - started) * 1000)
    return took


def _confirming(made: list[Hall], editions: list[Edition], year: int) -> list[float]:
    """The whole act: lock, look, take the days, name the hall among the edition's places; the commit is not in it."""
    first = date(year, 1, 1)
    days = {"move_in": first, "first_day": first + timedelta(4), "last_day": first + timedelta(8)}
    holds = [
        HallBooking.objects.create(hall=hall, edition=edition, move_out=first + timedelta(13), **days)
        for hall, edition in zip(made, editions, strict=False)
    ]
    return timed(len(holds) - 1, lambda number: act(holds[number], "confirm"))


def _editions() -> tuple[list[Edition], list[Edition]]:
    """In preparation, and public: of these the calendar is told."""
    public = list(Edition.objects.published().filter(combined_with=None).order_by("pk")[: CONFIRMED + 1])
    drafts = [
        Edition.objects.create(
            code=f"benchmark-{n}", title_en=f"Fair {n}", fair=public[0].fair, region=public[0].region
        )
        for n in range(CONFIRMED + 1)
    ]
    return drafts, public


def _finding() -> list[float]:
    wanted = Wanted(20_000, 4, 4, 2, date(YEAR, 1, 1), date(YEAR, 12, 31))
    mine = Hall.objects.filter(code__startswith="benchmark-")
    assert offers(mine, wanted)
    return timed(10, lambda _number: offers(mine, wanted))


def _drawing() -> list[float]:
    client = Client()
    client.force_login(User.objects.create(username="benchmark", is_staff=True, is_superuser=True))
    asked = {"first": f"{YEAR}-01-01", "last": f"{YEAR}-12-31"}
    with override_settings(ALLOWED_HOSTS=["testserver", *settings.ALLOWED_HOSTS], SECURE_SSL_REDIRECT=False):
        address = reverse("admin:fairs_hallbooking_timeline")
        return timed(5, lambda _number: client.get(address, asked))


def _halls() -> list[Hall]:
    city = Region.objects.get(code="210100")
    venues = [Venue.objects.create(code=f"benchmark-{n}", name_en=f"Venue {n}", region=city) for n in range(VENUES)]
    return [
        Hall.objects.create(
            venue=venues[n % VENUES], code=f"benchmark-{n}", name_en=f"Hall {n}", gross_area=5_000 + 200 * n
        )
        for n in range(HALLS)
    ]


def _taken(made: list[Hall], size: int) -> None:
    """Confirmed bookings of ten days: every other span of the present year, and all of the years before."""
    edition = Edition.objects.published()[0]
    rows = []
    for hall in made:
        present = [date(YEAR, 1, 1) + timedelta(2 * LENGTH * n) for n in range(18)]
        past = [date(YEAR, 1, 1) - timedelta(LENGTH * n) for n in range(1, size // HALLS // LENGTH + 1)]
        rows += [_booking(hall, edition, begin) for begin in [*present, *past]]
    QuerySet[Any, Any](HallBooking).bulk_create(rows, batch_size=2_000)
    numbers = " UNION ALL ".join(f"SELECT {n} AS day" for n in range(LENGTH))
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO fairs_hallday (booking_id, hall_id, day) "  # noqa: S608
            f"SELECT b.id, b.hall_id, {DAYS[connection.vendor]} FROM fairs_hallbooking b CROSS JOIN ({numbers}) n "
            "WHERE b.private_note = 'benchmark'"
        )
        cursor.execute("ANALYZE")


def _booking(hall: Hall, edition: Edition, begin: date) -> HallBooking:
    return HallBooking(
        hall=hall, edition=edition, move_in=begin, first_day=begin + timedelta(3), last_day=begin + timedelta(7),
        move_out=begin + timedelta(LENGTH - 1), state=BookingState.CONFIRMED, private_note="benchmark",
    )  # fmt: skip
