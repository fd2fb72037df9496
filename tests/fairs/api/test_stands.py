"""Stand plans and stands over the API: what everybody reads, and what those who work on the edition write."""

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from fairs.floor import rectangle
from fairs.models import Participation, Stand, StandPlan
from tests import factories
from tests.fairs.admin.world import logged_in, member
from tests.fairs.floors import stand, stand_plan

from .asking import get, refusal

pytestmark = pytest.mark.django_db


def opened(**fields: Any) -> Any:
    """A1 taken, A2 free, A3 given to somebody who is not admitted, A4 kept for Malaysia."""
    plan = stand_plan(factories.edition(code="fair-2026", owner=factories.organisation(), **fields))
    guests = factories.pavilion(plan.edition, region=factories.region("MY"))
    one, other = (factories.participation(plan.edition, status=status) for status in ("admitted", "waiting"))
    given: list[dict[str, Any]] = [{"participation": one}, {}, {"participation": other}, {"pavilion": guests}]
    for number, more in enumerate(given):
        stand(plan, f"A{number + 1}", 3 * number, **more)
    return plan


def test_stands_are_read_by_everybody(client: Client) -> None:
    plan = opened()
    shown = {row["number"]: row for row in get(client, "stands", edition="fair-2026")["results"]}
    assert {number: row["state"] for number, row in shown.items()} == {
        "A1": "taken", "A2": "free", "A3": "kept", "A4": "kept",
    }  # fmt: skip
    assert {number for number, row in shown.items() if row["exhibitor"]} == {"A1"}
    assert (shown["A2"]["outline"], shown["A2"]["area"]) == (rectangle(3, 0, 3, 3), 9)
    for asked, numbers in (
        ({"state": "free"}, ["A2"]), ({"state": "kept,taken"}, ["A1", "A3", "A4"]), ({"pavilion": "MY"}, ["A4"]),
        ({"exhibitor": shown["A1"]["exhibitor"]["code"]}, ["A1"]), ({"kind": "raw"}, []), ({"q": "a4"}, ["A4"]),
    ):  # fmt: skip
        assert [row["number"] for row in get(client, "stands", **asked)["results"]] == numbers
    assert get(client, f"stands/{shown['A2']['uuid']}")["neighbours"] == ["A1", "A3"]
    whole = get(client, f"stand-plans/{plan.uuid}")
    assert (whole["net_area"], len(whole["stands"])) == ({"total": 9, "standard": 9, "raw": 0}, 4)
    assert (whole["edition_net_area"], whole["findings"]) == (whole["net_area"], [])
    factories.figure(plan.edition, measure="net_area", value=20)
    told = get(client, f"stand-plans/{plan.uuid}", lang="en")["findings"]
    assert told == ["Stands given make 9 m², net space is 20 m²."]
    assert refusal(client, "stands", state="sold") == (400, [("state", "unknown_code")])
    opened_draft = stand_plan(factories.edition(published=False))
    assert client.get(f"/api/v1/stand-plans/{opened_draft.uuid}/").status_code == 404
    assert len(get(client, "stand-plans")["results"]) == 1


def sent(client: Client, method: str, path: str, data: Any = None) -> tuple[int, Any]:
    """(status, the answer, or of a refusal {field: message})"""
    answer = getattr(client, method)(f"/api/v1/{path}/", data, content_type="application/json")
    if answer.status_code < 400:
        return answer.status_code, answer.json() if answer.content else None
    return answer.status_code, {e.get("field", ""): e["message"] for e in answer.json()["errors"]}


