"""What there is and how it is found."""

from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine
from pytest_django import DjangoAssertNumQueries

from fairs.calendar.ledger import watermark
from fairs.models import Edition, act
from tests import factories

from .client import ALL, CITY, DECLARED, answers, content, propfind, refusal, send

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 1, 4, tzinfo=UTC)
READ = [("D:privilege", [("D:read", "")])]
PRINCIPAL = [("D:href", "/caldav/principal/")]


def address(edition: Edition, collection: str = ALL) -> str:
    return f"{collection}edition-{edition.uuid}.ics"


def test_from_the_host_to_the_collections() -> None:
    """The road that clients take, each step by what the one before answered."""
    factories.edition(batch="brand", venues=[factories.venue(code="hall", name_zh_hans="展馆")])
    well_known = send("PROPFIND", "/.well-known/caldav", depth="0")
    assert (well_known.status_code, well_known["Location"], well_known.has_header("Vary")) == (301, "/caldav/", False)
    assert propfind("/caldav/", "D:current-user-principal") == {"/caldav/": {"D:current-user-principal": PRINCIPAL}}
    assert propfind("/caldav/principal/", "C:calendar-home-set", "D:resourcetype", "D:principal-URL") == {
        "/caldav/principal/": {
            "C:calendar-home-set": [("D:href", "/caldav/calendars/")],
            "D:resourcetype": [("D:collection", ""), ("D:principal", "")],
            "D:principal-URL": PRINCIPAL,
        }
    }
    calendar = [("D:collection", ""), ("C:calendar", "")]
    assert propfind("/caldav/calendars/", "D:resourcetype", "D:displayname", depth="1") == {
        "/caldav/calendars/": {"D:resourcetype": [("D:collection", "")], "D:displayname": "辽宁展会日历"},
        ALL: {"D:resourcetype": calendar, "D:displayname": "辽宁展会日历"},
        "/caldav/calendars/batch-brand/": {"D:resourcetype": calendar, "D:displayname": "辽宁展会日历 · 品牌精品展"},
        CITY: {"D:resourcetype": calendar, "D:displayname": "辽宁展会日历 · 沈阳市"},
        "/caldav/calendars/venue-hall/": {"D:resourcetype": calendar, "D:displayname": "辽宁展会日历 · 展馆"},
    }


def test_all_of_it_in_english() -> None:
    factories.edition()
    found = propfind("/caldav/en/", "D:current-user-principal", "D:displayname", depth="1")
    assert found == {
        path: {"D:current-user-principal": [("D:href", "/caldav/en/principal/")], "D:displayname": "Fairs of Liaoning"}
        for path in ("/caldav/en/", "/caldav/en/principal/", "/caldav/en/calendars/")
    }
    assert propfind("/caldav/en/calendars/", "D:displayname", depth="1") == {
        "/caldav/en/calendars/": {"D:displayname": "Fairs of Liaoning"},
        "/caldav/en/calendars/all/": {"D:displayname": "Fairs of Liaoning"},
        "/caldav/en/calendars/city-210100/": {"D:displayname": "Fairs of Liaoning · Shenyang"},
    }


