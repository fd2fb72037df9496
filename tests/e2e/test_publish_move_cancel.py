"""The main job, once through: an editor enters a fair and publishes it, it moves, it is cancelled, it was a mistake.

The editor works in a browser; a phone's calendar and a REST client look on, and are told each step.
"""

from typing import Any

import pytest
from icalendar import Calendar
from playwright.sync_api import APIRequestContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from fairs.models import Edition, EditorialState
from tests import factories

FEED = "/calendars/all.ics"


class Public:
    """What anybody sees: a phone that polls the feed, and a client that keeps a copy by the list of changes."""

    def __init__(self, http: APIRequestContext) -> None:
        self.http = http
        self.etag = ""
        self.body = b""
        self.since = self.json("/api/v1/changes/")["next_since"]

    def json(self, path: str) -> Any:
        answer = self.http.get(path)
        assert answer.status == 200, answer.text()
        return answer.json()

    def poll(self) -> int:
        answer = self.http.get(FEED, headers={"If-None-Match": self.etag} if self.etag else {})
        if answer.status == 200:
            self.etag, self.body = answer.headers["etag"], answer.body()
        return answer.status

    def events(self) -> list[dict[str, str]]:
        """Of each event in the feed as last polled, what a phone shows, as iCalendar writes it."""
        names = ("UID", "SEQUENCE", "DTSTART", "DTEND", "STATUS", "SUMMARY")
        events = Calendar.from_ical(self.body).walk("VEVENT")
        return [{name: event[name].to_ical().decode() for name in names} for event in events]

    def editions(self) -> list[tuple[str, str, list[tuple[str, str]]]]:
        return [
            (e["code"], e["event_status"], [(d["first_day"], d["last_day"]) for d in e["days"]])
            for e in self.json("/api/v1/editions/")["results"]
        ]

    def calendar(self) -> list[tuple[Any, ...]]:
        keys = ("uid", "sequence", "status", "start", "last_day")
        return [tuple(e[key] for key in keys) for e in self.json("/api/v1/calendar/")["results"]]

    def changes(self) -> list[tuple[str, int, bool]]:
        told = self.json(f"/api/v1/changes/?since={self.since}")
        self.since = told["next_since"]
        return [(c["uid"], c["sequence"], c["withdrawn"]) for c in told["results"]]


class Editor:
    """Somebody who works in the admin, with nothing but the browser."""

    def __init__(self, page: Page, url: str) -> None:
        self.page = page
        self.url = url

    def log_in(self, username: str, password: str) -> None:
        self.page.goto(f"{self.url}/admin/")
        self.page.fill("[name=username]", username)
        self.page.fill("[name=password]", password)
        self.page.click("#login-form [type=submit]")
        expect(self.page).to_have_url(f"{self.url}/admin/")

    def choose(self, field: str, typed: str) -> None:
        """Find a related thing by typing part of its name."""
        self.page.click(f".field-{field} .select2-selection")
        self.page.fill(".select2-search__field", typed)
        self.page.click(f".select2-results__option:not(.loading-results):has-text('{typed}')")

    def enter_edition(self, first: str, last: str) -> None:
        self.page.goto(f"{self.url}/admin/fairs/edition/add/")
        self.page.fill("[name=title_zh_hans]", "第一届示例博览会")
        self.page.fill("[name=title_en]", "1st Example Expo")
        self.page.fill("[name=code]", "example-1")
        self.choose("fair", "示例博览会")
        self.choose("region", "大连市")
        self.page.click("#blocks-group .add-row a")
        self.page.fill("[name=blocks-0-first_day]", first)
        self.page.fill("[name=blocks-0-last_day]", last)
        self.page.click("[name=_continue]")
        expect(self.page.locator(".messagelist .success")).to_be_visible()

    def note(self, text: str) -> None:
        self.page.eval_on_selector_all("details", "all => all.forEach(one => { one.open = true })")
        self.page.fill("[name=private_note]", text)
        self.page.click("[name=_continue]")
        expect(self.page.locator(".messagelist .success")).to_be_visible()

    def start(self, verb: str) -> None:
        self.page.click(f".verbs [formaction$='/act/{verb}/']")
        expect(self.page.locator("#act-form")).to_be_visible()

    def go_on(self) -> None:
        self.page.click("#act-form .submit-row button")

    def consequences(self) -> str:
        return self.page.inner_text(".consequences")

    def confirm(self, reason: str = "") -> None:
        if reason:
            self.page.fill("#act-form [name=reason]", reason)
        self.go_on()
        expect(self.page.locator(".messagelist .success")).to_be_visible()


