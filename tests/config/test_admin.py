"""The admin's site: language, one-time passwords, groups of tables, and no unsafe page."""

import pytest
from django.conf import settings
from django.contrib import admin
from django.urls import reverse

from fairs.models import User
from tests import factories as make
from tests.fairs.admin.world import form_data, fresh, logged_in, superuser, url

pytestmark = pytest.mark.django_db
WORDS = "correct horse battery"


def test_a_one_time_password_is_changed_before_anything_else() -> None:
    user = superuser(password=WORDS, must_change_password=True)
    edition = make.edition()
    client = logged_in(user)
    change = reverse("admin:password_change")
    for address in (reverse("admin:index"), url(edition), url(edition, "changelist")):
        assert client.get(address).url == change
        assert client.post(address, {}).url == change
    assert client.get(change).status_code == 200
    same = {"old_password": WORDS, "new_password1": WORDS, "new_password2": WORDS}
    assert list(client.post(change, same).context["form"].errors) == ["new_password1"]
    new = {**same, "new_password1": "another horse battery", "new_password2": "another horse battery"}
    assert client.post(change, new).url == reverse("admin:password_change_done")
    assert User.objects.get().must_change_password is False
    assert client.get(reverse("admin:index")).status_code == 200


def test_whose_password_somebody_else_chose_must_change_it() -> None:
    client = logged_in(superuser())
    data = {"username": "lin", "usable_password": "true", "password1": WORDS, "password2": WORDS}
    assert client.post(reverse("admin:fairs_user_add"), data).status_code == 302
    user = User.objects.get(username="lin")
    assert (user.must_change_password, user.is_staff, user.is_superuser) == (True, True, False)
    User.objects.update(must_change_password=False)
    address = reverse("admin:auth_user_password_change", args=[user.pk])
    assert client.post(address, {"usable_password": "true", "password1": WORDS, "password2": WORDS}).status_code == 302
    assert [u.username for u in User.objects.filter(must_change_password=True)] == ["lin"]


def test_what_was_typed_while_the_session_ended_is_sent_on() -> None:
    user, edition = superuser(password=WORDS), make.edition(published=False)
    client = logged_in(user)
    typed = {**form_data(client, url(edition)), "title_en": "Typed <long> ago"}
    client.logout()
    page = client.post(url(edition), typed)
    assert 'name="title_en" value="Typed &lt;long&gt; ago"' in page.content.decode()
    carried = dict(page.context["carried"])
    assert carried == {name: str(value) for name, value in typed.items()}
    wrong = client.post(url(edition), {**carried, "again-username": user.username, "again-password": "no"})
    assert (dict(wrong.context["carried"]), wrong.context["form"].is_valid()) == (carried, False)
    login = {"again-username": user.username, "again-password": WORDS}
    assert client.post(url(edition), {**carried, **login}).url == url(edition, "changelist")
    assert (fresh(edition).title_en, edition.history.first().history_user) == ("Typed <long> ago", user)
    client.logout()
    for data in ({}, {"old_password": WORDS}):
        answer = client.post(reverse("admin:password_change"), data)
        assert answer.url.startswith(reverse("admin:login"))


def test_the_language_is_switched_on_every_page() -> None:
    client = logged_in(superuser(), "zh-hans")
    page = client.get(reverse("admin:index"))
    assert 'lang="zh-hans"' in page.content.decode()
    answer = client.post(reverse("set_language"), {"language": "en", "next": reverse("admin:index")})
    assert answer.url == reverse("admin:index")
    assert "What is happening this week" in client.get(reverse("admin:index")).content.decode()


@pytest.mark.parametrize("language", [code for code, _name in settings.LANGUAGES])
def test_the_login_answers_in_both_languages(language: str) -> None:
    page = logged_in(superuser(), language).get(reverse("admin:login"), follow=True)
    assert page.status_code == 200


def test_every_table_stands_in_one_group() -> None:
    groups = logged_in(superuser()).get(reverse("admin:index")).context["available_apps"]
    shown = [model["model"] for group in groups for model in group["models"]]
    assert sorted(m._meta.label for m in shown) == sorted(m._meta.label for m in admin.site._registry)


def test_no_page_needs_anything_inline() -> None:
    edition = make.edition()
    client = logged_in(superuser())
    pages = [
        reverse("admin:index"),
        *(url(edition, page) for page in ("changelist", "add", "change", "history", "delete")),
    ]
    for address in pages:
        answer = client.get(address)
        assert "unsafe" not in answer["Content-Security-Policy"]
        html = answer.content.decode()
        for inline in ("<style", " style=", "<script>", " onclick=", "javascript:"):
            assert inline not in html, (address, inline)
