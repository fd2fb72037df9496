"""The start page: what happens this week, what waits for whom, who changed what."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from fairs.models import Edition, act
from tests import factories as make
from tests.fairs.admin.world import authority, confirm, logged_in, member, superuser
from tests.initiatives import factories as of_initiatives

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]


@pytest.fixture
def friday() -> Any:
    with time_machine.travel(datetime(2026, 5, 1, 4, tzinfo=UTC), tick=False):
        yield


def start(client: Client) -> dict[str, Any]:
    return client.get(reverse("admin:index")).context["start"]


def week(client: Client) -> list[tuple[str, list[tuple[str, str]]]]:
    """(month-day, [(when, title)]) of the days on which something is."""
    days = [
        (d.day.strftime("%m-%d"), [(i.when, str(i.thing)) for i in d.items + d.running]) for d in start(client)["week"]
    ]
    return [(day, items) for day, items in days if items]


def test_the_week_by_day() -> None:
    make.edition(title_en="Running", days=[(date(2026, 4, 29), date(2026, 5, 2))])
    make.edition(title_en="Starting", days=[(date(2026, 5, 1), date(2026, 5, 3))])
    make.edition(title_en="One day", days=[(date(2026, 5, 4), date(2026, 5, 4))])
    make.edition(
        title_en="Two blocks", days=[(date(2026, 5, 7), date(2026, 5, 8)), (date(2026, 6, 7), date(2026, 6, 8))]
    )
    fair = make.edition(title_en="Later", days=[(date(2026, 5, 8), date(2026, 5, 9))])
    make.session(fair, title_en="Forum", starts_at=datetime(2026, 5, 3, 16, 30, tzinfo=UTC))
    make.launch(title_en="Premiere", first_day=date(2026, 5, 6), last_day=date(2026, 5, 6))
    make.launch(title_en="Over", first_day=date(2026, 4, 30), last_day=date(2026, 4, 30))
    make.edition(title_en="Undated", days=[(date(2026, 5, 2), None)])
    assert week(logged_in(superuser())) == [
        ("05-01", [("to 05-03", "Starting"), ("day 3 of 4", "Running")]),
        ("05-04", [("00:30", "Forum"), ("", "One day")]),
        ("05-06", [("", "Premiere")]),
        ("05-07", [("to 05-08", "Two blocks")]),
    ]


def test_a_busy_day_is_cut_and_says_so() -> None:
    for _number in range(14):
        make.edition()
    [day, *_rest] = start(logged_in(superuser()))["week"]
    assert (len(day.items), day.more) == (12, 2)


def waiting(client: Client) -> dict[str, list[str]]:
    return {w.title: [str(row["thing"]) for row in w.rows] for w in start(client)["waiting"]}


def test_what_waits_for_an_editor_and_for_an_approver() -> None:
    city = authority(make.region("210100"))
    editor, approver = logged_in(member(city)), logged_in(member(city, publishes=True))
    far = make.edition(title_en="Elsewhere", region=make.region("210200"), published=False)
    act(far, "submit")
    draft, mended = (make.edition(title_en=t, published=False) for t in ("Draft", "To mend"))
    confirm(editor, "submit", draft)
    confirm(editor, "submit", mended)
    assert waiting(editor) == {}
    assert waiting(approver) == {"Waits for my approval": ["Draft", "To mend"]}
    confirm(approver, "send_back", mended, reason="the hall is missing")
    assert waiting(editor) == {"Sent back to mend": ["To mend"]}
    [row] = next(w for w in start(editor)["waiting"] if w.title == "Sent back to mend").rows
    assert row["note"] == "the hall is missing"


def test_a_hall_that_waits_says_its_days_once() -> None:
    hall = make.hall(make.venue(name_en="Centre"), name_en="Hall 4")
    days, until = (date(2026, 5, 10), date(2026, 5, 12)), date(2026, 5, 6)
    make.hall_booking(hall, days, edition=make.edition([days], title_en="Tea"), held_until=until)
    told = {
        w.title: [(str(row["thing"]), row["note"]) for row in w.rows] for w in start(logged_in(superuser()))["waiting"]
    }
    assert told == {
        "Halls to decide on": [("Centre Hall 4: Tea", "2026-05-10 – 05-12")],
        "Holds of halls that end within 7 days": [("Centre Hall 4: Tea", "2026-05-10 – 05-12 · until 2026-05-06")],
    }


def test_my_drafts_are_those_i_had_a_hand_in() -> None:
    me = superuser()
    mine = make.edition(title_en="Mine", published=False)
    mine.history.update(history_user=me)
    make.edition(title_en="Not mine", published=False)
    assert waiting(logged_in(me)) == {"My drafts": ["Mine"]}


def test_missing_days_and_overdue_figures() -> None:
    make.edition(title_en="Half known", days=[(date(2026, 9, 1), None)])
    make.edition(title_en="Long ago", days=[], year=2012)
    make.edition(title_en="Off", days=[], event_status="cancelled")
    make.edition(title_en="Overdue", days=[(date(2026, 3, 28), date(2026, 3, 31))])
    make.edition(title_en="Just over", days=[(date(2026, 3, 29), date(2026, 4, 1))])
    planned = make.edition(title_en="Only planned", days=[(date(2026, 2, 1), date(2026, 2, 2))])
    make.figure(planned)
    reported = make.edition(title_en="Reported", days=[(date(2026, 2, 1), date(2026, 2, 2))])
    make.figure(reported, stage="preliminary")
    make.edition(title_en="History", days=[(date(2020, 2, 1), date(2020, 2, 2))])
    found = waiting(logged_in(superuser()))
    assert found["Days are missing"] == ["Half known"]
    assert sorted(found["Ended over 30 days ago, no figures yet"]) == ["Only planned", "Overdue"]


def test_changes_of_people_are_told_and_what_is_hidden_is_not() -> None:
    make.edition(title_en="Loaded by a program")
    edition = make.edition(title_en="Fair", published=False)
    boss = superuser(first_name="Lan", last_name="Lin")
    confirm(logged_in(boss), "publish", edition, reason="agreed")
    secret, public = (
        make.edition(title_en=t, region=make.region("210200"), published=False) for t in ("Secret", "Far")
    )
    confirm(logged_in(boss), "submit", secret)
    confirm(logged_in(boss), "publish", public)
    city = authority(make.region("210100"))
    told = [(c["title"], c["record"].history_change_reason) for c in start(logged_in(member(city)))["changes"]]
    assert told == [("Fair", "agreed")]
    assert start(logged_in(member()))["changes"] == []
    assert [c["title"] for c in start(logged_in(boss))["changes"]] == ["Far", "Secret", "Fair"]


def test_the_years_figures() -> None:
    make.figure(make.edition(), value=20000)
    make.figure(make.edition(), value=15000)
    make.figure(make.edition(region=make.region("440100")))
    make.figure(make.edition(event_status="cancelled"))
    make.figure(make.edition(published=False))
    make.figure(make.edition(year=2025))
    make.edition()
    assert start(logged_in(superuser()))["figures"] == {"year": 2026, "editions": 3, "area": "35,000", "stated": 2}


def test_the_years_programme_leads_to_its_progress() -> None:
    province = of_initiatives.programme(year=2026)
    page = reverse("admin:initiatives_programme_progress", args=[province.pk])
    assert start(logged_in(superuser()))["progress"] == page
    assert start(logged_in(make.user(is_staff=True)))["progress"] == ""
    with time_machine.travel(datetime(2027, 5, 1, 4, tzinfo=UTC), tick=False):
        assert start(logged_in(superuser()))["progress"] == ""


def test_an_empty_page_says_something_useful() -> None:
    page = logged_in(superuser()).get(reverse("admin:index")).content.decode()
    for words in (
        "nothing begins",
        "Nothing: no drafts of yours",
        "Nobody has changed anything yet",
        "/calendars/upcoming.ics",
    ):
        assert words in page


def test_the_page_costs_the_same_however_much_is_on_it() -> None:
    me = superuser()
    client = logged_in(me)
    counts = []
    for more in (1, 2):
        for _number in range(more):
            edition = make.edition(venues=[make.venue()])
            make.session(edition)
            make.launch()
            act(make.edition(published=False), "submit")
            draft = make.edition(published=False)
            draft.history.update(history_user=me)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(reverse("admin:index")).status_code == 200
        counts.append(len(captured))
    assert Edition.objects.count() == 9
    assert counts == [49, 49]
