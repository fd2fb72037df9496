"""The pages of indicators, and the chart and the table alone."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from defusedxml import ElementTree
from django.test import Client

from initiatives.models import Rank
from tests import factories
from tests.fairs.pages.test_editions import read
from tests.initiatives.factories import indicator, observation

pytestmark = pytest.mark.django_db


def services() -> None:
    """Per-capita service consumption in Liaoning, as stated."""
    one = indicator(code="services", name_en="Service consumption", name_zh_hans="人均服务性消费支出")
    given: dict[str, Any] = {"indicator": one, "region": factories.region("210000")}
    given["source"] = factories.source(title_en="Gazette")
    half = observation(**given, value="7495", year_on_year="7.5", source_note="LEAK")
    Rank.objects.create(observation=half, position=8, region=factories.region("CN"))
    observation(**given, value="3146", year_on_year="6.7", cut="rural", as_stated="=1+1")


def test_an_indicator_s_page(client: Client) -> None:
    services()
    assert read(client, "/indicators/services/?lang=en") == [
        "Indicators",
        "Service consumption",
        "Unit",
        "yuan",
        "Liaoning · all · by half-year Liaoning · rural · by half-year Liaoning · all · by half-year",
        "Service consumption · Liaoning · all · by half-year "
        "first half of 2024: about 6,972 (computed); first half of 2025: 7,495 yuan stated computed "
        "0 2,000 4,000 6,000 8,000 about 6,972 first half of 2024 7,495 first half of 2025 "
        "What is computed, here in italics, follows from stated values; nobody has stated it.",
        *["Period", "Value", "On a year earlier", "Stage", "Source"],
        *["first half of 2024", "about 6,972 yuan", "computed", "value ÷ (1 + growth) of a year later"],
        *["first half of 2025", "7,495 yuan", "+7.5 %", "preliminary · no. 8 in China", "Gazette"],
        "Data: JSON · CSV · SVG",
    ]


def test_an_indicator_without_observations(client: Client) -> None:
    indicator(code="bare")
    assert read(client, "/indicators/bare/?lang=en")[-1] == "Nothing is observed of it yet."
    assert client.get("/indicators/bare.svg").status_code == 404
    assert client.get("/indicators/bare.csv").content.decode().count("\n") == 1


def test_the_overview_shows_the_latest_of_each(client: Client) -> None:
    services()
    trade = indicator(code="trade", name_en="Imports and exports")
    observation(indicator=trade, period="2023", value="763050000000", qualifier="over")
    observation(indicator=trade, period="2024", value="1", stage="plan")
    indicator(name_en="LEAK", published=False)
    assert read(client, "/indicators/?lang=en")[2:] == [
        "Liaoning",
        "Service consumption first half of 2025 7,495 yuan +7.5 % on a year earlier",
        "Shenyang",
        "Imports and exports 2023 over 763.05 bn yuan",
    ]


def test_only_what_is_published_shows(client: Client) -> None:
    services()
    observation(indicator=indicator(code="draft", published=False))
    for name in ("draft/", "draft.svg", "draft.csv", "services/?region=999999", "services/?cut=urban"):
        assert client.get(f"/indicators/{name}").status_code == 404, name
    assert "LEAK" not in client.get("/indicators/services/").content.decode()


def test_the_picture_alone(client: Client) -> None:
    services()
    response = client.get("/indicators/services.svg?lang=en&cut=rural")
    picture = ElementTree.fromstring(response.content)
    svg = "{http://www.w3.org/2000/svg}"
    assert (picture.get("role"), picture.get("aria-labelledby")) == ("img", "chart-title chart-desc")
    assert picture.find(f"{svg}title").text == "Service consumption · Liaoning · rural · by half-year"
    described = "first half of 2024: about 2,948 (computed); first half of 2025: 3,146"
    assert picture.find(f"{svg}desc").text == described
    assert not re.search(rb"style=|<style|<script|on\w+=", response.content)
    assert response["Content-Type"] == "image/svg+xml"
    assert response["Cache-Control"] == "public, max-age=300"
    assert response["Vary"] == "Accept-Language, Cookie"
    again = client.get("/indicators/services.svg?lang=en&cut=rural", headers={"if-none-match": response["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    chinese = client.get("/indicators/services.svg?lang=zh-hans&cut=rural")
    assert chinese["ETag"] != response["ETag"]


def test_the_table_for_spreadsheets(client: Client) -> None:
    services()
    response = client.get("/indicators/services.csv?lang=en&cut=rural")
    assert response["Content-Disposition"] == 'attachment; filename="services.csv"'
    assert response.content.decode().removeprefix("\ufeff").splitlines() == [
        "period,since,until,stage,qualifier,value,unit,year_on_year,change,as_stated,source,computed,formula",
        "2024-H1,2024-01-01,2024-06-30,,about,2948,yuan,,,,,true,value / (1 + year_on_year / 100)",
        "2025-H1,2025-01-01,2025-06-30,preliminary,exact,3146,yuan,6.7,,'=1+1,Gazette,false,",
    ]


@pytest.mark.parametrize("count", [1, 3])
def test_pages_cost_the_same(client: Client, count: int, django_assert_num_queries: Callable[..., Any]) -> None:
    one = indicator(code="retail")
    for number in range(count):
        row = observation(indicator=one, period=str(2020 + 2 * number), year_on_year=5)
        Rank.objects.create(observation=row, position=1, region=factories.region("CN"))
        observation(indicator=indicator())
    for queries, path in ((2, "/indicators/"), (4, "/indicators/retail/"), (4, "/indicators/retail.svg")):
        with django_assert_num_queries(queries, info=path):
            client.get(path)
