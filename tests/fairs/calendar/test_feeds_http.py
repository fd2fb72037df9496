"""How a feed is sent: headers, polls, refusals."""

import gzip
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote

import orjson
import pytest
import time_machine
from django.db import OperationalError, connection
from django.test import Client
from django.utils.translation import gettext, override
from pytest_django import DjangoAssertNumQueries

from fairs.calendar import feeds
from fairs.models import Edition, act
from tests import factories

from .world import JUNE, MAY

NOON = datetime(2026, 3, 1, 4, tzinfo=UTC)
URL = "/calendars/all.ics"


def get(url: str = URL, **headers: str) -> Any:
    return Client().get(url, headers={name.replace("_", "-"): value for name, value in headers.items()})


def etag(url: str = URL) -> str:
    return str(get(url)["ETag"])


@pytest.mark.django_db
class TestAnswers:
    def test_headers(self) -> None:
        with time_machine.travel(NOON, tick=False):
            factories.edition()
            response = get()
        assert response.status_code == 200
        assert dict(response.headers) == {
            "Content-Type": "text/calendar; charset=utf-8",
            "Content-Length": str(len(response.content)),
            "Content-Language": "zh-hans",
            "Content-Disposition": "inline; filename=\"fairs-all.ics\"; filename*=UTF-8''"
            + quote("辽宁展会日历（全部）.ics"),
            "Last-Modified": "Sun, 01 Mar 2026 04:00:00 GMT",
            "ETag": etag(),
            "Vary": "Accept-Encoding",
            "Cache-Control": "public, max-age=900, stale-while-revalidate=3600",
            "X-Content-Type-Options": "nosniff",
        }

    @pytest.mark.parametrize("headers", [{}, {"accept_encoding": "gzip"}, {"if_none_match": "*"}])
    def test_made_or_kept_they_are_the_same(self, headers: dict[str, str]) -> None:
        factories.edition()
        made, kept = get(**headers), get(**headers)
        assert (made.status_code, made.content, made.headers) == (kept.status_code, kept.content, kept.headers)

    def test_head(self) -> None:
        factories.edition()
        head = Client().head(URL)
        assert (head.status_code, head.content, head.headers) == (200, b"", get().headers)
        assert Client().head(URL).headers == head.headers

    def test_gzip_is_the_same_body_under_another_tag(self) -> None:
        factories.edition()
        plain, packed = get(), get(accept_encoding="br, gzip")
        assert gzip.decompress(packed.content) == plain.content
        assert (packed["Content-Encoding"], packed["Content-Length"]) == ("gzip", str(len(packed.content)))
        assert packed["ETag"] == f'"{plain["ETag"].strip(chr(34))}-gz"'

    @pytest.mark.parametrize(
        ("accepted", "packed"),
        [
            ("", False), ("identity", False), ("br", False), ("gzip;q=0", False), ("gzip ; q=0.000 , br", False),
            ("gzip", True), ("GZIP", True), ("br,gzip;q=0.5", True), ("gzip;q=0.001", True), ("deflate, gzip", True),
        ],
    )  # fmt: skip
    def test_gzip_for_those_who_take_it(self, accepted: str, packed: bool) -> None:
        assert get(accept_encoding=accepted).has_header("Content-Encoding") == packed

    @pytest.mark.parametrize("accepted", ["*/*", "text/html", "image/png", "text/calendar", "application/json", ",;"])
    def test_whatever_is_accepted_a_feed_is_a_feed(self, accepted: str) -> None:
        response = get(accept=accepted, accept_language="fr")
        assert (response.status_code, response["Content-Type"]) == (200, "text/calendar; charset=utf-8")

    def test_last_modified_is_the_last_change_or_midnight(self) -> None:
        with time_machine.travel(NOON, tick=False) as clock:
            edition = factories.edition()
            clock.shift(3600)
            edition.private_note = "paid"
            edition.save()
            assert get()["Last-Modified"] == "Sun, 01 Mar 2026 04:00:00 GMT"
            clock.shift(24 * 3600)
            assert get()["Last-Modified"] == "Sun, 01 Mar 2026 16:00:00 GMT"

    def test_two_processes_say_the_same_byte_for_byte(self) -> None:
        for number in range(3):
            factories.session(factories.edition([MAY, JUNE]), title_en=f"Session {number}")
        url = f"{URL}?kind=edition,session"
        one, packed = get(url), get(url, accept_encoding="gzip")
        feeds.forget()  # as in a process that has just started
        other, other_packed = get(url), get(url, accept_encoding="gzip")
        assert (one.content, one.headers) == (other.content, other.headers)
        assert (packed.content, packed.headers) == (other_packed.content, other_packed.headers)


