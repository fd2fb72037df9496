"""When halls are taken, as a calendar program reads it."""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from fairs.models import HallBooking, act
from tests import factories as make

pytestmark = pytest.mark.django_db
SHANGHAI = ZoneInfo("Asia/Shanghai")


def ahead(first: int, last: int) -> tuple[date, date]:
    return timezone.localdate() + timedelta(first), timezone.localdate() + timedelta(last)


def told(client: Client, address: str) -> dict[str, list[tuple[date, date]]]:
    """{hall: days that are taken, both inclusive}."""
    answer = client.get(f"/calendars/{address}/availability.ics?lang=en")
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    calendar: Any = icalendar.Calendar.from_ical(answer.content)
    found = {}
    for part in calendar.walk("VFREEBUSY"):
        periods = part.get("FREEBUSY", [])
        periods = periods if isinstance(periods, list) else [periods]
        days = [tuple(moment.astimezone(SHANGHAI) for moment in p.dt) for p in periods]
        assert all(moment.time() == datetime.min.time() for span in days for moment in span)
        found[str(part["COMMENT"])] = [(a.date(), b.date() - timedelta(1)) for a, b in days]
    return found


def test_it_tells_days_and_nobody(client: Client) -> None:
    venue = make.venue(code="centre", name_en="Centre")
    four = make.hall(venue, code="4", name_en="Hall 4")
    part = make.hall(venue, code="4A", name_en="Hall 4A", part_of=four)
    booked = act(make.hall_booking(part, ahead(10, 12), 2), "confirm")
    make.hall_booking(four, ahead(13, 13), purpose="closed")
    make.hall_booking(four, ahead(20, 21))  # a hold
    make.hall_booking(make.hall(), ahead(1, 2), purpose="closed")
    taken = [ahead(8, 13)]
    assert told(client, "venue/centre") == {"Centre Hall 4": taken, "Centre Hall 4A": taken}
    assert told(client, "hall/centre.4") == {"Centre Hall 4": taken}
    act(booked, "release")
    assert told(client, "hall/centre.4A") == {"Centre Hall 4A": [ahead(13, 13)]}
    page = client.get("/calendars/venue/centre/availability.ics")
    assert str(booked.edition) not in page.content.decode()
    hold = make.hall_booking(four, ahead(30, 31))
    HallBooking.objects.filter(pk=hold.pk).update(modified_at=timezone.now() + timedelta(1))
    assert client.get(page.request["PATH_INFO"], headers={"if-none-match": page["ETag"]}).status_code == 304


@pytest.mark.parametrize(
    ("address", "status"),
    [("venue/none/availability.ics", 404), ("city/210100/availability.ics", 404), ("hall/centre/availability.ics", 404),
     ("venue/centre/availability.ics?x=1", 400), ("venue/centre/availability.ics?lang=fr", 400)],
)  # fmt: skip
def test_what_is_refused(client: Client, address: str, status: int) -> None:
    make.hall(make.venue(code="centre"))
    answer = client.get(f"/calendars/{address}")
    assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json")


def test_the_queries_do_not_grow(client: Client) -> None:
    venue, counts = make.venue(code="centre"), []
    for more in (1, 2):
        for _number in range(more):
            make.hall_booking(make.hall(venue), ahead(1, 2), purpose="closed")
        with CaptureQueriesContext(connection) as captured:
            told(client, "venue/centre")
        counts.append(len(captured))
    assert counts == [6, 6]
