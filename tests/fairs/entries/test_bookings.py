"""The calendar of a venue and of a hall, for those who decide on its bookings."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from fairs.calendar import ledger, personal
from fairs.issuing import issue_of_place
from fairs.models import act
from tests import factories

pytestmark = pytest.mark.django_db
DAYS = (date(2026, 5, 10), date(2026, 5, 12))


def summaries(client: Client, token: str) -> list[tuple[str, str, str]]:
    """(title, first day, exclusive end) of each."""
    answer = client.get(f"/calendars/personal/{token}.ics?lang=en")
    assert answer.status_code == 200
    found: list[dict[str, str]] = []
    for line in answer.content.decode().replace("\r\n ", "").splitlines():
        if line == "BEGIN:VEVENT":
            found.append({})
        elif found:
            found[-1][line.partition(":")[0]] = line.partition(":")[2]
    return sorted((e["SUMMARY"], e["DTSTART;VALUE=DATE"], e["DTEND;VALUE=DATE"]) for e in found)


def test_bookings_are_in_the_calendars_of_their_venue_and_hall_and_in_no_other(client: Client) -> None:
    operator, user = factories.organisation(), factories.user()
    factories.membership(user, operator)
    venue = factories.venue(code="centre", name_en="Centre", operator=operator)
    hall = factories.hall(venue, code="4", name_en="Hall 4")
    part = factories.hall(venue, code="4A", name_en="Hall 4A", part_of=hall)
    other = factories.hall(venue, code="5")
    tea, silk = (factories.edition([DAYS], title_en=title) for title in ("Tea", "Silk"))
    booked = factories.hall_booking(hall, DAYS, 2, 1, edition=tea)
    tokens = {code: issue_of_place(user, "", code)[1] for code in ("centre", "centre.4A", "centre.5")}
    factories.hall_booking(other, DAYS, edition=silk)
    factories.hall_booking(factories.hall(), DAYS, edition=silk)
    held: Any = ("Held: Tea", "20260508", "20260514")
    elsewhere = ("Held: Silk", "20260510", "20260513")
    assert summaries(client, tokens["centre"]) == [elsewhere, held]
    assert summaries(client, tokens["centre.4A"]) == [held]
    act(booked, "confirm")
    phases = [
        ("Move-in: Tea", "20260508", "20260510"),
        ("Move-out: Tea", "20260513", "20260514"),
        ("Tea", "20260510", "20260513"),
    ]
    assert summaries(client, tokens["centre.4A"]) == phases
    assert summaries(client, tokens["centre.5"]) == [elsewhere]
    act(tea, "cancel")
    assert summaries(client, tokens["centre"]) == [elsewhere]
    public = client.get("/calendars/all.ics?kind=booking&lang=en").content.decode()
    assert (part.part_of, "VEVENT" in public, ledger.check()) == (hall, False, [])


def test_who_decides_on_no_hall_has_no_calendar_of_it(client: Client) -> None:
    hall = factories.hall(factories.venue(code="centre", name_zh_hans="", name_en="Centre"))
    user = factories.user()
    for code in ("centre", f"centre.{hall.code}", "", "none", "."):
        with pytest.raises(ValidationError):
            issue_of_place(user, "", code)
    client.force_login(user)
    page = client.post("/calendars/mine/", {"content": "place", "place": "centre"})
    assert page.status_code == 400
    admin = factories.user(is_superuser=True)
    feed, token = issue_of_place(admin, "", "centre")
    assert (feed.name, summaries(client, token)) == ("Centre", [])
    personal.revoke(feed)
    assert client.get(f"/calendars/personal/{token}.ics").status_code == 410
    client.force_login(admin)
    assert client.post("/calendars/mine/", {"content": "place", "place": "centre"}).status_code == 200
