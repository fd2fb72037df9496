"""Requests as programs send them, and what none should: right statuses, no failure, within bounds."""

import gzip
import logging
import random
import re
from collections.abc import Iterator
from copy import copy
from io import BytesIO
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.test import Client
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from fairs.calendar.models import Listing, Watermark
from tests import factories

from .client import ALL, CITY, DECLARED, answers, content, query, refusal, send, sync
from .requests import ALL_SENT, MEMBER, PROGRAMS, Sent

REFUSED = range(400, 500)
DATA = "<D:getetag/><C:calendar-data/>"
ANSWERED = {200, 207, 301, 302}


@pytest.fixture(autouse=True)
def quiet() -> Iterator[None]:
    """Django logs each refusal."""
    logging.disable(logging.WARNING)
    yield
    logging.disable(logging.NOTSET)


def sent(request: Sent) -> Any:
    headers = {name.lower().replace("-", "_"): value for name, value in request.headers.items()}
    return send(request.method, request.path, request.body, **headers)


@pytest.mark.django_db
def test_every_program_is_answered() -> None:
    edition = factories.edition()
    told = {}
    for program, requests in PROGRAMS.items():
        for name, request in requests.items():
            real = request._replace(body=request.body.replace("edition-1", f"edition-{edition.uuid}"))
            told[program, name] = sent(real).status_code
    found = {(p, n): 301 for p, n in told if n == "finds the principal" and p != "DAVx5"}
    options = {(p, n): 200 for p, n in told if n == "asks what can be done"}
    assert told == dict.fromkeys(told, 207) | found | options
    for program, requests in PROGRAMS.items():
        body = requests["loads"].body.replace("edition-1", f"edition-{edition.uuid}")
        loaded = answers(send("REPORT", ALL, body))[f"{ALL}edition-{edition.uuid}.ics"]
        assert "BEGIN:VEVENT" in loaded["C:calendar-data"], program


@pytest.mark.django_db
def test_what_can_be_done() -> None:
    path = f"{CITY}edition-{factories.edition().uuid}.ics"
    expected = {
        "/caldav/": "OPTIONS, PROPFIND",
        "/caldav/en/calendars/": "OPTIONS, PROPFIND",
        CITY: "OPTIONS, PROPFIND, GET, HEAD, REPORT",
        path: "OPTIONS, PROPFIND, GET, HEAD",
    }
    told = {path: send("OPTIONS", path) for path in expected}
    assert {path: response["Allow"] for path, response in told.items()} == expected
    assert {(r.status_code, r["DAV"], r.content) for r in told.values()} == {(200, "1, 3, calendar-access", b"")}


@pytest.mark.django_db
def test_nothing_can_be_written() -> None:
    path = f"{CITY}edition-{factories.edition().uuid}.ics"
    writes = ["PUT", "DELETE", "PROPPATCH", "MKCALENDAR", "MKCOL", "MOVE", "COPY", "ACL"]
    denied = [("D:resource", [("D:href", path), ("D:privilege", [("D:write", "")])])]
    told = {method: refusal(send(method, path, "x", destination="/x")) for method in writes}
    assert told == dict.fromkeys(writes, (403, [("D:need-privileges", denied)]))
    others = ["POST", "PATCH", "LOCK", "UNLOCK", "TRACE", "SEARCH", "X"]
    responses = [send(method, path) for method in others]
    assert [(refusal(r), r["Allow"]) for r in responses] == [((405, ""), "OPTIONS, PROPFIND")] * len(others)
    assert send("PUT", "/caldav/nowhere/x.ics", b"\0" * 10_000_000).status_code == 403


LEVELS = "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(25))
BOMB = f'<!DOCTYPE b [<!ENTITY a "aaaaaaaaaa">{LEVELS}]><propfind xmlns="DAV:"><prop>&z;</prop></propfind>'


