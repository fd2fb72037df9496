"""Editors do whatever comes to their minds; after every step the public must have been told just that.

The machine keeps a copy of what was told before the step, so it sees not only that the listings are right, but that
sequences, revisions and feeds moved exactly when they had to.
"""

import os
from datetime import date, datetime, time
from typing import Any

import orjson
import pytest
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, settings
from hypothesis.stateful import invariant, run_state_machine_as_test
from icalendar import Calendar

from fairs.calendar import feeds, ledger
from fairs.calendar.entry import SHANGHAI
from fairs.calendar.models import Listing
from fairs.models import DayBlock, Edition, OpeningDay, Session
from initiatives.models import Launch
from tests import factories

from .editors import Editors
from .world import everything

FEEDS = (
    "all.ics",
    "all.ics?kind=edition,hours,session,launch&lang=en",
    "upcoming.ics?cancelled=hide",
    "all.ics?city=210100",
)


def content(row: Listing) -> dict[str, Any]:
    """What readers of the calendar are told, without what the ledger adds and filters use; of a tombstone, nothing."""
    told = {} if row.withdrawn else orjson.loads(bytes(row.payload))
    return {name: value for name, value in told.items() if name not in {"sequence", "modified", "facets"}}


def stored(row: Listing) -> list[Any]:
    return [row.withdrawn, row.search, *map(bytes, (row.payload, row.vevent_zh_hans, row.vevent_en, row.row_digest))]


class Public(Editors):
    def __init__(self) -> None:
        super().__init__()
        self.undone = transaction.atomic()
        self.undone.__enter__()
        feeds.forget()  # what another example kept under the same watermark
        self.client = Client()
        self.told: dict[str, Listing] = {}
        self.mark = ledger.watermark()
        self.sent: dict[str, tuple[str, bytes]] = {}
        self.mirror: dict[str, int] = {}
        self.token = 0

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.undone.__exit__(None, None, None)

    @invariant()
    def the_data_say_what_the_public_is_told(self) -> None:
        assert ledger.check() == []
        assert {row.key for row in Listing.objects.current()} == self.public_keys()

    def public_keys(self) -> set[str]:
        """Said again in other words than the mappers'."""
        editions = Edition.objects.filter(editorial_state="published")
        blocks = DayBlock.objects.filter(edition__in=editions, first_day__isnull=False, last_day__isnull=False)
        days = OpeningDay.objects.filter(block__in=blocks, opens__isnull=False).select_related("block")
        sessions = Session.objects.filter(editorial_state="published", edition__in=editions)
        keys = {f"edition-{block.uuid}" for block in blocks}
        keys |= {f"hours-{day.uuid}" for day in days if day.block.first_day <= day.day <= day.block.last_day}
        for kind, things in (("session", sessions), ("launch", Launch.objects.filter(editorial_state="published"))):
            keys |= {f"{kind}-{t.uuid}" for t in things if t.last_day or t.ends_at}
        return keys

    @invariant()
    def sequences_and_revisions_move_when_they_must(self) -> None:
        now, mark = {row.key: row for row in Listing.objects.all()}, ledger.watermark()
        assert now.keys() >= self.told.keys()
        for key, before in self.told.items():
            after = now[key]
            announced = content(after) != content(before) and not after.withdrawn
            assert after.sequence == before.sequence + announced, key
            assert (after.revision != before.revision) == (stored(after) != stored(before)), key
            assert (after.uid, after.modified >= before.modified) == (before.uid, True), key
            assert stored(after)[1:] == ["", b"", b"", b"", b""] or not after.withdrawn, key
            assert after.modified == before.modified or content(after) != content(before), key
        if self.told:
            new = {row.revision for row in now.values()} - {row.revision for row in self.told.values()}
            assert sorted(new) == list(range(self.mark.value + 1, mark.value + 1))
        self.told, self.mark = now, mark

    @invariant()
    def who_follows_the_changes_has_them_all(self) -> None:
        value = ledger.watermark().value
        for key, revision in Listing.objects.filter(revision__gt=self.token).values_list("key", "revision"):
            self.mirror[key] = revision
        self.token = value
        assert self.mirror == dict(Listing.objects.values_list("key", "revision"))

    @invariant()
    def feeds_change_with_the_listings_and_only_then(self) -> None:
        for name in FEEDS:
            tag, body = self.get(name)
            assert self.get(name) == (tag, body)
            before = self.sent.get(name, ("", b""))
            assert (tag == before[0]) == (body == before[1])
            if body != before[1] and "kind=" in name:
                self.agree(body)
            self.sent[name] = (tag, body)

    def get(self, name: str) -> tuple[str, bytes]:
        response = self.client.get(f"/calendars/{name}")
        assert response.status_code == 200
        return response["ETag"], response.content

    def agree(self, body: bytes) -> None:
        """A parser reads in the feed of every kind what the listings say."""
        read = [
            (str(e["UID"]), e["SEQUENCE"], instant(e.decoded("DTSTART")), instant(e.decoded("DTEND")), [*e.errors])
            for e in Calendar.from_ical(body).events
        ]
        rows = Listing.objects.current().order_by("start", "key")
        assert read == [(row.uid, row.sequence, row.start, row.end, []) for row in rows]


def instant(moment: date) -> datetime:
    return moment if isinstance(moment, datetime) else datetime.combine(moment, time(), SHANGHAI)


@pytest.mark.django_db
def test_whatever_editors_do() -> None:
    everything()
    factories.edition(published=False)
    settings_ = settings(
        max_examples=8,
        stateful_step_count=20,
        deadline=None,
        derandomize=os.environ.get("CI") == "true",
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(Public, settings=settings_)
