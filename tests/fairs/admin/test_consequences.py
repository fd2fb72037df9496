"""What subscribers will see of a change to what recurs; of verbs: ``test_verbs.py``."""

from datetime import date, time
from typing import Any

import pytest
from django.utils.translation import override

from fairs.admin.consequences import consequences
from initiatives.models import RecurrenceException
from tests.initiatives import factories as make

pytestmark = pytest.mark.django_db


def test_of_an_exception_and_of_a_longer_season() -> None:
    market = make.market()

    def seen(change: Any) -> list[tuple[str, str, str, str]]:
        with override("en"):
            return [(c.outcome, c.sentence, c.before.days, c.after.days) for c in consequences(change)[0]]

    def longer() -> None:
        market.last_day = date(2026, 11, 30)
        market.save()

    usual = "2026-04-04 17:00–23:00, and again until 2026-10-31"
    shown = seen(lambda: RecurrenceException.objects.create(initiative=market, day=date(2026, 5, 2)))
    assert shown == [("moved", "Takes place at other times in calendars.", usual, usual)]
    late = {"initiative": market, "day": date(2026, 10, 31), "kind": "moved", "closes": time(1)}
    assert seen(lambda: RecurrenceException.objects.create(**late))[0][3] == usual.replace("10-31", "11-01")
    assert seen(longer)[0][3] == usual.replace("10-31", "11-29")
