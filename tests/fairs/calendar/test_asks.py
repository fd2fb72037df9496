"""What users of other calendars ask for in public, where no other test shows it: see ``tests/ASKS.md``."""

import re
from collections.abc import Callable, Generator
from datetime import UTC, date, datetime, timedelta
from html import unescape
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import models, transaction
from django.test import Client
from django.utils import timezone
from icalendar import Calendar
from pytest_django import DjangoDbBlocker

from fairs.calendar import feeds, ledger
from fairs.models import Edition, EditionPlace, Fair, Region, act
from tests import factories

from .caldav.test_sync import Copy
from .world import JUNE, MAY, everything

pytestmark = [pytest.mark.django_db, pytest.mark.once]
NOON = datetime(2026, 3, 1, 4, tzinfo=UTC)
_CLIENT = Client()  # one for all: each new one loads the middleware again
# In iCalendar, in the API, in jCal, in CSV, in the address of a member; not of what is related.
UID = re.compile(r'(?:UID:|"uid":"|"uid",{},"text","|,|/)([a-z]+-[0-9a-f-]{36})(?=@fair-calendar|\.ics)')


def get(path: str, **headers: str) -> Any:
    return _CLIENT.get(path, headers={name.replace("_", "-"): value for name, value in headers.items()})


def text(path: str) -> str:
    response = get(path)
    assert response.status_code == 200, path
    return str(response.content.decode())


def keys(written: str) -> set[str]:
    return set(UID.findall(written))


def values(prop: str, path: str = "/calendars/all.ics") -> list[str]:
    """Of a property, in order."""
    return re.findall(rf"\r\n{prop}(?:;[^:\r]*)?:([^\r]*)", text(path).replace("\r\n ", ""))


