"""Members and collections in a browser or a program that only fetches."""

from datetime import UTC, datetime

import pytest
import time_machine
from pytest_django import DjangoAssertNumQueries

from fairs.calendar import ical
from fairs.calendar.models import Listing
from fairs.models import act
from tests import factories

from .client import send

pytestmark = pytest.mark.django_db


def test_a_member() -> None:
    with time_machine.travel(datetime(2026, 3, 1, 4, tzinfo=UTC), tick=False):
        edition = factories.edition()
    listing = Listing.objects.get()
    response = send("GET", f"/caldav/calendars/all/edition-{edition.uuid}.ics", accept="*/*", accept_language="en")
    told = {name: response[name] for name in ("Content-Type", "Last-Modified", "Cache-Control", "Content-Language")}
    assert (response.status_code, response.has_header("Vary"), told) == (
        200,
        False,
        {
            "Content-Type": "text/calendar; charset=utf-8; component=VEVENT",
            "Last-Modified": "Sun, 01 Mar 2026 04:00:00 GMT",
            "Cache-Control": "no-cache",
            "Content-Language": "zh-hans",
        },
    )
    assert response.content == ical.bare_head("zh-hans", frozenset()) + bytes(listing.vevent_zh_hans) + ical.TAIL
    english = send("GET", f"/caldav/en/calendars/all/edition-{edition.uuid}.ics")
    assert english.content == ical.bare_head("en", frozenset()) + bytes(listing.vevent_en) + ical.TAIL


def test_what_is_timed_brings_its_time_zone() -> None:
    launch = factories.launch(
        starts_at=datetime(2026, 5, 9, 1, tzinfo=UTC), ends_at=datetime(2026, 5, 9, 3, tzinfo=UTC)
    )
    body = send("GET", f"/caldav/calendars/launch-store/launch-{launch.uuid}.ics").content
    assert (body.count(b"BEGIN:VTIMEZONE"), body.count(b"BEGIN:VEVENT")) == (1, 1)


def test_who_has_it_is_told_so(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    edition = factories.edition()
    path = f"/caldav/calendars/all/edition-{edition.uuid}.ics"
    tag = send("GET", path)["ETag"]
    for sent in (tag, f"W/{tag}", f'"other", {tag}', "*"):
        response = send("GET", path, if_none_match=sent)
        assert (response.status_code, response.content, response["ETag"]) == (304, b"", tag)
    act(edition, "cancel")
    with django_assert_num_queries(2):
        changed = send("GET", path, if_none_match=tag)
    assert (changed.status_code, changed["ETag"] != tag) == (200, True)


def test_head() -> None:
    path = f"/caldav/calendars/all/edition-{factories.edition().uuid}.ics"
    body, head = send("GET", path), send("HEAD", path)
    assert (head.status_code, head.content, dict(head.headers)) == (200, b"", dict(body.headers))


@pytest.mark.parametrize(
    ("collection", "feed"),
    [
        ("/caldav/calendars/all/", "/calendars/all.ics"),
        ("/caldav/en/calendars/all/", "/calendars/all.ics?lang=en"),
        ("/caldav/en/calendars/city-210100/", "/calendars/all.ics?city=210100&lang=en"),
    ],
)
def test_a_collection_is_a_feed_elsewhere(collection: str, feed: str) -> None:
    factories.edition()
    response = send("GET", collection)
    assert (response.status_code, response["Location"]) == (302, feed)
    assert send("GET", feed).status_code == 200


@pytest.mark.parametrize("path", ["/caldav/", "/caldav/principal/", "/caldav/calendars/"])
def test_nothing_to_fetch(path: str) -> None:
    response = send("GET", path)
    assert (response.status_code, response["Allow"]) == (405, "OPTIONS, PROPFIND")
