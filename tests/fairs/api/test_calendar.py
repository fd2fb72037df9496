"""The calendar as JSON, and following its changes."""

from datetime import UTC, datetime
from typing import Any

import orjson
import pytest
from django.test import Client

from fairs.calendar.models import Listing, Watermark
from fairs.models import act
from tests import factories

from .asking import get, page, refusal

pytestmark = pytest.mark.django_db


def stored(listing: Listing) -> Any:
    return orjson.loads(bytes(listing.payload))


def told(listing: Listing) -> dict[str, Any]:
    return {
        "key": listing.key,
        "uid": listing.uid,
        "kind": listing.kind,
        "revision": listing.revision,
        "sequence": listing.sequence,
        "modified": listing.modified.isoformat(),
        "withdrawn": listing.withdrawn,
        "entry": None if listing.withdrawn else stored(listing),
    }


def test_the_calendar_is_the_stored_bytes_in_order(client: Client) -> None:
    edition = factories.edition()
    factories.session(edition)
    factories.launch()
    rows = [stored(x) for x in Listing.objects.exclude(kind="session").order_by("start", "key")]
    assert get(client, "calendar") == page(*rows)
    assert [row["kind"] for row in get(client, "calendar", kind="session")["results"]] == ["session"]
    assert bytes(Listing.objects.get(kind="session").payload) in client.get("/api/v1/calendar/?kind=session").content


def test_a_calendar_of_many_pages(client: Client) -> None:
    for __ in range(5):
        factories.edition()
    seen, address = [], "/api/v1/calendar/?page_size=2"
    while address:
        answer = client.get(address).json()
        seen += [row["uid"] for row in answer["results"]]
        address = answer["next"]
    assert seen == list(Listing.objects.order_by("start", "key").values_list("uid", flat=True))


def test_changes_from_nothing_to_a_tombstone(client: Client) -> None:
    empty = get(client, "changes")
    assert (empty["next_since"], empty["next"], empty["results"]) == (0, None, [])
    first, second = factories.edition(), factories.edition()
    start = get(client, "changes")
    a, b = Listing.objects.order_by("revision")
    assert (start["next_since"], start["next"], start["results"]) == (2, None, [told(a), told(b)])

    act(first, "cancel", "storm")
    act(second, "unpublish", "too early")
    after = get(client, "changes", since=start["next_since"], epoch=start["epoch"])
    a, b = Listing.objects.order_by("revision")
    assert (after["next_since"], after["results"]) == (4, [told(a), told(b)])
    assert [(c["withdrawn"], c["sequence"], c["entry"] and c["entry"]["status"]) for c in after["results"]] == [
        (False, 1, "cancelled"),
        (True, 0, None),
    ]
    nothing = get(client, "changes", since=4, epoch=start["epoch"])
    assert nothing == {"epoch": start["epoch"], "next_since": 4, "next": None, "results": []}


def test_a_cut_answer_says_where_to_go_on(client: Client) -> None:
    for __ in range(5):
        factories.edition()
    seen, address = [], "/api/v1/changes/?page_size=2"
    while address:
        answer = client.get(address).json()
        seen += [change["revision"] for change in answer["results"]]
        assert answer["next_since"] == seen[-1]
        address = answer["next"]
    assert seen == [1, 2, 3, 4, 5]


def test_a_note_changes_nothing_that_is_told(client: Client) -> None:
    edition = factories.edition()
    before = get(client, "changes")
    edition.private_note = "internal"
    edition.save()
    assert get(client, "changes") == before


def test_wrong_tokens(client: Client) -> None:
    factories.edition()
    for wrong in ("-1", "1.0", "one", "1" * 30, "1\0"):
        assert refusal(client, "changes", since=wrong) == (400, [("since", "invalid")])
    assert refusal(client, "changes", since=2) == (400, [("since", "future")])
    assert refusal(client, "changes", since="") == (400, [("since", "blank")])
    assert refusal(client, "changes", since=1, epoch="another") == (410, [("epoch", "reload")])


def test_after_a_restore_the_old_token_is_refused(client: Client) -> None:
    factories.edition()
    held = get(client, "changes")
    Watermark.objects.update(epoch="00000000-0000-4000-8000-000000000000", changed=datetime(2026, 1, 1, tzinfo=UTC))
    assert refusal(client, "changes", since=held["next_since"], epoch=held["epoch"]) == (410, [("epoch", "reload")])
