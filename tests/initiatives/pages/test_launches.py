"""The page of a launch event."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from fairs.models import act
from tests import factories
from tests.fairs.pages.test_editions import read
from tests.initiatives.factories import claim, ladder

pytestmark = pytest.mark.django_db


def test_a_launch_page_shows_all_that_is_public(client: Client) -> None:
    week = factories.launch(code="week", title_en="Animation week", kind="week")
    edition = factories.edition(title_en="6th Expo")
    factories.launch(
        code="port", title_en="Global Port", kind="opening",
        brand=factories.brand(name_en="Port <b>"), scope="northeast", parent=week, edition=edition,
        venue=factories.venue(name_en="Harbour"), visitors=100000, visitors_qualifier="nearly",
        visitors_period_en="opening day", source=factories.source(title_en="Gazette"), description_en="Opens.",
    )  # fmt: skip
    assert read(client, "/launches/port/?lang=en") == [
        "Opening of a place · Animation week",
        "Global Port as scheduled",
        "Dates",
        "May 1, 2026",
        "Place",
        "Harbour, Shenyang",
        "Brand",
        "Port <b>",
        "First",
        "first in the Northeast, by its own account",
        "At the fair",
        "6th Expo",
        "Visitors",
        "nearly 100,000 · opening day",
        "Source",
        "Gazette",
        "Opens.",
        "In your calendar",
        "Launch events of Shenyang",
        "http://localhost:8000/calendars/all.ics?region=210100&kind=launch&lang=en",
        "Add to my agenda",
        "Choose what to subscribe to",
    ]
    assert read(client, "/launches/week/?lang=en")[6:8] == [
        "Launch events of this week",
        "May 1, 2026 Global Port opening of a place · Port <b>",
    ]
    assert client.get("/calendars/all.ics?region=210100&kind=launch&lang=en").status_code == 200


def test_only_what_is_published_shows(client: Client) -> None:
    week = factories.launch(title_en="LEAK week", published=False)
    edition = factories.edition(title_en="LEAK edition", published=False)
    shown = factories.launch(parent=week, edition=edition, private_note="LEAK note", source_note="LEAK source")
    factories.launch(parent=shown, title_en="LEAK part", published=False)
    assert "LEAK" not in client.get(f"/launches/{shown.code}/?lang=en").content.decode()
    assert client.get(f"/launches/{week.code}/").status_code == 404
    act(shown, "unpublish")
    assert client.get(f"/launches/{shown.code}/").status_code == 404


def test_a_launch_page_says_what_became_of_the_claim_and_not_what_contradicts_it(client: Client) -> None:
    ladder()
    claim(title_en="LEAK earlier")
    claimed = claim(code="robot", recognition="recognised", first_day=date(2026, 5, 2), last_day=date(2026, 5, 2))
    assert claimed.contradictions().count() == 1
    shown = read(client, "/launches/robot/?lang=en")
    assert shown[shown.index("Product or work") :][:6] == [
        "Product or work",
        "Robot One",
        "First",
        "recognised: first in the Northeast, valid until 2029-03-11",
        "Recognition",
        "recognised",
    ]
    assert "LEAK" not in str(shown)
    act(claimed, "revoke")
    assert "First" not in read(client, "/launches/robot/?lang=en")


@pytest.mark.parametrize("parts", [1, 3])
def test_a_launch_page_costs_the_same(
    client: Client, parts: int, django_assert_num_queries: Callable[..., Any]
) -> None:
    week = factories.launch(kind="week", edition=factories.edition())
    for _ in range(parts):
        factories.launch(parent=week)
    with django_assert_num_queries(5):
        client.get(f"/launches/{week.code}/")
