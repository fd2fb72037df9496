"""Programmes over the API: as they are planned, how far they have come, and what stands behind the numbers."""

from datetime import date
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import time_machine
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from fairs.models import Edition, act
from initiatives.models import Contribution, Objective, Programme, Target
from tests import factories
from tests.fairs.api.asking import codes, get, named, refusal, stamp
from tests.initiatives import factories as more

pytestmark = pytest.mark.django_db
LIAONING = {"code": "210000", "name_zh_hans": "辽宁省", "name_en": "Liaoning"}
HELD: dict[str, Any] = {"days": [(date(2024, 5, 1), date(2024, 5, 3))], "year": 2024}


def edition(**fields: Any) -> Edition:
    return factories.edition(**{**HELD, "venues": [factories.venue(kind="professional")], **fields})


def programme(**fields: Any) -> Programme:
    made = more.programme(**{"year": 2024, "code": "liaoning-2024", **fields})
    for measure, comparison, value in (("count", "at_least", 270), ("area", "more_than", 3_500_000)):
        Target.objects.create(programme=made, region=made.region, measure=measure, comparison=comparison, value=value)
    return made


def asked(address: str) -> tuple[str, dict[str, str]]:
    """(path below the API, parameters) of a link."""
    parts = urlsplit(address)
    return parts.path.removeprefix("/api/v1/").strip("/"), {k: v for k, [v] in parse_qs(parts.query).items()}


def test_a_programme(client: Client) -> None:
    made = programme(smallest_area=10000)
    objective = Objective.objects.create(
        programme=made, code="aspect-1", kind="aspect", number=1, name_zh_hans="规模", name_en="Scale"
    )
    shown, hidden, initiative = edition(), edition(published=False), more.initiative()
    for serving in ({"edition": shown}, {"edition": hidden}, {"initiative": initiative}):
        Contribution.objects.create(objective=objective, **serving)
    row = get(client, "programmes/2024")
    words = row.pop("rule_in_words")
    assert words[3] == {"zh-hans": words[3]["zh-hans"], "en": "Of 10,000 m² or more only."}
    target = {"region": LIAONING, "batch": ""}
    of_objective = {
        "code": "aspect-1", "kind": "aspect", "number": 1, "name_zh_hans": "规模", "name_en": "Scale",
        "description_zh_hans": "", "description_en": "",
    }  # fmt: skip
    assert row == {
        **stamp(made),
        **named(made),
        "year": 2024,
        "region": LIAONING,
        "description_zh_hans": "",
        "description_en": "",
        "professional_venues_only": True,
        "within_region_only": True,
        "smallest_area": 10000,
        "size_comparison": "at_least",
        "counts_conferences": True,
        "counts_cancelled": False,
        "combined_once": True,
        "targets": [
            {**target, "measure": "count", "comparison": "at_least", "value": 270},
            {**target, "measure": "area", "comparison": "more_than", "value": 3500000},
        ],
        "objectives": [
            {
                **of_objective,
                "contributions": [
                    {"edition": named(shown), "initiative": None},
                    {"edition": None, "initiative": {**named(initiative), "level": "action", "kind": "campaign"}},
                ],
            }
        ],
        "editorial_state": "published",
        "source": None,
        "synthetic": False,
    }
    assert get(client, "programmes")["results"][0]["objectives"] == [of_objective]


def test_by_year_code_or_uuid(client: Client) -> None:
    made = programme()
    more.programme(year=2024, code="shenyang-2024", region=factories.region("210100"))
    for name in ("2024", "liaoning-2024", str(made.uuid)):
        assert get(client, f"programmes/{name}")["code"] == "liaoning-2024"
    assert codes(client, "programmes", year="2024") == ["liaoning-2024", "shenyang-2024"]
    assert codes(client, "programmes", region="210100") == ["shenyang-2024"]
    act(made, "unpublish")
    for path in ("programmes/2024", "programmes/2024/progress", "programmes/2024/editions", "programmes/1999"):
        assert refusal(client, path)[0] == 404


