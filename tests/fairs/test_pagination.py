"""Pages: complete, stable while others write, and deaf to forged cursors."""

from datetime import date
from typing import Any

import pytest
from django.core.signing import Signer
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fairs.calendar import ledger
from tests import factories

from .api.asking import refusal

pytestmark = pytest.mark.django_db
DAYS = [date(2026, 5, 1), date(2026, 5, 1), None, date(2026, 4, 1), None, date(2026, 6, 1), date(2026, 5, 1)]


@pytest.fixture
def seven() -> None:
    """a..g; three begin on the same day, two nobody knows when, two of no known year."""
    with ledger.writing():
        for code, day, year in zip("abcdefg", DAYS, [2026, None, 2025, 2026, None, 2026, 2026], strict=True):
            factories.edition(code=code, days=[(day, day)] if day else [], year=year)


def walk(client: Client, address: str, direction: str = "next") -> list[str]:
    """The codes on each page, from this one on."""
    pages = []
    while address:
        answer = client.get(address).json()
        pages.append("".join(row["code"] for row in answer["results"]))
        address = answer[direction]
    return pages


@pytest.mark.usefixtures("seven")
@pytest.mark.parametrize(
    ("ordering", "pages"),
    [
        ("code", ["abc", "def", "g"]),
        ("-code", ["gfe", "dcb", "a"]),
        ("first_day", ["dab", "gfc", "e"]),
        ("-first_day", ["fgb", "ade", "c"]),
        ("year", ["cad", "fgb", "e"]),
        ("-year", ["gfd", "ace", "b"]),
        ("modified_at", ["abc", "def", "g"]),
    ],
)
def test_all_pages_there_and_back(client: Client, ordering: str, pages: list[str]) -> None:
    address = f"/api/v1/editions/?page_size=3&ordering={ordering}"
    assert walk(client, address) == pages
    last = address
    while following := client.get(last).json()["next"]:
        last = following
    assert walk(client, last, "previous") == pages[::-1]


def test_first_page_has_no_previous_and_last_no_next(client: Client) -> None:
    for code in "abc":
        factories.edition(code=code)
    answer = client.get("/api/v1/editions/?page_size=3").json()
    assert (answer["previous"], answer["next"]) == (None, None)


def test_more_equal_rows_than_an_offset_could_count(client: Client) -> None:
    """Django REST framework's cursor would serve the same page for ever after 1000."""
    with ledger.writing():
        category = factories.category()
        type(category).objects.bulk_create(
            [type(category)(code=f"c{n:04}", name_en="same") for n in range(1200)], batch_size=200
        )
        type(category).objects.update(modified_at=category.modified_at)
    pages = walk(client, "/api/v1/categories/?page_size=200&ordering=modified_at&q=same")
    assert [len(page) for page in pages] == [1000] * 6
    assert len({page[i : i + 5] for page in pages for i in range(0, 1000, 5)}) == 1200


@pytest.mark.usefixtures("seven")
def test_rows_written_meanwhile_move_no_other(client: Client) -> None:
    first = client.get("/api/v1/editions/?page_size=3").json()
    factories.edition(code="aa")
    factories.edition(code="dd")
    assert walk(client, first["next"]) == ["ddde", "fg"]


def test_a_cursor_is_good_for_its_list_in_its_order_only(client: Client) -> None:
    for code in "ab":
        factories.edition(code=code)
    following = client.get("/api/v1/editions/?page_size=1").json()["next"]
    cursor = following.partition("cursor=")[2].partition("&")[0]
    assert client.get(following).json()["results"][0]["code"] == "b"
    assert refusal(client, "editions", cursor=cursor, ordering="-code") == (400, [("cursor", "invalid_cursor")])
    assert refusal(client, "editions", cursor=cursor, ordering="year") == (400, [("cursor", "invalid_cursor")])
    assert refusal(client, "fairs", cursor=cursor) == (400, [("cursor", "invalid_cursor")])


positions = st.lists(st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(), max_size=4)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    forged=st.text(min_size=1).filter(str.strip)
    | st.binary(min_size=1).map(bytes.hex)
    | positions.map(
        lambda values: Signer(key="guessed", salt="cursor of /api/v1/editions/ by code", sep=".").sign_object(values)
    )
)
def test_forged_cursors_are_refused(client: Client, forged: Any) -> None:
    assert refusal(client, "editions", cursor=forged) == (400, [("cursor", "invalid_cursor")])
