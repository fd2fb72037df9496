"""The catalogue as programs ask for it."""

import pytest
from django.db import connection
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from fairs.calendar import ledger
from tests import factories

from .asking import MALAYSIA, SHENYANG, get, named, names, page, refusal

pytestmark = pytest.mark.django_db


def test_from_a_word_to_hall_stand_and_days(client: Client) -> None:
    venue = factories.venue(code="snwe")
    hall = factories.hall(venue, code="4A")
    edition = factories.edition(code="expo-6")
    pavilion = factories.pavilion(edition, region=factories.region("MY"), hall=hall)
    company = factories.exhibitor(code="kopi", region=factories.region("210200"), aliases="Kopitiam\n老咖啡")
    part = factories.participation(edition, company, pavilion=pavilion, stand="A12")
    coffee = factories.product(name_zh_hans="白咖啡", name_en="White coffee")
    showing = factories.display(edition, coffee, participation=part)
    about = {
        "exhibitor": named(company),
        "pavilion": {
            "uuid": str(pavilion.uuid),
            **names(pavilion),
            "region": MALAYSIA,
            "hall": {"uuid": str(hall.uuid), **named(hall)},
        },
        "venue": named(venue),
        "hall": {"uuid": str(hall.uuid), **named(hall)},
        "stand": "A12",
        "edition": named(edition),
        "event_status": "scheduled",
        "days": [{"first_day": "2026-05-01", "last_day": "2026-05-03"}],
        "feed": "http://localhost:8000/calendars/edition/expo-6.ics",
    }
    product = {
        "uuid": str(showing.uuid), "kind": "product", "product": named(coffee), "category": named(coffee.category),
        "origin": MALAYSIA, **about,
    }  # fmt: skip
    exhibitor = {
        "uuid": str(part.uuid), "kind": "exhibitor", "product": None, "category": None, "origin": None, **about,
    }  # fmt: skip
    for asked in ({"q": "coffee"}, {"q": "WHITE cof"}, {"q": "白咖啡"}, {"kind": "product"}):
        assert get(client, "catalogue", **asked) == page(product), asked
    assert get(client, f"catalogue/{showing.uuid}") == product
    for word in ("kopitiam", "咖啡", "老"):
        assert get(client, "catalogue", q=word, kind="exhibitor") == page(exhibitor), word
    found = {"origin": "MY", "category": coffee.category.code, "pavilion": "MY", "hall": "snwe.4A", "stand": "a12",
             "region": "210000", "venue": "snwe", "fair": edition.fair.code, "exhibitor": "kopi",
             "edition": "expo-6", "synthetic": "false"}  # fmt: skip
    for name, code in found.items():
        assert get(client, "catalogue", **{name: code})["results"] in ([exhibitor, product], [product, exhibitor]), name
    assert get(client, "catalogue", origin="210000,CN")["results"] == []


def test_counts(client: Client) -> None:
    edition = factories.edition()
    region = factories.region("210100")
    for number in range(3):
        factories.display(edition, factories.product(origin=region, name_en=f"Tea {number}"))
    factories.display(edition, factories.product(name_en="Tea 3"))
    found = get(client, "catalogue/counts", q="tea")
    assert (found["counted"], found["complete"]) == (4, True)
    assert found["kind"] == [{"code": "product", "name_zh_hans": "展品", "name_en": "product", "count": 4}]
    assert [(row["code"], row["count"]) for row in found["origin"]] == [
        ("210000", 3), ("210100", 3), ("CN", 3), ("MY", 1),
    ]  # fmt: skip
    assert found["origin"][1] == SHENYANG | {"count": 3}
    assert found["edition"] == [{"code": edition.code, "name_zh_hans": edition.title_zh_hans,
                                 "name_en": edition.title_en, "count": 4}]  # fmt: skip
    assert found["hall"] == found["pavilion"] == []


def test_refusals(client: Client) -> None:
    for asked, told in (
        ({"q": "?!"}, ("q", "no_words")),
        ({"origin": "XX"}, ("origin", "unknown_code")),
        ({"hall": "nowhere.4A"}, ("hall", "unknown_code")),
        ({"colour": "red"}, ("colour", "unknown_parameter")),
        ({"ordering": "price"}, ("ordering", "invalid_ordering")),
        ({"synthetic": "maybe"}, ("synthetic", "invalid_choice")),
    ):
        assert refusal(client, "catalogue", **asked) == (400, [told])


def test_queries(client: Client, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    """The watermark, of each rank how far to look and which rows, the rows, their days; of counts the names of codes.

    On PostgreSQL three more for each question to the index: begin, set, end.
    """
    listed, counted = (9 + 9, 7 + 3) if connection.vendor == "postgresql" else (9, 7)
    hall = factories.hall()
    for times in (1, 2):
        with ledger.writing():
            for __ in range(times):
                edition = factories.edition()
                part = factories.participation(edition, pavilion=factories.pavilion(edition, hall=hall))
                factories.display(edition, factories.product(name_en="Coffee"), participation=part)
        with django_assert_num_queries(listed):
            assert get(client, "catalogue", q="coffee")["results"]
        with django_assert_num_queries(counted):
            assert get(client, "catalogue/counts", q="coffee")["counted"] == times * (times + 1) // 2
