"""W5: an exhibitor applies, follows its own season in a calendar of its own, and withdraws."""

from datetime import timedelta

import icalendar
import pytest
from django.test import Client
from django.utils import timezone

from fairs.calendar import personal
from fairs.calendar.models import Listing
from fairs.entries import audience_of
from fairs.models import Deadline, Participation
from tests import factories as make
from tests.fairs.admin.world import confirm, logged_in, member

from .applications import coming, member_of
from .floors import stand, stand_plan

DAY = timedelta(days=1)


@pytest.mark.django_db
def test_w5_an_exhibitors_own_season(client: Client) -> None:
    organiser, firm = make.organisation(), make.organisation(kind="company")
    hall = make.hall(name_en="Hall 4")
    edition = coming(owner=organiser, halls=[hall], title_en="Machines")
    block, today = edition.blocks.get(), timezone.localdate()
    for kind, day, audience in (("application", today, "public"), ("stand_building", today + 50 * DAY, "exhibitors")):
        Deadline.objects.create(edition=edition, kind=kind, day=day, audience=audience)
    make.hall_booking(
        hall, edition=edition, state="confirmed", move_in=block.first_day - 3 * DAY, first_day=block.first_day,
        last_day=block.last_day, move_out=block.last_day + DAY,
    )  # fmt: skip
    exhibitor, user = make.exhibitor(organisation=firm), member_of(firm)
    signed_in, staff = Client(), logged_in(member(organiser))
    signed_in.force_login(user)
    _feed, token = personal.issue(user, "Ours", "exhibitor", audience=audience_of(exhibitor.uuid))

    def season() -> list[str]:
        answer = client.get(f"/calendars/personal/{token}.ics?lang=en&from={today}&to={today + 200 * DAY}")
        return sorted(str(event["SUMMARY"]) for event in icalendar.Calendar.from_ical(answer.content).events)

    sent = {"edition": edition.code, "exhibitor": exhibitor.code, "wished_area": 36}
    made = signed_in.post("/api/v1/applications/", sent, content_type="application/json")
    assert made.status_code == 201
    assert season() == ["Application: Machines", "Machines (applied)"]
    part = Participation.objects.get()
    assert confirm(staff, "admit", part, contract_area="36").status_code == 302
    place = stand(stand_plan(edition, hall=hall), "A12", participation=part)
    assert season() == [
        "Application: Machines", "Machines, stand A12", "Move-in: Machines", "Move-out: Machines",
        "Plans of the stand: Machines",
    ]  # fmt: skip
    said = client.get("/calendars/all.ics").content.decode() + client.get("/api/v1/changes/").content.decode()
    assert "A12" not in said and str(part.uuid) not in said
    assert [e["code"] for e in client.get("/api/v1/exhibitors/").json()["results"]] == [exhibitor.code]

    withdrawn = signed_in.post(
        f"/api/v1/applications/{part.uuid}/withdraw/", {"reason": "No staff"}, content_type="application/json"
    )
    assert withdrawn.json()["status"] == "withdrawn"
    assert season() == []
    assert set(Listing.objects.filter(audience=audience_of(exhibitor.uuid)).values_list("withdrawn", flat=True)) == {
        True
    }
    assert type(place).objects.get(pk=place.pk).participation is None
    assert client.get("/api/v1/exhibitors/").json()["results"] == []
    personal.revoke(_feed)
    assert client.get(f"/calendars/personal/{token}.ics").status_code == 410