@pytest.fixture
def public(anybody: APIRequestContext) -> Public:
    return Public(anybody)


@pytest.fixture
def editor(page: Page, live_server: LiveServer) -> Editor:
    factories.fair(name_zh_hans="示例博览会", name_en="Example Expo")
    factories.region("210200")
    factories.user("editor", "a long password", is_staff=True, is_superuser=True)
    editor = Editor(page, live_server.url)
    editor.log_in("editor", "a long password")
    return editor


def test_publish_move_cancel(editor: Editor, public: Public, page: Page) -> None:
    editor.enter_edition("2027-05-14", "2027-05-16")
    edition = Edition.objects.get(code="example-1")
    uid = f"edition-{edition.uuid}@fair-calendar"
    assert edition.editorial_state == EditorialState.DRAFT
    assert public.poll() == 200
    assert (public.events(), public.editions(), public.calendar(), public.changes()) == ([], [], [], [])

    editor.start("publish")
    assert "第一届示例博览会" in editor.consequences()
    assert (public.poll(), public.editions()) == (304, [])  # shown is not done
    editor.confirm()
    days = ("2027-05-14", "2027-05-16")
    event = {
        "UID": uid, "SEQUENCE": "0", "DTSTART": "20270514", "DTEND": "20270517",
        "STATUS": "CONFIRMED", "SUMMARY": "第一届示例博览会",
    }  # fmt: skip
    assert (public.poll(), public.events()) == (200, [event])
    assert public.editions() == [("example-1", "scheduled", [days])]
    assert public.calendar() == [(uid, 0, "scheduled", *days)]
    assert public.changes() == [(uid, 0, False)]

    editor.start("reschedule")
    block = edition.blocks.get()
    page.fill(f"[name=first_{block.pk}]", "2027-06-11")
    page.fill(f"[name=last_{block.pk}]", "2027-06-13")
    editor.go_on()
    assert editor.consequences() != ""
    assert public.poll() == 304
    editor.confirm("the hall is not ready")
    days = ("2027-06-11", "2027-06-13")
    event |= {"SEQUENCE": "1", "DTSTART": "20270611", "DTEND": "20270614"}
    assert (public.poll(), public.events()) == (200, [event])
    assert public.editions() == [("example-1", "rescheduled", [days])]
    assert public.calendar() == [(uid, 1, "rescheduled", *days)]
    assert public.changes() == [(uid, 1, False)]

    before = public.body
    editor.note("Ask the caterer again.")
    edition.refresh_from_db()
    assert edition.private_note == "Ask the caterer again."
    assert (public.poll(), public.http.get(FEED).body(), public.changes()) == (304, before, [])

    editor.start("cancel")
    editor.confirm("too few exhibitors")
    event |= {"SEQUENCE": "2", "STATUS": "CANCELLED", "SUMMARY": "【取消】第一届示例博览会"}
    assert (public.poll(), public.events()) == (200, [event])
    assert public.editions() == [("example-1", "cancelled", [days])]
    assert public.calendar() == [(uid, 2, "cancelled", *days)]
    assert public.changes() == [(uid, 2, False)]
    assert public.http.get("/editions/example-1/").status == 200

    editor.start("unpublish")
    editor.confirm("entered by mistake")
    assert (public.poll(), public.events(), public.editions(), public.calendar()) == (200, [], [], [])
    assert public.changes() == [(uid, 2, True)]
    assert [public.http.get(p).status for p in ("/editions/example-1/", "/api/v1/editions/example-1/")] == [404, 404]
    reasons = edition.history.order_by("pk").values_list("history_change_reason", flat=True)
    given = {"the hall is not ready", "too few exhibitors", "entered by mistake"}
    assert [reason for reason in reasons if reason in given] == [
        "the hall is not ready",
        "too few exhibitors",
        "entered by mistake",
    ]


def test_wrong_days_are_a_message_at_the_field_and_change_nothing(editor: Editor, public: Public, page: Page) -> None:
    edition = factories.edition(code="example-1")
    block = edition.blocks.get()
    told = public.changes()
    page.goto(f"{editor.url}/admin/fairs/edition/{edition.pk}/change/")
    editor.start("reschedule")
    page.fill(f"[name=first_{block.pk}]", "2027-06-13")
    page.fill(f"[name=last_{block.pk}]", "2027-06-11")
    editor.go_on()
    expect(page.locator(f".last_{block.pk} .errorlist")).to_be_visible()
    block.refresh_from_db()
    assert (block.first_day, told[0][1], public.changes()) == (factories.MAY_DAYS[0], 0, [])
