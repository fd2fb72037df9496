"""What is not public is nowhere: not in a row, not in a link, not in what a filter finds."""

from typing import Any

import pytest
from django.test import Client

from fairs.calendar import ledger
from fairs.models import Edition, act
from tests import factories
from tests.initiatives.factories import indicator, initiative, investment, observation

from .asking import DETAILED, LISTS, codes, get, refusal

pytestmark = pytest.mark.django_db
SECRET = "SECRET"  # in every text that nobody may read
INTERNAL: dict[str, Any] = {"private_note": SECRET}


def named(**fields: Any) -> dict[str, Any]:
    return {"name_zh_hans": f"{SECRET}名", "name_en": SECRET, **fields}


def titled(**fields: Any) -> dict[str, Any]:
    return {"title_zh_hans": f"{SECRET}题", "title_en": SECRET, "description_en": SECRET, **fields}


@pytest.fixture
def secrets() -> None:
    """A public edition, session, product, exhibitor and launch, with all the secrets that could hang on to them."""
    with ledger.writing():
        make_secrets()
    act(Edition.objects.get(code="secret-once"), "unpublish", SECRET)


def make_secrets() -> None:
    owner, cited = (
        factories.organisation(**INTERNAL),
        factories.source(title_en=SECRET, url=f"https://{SECRET}.example/"),
    )
    fair = factories.fair(aliases=SECRET, source_note=SECRET)
    secret_fair = factories.fair(**named(code="secret-fair"))
    draft = factories.edition(published=False, fair=secret_fair, source=cited, **titled(code="secret-draft"))
    successor = factories.edition(published=False, fair=fair, **titled(code="secret-successor"))
    leading = factories.edition(published=False, **titled(code="secret-leading"))
    public = factories.edition(
        code="public", fair=fair, owner=owner, combined_with=leading, source_note=SECRET, **INTERNAL
    )
    act(public, "postpone", SECRET, postponed_to=successor)
    once = factories.edition(fair=secret_fair, **titled(code="secret-once"))
    for edition in (draft, successor, once):
        of_edition(edition, cited)
    company_that_applied(public)
    factories.exhibitor(**named(code="secret-nowhere"))
    factories.product(**named(code="secret-unshown", origin=factories.region("LK")))
    factories.session(public, published=False, **titled(code="secret-session"))
    factories.session(public, code="public-session", source_note=SECRET, **INTERNAL)
    week = factories.launch(published=False, kind="week", **titled(code="secret-week"))
    factories.launch(code="public-launch", parent=week, edition=draft, source_note=SECRET, **INTERNAL)
    of_indicators(cited)
    hidden = initiative(published=False, **titled(code="secret-initiative"))
    shown = initiative(level="measure", code="public-initiative", parent=hidden, source_note=SECRET, **INTERNAL)
    initiative(published=False, level="round", parent=shown, **titled(code="secret-round"))
    factories.venue(aliases=SECRET, source_note=SECRET)


def of_indicators(cited: Any) -> None:
    """A public one whose value has an internal note, and drafts."""
    shown = indicator(code="public-indicator", source_note=SECRET, **INTERNAL)
    observation(indicator=shown, source=factories.source(code="public-source"), source_note=SECRET)
    draft = indicator(published=False, **named(code="secret-indicator"))
    observation(indicator=draft, as_stated=SECRET, source=cited)
    investment(code="public-investment", source_note=SECRET, **INTERNAL)
    investment(published=False, **titled(code="secret-investment"))


def of_edition(edition: Any, cited: Any) -> None:
    """All that belongs to an edition nobody may know."""
    code = edition.code
    pavilion = factories.pavilion(edition, **named())
    company = factories.exhibitor(**named(code=f"{code}-company"))
    stand = factories.participation(edition, company, stand=SECRET, pavilion=pavilion)
    product = factories.product(**named(code=f"{code}-product", exhibitor=company, origin=factories.region("LK")))
    factories.display(edition, product, participation=stand, pavilion=pavilion)
    factories.figure(edition, as_stated=SECRET, source=cited)
    factories.session(edition, **titled(code=f"{code}-session"))


def company_that_applied(public: Any) -> None:
    """It shows a product of another company, and its own, and has a guest who was admitted."""
    company = factories.exhibitor(**named(code="secret-applicant"))
    applied = factories.participation(public, company, status="applied", stand=SECRET)
    factories.display(public, factories.product(**named(code="secret-own")), participation=applied)
    shown = factories.product(code="public-product", exhibitor=company)
    factories.display(public, shown)
    factories.display(public, shown, participation=applied)
    guest = factories.exhibitor(code="public-exhibitor", aliases=SECRET, source_note=SECRET, **INTERNAL)
    factories.participation(public, guest, role="co", main=applied)


