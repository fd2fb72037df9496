"""Launch events over the API."""

from datetime import date

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests import factories
from tests.fairs.api.asking import SHENYANG, codes, get, named, page, stamp
from tests.initiatives.factories import claim, ladder

pytestmark = pytest.mark.django_db


def test_launch(client: Client) -> None:
    week, edition, venue = factories.launch(code="week", kind="week"), factories.edition(), factories.venue()
    source = factories.source()
    ladder()
    opening = factories.launch(
        code="port",
        kind="product",
        item="Robot",
        scope="northeast",
        recognition="noticed",
        notice_first_day=date(2026, 3, 2),
        notice_last_day=date(2026, 3, 10),
        brand=factories.brand(code="port", name_zh_hans="", name_en="Port"),
        parent=week,
        edition=edition,
        venue=venue,
        visitors=100000,
        visitors_qualifier="nearly",
        visitors_period_en="opening day",
        source=source,
        private_note="internal",
    )
    row = {
        **stamp(opening),
        **named(opening),
        "kind": "product",
        "brand": {"code": "port", "name_zh_hans": "", "name_en": "Port"},
        "item": "Robot",
        "scope": "northeast",
        "scope_place": "northeast",
        "recognition": "noticed",
        "notice_first_day": "2026-03-02",
        "notice_last_day": "2026-03-10",
        "recognised_on": None,
        "valid_until": None,
        "description_zh_hans": "",
        "description_en": "",
        "editorial_state": "published",
        "event_status": "scheduled",
        "starts_at": None,
        "ends_at": None,
        "first_day": "2026-05-01",
        "last_day": "2026-05-01",
        "stated_dates": "",
        "parent": named(week),
        "region": SHENYANG,
        "venue": named(venue),
        "edition": named(edition),
        "visitors": 100000,
        "visitors_qualifier": "nearly",
        "visitors_period_zh_hans": "",
        "visitors_period_en": "opening day",
        "source": {**named(source), "url": ""},
        "synthetic": False,
    }
    assert get(client, "launches", kind="product") == page(row)
    assert get(client, "launches/port") == row


def test_links_lead_only_to_what_is_public(client: Client) -> None:
    week, edition = factories.launch(published=False, kind="week"), factories.edition(published=False)
    launch = factories.launch(parent=week, edition=edition)
    row = get(client, f"launches/{launch.code}")
    assert (row["parent"], row["edition"]) == (None, None)


def test_what_launches_can_be_asked_for(client: Client) -> None:
    day = date(2026, 7, 1)
    week = factories.launch(code="week", kind="week", first_day=day, last_day=date(2026, 7, 7))
    store = factories.launch(
        code="store",
        scope="asia",
        brand=factories.brand(code="novelty", name_en="Novelty", aliases="Nov牌"),
        parent=week,
        region=factories.region("210200"),
    )
    assert codes(client, "launches", ordering="start") == ["store", "week"]
    assert codes(client, "launches", **{"from": "2026-07-07"}) == ["week"]
    assert codes(client, "launches", to="2026-05-01") == ["store"]
    assert codes(client, "launches", scope="asia,global") == ["store"]
    assert codes(client, "launches", parent="week") == ["store"]
    assert codes(client, "launches", city="210200") == ["store"]
    assert codes(client, "launches", q="novelty") == ["store"]
    assert codes(client, "launches", q="nov牌") == ["store"]
    factories.launch(
        code="robot", kind="product", item="Robot One", recognition="claimed", scope="city", brand=store.brand
    )
    assert codes(client, "launches", brand="novelty", ordering="start") == ["store", "robot"]
    assert codes(client, "launches", q="robot one") == ["robot"]
    assert codes(client, "launches", recognition="claimed,recognised") == ["robot"]
    assert codes(client, "launches", recognition="none", ordering="start") == ["store", "week"]


def test_contradictions_are_those_that_are_public(client: Client) -> None:
    ladder()
    claimed = claim(code="claimed", first_day=date(2026, 5, 2), last_day=date(2026, 5, 2))
    claim(code="earlier", parent=factories.launch(kind="week", published=False))
    claim(code="draft", published=False)
    assert codes(client, "launches/claimed/contradictions") == ["earlier"]
    assert get(client, "launches/claimed/contradictions")["results"][0]["parent"] is None
    assert codes(client, f"launches/{claimed.uuid}/contradictions", page_size="1") == ["earlier"]
    assert codes(client, "launches/earlier/contradictions") == []
    assert client.get("/api/v1/launches/draft/contradictions/").status_code == 404
    assert client.get("/api/v1/launches/claimed/contradictions/?brand=novelty").status_code == 400


def test_brands_with_a_public_launch(client: Client) -> None:
    company = factories.organisation()
    known = factories.brand(code="known", name_en="Known", aliases="LEAK", organisation=company)
    for brand, published in ((known, True), (factories.brand(code="secret"), False)):
        factories.launch(brand=brand, published=published)
    row = {
        "uuid": str(known.uuid),
        "code": "known",
        "name_zh_hans": known.name_zh_hans,
        "name_en": "Known",
        "organisation": named(company),
        "modified_at": stamp(known)["modified_at"],
    }
    assert get(client, "brands") == page(row)
    assert get(client, "brands/known") == row
    assert codes(client, "brands", q="leak") == ["known"]
    assert codes(client, "brands", organisation=company.code) == ["known"]
    for address in ("/api/v1/brands/secret/", "/calendars/all.ics?brand=secret", "/api/v1/launches/?brand=secret"):
        assert client.get(address).status_code in (400, 404)


def test_evidence_is_in_no_public_answer(client: Client) -> None:
    launch = factories.launch(code="store")
    launch.evidence.create(title="LEAK contract", file="evidence/LEAK.pdf")
    for address in (
        "api/v1/launches/",
        "api/v1/launches/store/",
        "api/v1/schema/",
        "launches/store/",
        "calendars/all.ics",
    ):
        answer = client.get(f"/{address}")
        assert (answer.status_code, b"LEAK" in answer.content) == (200, False)
    for address in ("evidence/LEAK.pdf", "media/evidence/LEAK.pdf", "static/evidence/LEAK.pdf", "api/v1/evidence/"):
        assert client.get(f"/{address}").status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_queries(client: Client, rows: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    ladder()
    for number in range(rows):
        claim(code=f"earlier{number}", edition=factories.edition(), parent=factories.launch(kind="week"))
    claim(code="claimed", first_day=date(2026, 5, 2), last_day=date(2026, 5, 2))
    for address, number in (("launches", 4), ("brands", 2), ("launches/claimed/contradictions", 9)):
        with django_assert_num_queries(number):
            assert get(client, address)
