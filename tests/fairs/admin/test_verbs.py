"""From the button over the page that says what subscribers will see to the deed and its trace in the history."""

from datetime import UTC, date, datetime

import pytest

from fairs.admin import confirmation
from fairs.calendar.models import Listing
from fairs.models import DayBlock, Edition, Session, act
from tests import factories as make

from .world import act_url, blocks, confirm, fresh, logged_in, look, moved, superuser

pytestmark = pytest.mark.django_db
NOON = {"starts_at_0": "2026-05-02", "starts_at_1": "12:00"}


def seen(page: object) -> list[tuple[str, str, str, str]]:
    """(outcome, sentence, title and days before, title and days after) of each entry on a confirmation page."""
    [outcome] = page.context["outcomes"]  # type: ignore[attr-defined]
    return [
        (c.outcome, c.sentence, *(f"{t.title} | {t.days}" if t else "" for t in (c.before, c.after)))
        for c in outcome.found
    ]


def test_publishing_says_what_appears_and_then_does_it() -> None:
    edition = make.edition(published=False, title_en="Robot Expo")
    client = logged_in(superuser())
    page = look(client, "publish", edition)
    days = "2026-05-01 Fri – 2026-05-03 Sun (3 days)"
    assert seen(page) == [("new", "Appears in calendars.", "", f"Robot Expo | {days}")]
    assert Listing.objects.count() == 0
    answer = confirm(client, "publish", edition, reason="")
    assert answer.url == f"/admin/fairs/edition/{edition.pk}/change/"
    assert [listing.key for listing in Listing.objects.all()] == [f"edition-{edition.uuid}"]


def test_publishing_without_days_says_that_calendars_stay_empty() -> None:
    edition = make.edition(days=[], published=False, stated_dates="2026-05")
    page = look(logged_in(superuser()), "publish", edition)
    assert seen(page) == []
    assert "because the dates are not complete" in page.content.decode()


def test_cancelling_needs_a_reason_at_its_field() -> None:
    edition = make.edition(title_en="Robot Expo")
    client = logged_in(superuser())
    days = "2026-05-01 Fri – 2026-05-03 Sun (3 days)"
    sentence = "Stays in calendars, marked as cancelled. Google Calendar hides cancelled events."
    expected = [("marked", sentence, f"Robot Expo | {days}", f"[Cancelled] Robot Expo | {days}")]
    assert seen(look(client, "cancel", edition)) == expected
    page = confirm(client, "cancel", edition, reason="  ")
    assert list(page.context["form"].errors) == ["reason"]
    assert Edition.objects.get().event_status == "scheduled"
    confirm(client, "cancel", edition, reason="the hall is closed")
    assert Edition.objects.get().event_status == "cancelled"
    record = edition.history.first()
    assert (record.history_change_reason, record.history_type) == ("the hall is closed", "~")


def test_the_mark_is_in_the_readers_language() -> None:
    edition = make.edition(title_zh_hans="机器人博览会")
    page = look(logged_in(superuser(), "zh-hans"), "postpone", edition)
    [(outcome, _sentence, before, after)] = seen(page)
    assert (outcome, before.split(" | ")[0], after.split(" | ")[0]) == (
        "marked",
        "机器人博览会",
        "【延期】机器人博览会",
    )


def test_rescheduling_is_announced_and_correcting_is_not() -> None:
    client = logged_in(superuser())
    for verb, status, previous in (("reschedule", "rescheduled", date(2026, 5, 1)), ("correct", "scheduled", None)):
        edition = make.edition()
        answers = moved(edition, ("2026-06-05", "2026-06-07"))
        page = look(client, verb, edition, **answers)
        assert [(o, b.split(" | ")[1], a.split(" | ")[1]) for o, _s, b, a in seen(page)] == [
            ("moved", "2026-05-01 Fri – 2026-05-03 Sun (3 days)", "2026-06-05 Fri – 2026-06-07 Sun (3 days)")
        ]
        confirm(client, verb, edition, **answers)
        block = edition.blocks.get()
        assert (block.first_day, block.last_day) == (date(2026, 6, 5), date(2026, 6, 7))
        assert (Edition.objects.get(pk=edition.pk).event_status, block.previous_first_day) == (status, previous)


def test_two_blocks_move_past_each_other_when_they_keep_their_distance() -> None:
    edition = make.edition(days=[(date(2026, 5, 1), date(2026, 5, 3)), (date(2026, 5, 5), date(2026, 5, 7))])
    client = logged_in(superuser())
    confirm(client, "correct", edition, **moved(edition, ("2026-05-04", "2026-05-06"), ("2026-05-08", "2026-05-10")))
    assert blocks(edition) == [(date(2026, 5, 4), date(2026, 5, 6)), (date(2026, 5, 8), date(2026, 5, 10))]
    edition = fresh(edition)
    confirm(client, "correct", edition, **moved(edition, ("2026-05-01", "2026-05-03"), ("2026-05-05", "2026-05-07")))
    assert blocks(edition) == [(date(2026, 5, 1), date(2026, 5, 3)), (date(2026, 5, 5), date(2026, 5, 7))]