@pytest.fixture(scope="class")
def made(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Generator[SimpleNamespace]:
    """Once for all tests of a class, each of which is undone by itself."""
    with django_db_blocker.unblock(), transaction.atomic():
        with ledger.writing():
            world = everything()
            factories.region("210200")
        yield world
        transaction.set_rollback(True)


@pytest.fixture
def world(made: SimpleNamespace, db: None) -> SimpleNamespace:
    return made


class TestOneWorld:
    def test_a_fair_is_the_same_bytes_in_every_feed_and_cancelled_in_every_form(self, world: Any) -> None:
        edition = act(world.edition, "cancel")
        title, key = f"【取消】{edition.title_zh_hans}", f"edition-{edition.uuid}"
        facets = {"city": "210100", "batch": "brand", "venue": world.venue.code, "fair": world.fair.code}
        facets |= {"edition": edition.code, "exhibitor": world.exhibitor.code, "group": world.group.code}
        short = (f"/calendars/{name}/{code}.ics" for name, code in facets.items())
        member = f"/caldav/calendars/batch-brand/{key}.ics"
        with time_machine.travel(NOON, tick=False):
            found = [text(path) for path in ("/calendars/all.ics", "/calendars/upcoming.ics", *short, member)]
        events = [re.findall(rf"BEGIN:VEVENT\r\nUID:{key}@.*?END:VEVENT", each, re.DOTALL) for each in found]
        assert events == [events[0]] * len(found)
        assert f"\r\nSUMMARY:{title}\r\n" in events[0][0]
        for form, mark in {"jcal": title, "atom": title, "csv": f"{edition.title_zh_hans},已取消"}.items():
            assert mark in text(f"/calendars/batch/brand.{form}")

    def test_lists_feeds_and_collections_understand_the_same_question(self, world: Any) -> None:
        sector, organiser = world.sector.code, world.organiser.code
        found = {}
        for query in (
            "", "city=210100", "city=210200", "batch=brand", f"venue={world.venue.code}", f"fair={world.fair.code}",
            "origin=MY", "kind=session,hours", "from=2026-06-01&to=2026-06-30", "bbox=123,41,124,42", "q=launch",
            "near=41.7,123.4&within=5", f"category={sector}&organiser={organiser}", "status=cancelled",
        ):  # fmt: skip
            told = [keys(text(f"{path}?{query}")) for path in ("/api/v1/calendar/", "/calendars/all.ics")]
            told += [keys(text(f"/calendars/all.{form}?{query}")) for form in ("jcal", "csv")]
            name, __, code = query.partition("=")
            if name in {"city", "batch", "venue", "fair", "origin"}:
                told.append(keys(" ".join(Copy.fresh(f"/caldav/calendars/{name}-{code}/"))))
            found[query] = [len(each) for each in told if each == told[0]]
            assert len(found[query]) == len(told), query
        assert [query for query, sizes in found.items() if sizes[0] == 0] == ["city=210200", "status=cancelled"]
        assert found["batch=brand"][0] < found["city=210100"][0]

    def test_new_names_in_any_language_leave_an_address_what_it_is(self, world: Any) -> None:
        things = {"category": world.robots, "fair": world.fair, "venue": world.venue}
        addresses = [f"/calendars/{name}/{thing.code}.ics" for name, thing in things.items()]
        before = [keys(text(address)) for address in addresses]
        with ledger.writing():
            for thing in things.values():
                type(thing).objects.filter(pk=thing.pk).update(name_zh_hans="新名称", name_en="A new name")
        assert all(before)
        assert [keys(text(address)) for address in addresses] == before

    def test_a_fair_is_subscribed_to_with_all_that_is_part_of_it(self, world: Any) -> None:
        path = f"/calendars/edition/{world.edition.code}.ics?kind=edition,hours,session,launch"
        events = Calendar.from_ical(text(path)).events
        kinds = [str(event["UID"]).partition("-")[0] for event in events]
        assert sorted(kinds) == ["edition", "edition", "hours", "launch", "session"]
        parts = {
            kind: str(e["RELATED-TO"]) for kind, e in zip(kinds, events, strict=True) if kind in {"hours", "session"}
        }
        assert parts == dict.fromkeys(["hours", "session"], f"edition-{world.edition.uuid}@fair-calendar")


def test_what_leaves_a_filter_changes_its_feed() -> None:
    """Last-Modified made of the rows that are still there would be older than the change, and the answer 304."""

    def moves(edition: Edition) -> None:
        edition.region = factories.region("210200")
        edition.save()

    changes: list[Callable[[Edition], Any]] = [moves, lambda e: act(e, "unpublish"), lambda e: e.blocks.all().delete()]
    with time_machine.travel(NOON, tick=False) as clock:
        editions = [factories.edition() for _ in changes]
        for edition, change in zip(editions, changes, strict=True):
            before = get("/calendars/city/210100.ics")
            clock.shift(3600)
            change(edition)
            after = get("/calendars/city/210100.ics", if_none_match=before["ETag"])
            assert (after.status_code, after["Last-Modified"] > before["Last-Modified"]) == (200, True)
            gone = keys(before.content.decode()) - keys(after.content.decode())
            assert gone == {f"edition-{edition.uuid}"}


def test_each_edit_is_a_new_version_of_the_same_event() -> None:
    """Google applies none that has the old SEQUENCE and LAST-MODIFIED; Exchange none with a lower SEQUENCE."""
    with time_machine.travel(NOON, tick=False) as clock:
        venue, organiser, category = factories.venue(), factories.organisation(), factories.category()
        edition = factories.edition([MAY], venues=[venue], organisers=[organiser], fair=factories.fair([category]))
        block = edition.blocks.get()
        edits: list[Callable[[], Any]] = [
            lambda: Edition.objects.update(title_zh_hans="新"), lambda: Edition.objects.update(description_en="New"),
            lambda: type(venue).objects.update(name_en="New"), lambda: type(organiser).objects.update(name_en="New"),
            lambda: type(category).objects.update(name_zh_hans="新"), lambda: Region.objects.update(name_zh_hans="新"),
            lambda: type(venue).objects.update(latitude="41.7", longitude="123.4"),
            lambda: act(edition, "reschedule", days={block.pk: JUNE}),
            lambda: act(edition, "correct", days={block.pk: MAY}),
            lambda: act(edition, "postpone"), lambda: act(edition, "cancel"), lambda: act(edition, "reinstate"),
            lambda: EditionPlace.objects.all().delete(),
        ]  # fmt: skip
        told = []
        for edit in edits:
            clock.shift(60)
            edit()
            told.append([value for name in ("UID", "SEQUENCE", "LAST-MODIFIED", "DTSTAMP") for value in values(name)])
    times = [f"{NOON + timedelta(minutes=n):%Y%m%dT%H%M%SZ}" for n in range(1, len(edits) + 1)]
    uid = f"edition-{edition.uuid}@fair-calendar"
    assert told == [[uid, str(n), time, time] for n, time in enumerate(times, start=1)]


def test_a_visitor_s_summer_time_moves_nothing() -> None:
    """Whoever enters or reads it, and wherever; in the hours around which clocks there are set."""
    nights = [(3, 8), (3, 29), (4, 4), (10, 25), (11, 1)]
    starts = [datetime(2026, month, day, hour, 30, tzinfo=UTC) for month, day in nights for hour in (0, 6)]
    with timezone.override("America/New_York"), ledger.writing():
        edition = factories.edition([MAY])
        for start in starts:
            factories.session(edition, starts_at=start, ends_at=start + timedelta(hours=2))
    for zone in ("Europe/Berlin", "America/New_York", "Pacific/Auckland"):
        feeds.forget()
        with timezone.override(zone):
            events = Calendar.from_ical(text("/calendars/all.ics?kind=edition,session")).events
            rows = get("/api/v1/calendar/?kind=edition,session").json()["results"]
        timed = [e for e in events if isinstance(e.start, datetime)]
        assert {e["DTSTART"].params["TZID"] for e in timed} == {"Asia/Shanghai"}
        found = [e.start.astimezone(ZoneInfo(zone)) for e in timed]
        assert found == [start.astimezone(ZoneInfo(zone)) for start in starts]
        days = [(e.start, e.end) for e in events if not isinstance(e.start, datetime)]
        assert days == [(MAY[0], MAY[1] + timedelta(days=1))]
        assert [(r["start"], r["last_day"]) for r in rows if r["all_day"]] == [("2026-05-01", "2026-05-03")]
        assert [datetime.fromisoformat(r["start"]) for r in rows if not r["all_day"]] == starts


def test_every_address_that_is_offered_is_ascii_and_answers() -> None:
    factories.edition([MAY], title_zh_hans="机床展；一")
    with time_machine.travel(NOON):
        page = text("/calendars/?q=机床展；一&lang=zh-hans")
        offered = re.findall(r'value="((?:http|webcal)[^"]+)" readonly|class="button[^"]*" href="([^"]+)"', page)
        addresses = [unescape(one or other) for one, other in offered]
        assert [address for address in addresses if not address.isascii()] == []
        ours = [at.partition("localhost:8000")[2] for at in addresses if re.match("(http|webcal)://localhost", at)]
        assert [text(path).count("BEGIN:VEVENT") for path in ours] == [1] * 4


def test_of_each_client_the_page_says_how_soon_a_change_reaches_it() -> None:
    page = text("/calendars/?lang=en")
    told = dict(re.findall(r"<dt>([^<]+)</dt><dd>([^<]+)</dd>", page[page.index('id="how-soon"') :]))
    assert list(told) == ["Apple Calendar", "Google Calendar", "Outlook", "Thunderbird", "DAVx⁵", "Nextcloud"]
    assert "8 to 24 hours" in told["Google Calendar"] and "Once a week" in told["Nextcloud"]


def test_venues_halls_and_categories_are_told_in_the_feed_s_language() -> None:
    venue = factories.venue(name_zh_hans="世博馆", name_en="Expo Park")
    hall = factories.hall(venue, name_zh_hans="四号馆", name_en="Hall 4")
    factories.edition(
        [MAY], halls=[hall], fair=factories.fair([factories.category(name_zh_hans="机器人", name_en="Robots")])
    )
    feeds_of = {language: f"/calendars/all.ics?lang={language}" for language in ("zh-hans", "en")}
    assert {language: values("LOCATION", path) + values("CATEGORIES", path) for language, path in feeds_of.items()} == {
        "zh-hans": ["沈阳市世博馆 四号馆", "机器人"],
        "en": ["Hall 4\\, Expo Park\\, Shenyang", "Robots"],
    }


def test_a_series_is_one_subscription_and_has_no_days_of_its_own() -> None:
    fair = factories.fair()
    for year in (2025, 2027):
        factories.edition([(date(year, 5, 1), date(year, 5, 3))], fair=fair, year=year)
    factories.edition()
    assert values("DTSTART", f"/calendars/fair/{fair.code}.ics") == ["20250501", "20270501"]
    days = {field.name for field in Fair._meta.concrete_fields if isinstance(field, models.DateField)}
    assert days == {"created_at", "modified_at"}


def test_a_status_is_a_field_and_shows_wherever_the_fair_does() -> None:
    """Nobody has to write it into a title; it is another than whether the public may know of the fair at all."""
    day = timezone.localdate() + timedelta(days=30)
    edition = act(factories.edition([(day, day)], title_en="Expo"), "postpone")
    for path in ("/", f"/editions/{edition.code}/", "/calendars/"):
        assert '<span class="badge postponed">' in text(f"{path}?lang=en"), path
    row = get(f"/api/v1/editions/{edition.code}/").json()
    assert (row["title_en"], row["editorial_state"], row["event_status"]) == ("Expo", "published", "postponed")
    assert values("SUMMARY", "/calendars/all.ics?lang=en") == ["[Postponed] Expo"]
