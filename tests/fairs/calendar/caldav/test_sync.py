"""What changed since a token."""

import gzip
import re
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from fairs.calendar.models import Watermark
from fairs.models import Edition, act
from tests import factories
from tests.fairs.calendar.world import everything

from .client import ALL, CITY, answers, refusal, send, sync, token_of
from .requests import MEMBER, PROGRAMS

pytestmark = pytest.mark.django_db
GONE = "404 Not Found"
CUT = "507 Insufficient Storage"
INVALID = (403, [("D:valid-sync-token", "")])


class Copy:
    """A client's: what it holds of a collection, by address."""

    def __init__(self, path: str = ALL, limit: str = "") -> None:
        self.path, self.limit = path, limit
        self.token = ""
        self.tags: dict[str, str] = {}

    def sync(self) -> dict[str, Any]:
        """What it was told, page after page."""
        told: dict[str, Any] = {}
        while True:
            response = sync(self.token, self.path, limit=self.limit)
            page = answers(response)
            cut = page.pop(self.path, None)
            self.token = token_of(response)
            told |= page
            for address, answer in page.items():
                if answer == GONE:
                    self.tags.pop(address, None)
                else:
                    self.tags[address] = answer["D:getetag"]
            if cut != CUT:
                return told

    @classmethod
    def fresh(cls, path: str = ALL) -> dict[str, str]:
        copy = cls(path)
        copy.sync()
        return copy.tags


def address(edition: Edition, collection: str = CITY) -> str:
    return f"{collection}edition-{edition.uuid}.ics"


def tag(edition: Edition) -> dict[str, str]:
    return {"D:getetag": send("GET", address(edition))["ETag"]}


def test_each_change_is_told_once() -> None:
    """To those who follow one city: changes in it, of what leaves it and of what is elsewhere, in this order."""
    one, other, third = (factories.edition() for _ in range(3))
    elsewhere = factories.edition(region=factories.region("210200"))
    factories.edition(published=False)
    copy = Copy(CITY)
    assert copy.sync() == {address(e): tag(e) for e in (one, other, third)}
    assert copy.sync() == {}
    one.title_en = "Another title"
    one.save()
    factories.session(one)  # of a kind that no collection holds
    assert copy.sync() == {address(one): tag(one)}
    act(other, "cancel")
    assert copy.sync() == {address(other): tag(other)}
    act(third, "unpublish")
    assert copy.sync() == {address(third): GONE}
    act(third, "publish")
    one.region, elsewhere.region = elsewhere.region, one.region
    one.save()
    elsewhere.save()
    assert copy.sync() == {address(third): tag(third), address(one): GONE, address(elsewhere): tag(elsewhere)}
    one.title_en = "Elsewhere"
    one.save()
    assert copy.sync() == {address(one): GONE}
    assert copy.sync() == {}
    assert copy.tags == Copy.fresh(CITY)


def test_a_private_change_is_none() -> None:
    edition = factories.edition()
    copy = Copy()
    copy.sync()
    edition.private_note = "paid"
    edition.save()
    assert copy.sync() == {}


@pytest.mark.parametrize("limit", ["1", "2", "3", "99999999999"])
def test_page_by_page(limit: str) -> None:
    """A first load says nothing of what is elsewhere, however many pages it takes and whatever happens meanwhile."""
    here = [factories.edition() for _ in range(3)]
    there = [factories.edition(region=factories.region("210200")) for _ in range(3)]
    copy = Copy(CITY, limit)
    assert copy.sync() == {address(edition): tag(edition) for edition in here}
    for edition in [*here[:2], *there]:
        act(edition, "cancel")
    assert copy.sync() == {address(e): tag(e) if e in here else GONE for e in [*here[:2], *there]}
    assert copy.tags == Copy.fresh(CITY)


def test_what_changes_between_two_pages_is_told() -> None:
    editions = [factories.edition() for _ in range(4)]
    first = sync("", CITY, limit="2")
    assert answers(first) == {address(e): tag(e) for e in editions[:2]} | {CITY: CUT}
    act(editions[0], "unpublish"), act(editions[2], "cancel"), act(editions[3], "unpublish")
    rest = answers(sync(token_of(first), CITY))
    assert rest == {address(editions[0]): GONE, address(editions[2]): tag(editions[2]), address(editions[3]): GONE}


