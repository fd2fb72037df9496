"""The page of a programme."""

import re
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from fairs.models import act
from initiatives.models import Contribution, Objective
from tests import factories
from tests.fairs.admin.world import logged_in, superuser
from tests.initiatives import factories as more

pytestmark = pytest.mark.django_db


def test_a_programme_shows_what_it_is_to_reach_how_far_it_is_and_what_serves_it(client: Client) -> None:
    programme = more.full_programme(year=2024, title_en="Programme 2024", title_zh_hans="2024年计划")
    hall = factories.venue(kind="professional")
    factories.edition([(date(2024, 5, 1), date(2024, 5, 3))], year=2024, venues=[hall])
    hidden = factories.edition(published=False, title_en="Secret")
    Contribution.objects.create(objective=Objective.objects.get(), edition=hidden)
    shown = client.get("/programmes/2024/", headers={"accept-language": "en"}).content.decode()
    for text in (
        "Programme 2024", "Liaoning: number of exhibitions ≥ 270", ">269<", "How it is counted", "Scale",
        "http://localhost:8000/calendars/programme/2024.ics?lang=en", "No programme of 2023 is known here",
        "/programmes/2024/editions/?as_of=", programme.objectives.get().contributions.first().edition.title_en,
    ):  # fmt: skip
        assert text in shown, text
    assert "Secret" not in shown
    chinese = client.get(f"/programmes/{programme.code}/", headers={"accept-language": "zh-hans"}).content.decode()
    assert "2024年计划" in chinese and f"/calendars/programme/{programme.code}.ics<" in chinese
    act(programme, "unpublish")
    assert client.get("/programmes/2024/").status_code == 404


def test_numbers_lead_to_their_editions_in_words(client: Client) -> None:
    region, hall, square = factories.region(), factories.venue(kind="professional"), factories.venue(kind="other")
    programme = more.programme(year=2024, region=region, title_en="Programme 2024")
    for year, code in ((2024, "counts"), (2023, "before")):
        factories.edition([(date(year, 5, 1), date(year, 5, 3))], code=code, year=year, venues=[hall], region=region)
    factories.edition(
        [(date(2024, 6, 1), date(2024, 6, 3))], code="elsewhere", year=2024, region=region, venues=[square]
    )
    factories.edition(code="secret", published=False, year=2024, venues=[hall], region=region)
    page = f"/programmes/{programme.code}/editions/"
    for query, found in (
        ("counted=true", ["counts"]),
        ("counted=true&year_before=true", ["before"]),
        ("area_known=false", ["counts"]),
        ("area_known=true", []),
        ("area_known=false&counted=false", []),
        ("reason=venue", ["elsewhere"]),
        ("stage=planned", ["counts", "elsewhere"]),
    ):
        shown = client.get(f"{page}?{query}", headers={"accept-language": "en"}).content.decode()
        assert re.findall(r'href="/editions/([^"]+)/"', shown) == found, query
        told = client.get(f"/api/v1{page}?{query}").json()["results"]
        assert [row["code"] for row in told] == found, query
    desk = reverse("admin:initiatives_programme_editions", args=[programme.pk])
    for reader, address in ((client, page), (logged_in(superuser()), desk)):
        seen = reader.get(f"{address}?counted=true&year_before=true&as_of=2024-12-31").context
        assert ([row["code"] for row in seen["rows"]], seen["as_of"]) == (["before"], date(2023, 12, 31))
    wrong = client.get(f"{page}?stage=helx&year_before=maybe", headers={"accept-language": "en"})
    assert wrong.status_code == 400
    assert re.findall(r'class="note">(\w+):', wrong.content.decode()) == ["stage", "year_before"]
    assert client.get("/programmes/", headers={"accept-language": "en"}).content.decode().count("Programme 2024<") == 1
