"""Pages say what they are of as schema.org's events, whole and harmless."""

import re
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import orjson
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from fairs.models import EditionOrganiser, act
from tests import factories
from tests.initiatives.factories import full_market, initiative

from .calendar.world import JUNE, MAY

pytestmark = pytest.mark.django_db
SCRIPT = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
HOST = "http://localhost:8000"


def read(path: str, language: str = "en") -> Any:
    """None: the page has none."""
    response = Client().get(f"{path}?lang={language}")
    assert response.status_code == 200
    found = SCRIPT.findall(response.content.decode())
    return orjson.loads(found[0]) if found else None


def test_an_edition_with_its_programme() -> None:
    organiser, supporter = factories.organisation(name_en="Chamber"), factories.organisation()
    venue = factories.venue(name_en="Centre", latitude="41.7", longitude="123.4")
    edition = factories.edition(
        [MAY], uuid=UUID(int=1), code="expo", title_en="Expo </script><!--", venues=[venue], organisers=[organiser]
    )
    EditionOrganiser.objects.create(edition=edition, organisation=supporter, role="supporter")
    factories.session(edition, uuid=UUID(int=2), code="talk", title_en="Talk")
    factories.session(edition, title_en="Hidden", published=False)
    assert read("/editions/expo/") == {
        "@context": "https://schema.org",
        "@type": "ExhibitionEvent",
        "identifier": "edition-00000000-0000-0000-0000-000000000001@fair-calendar",
        "name": "Expo </script><!--",
        "startDate": "2026-05-01",
        "endDate": "2026-05-03",
        "eventStatus": "https://schema.org/EventScheduled",
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "location": {
            "@type": "Place",
            "name": "Centre, Shenyang",
            "address": "Centre, Shenyang",
            "geo": {"@type": "GeoCoordinates", "latitude": 41.7, "longitude": 123.4},
        },
        "description": "organiser: Chamber\nsupporter: " + supporter.name_en,
        "url": f"{HOST}/editions/expo/",
        "organizer": [{"@type": "Organization", "name": "Chamber"}],
        "subEvent": [
            {
                "@type": "Event",
                "identifier": "session-00000000-0000-0000-0000-000000000002@fair-calendar",
                "name": "Talk",
                "startDate": "2026-05-01T09:00:00+08:00",
                "endDate": "2026-05-01T11:00:00+08:00",
                "eventStatus": "https://schema.org/EventScheduled",
                "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
                "location": {"@type": "Place", "name": "Shenyang", "address": "Shenyang"},
                "description": "Expo </script><!--",
                "url": f"{HOST}/sessions/talk/",
            }
        ],
    }


def test_a_session_is_part_of_its_fair_and_says_from_when_it_moved() -> None:
    edition = factories.edition(code="expo", title_en="Expo")
    session = factories.session(edition, code="talk")
    evening: dict[str, Any] = {
        "starts_at": datetime(2026, 5, 2, 10, tzinfo=UTC),
        "ends_at": datetime(2026, 5, 2, 12, tzinfo=UTC),
    }
    act(session, "reschedule", **evening)
    told = read("/sessions/talk/")
    assert {name: told[name] for name in ("eventStatus", "startDate", "previousStartDate", "superEvent")} == {
        "eventStatus": "https://schema.org/EventRescheduled",
        "startDate": "2026-05-02T18:00:00+08:00",
        "previousStartDate": "2026-05-01T09:00:00+08:00",
        "superEvent": {"@type": "ExhibitionEvent", "name": "Expo", "url": f"{HOST}/editions/expo/"},
    }


def test_what_became_of_an_edition() -> None:
    edition = factories.edition([MAY], code="expo")
    told = []
    steps: tuple[tuple[str, dict[str, Any]], ...] = (
        ("reschedule", {"days": {edition.blocks.get().pk: JUNE}}),
        ("correct", {"days": {edition.blocks.get().pk: (JUNE[0], JUNE[0])}}),
        ("postpone", {}),
        ("cancel", {}),
    )
    for verb, details in steps:
        act(edition, verb, **details)
        event = read("/editions/expo/")
        status = event["eventStatus"].removeprefix("https://schema.org/Event")
        told.append((status, event["startDate"], event["endDate"], event.get("previousStartDate")))
    assert told == [
        ("Rescheduled", "2026-06-01", "2026-06-03", "2026-05-01"),
        ("Rescheduled", "2026-06-01", "2026-06-01", "2026-05-01"),
        ("Postponed", "2026-06-01", "2026-06-01", None),
        ("Cancelled", "2026-06-01", "2026-06-01", None),
    ]


def test_two_blocks_are_two_events_and_no_days_are_none() -> None:
    factories.edition([MAY, JUNE], code="twice")
    factories.edition([], code="some-day")
    assert [event["startDate"] for event in read("/editions/twice/")["@graph"]] == ["2026-05-01", "2026-06-01"]
    assert read("/editions/some-day/") is None


def test_launch_events_and_initiatives() -> None:
    edition = factories.edition(code="expo", title_en="Expo")
    factories.launch(code="show", edition=edition, title_zh_hans="首秀")
    whole = initiative(code="whole", title_en="Whole")
    market = full_market(whole)
    show, held = read("/launches/show/", "zh-hans"), read(f"/initiatives/{market.code}/")
    assert (show["name"], show["startDate"], show["superEvent"]["url"]) == (
        "首秀",
        "2026-05-01",
        f"{HOST}/editions/expo/",
    )
    assert held["superEvent"] == {"@type": "Event", "name": "Whole", "url": f"{HOST}/initiatives/whole/"}


def test_the_number_of_queries_does_not_grow_with_the_programme() -> None:
    counted = []
    edition = factories.edition(code="expo")
    for more in (1, 2):
        for _ in range(more):
            factories.session(edition)
        with CaptureQueriesContext(connection) as queries:
            read("/editions/expo/")
        counted.append(len(queries))
    assert counted[0] == counted[1]
