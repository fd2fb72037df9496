"""The programme of a fair: what moves with it, and what is in the same room."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from fairs.models import Session, act
from tests import factories

pytestmark = pytest.mark.django_db
NINE = datetime(2026, 5, 2, 1, tzinfo=UTC)  # in Shanghai
HOUR = timedelta(hours=1)


def test_what_moves_with_the_fair() -> None:
    first, second = (date(2026, 5, 1), date(2026, 5, 3)), (date(2026, 5, 20), date(2026, 5, 21))
    edition = factories.edition(days=[first, second])
    eve = factories.session(edition, code="eve", first_day=date(2026, 4, 30), last_day=date(2026, 4, 30))
    factories.session(edition, code="forum", starts_at=NINE, ends_at=NINE + HOUR)
    factories.session(edition, code="draft", published=False, starts_at=NINE, ends_at=None)
    factories.session(edition, code="second", first_day=second[0], last_day=second[1])
    factories.session(edition, code="staying", moves_with_fair=False, starts_at=NINE, ends_at=NINE + HOUR)
    factories.session(edition, code="unknown", stated_dates="in May")
    act(factories.session(edition, code="off", starts_at=NINE, ends_at=NINE + HOUR), "cancel")
    block = edition.blocks.order_by("first_day")[0]
    later = {block.pk: (date(2026, 5, 4), date(2026, 5, 6))}
    act(edition, "reschedule", days=later, with_sessions=True)
    by_three = timedelta(days=3)
    assert list(
        Session.objects.order_by("code").values_list("code", "starts_at", "first_day", "event_status", "moved_from")
    ) == [
        ("draft", NINE + by_three, None, "scheduled", ""),
        ("eve", None, date(2026, 5, 3), "rescheduled", "2026-04-30/2026-04-30"),
        ("forum", NINE + by_three, None, "rescheduled", "2026-05-02T09:00/2026-05-02T10:00"),
        ("off", NINE, None, "cancelled", ""),
        ("second", None, second[0], "scheduled", ""),
        ("staying", NINE, None, "scheduled", ""),
        ("unknown", None, None, "scheduled", ""),
    ]
    assert eve.history.first().history_change_reason
    act(edition, "correct", days={block.pk: first}, with_sessions=True)
    forum = Session.objects.get(code="forum")
    assert (forum.starts_at, forum.event_status) == (NINE, "rescheduled")
    act(edition, "correct", days={block.pk: (date(2026, 5, 2), date(2026, 5, 3))})
    assert Session.objects.get(code="forum").starts_at == NINE


def test_two_in_one_room_at_one_time() -> None:
    edition, hall = factories.edition(), factories.hall()
    there: Any = {"venue": hall.venue, "hall": hall}

    def session(code: str, room: str, start: datetime = NINE, **fields: Any) -> Session:
        times: Any = {"starts_at": start, "ends_at": start + HOUR, **fields}
        return factories.session(edition, code=code, title_zh_hans=code, title_en=code, room_en=room, **times)

    one = session("one", "Room 1", **there)
    session("same", "ROOM １ ", NINE + HOUR / 2, published=False, **there)
    session("after", "Room 1", NINE + HOUR, **there)
    session("beside", "Room 2", **there)
    session("whole-hall", "", **there)
    session("elsewhere", "Room 1")
    session("undated", "Room 1", ends_at=None, **there)
    act(session("off", "Room 1", **there), "cancel")
    in_room = [other.code for other in one.in_its_room()]
    assert in_room == ["same"]
    assert [f.message % f.params for f in one.findings()] == [
        "“one” and “same” are in the same room at the same time.",
    ]
    nowhere = session("nowhere", "Room 1")
    assert [other.code for other in nowhere.in_its_room()] == ["elsewhere"]
    other_fair = factories.session(room_en="Room 1", starts_at=NINE, ends_at=NINE + HOUR)
    assert other_fair.in_its_room() == []
    assert [other.code for other in session("all", "", **there).in_its_room()] == ["whole-hall"]
    part = factories.hall(hall.venue, part_of=hall)
    in_part = session("part", "", venue=hall.venue, hall=part)
    assert [other.code for other in in_part.in_its_room()] == ["whole-hall", "all"]
    unsaid = session("unsaid", "Room 1", venue=hall.venue)
    assert [other.code for other in unsaid.in_its_room()] == ["one", "same"]
    assert [other.code for other in one.in_its_room()] == ["unsaid", "same"]


def test_on_site_or_elsewhere() -> None:
    here, away = factories.venue(), factories.venue()
    edition, placeless = factories.edition(venues=[here]), factories.edition()
    for number, (fair, venue) in enumerate([(edition, here), (edition, away), (edition, None), (placeless, away)]):
        factories.session(fair, venue=venue, code=f"s{number}")
    found = Session.objects.located().order_by("code").values_list("on_site", flat=True)
    assert list(found) == [True, False, None, None]
