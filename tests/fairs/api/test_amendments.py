"""What an exhibitor's system changes: its application while that is open, its products until the fair is over."""

from datetime import timedelta
from typing import Any

from django.test import Client
from django.utils import timezone

from fairs.models import Deadline, Exhibitor, Participation, Product, ProductDisplay, act
from tests import factories as make
from tests.fairs.applications import coming, member_of

from .asking import codes, get, told

ADDRESS = "/api/v1/applications/"


def ask(client: Client, method: str, part: Any, path: str = "", etag: str | None = "", /, **data: Any) -> Any:
    """``etag``: "" for the present one, None for none."""
    address = f"{ADDRESS}{part.uuid}/"
    tag = client.get(address)["ETag"] if etag == "" else etag
    given = {"content_type": "application/json", **({"headers": {"if-match": tag}} if tag else {})}
    return getattr(client, method)(f"{address}{path}", data, **given)


def sent(product: Product, **fields: Any) -> dict[str, Any]:
    return {"name_en": product.name_en, "category": product.category.code, "origin": product.origin.code, **fields}


def test_an_application_is_changed_while_it_is_open(company: Exhibitor, client_of: Client) -> None:
    coffee, tea = make.product(exhibitor=company), make.product(exhibitor=company)
    part = make.participation(coming(), company, "applied", wished_area=9, contact="Li")
    make.display(part.edition, coffee, participation=part)
    other = make.participation(part.edition).exhibitor
    answer = ask(
        client_of, "patch", part, wished_area=None, wished_kind="raw", email="li@example.com", neighbours=[other.code],
        products=[sent(tea, description_en="Green")],
    )  # fmt: skip
    row = answer.json()
    assert (answer.status_code, answer["ETag"]) == (200, client_of.get(f"{ADDRESS}{part.uuid}/")["ETag"])
    assert [row[name] for name in ("wished_area", "wished_kind", "contact")] == [None, "raw", "Li"]
    assert [(each["product"]["code"], each["product"]["description_en"]) for each in row["shown"]] == [
        (tea.code, "Green")
    ]
    assert [neighbour["code"] for neighbour in row["neighbours"]] == [other.code]
    assert Product.objects.filter(pk=coffee.pk).exists()
    act(part, "put_on_waiting_list")
    emptied = ask(client_of, "patch", part, products=[], neighbours=[], contact="").json()
    assert [emptied[name] for name in ("shown", "neighbours", "contact", "status")] == [[], [], "", "waiting"]
    user = company.organisation.memberships.get().user
    assert part.history.first().history_user == user


def test_it_is_changed_by_whoever_read_it_as_it_is(company: Exhibitor, client_of: Client) -> None:
    part = make.participation(coming(), company, "applied")
    read = client_of.get(f"{ADDRESS}{part.uuid}/")["ETag"]
    assert told(ask(client_of, "patch", part, "", None, contact="A")) == (428, [("", "if_match")])
    assert ask(client_of, "patch", part, "", f"W/{read}", contact="A").status_code == 200
    assert told(ask(client_of, "patch", part, "", read, contact="B")) == (412, [("", "changed")])
    assert Participation.objects.get(pk=part.pk).contact == "A"


def test_what_was_decided_on_or_is_too_late_stays(company: Exhibitor, client_of: Client) -> None:
    today = timezone.localdate()
    due = coming()
    Deadline.objects.create(edition=due, kind="application", day=today - timedelta(days=1))
    over = make.edition(days=[(today - timedelta(days=3), today - timedelta(days=1))])
    only = "This application is {}: only the organiser changes it now."
    table: list[Any] = [  # (edition, status, why its application stays, whether what it shows does)
        (coming(), "admitted", only.format("admitted"), False),
        (coming(), "declined", only.format("declined"), True),
        (coming(), "withdrawn", only.format("withdrawn"), True),
        (due, "applied", f"Applications were taken until {today - timedelta(days=1)}.", True),
        (act(coming(), "cancel"), "waiting", "This edition was cancelled.", True),
        (over, "admitted", only.format("admitted"), True),
    ]
    for edition, status, why, fixed in table:
        part = make.participation(edition, company, status)
        product = make.product(exhibitor=company)
        make.display(edition, product, participation=part)
        answer = ask(client_of, "patch", part, "", None, contact="B")
        assert (told(answer), answer.json()["detail"]) == ((409, [("", "closed")]), why)
        path, tag = f"products/{product.code}/", "x" if fixed else ""
        answers = [
            ask(client_of, "post", part, "products/", None, **sent(product)),
            ask(client_of, "patch", part, path, tag, name_en="New"),
            ask(client_of, "delete", part, path, None),
        ]
        assert [a.status_code for a in answers] == ([409] * 3 if fixed else [200, 200, 204]), (status, why)
        assert ProductDisplay.objects.filter(participation=part).exists() is fixed
    assert not Participation.objects.exclude(contact="").exists()