@pytest.mark.django_db
class TestPolls:
    @pytest.mark.parametrize(
        "sent",
        [
            '"{tag}"', 'W/"{tag}"', '"{tag}-gz"', 'W/"{tag}-gz"', '"other", "{tag}"', '"other",W/"{tag}-gz"', "*",
        ],
    )  # fmt: skip
    @pytest.mark.parametrize("encoding", ["gzip", "identity"])
    def test_who_has_it_is_told_so(self, sent: str, encoding: str) -> None:
        factories.edition()
        tag = etag().strip('"')
        response = get(if_none_match=sent.format(tag=tag), accept_encoding=encoding)
        assert (response.status_code, response.content) == (304, b"")
        assert dict(response.headers) == {
            "ETag": f'"{tag}-gz"' if encoding == "gzip" else f'"{tag}"',
            "Vary": "Accept-Encoding",
            "Cache-Control": "public, max-age=900, stale-while-revalidate=3600",
            "X-Content-Type-Options": "nosniff",
        }

    @pytest.mark.parametrize("sent", ['"other"', "W/", "{tag}", '"{tag}', "", '"{tag}-br"', "\x00"])
    def test_who_has_something_else_gets_the_body(self, sent: str) -> None:
        factories.edition()
        response = get(if_none_match=sent.format(tag=etag().strip('"')))
        assert (response.status_code, response["ETag"]) == (200, etag())

    def test_a_date_alone_is_not_believed(self) -> None:
        assert get(if_modified_since=get()["Last-Modified"]).status_code == 200

    @pytest.mark.parametrize("query", ["", "?city=210100&lang=en", "?kind=session&cancelled=hide"])
    @pytest.mark.parametrize("name", ["all", "upcoming"])
    def test_an_unchanged_poll_is_one_query(
        self, name: str, query: str, django_assert_num_queries: DjangoAssertNumQueries
    ) -> None:
        factories.edition()
        url = f"/calendars/{name}.ics{query}"
        tag = etag(url)
        with django_assert_num_queries(1):
            assert get(url, if_none_match=tag).status_code == 304
        with django_assert_num_queries(1):
            assert get(url).status_code == 200

    def test_an_edit_that_no_reader_sees_leaves_the_tag(self) -> None:
        edition = factories.edition()
        tag = etag()
        edition.private_note = "Deposit not paid."
        edition.save()
        assert get(if_none_match=tag).status_code == 304

    @pytest.mark.parametrize("verb", ["cancel", "postpone", "unpublish"])
    def test_an_edit_that_readers_see_is_seen_at_the_next_poll(self, verb: str) -> None:
        edition = factories.edition()
        tag = etag()
        act(edition, verb)
        response = get(if_none_match=tag)
        assert (response.status_code, response["ETag"] != tag) == (200, True)
        assert response.content.count(b"BEGIN:VEVENT") == (verb != "unpublish")

    def test_a_new_day_is_a_new_window(self) -> None:
        with time_machine.travel(NOON, tick=False) as clock:
            factories.edition([MAY])
            everything, window = etag(), etag("/calendars/upcoming.ics")
            clock.shift(300 * 24 * 3600)
            assert etag() == everything
            assert etag("/calendars/upcoming.ics") != window


