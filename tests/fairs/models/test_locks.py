"""Rows are locked in one order, so that no two wait for each other; SQLite has one writer at a time."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection
from django.urls import reverse

from fairs import merging
from fairs.calendar import ledger
from fairs.floor import rectangle
from fairs.models import Edition, Participation, Stand, StandPlan, act
from tests import factories as make
from tests.fairs.admin.world import logged_in, superuser
from tests.fairs.floors import row, stand_plan
from tests.fairs.waiting import PATIENCE, begun

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor == "sqlite", reason="has no locks of rows"),
]


def test_whoever_waits_for_a_plan_has_none_of_its_stands_and_exhibitors() -> None:
    client = logged_in(superuser())

    def by_api(stand: Stand, **data: Any) -> int:
        address = f"/api/v1/stands/{stand.uuid}/"
        return int(client.patch(address, data, content_type="application/json").status_code)

    def merge(part: Participation) -> Any:
        make.participation(part.edition, role="co", main=part)
        return merging.merge(make.participation(part.edition).exhibitor, part.exhibitor)

    deeds: list[Callable[[Participation, Stand], Any]] = [
        lambda part, stand: act(part, "withdraw").status,
        lambda part, stand: client.post(reverse("admin:fairs_stand_give", args=[part.pk]), {"stands": []}).status_code,
        lambda part, stand: by_api(stand, outline=rectangle(6, 6, 3, 3)),
        lambda part, stand: merge(part),
        lambda part, stand: stand.delete(),
    ]
    for deed in deeds:
        plan = stand_plan()
        part = make.participation(plan.edition)
        taken, free = row(plan, 2)
        taken.participation = part
        taken.save()
        with ThreadPoolExecutor(1) as pool:
            with ledger.writing():
                StandPlan.objects.locked([plan.pk])
                meanwhile = begun(pool, lambda deed=deed, part=part, stand=taken: deed(part, stand), 1)  # type: ignore[misc]
                assert not meanwhile.done()
                for held in (Stand, Participation):
                    list(held.objects.order_by().select_for_update(nowait=True))  # else it says who has them
                free.kind = "raw"
                plan.put([free])
            meanwhile.result()
    assert ledger.check() == []


def test_what_joins_a_thing_does_not_wait_for_whoever_changes_that() -> None:
    """Keys are checked at the end, when the ledger is locked: whoever has the row would then wait for the ledger."""
    edition = make.edition()
    with ThreadPoolExecutor(1) as pool, ledger.writing():
        act(edition, "cancel")
        joined = begun(pool, lambda: make.participation(Edition.objects.get()), 1).result(PATIENCE)
    assert (joined.edition, ledger.check()) == (edition, [])
