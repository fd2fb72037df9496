"""The public catalogue, as a page and as files."""

import csv
import json
from io import BytesIO, StringIO
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries

from fairs.calendar import ledger
from fairs.models import Edition, act
from fairs.pages.catalogue import FILES
from tests import factories

pytestmark = pytest.mark.django_db


def coffee_and_tea(edition: Edition | None = None) -> None:
    with ledger.writing():
        edition = edition or factories.edition(code="expo", title_en="Expo")
        hall = factories.hall(name_en="Hall 4A")
        pavilion = factories.pavilion(edition, hall=hall, region=factories.region("MY"), name_en="Malaysian pavilion")
        company = factories.exhibitor(name_en="=Kopi & Sons", name_zh_hans="咖啡喆😀公司")
        part = factories.participation(edition, company, stand="A1", pavilion=pavilion)
        coffee = factories.product(name_en="White coffee", name_zh_hans="白咖啡")
        factories.display(edition, coffee, participation=part)
        factories.display(edition, factories.product(name_en="Green tea", name_zh_hans="绿茶"))


def read(client: Client, address: str) -> Any:
    response = client.get(address)
    assert response.status_code == 200, response.content
    return b"".join(response) if response.streaming else response.content


def test_a_search(client: Client) -> None:
    coffee_and_tea()
    page = client.get("/catalogue/?q=coffee&lang=en")
    assert [str(entry) for entry, __ in page.context["entries"]] == ["White coffee"]
    text = page.content.decode()
    for told in (
        "White coffee", "from Malaysia", "=Kopi &amp; Sons", "Malaysian pavilion", "stand A1", "Hall 4A",
        "/calendars/edition/expo.ics", "1 entry", "May 1, 2026",
    ):  # fmt: skip
        assert told in text, told
    assert '<input type="checkbox" name="origin" value="MY">' in text
    assert "Nothing is found" in client.get("/catalogue/?q=cocoa&lang=en").content.decode()
    assert "白咖啡" in client.get("/catalogue/?q=咖啡&origin=MY").content.decode()
    act(Edition.objects.get(), "cancel")
    assert 'class="badge cancelled"' in client.get("/catalogue/?q=coffee").content.decode()
    empty_fields = client.get("/catalogue/?q=&stand=&origin=MY")
    assert (empty_fields.status_code, empty_fields.context["number"]) == (200, 3)


def test_pages_of_it(client: Client) -> None:
    edition = factories.edition()
    with ledger.writing():
        category = factories.category()
        for number in range(21):
            factories.display(edition, factories.product(name_en=f"Tea {number}", category=category))
    first = client.get("/catalogue/?q=tea")
    second = client.get(first.context["next"])
    assert [len(page.context["entries"]) for page in (first, second)] == [20, 1]
    assert client.get(second.context["previous"]).context["entries"][0] == first.context["entries"][0]


def test_what_is_wrong_stands_where_it_is(client: Client) -> None:
    for asked, name in (
        ("origin=XX", "origin"), ("colour=red", "colour"), ("q=?!", "q"), ("lang=fr", "lang"), ("cursor=x", "cursor"),
    ):  # fmt: skip
        page = client.get(f"/catalogue/?{asked}")
        assert (page.status_code, [f.name for f in page.context["wrong"]]) == (400, [name]), asked
        if name != "cursor":  # which a file has not either
            assert client.get(f"/catalogue.csv?{asked}").status_code == 400
    assert client.get("/catalogue.docx").status_code == 404


def test_files(client: Client) -> None:
    coffee_and_tea()
    asked = "?kind=product&origin=MY&lang=en"
    head, *rows = csv.reader(StringIO(read(client, f"/catalogue.csv{asked}").decode("utf-8-sig")))
    assert head == ["kind", "product", "category", "origin", "exhibitor", "pavilion", "venue", "hall", "stand",
                    "edition", "first day", "last day", "calendar"]  # fmt: skip
    tea, coffee = rows
    assert coffee[1] == "White coffee"
    assert coffee[3:6] == ["Malaysia", "'=Kopi & Sons", "Malaysian pavilion"]
    assert coffee[7:] == ["Hall 4A", "A1", "Expo", "2026-05-01", "2026-05-03",
                          "http://localhost:8000/calendars/edition/expo.ics"]  # fmt: skip
    sheet: Any = load_workbook(BytesIO(read(client, f"/catalogue.xlsx{asked}"))).active
    assert [cell.value for cell in sheet[3]][1:6:4] == ["White coffee", "Malaysian pavilion"]
    assert sheet["E3"].value == "'=Kopi & Sons" and sheet["E3"].data_type == "s"
    results = json.loads(read(client, f"/catalogue.json{asked}"))["results"]
    assert results == client.get(f"/api/v1/catalogue/{asked}").json()["results"]
    assert json.loads(read(client, "/catalogue.json?q=cocoa")) == {"results": []}


@pytest.mark.once
def test_a_booklet_is_kept_until_something_is_written(client: Client) -> None:
    edition = factories.edition()
    asked = ["/catalogue.pdf?lang=en", "/catalogue.pdf?lang=zh-hans"]
    first, chinese = (read(client, address) for address in asked)
    assert [read(client, address) for address in asked] == [first, chinese]
    coffee_and_tea(edition)
    assert len({first, chinese, read(client, asked[0])}) == 3


def test_more_than_a_file_may_have(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    coffee_and_tea()
    for form, (content_type, __, write) in list(FILES.items()):
        monkeypatch.setitem(FILES, form, (content_type, 2, write))
        page = client.get(f"/catalogue.{form}?lang=en")
        assert (page.status_code, [f.name for f in page.context["wrong"]]) == (400, ["edition"])
        assert "at most 2 entries" in page.content.decode()
        assert client.get(f"/catalogue.{form}?kind=product&lang=en").status_code == 200


def test_queries(client: Client, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    """Of each rank how far to look and which entries, the entries, their days, the counts, the names of codes."""
    shown = 14 + 4 * 3 if connection.vendor == "postgresql" else 14
    for times in (1, 2):
        for __ in range(times):
            coffee_and_tea(factories.edition())
        for address, number in (("/catalogue/?q=coffee", shown), ("/catalogue.csv?q=coffee", 3)):
            with django_assert_num_queries(number, info=address):
                read(client, address)
