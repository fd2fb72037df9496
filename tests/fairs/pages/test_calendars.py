"""The page where to subscribe: what can be chosen there, what it finds, which addresses it offers, at what cost."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from html import unescape
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import time_machine
from django.test import Client

from fairs.models import act
from tests import factories
from tests.fairs.pages.test_editions import lines
from tests.initiatives.factories import market

pytestmark = pytest.mark.django_db
QueryCount = Callable[..., Any]
HOST = "http://localhost:8000"
MAY = date(2026, 5, 1), date(2026, 5, 3)
JUNE = date(2026, 6, 2), date(2026, 6, 4)
PAST = date(2019, 6, 1), date(2019, 6, 3)


@pytest.fixture(autouse=True)
def spring() -> Any:
    with time_machine.travel(datetime(2026, 4, 20, 4, tzinfo=UTC)):
        yield


def page(query: str, status: int = 200) -> str:
    response = Client().get(f"/calendars/?lang=en&{query}")
    assert response.status_code == status
    return response.content.decode()


def addresses(html: str) -> dict[str, str]:
    """Of each field to copy and each button, what it holds or leads to."""
    fields = re.findall(r'<input type="text" id="(\w+)" value="([^"]+)" readonly', html)
    buttons = re.findall(r'<li><a class="button[^"]*" href="([^"]+)"[^>]*>([^<]+)', html)
    return {name: unescape(value) for name, value in [*fields, *((name, link) for link, name in buttons)]}


def offered(html: str, name: str) -> list[tuple[str, str, str]]:
    """(code, name, entries) of each option of a field."""
    option = rf'name="{name}" value="([^"]+)"[^>]*> <span>([^<]+)</span>(?: <span class="count">(\d+))?'
    return re.findall(option, html)


def make_calendar() -> None:
    """Fairs in two cities, one of them cancelled, one long past; a launch event; a market of weekends."""
    dalian, food = factories.region("210200"), factories.category(code="food", name_en="Food")
    expo = factories.venue(code="expo", name_en="Expo Park", region=dalian)
    factories.edition([MAY], code="a", title_en="Food Expo", batch="brand", fair=factories.fair([food]))
    factories.edition([JUNE], code="b", title_en="Boat <i>", region=dalian, venues=[expo])
    act(factories.edition([(date(2026, 5, 31),) * 2], code="c", title_en="Gone", batch="brand"), "cancel")
    factories.edition([PAST], code="d", title_en="Past", region=dalian)
    factories.launch(code="e", title_en="Store", first_day=JUNE[1], last_day=JUNE[1])
    market(code="f", title_en="Night market")


def test_all_the_addresses_of_a_choice() -> None:
    make_calendar()
    feed = "localhost:8000/calendars/upcoming.ics?batch=brand,market&cancelled=hide&lang=en"
    title = "Fairs of Liaoning · brand boutique exhibition · market-run quality exhibition"
    found = addresses(page("batch=brand&batch=market&q=&cancelled=hide&alarm="))
    outlook, office = (urlsplit(found.pop(name)) for name in ("Outlook.com", "Outlook at work or school"))
    google = urlsplit(found.pop("Google Calendar"))
    assert found == {
        "feed": f"http://{feed}",
        "webcal": f"webcal://{feed}",
        "everything": f"{HOST}/calendars/all.ics?batch=brand,market&cancelled=hide&lang=en",
        "Apple Calendar": f"webcal://{feed}",
    }
    assert (google.netloc, google.path, parse_qs(google.query)) == (
        "calendar.google.com", "/calendar/r", {"cid": [f"webcal://{feed}"]},
    )  # fmt: skip
    assert [(at.netloc, at.path, parse_qs(at.query)) for at in (outlook, office)] == [
        (host, "/calendar/0/addfromweb", {"url": [f"http://{feed}"], "name": [title]})
        for host in ("outlook.live.com", "outlook.office.com")
    ]


def test_one_code_has_a_short_address_and_a_collection() -> None:
    make_calendar()
    found = addresses(page("city=210200"))
    assert (found["feed"], found["everything"], found["caldav"]) == (
        f"{HOST}/calendars/upcoming.ics?city=210200&lang=en",
        f"{HOST}/calendars/city/210200.ics?lang=en",
        f"{HOST}/caldav/en/calendars/city-210200/",
    )
    assert Client().get("/caldav/en/calendars/city-210200/")["Location"] == "/calendars/all.ics?city=210200&lang=en"
    everything = addresses(Client().get("/calendars/", headers={"accept-language": "zh"}).content.decode())
    assert (everything["feed"], everything["everything"], everything["caldav"]) == (
        f"{HOST}/calendars/upcoming.ics", f"{HOST}/calendars/all.ics", f"{HOST}/caldav/calendars/all/",
    )  # fmt: skip
    days = addresses(page("from=2026-05-01&to=2026-05-31"))
    assert (days["feed"], days.keys() & {"everything", "caldav"}) == (
        f"{HOST}/calendars/upcoming.ics?from=2026-05-01&to=2026-05-31&lang=en", set(),
    )  # fmt: skip


def test_google_is_asked_to_show_what_is_cancelled() -> None:
    factories.edition()
    [cid] = parse_qs(urlsplit(addresses(page("city=210100"))["Google Calendar"]).query)["cid"]
    assert cid == "webcal://localhost:8000/calendars/upcoming.ics?city=210100&cancelled=visible&lang=en"


@pytest.mark.parametrize(
    ("query", "entries"),
    [
        ("", 5), ("city=210200", 1), ("city=210100,210200", 5), ("batch=brand", 2), ("batch=brand&cancelled=hide", 1),
        ("kind=initiative", 1), ("category=food&city=210100", 1), ("q=boat", 1), ("venue=expo&batch=brand", 0),
        ("from=2019-01-01&to=2019-12-31", 1), ("kind=edition&alarm=P7D", 3),
    ],
)  # fmt: skip
def test_as_many_entries_as_in_the_feed(query: str, entries: int) -> None:
    make_calendar()
    html = page(query)
    assert re.findall(r"<strong>(\d+)</strong>", html) == [str(entries)]
    feed = Client().get(addresses(html)["feed"].removeprefix(HOST)).content.decode()
    assert len(set(re.findall(r"\r\nUID:(\S+)", feed))) == entries


def test_what_comes_next() -> None:
    make_calendar()
    html = page("")
    part = html[html.index('<section aria-labelledby="next">') : html.index('<section aria-labelledby="how-soon">')]
    assert lines(f"<main>{part}</main>") == [
        "Next entries",
        "April 2026", "April 25, 2026, 5 p.m. – 11 p.m. Night market Shenyang",
        "May 2026", "May 1, 2026 – May 3, 2026 Food Expo Shenyang", "May 31, 2026 Gone cancelled Shenyang",
        "June 2026", "June 2, 2026 – June 4, 2026 Boat <i> Expo Park, Dalian",
        "June 4, 2026 Store launch event Shenyang",
    ]  # fmt: skip


def test_what_is_offered_is_public() -> None:
    make_calendar()
    draft = factories.venue(code="LEAK", name_en="LEAK", region=factories.region("210600"))
    hidden = factories.edition([MAY], published=False, venues=[draft], batch="market")
    act(factories.edition([MAY], fair=hidden.fair, region=factories.region("440100"), batch="resident"), "unpublish")
    html = page("kind=edition")
    assert {name: offered(html, name) for name in ("city", "batch", "venue", "category", "launch")} == {
        "city": [("210100", "Shenyang", "2"), ("210200", "Dalian", "1")],
        "batch": [("brand", "Brand boutique exhibition", "2")],
        "venue": [("expo", "Expo Park", "1")],
        "category": [("food", "Food", "1")],
        "launch": [("store", "First store", "0")],
    }
    assert "LEAK" not in html and "Dandong" not in html
    assert [name for __, name, count in offered(html, "kind") if count != "0"] == ["Fair", "Launch event", "Initiative"]


@pytest.mark.parametrize(
    ("query", "message", "kept"),
    [
        ("city=9999", "“9999” is not a code known here.", '<input type="checkbox" name="city" value="9999" checked>'),
        ("near=x", "Give latitude,longitude in degrees, such as 41.80,123.43.", 'name="near" value="x"'),
        ("colour=%3Cb%3E", "There is no such parameter here.", 'name="colour" value="&lt;b&gt;"'),
        ("q=a&q=b", "Give this parameter only once.", 'name="q" value="a,b"'),
        ("cancelled=maybe", "Give one of: mark, hide, visible.", '<option value="maybe" selected>'),
        ("to=2026-01-01&from=2026-02-01", "“to” is before “from”.", 'name="to" value="2026-01-01"'),
        ("city=,", "“” is not a code known here.", 'name="city" value="210100">'),
        (f"q={'x' * 101}", "Ensure this value has at most 100 characters (it has 101).", f'value="{"x" * 101}"'),
    ],
)
def test_what_is_wrong_is_said_at_its_field(query: str, message: str, kept: str) -> None:
    factories.edition()
    html = page(f"{query}&batch=brand", 400)
    wrong = [unescape(each) for each in re.findall(r'<p class="wrong" id="field-\d+-wrong">([^<]+)', html)]
    assert (message in wrong, kept in html, 'value="brand" checked' in html) == (True, True, True)
    problem = Client().get(f"/calendars/upcoming.ics?lang=en&{query}").json()
    assert sorted(error["message"] for error in problem["errors"]) == sorted(wrong)
    assert 'aria-describedby="field-' in html and not addresses(html)


def test_what_is_wrong_is_said_in_the_readers_language() -> None:
    assert "没有这个参数。" in Client().get("/calendars/?colour=red&lang=zh-hans").content.decode()


def test_what_the_form_does_not_offer_stays_chosen() -> None:
    edition = factories.edition([MAY], code="a", fair=factories.fair(name_en="Expo & Co"))
    html = page(f"fair={edition.fair.code}&from=2026-01-01")
    assert offered(html, "fair") == [(edition.fair.code, "Expo &amp; Co", "")]
    assert 'name="from" value="2026-01-01"' in html
    assert addresses(html)["feed"] == f"{HOST}/calendars/upcoming.ics?fair={edition.fair.code}&from=2026-01-01&lang=en"


@pytest.mark.parametrize("rows", [1, 3])
def test_queries_do_not_grow(rows: int, django_assert_num_queries: QueryCount) -> None:
    codes = ["210100", "210200", "210600"][:rows]
    for code in codes:
        venue = factories.venue(region=factories.region(code))
        factories.edition([MAY], venues=[venue], region=venue.region, fair=factories.fair([factories.category()]))
        market()
    with django_assert_num_queries(11):
        page("")
    with django_assert_num_queries(13):
        page(f"city={','.join(codes)}")


def test_it_can_be_kept_by_anybody() -> None:
    factories.edition()
    response = Client().get("/calendars/")
    assert (response["Cache-Control"], response["Vary"]) == ("public, max-age=300", "Accept-Language, Cookie")
    assert not response.cookies
    again = Client().get("/calendars/", headers={"if-none-match": response["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_it_is_linked() -> None:
    edition = factories.edition(code="expo")
    ask = f"/calendars/?fair={edition.fair.code}"
    for path, link in (("/", "/calendars/"), ("/editions/expo/", ask)):
        assert f'href="{link}"' in Client().get(path).content.decode()
    assert Client().get(ask).status_code == 200
