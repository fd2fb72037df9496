"""Atom as strict readers read it: one entry a version that readers were told, tombstones that name the last one."""

from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

import pytest
import time_machine
from defusedxml import ElementTree
from django.test import Client

from fairs.calendar.formats import atom
from fairs.models import act
from tests import factories
from tests.fairs.calendar.world import JUNE, MAY, everything

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 1, 4, tzinfo=UTC)
ATOM, AT = "{http://www.w3.org/2005/Atom}", "{http://purl.org/atompub/tombstones/1.0}"


def get(url: str = "/calendars/all.atom?lang=en") -> Any:
    response = Client().get(url)
    assert (response.status_code, response["Content-Type"]) == (200, "application/atom+xml; charset=utf-8")
    return ElementTree.fromstring(response.content)


def changes(feed: Any) -> list[tuple[str, str]]:
    """Title, or "" of a tombstone, and identity."""
    found = [(e.findtext(f"{ATOM}title", ""), e.findtext(f"{ATOM}id") or e.get("ref")) for e in feed]
    return [(title, identity) for e, (title, identity) in zip(feed, found, strict=True) if e.tag in KINDS]


KINDS = (f"{ATOM}entry", f"{AT}deleted-entry")


def test_a_whole_feed() -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        gone = factories.edition(uuid=UUID(int=3))
        factories.edition([MAY], uuid=UUID(int=1), code="expo", title_en="Expo <A&B>", description_en="x")
        clock.shift(60)
        act(gone, "unpublish")
    response = Client().get("/calendars/all.atom?lang=en")
    assert response.content.decode() == (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<feed xml:lang="en" xmlns="http://www.w3.org/2005/Atom" xmlns:at="http://purl.org/atompub/tombstones/1.0">'
        "<id>urn:uuid:c52fd738-8733-59de-9d3c-40ca2c5ea135</id>"
        "<title>Fairs of Liaoning, all</title>"
        "<updated>2026-03-01T04:01:00Z</updated>"
        "<author><name>Fair Calendar</name></author>"
        '<link href="http://localhost:8000/calendars/all.atom?lang=en" rel="self" type="application/atom+xml"/>'
        '<at:deleted-entry ref="urn:uuid:d4276c2d-13e4-5d39-ab3b-32bb2715b34c" when="2026-03-01T04:01:00Z"/>'
        "<entry>"
        "<id>urn:uuid:0b48da8c-3c98-50dc-bac1-6b336589dc7a</id>"
        "<title>Expo &lt;A&amp;B&gt;</title>"
        "<updated>2026-03-01T04:00:00Z</updated>"
        '<link href="http://localhost:8000/editions/expo/" rel="alternate" type="text/html"/>'
        '<category label="fair" scheme="urn:fair-calendar:kind" term="edition"/>'
        '<category label="as scheduled" scheme="urn:fair-calendar:status" term="scheduled"/>'
        '<summary type="text">2026-05-01 – 2026-05-03\nShenyang\nx</summary>'
        "</entry>"
        "</feed>"
    )


def test_each_version_told_is_news_and_the_tombstone_names_the_last() -> None:
    edition = factories.edition(title_en="Expo")
    ((__, first),) = changes(get())
    act(edition, "cancel")
    ((title, second),) = changes(get())
    assert (title, second != first) == ("[Cancelled] Expo", True)
    act(edition, "unpublish")
    assert changes(get()) == [("", second)]
    act(edition, "publish")
    ((title, third),) = changes(get())
    assert (title, third in {first, second}) == ("[Cancelled] Expo", False)


def test_what_no_reader_sees_is_no_news() -> None:
    organiser = factories.organisation()
    factories.edition(organisers=[organiser])
    before = changes(get())
    organiser.aliases = "new"
    organiser.save()
    assert changes(get()) == before


def test_newest_first_in_pages_without_a_gap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(atom, "PAGE", 2)
    editions = [factories.edition(title_en=f"{n}") for n in range(5)]
    act(editions[3], "unpublish")
    titles, url = [], "/calendars/all.atom?kind=edition&lang=en"
    while url:
        feed = get(url)
        titles.append([title for title, __ in changes(feed)])
        following = [link.get("href") for link in feed.findall(f"{ATOM}link") if link.get("rel") == "next"]
        url = urlsplit(following[0])._replace(scheme="", netloc="").geturl() if following else ""
    assert titles == [["", "4"], ["2", "1"], ["0"]]


def test_filters_are_those_of_the_feed_and_tombstones_of_the_same_kinds() -> None:
    factories.edition([MAY], batch="brand", title_en="A")
    factories.edition([JUNE], batch="market", title_en="B")
    act(factories.edition([JUNE]), "unpublish")
    act(factories.session(), "unpublish")
    told = {
        query: [title for title, __ in changes(get(f"/calendars/all.atom?lang=en&{query}"))]
        for query in ("batch=brand", "batch=market&from=2026-06-01", "kind=session", "to=2026-05-31&batch=market")
    }
    assert told == {
        "batch=brand": ["", "A"],
        "batch=market&from=2026-06-01": ["", "B"],
        "kind=session": [""],
        "to=2026-05-31&batch=market": [],
    }


def test_an_empty_feed_has_all_that_a_feed_must_have() -> None:
    feed = get("/calendars/all.atom?lang=en")
    assert [child.tag.removeprefix(ATOM) for child in feed] == ["id", "title", "updated", "author", "link"]
    assert feed.findtext(f"{ATOM}updated") == "2000-01-01T00:00:00Z"


def test_every_kind_in_both_languages() -> None:
    everything()
    for language in ("zh-hans", "en"):
        feed = get(f"/calendars/all.atom?kind=edition,hours,session,launch&lang={language}")
        ids = [identity for __, identity in changes(feed)]
        assert len(ids) == len(set(ids)) == 8
        assert all(UUID(identity) for identity in ids)


@pytest.mark.parametrize("before", ["x", "-1", "", "1" * 19, "٣"])
def test_an_impossible_page_is_refused(before: str) -> None:
    response = Client().get("/calendars/all.atom", {"before": before})
    assert (response.status_code, [e["parameter"] for e in response.json()["errors"]]) == (400, ["before"])
    assert Client().get("/calendars/all.ics", {"before": "1"}).status_code == 400
