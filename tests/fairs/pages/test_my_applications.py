"""What an exhibitor who has logged in does on the public site: see its applications, apply, change, withdraw."""

import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from fairs.applying import own_path
from fairs.models import Deadline, Exhibitor, Participation, Product, act
from tests import factories as make
from tests.fairs.applications import coming, member_of

pytestmark = pytest.mark.django_db
MINE = "/applications/"
WISH = {"contact": "Li", "email": "li@example.com", "wished_kind": "raw", "wished_area": "36", "message": "Power"}


@pytest.fixture
def company() -> Exhibitor:
    return make.exhibitor(code="bright", name_en="Bright", organisation=make.organisation(kind="company"))


@pytest.fixture
def client(company: Exhibitor) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(member_of(company.organisation, is_staff=False))
    return client


def read(client: Client, path: str, status: int = 200) -> str:
    page = client.get(path)
    assert (page.status_code, "private" in page["Cache-Control"]) == (status, True), path
    return page.content.decode()


def rows(**fields: Any) -> dict[str, Any]:
    return {"uuid": uuid4(), "products-TOTAL_FORMS": "4", "products-INITIAL_FORMS": "0", **WISH, **fields}


def due(edition: Any, days: int, **fields: Any) -> Deadline:
    day = timezone.localdate() + timedelta(days=days)
    return Deadline.objects.create(edition=edition, **{"kind": "application", "day": day, **fields})


def test_the_list_says_what_became_of_each_and_what_is_due(company: Exhibitor, client: Client) -> None:
    first, second, other = coming(title_en="Robot Fair"), coming(title_en="Coffee Fair"), coming(title_en="Tea Fair")
    admitted = make.participation(first, company, stand="A12")
    make.participation(second, company, "declined")
    make.participation(first, make.exhibitor(name_en="Stranger"), "applied")
    for edition in (first, second):
        due(edition, 5, kind="stand_building", audience="exhibitors", note_en=f"Plans of {edition.title_en}")
    due(first, -1, kind="documents", note_en="Papers")
    due(other, 9)
    page = read(client, MINE)
    assert re.findall(r'href="/applications/([\w-]+)/">([^<]+)</a> <span class="badge (\w+)', page) == [
        (str(part.uuid), part.edition.title_en, part.status)
        for part in Participation.objects.filter(exhibitor=company).order_by("-pk")
    ]
    told = ("stand A12", "Plans of Robot Fair", "Apply for Tea Fair", f'href="/editions/{other.code}/apply/"')
    hidden = ("Plans of Coffee Fair", "Papers", "Stranger", "Apply for Robot Fair")
    assert [[text in page for text in texts] for texts in (told, hidden)] == [[True] * 4, [False] * 4]
    assert Client().get(MINE)["Location"] == f"/login/?next={MINE}"
    stranger = Client(headers={"accept-language": "en"})
    stranger.force_login(make.user())
    assert "You are a member of no organisation." in read(stranger, MINE)
    address = f"{MINE}{admitted.uuid}/"
    for path in (address, f"{address}change/", f"{address}products/"):
        assert (stranger.get(path).status_code, stranger.post(path).status_code) == (404, 404)
        assert Client().get(path).status_code == 302


def test_the_list_costs_the_same_however_long(company: Exhibitor, client: Client) -> None:
    counts = []
    for more in (1, 2):
        for _number in range(more):
            part = make.participation(coming(), company)
            due(part.edition, 5)
            due(coming(), 5)
        with CaptureQueriesContext(connection) as captured:
            read(client, MINE)
        counts.append(len(captured))
    assert counts == [9, 9]


def test_an_exhibitor_applies_without_an_invitation(company: Exhibitor, client: Client) -> None:
    edition = coming()
    page, path = f"/editions/{edition.code}/", f"/editions/{edition.code}/apply/"
    assert (path in client.get(page).content.decode(), path in Client().get(page).content.decode()) == (True, False)
    assert client.get(path)["Location"] == f"{path}?company=bright"
    assert "You apply for “Bright”." in read(client, f"{path}?company=bright")
    tea = {"products-0-name_en": "Tea", "products-0-category": make.category().pk}
    sent = rows(**tea, **{"products-0-origin": make.region("MY").pk})
    wrong = client.post(f"{path}?company=bright", {**sent, "email": "li"})
    assert (wrong.status_code, "Enter a valid email address." in wrong.content.decode()) == (400, True)
    first, again = (client.post(f"{path}?company=bright", sent) for _click in range(2))
    part = Participation.objects.get()
    assert (first["Location"], again["Location"]) == (f"{MINE}{part.uuid}/",) * 2
    assert (part.exhibitor, part.status, part.wished_area, part.displays.get().product.name_en) == (
        company, "applied", 36, "Tea",
    )  # fmt: skip
    assert f"{MINE}{part.uuid}/" in client.get(page).content.decode()
    new = rows(name_en="Dim Lights", organisation=company.organisation.pk)
    founded = [client.post(f"{path}?company=new", new)["Location"] for _click in range(2)]
    assert founded == [f"{MINE}{Exhibitor.objects.get(name_en='Dim Lights').participations.get().uuid}/"] * 2
    other = make.exhibitor(code="theirs", organisation=make.organisation())
    assert client.get(f"{path}?company={other.code}").status_code == 404
    assert client.post(f"{path}?company=new", {**new, "organisation": other.organisation.pk}).status_code == 400


