"""The main job, once through: an editor enters a fair and publishes it, it moves, it is cancelled, it was a mistake.

The editor works in a browser; a phone's calendar and a REST client look on, and are told each step.
"""

from typing import Any

import pytest
from icalendar import Calendar
from playwright.sync_api import APIRequestContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from fairs.models import Edition
from tests import factories

FEED = "/calendars/all.ics"
TITLE = "第一届示例博览会"
NOTHING: dict[str, list[Any]] = {"feed": [], "editions": [], "calendar": []}


def ical(value: Any) -> str:
    text: bytes = value.to_ical()
    return text.decode()


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

    def sees(self) -> dict[str, list[Any]]:
        """The feed's events as iCalendar writes them, the editions and the calendar as the API gives them."""
        self.poll()
        names = ("UID", "SEQUENCE", "DTSTART", "DTEND", "STATUS", "SUMMARY")
        events = Calendar.from_ical(self.body).walk("VEVENT")
        editions = self.json("/api/v1/editions/")["results"]
        keys = ("uid", "sequence", "status", "start", "last_day")
        return {
            "feed": [{name: ical(event[name]) for name in names} for event in events],
            "editions": [
                (e["code"], e["event_status"], [(d["first_day"], d["last_day"]) for d in e["days"]]) for e in editions
            ],
            "calendar": [tuple(entry[key] for key in keys) for entry in self.json("/api/v1/calendar/")["results"]],
        }

    def changes(self) -> list[tuple[str, int, bool]]:
        """(UID, sequence, withdrawn) of what changed since last asked."""
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

    def fill(self, **values: str) -> None:
        for name, value in values.items():
            field = self.page.locator(f"[name={name.replace('__', '-')}]")
            field.fill(value)
            field.blur()  # the last day follows the first when that is left

    def choose(self, field: str, typed: str) -> None:
        """Find a related thing by typing part of its name."""
        self.page.click(f".field-{field} .select2-selection")
        self.page.fill(".select2-search__field", typed)
        self.page.click(f".select2-results__option--highlighted:has-text('{typed}')")

    def save(self) -> None:
        self.page.click("[name=_continue]")
        expect(self.page.locator(".messagelist .success")).to_be_visible()

    def start(self, verb: str) -> None:
        self.page.click(f".verbs [formaction$='/act/{verb}/']")
        expect(self.page.locator("#act-form")).to_be_visible()

    def go_on(self) -> None:
        self.page.click("#act-form .submit-row button")

    def confirm(self, reason: str = "") -> None:
        assert self.page.inner_text(".consequences") != ""
        if reason:
            self.fill(reason=reason)
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


def seen(uid: str, sequence: int, status: str, days: tuple[str, str, str], **event: str) -> dict[str, list[Any]]:
    """What the public sees of one edition; ``days``: first, last and, as iCalendar wants it, the day after."""
    first, last, after = days
    dates = {"DTSTART": first.replace("-", ""), "DTEND": after.replace("-", "")}
    told = {"UID": uid, "SEQUENCE": str(sequence), **dates, "STATUS": "CONFIRMED", "SUMMARY": TITLE, **event}
    return {
        "feed": [told],
        "editions": [("example-1", status, [(first, last)])],
        "calendar": [(uid, sequence, status, first, last)],
    }


MAY = ("2027-05-14", "2027-05-16", "2027-05-17")
JUNE = ("2027-06-11", "2027-06-13", "2027-06-14")


def test_publish_move_cancel(editor: Editor, public: Public) -> None:
    uid = enter(editor, public)
    publish(editor, public, uid)
    reschedule(editor, public, uid)
    note(editor, public)
    cancel(editor, public, uid)
    unpublish(editor, public, uid)
    history = Edition.objects.get().history.exclude(history_change_reason=None).order_by("pk")
    reasons = dict.fromkeys(history.values_list("history_change_reason", flat=True))
    assert [r for r in reasons if r] == [
        "the hall is not ready", "from the telephone", "too few exhibitors", "entered by mistake",
    ]  # fmt: skip


def enter(editor: Editor, public: Public) -> str:
    editor.page.goto(f"{editor.url}/admin/fairs/edition/add/")
    editor.fill(title_zh_hans=TITLE, title_en="1st Example Expo", code="example-1")
    editor.choose("fair", "示例博览会")
    editor.choose("region", "大连市")
    editor.page.click("#blocks-group .add-row a")
    editor.fill(blocks__0__first_day=MAY[0], blocks__0__last_day=MAY[1])
    editor.save()
    assert (public.sees(), public.changes()) == (NOTHING, [])
    return f"edition-{Edition.objects.get().uuid}@fair-calendar"


def publish(editor: Editor, public: Public, uid: str) -> None:
    editor.start("publish")
    assert (public.poll(), public.sees()) == (304, NOTHING)  # to be shown what will happen is not to do it
    editor.confirm()
    assert public.sees() == seen(uid, 0, "scheduled", MAY)
    assert public.changes() == [(uid, 0, False)]


def reschedule(editor: Editor, public: Public, uid: str) -> None:
    editor.start("reschedule")
    block = Edition.objects.get().blocks.get()
    editor.fill(**{f"first_{block.pk}": JUNE[0], f"last_{block.pk}": JUNE[1]})
    editor.go_on()
    editor.page.wait_for_selector(".consequences")
    assert public.poll() == 304
    editor.confirm("the hall is not ready")
    assert public.sees() == seen(uid, 1, "rescheduled", JUNE)
    assert public.changes() == [(uid, 1, False)]


def note(editor: Editor, public: Public) -> None:
    before = public.body
    editor.page.eval_on_selector_all("details", "all => all.forEach(one => { one.open = true })")
    editor.fill(private_note="Ask the caterer again.", change_reason="from the telephone")
    editor.save()
    assert Edition.objects.get().private_note == "Ask the caterer again."
    assert (public.poll(), public.http.get(FEED).body(), public.changes()) == (304, before, [])


def cancel(editor: Editor, public: Public, uid: str) -> None:
    editor.start("cancel")
    editor.confirm("too few exhibitors")
    assert public.sees() == seen(uid, 2, "cancelled", JUNE, STATUS="CANCELLED", SUMMARY=f"【取消】{TITLE}")
    assert public.changes() == [(uid, 2, False)]
    assert public.http.get("/editions/example-1/").status == 200


def unpublish(editor: Editor, public: Public, uid: str) -> None:
    editor.start("unpublish")
    editor.confirm("entered by mistake")
    assert public.sees() == NOTHING
    assert public.changes() == [(uid, 2, True)]
    assert [public.http.get(p).status for p in ("/editions/example-1/", "/api/v1/editions/example-1/")] == [404, 404]


def test_wrong_days_are_a_message_at_the_field_and_change_nothing(editor: Editor, public: Public) -> None:
    edition = factories.edition(code="example-1")
    block = edition.blocks.get()
    before, told = public.sees(), public.changes()
    editor.page.goto(f"{editor.url}/admin/fairs/edition/{edition.pk}/change/")
    editor.start("reschedule")
    editor.fill(**{f"first_{block.pk}": JUNE[1], f"last_{block.pk}": JUNE[0]})
    editor.go_on()
    expect(editor.page.locator(f".field-last_{block.pk} .errorlist")).to_be_visible()
    assert told == [(f"edition-{edition.uuid}@fair-calendar", 0, False)]
    assert (public.sees(), public.changes()) == (before, [])