def test_tokens_of_others_are_refused() -> None:
    factories.edition(), factories.edition(region=factories.region("210200"))
    token = token_of(sync("", CITY))
    head, value = token.rsplit("/", 1)
    wrong = [
        f"{head}/{int(value) + 1}", f"{head}/{value}-{int(value) + 1}", f"{head}/-1", f"{head}/", f"{head}/{'9' * 30}",
        head, "x", "data:,", "http://example.org/ns/sync/1", token + "\u0661", token.replace("data:,", "data:,0"),
        token_of(sync("", ALL)), token_of(sync("", "/caldav/calendars/city-210200/")),
        token_of(sync("", "/caldav/en/calendars/city-210100/")),
    ]  # fmt: skip
    assert [refusal(sync(each, CITY)) for each in wrong] == [INVALID] * len(wrong)
    assert answers(sync(token, CITY)) == {}
    Watermark.objects.update(epoch="00000000-0000-4000-8000-000000000000")
    assert refusal(sync(token, CITY)) == INVALID


def test_limits_and_levels() -> None:
    factories.edition()

    def asked(inside: str) -> Any:
        body = f'<sync-collection xmlns="DAV:">{inside}<prop><getetag/></prop></sync-collection>'
        return send("REPORT", ALL, body, depth="1").status_code  # as Thunderbird sends

    expected = {
        "": 207,
        "<sync-token/>": 207,
        "<sync-token/><sync-level>1</sync-level>": 207,
        "<sync-token/><sync-level>infinite</sync-level>": 207,
        "<sync-token/><sync-level>2</sync-level>": 400,
        "<limit><nresults>0</nresults></limit>": 507,
        "<limit><nresults>-1</nresults></limit>": 400,
        "<limit><nresults>many</nresults></limit>": 400,
        "<limit/>": 400,
    }
    assert {inside: asked(inside) for inside in expected} == expected
    assert refusal(sync(path="/caldav/calendars/")) == (403, [("D:supported-report", "")])


def test_the_collection_says_the_token_too() -> None:
    factories.edition()
    body = '<propfind xmlns="DAV:"><prop><sync-token/></prop></propfind>'
    assert answers(send("PROPFIND", CITY, body, depth="0"))[CITY] == {"D:sync-token": token_of(sync("", CITY))}


def test_to_be_in_sync_after_an_edit_takes_few_bytes() -> None:
    """Bodies either way and heads of answers; under 4 KB with the heads that clients send."""
    edition = everything().leading
    passed: dict[str, list[int]] = {}
    for program in ("Apple", "DAVx5", "Thunderbird"):
        token = token_of(sync())
        edition.title_en = f"For {program}"
        edition.save()
        for name in ("asks the state", "syncs", "loads"):
            if asked := PROGRAMS[program].get(name):
                body = asked.body.replace(MEMBER, address(edition, ALL))
                if name == "syncs":
                    body = re.sub(r"<([\w:]*sync-token)(?:/>|></\1>)", rf"<\1>{token}</\1>", body)
                response = send(asked.method, asked.path, body, accept_encoding="gzip", **asked.headers)
                told = gzip.decompress(response.content).decode()
                assert (response.status_code, name == "asks the state" or str(edition.uuid) in told) == (207, True)
                size = len(body) + len(response.serialize_headers()) + len(response.content)
                passed.setdefault(program, []).append(size)
    assert {p: (len(sizes), sum(sizes) < 3_300) for p, sizes in passed.items()} == {
        "Apple": (2, True), "DAVx5": (3, True), "Thunderbird": (2, True),
    }  # fmt: skip


@pytest.mark.parametrize("rows", [1, 3])
def test_queries_do_not_grow(rows: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    for _ in range(rows):
        factories.edition()
    with django_assert_num_queries(4):  # the watermark, the city, what changed, members among it
        first = sync("", CITY)
    Edition.objects.update(title_en="x")
    with django_assert_num_queries(4):
        assert len(answers(sync(token_of(first), CITY))) == rows
