"""The verbs: which state admits which, what each does, and that a refusal leaves nothing behind."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError

from fairs.models import Edition, EditorialState, EventStatus, OpeningDay, Publishable, act
from tests import factories
from tests.fairs.calendar.world import JUNE, MAY

pytestmark = pytest.mark.django_db

# state -> verb -> the state after it
EDITORIAL = {
    "draft": {"submit": "submitted", "approve": "approved", "publish": "published"},
    "submitted": {"send_back": "draft", "approve": "approved", "publish": "published"},
    "approved": {"send_back": "draft", "publish": "published"},
    "published": {"unpublish": "unpublished"},
    "unpublished": {"submit": "submitted", "publish": "published"},
}
OPEN = {"reschedule": "rescheduled", "cancel": "cancelled"}
EVENT = {
    "scheduled": {"postpone": "postponed", "correct": "scheduled", **OPEN},
    "rescheduled": {"postpone": "postponed", "correct": "rescheduled", **OPEN},
    "postponed": {"reinstate": "scheduled", "correct": "postponed", **OPEN},
    "cancelled": {"reinstate": "scheduled"},
}
DETAILS: dict[str, dict[str, Any]] = {"reschedule": {"days": {}}, "correct": {"days": {}}}


def after(thing: Publishable, verb: str) -> str | None:
    """The state after the verb in the field that it is about; None: refused."""
    editorial = any(verb in verbs for verbs in EDITORIAL.values())
    try:
        done = act(thing, verb, **DETAILS.get(verb, {}))
    except ValidationError as refusal:
        assert refusal.code == "transition"
        return None
    return str(done.editorial_state if editorial else done.event_status)


@pytest.mark.parametrize("state", EditorialState.values)
def test_the_steps_to_the_public(state: str) -> None:
    edition = factories.edition(editorial_state=state)
    verbs = sorted({verb for verbs in EDITORIAL.values() for verb in verbs})
    assert {verb for verb in verbs if edition.may(verb)} == set(EDITORIAL[state])
    for verb in verbs:
        thing = factories.edition(editorial_state=state)
        assert (verb, after(thing, verb)) == (verb, EDITORIAL[state].get(verb))


@pytest.mark.parametrize("status", EventStatus.values)
def test_what_can_become_of_an_event(status: str) -> None:
    edition = factories.edition(event_status=status)
    verbs = sorted({verb for verbs in EVENT.values() for verb in verbs})
    assert {verb for verb in verbs if edition.may(verb)} == set(EVENT[status])
    for verb in verbs:
        thing = factories.edition(event_status=status)
        assert (verb, after(thing, verb)) == (verb, EVENT[status].get(verb))


def test_there_are_no_other_verbs() -> None:
    assert set(Publishable.verbs) == {v for table in (EDITORIAL, EVENT) for verbs in table.values() for v in verbs}
    with pytest.raises(ValueError, match="delete"):
        act(factories.edition(), "delete")


@pytest.mark.parametrize("field", ["editorial_state", "event_status"])
def test_no_other_road_leads_to_a_state(field: str) -> None:
    with pytest.raises(AttributeError):
        setattr(factories.edition(), field, "draft")


def test_a_step_is_taken_on_the_row_as_it_is_now_and_recorded_with_its_reason() -> None:
    stale = factories.edition(private_note="old")
    Edition.objects.update(private_note="new")
    done = act(stale, "cancel", reason="Hall flooded.")
    assert (done.private_note, stale.event_status) == ("new", "scheduled")
    record = done.history.latest()
    assert (record.history_change_reason, record.event_status) == ("Hall flooded.", "cancelled")
    with pytest.raises(ValidationError):
        act(stale, "postpone")


def test_figures_that_cannot_be_true_keep_an_edition_from_the_public() -> None:
    edition = factories.edition(published=False)
    factories.figure(edition, measure="gross_area", value=10)
    factories.figure(edition, measure="net_area", value=20)
    with pytest.raises(ValidationError):
        act(edition, "publish")
    assert Edition.objects.get().editorial_state == "draft"


class TestPostponing:
    def test_to_another_edition_of_the_same_fair(self) -> None:
        edition, successor = factories.edition(), factories.edition()
        with pytest.raises(ValidationError) as refusal:
            act(edition, "postpone", postponed_to=successor)
        assert list(refusal.value.message_dict) == ["postponed_to"]
        own = factories.edition(fair=edition.fair)
        done = act(edition, "postpone", postponed_to=own)
        assert (done.event_status, done.postponed_to) == ("postponed", own)

    @pytest.mark.parametrize(("verb", "kept"), [("correct", True), ("cancel", True), ("reinstate", False)])
    def test_the_successor_stays_until_it_takes_place_after_all(self, verb: str, kept: bool) -> None:
        edition = factories.edition([MAY])
        act(edition, "postpone", postponed_to=factories.edition([JUNE], fair=edition.fair))
        done = act(edition, verb, **DETAILS.get(verb, {}))
        assert bool(done.postponed_to) is kept

    def test_new_dates_replace_the_successor(self) -> None:
        edition = factories.edition([MAY])
        act(edition, "postpone", postponed_to=factories.edition([JUNE], fair=edition.fair))
        done = act(edition, "reschedule", days={edition.blocks.get().pk: JUNE})
        assert (done.event_status, done.postponed_to) == ("rescheduled", None)


class TestDates:
    @pytest.mark.parametrize("make", [factories.session, factories.launch])
    def test_of_a_timed_thing(self, make: Callable[..., Any]) -> None:
        start = datetime(2026, 6, 1, 1, tzinfo=UTC)
        done = act(make(), "reschedule", starts_at=start, ends_at=start + timedelta(hours=2))
        assert (done.event_status, done.starts_at, done.first_day) == ("rescheduled", start, None)
        done = act(done, "correct", first_day=JUNE[0], last_day=JUNE[1])
        assert (done.event_status, done.starts_at, done.first_day) == ("rescheduled", None, JUNE[0])

    @pytest.mark.parametrize(
        "dates",
        [
            {"first_day": JUNE[1], "last_day": JUNE[0]},
            {"first_day": JUNE[0]},
            {"first_day": JUNE[0], "last_day": JUNE[0] + timedelta(days=401)},
            {"starts_at": datetime(2026, 6, 1, tzinfo=UTC), "ends_at": datetime(2026, 6, 1, tzinfo=UTC)},
            {"starts_at": datetime(2026, 6, 1, tzinfo=UTC), "first_day": JUNE[0], "last_day": JUNE[1]},
            {"starts_at": datetime(1949, 6, 1, tzinfo=UTC), "ends_at": datetime(1949, 6, 2, tzinfo=UTC)},
            {"starts_at": datetime(2101, 6, 1, tzinfo=UTC), "ends_at": datetime(2101, 6, 2, tzinfo=UTC)},
        ],
    )
    def test_that_cannot_be(self, dates: dict[str, Any]) -> None:
        session = factories.session()
        with pytest.raises(ValidationError):
            act(session, "reschedule", **dates)
        assert type(session).objects.get().event_status == "scheduled"


class TestWhoSees:
    def test_and_who_edits(self) -> None:
        city, province = factories.region("210200"), factories.region("210000")
        company, authority = factories.organisation(), factories.organisation(kind="authority", region=province)
        draft = factories.edition(published=False, region=city)
        own = factories.edition(published=False, owner=company, region=factories.region("440100"))
        public = factories.edition(region=factories.region("440100"))
        member, official = factories.user(), factories.user()
        factories.membership(member, company)
        factories.membership(official, authority)
        editors: dict[Any, set[Edition]] = {
            factories.user(): set(),
            member: {own},
            official: {draft},
            factories.user(is_superuser=True): {draft, own, public},
        }
        assert {user: set(Edition.objects.editable_by(user)) for user in editors} == editors
        readers = {user: editable | {public} for user, editable in editors.items()} | {AnonymousUser(): {public}}
        assert {user: set(Edition.objects.visible_to(user)) for user in readers} == readers


def test_opening_days_that_their_days_left_behind_keep_an_edition_from_the_public() -> None:
    edition = factories.edition([MAY], published=False)
    block = edition.blocks.get()
    OpeningDay.objects.create(block=block, day=MAY[0])
    block.first_day, block.last_day = JUNE
    block.save()
    with pytest.raises(ValidationError, match="2026-05-01"):
        act(edition, "publish")
    OpeningDay.objects.update(day=JUNE[0])
    assert act(edition, "publish").editorial_state == "published"
