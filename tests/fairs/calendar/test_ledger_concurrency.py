"""Writers at the same time, each with a connection of its own. Readers beside them: ``test_sync_concurrency.py``."""

import random
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from itertools import count
from threading import Event
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction
from django.db.models.deletion import ProtectedError

from fairs.calendar import ledger
from fairs.calendar.models import Listing
from fairs.models import Edition, EditionPlace, Fair, FairCategory, Organisation, Session, Venue, act
from tests import factories
from tests.fairs.waiting import PATIENCE, until_somebody_waits

from .world import JUNE, MAY, told

pytestmark = pytest.mark.django_db(transaction=True)
COLUMNS = ("revision", "sequence", "withdrawn", "vevent_zh_hans", "payload")
Write = Callable[[], Any]


@pytest.fixture
def threads() -> Iterator[Callable[[Write], "Future[Any]"]]:
    """Runs a function in a thread that closes its own connection."""

    def closing(write: Write) -> Any:
        try:
            return write()
        finally:
            connection.close()

    with ThreadPoolExecutor(10) as pool:
        yield lambda write: pool.submit(closing, write)


class Mirror:
    """A reader who keeps a copy by asking what changed since: the watermark first, then the rows."""

    def __init__(self) -> None:
        self.token = 0
        self.rows: dict[str, tuple[Any, ...]] = {}

    def poll(self) -> None:
        value = ledger.watermark().value
        assert value >= self.token
        for key, *row in (
            Listing.objects.filter(revision__gt=self.token).order_by("revision").values_list("key", *COLUMNS)
        ):
            self.rows[key] = tuple(bytes(v) if isinstance(v, memoryview) else v for v in row)
        self.token = value
        # Not at the end only: the next change of the same listing hides that one was missed.
        settled = Listing.objects.filter(revision__lte=value).values_list("key", "revision")
        assert {*settled} <= {(key, row[0]) for key, row in self.rows.items()}

    @classmethod
    def of_all(cls) -> dict[str, tuple[Any, ...]]:
        fresh = cls()
        fresh.poll()
        return fresh.rows


def two_editors(threads: Any, first: Write, second: Write) -> None:
    """Each maps its entries while the other's rows are not committed yet; the first is told first."""
    if connection.vendor == "sqlite":  # has one writer at a time: nothing to overtake
        first(), second()
        return
    written, mapped = Event(), Event()

    def early() -> None:
        with transaction.atomic():
            with ledger.writing():
                first()
                assert written.wait(PATIENCE)
            mapped.set()
            until_somebody_waits()

    def late() -> None:
        with ledger.writing():
            second()
            written.set()
            assert mapped.wait(PATIENCE)

    for editor in (threads(early), threads(late)):
        editor.result(PATIENCE)


CONFLICTS: dict[str, Callable[[Any], tuple[Write, Write]]] = {
    "an edition and its session are published": lambda w: (
        lambda: act(w.draft, "publish"),
        lambda: act(w.session, "publish"),
    ),
    "a venue is renamed, an edition in it moves": lambda w: (
        lambda: Venue.objects.filter(pk=w.venue.pk).update(name_en="New name"),
        lambda: act(w.edition, "reschedule", days={w.edition.blocks.get().pk: JUNE}),
    ),
    "a venue is renamed, an edition comes into it": lambda w: (
        lambda: Venue.objects.filter(pk=w.venue.pk).update(name_en="New name"),
        lambda: EditionPlace.objects.create(edition=w.elsewhere, venue=w.venue),
    ),
    "a category gets another parent, a fair gets the category": lambda w: (
        lambda: w.category.children.model.objects.filter(pk=w.category.pk).update(parent=w.sector),
        lambda: FairCategory.objects.create(fair=w.elsewhere.fair, category=w.category),
    ),
    "an organiser is renamed, an edition in preparation is published": lambda w: (
        lambda: Organisation.objects.filter(pk=w.organiser.pk).update(name_en="New name"),
        lambda: act(w.draft, "publish"),
    ),
    "an edition is cancelled, its session is moved": lambda w: (
        lambda: act(w.edition, "cancel"),
        lambda: act(w.programme, "reschedule", first_day=JUNE[0], last_day=JUNE[0]),
    ),
}


class World:
    def __init__(self) -> None:
        self.venue = factories.venue()
        self.sector, self.category = factories.category(), factories.category()
        self.organiser = factories.organisation()
        self.edition = factories.edition([MAY], venues=[self.venue], organisers=[self.organiser])
        self.programme = factories.session(self.edition, venue=self.venue)
        self.draft = factories.edition([MAY], published=False, organisers=[self.organiser])
        self.session = factories.session(self.draft, published=False)
        self.elsewhere = factories.edition([MAY])


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize("conflict", CONFLICTS)
def test_neither_of_two_editors_is_lost(conflict: str, turned: bool, threads: Any) -> None:
    first, second = CONFLICTS[conflict](World())
    before = told()
    two_editors(threads, *((second, first) if turned else (first, second)))
    assert ledger.check() == []
    assert told() != before


