"""Personal feeds over CalDAV: the token is the password, the user's name may be any."""

from base64 import b64encode
from datetime import date
from typing import Any

import pytest

from fairs.calendar import personal
from fairs.models import act
from tests import factories

from .client import answers, content, propfind, send, sync, token_of

pytestmark = pytest.mark.django_db
MINE = "/caldav/mine/"
DATA = "<C:calendar-data/>"


def basic(password: str, user: str = "anybody") -> dict[str, str]:
    return {"Authorization": f"Basic {b64encode(f'{user}:{password}'.encode()).decode()}"}


def agenda(*keys: str) -> Any:
    return personal.issue(factories.user(), "议程", "agenda", subjects=personal.subjects_of(keys))


def test_from_the_root_to_the_feed() -> None:
    edition = factories.edition(title_zh_hans="机床展")
    feed, token = agenda(f"edition-{edition.uuid}")
    home, collection = f"{MINE}calendars/", f"{MINE}calendars/{feed.uuid}/"
    for root in ("/caldav/", MINE):
        found = propfind(root, "D:current-user-principal", **basic(token))
        assert found == {root: {"D:current-user-principal": [("D:href", f"{MINE}principal/")]}}
    found = propfind(f"{MINE}principal/", "C:calendar-home-set", **basic(token, ""))
    assert found == {f"{MINE}principal/": {"C:calendar-home-set": [("D:href", home)]}}
    listed = propfind(home, "D:displayname", depth="1", **basic(token))
    assert list(listed)[:3] == [home, collection, f"{home}all/"]
    assert listed[collection] == {"D:displayname": "议程"}
    everybody = propfind("/caldav/calendars/", "D:displayname", depth="1")
    assert [address.replace("/caldav/", MINE) for address in everybody] == [a for a in listed if a != collection]
    member = f"{collection}edition-{edition.uuid}.ics"
    assert list(propfind(collection, "D:getetag", depth="1", **basic(token))) == [collection, member]
    assert "SUMMARY:机床展" in content(send("GET", member, **basic(token))).decode()
    assert send("GET", collection, **basic(token)).status_code == 405
    assert send("PUT", member, **basic(token)).status_code == 403


def test_who_is_let_in() -> None:
    feed, token = agenda()
    other, __ = agenda()
    theirs = f"{MINE}calendars/{other.uuid}/"
    wrong = [
        {},
        basic(""),
        basic("secret"),
        basic("x" * 43),
        {"Authorization": f"Bearer {token}"},
        {"Authorization": "Basic é"},
    ]
    for headers in wrong:
        for path in (MINE, f"/caldav/en/mine/calendars/{feed.uuid}/", theirs):
            refused = send("PROPFIND", path, depth="0", **headers)
            assert (refused.status_code, refused["WWW-Authenticate"].partition(" ")[0]) == (401, "Basic")
    assert send("PROPFIND", theirs, depth="0", **basic(token)).status_code == 404
    for headers in ({}, basic("secret"), {"Authorization": f"Bearer {token}"}):  # as ever
        assert send("PROPFIND", "/caldav/", depth="0", **headers).status_code == 207
        assert send("PROPFIND", f"/caldav/calendars/{feed.uuid}/", depth="0", **headers).status_code == 404
    personal.revoke(feed)
    for path in (MINE, "/caldav/"):
        assert send("PROPFIND", path, depth="0", **basic(token)).status_code == 401


def test_in_sync_after_a_move_a_cancellation_and_another_choice() -> None:
    one, two = factories.edition(title_zh_hans="机床展"), factories.edition(title_zh_hans="家具展")
    feed, token = agenda(f"edition-{one.uuid}")
    path = f"{MINE}calendars/{feed.uuid}/"

    def synced(known: str = "") -> Any:
        return sync(known, path, DATA, **basic(token))

    first = synced()
    assert list(answers(first)) == [f"{path}edition-{one.uuid}.ics"]
    act(one, "cancel")
    act(two, "cancel")
    told = synced(token_of(first))
    assert list(answers(told)) == [f"{path}edition-{one.uuid}.ics"]
    assert "STATUS:CANCELLED" in answers(told)[f"{path}edition-{one.uuid}.ics"]["C:calendar-data"]
    act(one, "unpublish")
    assert answers(synced(token_of(told))) == {f"{path}edition-{one.uuid}.ics": "404 Not Found"}
    personal.choose(feed, personal.subjects_of([f"edition-{two.uuid}"]))
    stale = synced(token_of(told))
    assert (stale.status_code, b"valid-sync-token" in content(stale)) == (403, True)
    assert list(answers(synced())) == [f"{path}edition-{two.uuid}.ics"]


def test_a_saved_filter_has_all_its_days_and_its_kinds() -> None:
    edition = factories.edition([(date(2020, 5, 1), date(2020, 5, 1))], title_zh_hans="从前")
    session = factories.session(edition)
    feed, token = personal.issue(factories.user(), "x", "filter", asked="kind=session&alarm=P7D&lang=en&city=210100")
    path = f"{MINE}calendars/{feed.uuid}/"
    first = sync("", path, DATA, **basic(token))
    assert list(answers(first)) == [f"{path}session-{session.uuid}.ics"]
    act(session, "cancel")
    assert list(answers(sync(token_of(first), path, DATA, **basic(token)))) == [f"{path}session-{session.uuid}.ics"]
