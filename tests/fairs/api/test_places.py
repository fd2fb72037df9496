"""The shapes of regions, venues, halls, organisations, categories and origins, whole."""

import pytest
from django.test import Client

from tests import factories

from .asking import MALAYSIA, SHENYANG, codes, get, named, page, refusal, stamp

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


def test_group_of_regions(client: Client) -> None:
    group = factories.region_group("MY", "LK", code="treaty", reporting=True)
    empty = factories.region_group(code="zzz")
    row = {**stamp(group), **named(group), "reporting": True, "members": [named(factories.region("LK")), MALAYSIA]}
    assert get(client, "region-groups", reporting="true") == page(row)
    assert get(client, "region-groups/treaty") == row
    assert codes(client, "region-groups") == [group.code, empty.code]


def test_what_lies_in_a_group_of_regions_is_asked_by_its_code(client: Client) -> None:
    factories.region_group("210000", "MY", code="friends")
    factories.region_group(code="nobody")
    dalian, canton = factories.region("210200"), factories.region("440100")
    edition, away = factories.edition(region=dalian), factories.edition(region=canton, venues=[])
    venue = factories.venue(region=canton)
    hosted = factories.edition(region=canton, venues=[factories.venue(region=dalian)])
    session = factories.session(edition)
    factories.session(away, venue=venue)
    for origin in ("MY", "LK"):
        maker = factories.exhibitor(code=f"maker-{origin}", region=factories.region(origin))
        stand = factories.participation(edition, maker)
        product = factories.product(code=f"of-{origin}", origin=factories.region(origin))
        factories.display(edition, product, participation=stand)
    asked = {path: codes(client, path, group="friends") for path in ("sessions", "exhibitors", "products", "origins")}
    assert asked == {"sessions": [session.code], "exhibitors": ["maker-MY"], "products": ["of-MY"], "origins": ["MY"]}
    assert codes(client, "editions", group="friends") == sorted([edition.code, hosted.code])
    assert venue.code not in codes(client, "venues", group="friends")
    assert codes(client, "regions", group="friends") == ["210000", "210200", "MY"]
    assert codes(client, "editions", group="nobody") == []
    assert refusal(client, "editions", group="210000") == (400, [("group", "unknown_code")])


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
