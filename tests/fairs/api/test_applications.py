"""Applying through the API: once, in time, for one's own company; and what others learn of it, which is nothing."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from fairs.applying import Again, Application, Closed, apply
from fairs.calendar.models import Facet, Listing
from fairs.models import Deadline, Exhibitor, NeighbourWish, Participation, ParticipationDocument, Product, act
from tests import factories as make
from tests.fairs.applications import PDF, coming, invitation, member_of

from .asking import codes, get, told

ADDRESS = "/api/v1/applications/"


def post(client: Client, path: str = "", /, **data: Any) -> Any:
    return client.post(f"{ADDRESS}{path}", data, content_type="application/json")


def test_applying_twice_is_applying_once(company: Exhibitor, client_of: Client) -> None:
    edition, category, neighbour = coming(), make.category(), make.participation().exhibitor
    coffee = {"name_zh_hans": "咖啡", "category": category.code, "origin": make.region("MY").code}
    sent = {
        "uuid": str(uuid4()), "edition": edition.code, "exhibitor": company.code, "wished_kind": "raw",
        "wished_area": 36, "contact": "Li", "email": "li@example.com", "products": [coffee, coffee],
        "neighbours": [neighbour.code, neighbour.code],
    }  # fmt: skip
    first = post(client_of, **sent)
    assert first.status_code == 201, first.content
    row = first.json()
    assert (row["status"], row["exhibitor"]["code"], row["wished_area"]) == ("applied", company.code, 36)
    assert [shown["product"]["name_zh_hans"] for shown in row["shown"]] == ["咖啡"]
    assert NeighbourWish.objects.get().neighbour == neighbour
    again = post(client_of, **sent)
    assert (again.status_code, again.json()) == (200, row)
    other = post(client_of, **sent | {"uuid": str(uuid4())})
    assert told(other) == (409, [("", "already_applied")])
    assert f"/api/v1/applications/{row['uuid']}/" in other.json()["detail"]
    assert (Participation.objects.filter(edition=edition).count(), Product.objects.count()) == (1, 1)
    assert [r["uuid"] for r in get(client_of, "applications")["results"]] == [row["uuid"]]


def test_a_new_company_is_its_founders(company: Exhibitor, client_of: Client) -> None:
    edition = coming()
    sent = {"edition": edition.code, "company": {"name_en": "Bright\n Robots\u202e Co., Ltd."}}
    assert post(client_of, **sent).status_code == 201
    made = Exhibitor.objects.get(name_en="Bright Robots Co., Ltd.")
    assert (made.organisation, made.participations.get().status) == (company.organisation, "applied")
    same = {"edition": edition.code, "company": {"name_en": "BRIGHT ROBOTS"}}
    assert told(post(client_of, **same)) == (409, [("", "already_applied")])
    assert Exhibitor.objects.filter(name_en__icontains="bright").count() == 1
    nameless = {"edition": edition.code, "company": {"name_en": "!!!"}}
    assert told(post(client_of, **nameless)) == (400, [("name_en", "invalid")])
    assert post(client_of, **nameless | {"company": {"name_en": "Dim", "name_zh_hans": "…"}}).status_code == 201


def test_an_application_is_told_to_its_sender_only(client_of: Client) -> None:
    """Neither by what everybody knows of it, nor by what its sender sent; not even that there is one."""
    edition, key, stranger = coming(), str(uuid4()), Client()
    stranger.force_login(member_of(make.organisation(kind="company"), is_staff=False))
    sent = {"uuid": key, "edition": edition.code, "company": {"name_en": "Bright Ltd"}, "contact": "hush"}
    first = post(client_of, **sent).json()["uuid"]
    assert first != key
    admitted = make.participation(edition, contact="hush")
    for uuid, name in ((key, "Bright"), (first, "Bright Co."), (str(admitted.uuid), "!!!")):
        answer = post(stranger, uuid=uuid, edition=edition.code, company={"name_en": name})
        assert (b"hush" in answer.content, first in answer.content.decode()) == (False, False)
    others = Participation.objects.filter(edition=edition, exhibitor__name_en__startswith="Bright")
    assert [p.exhibitor.name_en for p in others.order_by("pk")] == ["Bright Ltd", "Bright"]  # the organiser sees two
    act(others.get(uuid=first), "admit")
    other = {"edition": edition.code, "company": {"name_en": "BRIGHT LTD"}}
    newcomer = Client()
    newcomer.force_login(member_of(make.organisation(kind="company"), is_staff=False))
    assert told(post(newcomer, **other)) == (409, [("", "already_applied")])


def test_what_cannot_be_taken_is_refused_at_its_field(company: Exhibitor, client_of: Client) -> None:
    edition, draft, others, theirs = coming(), coming(published=False), make.exhibitor(), make.organisation()
    make.membership(company.organisation.memberships.get().user, theirs)
    past = make.edition()
    make.participation(past, company)
    over = make.edition()
    cancelled = act(coming(), "cancel")
    due = coming()
    Deadline.objects.create(edition=due, kind="application", day=timezone.localdate() - timedelta(days=1))
    ours = {"exhibitor": company.code}
    product = {"name_en": "Tea", "category": "none", "origin": "XX", "price": 1}
    tea = {"name_en": "Tea", "category": make.category().code, "origin": make.region().code}
    table: list[Any] = [
        ({}, 400, [("edition", "required")]),
        ({**ours, "edition": draft.code}, 400, [("edition", "does_not_exist")]),
        ({"exhibitor": others.code, "edition": edition.code}, 400, [("exhibitor", "does_not_exist")]),
        ({"edition": edition.code}, 400, [("", "invalid")]),
        ({"edition": edition.code, "company": {}}, 400, [("company", "invalid")]),
        ({**ours, "edition": edition.code, "status": "admitted"}, 400, [("status", "invalid")]),
        ({**ours, "edition": edition.code, "uuid": "1"}, 400, [("uuid", "invalid")]),
        ({**ours, "edition": edition.code, "uuid": 1}, 400, [("uuid", "invalid")]),
        ({**ours, "edition": edition.code, "organisation": theirs.code}, 400, [("organisation", "invalid")]),
        ({**ours, "edition": edition.code, "neighbours": [company.code]}, 400, [("neighbours", "invalid")]),
        ({**ours, "edition": edition.code, "wished_area": 0}, 400, [("wished_area", "min_value")]),
        ({**ours, "edition": edition.code, "wished_area": 10**9}, 400, [("wished_area", "max_value")]),
        ({**ours, "edition": edition.code, "message": "\x00"}, 400, [("message", "null_characters_not_allowed")]),
        ({**ours, "edition": edition.code, "products": [tea] * 101}, 400, [("products", "max_length")]),
        ({**ours, "edition": over.code}, 409, [("edition", "closed")]),
        ({**ours, "edition": cancelled.code}, 409, [("edition", "closed")]),
        ({**ours, "edition": due.code}, 409, [("edition", "closed")]),
    ]
    for sent, status, errors in table:
        answer = told(post(client_of, **sent))
        assert (answer[0], [(name.split(".")[0], code) for name, code in answer[1]]) == (status, errors), sent
    wrong = told(post(client_of, **ours, edition=edition.code, products=[product]))
    assert {name for name, _code in wrong[1]} == {"products.0.category", "products.0.origin"}
    assert told(client_of.post(ADDRESS, "{", content_type="application/json"))[0] == 400
    for body in (b"[]", b"null", b"\xff", b"\xef\xbb\xbf{}", b"[" * 10**5, b'{"edition": NaN}', "{}".encode("utf-16")):
        assert told(client_of.generic("POST", ADDRESS, body, "application/json; charset=utf-16"))[0] == 400, body
    assert told(client_of.post(ADDRESS, b" " * 3 * 2**20, content_type="application/json")) == (
        413,
        [("", "too_large")],
    )
    assert told(client_of.post(ADDRESS, "a=1", content_type="text/plain"))[0] == 415
    assert [told(client_of.get(ADDRESS, {name: "x"}))[0] for name in ("status", "edition", "exhibitor")] == [400] * 3
    assert told(Client().post(ADDRESS, {}, content_type="application/json"))[0] == 403
    assert Client().get(ADDRESS).status_code == 403
    assert Participation.objects.count() == 1


def test_nothing_that_is_sent_breaks_it(company: Exhibitor, client_of: Client) -> None:
    """Each kind of value that JSON has, in every field at once: they are looked at one by one."""
    right = {"edition": coming().code, "exhibitor": company.code}
    assert told(post(client_of, **right, **{"\ud800": 1})) == (400, [("?", "invalid")])
    names = ["uuid", "edition", "exhibitor", "company", "wished_kind", "wished_area", "email", "products", "neighbours"]
    strange: list[Any] = [None, True, -1.5, 10**40, "x" * 11_000, "\ud800", [], [[]], {}, {"code": 1}]
    assert {post(client_of, **dict.fromkeys(names, value)).status_code for value in strange} == {400}
    answers = [post(client_of, **right, **{name: []}) for name in ("products", "neighbours")]
    assert [answer.status_code for answer in answers] == [201, 409]


def test_a_list_costs_the_same_however_long(company: Exhibitor, client_of: Client) -> None:
    counts = []
    for more in (1, 2):
        for _number in range(more):
            part = make.participation(coming(), company, "applied", pavilion=None)
            make.display(part.edition, make.product(exhibitor=company), participation=part)
        with CaptureQueriesContext(connection) as captured:
            get(client_of, "applications")
        counts.append(len(captured))
    assert counts == [6, 6]


def test_one_can_be_asked_for_by_its_state(company: Exhibitor, client_of: Client) -> None:
    edition = coming()
    waiting = make.participation(edition, company, "waiting")
    make.participation(coming(), company, "declined")
    for asked in ({"status": "applied,waiting"}, {"edition": edition.code}):
        assert [row["uuid"] for row in get(client_of, "applications", **asked)["results"]] == [str(waiting.uuid)]
    now = timezone.now().isoformat()
    assert get(client_of, "applications", modified_since=now)["results"] == []
    act(waiting, "admit")
    assert [row["status"] for row in get(client_of, "applications", modified_since=now)["results"]] == ["admitted"]
    assert told(client_of.get(f"{ADDRESS}{waiting.uuid}/", {"status": "admitted"}))[0] == 400


def test_who_withdraws_says_why(company: Exhibitor, client_of: Client) -> None:
    part = make.participation(coming(), company)
    assert told(post(client_of, f"{part.uuid}/withdraw/")) == (400, [("reason", "required")])
    for reason in ("a\x00b", "\ud800", " ", "x" * 501, ["x"]):
        assert [name for name, _code in told(post(client_of, f"{part.uuid}/withdraw/", reason=reason))[1]] == ["reason"]
    assert post(client_of, f"{part.uuid}/withdraw/", reason="No staff").json()["status"] == "withdrawn"
    assert told(post(client_of, f"{part.uuid}/withdraw/", reason="Again")) == (409, [("", "transition")])
    assert part.history.first().history_change_reason == "No staff"


@pytest.mark.django_db
def test_nobody_learns_who_was_not_admitted(client: Client) -> None:
    edition = coming(code="fair")
    for status in Participation.Status.values:
        exhibitor = make.exhibitor(code=status, name_en=f"Company {status}", aliases="secret")
        part = make.participation(edition, exhibitor, status, contact="Li", email="li@example.com", message="hush")
        make.display(edition, make.product(code=f"p-{status}", exhibitor=exhibitor), participation=part)
        ParticipationDocument.objects.create(
            participation=part, kind="other", title="paper", file=ContentFile(PDF, "a")
        )
    hidden = [status for status in Participation.Status.values if status != "admitted"]
    pages = [
        "/api/v1/exhibitors/", "/api/v1/products/", "/editions/fair/", "/api/v1/editions/fair/", "/",
        "/api/v1/calendar/", "/calendars/all.ics",
    ]  # fmt: skip
    for address in pages:
        said = client.get(address).content.decode()
        assert [word for word in ("li@example.com", "hush", "paper", *(f"p-{s}" for s in hidden)) if word in said] == []
        assert [status for status in hidden if f"Company {status}" in said] == []
    assert codes(client, "exhibitors") == ["admitted"]
    assert [client.get(f"/api/v1/exhibitors/{status}/").status_code for status in hidden] == [404] * len(hidden)
    assert set(Facet.objects.filter(name="exhibitor").values_list("code", flat=True)) == {"admitted"}
    assert not any("secret" in listing.search for listing in Listing.objects.all())
    for document in ParticipationDocument.objects.all():
        document.file.delete(save=False)


@pytest.mark.django_db(transaction=True)
def test_at_once_one_application_is_made_and_the_others_meet_it() -> None:
    edition, uuid = coming(), uuid4()

    def click(number: int) -> Any:
        try:
            sent = Application(edition, company={"name_en": "Bright Co., Ltd."}, uuid=uuid if number % 2 else uuid4())
            return apply(sent)[1]
        except Again:
            return "again"
        finally:
            connection.close()

    by, _path = invitation(edition, uses=2)

    def come(number: int) -> Any:
        try:
            return apply(Application(edition, company={"name_en": f"Guest {number}"}, invitation=by))[1]
        except Closed:
            return "closed"
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        clicks, guests = list(pool.map(click, range(6))), list(pool.map(come, range(5)))
    assert (clicks.count(True), guests.count(True), guests.count("closed")) == (1, 2, 3)
    assert (Participation.objects.count(), Exhibitor.objects.count()) == (3, 3)
