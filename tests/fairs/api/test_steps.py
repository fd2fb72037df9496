"""Editions written over the API: what the admin lets do, by whom it lets, and only on what was read."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from fairs.api.examples import BLOCK
from fairs.calendar.models import Listing
from fairs.models import DayBlock, Edition, Session
from tests import factories as make
from tests.config.test_openapi import schema
from tests.fairs.admin.world import authority, logged_in, member

from .asking import told
from .test_applications_described import examples, faults

pytestmark = pytest.mark.django_db
ADDRESS, STEP = "/api/v1/editions/expo-2030/", "/api/v1/editions/{code}/{step}/"
DAYS = (date(2030, 5, 1), date(2030, 5, 3))
WHY = {"reason": "The hall is closed"}


def expo(**fields: Any) -> Any:
    given = {"code": "expo-2030", "year": 2030, "owner": make.organisation(), **fields}
    return make.edition([DAYS], **given)


def at_work(edition: Any, publishes: bool = True) -> Client:
    return logged_in(member(edition.owner, publishes=publishes), "en")


def write(client: Client, data: Any, step: str = "", **headers: str) -> Any:
    """On what is read now, unless ``headers`` say on what."""
    known = headers or {"if-match": client.get(ADDRESS).headers.get("ETag", "x")}
    method = client.post if step else client.patch
    return method(f"{ADDRESS}{step}/" if step else ADDRESS, data, "application/json", headers=known)


def test_every_example_does_what_it_says() -> None:
    step = schema()["paths"][STEP]["post"]
    edition = expo(title_zh_hans="展会")
    DayBlock.objects.update(uuid=UUID(BLOCK))
    make.edition(code="expo-2031", fair=edition.fair)
    client = at_work(edition)
    body = step["requestBody"]["content"]["application/json"]
    states = {"Reschedule": "rescheduled", "Postpone": "postponed", "Cancel": "cancelled"}
    assert {*examples(body)} == {*states}
    for name, example in examples(body).items():
        assert faults(body["schema"], example) == []
        answer = write(client, example, name.lower())
        assert (answer.status_code, answer.json()["event_status"]) == (200, states[name]), answer.content
        assert faults(step["responses"]["200"]["content"]["application/json"]["schema"], answer.json()) == []
        assert answer["ETag"] == client.get(ADDRESS)["ETag"]
        Edition.objects.filter(pk=edition.pk).update(event_status="scheduled")
    change = schema()["paths"]["/api/v1/editions/{code}/"]["patch"]
    for example in examples(change["requestBody"]["content"]["application/json"]).values():
        answer = write(client, example)
        assert answer.status_code == 200 and {n: answer.json()[n] for n in example} == example
    assert [operation["security"] for operation in (step, change)] == [[{"session": [], "csrf": []}, {"token": []}]] * 2


@pytest.mark.parametrize(("with_sessions", "moved"), [({}, True), ({"with_sessions": False}, False)])
def test_a_fair_moves_and_its_sessions_with_it(with_sessions: dict[str, Any], moved: bool) -> None:
    edition = expo()
    talk = make.session(edition, starts_at=None, ends_at=None, first_day=DAYS[0], last_day=DAYS[0])
    block, week = edition.blocks.get(), timedelta(days=7)
    days = [{"uuid": str(block.uuid), "first_day": DAYS[0] + week, "last_day": DAYS[1] + week}]
    answer = write(at_work(edition), {**WHY, "days": days, **with_sessions}, "reschedule")
    assert answer.json()["days"][0] | {"uuid": "", "opening_days": []} == {
        "uuid": "", "first_day": "2030-05-08", "last_day": "2030-05-10", "opening_days": [],
        "previous_first_day": "2030-05-01", "previous_last_day": "2030-05-03",
    }  # fmt: skip
    assert Session.objects.get(pk=talk.pk).first_day == DAYS[0] + (week if moved else timedelta())
    assert {entry.status for entry in Listing.objects.filter(kind="edition")} == {"rescheduled"}
    assert Edition.history.first().history_change_reason == WHY["reason"]


def test_only_what_was_read_is_written() -> None:
    edition = expo()
    client, other = at_work(edition), at_work(edition)
    read = client.get(ADDRESS)["ETag"]
    assert Client().get(ADDRESS)["ETag"] == read
    assert told(client.patch(ADDRESS, {}, "application/json")) == (428, [("", "if_match")])
    assert write(other, {"title_en": "Other"}, **{"if-match": f"W/{read}"}).status_code == 200
    for answer in (
        write(client, {"title_en": "Mine"}, **{"if-match": read}),
        write(client, WHY, "cancel", **{"if-match": read}),
    ):
        assert told(answer) == (412, [("", "changed")])
    edition = Edition.objects.get(pk=edition.pk)
    assert (str(edition.title_en), edition.event_status) == ("Other", "scheduled")


def test_whoever_may_do_it_in_the_admin_may_do_it_here() -> None:
    draft = expo(published=False)
    editor, approver, stranger = (
        at_work(draft, False),
        at_work(draft),
        logged_in(member(make.organisation(), publishes=True)),
    )
    assert write(stranger, {"title_en": "x"}).status_code == write(stranger, WHY, "publish").status_code == 404
    assert write(Client(), {"title_en": "x"}).status_code == write(Client(), WHY, "publish").status_code == 403
    assert write(editor, WHY, "publish").status_code == 403
    assert write(editor, WHY, "submit").json()["editorial_state"] == "submitted"
    assert told(write(approver, WHY, "submit")) == (409, [("", "transition")])
    assert write(approver, WHY, "publish").json()["editorial_state"] == "published"
    assert write(stranger, {"title_en": "x"}).status_code == write(stranger, WHY, "cancel").status_code == 403
    city = logged_in(member(authority(draft.region), publishes=True))
    assert write(city, WHY, "cancel").json()["event_status"] == "cancelled"


def test_what_is_wrong_is_told_at_its_field() -> None:
    edition = expo()
    DayBlock.objects.create(edition=edition, first_day=date(2030, 6, 1), last_day=date(2030, 6, 2))
    hidden = make.edition(fair=edition.fair, published=False)
    client = at_work(edition)
    block = str(edition.blocks.get(first_day=DAYS[0]).uuid)

    def days(first: Any, last: Any, **more: Any) -> dict[str, Any]:
        return {**WHY, "days": [{"uuid": block, "first_day": first, "last_day": last, **more}]}

    elsewhere = str(make.edition().blocks.get().uuid)
    table: list[tuple[str, Any, int, list[tuple[str, str]]]] = [
        ("cancel", {}, 400, [("reason", "required")]),
        ("cancel", {"reason": " \u0000"}, 400, [("reason", "null_characters_not_allowed")]),
        ("cancel", {**WHY, "days": []}, 400, [("days", "min_length")]),
        ("cancel", {**WHY, "with_sessions": True}, 400, [("with_sessions", "invalid")]),
        ("cancel", {**WHY, "status": "x"}, 400, [("status", "invalid")]),
        ("postpone", {**WHY, "postponed_to": hidden.code}, 400, [("postponed_to", "does_not_exist")]),
        ("postpone", {**WHY, "postponed_to": "expo-2030"}, 400, [("postponed_to", "does_not_exist")]),
        ("reschedule", WHY, 400, [("days", "invalid")]),
        ("reschedule", days("2030-05-09", "2030-05-08"), 400, [("days.0.last_day", "invalid")]),
        ("reschedule", days("2030-05-32", "x"), 400, [("days.0.first_day", "invalid"), ("days.0.last_day", "invalid")]),
        ("reschedule", days(*DAYS), 400, [("days", "invalid")]),
        ("reschedule", days("2030-05-30", "2030-06-01"), 400, [("days.first_day", "invalid")]),
        (
            "correct",
            days("1030-05-01", "1030-05-02"),
            400,
            [("days.first_day", "invalid"), ("days.last_day", "invalid")],
        ),
        ("correct", days(*DAYS, uuid=elsewhere), 400, [("days", "invalid")]),
        ("reinstate", WHY, 409, [("", "transition")]),
    ]
    for step, sent, status, errors in table:
        assert told(write(client, sent, step)) == (status, errors), (step, sent)
    for change, field in (
        ({"title_en": "", "title_zh_hans": ""}, ""), ({"ordinal": -1}, "ordinal"), ({"batch": "x"}, "batch"),
        ({"website": "x"}, "website"), ({"editorial_state": "draft"}, "editorial_state"), ({"code": "x"}, "code"),
        ({"year": 2031}, "year"), ([], ""), ({"title_en": "x" * 400}, "title_en"), ({"title_en": None}, "title_en"),
    ):  # fmt: skip
        answer = told(write(client, change))
        assert (answer[0], [name for name, _code in answer[1]]) == (400, [field]), change
    assert client.post(f"{ADDRESS}burn/", WHY, "application/json").status_code == 404
    assert client.put(ADDRESS, {}, "application/json").status_code == client.delete(ADDRESS).status_code == 405
    assert [*edition.blocks.order_by("pk").values_list("first_day", flat=True)] == [DAYS[0], date(2030, 6, 1)]
