"""The home page, the addresses that pages offer, and the language they are in."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from fairs.models import act
from tests import factories
from tests.initiatives import factories as of_initiatives

pytestmark = pytest.mark.django_db
QueryCount = Callable[..., Any]


def test_the_home_page_lists_what_comes_next_from_the_calendar(client: Client) -> None:
    today = timezone.localdate()
    soon, later = today + timedelta(days=200), today + timedelta(days=240)
    dalian = factories.region("210200")
    factories.edition(code="past", days=[(today - timedelta(days=9), today - timedelta(days=7))])
    factories.edition(code="draft", days=[(soon, soon)], published=False)
    factories.edition(code="running", title_en="Running", days=[(today, today)])
    moved = factories.edition(code="soon", title_en="Soon <i>", days=[(later, later)], region=dalian)
    act(moved, "reschedule", days={moved.blocks.get().pk: (soon, soon)})
    shown = client.get("/?lang=en").content.decode()
    assert re.findall(r'href="(/editions/[^"]+)"', shown) == ["/editions/running/", "/editions/soon/"]
    assert "Soon &lt;i&gt;" in shown
    assert '<span class="badge rescheduled">rescheduled</span>' in shown
    assert re.findall(r"<code>([^<]+)</code>", shown) == [
        "http://localhost:8000/calendars/upcoming.ics?lang=en",
        "http://localhost:8000/calendars/all.ics?lang=en",
    ]
    assert re.findall(r'href="(/calendars/\?city=\d+)"', shown) == [
        "/calendars/?city=210100",
        "/calendars/?city=210200",
    ]


def test_fairs_come_first_and_initiatives_of_one_kind_are_folded(client: Client) -> None:
    today = timezone.localdate()
    ends = [today + timedelta(days=days) for days in (40, 3)]
    for number in range(3):
        begun = today - timedelta(days=5 - number)
        of_initiatives.initiative(code=f"vouchers-{number}", kind="vouchers", first_day=begun, last_day=ends[1])
    of_initiatives.initiative(code="night", kind="market", first_day=today, last_day=today)
    factories.launch(code="first", first_day=today, last_day=today)
    for code, last in zip(("resident", "short"), ends, strict=True):
        factories.edition(code=code, days=[(today - timedelta(days=9), last)])
    factories.edition(code="tomorrow", days=[(today + timedelta(days=1), ends[1])])
    shown = client.get("/?lang=en").content.decode()
    assert re.findall(r'href="/((?:editions|launches|initiatives)/[^"]+)/"', shown) == [
        "editions/short", "editions/resident", "editions/tomorrow", "launches/first",
        *(f"initiatives/vouchers-{number}" for number in range(3)), "initiatives/night",
    ]  # fmt: skip
    assert re.findall(r'<details( open)?>\s*<summary>(\w+).*?"count">(\d+)', shown) == [
        ("", "Vouchers", "3"), (" open", "Night", "1"),
    ]  # fmt: skip


def test_when_nothing_lies_ahead_the_latest_are_shown(client: Client) -> None:
    factories.edition(code="older", title_en="Older", days=[(date(2020, 5, 1), date(2020, 5, 3))])
    factories.edition(code="newer", days=[(date(2021, 5, 1), date(2021, 5, 3))])
    factories.edition(code="undated", days=[], stated_dates="2030")
    shown = client.get("/?lang=en").content.decode()
    assert re.findall(r'href="(/editions/[^"]+)"', shown) == ["/editions/newer/", "/editions/older/"]
    assert re.findall(r"<h[123][^>]*>([^<]+)", shown)[1:5] == [
        "Next events", "Latest events", "May 2021", "May 2020",
    ]  # fmt: skip


@pytest.mark.parametrize(("editions", "queries"), [(0, 8), (1, 7), (3, 7)])
def test_the_home_page_costs_the_same(
    client: Client, editions: int, queries: int, django_assert_num_queries: QueryCount
) -> None:
    today = timezone.localdate()
    for _ in range(editions):
        factories.edition(days=[(today, today)])
    with django_assert_num_queries(queries):
        client.get("/")


def test_the_addresses_that_pages_offer_work(client: Client) -> None:
    edition = factories.edition(code="expo-6")
    factories.session(edition)
    for path in ("/", "/editions/expo-6/", "/editions/expo-6/?lang=en"):
        html = client.get(path).content.decode()
        addresses = [unescape(a) for a in re.findall(r"<code>http://localhost:8000([^<]+)</code>", html)]
        assert addresses != []
        assert [client.get(a).status_code for a in addresses] == [200] * len(addresses)


def test_the_url_in_a_calendar_entry_answers(client: Client) -> None:
    factories.session(factories.edition(code="expo-6"), code="opening")
    feed = client.get("/calendars/all.ics?edition=expo-6&kind=edition,session").content.decode()
    paths = re.findall(r"\r\nURL(?:;VALUE=URI)?:http://localhost:8000(\S+)", feed)
    assert sorted(paths) == ["/editions/expo-6/", "/sessions/opening/"]
    assert [client.get(path).status_code for path in paths] == [200, 200]


@pytest.mark.parametrize(
    ("query", "cookie", "accepted", "language"),
    [
        ("", "", "", "zh-hans"),
        ("", "", "en", "en"),
        ("", "zh-hans", "en", "zh-hans"),
        ("?lang=en", "zh-hans", "zh-CN", "en"),
        ("?lang=zh-hans", "en", "en", "zh-hans"),
        ("?lang=xx", "en", "", "en"),
    ],
)
def test_the_language_is_the_addresss_then_the_cookies_then_the_browsers(
    client: Client, query: str, cookie: str, accepted: str, language: str
) -> None:
    factories.edition(code="expo-6", title_zh_hans="第六届", title_en="6th Expo")
    if cookie:
        client.cookies["django_language"] = cookie
    response = client.get(f"/editions/expo-6/{query}", headers={"accept-language": accepted})
    assert response["Content-Language"] == language
    assert f'<html lang="{language}">' in response.content.decode()
    assert ("6th Expo" in response.content.decode()) == (language == "en")


def test_the_language_form_remembers(client: Client) -> None:
    response = client.post("/i18n/setlang/", {"language": "en", "next": "/"})
    assert (response.status_code, response["Location"]) == (302, "/")
    assert client.get("/")["Content-Language"] == "en"


def test_pages_take_get_and_head_only(client: Client) -> None:
    factories.edition(code="expo-6")
    assert [client.post("/").status_code, client.head("/editions/expo-6/").status_code] == [405, 200]
