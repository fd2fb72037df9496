"""Many confirm conflicting bookings at the same time, each over a connection of its own."""

import random
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier
from time import perf_counter
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import OperationalError, connection, transaction

from fairs.calendar import ledger
from fairs.models import Edition, Hall, HallBooking, HallDay, Taken, act
from tests import factories as make
from tests.fairs.waiting import PATIENCE, begun

pytestmark = pytest.mark.django_db(transaction=True)
SPANS, RIVALS, TIMES = 10, 5, 4
FIRST = date(2026, 5, 1)


def rivals() -> list[HallBooking]:
    """Ten spans of days with five holds each, of which any two want some of the same space on some of the same days."""
    whole = make.hall(gross_area=12000)
    part = make.hall(whole.venue, part_of=whole)
    editions = [make.edition(published=False) for _number in range(RIVALS)]
    return [
        make.hall_booking(part if n % 2 else whole, (begin, begin + timedelta(2)), n % 3, edition=edition)
        for begin in (FIRST + timedelta(10 * span) for span in range(SPANS))
        for n, edition in enumerate(editions)
    ]


def in_threads(crowd: int, tasks: list[Any], do: Callable[[Any], str]) -> list[str]:
    """Each thread takes its share of the tasks, over one connection; all begin together."""
    gate = Barrier(crowd)

    def share(mine: list[Any]) -> list[str]:
        try:
            connection.ensure_connection()
            gate.wait(PATIENCE)
            return [do(task) for task in mine]
        finally:
            connection.close()

    with ThreadPoolExecutor(crowd) as pool:
        return [answer for answers in pool.map(share, [tasks[n::crowd] for n in range(crowd)]) for answer in answers]


def confirmed(booking: HallBooking) -> str:
    try:
        act(booking, "confirm")
    except OperationalError:  # SQLite, busy for too long: asked again, as the admin does
        return confirmed(booking)
    except Taken:
        return "taken by another"
    except ValidationError as error:
        return str(error.code)
    return "confirmed"


def test_of_many_who_confirm_at_once_exactly_one_gets_each_day(capsys: Any) -> None:
    holds = rivals()
    tasks = holds * TIMES
    random.Random(5).shuffle(tasks)
    crowd = 40 if connection.vendor == "postgresql" else 8
    started = perf_counter()
    answers = Counter(in_threads(crowd, tasks, confirmed))
    took = perf_counter() - started
    with capsys.disabled():
        print(f"\n{len(tasks)} confirmations over {crowd} connections in {took:.1f} s: {dict(answers)}")
    won = HallBooking.objects.filter(state="confirmed")
    assert (answers["confirmed"], won.count()) == (SPANS, SPANS)
    assert set(answers) == {"confirmed", "taken by another", "transition"}  # the second time it is confirmed already
    wanted = {(room, b.move_in + timedelta(n)) for b in won for room in b.rooms() for n in range(b.day_count)}
    rows = list(HallDay.objects.values_list("hall", "day"))
    assert (len(rows), set(rows)) == (len(wanted), wanted)
    assert ledger.check() == []


def test_a_part_that_is_added_while_its_whole_is_confirmed_is_taken_with_it() -> None:
    holds = [make.hall_booking(make.hall(code=f"H{n}"), (FIRST, FIRST)) for n in range(2)]
    tasks = [task for booking in holds for task in ((booking, False), (booking, True))]

    def do(task: tuple[HallBooking, bool]) -> str:
        booking, divide = task
        if divide:
            make.hall(booking.hall.venue, code="A", part_of=booking.hall)
        return "" if divide else confirmed(booking)

    assert Counter(in_threads(4, tasks, do)) == {"confirmed": 2, "": 2}
    assert HallDay.objects.filter(hall__code="A").count() == 2


def test_a_part_that_is_added_while_its_whole_is_released_is_free() -> None:
    booking = make.hall_booking(days=(FIRST, FIRST))
    act(booking, "confirm")
    with ThreadPoolExecutor(1) as pool:
        with ledger.writing():
            act(booking, "release")
            dividing = begun(pool, lambda: make.hall(booking.hall.venue, part_of=booking.hall), 1)
        assert dividing.result().days.count() == 0


def test_who_confirms_and_who_cancels_do_not_wait_for_each_other() -> None:
    hold = make.hall_booking(days=(FIRST, FIRST))
    edition: Any = hold.edition
    with ThreadPoolExecutor(2) as pool:
        with transaction.atomic():
            list(Hall.objects.select_for_update())  # confirming has its booking, and not yet named the hall
            confirming = begun(pool, lambda: confirmed(hold), 1)
            cancelling = begun(pool, lambda: act(edition, "cancel").event_status, 2)
        assert confirming.result() in {"confirmed", "transition"}  # the latter where it came second
        assert cancelling.result() == "cancelled"
    assert (HallBooking.objects.get().state, HallDay.objects.count()) == ("released", 0)
    assert ledger.check() == []


def test_a_hold_that_meets_a_cancellation_is_given_back_or_not_confirmed() -> None:
    hold = make.hall_booking(days=(FIRST, FIRST))
    edition: Any = hold.edition
    other = make.hall()

    def enter() -> str:
        late = make.hall_booking(other, (FIRST, FIRST), edition=Edition.objects.get(bookings=hold))
        return confirmed(late)

    with ThreadPoolExecutor(2) as pool:
        with transaction.atomic():
            list(HallBooking.objects.select_for_update())
            cancelling = begun(pool, lambda: act(edition, "cancel").event_status, 1)
            entering = begun(pool, enter, 2)
        assert cancelling.result() == "cancelled"
        assert entering.result() in {"None", "confirmed"}  # the latter where it came first
    assert not HallBooking.objects.filter(state="confirmed").exists()


def test_a_hold_that_is_moved_while_it_is_confirmed_is_confirmed_where_it_is_then() -> None:
    """PostgreSQL joins to a row that it had to wait for what belonged to the one before: nothing, or no row."""
    booking, hall, edition = make.hall_booking(days=(FIRST, FIRST)), make.hall(), make.edition()
    read_before = HallBooking.objects.get(pk=booking.pk)
    with ThreadPoolExecutor(1) as pool:
        with ledger.writing():
            booking.hall, booking.edition = hall, edition
            booking.save()
            confirming = begun(pool, lambda: confirmed(read_before), 1)
        assert confirming.result() == "confirmed"
    assert (edition.places.filter(hall=hall).count(), hall.days.count(), ledger.check()) == (1, 1, [])
