"""The shapes of regions, venues, halls, organisations, categories and origins, whole."""

import pytest
from django.test import Client

from tests import factories

from .asking import MALAYSIA, SHENYANG, get, named, page, stamp

pytestmark = pytest.mark.django_db


def test_region(client: Client) -> None:
    shenyang = factories.region()
    row = {
        **stamp(shenyang),
        **SHENYANG,
        "kind": "city",
        "iso_code": None,
        "parent": {"code": "210000", "name_zh_hans": "辽宁省", "name_en": "Liaoning"},
    }
    assert get(client, "regions", kind="city") == page(row)
    assert get(client, "regions/210100") == row


def test_venue_and_hall(client: Client) -> None:
    venue = factories.venue(
        code="snwe",
        address_en="1 Road",
        kind="professional",
        kind_reason="has halls",
        indoor_area=105600,
        latitude="41.691000",
        longitude="123.463000",
        aliases="internal",
        source_note="internal",
    )
    whole = factories.hall(venue, code="4", gross_area=10000)
    part = factories.hall(venue, code="4A", part_of=whole)
    row = {
        **stamp(venue),
        **named(venue),
        "region": SHENYANG,
        "address_zh_hans": "",
        "address_en": "1 Road",
        "kind": "professional",
        "kind_reason": "has halls",
        "status": "open",
        "indoor_area": 105600,
        "outdoor_area": None,
        "latitude": 41.691,
        "longitude": 123.463,
        "website": "",
        "synthetic": False,
    }
    link = {"uuid": str(whole.uuid), **named(whole)}
    four = {**stamp(whole), **named(whole), "part_of": None, "gross_area": 10000}
    four_a = {**stamp(part), **named(part), "part_of": link, "gross_area": None}
    assert get(client, "venues") == page(row)
    assert get(client, "venues/snwe") == row | {"halls": [four, four_a]}
    assert get(client, "halls") == page({"venue": named(venue), **four}, {"venue": named(venue), **four_a})
    assert get(client, f"halls/{part.uuid}") == {"venue": named(venue), **four_a}


def test_organisation(client: Client) -> None:
    parent = factories.organisation(code="a")
    bureau = factories.organisation(
        code="b", kind="authority", region=factories.region(), parent=parent, private_note="internal"
    )
    row = {
        **stamp(bureau),
        **named(bureau),
        "kind": "authority",
        "region": SHENYANG,
        "parent": named(parent),
        "website": "",
        "synthetic": False,
    }
    assert get(client, "organisations", kind="authority") == page(row)


def test_category(client: Client) -> None:
    food = factories.category(code="food")
    coffee = factories.category(code="coffee", parent=food)
    row = {**stamp(coffee), **named(coffee), "parent": named(food)}
    assert get(client, "categories") == page(row, {**stamp(food), **named(food), "parent": None})


def test_origins_are_where_public_products_come_from(client: Client) -> None:
    shown, draft = factories.edition(), factories.edition(published=False)
    malaysia = factories.region("MY")
    for __ in range(2):
        factories.display(shown, factories.product(origin=malaysia))
    factories.display(shown, factories.product(origin=malaysia))
    factories.display(draft, factories.product(origin=malaysia))
    factories.display(draft, factories.product(origin=factories.region("LK")))
    row = {**stamp(malaysia), **MALAYSIA, "kind": "country", "iso_code": "MY", "parent": None, "products": 3}
    assert get(client, "origins") == page(row)
    assert get(client, "origins/MY") == row