def test_progress_leads_to_the_rows_behind_each_number(client: Client) -> None:
    programme()
    factories.figure(edition(code="a", batch="brand"), stage="final", value=20000)
    edition(code="b", region=factories.region("210200"))
    act(edition(code="c"), "cancel")
    factories.edition(**HELD, code="d")
    told = get(client, "programmes/2024/progress", as_of="2024-12-31")
    assert {k: told[k] for k in ("as_of", "stage", "area_unknown", "forecast")} == {
        "as_of": "2024-12-31", "stage": "held", "area_unknown": [], "forecast": None,
    }  # fmt: skip
    assert [(t["measure"], t["actual"], t["met"], t["missing"], t["share"]) for t in told["targets"]] == [
        ("count", 2, False, 268, 0.0074), ("area", 20000, False, 3480001, 0.0057),
    ]  # fmt: skip
    for target, number in zip(told["targets"], (2, 2), strict=True):
        path, parameters = asked(target["editions"])
        assert len(codes(client, path, **parameters)) == number
    total = told["total"]
    assert {n: c["count"] for n, c in total["stages"].items()} == {
        "planned": 3, "approved": 2, "held": 2, "reported": 1, "audited": 0, "postponed": 0, "cancelled": 1,
    }  # fmt: skip
    cells = [
        cell
        for row in (*told["rows"], total)
        for cell in (row["total"], *row["batches"].values(), *row["stages"].values(), row["before"])
    ]
    assert len(cells) == 3 * 14
    for cell in (*cells, *told["left_out"]):
        path, parameters = asked(cell["editions"])
        assert len(codes(client, path, **parameters)) == cell["count"], parameters
    assert [(r["of"]["code"], r["total"]["count"], r["total"]["area"]) for r in told["rows"]] == [
        ("210100", 1, 20000), ("210200", 1, 0),
    ]  # fmt: skip
    assert [(r["reason"], r["count"], r["meaning"]["en"]) for r in told["left_out"]] == [
        ("venue_unknown", 1, "whether it is in a professional venue is not known"), ("cancelled", 1, "cancelled"),
    ]  # fmt: skip


def test_rows_say_why_they_do_not_count(client: Client) -> None:
    programme(smallest_area=10000)
    factories.figure(edition(code="a", batch="brand"), stage="final", value=20000)
    edition(code="b", title_en="Unmeasured")
    rows = get(client, "programmes/2024/editions", as_of="2024-12-31")["results"]
    assert [(r["code"], r["batch"], r["counted"], r["area"], r["reason"]) for r in rows] == [
        ("a", "brand", True, 20000, None), ("b", "", False, None, "area_unknown"),
    ]  # fmt: skip
    assert rows[1]["meaning"]["en"] == "its space is not known"
    path = "programmes/2024/editions"
    assert codes(client, path, counted="true") == ["a"]
    assert codes(client, path, counted="false") == ["b"]
    assert codes(client, path, reason="area_unknown") == ["b"]
    assert codes(client, path, reason="area_unknown", counted="true") == []
    assert codes(client, path, batch="none") == ["b"]
    assert codes(client, path, ordering="-code", page_size=1) == ["b"]
    assert get(client, "programmes/2024/progress")["area_unknown"][0]["title_en"] == "Unmeasured"


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({"as_of": "2024-13-01"}, "invalid"), ({"as_of": "0001-01-01"}, "out_of_range"), ({"as_of": " "}, "blank"),
        ({"stage": "done"}, "unknown_code"), ({"stage": "held,planned"}, "repeated"), ({"city": "x"}, "unknown_code"),
        ({"batch": "x"}, "unknown_code"), ({"when": "now"}, "unknown_parameter"),
    ],
)  # fmt: skip
def test_what_is_not_understood_is_refused(client: Client, asked: dict[str, str], code: str) -> None:
    programme()
    for path in ("progress", "editions"):
        assert refusal(client, f"programmes/2024/{path}", **asked) == (400, [(next(iter(asked)), code)])
    assert refusal(client, "programmes/2024/editions", reason="why") == (400, [("reason", "unknown_code")])


def test_today_is_todays(client: Client) -> None:
    """What is kept without a write is not kept overnight."""
    programme()
    edition()
    held = []
    for day in ("2024-05-02", "2024-05-03"):
        with time_machine.travel(f"{day}T12:00:00+08:00", tick=False):
            held.append(get(client, "programmes/2024/progress")["total"]["total"]["count"])
    assert held == [0, 1]


def test_queries(client: Client, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    """Of progress: watermark, year, targets, their regions, all regions, editions, figures, groups, the year before."""
    programme()
    for _ in range(2):
        edition()
        edition()
        with django_assert_num_queries(9):
            get(client, "programmes/2024/progress")
        with django_assert_num_queries(8):
            get(client, "programmes/2024/editions")
