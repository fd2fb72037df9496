"""Which codes a subscription may name, and what it is called after."""

from typing import Any

import pytest
from django.test import Client

from fairs.calendar import ledger
from fairs.entries import edition_entries
from fairs.models import act
from tests import factories

pytestmark = pytest.mark.django_db


def feed(client: Client, **asked: str) -> tuple[int, str]:
    """Its status and its name."""
    answer = client.get("/calendars/all.ics", {"lang": "en", **asked})
    lines = answer.content.decode().replace("\r\n ", "").splitlines()
    return answer.status_code, next((line for line in lines if line.startswith("NAME:")), "")


def test_a_subscription_survives_what_becomes_of_an_edition_and_does_not_tell_its_new_name(client: Client) -> None:
    fair = factories.fair(code="expo", name_en="Expo")
    edition: Any = factories.edition(code="expo-6", title_en="6th Expo", fair=fair)
    factories.participation(edition, factories.exhibitor(code="firm", name_en="Firm"))
    asked = {"edition": "expo-6", "fair": "expo", "exhibitor": "firm"}
    assert feed(client, **asked) == (200, "NAME:Fairs of Liaoning\\, all · Expo · 6th Expo · Firm")
    for verb in ("unpublish", "submit", "send_back"):
        edition = act(edition, verb, "too early")
        edition.title_en = "Secret"
        edition.save()
        assert feed(client, **asked) == (200, "NAME:Fairs of Liaoning\\, all · expo · expo-6 · firm")
    act(edition, "publish")
    assert feed(client, edition="expo-6") == (200, "NAME:Fairs of Liaoning\\, all · Secret")


def test_what_never_was_public_is_not_known(client: Client) -> None:
    draft = factories.edition(published=False)
    applicant = factories.participation(factories.edition(), status="applied").exhibitor
    assert feed(client, edition=draft.code) == feed(client, fair=draft.fair.code) == (400, "")
    assert feed(client, exhibitor=applicant.code) == (400, "")


def test_what_a_company_shows_is_found_once_it_is_admitted() -> None:
    edition = factories.edition()
    stand: Any = factories.participation(edition, status="applied")
    factories.display(edition, factories.product(name_en="Prototype"), participation=stand)
    (entry,) = edition_entries([edition.uuid])
    assert {name for name, _code in entry.facets} & {"exhibitor", "origin", "category"} == set()
    assert "prototype" not in entry.search
    act(stand, "admit")
    (entry,) = edition_entries([edition.uuid])
    assert {name for name, _code in entry.facets} >= {"exhibitor", "origin", "category"}
    assert entry.search.endswith("prototype")
    assert ledger.check() == []


def test_short_addresses_are_what_the_long_ones_are(client: Client) -> None:
    hall = factories.hall(factories.venue(code="expo", kind="professional"), code="4A")
    factories.edition(halls=[hall])
    for facet, code in {
        "venue": "expo",
        "hall": "expo.4A",
        "city": "210100",
        "venue_kind": "professional",
        "year": "2026",
    }.items():
        short = client.get(f"/calendars/{facet}/{code}.ics", {"lang": "en"}).content.decode()
        long = client.get("/calendars/all.ics", {facet: code, "lang": "en"}).content.decode()
        assert short.count("BEGIN:VEVENT") == 1
        source = f"SOURCE;VALUE=URI:http://localhost:8000/calendars/{facet}/{code}.ics?lang=en"
        assert source in short.replace("\r\n ", "")
        assert events(short) == events(long)
        kept = client.get(f"/calendars/{facet}/{code}.ics", {"lang": "en"})
        assert (kept.content.decode(), kept["ETag"]) == (short, kept["ETag"])
        assert (
            client.get(f"/calendars/{facet}/{code}.ics?lang=en", headers={"if-none-match": kept["ETag"]}).status_code
            == 304
        )


def events(calendar: str) -> str:
    """The calendar's name and all events."""
    return calendar[calendar.index("NAME:") : calendar.index("REFRESH")] + calendar[calendar.index("BEGIN:VEVENT") :]


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("city/999999.ics", 404), ("town/210100.ics", 404), ("kind/edition.ics", 404), ("q/expo.ics", 404),
        ("city/%00.ics", 404), ("year/1949.ics", 404), ("city/210100.ics?city=210200", 400),
        ("city/210100.ics?x=1", 400), ("year/2026,2027.ics", 200),
    ],
)  # fmt: skip
def test_short_addresses_that_say_nothing_or_too_much(client: Client, address: str, status: int) -> None:
    factories.region("210100")
    answer = client.get(f"/calendars/{address}")
    assert answer.status_code == status
    if status != 200:
        assert answer["Content-Type"] == "application/problem+json"