@pytest.mark.django_db(transaction=True)
def test_what_another_process_writes_is_seen_at_the_next_poll() -> None:
    edition = factories.edition()
    tag = etag()

    def elsewhere() -> None:
        act(Edition.objects.get(pk=edition.pk), "cancel")
        connection.close()

    with ThreadPoolExecutor(1) as other:
        other.submit(elsewhere).result()
    response = get(if_none_match=tag)
    assert (response.status_code, response.content.count(b"STATUS:CANCELLED")) == (200, 1)


@pytest.mark.django_db
class TestRefusals:
    def test_other_methods(self) -> None:
        for send in (Client().post, Client().put, Client().delete, Client().options):
            response = send(URL)
            assert (response.status_code, response["Allow"]) == (405, "GET, HEAD")

    def test_unknown_feeds(self) -> None:
        for name in ("none", "ALL", "all.ics"):
            assert get(f"/calendars/{name}.ics").status_code == 404

    @pytest.mark.parametrize(
        ("query", "parameter", "code"),
        [
            ("lang=fr", "lang", "invalid_choice"),
            ("lang=", "lang", "invalid_choice"),
            ("lang=en&lang=en", "lang", "repeated"),
            ("cancelled=maybe", "cancelled", "invalid_choice"),
            ("cancelled=hide&cancelled=hide", "cancelled", "repeated"),
            ("venue=nowhere", "venue", "unknown_code"),
            ("colour=red", "colour", "unknown_parameter"),
            ("kind=", "kind", "blank"),
            ("from=2026-05-02&to=2026-05-01", "to", "reversed"),
            ("from=2026-05-02&from=2026-05-02", "from", "repeated"),
            ("q=%00", "q", "null_characters_not_allowed"),
            ("%00=1", "\x00", "unknown_parameter"),
            ("city=%0D%0ASet-Cookie:a=b", "city", "unknown_code"),
        ],
    )
    @pytest.mark.parametrize("name", ["all", "upcoming"])
    def test_name_the_parameter(self, name: str, query: str, parameter: str, code: str) -> None:
        for _ in range(2):  # the second time nothing of it is kept
            response = get(f"/calendars/{name}.ics?{query}")
            problem = orjson.loads(response.content)
            assert (response.status_code, response["Content-Type"]) == (400, "application/problem+json")
            assert [(e["parameter"], e["code"]) for e in problem["errors"]] == [(parameter, code)]

    @pytest.mark.parametrize(
        ("query", "accepted", "language"),
        [("&lang=en", "zh-CN", "en"), ("", "en", "en"), ("&lang=zh-hans", "en", "zh-hans"), ("", "", "zh-hans")],
    )
    def test_speak_the_language_asked_for(self, query: str, accepted: str, language: str) -> None:
        with override(language):
            message = gettext("There is no such parameter here.")
        response = get(f"{URL}?colour=red{query}", accept_language=accepted)
        assert orjson.loads(response.content)["errors"] == [
            {"parameter": "colour", "code": "unknown_parameter", "message": message}
        ]
        assert message.isascii() == (language == "en")

    def test_without_a_database_say_when_to_come_back(self) -> None:
        def dead(*args: Any) -> None:
            raise OperationalError("server closed the connection unexpectedly")

        factories.edition()
        kept = etag()
        with connection.execute_wrapper(dead):
            response = get()
        assert (response.status_code, response["Content-Type"]) == (503, "application/problem+json")
        assert response["Retry-After"] == "1"
        assert etag() == kept

    def test_of_a_choice_in_the_language_asked_for(self) -> None:
        english = orjson.loads(get(f"{URL}?lang=en&cancelled=no").content)["errors"][0]["message"]
        assert english == "Give one of: mark, hide, visible."
