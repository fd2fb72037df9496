"""A client that syncs all the time while many write: it misses nothing."""

from functools import partial
from threading import Event
from typing import Any

import pytest
from django.db import connection, transaction

from fairs.models import act
from tests import factories

from .. import test_ledger_concurrency as writers
from .client import CITY
from .test_sync import Copy, address, tag

pytestmark = pytest.mark.django_db(transaction=True)
threads = writers.threads
PATIENCE = writers.PATIENCE


def test_revisions_become_visible_in_their_order(threads: Any) -> None:
    """As in ``test_ledger_concurrency``: if the second writer could commit first, the client's token would pass over
    the first writer's revision, and what that changed would never be told."""
    one, other = factories.edition(), factories.edition()
    copy = Copy(CITY)
    copy.sync()
    before, told_in_secret, may_commit = copy.token, Event(), Event()

    def slow() -> None:
        with transaction.atomic():
            act(one, "cancel")
            told_in_secret.set()
            assert may_commit.wait(PATIENCE)

    first = threads(slow)
    assert told_in_secret.wait(PATIENCE)
    second = threads(lambda: act(other, "cancel"))
    for _ in range(5):
        assert (copy.sync(), copy.token) == ({}, before)
        may_commit.wait(0.05)
    assert not second.done()
    may_commit.set()
    first.result(PATIENCE), second.result(PATIENCE)
    assert copy.sync() == {address(one): tag(one), address(other): tag(other)}


def test_nothing_is_missed_of_what_many_write(threads: Any) -> None:
    """Whole, by pages, and of a batch that editions enter and leave."""
    for _ in range(2):
        writers.World()
    crowd, acts = (8, 5) if connection.vendor == "postgresql" else (3, 5)
    brand = "/caldav/calendars/batch-brand/"
    copies, over = [Copy(CITY), Copy(CITY, "2"), Copy(brand)], Event()

    def follow() -> int:
        polls = 0
        while not over.is_set():
            copies[polls % len(copies)].sync()
            polls += 1
        return polls

    following = threads(follow)
    try:
        for editor in [threads(partial(writers.edit, number, acts)) for number in range(crowd)]:
            editor.result(4 * PATIENCE)
    finally:
        over.set()
    assert following.result(PATIENCE) > len(copies)
    for copy in copies:
        copy.sync()
    assert [copy.tags for copy in copies] == [Copy.fresh(copy.path) for copy in copies]
