"""A programme as a feed."""

from datetime import date

import pytest
from django.test import Client

from fairs.models import act
from tests import factories
from tests.fairs.api.asking import get
from tests.fairs.test_facets import feed
from tests.initiatives import factories as more

pytestmark = pytest.mark.django_db
NAME = "NAME:Fairs of Liaoning\\, all · "


def titles(client: Client, address: str) -> list[str]:
    answer = client.get(address)
    assert answer.status_code == 200, answer.content
    lines = answer.content.decode().replace("\r\n ", "").splitlines()
    return sorted(line.removeprefix("SUMMARY:") for line in lines if line.startswith("SUMMARY:"))


def test_the_editions_of_its_year_region_and_professional_venues(client: Client) -> None:
    hall, square = factories.venue(kind="professional"), factories.venue(kind="other")
    counts = factories.edition(venues=[square, hall], title_zh_hans="a")
    factories.session(counts)
    factories.edition(venues=[hall], title_zh_hans="next year", year=2027)
    factories.edition([(date(2026, 12, 30), date(2027, 1, 3))], year=None, venues=[hall], title_zh_hans="b")
    factories.edition(venues=[square], title_zh_hans="square")
    canton = factories.region("440100")
    factories.edition(
        venues=[factories.venue(kind="professional", region=canton)], title_zh_hans="Canton", region=canton
    )
    factories.launch()
    programme = more.programme(code="plan", title_en="Plan 2026")
    for address in ("/calendars/programme/2026.ics", "/calendars/all.ics?programme=plan"):
        assert titles(client, address) == ["a", "b"]
    assert len(get(client, "calendar", programme="2026")["results"]) == 2
    assert feed(client, programme="2026") == (200, f"{NAME}Plan 2026")
    factories.edition(venues=[hall], title_zh_hans="made up", synthetic=True)
    factories.edition(venues=[hall], title_zh_hans="conference", batch="conference")
    programme.professional_venues_only = programme.within_region_only = False
    programme.counts_conferences, programme.synthetic = False, True
    programme.save()
    assert titles(client, "/calendars/programme/2026.ics") == ["Canton", "a", "b", "made up", "square"]
    programme.counts_conferences, programme.synthetic = True, False
    programme.save()
    assert titles(client, "/calendars/programme/2026.ics") == ["Canton", "a", "b", "conference", "square"]


def test_a_subscription_survives_a_programme_and_tells_nothing_of_it(client: Client) -> None:
    factories.edition(venues=[factories.venue(kind="professional")])
    programme = more.programme(published=False, title_en="Secret")
    assert feed(client, programme="2026") == (400, "")
    act(act(programme, "publish"), "unpublish")
    assert feed(client, programme="2026") == (200, f"{NAME}2026")
    assert titles(client, "/calendars/programme/2026.ics") == []


def test_a_city_has_its_programme_by_code_only(client: Client) -> None:
    hall = factories.venue(kind="professional")
    factories.edition(venues=[hall], title_zh_hans="Shenyang")
    factories.edition(venues=[hall], title_zh_hans="Dalian", region=factories.region("210200"))
    more.programme(code="dalian-2026", region=factories.region("210200"))
    assert titles(client, "/calendars/programme/dalian-2026.ics") == ["Dalian"]
    assert client.get("/calendars/programme/2026.ics").status_code == 404
