"""The best first, page by page, there and back, in whichever way it is read; and by the index."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from fairs.calendar import ledger
from fairs.catalogue import paging
from fairs.models import CatalogueEntry
from fairs.models.catalogue import by_index
from tests import factories

pytestmark = pytest.mark.django_db

MAY, JULY = date(2026, 5, 1), date(2026, 7, 1)
NAMED, IN_NAME, ABOUT = (
    [f"{name} {day:%B}" for day in (JULY, MAY) for __ in range(2)] for name in ("Coffee", "White coffee", "Mug")
)


def show() -> None:
    """Coffee by its very name, in names and in what is said of others; at an early fair and a late one."""
    with ledger.writing():
        same = {"category": factories.category(), "origin": factories.region("MY"), "name_zh_hans": ""}
        for day in (MAY, JULY):
            edition = factories.edition([(day, day)])
            for name, about in 2 * [("Mug", "For coffee"), ("White coffee", ""), ("Coffee", ""), ("Tea", "")]:
                factories.display(edition, factories.product(name_en=name, description_en=about, **same))


def there_and_back(client: Client, **asked: Any) -> tuple[list[str], list[str]]:
    pages: dict[str, list[list[Any]]] = {"next": [], "previous": []}
    address = "/api/v1/catalogue/?" + "&".join(f"{name}={value}" for name, value in asked.items())
    for way, seen in pages.items():
        while True:
            answer = client.get(address).json()
            seen.append(answer["results"])
            if not answer[way]:
                break
            address = answer[way]
    there, back = (
        [
            f"{row['product']['name_en']} {date.fromisoformat(row['days'][0]['first_day']):%B}"
            for page in seen
            for row in page
        ]
        for seen in (pages["next"], pages["previous"][::-1])
    )
    return there, back


def test_the_best_first(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    show()
    for near, page_size in ((500, 5), (12, 4), (7, 3), (1, 7)):
        monkeypatch.setattr(paging, "NEAR", near)
        asked = {"q": "COFFEE", "page_size": page_size}
        best = [*NAMED, *IN_NAME, *ABOUT]
        assert there_and_back(client, **asked) == (best, best)
        assert there_and_back(client, **asked, ordering="relevance") == (best[::-1], best[::-1])
        latest, again = there_and_back(client, **asked, ordering="-start")
        assert (latest == again, [name.split()[-1] for name in latest]) == (True, ["July"] * 6 + ["May"] * 6)
        assert len(there_and_back(client, page_size=page_size)[0]) == 16


def test_what_the_index_does() -> None:
    """However few the rows, or many: the planner is given no other way."""
    if connection.vendor != "postgresql":
        pytest.skip("of PostgreSQL")
    show()
    entries = CatalogueEntry.objects
    for found in (
        entries.having("咖啡"),
        entries.having("coffee", ".white"),
        entries.having("coffee").exclude(pk__in=entries.having(".coffee").values("pk")).order_by("-start", "-pk"),
        entries.having("coffee").coded("origin", ["MY", "CN"])[:10],
        entries.coded("edition", ["x"]).order_by("start"),
    ):
        with by_index():
            plan = found.explain()
        assert "Bitmap Index Scan on catalogue_terms" in plan, plan
        assert "Seq Scan" not in plan, plan