@pytest.mark.parametrize(
    ("spans", "field"),
    [
        ([("2026-06-07", "2026-06-05"), ("2026-07-01", "2026-07-02")], "last_0"),
        ([("2026-06-01", "2026-06-05"), ("2026-06-05", "2026-06-06")], "first_1"),
        ([("", "2026-06-05"), ("2026-06-07", "2026-06-08")], "first_0"),
        ([("2026-05-01", "2026-05-03"), ("2026-05-05", "2026-05-07")], "first_0"),
        ([("2026-06-31", "2026-06-05"), ("2026-06-07", "2026-06-08")], "first_0"),
        ([("2026-06-01", "2028-06-05"), ("2029-06-07", "2029-06-08")], None),
        ([("1826-06-01", "1826-06-05"), ("2026-06-07", "2026-06-08")], None),
    ],
)
def test_impossible_days_are_refused_where_they_stand(spans: list[tuple[str, str]], field: str | None) -> None:
    days = [(date(2026, 5, 1), date(2026, 5, 3)), (date(2026, 5, 5), date(2026, 5, 7))]
    edition = make.edition(days=days)
    page = look(logged_in(superuser()), "reschedule", edition, **moved(edition, *spans))
    names = {
        f"{end}_{block.pk}": f"{end}_{n}" for n, block in enumerate(edition.blocks.all()) for end in ("first", "last")
    }
    errors = [names.get(name) for name in page.context["form"].errors]
    assert errors == [field]
    assert page.context["token"] == ""
    assert blocks(edition) == days


def test_what_changed_meanwhile_is_shown_again_before_it_is_done() -> None:
    edition = make.edition()
    client = logged_in(superuser())
    token = look(client, "cancel", edition).context["token"]
    act(edition, "reschedule", days={edition.blocks.get().pk: (date(2026, 6, 1), date(2026, 6, 2))})
    data = {"pk": edition.pk, "token": token, "reason": "fire"}
    page = client.post(act_url(edition, "cancel"), data)
    assert "look again before you confirm" in page.content.decode()
    assert Edition.objects.get().event_status == "rescheduled"
    client.post(act_url(edition, "cancel"), {**data, "token": page.context["token"]})
    assert Edition.objects.get().event_status == "cancelled"


def test_a_step_that_is_not_open_is_a_message_on_the_page() -> None:
    edition = make.edition()
    client = logged_in(superuser())
    token = look(client, "cancel", edition).context["token"]
    act(edition, "cancel")
    page = client.post(act_url(edition, "cancel"), {"pk": edition.pk, "token": token, "reason": "fire"})
    assert page.status_code == 200
    assert "is published, cancelled: this step is not open to it." in page.content.decode()
    assert edition.history.count() == 2


def test_a_forged_or_stale_token_does_nothing() -> None:
    edition = make.edition()
    client = logged_in(superuser())
    for token in ("x", "0" * 64, "会"):
        assert (
            client.post(act_url(edition, "cancel"), {"pk": edition.pk, "token": token, "reason": "x"}).status_code
            == 200
        )
    assert Edition.objects.get().event_status == "scheduled"


def test_sessions_that_stay_behind_are_named() -> None:
    edition = make.edition()
    make.session(edition, title_en="Opening forum")
    page = look(logged_in(superuser()), "reschedule", edition, **moved(edition, ("2026-06-05", "2026-06-07")))
    assert page.context["staying"] == ["Opening forum (2026-05-01 09:00–11:00)"]


def test_unpublishing_a_fair_withdraws_its_sessions_too() -> None:
    edition = make.edition()
    make.session(edition)
    client = logged_in(superuser())
    assert [outcome for outcome, *_rest in seen(look(client, "unpublish", edition))] == ["gone", "gone"]
    confirm(client, "unpublish", edition)
    assert list(Listing.objects.values_list("withdrawn", flat=True)) == [True, True]


def test_postponing_to_a_successor() -> None:
    edition = make.edition()
    successor = make.edition(fair=edition.fair, days=[], published=False)
    client = logged_in(superuser())
    confirm(client, "postpone", edition, postponed_to=successor.pk)
    edition = fresh(edition)
    assert (edition.event_status, edition.postponed_to) == ("postponed", successor)
    confirm(client, "reinstate", edition)
    edition = fresh(edition)
    assert (edition.event_status, edition.postponed_to) == ("scheduled", None)


