"""Indicators, observations, series and investment projects over the API."""

from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from fairs.models import RegionGroup, RegionGroupMember
from initiatives.models import InvestmentParty, Observation, Rank
from tests import factories
from tests.fairs.api.asking import SHENYANG, codes, get, named, page, refusal, stamp
from tests.initiatives.factories import indicator, investment, observation

pytestmark = pytest.mark.django_db


def uuids(client: Client, **asked: Any) -> set[str]:
    return {row["uuid"] for row in get(client, "observations", **asked)["results"]}


def test_indicator(client: Client) -> None:
    body, source = factories.organisation(kind="authority"), factories.source()
    one = indicator(code="retail", additive=True, counted_by=body, source=source, definition_en="Sold to consumers.")
    indicator(published=False)
    row = {
        **stamp(one),
        **named(one),
        "definition_zh_hans": "",
        "definition_en": "Sold to consumers.",
        "unit": "yuan",
        "additive": True,
        "counted_by": named(body),
        "editorial_state": "published",
        "source": {**named(source), "url": ""},
        "synthetic": False,
    }
    assert get(client, "indicators") == page(row)
    assert get(client, "indicators/retail") == row
    assert codes(client, "indicators", unit="yuan", counted_by=body.code, q="consumers") == ["retail"]
    assert codes(client, "indicators", unit="visits,count") == []


def test_observation(client: Client) -> None:
    liaoning, northeast = factories.region("210000"), RegionGroup.objects.create(code="NE", name_en="Northeast")
    RegionGroupMember.objects.create(group=northeast, region=liaoning)
    one = observation(
        indicator=indicator(code="trains", unit="count"), region=liaoning, period="2024", value="892", stage="final",
        year_on_year="14.4", as_stated="892 trains", source_note="SECRET",
    )  # fmt: skip
    Rank.objects.create(observation=one, position=1, group=northeast)
    Rank.objects.create(observation=one, position=8, region=factories.region("CN"))
    row = {
        **stamp(one),
        "indicator": {**named(one.indicator), "unit": "count"},
        "region": {"code": "210000", "name_zh_hans": "辽宁省", "name_en": "Liaoning"},
        "cut": "all",
        "sector": None,
        "period": "2024",
        "cumulative": False,
        "since": "2024-01-01",
        "until": "2024-12-31",
        "stage": "final",
        "value": 892,
        "qualifier": "exact",
        "year_on_year": 14.4,
        "change": None,
        "as_stated": "892 trains",
        "stated_on": None,
        "ranks": [
            {"position": 1, "region": None, "group": {"code": "NE", "name_zh_hans": "", "name_en": "Northeast"}},
            {"position": 8, "region": {"code": "CN", "name_zh_hans": "中国", "name_en": "China"}, "group": None},
        ],
        "source": {**named(one.source), "url": ""},
        "revision": 0,
        "current": True,
    }
    response = client.get("/api/v1/observations/")
    assert response.json() == page(row)
    assert b'"value":892,' in response.content
    assert b'"year_on_year":14.4,' in response.content
    assert get(client, f"observations/{one.uuid}") == row


def test_what_observations_can_be_asked_for(client: Client) -> None:
    retail, sector = indicator(code="retail", name_en="Retail"), factories.category(code="cars")
    half = observation(indicator=retail, period="2025-H1", source=factories.source(code="gazette"))
    quarter = observation(indicator=retail, period="2025年前三季度", as_stated="九个月")
    month = observation(indicator=retail, period="2025-07", region=factories.region("210200"), cut="rural")
    year = observation(indicator=retail, period="2024", cut="sector", sector=sector, stage="audited")
    observation(indicator=indicator(code="draft", published=False), period="2023")
    half, quarter, month, year = (str(row.uuid) for row in (half, quarter, month, year))  # type: ignore[assignment]
    assert uuids(client) == {half, quarter, month, year}
    assert uuids(client, year="2025") == {half, quarter, month}
    assert uuids(client, period="2025-Q3,2025-7") == {quarter, month}
    assert [uuids(client, period_kind=k) for k in ("year", "half", "quarter", "month")] == [
        {year}, {half}, {quarter}, {month},
    ]  # fmt: skip
    assert uuids(client, cumulative="true") == {half, quarter, year}
    assert uuids(client, cumulative="false") == {half, month, year}
    assert uuids(client, cut="rural,sector") == {month, year}
    assert uuids(client, sector="cars") == uuids(client, stage="audited") == {year}
    assert uuids(client, region="210000", city="210200") == {month}
    assert uuids(client, source="gazette") == {half}
    assert uuids(client, q="retail 九个月") == {quarter}
    assert uuids(client, indicator="retail", synthetic="true") == set()
    assert refusal(client, "observations", indicator="draft") == (400, [("indicator", "unknown_code")])
    assert refusal(client, "observations", period="2025-H3") == (400, [("period", "unknown_code")])


def test_revisions_are_read_on_demand(client: Client) -> None:
    first = observation(value="7495")
    second = first.revise(value="7500", source=factories.source())
    assert uuids(client) == {str(second.uuid)}
    rows = get(client, "observations", revisions="true")["results"]
    assert [(row["value"], row["revision"], row["current"]) for row in rows] == [(7495, 0, False), (7500, 1, True)]
    assert get(client, f"observations/{first.uuid}")["current"] is False


