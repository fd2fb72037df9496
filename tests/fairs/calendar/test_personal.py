"""Personal feeds: what they hold, and by whom they are read."""

import hashlib
import logging
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone
from django.utils.translation import gettext, override

from config.logs import Line
from fairs.calendar import answers, personal
from fairs.calendar.entry import LANGUAGES
from fairs.calendar.models import PersonalFeed
from fairs.models import DayBlock, User, act
from tests import factories

pytestmark = pytest.mark.django_db
_CLIENT = Client()


def get(token: str, form: str = "ics", asked: str = "", **headers: str) -> Any:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return _CLIENT.get(f"/calendars/personal/{token}.{form}?{asked}".rstrip("?"), headers=named)


def titles(token: str, asked: str = "") -> list[str]:
    lines = get(token, asked=asked).content.decode().replace("\r\n ", "").split("\r\n")
    return [line.removeprefix("SUMMARY:") for line in lines if line.startswith("SUMMARY:")]


def test_of_a_token_only_the_hash_is_kept() -> None:
    user = factories.user()
    feed, token = personal.issue(user, " 我的\n展会 ", "filter")
    row = PersonalFeed.objects.values().get()
    assert row["token_hash"] == hashlib.sha256(token.encode()).hexdigest()
    assert token not in repr(row)
    assert (feed.name, len(token)) == ("我的 展会", 43)


def test_a_filter_is_saved_and_may_be_narrowed() -> None:
    day = timezone.localdate()
    here = factories.edition([(day, day)], title_zh_hans="本地展", title_en="Here", batch="brand")
    factories.edition([(day, day)], title_zh_hans="别处展", region=factories.region("210200"))
    factories.edition([(day - timedelta(days=400), day - timedelta(days=400))], title_zh_hans="从前的展")
    act(here, "cancel")
    __, token = personal.issue(factories.user(), "我的", "filter", asked="city=210100&cancelled=visible")
    assert titles(token) == ["【取消】本地展"]
    assert titles(token, "lang=en") == ["[Cancelled] Here"]
    assert titles(token, "cancelled=hide") == titles(token, "batch=market") == []
    wrong = {"city=210200": "repeated", "cyti=1": "unknown_parameter", "batch=x": "unknown_code", "alarm=x": "invalid"}
    for asked, code in wrong.items():
        refused = get(token, asked=asked)
        assert (refused.status_code, [e["code"] for e in refused.json()["errors"]]) == (400, [code])
        assert token not in refused.content.decode()


def test_an_agenda_follows_what_was_chosen() -> None:
    fair = factories.edition(title_zh_hans="机床展")
    launch = factories.launch(title_zh_hans="首店")
    factories.edition(title_zh_hans="别的展")
    keys = [f"edition-{fair.uuid}", f"launch-{launch.uuid}@fair-calendar"]
    feed, token = personal.issue(factories.user(), "议程", "agenda", subjects=personal.subjects_of(keys))
    assert titles(token) == ["机床展", "首店"]
    DayBlock.objects.create(edition=fair, first_day=date(2026, 9, 1), last_day=date(2026, 9, 2))
    block = fair.blocks.get(first_day=date(2026, 5, 1))
    act(fair, "reschedule", days={block.pk: (date(2026, 6, 1), date(2026, 6, 2))})
    assert titles(token) == ["首店", "机床展", "机床展"]
    act(fair, "cancel")
    act(launch, "unpublish")
    assert titles(token) == ["【取消】机床展", "【取消】机床展"]
    personal.choose(feed, [f"fairs.edition:{fair.uuid}"], chosen=False)
    assert titles(token) == []
    with pytest.raises(ValidationError) as refused:
        personal.subjects_of(["edition-1"])
    assert list(refused.value.message_dict) == ["entries"]


def test_what_cannot_be_issued() -> None:
    user = factories.user()
    for name, content, given, field in (
        ("", "filter", {}, "name"),
        ("x", "filter", {"asked": "city=1"}, "city"),
        ("x", "filter", {"asked": "nonsense=1"}, "nonsense"),
        ("x", "agenda", {"subjects": map(str, range(personal.MOST_CHOSEN + 1))}, "entries"),
        ("x", "exhibitor", {"asked": "city=210100", "audience": "exhibitor:1"}, "city"),
    ):
        with pytest.raises(ValidationError) as refused:
            personal.issue(user, name, content, **given)
        assert list(refused.value.message_dict) == [field]
    assert not PersonalFeed.objects.exists()


def test_how_it_is_sent() -> None:
    factories.edition()
    feed, token = personal.issue(factories.user(), "我的", "filter", asked="from=2026-01-01")
    sent = get(token, accept_encoding="gzip")
    assert {name: sent[name] for name in ("Cache-Control", "Referrer-Policy", "X-Robots-Tag", "Content-Encoding")} == {
        "Cache-Control": "private, no-cache",
        "Referrer-Policy": "no-referrer",
        "X-Robots-Tag": "noindex, nofollow, noarchive",
        "Content-Encoding": "gzip",
    }
    polled = get(token, if_none_match=sent["ETag"])
    assert (polled.status_code, polled.content, polled["Cache-Control"]) == (304, b"", "private, no-cache")
    for form in personal.FORMS:
        assert token.encode() not in get(token, form).content
    assert [get(token, form).status_code for form in (*personal.FORMS, "atom", "html")] == [200, 200, 200, 404, 404]
    feed.refresh_from_db()
    assert feed.last_used == answers.today()


def test_a_poll_asks_little(django_assert_num_queries: Any) -> None:
    factories.edition()
    __, token = personal.issue(factories.user(), "我的", "filter", asked="city=210100")
    get(token)
    with django_assert_num_queries(2):  # the feed, the watermark
        get(token)


def test_revoked_is_revoked_at_once(caplog: pytest.LogCaptureFixture) -> None:
    user = factories.user()
    feed, token = personal.issue(user, "我的", "filter")
    etag = get(token)["ETag"]
    personal.revoke(feed)
    gone = get(token, if_none_match=etag)
    assert (gone.status_code, gone["Cache-Control"]) == (410, "no-store")
    for language in LANGUAGES:
        with override(language):
            assert gettext(str(personal.Gone.sentence)) in gone.json()["detail"]
    __, token = personal.issue(user, "我的", "filter")
    User.objects.update(is_active=False)
    assert get(token).status_code == 410
    assert get("x" * 43).status_code == 404
    (handler,) = (h for h in logging.root.handlers if isinstance(h.formatter, Line))
    assert token in caplog.text
    assert [handler.format(r).rpartition(" ")[2] for r in caplog.records] == ["/calendars/personal/***.ics"] * 3