def test_who_works_on_the_edition_writes(client: Client) -> None:
    plan = opened(published=False)
    editor = logged_in(member(plan.edition.owner))
    new = {"plan": str(plan.uuid), "number": "B1", "kind": "raw", "outline": rectangle(0, 3, 6, 6)}
    code, made = sent(editor, "post", "stands", new)
    assert (code, made["area"], made["neighbours"]) == (201, 36, ["A1", "A2"])
    one = factories.participation(plan.edition)
    code, given = sent(editor, "patch", f"stands/{made['uuid']}", {"participation": str(one.uuid)})
    assert (code, given["state"], Participation.objects.get(pk=one.pk).stand) == (200, "taken", "B1")
    code, changed = sent(editor, "put", f"stands/{made['uuid']}", {**new, "number": "B2", "participation": None})
    assert (code, changed["number"], Participation.objects.get(pk=one.pk).stand) == (200, "B2", "")
    assert sent(editor, "delete", f"stands/{made['uuid']}") == (204, None)
    hall = factories.hall()
    other = {"edition": "fair-2026", "hall": str(hall.uuid), "outline": rectangle(0, 0, 9, 9), "entrances": [[0, 4]]}
    code, second = sent(editor, "post", "stand-plans", other)
    assert (code, second["entrances"]) == (201, [[0, 4]])
    assert sent(editor, "delete", f"stand-plans/{second['uuid']}") == (204, None)
    stranger = logged_in(member(factories.organisation()))
    a1 = Stand.objects.get(number="A1").uuid
    for path, data in (("stands", new), ("stand-plans", other)):
        assert [sent(who, "post", path, data)[0] for who in (stranger, client)] == [400, 403]
    assert [sent(who, "delete", f"stands/{a1}")[0] for who in (client, stranger)] == [403, 404]
    for what, more in (("stand-plans", {"edition": "fair-2026"}), ("stand-plans", {"edition": "none"})):
        assert sent(stranger, "post", what, other | more)[0] == 400  # a draft of others' is as unknown as any other
    hidden = factories.participation(status="applied")
    right = {**new, "number": "C1", "outline": rectangle(0, 3, 3, 3)}
    told = [sent(editor, "post", "stands", {**right, "participation": str(u)}) for u in (hidden.uuid, uuid4())]
    assert {(code, *refused) for code, refused in told} == {(400, "participation")}
    plan.edition.__class__.objects.filter(pk=plan.edition_id).update(editorial_state="published")
    assert [sent(who, "patch", f"stands/{a1}", {"number": "Z"})[0] for who in (client, stranger)] == [403, 403]
    assert Stand.objects.count() == 4


def test_what_is_sent_wrongly_is_told_at_the_field() -> None:
    plan = opened(published=False)
    editor = logged_in(member(plan.edition.owner), "en")
    right = {"plan": str(plan.uuid), "number": "B1", "outline": rectangle(0, 3, 3, 3)}
    for change, field, told in (
        ({"outline": rectangle(1, 1, 3, 3)}, "outline", "Stand B1 overlaps stand A1 by 4.00 m²."),
        ({"outline": rectangle(18, 3, 3, 3)}, "outline", "3.00 m² of stand B1 are outside of the hall."),
        ({"outline": [[0, 0], "x", None]}, "outline", "Each point is two numbers, x and y, in metres up to 1000."),
        ({"outline": {"a": 1}}, "outline", "Give a list of at most 200 points."),
        ({"outline": None}, "outline", "This field may not be null."),
        ({"number": "A1"}, "", "The plan already has a stand with this number."),
        ({"number": ""}, "number", "This field may not be blank."),
        ({"number": "x" * 21}, "number", "Ensure this field has no more than 20 characters."),
        ({"kind": "castle"}, "kind", "“castle” is not a valid choice."),
        ({"plan": "nonsense"}, "plan", "“nonsense” is not a valid UUID."),
        ({"pavilion": str(factories.pavilion().uuid)}, "pavilion", "This belongs to another edition."),
        ({"area": 5}, "area", "There is no such field here."),
    ):
        code, refused = sent(editor, "post", "stands", {**right, **change})
        assert (code, refused.get(field, refused)) == (400, told) or (code, [*refused]) == (400, [field]), change
    assert sent(editor, "post", "stands", [])[0] == sent(editor, "post", "stands", "{")[0] == 400
    one = Stand.objects.get(number="A2")
    assert sent(editor, "patch", f"stands/{one.uuid}", {"outline": rectangle(1, 0, 3, 3)})[0] == 400
    whole = {"outline": rectangle(0, 0, 5, 12)}
    assert "outline" in sent(editor, "patch", f"stand-plans/{plan.uuid}", whole)[1]
    again = {"edition": "fair-2026", "hall": str(plan.hall.uuid), "outline": rectangle(0, 0, 9, 9)}
    assert sent(editor, "post", "stand-plans", again)[1] == {"": "The edition already has a plan of this hall."}
    assert (Stand.objects.count(), StandPlan.objects.count()) == (4, 1)