def test_all_properties_of_a_collection() -> None:
    with time_machine.travel(NOON, tick=False):
        factories.edition()
    mark = watermark()
    token = f"data:,{mark.epoch}/zh-hans/city-210100/{mark.value}"
    names = answers(send("PROPFIND", CITY, f"<D:propfind {DECLARED}><D:propname/></D:propfind>", depth="0"))[CITY]
    assert set(names.values()) == {""}
    found = propfind(CITY, *names)[CITY]
    timezone = found.pop("C:calendar-timezone")
    assert timezone.splitlines()[:2] == ["BEGIN:VCALENDAR", "VERSION:2.0"] and "TZID:Asia/Shanghai" in timezone
    assert found == {
        "D:resourcetype": [("D:collection", ""), ("C:calendar", "")],
        "D:displayname": "辽宁展会日历 · 沈阳市",
        "D:current-user-principal": PRINCIPAL,
        "D:current-user-privilege-set": READ,
        "D:owner": PRINCIPAL,
        "D:supported-report-set": [
            ("D:supported-report", [("D:report", [(report, "")])])
            for report in ("C:calendar-query", "C:calendar-multiget", "D:sync-collection")
        ],
        "D:getlastmodified": "Sun, 01 Mar 2026 04:00:00 GMT",
        "D:sync-token": token,
        "CS:getctag": token,
        "C:supported-calendar-component-set": [("C:comp", {"name": "VEVENT"})],
        "C:supported-calendar-data": [("C:calendar-data", {"content-type": "text/calendar", "version": "2.0"})],
        "C:supported-collation-set": [
            ("C:supported-collation", collation) for collation in ("i;ascii-casemap", "i;octet", "i;unicode-casemap")
        ],
        "C:max-resource-size": "1000000",
    }


def test_all_properties_of_a_member() -> None:
    with time_machine.travel(NOON, tick=False):
        path = address(factories.edition())
    names = answers(send("PROPFIND", path, f"<D:propfind {DECLARED}><D:propname/></D:propfind>"))[path]
    body = send("GET", path)
    assert propfind(path, *names, depth="infinity") == {
        path: {
            "D:resourcetype": "",
            "D:getetag": body["ETag"],
            "D:getcontenttype": body["Content-Type"],
            "D:getcontentlength": str(len(body.content)),
            "D:getlastmodified": body["Last-Modified"],
            "D:current-user-principal": PRINCIPAL,
            "D:current-user-privilege-set": READ,
            "D:owner": PRINCIPAL,
        }
    }


@pytest.mark.parametrize("body", ["", f"<D:propfind {DECLARED}><D:allprop/></D:propfind>"])
def test_nothing_asked_is_all_of_webdav_and_none_of_caldav(body: str) -> None:
    with time_machine.travel(NOON, tick=False):
        path = address(factories.edition(region=factories.region("210100")))
    found = answers(send("PROPFIND", ALL, body, depth="1"))
    changed = "Sun, 01 Mar 2026 04:00:00 GMT"
    assert found == {
        ALL: {
            "D:resourcetype": [("D:collection", ""), ("C:calendar", "")],
            "D:displayname": "辽宁展会日历",
            "D:getlastmodified": changed,
        },
        path: {
            "D:resourcetype": "",
            "D:getetag": send("GET", path)["ETag"],
            "D:getcontenttype": "text/calendar; charset=utf-8; component=VEVENT",
            "D:getlastmodified": changed,
        },
    }


def test_included_besides() -> None:
    body = f"<D:propfind {DECLARED}><D:allprop/><D:include><D:owner/><D:quota-used-bytes/></D:include></D:propfind>"
    found = answers(send("PROPFIND", "/caldav/", body, depth="0"))["/caldav/"]
    assert (found["D:owner"], found["missing"]) == (PRINCIPAL, ["D:quota-used-bytes"])


def test_what_there_is_not() -> None:
    names = '<D:owner/><x xmlns="urn:o&quot;"/><y/><C:calendar-data/>'
    asked = f"<D:propfind {DECLARED}><D:prop>{names}</D:prop></D:propfind>"
    edition = factories.edition()
    found = answers(send("PROPFIND", address(edition), asked))[address(edition)]
    assert found == {"D:owner": PRINCIPAL, "missing": ['urn:o":x', ":y", "C:calendar-data"]}
    assert answers(send("PROPFIND", address(edition), asked, prefer="return=minimal")) == {
        address(edition): {"D:owner": PRINCIPAL}
    }
    nothing = f"<D:propfind {DECLARED}><D:prop><A:calendar-color/></D:prop></D:propfind>"
    assert answers(send("PROPFIND", ALL, nothing, depth="0", brief="t")) == {ALL: {}}


