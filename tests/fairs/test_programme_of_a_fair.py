"""A programme inside and around a fair, by the hands of its editor and in the eyes of a subscriber."""

import json
import re
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse

from fairs.models import Session
from tests import factories
from tests.fairs.admin.world import confirm, form_data, logged_in, look, member, moved
from tests.fairs.api.asking import get

pytestmark = pytest.mark.django_db


def enter(client: Client, **fields: Any) -> tuple[Session, list[str]]:
    """A new session as the form sends it, and what the editor is told."""
    address = reverse("admin:fairs_session_add")
    data = {name: value for name, value in (form_data(client, address) | fields).items() if value is not None}
    page = client.post(address, data)
    assert page.status_code == 302, page.context["adminform"].form.errors
    told = [str(m) for m in get_messages(page.wsgi_request) if m.level_tag == "warning"]
    return Session.objects.get(code=fields["code"]), told


def at(day: str, start: str, end: str) -> dict[str, str]:
    return {"starts_at_0": day, "starts_at_1": start, "ends_at_0": day, "ends_at_1": end}


def subscribed(edition: Any) -> dict[str, tuple[str, str]]:
    """{title: (start, sequence)} in the feed of the fair with its programme."""
    feed = Client().get(f"/calendars/edition/{edition.code}.ics?kind=edition,session&lang=en").content.decode()
    events = feed.replace("\r\n ", "").split("BEGIN:VEVENT")[1:]
    lines = [dict(re.findall(r"^(SUMMARY|DTSTART|SEQUENCE)[^:]*:(.*)\r$", event, re.M)) for event in events]
    return {line["SUMMARY"]: (line["DTSTART"], line["SEQUENCE"]) for line in lines}


def test_programme_inside_a_fair() -> None:
    body = factories.organisation()
    hall = factories.hall(factories.venue(code="snwe"), code="1")
    edition = factories.edition(code="expo", title_en="Expo", venues=[hall.venue], owner=body)
    park = factories.venue(code="park", region=factories.region("210200"))
    editor = logged_in(member(body, publishes=True))
    common = {"edition": edition.pk, "owner": body.pk}
    inside = {**common, "venue": hall.venue.pk, "hall": hall.pk, "room_en": "Room 1"}

    forum, told = enter(
        editor, code="forum", title_en="Forum", kind="forum", **inside, **at("2026-05-01", "09:00", "11:00"),
        **{"people-TOTAL_FORMS": "1", "people-0-role": "moderator", "people-0-name_en": "Li Na",
           "people-0-organisation_en": "Port Office"},
    )  # fmt: skip
    assert told == []
    tasting, told = enter(
        editor, code="tasting", title_en="Tasting", kind="tasting", **inside, **at("2026-05-01", "10:30", "12:00")
    )
    assert told == ["“Tasting” and “Forum (2026-05-01 09:00–11:00)” are in the same room at the same time."]
    opening, told = enter(  # the evening before, in another city's park
        editor, code="opening", title_en="Opening", kind="opening", **common, venue=park.pk,
        **at("2026-04-30", "19:00", "21:00"),
    )  # fmt: skip
    visit, told = enter(
        editor, code="visit", title_en="Visit", kind="activity", edition=edition.pk, owner=body.pk,
        first_day="2026-05-02", last_day="2026-05-02", moves_with_fair=None,
    )  # fmt: skip
    confirm(editor, "publish", forum, tasting, opening, visit)
    before = {
        "Expo": ("20260501", "0"), "Forum": ("20260501T090000", "0"), "Opening": ("20260430T190000", "0"),
        "Tasting": ("20260501T103000", "0"), "Visit": ("20260502", "0"),
    }  # fmt: skip
    assert subscribed(edition) == before

    days = moved(edition, ("2026-06-05", "2026-06-07"))
    page = look(editor, "reschedule", edition)
    assert b"Move these sessions by as many days" in page.content and page.context["staying"] == ["Visit (2026-05-02)"]
    page = look(editor, "reschedule", edition, **days, with_sessions="on")
    assert (len(page.context["outcomes"][0].found), page.context["staying"]) == (4, ["Visit (2026-05-02)"])
    confirm(editor, "reschedule", edition, **days, with_sessions="on")
    assert subscribed(edition) == {
        "Expo": ("20260605", "1"), "Forum": ("20260605T090000", "1"), "Opening": ("20260604T190000", "1"),
        "Tasting": ("20260605T103000", "1"), "Visit": ("20260502", "0"),
    }  # fmt: skip

    shown = {row["code"]: (row["on_site"], row["event_status"]) for row in get(Client(), "sessions")["results"]}
    assert shown == {
        "forum": (True, "rescheduled"), "tasting": (True, "rescheduled"), "opening": (False, "rescheduled"),
        "visit": (None, "scheduled"),
    }  # fmt: skip
    [person] = get(Client(), "sessions/forum")["people"]
    assert (person["role"], person["name_en"], person["organisation_en"]) == ("moderator", "Li Na", "Port Office")
    public = Client().get("/sessions/forum/?lang=en").content.decode()
    structured = json.loads(re.findall(r'<script type="application/ld\+json">(.*?)</script>', public)[0])
    office = {"@type": "Organization", "name": "Port Office"}
    assert structured["performer"] == [{"@type": "Person", "name": "Li Na", "affiliation": office}]
    assert "at the fair's venue" in public.replace("&#x27;", "'")
