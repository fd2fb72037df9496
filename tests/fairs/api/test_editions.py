"""The shapes of fairs, editions, sessions, figures and sources, whole."""

from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from django.test import Client

from fairs.models import OpeningDay, SessionPerson, act
from tests import factories

from .asking import SHENYANG, codes, get, named, names, page, stamp

pytestmark = pytest.mark.django_db


def edition_row(edition: Any, **different: Any) -> dict[str, Any]:
    return {
        **stamp(edition),
        **named(edition),
        "fair": named(edition.fair),
        "ordinal": None,
        "year": 2026,
        "description_zh_hans": "",
        "description_en": "",
        "batch": "",
        "audience": "",
        "region": SHENYANG,
        "in_province": True,
        "editorial_state": "published",
        "event_status": "scheduled",
        "postponed_to": None,
        "replaces": [],
        "combined_with": None,
        "combined": [],
        "days": [
            {
                "uuid": str(edition.uuid),
                "first_day": "2026-05-01",
                "last_day": "2026-05-03",
                "previous_first_day": None,
                "previous_last_day": None,
                "opening_days": [],
            }
        ],
        "stated_dates": "",
        "places": [],
        "organisers": [],
        "categories": [],
        "website": "",
        "synthetic": False,
    } | different


def test_fair(client: Client) -> None:
    robots = factories.category(code="robots", name_zh_hans="机器人", name_en="Robots")
    fair = factories.fair(
        [robots], code="ciem", name_zh_hans="装备展", name_en="", description_en="Machines", aliases="x"
    )
    factories.edition(fair=fair)
    row = {
        **stamp(fair),
        "code": "ciem",
        "name_zh_hans": "装备展",
        "name_en": "",
        "description_zh_hans": "",
        "description_en": "Machines",
        "categories": [{"code": "robots", "name_zh_hans": "机器人", "name_en": "Robots"}],
        "website": "",
        "synthetic": False,
    }
    assert get(client, "fairs") == page(row)
    assert get(client, "fairs/ciem") == get(client, f"fairs/{fair.uuid}") == row


def test_edition_of_few_words(client: Client) -> None:
    edition = factories.edition()
    assert get(client, "editions") == page(edition_row(edition))


def test_edition_with_all_its_parts(client: Client) -> None:
    venue = factories.venue()
    hall = factories.hall(venue, code="4A")
    organiser = factories.organisation()
    category = factories.category()
    edition = factories.edition(
        days=[(date(2026, 5, 1), date(2026, 5, 3)), (date(2026, 6, 1), None)],
        venues=[venue],
        halls=[hall],
        organisers=[organiser],
        fair=factories.fair([category]),
        region=factories.region("440100"),
        ordinal=6,
        batch="brand",
        audience="mixed",
        stated_dates="2026-05/..",
        website="https://fair.example/",
        synthetic=True,
    )
    first, second = edition.blocks.order_by("first_day")
    OpeningDay.objects.create(block=first, day=date(2026, 5, 1), day_type="trade", opens=time(9), closes=time(16, 30))
    row = edition_row(edition)
    opening = {"day": "2026-05-01", "day_type": "trade", "opens": "09:00:00", "closes": "16:30:00"}
    row["days"][0]["opening_days"] = [opening]
    unknown: dict[str, Any] = {
        "previous_first_day": None,
        "previous_last_day": None,
        "opening_days": [],
        "last_day": None,
    }
    row["days"].append({"uuid": str(second.uuid), "first_day": "2026-06-01", **unknown})
    row |= {
        "ordinal": 6,
        "batch": "brand",
        "audience": "mixed",
        "region": {"code": "440100", "name_zh_hans": "广州市", "name_en": "Guangzhou"},
        "in_province": False,
        "stated_dates": "2026-05/..",
        "places": [
            {"venue": named(venue), "hall": None},
            {"venue": named(venue), "hall": {"uuid": str(hall.uuid), **named(hall)}},
        ],
        "organisers": [{"role": "organiser", "organisation": named(organiser)}],
        "categories": [named(category)],
        "website": "https://fair.example/",
        "synthetic": True,
    }
    assert get(client, "editions") == page(row)