def test_another_s_application_is_not_there(company: Exhibitor, client_of: Client) -> None:
    edition = coming()
    theirs = make.participation(edition, make.exhibitor(organisation=make.organisation()), "applied", contact="hush")
    product = make.product(exhibitor=theirs.exhibitor)
    make.display(edition, product, participation=theirs)
    mine = make.participation(edition, company, "applied")
    asked = [
        ask(client_of, "patch", theirs, "", "x", contact="B"),
        ask(client_of, "post", theirs, "products/", "x", **sent(product)),
        *(ask(client_of, m, theirs, f"products/{product.code}/", "x", name_en="B") for m in ("patch", "delete")),
        *(ask(client_of, m, mine, f"products/{product.code}/", name_en="B") for m in ("patch", "delete")),
    ]
    assert [answer.status_code for answer in asked] == [404] * 6
    assert b"hush" not in b"".join(answer.content for answer in asked)
    editor = Client()  # of the edition, with every right: applications are their applicants' here
    editor.force_login(member_of(make.organisation(kind="authority", region=edition.region)))
    assert ask(editor, "patch", theirs, "", "x", contact="B").status_code == 404
    assert ask(Client(), "patch", theirs, "", "x", contact="B").status_code == 403


def test_an_admitted_exhibitor_keeps_its_products_and_the_catalogue_follows(
    company: Exhibitor, client_of: Client
) -> None:
    part = make.participation(coming(), company)
    tea = {"name_en": "Oolong", "category": make.category().code, "origin": make.region("MY").code}
    answers = [ask(client_of, "post", part, "products/", **tea) for _twice in range(2)]
    assert [answer.status_code for answer in answers] == [201, 200]
    [code] = {shown["product"]["code"] for answer in answers for shown in answer.json()["shown"]}
    assert found("oolong") == 1
    assert ask(client_of, "patch", part, f"products/{code}/", origin="XX").status_code == 400
    assert ask(client_of, "patch", part, f"products/{code}/", name_en="Longjing").status_code == 200
    assert (found("oolong"), found("longjing")) == (0, 1)
    assert codes(Client(), "products") == [code]
    now = timezone.now().isoformat()
    assert get(client_of, "applications", modified_since=now)["results"] == []
    assert ask(client_of, "delete", part, f"products/{code}/", None).status_code == 204
    assert ask(client_of, "delete", part, f"products/{code}/", None).status_code == 404
    assert (found("longjing"), codes(Client(), "products")) == (0, [])
    assert [row["shown"] for row in get(client_of, "applications", modified_since=now)["results"]] == [[]]
    again = ask(client_of, "post", part, "products/", **tea | {"name_en": "longjing"})
    assert [shown["product"]["code"] for shown in again.json()["shown"]] == [code]


def found(word: str) -> int:
    return len(get(Client(), "catalogue", q=word)["results"])


def test_what_others_show_too_stays_as_it_is(company: Exhibitor, client_of: Client) -> None:
    part = make.participation(coming(), company)
    shared, last_year, foreign = make.product(exhibitor=company), make.product(exhibitor=company), make.product()
    for product in (shared, last_year, foreign):
        make.display(part.edition, product, participation=part)
    make.display(make.edition(), shared, pavilion=None)
    past = make.participation(make.edition(), company)
    make.display(past.edition, last_year, participation=past)
    answers = [ask(client_of, "patch", part, f"products/{p.code}/", name_en="New") for p in (shared, foreign)]
    assert [(a.status_code, a.json()["detail"]) for a in answers] == [
        (400, "This product is shown elsewhere too, and stays as it is.")
    ] * 2
    assert ask(client_of, "patch", part, f"products/{last_year.code}/", name_en="New").status_code == 200
    assert ask(client_of, "delete", part, f"products/{shared.code}/").status_code == 204
    assert ask(client_of, "post", part, "products/", **sent(shared, description_en="Other")).status_code == 201
    assert Product.objects.get(pk=shared.pk).description_en == ""


def test_what_is_wrong_is_said_at_its_field(company: Exhibitor, client_of: Client) -> None:
    part = make.participation(coming(), company, "applied")
    make.participation(coming(), company)
    product = make.product(exhibitor=company)
    make.display(part.edition, product, participation=part)
    mine, tag = f"products/{product.code}/", client_of.get(f"{ADDRESS}{part.uuid}/")["ETag"]
    table: list[Any] = [
        ("patch", "", {"edition": "x"}, "edition"),
        ("patch", "", {"status": "admitted"}, "status"),
        ("patch", "", {"wished_area": 0}, "wished_area"),
        ("patch", "", {"message": "\0"}, "message"),
        ("patch", "", {"neighbours": [company.code]}, "neighbours"),
        ("patch", "", {"products": [{"name_en": "Tea"}]}, "products.0.category"),
        ("patch", "", {"products": [sent(product)] * 101}, "products"),
        ("patch", mine, {"name_en": "", "name_zh_hans": ""}, ""),
        ("patch", mine, {"category": None}, "category"),
        ("patch", mine, {"code": "mine"}, "code"),
        ("post", "products/", {}, "category"),
        ("post", "products/", sent(product, name_en=""), ""),
    ]
    for method, path, data, field in table:
        status, errors = told(ask(client_of, method, part, path, tag, **data))
        assert (status, errors[0][0]) == (400, field), (path, data)
    strange: list[Any] = [None, True, -1.5, 10**40, "x" * 11_000, "\ud800", [], [[]], {}, {"code": 1}]
    for method, path in (("patch", ""), ("patch", mine), ("post", "products/")):
        names = ["wished_kind", "wished_area", "contact", "products", "neighbours", "name_en", "category", "origin"]
        answers = [ask(client_of, method, part, path, tag, **dict.fromkeys(names, value)) for value in strange]
        assert {answer.status_code for answer in answers} == {400}
    assert ask(client_of, "put", part, contact="B").status_code == 405
