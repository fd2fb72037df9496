"""What the public was told: sequence, revision, tombstones, and that no write passes the ledger."""

import contextlib
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import orjson
import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, NotSupportedError, transaction
from django.db.models.deletion import ProtectedError
from pytest_django import DjangoAssertNumQueries

from fairs.calendar import ledger
from fairs.calendar.models import Listing
from fairs.models import DayBlock, Edition, EditionPlace, PublicModel, Session, act
from initiatives.models import Launch
from tests import factories

from .world import JUNE, MAY, told

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 1, 4, tzinfo=UTC)
LATER = datetime(2026, 3, 2, 4, tzinfo=UTC)


def listing(thing: PublicModel) -> Listing:
    return Listing.objects.get(key__endswith=str(thing.uuid))


def texts(row: Listing) -> list[bytes]:
    return [bytes(row.vevent_zh_hans), bytes(row.vevent_en), bytes(row.payload)]


def summary(row: Listing) -> dict[str, str]:
    """The properties a phone shows, in Chinese."""
    lines = bytes(row.vevent_zh_hans).decode().replace("\r\n ", "").splitlines()
    found = dict(line.replace(";VALUE=DATE", "").split(":", 1) for line in lines)
    return {name: found[name] for name in ("UID", "SEQUENCE", "STATUS", "SUMMARY", "DTSTART", "LAST-MODIFIED")}


class TestWhatWasTold:
    def test_of_a_new_edition(self) -> None:
        with time_machine.travel(NOON, tick=False):
            edition = factories.edition([MAY], code="expo", title_zh_hans="博览会", title_en="Expo")
        row = listing(edition)
        assert summary(row) == {
            "UID": f"edition-{edition.uuid}@fair-calendar",
            "SEQUENCE": "0",
            "STATUS": "CONFIRMED",
            "SUMMARY": "博览会",
            "DTSTART": "20260501",
            "LAST-MODIFIED": "20260301T040000Z",
        }
        assert (row.key, row.subject, row.kind, row.status, row.tzids, row.withdrawn, row.sequence, row.revision) == (
            f"edition-{edition.uuid}", f"fairs.edition:{edition.uuid}", "edition", "scheduled", "", False, 0, 1,
        )  # fmt: skip
        assert (row.start, row.end) == (
            datetime(2026, 4, 30, 16, tzinfo=UTC),
            datetime(2026, 5, 3, 16, tzinfo=UTC),
        )
        facets = {("fair", edition.fair.code), ("edition", "expo"), ("city", "210100"), ("year", "2026")}
        facets |= {("region", code) for code in ("210100", "210000", "CN")}
        assert set(row.facets.values_list("name", "code", "start")) == {(n, c, row.start) for n, c in facets}
        assert ledger.watermark() == ledger.Mark(1, 1, NOON, ledger.watermark().epoch)

    def test_a_moved_edition_keeps_its_uid_and_counts_one_up(self) -> None:
        with time_machine.travel(NOON, tick=False):
            edition = factories.edition([MAY])
        before = summary(listing(edition))
        with time_machine.travel(LATER, tick=False):
            act(edition, "reschedule", days={edition.blocks.get().pk: JUNE})
        row = listing(edition)
        moved = {"SEQUENCE": "1", "DTSTART": "20260601", "LAST-MODIFIED": "20260302T040000Z"}
        assert (summary(row), row.revision) == ({**before, **moved}, 2)

    def test_a_private_note_changes_no_byte(self) -> None:
        edition = factories.edition()
        before, mark = listing(edition), ledger.watermark()
        edition.private_note = "Deposit not paid."
        edition.save()
        after = listing(edition)
        assert (texts(after), after.sequence, after.revision) == (texts(before), 0, before.revision)
        assert ledger.watermark() == ledger.Mark(mark.value, mark.writes + 1, mark.changed, mark.epoch)

    def test_what_only_filters_see_takes_a_revision_and_no_sequence(self) -> None:
        with time_machine.travel(NOON, tick=False):
            edition = factories.edition(batch="brand")
        before = listing(edition)
        with time_machine.travel(LATER, tick=False):
            edition.batch = "market"
            edition.save()
        after = listing(edition)
        assert (texts(after)[:2], after.sequence, after.modified) == (texts(before)[:2], 0, NOON)
        assert after.revision == before.revision + 1
        assert set(after.facets.filter(name="batch").values_list("code", flat=True)) == {"market"}
        assert orjson.loads(texts(after)[2])["facets"]["batch"] == ["market"]

    def test_a_cancelled_edition_stays_marked_and_can_come_back(self) -> None:
        edition = factories.edition(title_zh_hans="博览会")
        act(edition, "cancel")
        row = summary(listing(edition))
        assert (row["STATUS"], row["SUMMARY"], row["SEQUENCE"]) == ("CANCELLED", "【取消】博览会", "1")
        act(edition, "reinstate")
        row = summary(listing(edition))
        assert (row["STATUS"], row["SUMMARY"], row["SEQUENCE"]) == ("CONFIRMED", "博览会", "2")

    def test_a_postponed_edition_keeps_its_slot_marked(self) -> None:
        edition = factories.edition(title_zh_hans="博览会")
        act(edition, "postpone")
        row = summary(listing(edition))
        assert (row["STATUS"], row["SUMMARY"], row["DTSTART"]) == ("TENTATIVE", "【延期】博览会", "20260501")

    def test_an_unpublished_edition_is_a_tombstone_and_its_sequence_goes_on(self) -> None:
        edition = factories.edition([MAY])
        session = factories.session(edition)
        before = listing(edition)
        act(edition, "unpublish")
        stone = listing(edition)
        assert texts(stone) + [bytes(stone.content_digest), bytes(stone.row_digest)] == [b""] * 5
        assert (stone.search, stone.withdrawn, stone.facets.count()) == ("", True, 0)
        kept = ("key", "uid", "subject", "kind", "sequence", "start", "end", "status")
        assert [getattr(stone, name) for name in kept] == [getattr(before, name) for name in kept]
        assert (listing(session).withdrawn, told()) == (True, {})
        assert {stone.revision, listing(session).revision} == {3, 4}
        act(edition, "publish")
        assert {(row.sequence, row.withdrawn) for row in Listing.objects.all()} == {(1, False)}
        assert {row.revision for row in Listing.objects.all()} == {5, 6}

    def test_times_never_go_back(self) -> None:
        with time_machine.travel(LATER, tick=False):
            edition = factories.edition()
        with time_machine.travel(NOON, tick=False):
            act(edition, "cancel")
            mark = ledger.watermark()
        row = listing(edition)
        assert (row.sequence, row.modified, mark.changed) == (1, LATER, LATER)

    def test_a_block_of_days_taken_away_and_given_back(self) -> None:
        edition = factories.edition([MAY])
        edition.blocks.get().delete()
        assert listing(edition).withdrawn
        DayBlock.objects.create(edition=edition, first_day=JUNE[0], last_day=JUNE[1])
        assert told() == {f"edition-{edition.uuid}": (1, 3)}

    def test_a_block_of_days_given_to_another_edition(self) -> None:
        one, other = factories.edition([MAY, JUNE]), factories.edition([])
        session = factories.session(one)
        block = one.blocks.get(uuid=one.uuid)
        block.edition = other
        block.save()
        row = listing(one)
        assert (row.subject, row.sequence, row.withdrawn) == (f"fairs.edition:{other.uuid}", 1, False)
        assert (listing(session).sequence, len(told()), ledger.check()) == (0, 3, [])
        DayBlock.objects.filter(pk=block.pk).update(edition=one)
        assert (listing(one).sequence, ledger.check()) == (2, [])


