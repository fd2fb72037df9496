"""Blocks of days: their identity, and what moves with them."""

from datetime import date, time, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from fairs.calendar import ledger
from fairs.models import DayBlock, Edition, OpeningDay, act
from fairs.models.timed import EARLIEST, LATEST
from tests import factories
from tests.fairs.calendar.world import JUNE, MAY

pytestmark = pytest.mark.django_db


def spans(edition: Edition) -> list[tuple[date | None, date | None]]:
    return [(b.first_day, b.last_day) for b in edition.blocks.all()]


def moved(edition: Edition, *days: tuple[date, date], verb: str = "reschedule") -> Edition:
    blocks = list(edition.blocks.all())
    return act(edition, verb, days={b.pk: span for b, span in zip(blocks, days, strict=False)})


def test_the_first_block_has_the_editions_uuid_and_a_new_first_one_takes_it_again() -> None:
    edition = factories.edition([MAY, JUNE])
    first, second = edition.blocks.all()
    assert first.uuid == edition.uuid != second.uuid
    first.delete()
    again = DayBlock.objects.create(edition=edition, first_day=MAY[0], last_day=MAY[1])
    assert again.uuid == edition.uuid


def test_only_an_announced_move_remembers_where_it_came_from() -> None:
    edition = factories.edition([MAY])
    moved(edition, JUNE, verb="correct")
    assert [(b.previous_first_day, b.previous_last_day) for b in edition.blocks.all()] == [(None, None)]
    moved(edition, MAY)
    assert [(b.previous_first_day, b.previous_last_day) for b in edition.blocks.all()] == [JUNE]


def test_blocks_may_pass_through_each_others_days() -> None:
    edition = factories.edition([MAY, JUNE])
    july = (date(2026, 7, 1), date(2026, 7, 3))
    moved(edition, JUNE, july)
    assert spans(edition) == [JUNE, july]
    moved(edition, july, JUNE)
    assert spans(edition) == [JUNE, july]
    assert edition.blocks.get(first_day=july[0]).uuid == edition.uuid
    assert ledger.check() == []


@pytest.mark.parametrize(
    "days",
    [
        (MAY[1], MAY[0]),
        (JUNE[0], JUNE[0]),
        (MAY[0], JUNE[0]),
        (MAY[0], MAY[0] + timedelta(days=401)),
        (EARLIEST - timedelta(days=1), EARLIEST),
        (LATEST, LATEST + timedelta(days=1)),
        (date.min, date.min),
        (date.max, date.max),
    ],
)
def test_days_that_cannot_be(days: Any) -> None:
    edition = factories.edition([MAY, JUNE])
    with pytest.raises(ValidationError):
        moved(edition, days)
    assert (spans(edition), Edition.objects.get().event_status, ledger.check()) == ([MAY, JUNE], "scheduled", [])


def test_a_block_that_somebody_took_away_meanwhile() -> None:
    edition = factories.edition([MAY, JUNE])
    gone = edition.blocks.get(first_day=JUNE[0])
    days = {gone.pk: (JUNE[1], JUNE[1])}
    gone.delete()
    with pytest.raises(ValidationError):
        act(edition, "reschedule", days=days)


@pytest.mark.parametrize("span", [(EARLIEST, EARLIEST), (LATEST, LATEST), (LATEST - timedelta(days=400), LATEST)])
def test_days_at_the_limits(span: tuple[date, date]) -> None:
    edition = factories.edition([MAY])
    block = edition.blocks.get()
    OpeningDay.objects.create(block=block, day=MAY[0], opens=time(0), closes=time(23, 59, 59))
    moved(edition, span)
    assert (spans(edition), block.opening_days.get().day, ledger.check()) == ([span], span[0], [])


@pytest.mark.parametrize("shift", [1, -1, 31])
def test_opening_days_keep_their_distance_from_the_first_day(shift: int) -> None:
    edition = factories.edition([MAY])
    block = edition.blocks.get()
    for number in range(3):
        OpeningDay.objects.create(block=block, day=MAY[0] + timedelta(days=number))
    first = MAY[0] + timedelta(days=shift)
    moved(edition, (first, first + timedelta(days=2)))
    assert [d.day - first for d in block.opening_days.all()] == [timedelta(days=n) for n in range(3)]


def test_opening_days_beyond_the_last_day_fall_away() -> None:
    edition = factories.edition([MAY])
    block = edition.blocks.get()
    for number in range(3):
        OpeningDay.objects.create(block=block, day=MAY[0] + timedelta(days=number), opens=time(9), closes=time(17))
    moved(edition, (JUNE[0], JUNE[0] + timedelta(days=1)))
    assert [d.day for d in block.opening_days.all()] == [JUNE[0], JUNE[0] + timedelta(days=1)]
    assert ledger.check() == []
