"""Clients that sync all the time while many write: they miss nothing."""

import time
from functools import partial
from threading import Event
from typing import Any

import pytest
from django.db import connection, transaction

from fairs.calendar import ledger
from fairs.calendar.models import Listing
from fairs.models import act
from tests import factories
from tests.fairs.calendar import test_ledger_concurrency as writers
from tests.fairs.waiting import PATIENCE, until_somebody_waits

from .client import CITY
from .test_sync import Copy, address, tag

pytestmark = pytest.mark.django_db(transaction=True)
threads = writers.threads
BRAND = "/caldav/calendars/batch-brand/"
SECONDS = 1.0
# SQLite has one writer at a time: nothing holds it up half way.
HELD_UP = ["before it commits", *["while it writes its rows"] * (connection.vendor == "postgresql")]


def overlooked(copy: Copy, name: str, code: str) -> set[str]:
    """Addresses where the client's copy differs from what it was told to have heard of.

    To compare at the end only would not do: the next change of the same listing hides that one was missed.
    """
    reached = int(copy.token.rpartition("/")[2])
    settled = Listing.objects.filter(revision__lte=reached, kind="edition")
    members = settled.filter(withdrawn=False, facets__name=name, facets__code=code)
    right = {f"{copy.path}{key}.ics": revision for key, revision in members.values_list("key", "revision")}
    told = (f"{copy.path}{key}.ics" for key in settled.values_list("key", flat=True))
    held = {address: int(tag.strip('"').rpartition("-")[2]) for address, tag in copy.tags.items()}
    return {address for address in told if held.get(address) != right.get(address)}


@pytest.mark.parametrize("held_up", HELD_UP)
def test_revisions_become_visible_in_their_order(held_up: str, threads: Any) -> None:
    """One writer has taken its revision and not committed; another comes. If revisions came from a sequence, or from
    a watermark raised in a transaction of its own, the second would commit the higher one now; a reader would go on
    from there and never ask for the first writer's, which appears behind its back."""
    one, other = factories.edition(), factories.edition()
    copy, mirror = Copy(CITY), writers.Mirror()
    copy.sync()
    mirror.poll()
    before, held, release = (copy.token, mirror.token), Event(), Event()

    def hold() -> None:
        with transaction.atomic():
            if held_up == "before it commits":
                act(one, "cancel")
            else:
                Listing.objects.select_for_update().get(key=f"edition-{one.uuid}")
            held.set()
            assert release.wait(PATIENCE)

    writing = [threads(hold)]
    assert held.wait(PATIENCE)
    try:
        if held_up != "before it commits":
            writing.append(threads(lambda: act(one, "cancel")))
            until_somebody_waits()
        writing.append(threads(lambda: act(other, "cancel")))
        for _ in range(5):
            mirror.poll()
            assert (copy.sync(), copy.token, mirror.token) == ({}, *before)
            release.wait(0.05)
        assert not writing[-1].done()
    finally:
        release.set()
    for each in writing:
        each.result(PATIENCE)
    mirror.poll()
    assert copy.sync() == {address(one): tag(one), address(other): tag(other)}
    assert mirror.rows == writers.Mirror.of_all()
    revisions = {key: revision for key, (_, revision) in writers.told().items()}
    assert revisions == {f"edition-{one.uuid}": before[1] + 1, f"edition-{other.uuid}": before[1] + 2}


def test_nothing_is_missed_of_what_many_write(threads: Any) -> None:
    """By the list of changes; by CalDAV whole, by pages, and of a batch that editions enter and leave."""
    writers.World()
    crowd = 8 if connection.vendor == "postgresql" else 3
    mirror, over = writers.Mirror(), Event()
    copies = [(Copy(CITY), "city", "210100"), (Copy(CITY, "2"), "city", "210100"), (Copy(BRAND), "batch", "brand")]

    polled: list[Copy] = []

    def follow() -> None:
        while not over.is_set():
            mirror.poll()
            copy, name, code = copies[len(polled) % len(copies)]
            copy.sync()
            assert overlooked(copy, name, code) == set()
            polled.append(copy)

    def enough() -> bool:
        return following.done() or (time.monotonic() > until and len(polled) > len(copies))

    mirror.poll()
    start, following = mirror.token, threads(follow)
    until = time.monotonic() + SECONDS
    try:
        for editor in [threads(partial(writers.edit, number, enough)) for number in range(crowd)]:
            editor.result(PATIENCE)
    finally:
        over.set()
    following.result(PATIENCE)
    mirror.poll()
    assert mirror.rows == writers.Mirror.of_all()
    for copy, *__ in copies:
        copy.sync()
        assert copy.tags == Copy.fresh(copy.path)
    assert mirror.token - start > crowd
    assert ledger.check() == []