class TestWriting:
    def test_all_or_nothing(self) -> None:
        edition = factories.edition()
        before, mark = told(), ledger.watermark()
        with pytest.raises(ZeroDivisionError), ledger.writing():
            act(edition, "cancel")
            _ = 1 / 0
        assert (Edition.objects.get().event_status, told(), ledger.watermark()) == ("scheduled", before, mark)

    def test_one_transaction_takes_one_block_of_revisions(self) -> None:
        edition, other = factories.edition(), factories.edition()
        mark = ledger.watermark()
        with ledger.writing():
            act(edition, "cancel")
            act(edition, "reinstate")
            act(other, "cancel")
            assert ledger.watermark() == mark
        # A status and back again is no change.
        assert told() == {f"edition-{edition.uuid}": (0, 1), f"edition-{other.uuid}": (1, 3)}
        assert (ledger.watermark().value, ledger.watermark().writes) == (3, mark.writes + 1)

    def test_a_step_that_fails_leaves_nothing_half_done_when_its_caller_goes_on(self) -> None:
        edition = factories.edition([MAY, JUNE])
        first, second = edition.blocks.all()
        with ledger.writing():
            with pytest.raises(ValidationError):
                act(edition, "reschedule", days={first.pk: (JUNE[0], JUNE[0])})
            edition.private_note = "Ask again."
            edition.save()
        first.refresh_from_db()
        assert (first.first_day, first.last_day, ledger.check()) == (*MAY, [])

    def test_a_broken_constraint_that_is_swallowed_aborts_all_of_it(self) -> None:
        edition = factories.edition()
        before = told()
        with pytest.raises(transaction.TransactionManagementError), ledger.writing():
            act(edition, "cancel")
            with contextlib.suppress(IntegrityError):
                factories.edition(code=edition.code)
        assert (told(), ledger.check()) == (before, [])

    def test_touching_outside_of_it_is_refused(self) -> None:
        with pytest.raises(RuntimeError):
            ledger.touch(Edition, [1])

    def test_a_preview_tells_and_leaves_no_trace(self) -> None:
        edition = factories.edition([MAY])
        session = factories.session(edition)
        before, mark = told(), ledger.watermark()
        changes = {c.after.key: c for c in ledger.preview(lambda: act(edition, "cancel"))}
        assert {key: (c.before.status, c.after.status) for key, c in changes.items() if c.before} == {
            f"edition-{edition.uuid}": ("scheduled", "cancelled"),
            f"session-{session.uuid}": ("scheduled", "cancelled"),
        }
        assert (Edition.objects.get().event_status, told(), ledger.watermark()) == ("scheduled", before, mark)

    @pytest.mark.parametrize("count", [1, 3])
    def test_the_number_of_queries_is_constant(
        self, count: int, django_assert_num_queries: DjangoAssertNumQueries
    ) -> None:
        editions = [factories.edition(batch="brand") for _ in range(count)]
        pks = [edition.pk for edition in editions]
        with django_assert_num_queries(37):
            Edition.objects.filter(pk__in=pks).update(batch="market")
        assert {key: sequence for key, (sequence, _) in told().items()} == {f"edition-{e.uuid}": 0 for e in editions}


