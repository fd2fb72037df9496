"""The shapes of exhibitors and products, whole."""

import pytest
from django.test import Client

from tests import factories

from .asking import MALAYSIA, SHENYANG, get, named, names, page, stamp

pytestmark = pytest.mark.django_db


def test_exhibitor(client: Client) -> None:
    edition = factories.edition()
    pavilion = factories.pavilion(edition, region=factories.region("MY"))
    host = factories.participation(edition, factories.exhibitor(code="host"), pavilion=pavilion, stand="A1")
    guest = factories.exhibitor(
        code="guest", region=factories.region(), address_en="1 Road", private_note="internal", aliases="internal"
    )
    factories.participation(edition, guest, role="represented", main=host, contract_area=18)
    row = {
        **stamp(guest),
        **named(guest),
        "region": SHENYANG,
        "address_zh_hans": "",
        "address_en": "1 Road",
        "description_zh_hans": "",
        "description_en": "",
        "website": "",
        "synthetic": False,
    }
    assert get(client, "exhibitors", role="represented") == page(row)
    represented = {"edition": named(edition), "role": "represented", "main": "host", "pavilion": None, "stand": ""}
    assert get(client, "exhibitors/guest") == row | {"participations": [represented]}
    shared = {
        "uuid": str(pavilion.uuid),
        **names(pavilion),
        "region": MALAYSIA,
        "hall": None,
    }
    main = {"edition": named(edition), "role": "main", "main": None, "pavilion": shared, "stand": "A1"}
    assert get(client, "exhibitors/host")["participations"] == [main]


def test_product(client: Client) -> None:
    edition = factories.edition()
    company = factories.exhibitor()
    stand = factories.participation(edition, company, stand="A1")
    coffee = factories.product(description_en="Roasted", exhibitor=company)
    factories.display(edition, coffee, participation=stand)
    factories.display(edition, coffee)
    shown_at = [
        {"edition": named(edition), "pavilion": None, "exhibitor": named(company), "stand": "A1"},
        {"edition": named(edition), "pavilion": None, "exhibitor": None, "stand": None},
    ]
    row = {
        **stamp(coffee),
        **named(coffee),
        "description_zh_hans": "",
        "description_en": "Roasted",
        "category": named(coffee.category),
        "origin": MALAYSIA,
        "exhibitor": named(company),
        "shown_at": shown_at,
        "synthetic": False,
    }
    assert get(client, "products") == page(row)
    assert get(client, f"products/{coffee.code}") == row
