"""Who sees and does what: an organisation's members edit what it owns, an authority's what lies in its region."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from fairs.admin.rights import OFFERED
from fairs.calendar.models import Listing
from fairs.models import Edition, Figure
from tests import factories as make

from .world import act_url, authority, confirm, form_data, fresh, logged_in, look, member, superuser, url

pytestmark = pytest.mark.django_db


def test_drafts_of_others_are_not_there_and_their_public_things_are_only_to_read() -> None:
    mine, theirs = make.organisation(), make.organisation()
    own = make.edition(published=False, owner=mine)
    public = make.edition(owner=theirs)
    secret = make.edition(published=False, owner=theirs)
    client = logged_in(member(mine))
    assert set(client.get(url(own, "changelist")).context["cl"].queryset) == {own, public}
    assert client.get(url(own)).context["has_change_permission"] is True
    assert client.get(url(public)).context["has_change_permission"] is False
    assert client.post(url(public), {}).status_code == 403
    assert client.post(url(public, "delete"), {"post": "yes"}).status_code == 403
    assert client.get(url(secret)).url == reverse("admin:index")
    assert client.get(url(secret, "history")).url == reverse("admin:index")
    assert look(client, "publish", secret).status_code == 404


def test_an_authority_edits_all_in_its_region() -> None:
    shenyang = authority(make.region("210100"))
    here, there = make.edition(published=False), make.edition(published=False, region=make.region("210200"))
    client = logged_in(member(shenyang))
    assert client.get(url(here)).context["has_change_permission"] is True
    assert client.get(url(there)).status_code == 302


def test_verbs_need_the_right_to_publish_and_the_right_to_edit() -> None:
    mine = make.organisation()
    own, other = make.edition(owner=mine, published=False), make.edition()
    editor, approver = logged_in(member(mine)), logged_in(member(mine, publishes=True))
    assert [verb.name for verb, _url in editor.get(url(own)).context["verbs"]] == ["submit"]
    assert look(editor, "publish", own).status_code == 403
    assert look(approver, "cancel", other).status_code == 403
    confirm(editor, "submit", own)
    assert fresh(own).editorial_state == "submitted"
    confirm(approver, "publish", own)
    assert fresh(own).editorial_state == "published"


def test_what_belongs_to_others_is_left_out_of_many() -> None:
    mine = make.organisation()
    own, other = make.edition(owner=mine), make.edition()
    page = look(logged_in(member(mine, publishes=True)), "cancel", own, other)
    assert page.context["things"] == [own]
    assert "belongs to other organisations" in page.content.decode()


def test_an_editor_hands_in_and_an_approver_sends_back_with_a_reason() -> None:
    city = authority(make.region("210100"))
    edition = make.edition(published=False)
    editor, approver = logged_in(member(city)), logged_in(member(city, publishes=True))
    confirm(editor, "submit", edition)
    page = confirm(approver, "send_back", edition, reason="")
    assert list(page.context["form"].errors) == ["reason"]
    confirm(approver, "send_back", edition, reason="the hall is missing")
    returned = editor.get(reverse("admin:fairs_edition_changelist"), {"attention": "returned"})
    assert list(returned.context["cl"].queryset) == [edition]
    assert "the hall is missing" in editor.get(reverse("admin:index")).content.decode()


def test_parts_follow_the_edition() -> None:
    mine = make.organisation()
    own, other = make.edition(owner=mine), make.edition()
    figure, foreign = make.figure(own), make.figure(other)
    client = logged_in(member(mine))
    assert client.get(url(figure)).context["has_change_permission"] is True
    assert client.get(url(foreign)).context["has_change_permission"] is False
    hidden = make.figure(make.edition(published=False))
    assert set(client.get(url(figure, "changelist")).context["cl"].queryset) == {figure, foreign}
    assert client.get(url(hidden)).status_code == 302


def test_nobody_adds_to_what_others_own() -> None:
    mine = make.organisation()
    other = make.edition()
    source = make.source()
    data = {
        "edition": other.pk,
        "measure": "stands",
        "stage": "plan",
        "qualifier": "exact",
        "value": 3,
        "source": source.pk,
    }
    page = logged_in(member(mine)).post(reverse("admin:fairs_figure_add"), data)
    assert list(page.context["adminform"].form.errors) == ["edition"]
    assert Figure.objects.count() == 0


def test_a_new_edition_belongs_to_the_editors_organisation() -> None:
    mine, theirs = make.organisation(), make.organisation()
    client = logged_in(member(mine))
    add = reverse("admin:fairs_edition_add")
    data = form_data(client, add)
    assert data["owner"] == mine.pk
    data |= {"title_en": "New", "code": "new", "fair": make.fair().pk, "region": make.region().pk}
    assert list(client.post(add, {**data, "owner": theirs.pk}).context["adminform"].form.errors) == ["owner"]
    assert list(client.post(add, {**data, "owner": ""}).context["adminform"].form.errors) == ["owner"]
    assert client.post(add, data).status_code == 302
    assert Edition.objects.get().owner == mine


def test_relations_offer_nothing_that_is_hidden() -> None:
    mine = make.organisation()
    hidden = make.edition(published=False, title_en="Secret")
    client = logged_in(member(mine))
    question = {"app_label": "initiatives", "model_name": "launch", "field_name": "edition", "term": "Secret"}
    assert client.get(reverse("admin:autocomplete"), question).json()["results"] == []
    launch = make.launch(owner=mine, published=False)
    data = {**form_data(client, url(launch)), "edition": hidden.pk}
    assert list(client.post(url(launch), data).context["adminform"].form.errors) == ["edition"]


def test_what_a_new_row_is_to_be_part_of_is_offered_only_where_it_would_be_taken() -> None:
    mine = make.organisation()
    own, public = make.edition(owner=mine), make.edition()
    make.pavilion(public, coordinator=mine)
    client = logged_in(member(mine))

    def offered(app: str, model: str) -> list[str]:
        question = {"app_label": app, "model_name": model, "field_name": "edition"}
        return [each["id"] for each in client.get(reverse("admin:autocomplete"), question).json()["results"]]

    assert offered("fairs", "hallbooking") == offered("fairs", "session") == [str(own.pk)]
    assert set(offered("fairs", "invitation")) == set(offered("initiatives", "launch")) == {str(own.pk), str(public.pk)}


def test_a_fair_is_edited_by_whoever_edits_all_its_published_editions() -> None:
    mine = make.organisation()
    shared, own, new = make.fair(), make.fair(), make.fair()
    make.edition(fair=shared)
    for fair in (shared, own):
        make.edition(fair=fair, owner=mine)
    make.edition(fair=(hidden := make.fair()), published=False)
    client = logged_in(member(mine))
    pages = [client.get(url(fair)) for fair in (shared, own, new)]
    assert [page.context["has_change_permission"] for page in pages] == [False, True, True]
    assert client.get(url(hidden)).status_code == 302


def test_nobody_takes_a_fair_by_adding_a_draft_edition_to_it() -> None:
    mine, theirs = make.organisation(), make.organisation()
    known, prepared = make.fair(), make.fair()
    make.edition(fair=known, owner=mine)
    make.edition(fair=prepared, owner=mine, published=False)
    for fair in (known, prepared):
        make.edition(fair=fair, owner=theirs, published=False)
    owner, other = logged_in(member(mine)), logged_in(member(theirs))
    assert [owner.get(url(f)).context["has_change_permission"] for f in (known, prepared)] == [True, True]
    assert [other.get(url(f)).context["has_change_permission"] for f in (known, prepared)] == [False, True]


def test_a_fairs_categories_are_its_editors() -> None:
    mine = make.organisation()
    category = make.category()
    own, shared, hidden = make.fair([category]), make.fair([category]), make.fair([category])
    make.edition(fair=own, owner=mine)
    make.edition(fair=shared)
    make.edition(fair=hidden, published=False)
    client = logged_in(member(mine))
    kept, foreign = own.categories.get(), shared.categories.get()
    assert set(client.get(url(kept, "changelist")).context["cl"].queryset) == {kept, foreign}
    assert client.post(url(foreign, "delete"), {"post": "yes"}).status_code == 403
    assert client.post(url(kept, "delete"), {"post": "yes"}).status_code == 302
    page = client.post(reverse("admin:fairs_faircategory_add"), {"fair": shared.pk, "category": make.category().pk})
    assert list(page.context["adminform"].form.errors) == ["fair"]


def test_an_authority_mends_what_others_entered_and_it_stays_theirs() -> None:
    city = make.organisation()
    edition = make.edition(published=False, owner=city)
    client = logged_in(member(authority(make.region("210000"))))
    data = form_data(client, url(edition))
    assert client.post(url(edition), {**data, "title_en": "Mended", "owner": ""}).status_code == 302
    mended = fresh(edition)
    assert (mended.title_en, mended.owner) == ("Mended", city)


def test_nobody_makes_their_own_organisation_an_authority_or_their_region_larger() -> None:
    mine = make.organisation(region=make.region("210100"))
    city, dalian = authority(make.region("210100")), make.region("210200")
    liaoning = make.region("210000")
    client = logged_in(member(mine, city))
    data = form_data(client, url(mine)) | {"kind": "authority", "region": liaoning.pk}
    assert client.post(url(mine), data).status_code == 302
    assert (fresh(mine).kind, fresh(mine).region) == ("organiser", make.region("210100"))
    data = form_data(client, url(dalian)) | {"kind": "district", "parent": make.region("210100").pk, "code": "210199"}
    assert client.post(url(dalian), data).status_code == 302
    assert (fresh(dalian).code, fresh(dalian).parent) == ("210200", liaoning)


def test_users_without_all_rights_hand_out_none() -> None:
    user, boss = member(make.organisation()), superuser()
    client = logged_in(user)
    page = client.get(url(user))
    shown = set(page.context["adminform"].form.fields)
    assert shown & {"is_superuser", "groups", "user_permissions"} == set()
    assert client.get(url(boss)).context["has_change_permission"] is False
    address = reverse("admin:auth_user_password_change", args=[boss.pk])
    assert client.post(address, {"password1": "x", "password2": "x"}).status_code == 403


def test_a_stranger_is_sent_to_the_login() -> None:
    edition = make.edition()
    client = logged_in(make.user())
    for address in (reverse("admin:index"), url(edition), act_url(edition, "cancel")):
        assert client.get(address).url.startswith("/admin/login/")


def test_what_was_told_is_only_looked_at() -> None:
    make.edition()
    listing = Listing.objects.get()
    client = logged_in(superuser())
    page = client.get(url(listing))
    assert (page.context["has_change_permission"], page.context["has_delete_permission"]) == (False, False)
    assert client.post(url(listing), {}).status_code == 403
    assert client.get(url(listing, "add")).status_code == 403


def test_the_group_that_remembers_what_was_offered_is_shown_nowhere() -> None:
    editors, memory = (Group.objects.create(name=name) for name in ("Editors", OFFERED))
    user = superuser()
    client = logged_in(user)
    assert list(client.get(url(editors, "changelist")).context["cl"].queryset) == [editors]
    assert client.get(url(memory)).status_code == 302
    for page in ("changelist", "change"):
        shown = client.get(url(user, page)).content.decode()
        assert ("Editors" in shown, OFFERED in shown) == (True, False)


def test_groups_are_ticked_by_what_they_may_do() -> None:
    Group.objects.create(name="Editors")
    Group.objects.create(name="Press")
    group = Group.objects.create(name=OFFERED)
    client, user = logged_in(superuser()), make.user(is_staff=True)
    choices = client.get(url(user)).context["adminform"].form["groups"].field.choices
    assert [label for _value, label in choices] == ["Editors: enter, correct, hand in", "Press"]
    assert client.post(url(user), {**form_data(client, url(user)), "groups": [group.pk]}).status_code == 200
