"""Answers are kept while they are right, and not a write longer."""

from typing import Any

import pytest
from django.test import Client

from fairs.models import act
from tests import factories

from .api.asking import codes

pytestmark = pytest.mark.django_db
LIST = "/api/v1/editions/"


def test_headers_of_an_answer_to_anybody(client: Client) -> None:
    factories.edition()
    made, kept = client.get(LIST), client.get(LIST)
    assert made.content == kept.content
    for answer in (made, kept):
        assert answer["Content-Type"] == "application/json"
        assert answer["Cache-Control"] == "public, max-age=60"
        assert answer["Vary"] == "Authorization, Cookie"
        assert answer["Content-Language"] == "zh-hans, en"
        assert answer["Access-Control-Allow-Origin"] == "*"
        assert answer["ETag"] == made["ETag"]


def test_an_unchanged_answer_costs_304(client: Client) -> None:
    factories.edition()
    etag = client.get(LIST)["ETag"]
    for asked in (etag, f"W/{etag}", f'"other", {etag}', "*"):
        answer: Any = client.get(LIST, headers={"if-none-match": asked})
        assert (answer.status_code, answer.content, answer["ETag"]) == (304, b"", etag)
        assert (answer["Vary"], answer["Content-Language"]) == ("Authorization, Cookie", "zh-hans, en")
    assert client.get(LIST, headers={"if-none-match": '"other"'}).status_code == 200


def test_whatever_is_written_is_seen_at_once(client: Client) -> None:
    venue: Any = factories.venue(code="old-name")
    edition = factories.edition(code="a", venues=[venue])
    assert codes(client, "editions") == ["a"]
    etag = client.get(LIST)["ETag"]
    venue.name_en = "New name"
    venue.save()
    answer = client.get(LIST, headers={"if-none-match": etag})
    assert answer.json()["results"][0]["places"][0]["venue"]["name_en"] == "New name"
    act(edition, "unpublish", "too early")
    assert codes(client, "editions") == []


def test_the_address_asked_decides_what_is_kept(client: Client) -> None:
    for code in "ab":
        factories.edition(code=code)
    assert codes(client, "editions") == ["a", "b"]
    assert codes(client, "editions", ordering="-code") == ["b", "a"]
    assert client.get(LIST, {"page_size": 1}).json()["next"].startswith("http://testserver/")
    other = client.get(LIST, {"page_size": 1}, headers={"host": "localhost"})
    assert other.json()["next"].startswith("http://localhost/")


def test_a_refusal_is_not_kept(client: Client) -> None:
    answers = [client.get(LIST, {"city": "no"}, headers={"accept-language": x}) for x in ("en", "zh-hans", "en")]
    assert [answer["Content-Language"] for answer in answers] == ["en", "zh-hans", "en"]
    assert [answer["Cache-Control"] for answer in answers] == ["no-store"] * 3
    readers = {frozenset(answer["Vary"].split(", ")) for answer in answers}
    assert readers == {frozenset({"Authorization", "Cookie", "Accept-Language"})}


def test_a_known_reader_gets_an_answer_of_his_own(client: Client) -> None:
    factories.edition(published=False)
    assert codes(client, "editions") == []
    client.force_login(factories.user(is_superuser=True))
    answer = client.get(LIST)
    assert (len(answer.json()["results"]), answer["Cache-Control"]) == (1, "private, no-store")
    client.logout()
    assert codes(client, "editions") == []


def test_head(client: Client) -> None:
    factories.edition()
    answer = client.head(LIST)
    assert (answer.status_code, answer["ETag"]) == (200, client.get(LIST)["ETag"])
