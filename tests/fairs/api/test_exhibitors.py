"""The shapes of exhibitors and products, whole."""

from typing import Any

import pytest
from django.test import Client

from tests import factories
from tests.fairs.floors import stand, stand_plan

from .asking import MALAYSIA, SHENYANG, codes, get, named, names, page, refusal, stamp

pytestmark = pytest.mark.django_db


def participation(part: Any, **differing: Any) -> Any:
    """As the API has it, of a main exhibitor who has no place."""
    edition = part.edition
    days = [{"first_day": b.first_day.isoformat(), "last_day": b.last_day.isoformat()} for b in edition.blocks.all()]
    return {
        "uuid": str(part.uuid), "edition": named(edition), "fair": named(edition.fair), "days": days, "role": "main",
        "main": None, "pavilion": None, "places": [], "stand": "", **differing,
    }  # fmt: skip


def place(hall: Any) -> dict[str, Any]:
    return {"venue": named(hall.venue), "hall": {"uuid": str(hall.uuid), **named(hall)}}


def test_exhibitor(client: Client) -> None:
    edition, hall = factories.edition(), factories.hall()
    pavilion = factories.pavilion(edition, region=factories.region("MY"))
    main = factories.participation(edition, factories.exhibitor(code="host"), pavilion=pavilion, stand="A1")
    guest = factories.exhibitor(
        code="guest", region=factories.region(), address_en="1 Road", private_note="internal", aliases="internal"
    )
    represented = factories.participation(edition, guest, role="represented", main=main, contract_area=18)
    coffee = factories.product(exhibitor=guest)
    factories.display(edition, coffee, participation=represented)
    factories.product(exhibitor=guest)  # shown nowhere
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
    part = participation(represented, role="represented", main="host", stand="A1")
    assert get(client, "exhibitors/guest") == row | {
        "participations": [part],
        "products": [{**named(coffee), "category": named(coffee.category), "origin": MALAYSIA}],
        "links": {
            "page": "/exhibitors/guest/",
            "participations": "/api/v1/participations/?exhibitor=guest",
            "products": "/api/v1/products/?exhibitor=guest",
            "calendar": "/api/v1/calendar/?exhibitor=guest",
            "feed": "/calendars/exhibitor/guest.ics",
        },
    }
    shared = {"uuid": str(pavilion.uuid), **names(pavilion), "region": MALAYSIA, "hall": None}
    hosting = participation(main, pavilion=shared, stand="A1")
    assert get(client, "exhibitors/host")["participations"] == [hosting]
    stand(stand_plan(edition, hall=hall), "B2", participation=main)
    told = get(client, f"participations/{represented.uuid}")
    placed = {**part, "stand": "B2", "places": [place(hall)], "exhibitor": named(guest)}
    assert told == {**placed, "modified_at": stamp(represented)["modified_at"]}
    assert all(client.get(address).status_code == 200 for address in get(client, "exhibitors/guest")["links"].values())


def test_what_participations_and_exhibitors_can_be_asked_for(client: Client) -> None:
    hall = factories.hall()
    edition, other = factories.edition(year=2026), factories.edition(year=2027, synthetic=True)
    pavilion = factories.pavilion(edition, region=factories.region("MY"))
    maker = factories.exhibitor(code="maker", region=factories.region())
    first = factories.participation(edition, maker, pavilion=pavilion)
    factories.participation(other, maker, role="co", main=factories.participation(other))
    factories.participation(edition, status="withdrawn")
    factories.exhibitor(code="once", merged_into=maker)
    stand(stand_plan(edition, hall=hall), "A1", participation=first)
    tea = factories.product(exhibitor=maker, origin=factories.region("LK"))
    factories.display(edition, tea, participation=first)
    asked: list[dict[str, str]] = [
        {"edition": edition.code}, {"fair": edition.fair.code}, {"year": "2026"}, {"exhibitor": "once", "role": "main"},
        {"pavilion": "MY"}, {"venue": hall.venue.code}, {"hall": f"{hall.venue.code}.{hall.code}"},
        {"synthetic": "false"}, {"region": "210000", "year": "2026"},
    ]  # fmt: skip
    for parameters in asked:
        assert [row["uuid"] for row in get(client, "participations", **parameters)["results"]] == [str(first.uuid)]
    assert len(get(client, "participations")["results"]) == 3
    assert refusal(client, "participations", status="admitted") == (400, [("status", "unknown_parameter")])
    for parameters in ({"category": tea.category.code}, {"origin": "LK"}):
        assert codes(client, "exhibitors", **parameters) == ["maker"]
    assert codes(client, "exhibitors", origin="MY") == []


def test_product(client: Client) -> None:
    edition = factories.edition()
    company = factories.exhibitor()
    part = factories.participation(edition, company, stand="A1")
    coffee = factories.product(description_en="Roasted", exhibitor=company)
    factories.display(edition, coffee, participation=part)
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
