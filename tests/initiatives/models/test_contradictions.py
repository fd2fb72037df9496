"""What stands against a claim to be the first."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from initiatives.models import Launch
from tests import factories
from tests.initiatives.factories import claim, ladder

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("regions")]
DAYS = {"first_day": date(2026, 2, 1), "last_day": date(2026, 2, 1)}


@pytest.fixture
def regions() -> None:
    ladder()


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ({}, True),
        ({"item": "ｒｏｂｏｔ《ONE》"}, True),
        ({"first_day": date(2026, 5, 1), "last_day": date(2026, 5, 2)}, True),  # on the same day
        ({"first_day": date(2026, 5, 2), "last_day": date(2026, 5, 2)}, False),
        ({"starts_at": datetime(2026, 4, 30, 15, 59, tzinfo=UTC)}, True),
        ({"starts_at": datetime(2026, 5, 1, 16, tzinfo=UTC)}, False),  # the next day in Shanghai
        ({"stated_dates": "2025"}, True),
        ({"scope": "", "recognition": "none"}, True),
        ({"region": "220100"}, True),
        ({"region": "440100"}, False),
        ({"item": "Robot Two"}, False),
        ({"kind": "show"}, False),
        ({"event_status": "cancelled"}, False),
        ({"event_status": "postponed"}, True),
        ({"recognition": "refused"}, True),
        ({"published": False}, True),
        ({"synthetic": True}, False),
    ],
)
def test_what_contradicts_a_claim_of_the_northeast(fields: dict[str, Any], found: bool) -> None:
    launch = claim()
    if "starts_at" not in fields and "stated_dates" not in fields:
        fields = {"first_day": date(2026, 4, 30), "last_day": date(2026, 4, 30), **fields}
    other = claim(**{**fields, "region": factories.region(fields.get("region", "210100"))})
    assert list(launch.contradictions()) == ([other] if found else [])


def test_a_store_contradicts_any_first_store_and_a_flagship_only_flagships() -> None:
    earlier = [claim(kind=kind, item="", **DAYS) for kind in ("store", "flagship", "concept")]
    assert set(claim(kind="store", item="").contradictions()) == {*earlier}
    assert list(claim(kind="flagship", item="").contradictions()) == [earlier[1]]


def test_a_claim_without_a_day_meets_all_in_its_area() -> None:
    other = claim()
    assert list(claim(stated_dates="2026").contradictions()) == [other]


def test_an_earlier_one_overturns_what_is_recognised_in_an_area_around_it() -> None:
    held = claim(recognition="recognised", region=factories.region("220100"))
    early = claim(scope="city", **DAYS)
    assert list(early.contradictions()) == [held]
    late: dict[str, Any] = {
        "first_day": date(2026, 6, 1),
        "last_day": date(2026, 6, 1),
        "region": factories.region("210200"),
    }
    assert list(claim(scope="city", **late).contradictions()) == []
    assert list(claim(scope="northeast", **late).contradictions()) == [
        early,
        held,
        Launch.objects.get(scope="city", day=late["first_day"]),
    ]


def test_what_claims_nothing_is_contradicted_by_nothing() -> None:
    claim(**DAYS)
    assert list(claim(recognition="none", scope="").contradictions()) == []
