"""Claims in the admin: who decides, what contradicts them, and what is shown before a step is taken."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from initiatives.models import Launch
from tests import factories
from tests.fairs.admin.world import authority, confirm, form_data, fresh, logged_in, look, member, superuser, url
from tests.initiatives.factories import claim, ladder

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("march")]
DAYS = {"first_day": date(2026, 2, 1), "last_day": date(2026, 2, 1)}


@pytest.fixture
def march() -> Iterator[None]:
    ladder()
    with time_machine.travel(datetime(2026, 3, 11, 4, tzinfo=UTC)):
        yield


def errors(page: Any) -> dict[str, list[str]]:
    return {name: list(messages) for name, messages in page.context["form"].errors.items()}


def buttons(client: Any, launch: Launch) -> list[str]:
    return [verb.name for verb, _url in client.get(url(launch)).context["verbs"] if verb.name in Launch.verbs[10:]]


def test_editors_claim_and_those_who_may_publish_decide() -> None:
    city = authority(factories.region("210100"))
    editor, approver = logged_in(member(city)), logged_in(member(city, publishes=True))
    launch = claim(recognition="none", published=False, owner=city)
    assert (buttons(editor, launch), buttons(approver, launch)) == (["claim"], ["claim"])
    confirm(editor, "claim", launch)
    assert (buttons(editor, launch), buttons(approver, launch)) == ([], ["check_claim", "refuse"])
    assert look(editor, "check_claim", launch).status_code == 403
    dalian = logged_in(member(authority(factories.region("210200")), publishes=True))
    public = claim()
    assert buttons(dalian, public) == []
    assert look(dalian, "check_claim", public).status_code == 403
    assert look(dalian, "check_claim", launch).status_code == 404


def test_a_notice_is_proposed_as_short_as_may_be_and_refused_shorter() -> None:
    client, launch = logged_in(superuser()), claim(recognition="checked")
    form = look(client, "notice", launch).context["form"]
    assert [form[name].initial for name in ("first_day", "last_day")] == [date(2026, 3, 11), date(2026, 3, 19)]
    page = look(client, "notice", launch, first_day="2026-03-11", last_day="2026-03-18")
    told = "Only 6 working days: at least 7 are needed, so until 2026-03-19 or later."
    assert errors(page) == {"last_day": [told]}
    for day in ("2026-02-30", "", "9999-12-31"):
        assert list(errors(look(client, "notice", launch, first_day="2026-03-11", last_day=day))) == ["last_day"]
    page = look(client, "notice", launch, first_day="2026-03-11", last_day="2026-03-19")
    [outcome] = page.context["outcomes"]
    assert [(c.kind, c.outcome) for c in outcome.found] == [("deadline", "new"), ("launch", "changed")]
    confirm(client, "notice", launch, first_day="2026-03-11", last_day="2026-03-19")
    assert fresh(launch).recognition == "noticed"


def test_a_recognition_is_proposed_for_three_years_and_lasts_as_long_as_is_said() -> None:
    client, launch = logged_in(superuser()), claim(recognition="noticed", **DAYS)
    assert look(client, "recognise", launch).context["form"]["valid_until"].initial == date(2029, 3, 11)
    assert errors(look(client, "recognise", launch, valid_until="2026-03-11")) == {
        "valid_until": ["Give a day after today, until 2100 at the latest."]
    }
    confirm(client, "recognise", launch, valid_until="2028-12-31")
    told = fresh(launch)
    assert (told.recognition, told.recognised_on, told.valid_until) == (
        "recognised", date(2026, 3, 11), date(2028, 12, 31),
    )  # fmt: skip
    rival = claim(recognition="noticed", **DAYS)
    page = look(client, "recognise", rival, valid_until="2029-03-11")
    assert errors(page)["__all__"] == [f"“{launch.title_en}” has been recognised as the same first since 2026-03-11."]


def test_refusing_and_revoking_ask_why() -> None:
    client = logged_in(superuser())
    for verb, state in (("refuse", "claimed"), ("revoke", "recognised")):
        launch = claim(recognition=state, published=False, scope=("city", "asia")[verb == "revoke"])
        assert errors(confirm(client, verb, launch, reason=" ")) == {
            "reason": ["Say why: the history keeps it, and colleagues will ask."]
        }
        confirm(client, verb, launch, reason="an older shop")
        assert launch.history.latest().history_change_reason == "an older shop"


def test_a_form_shows_what_contradicts_the_claim_and_counts_what_may_not_be_seen() -> None:
    shenyang, dalian = (authority(factories.region(code)) for code in ("210100", "210200"))
    launch = claim(owner=shenyang)
    rival = claim(title_en="Rival", recognition="recognised", region=factories.region("210200"), **DAYS)
    claim(title_en="LEAK", published=False, region=factories.region("210200"), owner=dalian, **DAYS)
    context = logged_in(member(shenyang)).get(url(launch)).context
    assert context["contradictions"] == [
        {
            "launch": rival, "place": factories.region("210200"), "days": "2026-02-01", "state": "published",
            "badge": '<span class="badge recognition-recognised">recognised</span>', "url": url(rival),
        }
    ]  # fmt: skip
    assert context["unseen"] == 1
    page = logged_in(member(shenyang)).get(url(launch)).content.decode()
    assert ("Rival" in page, "LEAK" in page) == (True, False)
    assert "and 1 of another organisation that you may not see" in page
    assert "What stands against" not in logged_in(member(dalian)).get(url(launch)).content.decode()
    assert logged_in(superuser()).get(url(launch)).context["unseen"] == 0
    shown = look(logged_in(member(shenyang, publishes=True)), "check_claim", launch)
    assert ("Rival" in shown.content.decode(), shown.context["unseen"]) == (True, 1)


def test_saving_says_how_many_contradict() -> None:
    client, launch = logged_in(superuser()), claim(recognition="none", scope="city", **DAYS)
    claim(region=factories.region("210200"), **DAYS)
    data = {**form_data(client, url(launch)), "scope": "northeast", "change_reason": "stated so"}
    page = client.post(url(launch), data, follow=True)
    assert "1 launch event contradicts that this is the first." in [str(m) for m in page.context["messages"]]


def test_what_was_examined_is_refused_at_the_field_of_the_form() -> None:
    client, launch = logged_in(superuser()), claim(recognition="recognised", **DAYS)
    data = {**form_data(client, url(launch)), "change_reason": "x", "item": "Other", "scope": "asia"}
    page = client.post(url(launch), data)
    assert page.status_code == 200
    assert set(page.context["adminform"].form.errors) == {"item", "scope"}


def test_lists_are_filtered_by_what_became_of_claims() -> None:
    address = reverse("admin:initiatives_launch_changelist")
    ended = claim(recognition="noticed", notice_last_day=date(2026, 3, 10))
    claim(recognition="noticed", notice_last_day=date(2026, 3, 11))
    checked = claim(recognition="checked")
    soon = claim(recognition="recognised", valid_until=date(2026, 5, 10))
    claim(recognition="recognised", valid_until=date(2026, 5, 11), scope="city")
    client = logged_in(superuser())

    def found(**filters: str) -> set[Any]:
        return set(client.get(address, filters).context["cl"].queryset)

    assert found(attention="claims") == {ended, checked}
    assert found(attention="running_out") == {soon}
    assert found(recognition__exact="checked") == {checked}
    assert found(scope__exact="city", kind__exact="product") == found(recognition__exact="recognised") - {soon}
    start = {w.title: w.rows for w in client.get(reverse("admin:index")).context["start"]["waiting"]}
    assert [(r["thing"], r["note"]) for r in start["Claims to be the first, awaiting a decision"]] == [
        (checked.title_en, "checked"), (ended.title_en, "under public notice"),
    ]  # fmt: skip
    assert [(r["thing"], r["note"]) for r in start["Recognitions that end within 60 days"]] == [
        (soon.title_en, "until 2026-05-10")
    ]


def test_a_form_costs_the_same_with_one_contradiction_and_with_three() -> None:
    client, launch = logged_in(superuser()), claim()
    client.get(url(launch))  # what is looked up once for each process
    counts = []
    for more in (1, 2):
        for _number in range(more):
            claim(venue=factories.venue(), edition=factories.edition(), **DAYS)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(url(launch)).status_code == 200
        counts.append(len(captured))
    assert counts[0] == counts[1]
