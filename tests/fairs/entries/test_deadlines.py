"""What is to be done by when, as everybody is told of it."""

from datetime import date

import pytest
from django.test import Client

from fairs.models import Deadline, act
from tests import factories

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 31)


def test_deadlines_of_everybody_are_entries_and_those_of_exhibitors_are_not_told(client: Client) -> None:
    edition = factories.edition(code="expo-6", title_en="6th Expo")
    public = Deadline.objects.create(edition=edition, kind="application", day=DAY)
    Deadline.objects.create(edition=edition, kind="documents", day=DAY, note_en="Send plans", audience="exhibitors")
    Deadline.objects.create(edition=factories.edition(published=False), kind="application", day=DAY)

    def told() -> list[tuple[str, str, str, str]]:
        rows = client.get("/api/v1/calendar/?kind=deadline").json()["results"]
        return [(r["uid"], r["title"]["en"], r["last_day"], r["status"]) for r in rows]

    uid = f"deadline-{public.uuid}@fair-calendar"
    assert told() == [(uid, "Application: 6th Expo", "2026-03-31", "scheduled")]
    public.note_en = "Apply for a stand"
    public.save()
    act(edition, "cancel")
    assert told() == [(uid, "Apply for a stand: 6th Expo", "2026-03-31", "cancelled")]
    feed = client.get("/calendars/edition/expo-6.ics?kind=deadline&lang=en").content.decode()
    assert "SUMMARY:[Cancelled] Apply for a stand: 6th Expo" in feed
    assert "Send plans" not in feed
    public.delete()
    assert told() == []