def test_a_successor_is_an_edition_of_the_same_fair() -> None:
    edition, other = make.edition(), make.edition()
    page = look(logged_in(superuser()), "postpone", edition, postponed_to=other.pk)
    assert list(page.context["form"].errors) == ["postponed_to"]


def test_a_session_moves_to_other_hours_or_to_whole_days() -> None:
    session = make.session()
    client = logged_in(superuser())
    hours = {"starts_at_0": "2026-05-02", "starts_at_1": "10:00", "ends_at_0": "2026-05-02", "ends_at_1": "12:30"}
    confirm(client, "reschedule", session, **hours)
    session = fresh(session)
    assert (session.starts_at, session.event_status) == (datetime(2026, 5, 2, 2, tzinfo=UTC), "rescheduled")
    confirm(client, "correct", session, first_day="2026-05-03", last_day="2026-05-03")
    session = fresh(session)
    assert (session.starts_at, session.first_day) == (None, date(2026, 5, 3))


@pytest.mark.parametrize(
    ("answers", "field"),
    [
        ({**NOON, "ends_at_0": "2026-05-02", "ends_at_1": "10:00"}, "ends_at"),
        ({"first_day": "2026-05-04", "last_day": "2026-05-03"}, "last_day"),
        ({**NOON, "first_day": "2026-05-02", "last_day": "2026-05-03"}, "first_day"),
        ({"starts_at_0": "2026-05-02", "starts_at_1": ""}, "starts_at"),
        ({"first_day": "2026-05-04"}, "__all__"),
    ],
)  # fmt: skip
def test_impossible_hours_are_refused_where_they_stand(answers: dict[str, str], field: str) -> None:
    session = make.session()
    page = look(logged_in(superuser()), "reschedule", session, **answers)
    assert list(page.context["form"].errors) == [field]
    assert Session.objects.get().event_status == "scheduled"


def test_many_at_once_leaves_out_what_the_step_is_not_open_to() -> None:
    drafts = [make.edition(published=False) for _number in range(2)]
    public = make.edition()
    client, filtered = logged_in(superuser()), "/admin/fairs/edition/?synthetic__exact=0"
    things = [e.pk for e in [*drafts, public]]
    page = client.post(filtered, {"action": "publish", "_selected_action": things})
    assert [o.thing for o in page.context["refused"]] == [public]
    assert sorted(o.thing.pk for o in page.context["outcomes"]) == sorted(d.pk for d in drafts)
    sent = {"pk": things, "token": page.context["token"], **dict(page.context["carried"])}
    assert page.context["way_back"] == client.post(act_url(public, "publish"), sent).url == filtered
    assert Edition.objects.published().count() == 3
    assert public.history.count() == 1


def test_more_than_can_be_taken_at_once_are_cut_short(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(confirmation, "MOST", 2)
    page = look(logged_in(superuser()), "cancel", *(make.edition() for _ in range(3)))
    assert (len(page.context["things"]), page.context["too_many"]) == (2, 2)


def test_moving_is_for_one_at_a_time() -> None:
    editions = [make.edition(), make.edition()]
    assert look(logged_in(superuser()), "reschedule", *editions).status_code == 404


def test_an_edition_without_days_is_not_moved() -> None:
    edition = make.edition(days=[])
    page = look(logged_in(superuser()), "reschedule", edition, reason="because")
    assert (page.status_code, list(page.context["form"].errors)) == (200, ["__all__"])


def test_what_never_was_a_verb_is_not_found() -> None:
    edition = make.edition()
    client = logged_in(superuser())
    assert look(client, "delete", edition).status_code == 404
    assert client.post(act_url(edition, "cancel"), {"pk": ["x", "9" * 30, "-1"]}).status_code == 404
    assert client.post(act_url(edition, "cancel")).status_code == 404


def test_the_buttons_are_those_that_are_open() -> None:
    client = logged_in(superuser())

    def buttons(edition: Edition) -> list[str]:
        page = client.get(f"/admin/fairs/edition/{edition.pk}/change/")
        return [verb.name for verb, _url in page.context["verbs"]]

    assert buttons(make.edition(published=False)) == ["submit", "publish", "approve", "postpone", "cancel"]
    assert buttons(make.edition()) == ["reschedule", "correct", "postpone", "cancel", "unpublish"]
    assert buttons(make.edition(days=[])) == ["postpone", "cancel", "unpublish"]
    assert buttons(make.edition(event_status="cancelled")) == ["reinstate", "unpublish"]


def test_after_a_reload_the_page_asks_to_look_first() -> None:
    edition = make.edition()
    page = logged_in(superuser()).get(act_url(edition, "cancel"), {"pk": edition.pk})
    assert (page.status_code, page.context["token"], page.context["outcomes"]) == (200, "", [])
    assert DayBlock.objects.count() == 1