@pytest.mark.django_db
def test_bad_bodies() -> None:
    empty = f"<D:propfind {DECLARED}>%s</D:propfind>"
    expected: dict[str, tuple[str | bytes, int]] = {
        "cut": ("<propfind", 400),
        "no XML": ("{}", 400),
        "a bomb": (BOMB, 400),
        "an entity from a file": ('<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>', 400),
        "a document type": ('<!DOCTYPE propfind><propfind xmlns="DAV:"><allprop/></propfind>', 400),
        "another root": ('<propfind xmlns="DAVE:"/>', 400),
        "no encoding known": ('<?xml version="1.0" encoding="x-none"?><a/>', 400),
        "an encoding of many bytes": ('<?xml version="1.0" encoding="shift_jis"?><a/>', 400),
        "not what is said": (b'<?xml version="1.0" encoding="utf-8"?><a>\xff</a>', 400),
        "UTF-16": ('<propfind xmlns="DAV:"><prop><owner/></prop></propfind>'.encode("utf-16"), 207),
        "deep": ("<a>" * 100_000 + "</a>" * 100_000, 400),
        "many names": (empty % f"<D:prop>{''.join(f'<n{n}/>' for n in range(201))}</D:prop>", 400),
        "long names": (empty % f"<D:prop><{'n' * 10_001}/></D:prop>", 400),
        "names in Chinese": (empty % "<D:prop><名/></D:prop>", 400),
        "no name": (empty % "<D:prop/>", 207),
        "nothing": (empty % "", 207),
        "one MB and a byte": (empty % (" " * 1_000_001), 413),
        "ten MB": (b"<" * 10_000_000, 413),
    }
    told = {name: send("PROPFIND", "/caldav/", body, depth="0").status_code for name, (body, __) in expected.items()}
    assert told == {name: status for name, (__, status) in expected.items()}


@pytest.mark.django_db
def test_bad_reports() -> None:
    supported = (403, [("D:supported-report", "")])
    assert [refusal(send("REPORT", ALL, body)) for body in ("", f"<C:free-busy-query {DECLARED}/>", "<x/>")] == [
        (400, ""), supported, supported,
    ]  # fmt: skip
    query = f"<C:calendar-query {DECLARED}/>"
    assert refusal(send("REPORT", "/caldav/calendars/", query)) == supported
    assert refusal(send("REPORT", ALL, query)) == (403, [("C:valid-filter", "")])


@pytest.mark.django_db
@pytest.mark.parametrize(("ends", "told"), [(True, (207, {"D:owner"})), (False, (411, set()))])
def test_a_body_in_chunks(ends: bool, told: Any) -> None:
    """Sent without a length, as a stream that ends, or that the server does not promise to end."""
    payload = BytesIO(b'<propfind xmlns="DAV:"><prop><owner/></prop></propfind>')
    environ = {"PATH_INFO": "/caldav/", "REQUEST_METHOD": "PROPFIND", "HTTP_DEPTH": "0", "wsgi.input": payload}
    response = Client().request(**environ, HTTP_TRANSFER_ENCODING="chunked", **{"wsgi.input_terminated": ends})
    found = answers(response)["/caldav/"] if response.status_code == 207 else {}
    assert (response.status_code, set(found)) == told


@pytest.mark.django_db
def test_while_the_database_is_away() -> None:
    def away(execute: Any, sql: str, *rest: Any) -> Any:
        raise OperationalError("away")

    logging.disable(logging.ERROR)
    with connection.execute_wrapper(away):
        response = send("PROPFIND", "/caldav/", depth="0")
    assert (response.status_code, response["Retry-After"]) == (503, "1")


def mutated(request: Sent, dice: random.Random) -> Sent:
    """With some of its tags, values, headers or letters gone, doubled, swapped or changed."""
    body, method, path, headers = request.body, request.method, request.path, dict(request.headers)
    for _ in range(dice.randint(1, 4)):
        pieces = re.split(r"(<[^>]*>|\"[^\"]*\")", body)
        one, other = dice.randrange(len(pieces)), dice.randrange(len(pieces))
        match dice.randrange(8):
            case 0:
                pieces[one] = ""
            case 1:
                pieces[one] *= 2
            case 2:
                pieces[one], pieces[other] = pieces[other], pieces[one]
            case 3:
                odd = ["\0", "展", "&x;", "9" * 40, "-1", "]]>", "data:,", "\ud7ff", "<a/>", "Z", "%00"]
                pieces[one] += dice.choice(odd)
            case 4:
                donor = dice.choice(ALL_SENT)
                body, method = donor.body or body, donor.method
                pieces = [body]
            case 5:
                path = dice.choice(
                    [path + dice.choice(["x", "/", "//", "%", "%ff", "?lang=en"]), CITY, MEMBER, "/caldav/"]
                )
            case 6:
                odd = ["", "0", "1", "infinity", "x", "\u00e9", "1" * 50]
                headers[dice.choice(["Depth", "Prefer", "Brief", "If-None-Match"])] = dice.choice(odd)
            case 7:
                pieces = ["".join(pieces)[: dice.randrange(1, len(body) + 2)]]
        body = "".join(pieces)
    return Sent(method, path, headers, body)


