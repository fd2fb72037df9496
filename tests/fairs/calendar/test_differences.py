"""``ledger.check()`` finds whatever the tables should not say, ``ledger.rebuild()`` mends it, once."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db.models import F, QuerySet

from fairs.calendar import ledger
from fairs.calendar.models import Facet, Listing, Watermark
from fairs.models import DayBlock, Edition, act
from tests import factories

from .world import everything

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 1, 4, tzinfo=UTC)


def past_the_models(edition: Edition, **fields: Any) -> None:
    """As a hand at the database's prompt would."""
    QuerySet(Edition).filter(pk=edition.pk).update(**fields)


def test_a_sound_calendar_has_no_difference() -> None:
    world = everything()
    act(world.session, "unpublish")
    assert (ledger.check(), ledger.rebuild(), ledger.check()) == ([], 0, [])


def test_a_rebuild_of_nothing() -> None:
    assert (ledger.rebuild(), ledger.check(), ledger.watermark().value) == (0, [], 0)


def test_a_rebuild_from_the_data_alone() -> None:
    everything()
    before = {row.key: bytes(row.content_digest) for row in Listing.objects.all()}
    Listing.objects.all().delete()
    assert (ledger.rebuild(), ledger.rebuild(), ledger.check()) == (len(before), 0, [])
    assert {row.key: bytes(row.content_digest) for row in Listing.objects.all()} == before


@pytest.mark.parametrize(
    ("damage", "found"),
    [
        (lambda rows: rows.update(vevent_zh_hans=b""), "vevent_zh_hans differ"),
        (lambda rows: rows.update(vevent_en=b"BEGIN:VEVENT"), "vevent_en differ"),
        (lambda rows: rows.update(payload=b"{}"), "payload differ"),
        (lambda rows: rows.update(search="nothing", tzids="Asia/Tokyo"), "tzids, search differ"),
        (lambda rows: rows.update(start=NOON, status="cancelled"), "start, status differ"),
        (lambda rows: rows.update(audience="private"), "stale"),
        (lambda rows: rows.update(row_digest=b"?"), "stale"),
        (lambda rows: rows.delete(), "missing"),
        (lambda rows: Facet.objects.filter(name="city").delete(), "facets differ"),
        (lambda rows: Facet.objects.filter(name="city").update(start=NOON), "facets differ"),
        (lambda rows: Facet.objects.create(listing=rows.get(), name="city", code="x", start=NOON), "facets differ"),
    ],
)
def test_a_damaged_listing(damage: Callable[[Any], Any], found: str) -> None:
    edition = factories.edition()
    digest = bytes(Listing.objects.get().content_digest)
    damage(Listing.objects.all())
    assert ledger.check() == [f"edition-{edition.uuid}: {found}"]
    assert (ledger.rebuild(), ledger.rebuild(), ledger.check()) == (1, 0, [])
    assert bytes(Listing.objects.get().content_digest) == digest


def test_data_changed_behind_the_ledgers_back() -> None:
    edition = factories.edition()
    past_the_models(edition, title_en="Other")
    assert ledger.check() == [f"edition-{edition.uuid}: stale"]
    assert (ledger.rebuild(), ledger.rebuild(), Listing.objects.get().sequence) == (1, 0, 1)


def test_an_entry_that_went_to_another_subject_keeps_its_listing() -> None:
    edition, other = factories.edition(), factories.edition([])
    QuerySet(DayBlock).filter(edition=edition).update(edition=other)
    other.save()  # which tells the ledger of the one that has it now, and not of the one that had it
    row = Listing.objects.get()
    assert (row.key, row.subject) == (f"edition-{edition.uuid}", f"fairs.edition:{other.uuid}")
    assert (row.sequence, row.withdrawn, ledger.check()) == (1, False, [])


def test_a_listing_that_should_not_be_public() -> None:
    edition = factories.edition()
    past_the_models(edition, editorial_state="draft")
    assert ledger.check() == [f"edition-{edition.uuid}: stale"]
    assert (ledger.rebuild(), ledger.rebuild(), Listing.objects.get().withdrawn) == (1, 0, True)


def test_a_listing_of_nothing() -> None:
    edition = factories.edition()
    gone = "00000000-0000-0000-0000-000000000000"
    Listing.objects.update(key=f"edition-{gone}", subject=f"fairs.edition:{gone}")
    assert ledger.check() == [
        f"edition-{gone}: nothing has this entry any more",
        f"edition-{edition.uuid}: missing",
    ]
    assert (ledger.rebuild(), ledger.rebuild(), ledger.check()) == (2, 0, [])
    assert {row.key: row.withdrawn for row in Listing.objects.all()} == {
        f"edition-{gone}": True,
        f"edition-{edition.uuid}": False,
    }


def test_a_tombstone_that_still_tells_something() -> None:
    edition = factories.edition()
    act(edition, "unpublish")
    row = Listing.objects.get()
    Listing.objects.update(vevent_en=b"BEGIN:VEVENT", search="expo")
    Facet.objects.create(listing=row, name="city", code="210100", start=row.start)
    assert ledger.check() == [f"edition-{edition.uuid}: withdrawn, yet not empty"]
    assert (ledger.rebuild(), ledger.rebuild(), ledger.check()) == (1, 0, [])
    row.refresh_from_db()
    assert (bytes(row.vevent_en), row.search, row.facets.count(), row.sequence) == (b"", "", 0, 0)


def test_a_watermark_that_fell_behind() -> None:
    edition = factories.edition()
    Listing.objects.update(revision=F("revision") + 6)
    assert (ledger.check(), ledger.rebuild(), ledger.check()) == (["watermark 1 is behind revision 7"], 0, [])
    act(edition, "cancel")
    assert (Listing.objects.get().revision, Watermark.objects.get().value) == (8, 8)