def test_a_fair_that_takes_no_applications_says_so(company: Exhibitor, client: Client) -> None:
    late, cancelled, draft = coming(), act(coming(), "cancel"), coming(published=False)
    due(late, -1)
    for edition, why in ((late, "Applications were taken until"), (cancelled, "This edition was cancelled.")):
        path = f"/editions/{edition.code}/apply/?company=bright"
        for page in (client.get(path), client.post(path, rows())):
            assert (page.status_code, why in page.content.decode()) == (410, True)
        assert "/apply/" not in client.get(f"/editions/{edition.code}/").content.decode()
    assert client.get(f"/editions/{draft.code}/apply/?company=bright").status_code == 404
    nobody, open_ = Client(headers={"accept-language": "en"}), coming()
    nobody.force_login(make.user())
    assert "/apply/" not in nobody.get(f"/editions/{open_.code}/").content.decode()
    page = nobody.post(f"/editions/{open_.code}/apply/?company=new", rows(name_en="X"))
    assert (page.status_code, "member of no organisation" in page.content.decode()) == (410, True)
    assert not Participation.objects.exists()


def addresses(company: Exhibitor, client: Client) -> list[Any]:
    """Both ways to an application of one's own: logged in, and by the address that an invited company was told."""
    mine = make.participation(coming(), company, "applied")
    told = make.participation(coming(), make.exhibitor(), "applied")
    anybody = Client(enforce_csrf_checks=True, headers={"accept-language": "en"})
    return [(client, mine, f"{MINE}{mine.uuid}/"), (anybody, told, own_path(told))]


def test_it_is_changed_until_it_is_decided_on(company: Exhibitor, client: Client) -> None:
    for reader, part, path in addresses(company, client):
        assert f'href="{path}change/' in read(reader, path)
        (seen,) = re.findall(r'name="seen" value="([^"]+)"', read(reader, f"{path}change/"))
        assert reader.post(f"{path}change/", {**WISH, "seen": seen, "wished_area": "0"}).status_code == 400
        assert reader.post(f"{path}change/", {**WISH, "seen": seen})["Location"].partition("?")[0] == path
        stale = reader.post(f"{path}change/", {**WISH, "seen": seen, "wished_area": "99"})
        assert (stale.status_code, "Somebody changed it meanwhile" in stale.content.decode()) == (409, True)
        changed = Participation.objects.get(pk=part.pk)
        assert [str(getattr(changed, name)) for name in WISH] == [*WISH.values()]
        act(part, "decline")
        late = reader.post(f"{path}change/", {**WISH, "seen": changed.modified_at.isoformat()})
        assert (late.status_code, "This application is declined" in late.content.decode()) == (409, True)
        assert f'href="{path}change/' not in read(reader, path)


def test_what_is_shown_is_kept_one_by_one(company: Exhibitor, client: Client) -> None:
    category, malaysia = make.category(), make.region("MY")
    tea = {"name_en": "Tea", "category": category.pk, "origin": malaysia.pk}
    for reader, part, path in addresses(company, client):
        act(part, "admit")
        assert reader.post(f"{path}products/", {"name_en": "Tea"}).status_code == 400
        assert [reader.post(f"{path}products/", tea).status_code for _click in range(2)] == [302, 302]
        product = part.displays.get().product
        one = f"{path}products/{product.code}/"
        assert f'href="{one}' in read(reader, path) and "Tea" in read(reader, one)
        changed = {**tea, "name_zh_hans": "茶", "description_en": "Green", "origin": make.region("440100").pk}
        assert reader.post(one, changed).status_code == 400
        assert reader.post(one, {**changed, "origin": malaysia.pk}).status_code == 302
        assert Product.objects.filter(pk=product.pk, name_zh_hans="茶", description_en="Green").exists()
        Product.objects.filter(pk=product.pk).update(origin=make.region("440100"))
        assert reader.post(one, changed).status_code == 302
        assert [reader.post(one, {"act": "remove"}).status_code for _click in range(2)] == [302, 404]
        assert not part.displays.exists()
        act(part, "withdraw")
        assert reader.post(f"{path}products/", tea).status_code == 409


def test_who_withdraws_says_why(company: Exhibitor, client: Client) -> None:
    for reader, part, path in addresses(company, client):
        wrong = reader.post(f"{path}withdraw/")
        assert (wrong.status_code, "This field is required." in wrong.content.decode()) == (400, True)
        left = [reader.post(f"{path}withdraw/", {"reason": "No staff"}).status_code for _click in range(2)]
        assert (left, Participation.objects.get(pk=part.pk).status) == ([302, 409], "withdrawn")
        assert part.history.first().history_change_reason == "No staff"


def test_the_address_alone_changes_nothing_where_members_can(company: Exhibitor) -> None:
    """Whoever left the organisation may still have it."""
    part = make.participation(coming(), company, "applied")
    reader, path = Client(headers={"accept-language": "en"}), own_path(part)
    page = read(reader, path)
    assert ('change/' in page, "withdraw/" in page, f'href="{MINE}{part.uuid}/"' in page) == (
        False, False, True,
    )  # fmt: skip
    for way in ("change/", "products/", "withdraw/"):
        sent = {**WISH, "reason": "x"}
        assert reader.post(f"{path}{way}", sent)["Location"] == reverse("my-application", args=[part.uuid])
    assert Participation.objects.get(pk=part.pk).status == "applied"


def test_a_member_s_forms_are_guarded_against_forgery(company: Exhibitor) -> None:
    part = make.participation(coming(), company, "applied")
    guarded = Client(enforce_csrf_checks=True)
    guarded.force_login(member_of(company.organisation))
    ways = [f"{MINE}{part.uuid}/{way}" for way in ("", "change/", "products/", "withdraw/")]
    ways.append(f"/editions/{coming().code}/apply/?company=new")
    assert [guarded.post(way).status_code for way in ways] == [403] * 5
    assert all("csrfmiddlewaretoken" in guarded.get(way, follow=True).content.decode() for way in ways)
