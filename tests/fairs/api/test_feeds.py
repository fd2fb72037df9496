"""Personal feeds by the API: of one's own only, an address told once, revoked for good."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from fairs.calendar.models import PersonalFeed
from fairs.models import User
from tests import factories
from tests.fairs.calendar.test_personal import get, titles

pytestmark = pytest.mark.django_db
FEEDS = "/api/v1/feeds/"


@pytest.fixture
def user() -> User:
    return factories.user()


@pytest.fixture
def client(client: Client, user: User) -> Client:
    client.force_login(user)
    return client


def post(client: Client, **data: Any) -> Any:
    return client.post(FEEDS, data, content_type="application/json")


def test_made_listed_revoked(client: Client, user: User) -> None:
    day = timezone.localdate()
    edition = factories.edition([(day, day)], title_zh_hans="机床展", owner=factories.organisation())
    company = factories.organisation()
    factories.membership(user, company)
    own = factories.participation(edition, factories.exhibitor(organisation=company), stand="A1").exhibitor
    key = f"edition-{edition.uuid}"
    made = {}
    for given, held in (
        ({"content": "filter", "asked": "city=210100"}, ["机床展"]),
        ({"content": "agenda", "entries": [f"{key}@fair-calendar"], "asked": "lang=en"}, [edition.title_en]),
        ({"content": "exhibitor", "exhibitor": own.code, "asked": "lang=en"}, [f"{edition.title_en}\\, stand A1"]),
    ):
        response = post(client, name="Mine", **given)
        assert (response.status_code, "no-store" in response["Cache-Control"]) == (201, True), response.content
        row = response.json()
        token, address, caldav = row.pop("token"), row.pop("address"), row.pop("caldav")
        assert (address, caldav) == (
            f"http://localhost:8000/calendars/personal/{token}.ics", "http://localhost:8000/caldav/mine/",
        )  # fmt: skip
        assert titles(token) == held
        made[token] = row | {"last_used": str(day)}
    listed = client.get(FEEDS).json()
    assert sorted(listed["results"], key=str) == sorted(made.values(), key=str)
    assert [row["entries"] for row in made.values()] == [[], [key], []]
    assert [row["exhibitor"] for row in made.values()] == [None, None, own.code]
    for token, row in made.items():
        one = f"{FEEDS}{row['uuid']}/"
        assert client.get(one).json() == row
        assert token not in client.get(one).content.decode()
        assert client.delete(one).status_code == 204
        assert [client.delete(one).status_code, client.get(one).status_code, get(token).status_code] == [404, 404, 410]
    assert client.get(FEEDS).json()["results"] == []


def test_what_is_refused(client: Client) -> None:
    company = factories.exhibitor()
    for given, field in (
        ({"content": "filter"}, "name"),
        ({"name": "x", "content": "y"}, "content"),
        ({"name": "x", "content": "filter", "asked": "city=1"}, "asked"),
        ({"name": "x", "content": "agenda", "entries": ["edition-1"]}, "entries"),
        ({"name": "x", "content": "exhibitor", "exhibitor": company.code}, "exhibitor"),
        ({"name": "x", "content": "filter", "token": "y"}, "token"),
    ):
        refused = post(client, **given)
        assert (refused.status_code, [e["field"] for e in refused.json()["errors"]]) == (400, [field])
    assert not PersonalFeed.objects.exists()


def test_of_others_nothing_is_told(client: Client) -> None:
    row = post(client, name="Mine", content="filter").json()
    stranger = Client()
    assert [stranger.get(FEEDS).status_code, stranger.post(FEEDS).status_code] == [403, 403]
    stranger.force_login(factories.user())
    assert stranger.get(FEEDS).json()["results"] == []
    assert stranger.delete(f"{FEEDS}{row['uuid']}/").status_code == 404
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(factories.user())
    assert post(strict, name="x", content="filter").status_code == 403