def point(row: Observation | None, **fields: Any) -> dict[str, Any]:
    nothing = dict.fromkeys(("uuid", "stage", "value", "year_on_year", "change", "stated_on", "source", "revision"))
    told: dict[str, Any] = {**nothing, "modified_at": None}
    if row:
        source = {**named(row.source), "url": ""}
        told = {**nothing, **stamp(row), "stage": row.stage, "source": source, "revision": 0}
    known = {"cumulative": False, "qualifier": "exact", "as_stated": "", "ranks": [], "formula": "", "inputs": []}
    return {**told, **known, "computed": row is None, **fields}


def test_series_with_what_follows(client: Client) -> None:
    """7,495 yuan in the first half of 2025, up 7.5 %; in the country 3,146, up 6.7 %."""
    one = indicator(code="services", additive=False)
    given: dict[str, Any] = {"indicator": one, "region": factories.region("210000")}
    half = observation(**given, value="7495", year_on_year="7.5")
    observation(**given, value="3146", cut="rural", year_on_year="6.7")
    observation(**given, value="9999", period="2024")
    days = {"since": "2025-01-01", "until": "2025-06-30"}
    stated = point(half, period="2025-H1", value=7495, year_on_year=7.5, **days)
    earlier = {"since": "2024-01-01", "until": "2024-06-30"}
    formula = "value / (1 + year_on_year / 100)"
    computed = point(
        None, period="2024-H1", value=6972, qualifier="about", formula=formula, inputs=[str(half.uuid)], **earlier
    )
    answer = get(client, "indicators/services/series", region="210000", period_kind="half", computed="true")
    assert answer == {
        "indicator": {**named(one), "unit": "yuan"},
        "region": {"code": "210000", "name_zh_hans": "辽宁省", "name_en": "Liaoning"},
        "cut": "all",
        "sector": None,
        "points": [computed, stated],
    }
    plain = get(client, "indicators/services/series", region="210000")["points"]
    assert [(p["period"], p["value"]) for p in plain] == [("2024", 9999), ("2025-H1", 7495)]
    rural = get(client, f"indicators/{one.uuid}/series", region="210000", cut="rural", computed="true")["points"]
    assert [(p["value"], p["computed"]) for p in rural] == [(2948, True), (3146, False)]


def test_a_series_is_of_one_region_and_cut(client: Client) -> None:
    observation(indicator=indicator(code="retail"))
    indicator(code="draft", published=False)
    factories.region("210200")
    factories.category(code="cars")
    path = "indicators/retail/series"
    told = client.get(f"/api/v1/{path}/?lang=en").json()
    assert told["errors"] == [{"parameter": "region", "code": "required", "message": "Say of which region: 210100."}]
    assert refusal(client, path, region="210100,210200") == (400, [("region", "repeated")])
    assert refusal(client, path, region="210100", cut="sector") == (400, [("sector", "sector_by_cut")])
    assert refusal(client, path, region="210100", cut="all", sector="cars") == (400, [("sector", "sector_by_cut")])
    assert refusal(client, path, region="210100", period_kind="week") == (400, [("period_kind", "unknown_code")])
    assert refusal(client, path, region="210100", page_size="2") == (400, [("page_size", "unknown_parameter")])
    assert get(client, path, region="210100", sector="cars")["points"] == []
    assert client.get("/api/v1/indicators/draft/series/?region=210100").status_code == 404


def test_investment(client: Client) -> None:
    bmw = factories.organisation(code="bmw", kind="company")
    one = investment(code="bmw-shenyang", amount="20000000000", as_stated="an additional 20 billion yuan")
    InvestmentParty.objects.create(investment=one, organisation=bmw)
    investment(code="talks", progress="discussed", region=factories.region("210200"))
    investment(published=False)
    row = {
        **stamp(one),
        **named(one),
        "description_zh_hans": "",
        "description_en": "",
        "region": SHENYANG,
        "sector": None,
        "parties": [{"role": "investor", "organisation": named(bmw)}],
        "amount": 20000000000,
        "qualifier": "exact",
        "as_stated": "an additional 20 billion yuan",
        "progress": "announced",
        "stated_dates": "",
        "editorial_state": "published",
        "source": None,
        "synthetic": False,
    }
    assert get(client, "investments", party="bmw", role="investor") == page(row)
    assert get(client, "investments/bmw-shenyang") == row
    assert codes(client, "investments", city="210200", progress="discussed,signed") == ["talks"]


def test_queries(client: Client, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    one = indicator(code="retail", source=factories.source(), counted_by=factories.organisation())
    for number in (1, 3):
        for year in range(number):
            row = observation(indicator=one, period=str(2020 + 5 * number + year), year_on_year=5)
            Rank.objects.create(observation=row, position=1, region=factories.region("CN"))
            project = investment(sector=factories.category(), source=factories.source())
            InvestmentParty.objects.create(investment=project, organisation=factories.organisation())
        asked = {"region": "210100", "computed": "true"}
        for count, path, parameters in (
            (2, "indicators", {}), (3, "observations", {}), (3, "investments", {}),
            (5, "indicators/retail/series", asked),
        ):  # fmt: skip
            with django_assert_num_queries(count, info=path):
                get(client, path, **parameters)
