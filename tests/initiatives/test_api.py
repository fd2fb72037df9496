"""Launch events over the API."""

from datetime import date

import pytest
from django.test import Client

from tests import factories
from tests.fairs.api.asking import SHENYANG, codes, get, named, page, stamp

pytestmark = pytest.mark.django_db


def test_launch(client: Client) -> None:
    week, edition, venue = factories.launch(code="week", kind="week"), factories.edition(), factories.venue()
    source = factories.source()
    opening = factories.launch(
        code="port",
        kind="opening",
        scope="northeast",
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
        "kind": "opening",
        "brand": {"code": "port", "name_zh_hans": "", "name_en": "Port"},
        "scope": "northeast",
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
    assert get(client, "launches", kind="opening") == page(row)
    assert get(client, "launches/port") == row


def test_links_lead_only_to_what_is_public(client: Client) -> None:
    week, edition = factories.launch(published=False, kind="week"), factories.edition(published=False)
    launch = factories.launch(parent=week, edition=edition)
    row = get(client, f"launches/{launch.code}")
    assert (row["parent"], row["edition"]) == (None, None)


def test_what_launches_can_be_asked_for(client: Client) -> None:
    day = date(2026, 7, 1)
    week = factories.launch(code="week", kind="week", first_day=day, last_day=date(2026, 7, 7))
    factories.launch(
        code="store",
        scope="asia",
        brand=factories.brand(name_en="Novelty"),
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