def test_bytes_are_ascii() -> None:
    edition = factories.edition(title_zh_hans="<机床> & 𠀀")
    act(edition, "cancel")
    response = send("PROPFIND", "/caldav/calendars/", depth="1")
    assert response["Content-Type"] == "application/xml; charset=utf-8"
    assert content(response).isascii() and "辽宁展会日历 · 沈阳市" in str(answers(response))
    assert content(send("PROPFIND", "/caldav/principal/", depth="0")).decode() == (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<D:multistatus xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav" xmlns:CS="http://calendarserver.org/ns/"'
        ' xmlns:A="http://apple.com/ns/ical/"><D:response><D:href>/caldav/principal/</D:href><D:propstat><D:prop>'
        "<D:resourcetype><D:collection/><D:principal/></D:resourcetype>"
        "<D:displayname>&#36797;&#23425;&#23637;&#20250;&#26085;&#21382;</D:displayname></D:prop>"
        "<D:status>HTTP/1.1 200 OK</D:status></D:propstat></D:response></D:multistatus>"
    )


def test_refusals() -> None:
    factories.region("210200")
    expected: dict[tuple[str, str], Any] = {
        (ALL, "infinity"): (403, [("D:propfind-finite-depth", "")]),
        ("/caldav/", ""): (400, ""),
        ("/caldav/", "2"): (400, ""),
        ("/caldav/nowhere/", "0"): (404, ""),
        ("/caldav/calendars/city-999999/", "0"): (404, ""),
        ("/caldav/calendars/city-210100,210200/", "0"): (404, ""),
        ("/caldav/calendars/kind-session/", "0"): (404, ""),
        ("/caldav/calendars/q-robots/", "0"): (404, ""),
        ("/caldav/calendars/city/", "0"): (404, ""),
        ("/caldav/calendars/all/edition-1.ics", "0"): (404, ""),
        ("/caldav/calendars/all/edition-1.ics/x", "0"): (404, ""),
        ("/caldav/calendars/all/%00.ics", "0"): (404, ""),
        ("/caldav/zh-hans/", "0"): (404, ""),
    }
    assert {(path, depth): refusal(send("PROPFIND", path, depth=depth)) for path, depth in expected} == expected
    assert refusal(send("PROPFIND", "/caldav/")) == (403, [("D:propfind-finite-depth", "")])


def test_any_facet_is_a_collection_listed_or_not() -> None:
    category = factories.category(code="robots", name_en="Robots")
    fair = factories.fair(categories=[category], code="expo", name_en="Expo")
    edition = factories.edition(fair=fair)
    other = factories.launch(kind="store")
    draft = factories.edition(fair=fair, published=False)
    for name, title, member in (
        ("category-robots", "Robots", f"edition-{edition.uuid}"),
        ("fair-expo", "Expo", f"edition-{edition.uuid}"),
        ("launch-store", "first store", f"launch-{other.uuid}"),
    ):
        path = f"/caldav/en/calendars/{name}/"
        found = propfind(path, "D:displayname", depth="1")
        assert found == {
            path: {"D:displayname": f"Fairs of Liaoning · {title}"},
            f"{path}{member}.ics": {"missing": ["D:displayname"]},
        }
    assert send("PROPFIND", address(draft), depth="0").status_code == 404


def test_the_last_slash_may_be_missing() -> None:
    factories.edition()
    assert propfind(CITY.rstrip("/"), "D:owner", depth="1").keys() == propfind(CITY, "D:owner", depth="1").keys()


@pytest.mark.parametrize("rows", [1, 3])
def test_queries_do_not_grow(rows: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    for _ in range(rows):
        factories.edition(venues=[factories.venue()], batch="brand")
    with django_assert_num_queries(4):  # the watermark, codes of facets, names of cities and venues
        propfind("/caldav/calendars/", "D:displayname", "D:sync-token", depth="1")
    with django_assert_num_queries(4):  # watermark, the city, how many, members
        assert len(propfind(CITY, "D:getetag", depth="1")) == rows + 1