@pytest.mark.django_db
def test_what_programs_send_with_faults() -> None:
    factories.edition()
    statuses = set()
    for number in range(400):
        request = mutated(random.Random(number).choice(ALL_SENT), random.Random(number))
        response = sent(request)
        content(response)
        statuses.add(response.status_code)
        assert response.status_code in ANSWERED or response.status_code in REFUSED, (number, request)
    assert {207, 400, 403, 404} <= statuses


names = st.sampled_from(
    [
        "D:prop",
        "D:getetag",
        "C:filter",
        "C:comp-filter",
        "C:prop-filter",
        "C:param-filter",
        "D:href",
        "C:text-match",
        "C:time-range",
        "C:is-not-defined",
        "D:sync-token",
        "D:sync-level",
        "D:limit",
        "D:nresults",
        "C:calendar-data",
        "C:expand",
        "D:allprop",
        "D:propname",
        "D:include",
        "A:x",
    ]
)
attributes = st.dictionaries(
    st.sampled_from(["name", "start", "end", "collation", "negate-condition", "version"]),
    st.sampled_from(["VCALENDAR", "VEVENT", "VTODO", "SUMMARY", "DTSTART", "20260501T000000Z", "20260601T000000Z",
                     "99999999T999999Z", "i;octet", "i;unicode-casemap", "yes", "", "展"]),
    max_size=3,
)  # fmt: skip
texts = st.sampled_from(["", "1", "0", "99999999999999999999", "展", "data:,x/zh-hans/all/1", MEMBER, "&#x1;", "&amp;"])


def write(name: str, given: dict[str, str], inside: list[str]) -> str:
    return f"<{name}{''.join(f' {a}={v!r}' for a, v in given.items())}>{''.join(inside)}</{name}>"


trees = st.recursive(
    texts, lambda inner: st.builds(write, names, attributes, st.lists(inner, max_size=4)), max_leaves=12
)
roots = st.sampled_from(["D:propfind", "C:calendar-query", "C:calendar-multiget", "D:sync-collection"])


@pytest.mark.django_db
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(root=roots, inside=st.lists(trees, max_size=5), depth=st.sampled_from(["0", "1"]))
@example(root="C:calendar-query", inside=['<C:filter><C:comp-filter name="VCALENDAR"/></C:filter>'], depth="1")
def test_whatever_is_asked(root: str, inside: list[str], depth: str) -> None:
    method = "PROPFIND" if root == "D:propfind" else "REPORT"
    body = f"<{root} {DECLARED}>{''.join(inside)}</{root}>"
    response = send(method, ALL, body, depth=depth)
    assert response.status_code in {207, 507} or response.status_code in REFUSED
    assert content(response).isascii()


@pytest.mark.django_db
def test_a_large_answer_is_sent_in_pieces() -> None:
    factories.edition()
    listing = Listing.objects.get()
    rows = [copy(listing) for _ in range(2_000)]
    for number, row in enumerate(rows, start=1):
        row.pk, row.key, row.revision = None, f"edition-{number}", listing.revision + number
    Listing.objects.bulk_create(rows)
    Watermark.objects.update(value=listing.revision + 2_000)
    for response in (sync(asked=DATA), query("", asked=DATA), send("PROPFIND", ALL, depth="1")):
        assert (response.streaming, len(answers(response)) // 2_000) == (True, 1)
    packed = sync(asked=DATA, accept_encoding="gzip")
    assert (packed.streaming, packed["Content-Encoding"], packed["Vary"]) == (True, "gzip", "Accept-Encoding")
    assert gzip.decompress(content(packed)) == content(sync(asked=DATA))
