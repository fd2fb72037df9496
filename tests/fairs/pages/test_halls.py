"""The public pages of halls: who stands where."""

import re
from typing import Any

import pytest
from defusedxml import ElementTree
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from fairs.calendar import ledger
from fairs.models import StandPlan
from tests import factories
from tests.fairs.floors import stand, stand_plan
from tests.fairs.pages.test_editions import read

pytestmark = pytest.mark.django_db
HALL = "/editions/fair-2026/halls/snwe.4A/"


def opened(**fields: Any) -> StandPlan:
    """Taken, taken by somebody not admitted, kept, free; in the hall snwe.4A."""
    with ledger.writing():
        room = factories.hall(factories.venue(code="snwe", name_en="SNWE"), code="4A", name_en="Hall 4A")
        edition = factories.edition(code="fair-2026", title_en="Fair 2026", **fields)
        plan = stand_plan(edition, hall=room)
        guests = factories.pavilion(edition, name_en="Malaysia", region=factories.region("MY"))
        names = {"name_en": "Kopi & Sons Import and Export Trading", "name_zh_hans": "咖啡公司"}
        admitted = factories.participation(edition, factories.exhibitor(**names), pavilion=guests)
        applied = factories.participation(edition, factories.exhibitor(name_en="LEAK"), "applied")
        stand(plan, "A10", 9, 0)
        stand(plan, "A2", 3, 0, participation=admitted, pavilion=guests)
        stand(plan, "A1", 0, 0, participation=applied)
        stand(plan, "A3", 6, 0, pavilion=guests, kind="raw")
    return plan


def test_a_hall_s_page(client: Client) -> None:
    opened()
    shown = read(client, f"{HALL}?lang=en")
    table = shown.index("Exhibitor")
    assert shown[table - 1].endswith("4 stands: 1 taken, 2 kept, 1 free. The table says who is where. Stand")
    assert shown[table:] == [
        *["Exhibitor", "Pavilion", "Area", "Kind", "State"],
        *["A1", "9.00 m²", "standard stand", "kept"],
        *["A2", "Kopi & Sons Import and Export Trading", "Malaysia", "9.00 m²", "standard stand", "taken"],
        *["A3", "Malaysia", "9.00 m²", "raw space", "kept"],
        *["A10", "9.00 m²", "standard stand", "free"],
    ]
    assert "Floor plans SNWE Hall 4A" in " ".join(read(client, "/editions/fair-2026/?lang=en"))


def test_the_plan_alone_tells_states_apart_without_colour(client: Client) -> None:
    opened()
    answer = client.get(f"{HALL}plan.svg?lang=en")
    picture = ElementTree.fromstring(answer.content.decode())
    svg = "{http://www.w3.org/2000/svg}"
    polygons = picture.findall(f"{svg}g/{svg}polygon")
    assert [(p.get("fill"), p.get("stroke-dasharray")) for p in polygons] == [
        ("url(#kept)", None), ("#cfe6df", None), ("url(#kept)", None), ("#fff", "4 3"),
    ]  # fmt: skip
    assert polygons[0].get("points") == "28,64 76,64 76,112 28,112"
    assert [t.text for t in picture.findall(f"{svg}g/{svg}title")] == [
        "A1 · 9.00 m² · standard stand · kept",
        "A2 · 9.00 m² · standard stand · taken · Kopi & Sons Import and Export Trading · Malaysia",
        "A3 · 9.00 m² · raw space · kept · Malaysia",
        "A10 · 9.00 m² · standard stand · free",
    ]
    assert (picture.get("role"), picture[0].text) == ("img", "Floor plan: SNWE Hall 4A, Fair 2026")
    assert [t.text for t in picture.iter(f"{svg}text")][-2:] == ["Malaysia", "A10"]
    lettering = [float(shape.get("font-size", "")) for shape in picture.findall(f"{svg}g[@font-size]")[1:]]
    assert lettering == [8.5, 8.5, 8.5, 8.5]
    assert "咖啡公司" in client.get(f"{HALL}plan.svg?lang=zh-hans").content.decode()
    assert client.get(f"{HALL}plan.svg?lang=en", headers={"If-None-Match": answer["ETag"]}).status_code == 304


def test_what_nobody_may_see_is_nowhere(client: Client, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    plan = opened(published=False)
    assert [client.get(HALL + name).status_code for name in ("", "plan.svg")] == [404, 404]
    published = factories.edition(code="other")
    StandPlan.objects.filter(pk=plan.pk).update(edition=published)
    for address in ("/editions/other/halls/snwe.4B/", "/editions/other/halls/4A/", "/editions/none/halls/snwe.4A/"):
        assert client.get(address).status_code == 404
    with django_assert_num_queries(2):
        page = client.get("/editions/other/halls/snwe.4A/?lang=en").content.decode()
    assert "LEAK" not in page
    assert len(re.findall('<th scope="row">', page)) == 4