@pytest.mark.parametrize(
    "write",
    [
        lambda place: place.save(),
        lambda place: place.delete(),
        lambda place: EditionPlace.objects.filter(pk=place.pk).update(edition=factories.edition([JUNE])),
        lambda place: EditionPlace.objects.filter(pk=place.pk).delete(),
    ],
)
def test_a_row_that_another_moves_meanwhile_is_missed_where_it_was_moved_to(write: Any, threads: Any) -> None:
    place = factories.edition([MAY], venues=[factories.venue()]).places.get()
    read_before, other, moved = EditionPlace.objects.get(pk=place.pk), factories.edition([MAY]), Event()

    def move() -> None:
        with transaction.atomic():
            place.edition = other
            place.save()
            moved.set()
            if connection.vendor == "postgresql":
                until_somebody_waits()

    def late() -> None:
        assert moved.wait(PATIENCE)
        write(read_before)

    for editor in (threads(move), threads(late)):
        editor.result(PATIENCE)
    assert ledger.check() == []


def test_a_category_leaves_a_fair_while_the_fair_gets_an_edition(threads: Any) -> None:
    """Who leaves knows of no edition of the fair; who ties it to one sees the category in it still."""
    category = factories.fair([factories.category()]).categories.get()
    fair, other, edition = category.fair, factories.fair(), factories.edition([MAY])
    left, tied = Event(), Event()

    def leave() -> None:
        with ledger.writing():
            category.fair = other
            category.save()
            left.set()
            assert connection.vendor == "sqlite" or tied.wait(PATIENCE)

    def tie() -> None:
        assert left.wait(PATIENCE)
        edition.fair = fair
        edition.save()
        tied.set()

    for editor in (threads(leave), threads(tie)):
        editor.result(PATIENCE)
    assert ledger.check() == []


def test_a_draft_that_is_being_published_is_not_deleted(threads: Any) -> None:
    draft = factories.edition(published=False)
    published = Event()

    def publish() -> None:
        with transaction.atomic():
            act(draft, "publish")
            published.set()
            if connection.vendor == "postgresql":
                until_somebody_waits()

    def delete() -> None:
        assert published.wait(PATIENCE)
        with pytest.raises(ProtectedError):
            Edition.objects.get(pk=draft.pk).delete()

    for editor in (threads(publish), threads(delete)):
        editor.result(PATIENCE)
    assert (ledger.check(), Edition.objects.filter(pk=draft.pk).exists()) == ([], True)


class GivenUp(Exception):  # noqa: N818
    """An editor closes the window."""


def edit(number: int, enough: Callable[[], bool]) -> None:
    """Random acts on few things, so that editors meet."""
    dice = random.Random(number)
    for turn in count():
        if turn > 1 and enough():
            return
        # A refusal is an answer; so is, on rows that two editors lock in turn, the database's word on a deadlock.
        with suppress(ValidationError, DatabaseError, GivenUp), transaction.atomic():
            with ledger.writing():
                for _ in range(dice.choice([1, 1, 2])):
                    dice.choice(ACTS)(dice)
                if dice.random() < 0.1:
                    raise GivenUp
            time.sleep(dice.choice([0, 0.02]))  # told, and not committed yet


def one_of(dice: random.Random, model: Any) -> Any:
    return dice.choice(list(model.objects.order_by("pk")))


def move(dice: random.Random) -> None:
    edition = one_of(dice, Edition)
    act(edition, "reschedule", days={edition.blocks.get().pk: dice.choice([MAY, JUNE])})


def change_place(dice: random.Random) -> None:
    edition, venue = one_of(dice, Edition), one_of(dice, Venue)
    if edition.places.exists():
        edition.places.all().delete()
    else:
        EditionPlace.objects.create(edition=edition, venue=venue)


ACTS: list[Callable[[random.Random], Any]] = [
    move,
    change_place,
    lambda dice: act(one_of(dice, Edition), dice.choice(["cancel", "reinstate", "publish", "unpublish"])),
    lambda dice: act(one_of(dice, Session), dice.choice(["cancel", "reinstate", "publish", "unpublish"])),
    lambda dice: act(one_of(dice, Session), "reschedule", first_day=MAY[0], last_day=dice.choice(MAY)),
    lambda dice: Venue.objects.filter(pk=one_of(dice, Venue).pk).update(name_en=f"Venue {dice.random()}"),
    lambda dice: Fair.objects.filter(pk=one_of(dice, Fair).pk).update(name_en=f"Fair {dice.random()}"),
    lambda dice: Organisation.objects.update(name_en=f"Organiser {dice.random()}"),
    lambda dice: Edition.objects.update(batch=dice.choice(["brand", "market"])),
]
