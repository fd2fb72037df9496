"""Who may not edit a thing sees in the admin what the public sees of it, and no more."""

from collections.abc import Iterable
from typing import Any

import pytest
from django.contrib import admin
from django.contrib.auth.models import Permission
from django.urls import reverse

from tests import factories as make

from .world import authority, logged_in, member, superuser, url

pytestmark = pytest.mark.django_db

SECRET = "hush"
NOTES: Any = {"private_note": SECRET, "source_note": SECRET}


def things() -> Iterable[Any]:
    """Of another organisation, and public."""
    owner = make.organisation(name_en=SECRET, name_zh_hans="", code="its-owner")
    edition = make.edition(owner=owner, **NOTES)
    stand = make.participation(edition, make.exhibitor(**NOTES), contract_area=4321)
    display = make.display(edition, make.product(source_note=SECRET), participation=stand, source_note=SECRET)
    yield from (edition, stand, stand.exhibitor, display, display.product)
    yield make.pavilion(edition, source_note=SECRET)
    yield make.session(edition, owner=owner, **NOTES)
    yield make.launch(owner=owner, **NOTES)


def test_private_fields_and_histories_are_for_those_who_may_edit() -> None:
    stranger, city = logged_in(member(make.organisation())), logged_in(member(authority(make.region("210100"))))
    for thing in things():
        page, inside = stranger.get(url(thing)), city.get(url(thing))
        assert page.context["has_change_permission"] is False, thing
        assert inside.context["has_change_permission"] is True, thing
        for secret in (SECRET, "4321", "historylink"):
            assert secret not in page.content.decode(), (thing, secret)
        assert "historylink" in inside.content.decode()
        assert ("hush" in inside.content.decode()) == ("4321" not in inside.content.decode()), thing
        assert [client.get(url(thing, "history")).status_code for client in (stranger, city)] == [403, 200]


def test_who_publishes_sees_all_without_changing() -> None:
    region = make.region("210100")
    edition, far = make.edition(**NOTES), make.edition(region=make.region("210200"), **NOTES)
    user = member(authority(region))
    rights = Permission.objects.filter(codename__in=["view_edition", "publish_edition"])
    user.user_permissions.set(rights)
    client = logged_in(user)
    assert [SECRET in client.get(url(e)).content.decode() for e in (edition, far)] == [True, False]
    assert [client.get(url(e, "history")).status_code for e in (edition, far)] == [200, 403]


def test_who_may_only_look_at_all_reads_no_notes() -> None:
    organisation = make.organisation(private_note=SECRET)
    user = make.user(is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename="view_organisation"))
    assert SECRET not in logged_in(user).get(url(organisation)).content.decode()


def rows(client: Any, name: str, **filters: Any) -> set[Any]:
    return set(client.get(reverse(f"admin:fairs_{name}_changelist"), filters).context["cl"].queryset)


def test_who_applied_elsewhere_is_not_told() -> None:
    mine = make.organisation()
    own, public = make.edition(owner=mine), make.edition()
    applied, admitted = make.participation(own, status="applied"), make.participation(public)
    declined = [make.participation(public, status=s) for s in ("applied", "declined", "withdrawn")]
    shown = [make.display(p.edition, participation=p) for p in (applied, admitted, *declined)]
    client, boss = logged_in(member(mine)), logged_in(superuser())
    assert rows(client, "participation") == {applied, admitted}
    assert rows(client, "productdisplay") == set(shown[:2])
    assert rows(client, "exhibitor") == {applied.exhibitor, admitted.exhibitor}
    assert rows(client, "product") == {d.product for d in shown[:2]}
    assert rows(boss, "participation") == {applied, admitted, *declined}
    assert client.get(url(declined[0])).status_code == 302
    lists = {str(each["name"]): each["count"] for each in client.get(url(public)).context["related_lists"]}
    assert lists == {
        "sessions": 0, "hall bookings": 0, "participations": 1, "invitations": 0, "products shown": 1,
    }  # fmt: skip


def test_areas_of_others_are_neither_listed_nor_sorted_nor_guessed() -> None:
    mine = make.organisation()
    make.participation(make.edition(owner=mine), contract_area=1234)
    make.participation(contract_area=4321)
    client = logged_in(member(mine))
    address = reverse("admin:fairs_participation_changelist")
    page = client.get(address).content.decode()
    assert ("1234" in page, "4321" in page) == (True, False)
    for guess in ("contract_area__gt", "contract_area"):
        assert client.get(address, {guess: "4000"}).status_code == 400
    question = {"private_note__contains": SECRET}
    assert client.get(reverse("admin:fairs_edition_changelist"), question).status_code == 400
    assert "4321" in logged_in(superuser()).get(address, {"contract_area__gt": "4000"}).content.decode()


def test_no_list_shows_a_private_column() -> None:
    private = {"private_note", "source_note", "owner", "contract_area"}
    shown = {str(m): set(map(str, a.list_display)) & private for m, a in admin.site._registry.items()}
    assert {model: columns for model, columns in shown.items() if columns} == {}


def test_what_is_public_does_not_name_what_is_hidden() -> None:
    public, draft = make.edition(), make.edition(published=False, title_en=SECRET)
    launch = make.launch(edition=draft, parent=make.launch(published=False, kind="week", title_en=SECRET))
    company = make.exhibitor(name_en=SECRET)
    make.participation(public, company, status="applied")
    product = make.product(exhibitor=company)
    make.display(public, product)
    stranger, boss = logged_in(member(make.organisation())), logged_in(superuser())
    for thing in (launch, product):
        for page in ("change", "changelist"):
            assert SECRET not in stranger.get(url(thing, page)).content.decode(), (thing, page)
        assert SECRET in boss.get(url(thing)).content.decode()
    assert SECRET in boss.get(url(product, "changelist")).content.decode()
