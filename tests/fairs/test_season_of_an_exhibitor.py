"""An exhibitor's own season: it follows fairs, takes part in one, knows its hall, stand and deadlines, withdraws.

All over HTTP, as its clerk does in a browser and her phone after her.
"""

import re
from datetime import timedelta
from typing import Any

import icalendar
import pytest
from django.test import Client
from django.utils import timezone

from fairs.models import Deadline, Participation, act
from tests import factories

MINE = "/calendars/mine/"
DAY = timedelta(days=1)


def made(clerk: Client, path: str = MINE, **given: Any) -> str:
    """The path of the calendar, of the address that is shown once."""
    html = clerk.post(path, given).content.decode()
    found = re.search(r'id="feed" value="http://localhost:8000(/calendars/personal/[^"]+)"', html)
    assert found, html
    return found[1]


def phone(path: str) -> Any:
    """What stands in the phone's calendar after it has read the address: day and title; or the status."""
    answer = Client().get(path, {"lang": "en"})
    if answer.status_code != 200:
        return answer.status_code
    events: list[Any] = icalendar.Calendar.from_ical(answer.content).events
    return [((e["DTSTART"].dt - timezone.localdate()).days, str(e["SUMMARY"])) for e in events]


@pytest.mark.django_db
def test_an_exhibitors_own_season() -> None:
    company = factories.organisation(kind="company")
    own = factories.exhibitor(organisation=company, name_en="Mill Works")
    first = timezone.localdate() + 30 * DAY
    hall = factories.hall(name_en="Hall W1")
    fair = factories.edition([(first, first + 2 * DAY)], title_en="Machines", halls=[hall])
    other = factories.edition([(first + 40 * DAY, first + 41 * DAY)], title_en="Boats")
    Deadline.objects.create(
        edition=fair, kind="stand_building", day=first - 20 * DAY, note_en="Plans", audience="exhibitors"
    )
    clerk, user = Client(), factories.user()
    factories.membership(user, company)
    clerk.force_login(user)

    # It marks what interests it.
    agenda = made(clerk, content="agenda", entry=[f"edition-{fair.uuid}", f"edition-{other.uuid}"])
    assert phone(agenda) == [(30, "Machines"), (70, "Boats")]

    # It takes part: first applied, then admitted with a stand.
    part = factories.participation(fair, own, status="applied")
    season = made(clerk, content="exhibitor", exhibitor=own.code)
    assert phone(season) == [(30, "Machines (applied)")]
    act(part, "admit")
    Participation.objects.filter(pk=part.pk).update(stand="A12")
    act(factories.hall_booking(hall, (first, first + 2 * DAY), build_up=1, edition=fair), "confirm")
    assert phone(season) == [(10, "Plans: Machines"), (29, "Move-in: Machines"), (30, "Machines, stand A12")]

    # The address was passed on in a chat: another one, and whoever has the old one reads nothing any more.
    uuid = re.search(rf'action="{MINE}([0-9a-f-]+)/"', clerk.get(MINE).content.decode())
    assert uuid
    new = made(clerk, f"{MINE}{uuid[1]}/", act="renew")
    assert phone(season) == 410
    assert len(phone(new)) == 3

    # The fair falls through; the other one, in its agenda, does not.
    act(fair, "cancel")
    assert phone(new)[-1] == (30, "[Cancelled] Machines, stand A12")
    assert phone(agenda) == [(30, "[Cancelled] Machines"), (70, "Boats")]

    # It withdraws: of its part nothing is told any more, in its own calendar neither.
    act(part, "withdraw")
    assert phone(new) == []
    assert b"Mill Works" not in Client().get(f"/editions/{fair.code}/?lang=en").content