@pytest.mark.usefixtures("secrets")
def test_no_secret_is_in_a_list_or_in_one_of_its_rows(client: Client) -> None:
    addresses = [f"/api/v1/{path}/?page_size=200" for path in LISTS]
    for path in DETAILED:
        addresses += [f"/api/v1/{path}/{row['uuid']}/" for row in get(client, path, page_size=200)["results"]]
    answers = {address: client.get(address) for address in addresses}
    assert {address for address, answer in answers.items() if answer.status_code != 200} == set()
    told = {address: answer.content.decode().lower() for address, answer in answers.items()}
    assert {address for address, text in told.items() if SECRET.lower() in text} == set()


@pytest.mark.usefixtures("secrets")
def test_what_is_public_is_there(client: Client) -> None:
    assert codes(client, "editions") == ["public"]
    assert codes(client, "sessions") == ["public-session"]
    assert codes(client, "products") == ["public-product"]
    assert codes(client, "exhibitors") == ["public-exhibitor"]
    assert codes(client, "launches") == ["public-launch"]
    assert codes(client, "initiatives") == ["public-initiative"]
    assert codes(client, "origins") == ["MY"]
    assert len(codes(client, "fairs")) == 1
    assert codes(client, "indicators") == ["public-indicator"]
    assert len(get(client, "observations", revisions="true")["results"]) == 1
    assert codes(client, "investments") == ["public-investment"]
    assert codes(client, "sources") == ["public-source"]
    assert get(client, "figures")["results"] == []


@pytest.mark.usefixtures("secrets")
def test_links_to_secrets_are_empty(client: Client) -> None:
    edition = get(client, "editions/public")
    assert (edition["event_status"], edition["postponed_to"], edition["replaces"]) == ("postponed", None, [])
    assert (edition["combined_with"], edition["combined"]) == (None, [])
    assert [(s["exhibitor"], s["stand"]) for s in get(client, "products/public-product")["shown_at"]] == [(None, None)]
    assert get(client, "products/public-product")["exhibitor"] is None
    assert [p["main"] for p in get(client, "exhibitors/public-exhibitor")["participations"]] == [None]
    launch = get(client, "launches/public-launch")
    assert (launch["parent"], launch["edition"]) == (None, None)


@pytest.mark.usefixtures("secrets")
def test_a_secret_asked_for_by_name_is_not_there(client: Client) -> None:
    paths = [
        "fairs/secret-fair",
        "editions/secret-draft",
        "editions/secret-once",
        "sessions/secret-session",
        "sessions/secret-draft-session",
        "exhibitors/secret-applicant",
        "exhibitors/secret-draft-company",
        "products/secret-own",
        "products/secret-draft-product",
        "launches/secret-week",
    ]
    assert {path: refusal(client, path) for path in paths} == {path: (404, []) for path in paths}


@pytest.mark.usefixtures("secrets")
def test_a_secret_is_not_known_to_filters(client: Client) -> None:
    asked = [
        ("editions", "exhibitor", "secret-applicant"),
        ("editions", "fair", "secret-draft"),
        ("sessions", "edition", "secret-draft"),
        ("exhibitors", "edition", "secret-successor"),
        ("products", "exhibitor", "secret-applicant"),
        ("launches", "parent", "secret-week"),
        ("figures", "edition", "secret-draft"),
        ("calendar", "exhibitor", "secret-applicant"),
    ]
    refusals = [refusal(client, path, **{name: code}) for path, name, code in asked]
    assert refusals == [(400, [(name, "unknown_code")]) for __, name, __ in asked]


@pytest.mark.usefixtures("secrets")
def test_filters_do_not_look_at_secrets(client: Client) -> None:
    fair = factories.edition(code="other").fair
    draft = factories.edition(published=False, fair=fair, region=factories.region("440100"))
    factories.display(draft, factories.product(origin=factories.region("LK")))
    assert codes(client, "fairs", region="440000") == []
    assert codes(client, "editions", origin="LK") == []
    assert codes(client, "exhibitors", role="main") == []
    assert codes(client, "exhibitors", pavilion="210100") == []
    assert codes(client, "products", origin="LK") == []


def test_who_may_edit_a_draft_sees_it_and_nobody_keeps_that_answer(client: Client) -> None:
    editor, owner = factories.user(), factories.organisation()
    factories.membership(editor, owner)
    draft = factories.edition(published=False, owner=owner)
    client.force_login(editor)
    answer = client.get("/api/v1/editions/")
    assert [row["code"] for row in answer.json()["results"]] == [draft.code]
    assert answer["Cache-Control"] == "private, no-store"
    client.logout()
    assert codes(client, "editions") == []
