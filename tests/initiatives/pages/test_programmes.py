"""The page of a programme."""

from datetime import date

import pytest
from django.test import Client

from fairs.models import act
from initiatives.models import Contribution, Objective
from tests import factories
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
        "/api/v1/programmes/2024/editions/?as_of=", programme.objectives.get().contributions.first().edition.title_en,
    ):  # fmt: skip
        assert text in shown, text
    assert "Secret" not in shown
    chinese = client.get(f"/programmes/{programme.code}/", headers={"accept-language": "zh-hans"}).content.decode()
    assert "2024年计划" in chinese and f"/calendars/programme/{programme.code}.ics<" in chinese
    act(programme, "unpublish")
    assert client.get("/programmes/2024/").status_code == 404