class TestNoWritePasses:
    """Each way of writing that Django has and that skips ``save()``."""

    @pytest.mark.parametrize(
        "write",
        [
            lambda e: Edition.objects.filter(pk=e.pk).update(audience="trade"),
            lambda e: Edition.objects.bulk_update([e], ["audience"]),
            lambda e: Edition.objects.update_or_create(pk=e.pk, defaults={"audience": "trade"}),
            lambda e: EditionPlace.objects.bulk_create([EditionPlace(edition=e, venue=factories.venue())]),
            lambda e: e.blocks.all().delete(),
            lambda e: e.blocks.get().delete(),
            lambda e: e.blocks.add(factories.edition([JUNE]).blocks.get()),
            lambda e: e.replaces.add(factories.edition(fair=e.fair)),
            lambda e: e.fair.categories.add(factories.fair([factories.category()]).categories.get()),
            lambda e: e.fair.editions.update(batch="market"),
            lambda e: Edition._base_manager.filter(pk=e.pk).update(audience="trade"),
        ],
    )
    def test_in_silence(self, write: Callable[[Edition], Any]) -> None:
        edition = factories.edition([MAY])
        edition.audience = "trade"
        before = told()
        write(edition)
        assert told() != before
        assert ledger.check() == []

    def test_rows_made_in_bulk_are_told(self) -> None:
        fair, region = factories.fair(), factories.region()
        made = Edition.objects.bulk_create(
            [Edition(code=f"e{n}", title_en="E", fair=fair, region=region, editorial_state="published") for n in "ab"]
        )
        DayBlock.objects.bulk_create([DayBlock(edition=e, first_day=MAY[0], last_day=MAY[1]) for e in made])
        assert (len(told()), ledger.check()) == (2, [])

    @pytest.mark.parametrize("conflicts", [{"ignore_conflicts": True}, {"update_conflicts": True}])
    def test_conflicts_in_bulk_are_refused(self, conflicts: dict[str, bool]) -> None:
        with pytest.raises(NotSupportedError):
            Edition.objects.bulk_create([], **conflicts)

    @pytest.mark.parametrize(
        "make", [factories.edition, factories.session, factories.launch, lambda: factories.edition([])]
    )
    @pytest.mark.parametrize("still_public", [True, False])
    def test_what_was_published_is_not_deleted(self, make: Callable[..., Any], still_public: bool) -> None:
        thing = make()
        if not still_public:
            act(thing, "unpublish")
        for delete in (thing.delete, type(thing).objects.filter(pk=thing.pk).delete, type(thing).objects.all().delete):
            with pytest.raises(ProtectedError):
                delete()
        assert (type(thing).objects.filter(pk=thing.pk).exists(), ledger.check()) == (True, [])

    def test_drafts_are_deleted(self) -> None:
        edition = factories.edition([MAY], published=False)
        factories.session(edition).delete()
        Launch.objects.filter(pk=factories.launch(published=False).pk).delete()
        edition.delete()
        assert (Edition.objects.count(), Session.objects.count(), Launch.objects.count()) == (0, 0, 0)
        assert (Listing.objects.count(), ledger.check()) == (0, [])