def test_one_edition_says_more(client: Client) -> None:
    source = factories.source(url="https://source.example/", published_on=date(2026, 6, 1))
    edition = factories.edition(code="ciem-2026", source=source, source_note="internal")
    figure = factories.figure(edition, stage="final", qualifier="nearly", as_stated="近两万", source=source)
    hall, coordinator = factories.hall(), factories.organisation()
    pavilion = factories.pavilion(
        edition, region=factories.region("MY"), hall=hall, coordinator=coordinator, guest_of_honour=True
    )
    cited = {**named(source), "url": "https://source.example/"}
    measured = {
        **stamp(figure),
        "stage": "final",
        "measure": "gross_area",
        "value": 20000,
        "qualifier": "nearly",
        "as_stated": "近两万",
        "stated_on": None,
        "source": cited,
    }
    shared = {
        "uuid": str(pavilion.uuid),
        **names(pavilion),
        "region": {"code": "MY", "name_zh_hans": "马来西亚", "name_en": "Malaysia"},
        "coordinator": named(coordinator),
        "guest_of_honour": True,
        "hall": {"uuid": str(hall.uuid), **named(hall)},
    }
    assert get(client, "editions/ciem-2026") == edition_row(edition) | {
        "source": cited,
        "figures": [measured],
        "pavilions": [shared],
        "links": {
            "sessions": "/api/v1/sessions/?edition=ciem-2026",
            "exhibitors": "/api/v1/exhibitors/?edition=ciem-2026",
            "products": "/api/v1/products/?edition=ciem-2026",
            "calendar": "/api/v1/calendar/?edition=ciem-2026",
            "feed": "/calendars/all.ics?edition=ciem-2026",
        },
    }
    assert get(client, "figures") == page({"edition": named(edition), **measured})
    assert get(client, "sources") == page({**stamp(source), **cited, "published_on": "2026-06-01"})


def test_sources_of_whatever_is_public_are_listed(client: Client) -> None:
    cited = {
        name: factories.source(code=name)
        for name in ("edition", "exhibitor", "hall", "launch", "pavilion", "product", "session", "shown", "venue")
    }
    edition = factories.edition(source=cited["edition"])
    stand = factories.participation(edition, factories.exhibitor(source=cited["exhibitor"]))
    factories.display(edition, factories.product(source=cited["product"]), participation=stand, source=cited["shown"])
    factories.hall(factories.venue(source=cited["venue"]), source=cited["hall"])
    factories.pavilion(edition, source=cited["pavilion"])
    factories.session(edition, source=cited["session"])
    factories.launch(source=cited["launch"])
    hidden = factories.source(code="hidden")
    factories.launch(published=False, source=hidden)
    factories.participation(edition, factories.exhibitor(source=hidden), status="applied")
    factories.edition(published=False, source=hidden)
    changed = factories.venue(source=hidden)
    changed.source = None
    changed.save()
    assert codes(client, "sources") == list(cited)
    assert get(client, "sources/launch")["code"] == "launch"


def test_a_postponed_edition_and_its_successor_name_each_other(client: Client) -> None:
    fair = factories.fair()
    old, new = factories.edition(fair=fair, code="old"), factories.edition(fair=fair, code="new")
    old = act(old, "postpone", "flood", postponed_to=new)
    assert get(client, "editions") == page(
        edition_row(new, replaces=[named(old)]),
        edition_row(old, event_status="postponed", postponed_to=named(new)),
    )


def test_editions_held_as_one_name_each_other(client: Client) -> None:
    leading, beside = factories.edition(code="a"), factories.edition(code="b")
    beside.combined_with = leading
    beside.save()
    assert get(client, "editions") == page(
        edition_row(leading, combined=[named(beside)]), edition_row(beside, combined_with=named(leading))
    )


def test_session(client: Client) -> None:
    venue = factories.venue()
    hall = factories.hall(venue)
    session = factories.session(
        venue=venue,
        hall=hall,
        room_zh_hans="贵宾厅",
        starts_at=datetime(2026, 5, 1, 1, tzinfo=UTC),
        ends_at=datetime(2026, 5, 1, 3, tzinfo=UTC),
        private_note="internal",
        moves_with_fair=False,
    )
    SessionPerson.objects.create(session=session, role="performer", name_en="The Quartet")
    person = {
        "role": "performer", "name_zh_hans": "", "name_en": "The Quartet", "organisation_zh_hans": "",
        "organisation_en": "",
    }  # fmt: skip
    assert get(client, "sessions") == page(
        {
            **stamp(session),
            **named(session),
            "edition": named(session.edition),
            "kind": "forum",
            "description_zh_hans": "",
            "description_en": "",
            "editorial_state": "published",
            "event_status": "scheduled",
            "starts_at": "2026-05-01T09:00:00+08:00",
            "ends_at": "2026-05-01T11:00:00+08:00",
            "first_day": None,
            "last_day": None,
            "stated_dates": "",
            "venue": named(venue),
            "hall": {"uuid": str(hall.uuid), **named(hall)},
            "room_zh_hans": "贵宾厅",
            "room_en": "",
            "on_site": None,
            "moves_with_fair": False,
            "people": [person],
            "synthetic": False,
        }
    )
