"""Two that would both be recognised as the first in the Northeast at the same time, each with its own connection."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier, Event
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.utils.translation import override

from fairs.calendar import ledger
from fairs.models import act
from initiatives.models import Launch
from tests import factories
from tests.fairs.admin.world import confirm, fresh, logged_in, look, superuser
from tests.fairs.waiting import PATIENCE, until_somebody_waits
from tests.initiatives.factories import claim, ladder

pytestmark = pytest.mark.django_db(transaction=True)
DAYS = {"first_day": date(2026, 2, 1), "last_day": date(2026, 2, 1)}


@pytest.fixture
def pool() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(2) as threads, override("en"):
        yield threads


def rivals() -> list[Launch]:
    """In Shenyang and in Changchun."""
    ladder()
    return [claim(recognition="noticed", region=factories.region(code), **DAYS) for code in ("210100", "220100")]


def closing(work: Any) -> Any:
    try:
        with override("en"):
            return work()
    except ValidationError as refused:
        return refused.messages
    finally:
        connection.close()


def one_holder(outcomes: list[Any]) -> None:
    [winner] = Launch.objects.filter(recognition="recognised")
    told = [f"“{winner.title_en}” has been recognised as the same first since {winner.recognised_on}."]
    assert sorted(outcomes, key=str) == sorted([winner, told], key=str)
    assert ledger.check() == []


def test_of_two_recognitions_at_once_exactly_one_wins(pool: ThreadPoolExecutor) -> None:
    together = Barrier(2)

    def recognise(launch: Launch) -> Launch:
        together.wait(PATIENCE)
        return act(launch, "recognise")

    started = [pool.submit(closing, lambda launch=launch: recognise(launch)) for launch in rivals()]  # type: ignore[misc]
    one_holder([future.result(PATIENCE) for future in started])


def test_who_comes_while_another_is_recognised_waits_and_is_told(pool: ThreadPoolExecutor) -> None:
    first, second = rivals()
    recognised = Event()

    def slow() -> Launch:
        with ledger.writing(), transaction.atomic():
            done = act(first, "recognise")
            recognised.set()
            until_somebody_waits()
        return done

    early = pool.submit(closing, slow)
    assert recognised.wait(PATIENCE)
    late = pool.submit(closing, lambda: act(second, "recognise"))
    one_holder([early.result(PATIENCE), late.result(PATIENCE)])


def test_who_decides_in_the_admin_meanwhile_is_told_on_the_page(pool: ThreadPoolExecutor) -> None:
    first, second = rivals()
    client = logged_in(superuser())
    token = look(client, "recognise", second, valid_until="2029-01-01").context["token"]
    pool.submit(closing, lambda: act(first, "recognise")).result(PATIENCE)
    page = confirm(client, "recognise", second, token=token, valid_until="2029-01-01")
    assert page.status_code == 200
    assert "has been recognised as the same first since" in str(page.context["form"].errors["__all__"])
    assert fresh(second).recognition == "noticed"


def test_the_database_has_the_last_word(pool: ThreadPoolExecutor) -> None:
    """Whoever writes past the verb meets the constraint."""
    together = Barrier(2)
    days = {"recognised_on": date(2026, 3, 11), "valid_until": date(2029, 3, 11)}

    def write(launch: Launch) -> str:
        together.wait(PATIENCE)
        try:
            with ledger.writing():
                Launch.objects.filter(pk=launch.pk).update(recognition="recognised", **days)
        except IntegrityError:
            return "refused"
        return "written"

    started = [pool.submit(closing, lambda launch=launch: write(launch)) for launch in rivals()]  # type: ignore[misc]
    assert sorted(future.result(PATIENCE) for future in started) == ["refused", "written"]
    assert Launch.objects.filter(recognition="recognised").count() == 1
