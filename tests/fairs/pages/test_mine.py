"""A user's own calendars: made, read, renamed, renewed and revoked on pages that need no script."""

import re
from html import unescape
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from fairs.calendar import personal
from fairs.calendar.models import PersonalFeed
from fairs.models import User
from tests import factories
from tests.fairs.calendar.test_personal import get, titles

pytestmark = pytest.mark.django_db
MINE = "/calendars/mine/"


@pytest.fixture
def user() -> User:
    return factories.user("anna")


@pytest.fixture
def client(client: Client, user: User) -> Client:
    client.force_login(user)
    return client


def page(client: Client, path: str = MINE, status: int = 200) -> str:
    response = client.get(path, headers={"Accept-Language": "en"})
    assert (response.status_code, "no-store" in response["Cache-Control"]) == (status, True)
    return response.content.decode()


def post(client: Client, path: str = MINE, **given: Any) -> Any:
    return client.post(path, given, headers={"Accept-Language": "en"})


def told(response: Any) -> dict[str, str]:
    """The addresses that a page shows once."""
    assert (response.status_code, "no-store" in response["Cache-Control"]) == (200, True)
    html = response.content.decode()
    title = html.partition("</title>")[0]
    fields = {n: unescape(v) for n, v in re.findall(r'<input type="text" id="(\w+)" value="([^"]+)" readonly', html)}
    assert fields["password"] not in title
    return fields


def soon(**fields: Any) -> Any:
    day = timezone.localdate()
    return factories.edition([(day, day)], **fields)


def test_who_has_not_logged_in_is_asked_to() -> None:
    factories.user("bert", "a long password")
    client = Client()
    asked = client.get(f"{MINE}?city=210100")
    assert (asked.status_code, asked["Location"]) == (302, "/login/?next=/calendars/mine/%3Fcity%3D210100")
    assert client.get(asked["Location"]).status_code == 200
    wrong = client.post("/login/", {"username": "bert", "password": "x"})
    assert (wrong.status_code, b'class="wrong"' in wrong.content) == (200, True)
    right = {"username": "bert", "password": "a long password"}
    assert client.post("/login/", right)["Location"] == MINE
    assert client.get(MINE).status_code == 200
    assert client.post("/logout/")["Location"] == "/"
    assert client.get(MINE).status_code == 302


def test_a_one_time_password_is_changed_first(client: Client) -> None:
    User.objects.update(must_change_password=True)
    assert client.get(MINE)["Location"] == "/admin/password_change/"


def test_a_choice_is_saved(client: Client) -> None:
    soon(title_zh_hans="本地展", title_en="Here")
    soon(region=factories.region("210200"))
    chosen = client.get("/calendars/?city=210100&lang=en").content.decode()
    (link,) = re.findall(r'href="(/calendars/mine/[^"]*)"[^>]*>Save', chosen)
    html = page(client, unescape(link))
    (asked,) = set(re.findall(r'name="asked" value="([^"]*)"', html))
    assert unescape(asked) == "city=210100&lang=en"
    shown = told(post(client, content="filter", name="Mine", asked=unescape(asked)))
    token = shown["password"]
    assert shown == {
        "feed": f"http://localhost:8000/calendars/personal/{token}.ics",
        "webcal": f"webcal://localhost:8000/calendars/personal/{token}.ics",
        "caldav": "http://localhost:8000/caldav/en/mine/",
        "password": token,
    }
    assert titles(token) == ["Here"]
    assert token not in page(client)
    refused = post(client, content="filter", name="Mine", asked="city=1")
    assert (refused.status_code, b"is not a code known here" in refused.content) == (400, True)


def test_an_agenda_is_filled_from_pages_of_things_and_from_a_list(client: Client) -> None:
    fair, other = soon(title_zh_hans="机床展"), soon(title_zh_hans="家具展")
    keys = [f"edition-{fair.uuid}", f"edition-{other.uuid}"]
    assert f'name="entry" value="{keys[0]}"' in page_of(client, fair)
    assert f'href="{MINE}?entry={keys[0]}"' in page_of(Client(), fair)
    ticks = re.findall(r'name="entry" value="([^"]+)"( checked)?', page(client, f"{MINE}?entry={keys[1]}"))
    assert ticks == [(keys[1], " checked")]
    assert {key for key, __ in re.findall(r'name="entry" value="([^"]+)"( checked)?', page(client))} == {*keys}
    token = told(post(client, content="agenda", entry=keys[0]))["password"]
    (feed,) = PersonalFeed.objects.all()
    again = post(client, content="agenda", entry=keys)
    assert (again.status_code, again["Location"]) == (302, f"{MINE}#feed-{feed.uuid}")
    assert sorted(titles(token)) == ["家具展", "机床展"]
    assert post(client, f"{MINE}{feed.uuid}/", act="remove", entry=keys[0]).status_code == 302
    assert titles(token) == ["家具展"]
    assert post(client, content="agenda", entry="edition-1").status_code == 400


def page_of(client: Client, edition: Any) -> str:
    return client.get(f"/editions/{edition.code}/").content.decode()


def test_a_feed_is_renamed_renewed_and_revoked_by_its_owner_only(client: Client, user: User) -> None:
    feed, token = personal.issue(user, "Mine", "filter")
    theirs, __ = personal.issue(factories.user(), "Theirs", "filter")
    path = f"{MINE}{feed.uuid}/"
    assert "Theirs" not in page(client)
    for act in ("rename", "renew", "revoke"):
        assert post(client, f"{MINE}{theirs.uuid}/", act=act, name="x").status_code == 404
    assert post(client, path, act="rename", name="").status_code == 400
    assert post(client, path, act="nonsense").status_code == 400
    post(client, path, act="rename", name="Better")
    new = told(post(client, path, act="renew"))["password"]
    assert [get(t).status_code for t in (token, new)] == [410, 200]
    assert "Better" in page(client)
    (feed,) = PersonalFeed.objects.current().filter(user=user)
    assert post(client, f"{MINE}{feed.uuid}/", act="revoke").status_code == 302
    assert get(new).status_code == 410
    assert post(client, f"{MINE}{feed.uuid}/", act="rename", name="x").status_code == 404


def test_an_exhibitor_s_calendar_is_made_by_who_acts_for_it(client: Client, user: User) -> None:
    company, house = factories.organisation(), factories.organisation()
    factories.membership(user, company)
    own, other = factories.exhibitor(organisation=company), factories.exhibitor()
    factories.participation(soon(owner=house, title_en="Machines"), own, stand="A1")
    factories.participation(factories.edition(), other)
    assert re.findall(r'<option value="([^"]+)"', page(client)) == [own.code]
    token = told(post(client, content="exhibitor", exhibitor=own.code))["password"]
    assert titles(token, "lang=en") == ["Machines\\, stand A1"]
    assert post(client, content="exhibitor", exhibitor=other.code).status_code == 400
    editor = factories.user()
    editor.user_permissions.add(Permission.objects.get(codename="change_exhibitor"))
    factories.membership(editor, house)
    client.force_login(User.objects.get(pk=editor.pk))
    assert re.findall(r'<option value="([^"]+)"', page(client)) == [own.code]


def test_the_page_costs_the_same_for_any_number(client: Client, user: User) -> None:
    counts = []
    for number in (1, 2):
        for _each in range(number):
            fair = soon()
            personal.issue(user, "a", "agenda", subjects=[f"fairs.edition:{fair.uuid}"])
            personal.issue(user, "f", "filter", asked="city=210100")
        with CaptureQueriesContext(connection) as seen:
            page(client)
        counts.append(len(seen))
    assert counts == [counts[0]] * 2
