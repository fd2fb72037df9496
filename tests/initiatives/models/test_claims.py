"""From a claim to its recognition, and what stands against it."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import override

from fairs.models import RegionGroupMember, act
from initiatives.models import Launch
from tests import factories
from tests.initiatives.factories import claim, ladder

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("march")]
PAST = "A notice begins on 2026-03-11, which is today, or later: on past days nobody could object."
DAYS = {"first_day": date(2026, 2, 1), "last_day": date(2026, 2, 1)}


@pytest.fixture
def march() -> Iterator[None]:
    ladder()
    with time_machine.travel(datetime(2026, 3, 11, 4, tzinfo=UTC), tick=False), override("en"):
        yield


def on(*day: Any) -> Any:
    return time_machine.travel(datetime.combine(date(*day), time(4), UTC))


def refused(launch: Launch, verb: str, **details: Any) -> Any:
    with pytest.raises(ValidationError) as error:
        act(launch, verb, **details)
    return error.value.message_dict if hasattr(error.value, "error_dict") else error.value.messages


def facts(launch: Launch) -> tuple[Any, ...]:
    return launch.recognition, launch.notice_first_day, launch.notice_last_day, launch.recognised_on, launch.valid_until


def test_a_claim_to_its_end_and_anew() -> None:
    launch = claim(recognition="none", **DAYS)
    assert facts(act(launch, "claim")) == ("claimed", None, None, None, None)
    assert facts(act(launch, "check_claim")) == ("checked", None, None, None, None)
    notice: dict[str, Any] = {"first_day": date(2026, 3, 2), "last_day": date(2026, 3, 10)}
    with on(2026, 3, 2):
        assert facts(act(launch, "notice", **notice)) == ("noticed", *notice.values(), None, None)
    held = (*notice.values(), date(2026, 3, 11), date(2029, 3, 11))
    assert facts(act(launch, "recognise")) == ("recognised", *held)
    with on(2029, 3, 11):
        assert refused(launch, "expire") == ["It is recognised until 2029-03-11: before that, it can only be revoked."]
    with on(2029, 3, 12):
        assert facts(act(launch, "expire")) == ("expired", *held)
        assert facts(act(launch, "claim")) == ("claimed", None, None, None, None)
        assert facts(act(launch, "refuse")) == ("refused", None, None, None, None)


@pytest.mark.parametrize(
    ("state", "open_to"),
    [
        ("none", ["claim"]),
        ("claimed", ["check_claim", "refuse"]),
        ("checked", ["notice", "refuse"]),
        ("noticed", ["recognise", "refuse"]),
        ("recognised", ["revoke"]),
        ("refused", ["claim"]),
        ("expired", ["claim"]),
        ("revoked", ["claim"]),
    ],
)
def test_what_each_state_is_open_to(state: str, open_to: list[str]) -> None:
    launch = claim(recognition=state)
    verbs = ["claim", "check_claim", "notice", "recognise", "refuse", "expire", "revoke"]
    assert [verb for verb in verbs if launch.may(verb)] == open_to
    details = {"notice": {"first_day": date(2026, 3, 2), "last_day": date(2026, 3, 10)}}
    for verb in set(verbs) - {*open_to, "expire"}:
        assert "this step is not open to it" in refused(launch, verb, **details.get(verb, {}))[0]


def test_a_notice_takes_seven_chinese_working_days() -> None:
    launch = claim(recognition="checked")
    festival: dict[str, Any] = {"first_day": date(2026, 2, 13), "last_day": date(2026, 2, 27)}
    with on(2026, 2, 13):
        assert refused(launch, "notice", **festival) == {
            "last_day": ["Only 6 working days: at least 7 are needed, so until 2026-02-28 or later."]
        }
        assert act(launch, "notice", **{**festival, "last_day": date(2026, 2, 28)}).recognition == "noticed"


@pytest.mark.parametrize(
    ("first", "last", "message"),
    [
        (date(2026, 3, 12), date(2026, 3, 11), {"last_day": ["The last day is before the first day."]}),
        (date(2026, 3, 11), date(2027, 3, 13), {"last_day": ["More than 366 days: check the year."]}),
        (date(2026, 3, 10), date(2026, 4, 30), {"first_day": [PAST]}),
        (date.min, date(2026, 3, 1), {"first_day": ["Give a day from 1950 to 2100."]}),
        (date(2026, 3, 2), date.max, {"last_day": ["Give a day from 1950 to 2100."]}),
    ],
)
def test_a_notice_of_no_such_days(first: date, last: date, message: Any) -> None:
    assert refused(claim(recognition="checked"), "notice", first_day=first, last_day=last) == message


def test_what_is_not_public_is_not_noticed() -> None:
    draft = claim(recognition="checked", published=False)
    assert refused(draft, "notice", first_day=date(2026, 3, 2), last_day=date(2026, 3, 10)) == [
        "Publish it first: nobody can object to what is not public."
    ]


def test_what_is_noticed_or_recognised_stays_public() -> None:
    for state, settled, message in (
        ("noticed", "refuse", "It is under public notice: refuse the claim first."),
        ("recognised", "revoke", "It is recognised as the first in public: revoke that first."),
    ):
        launch = claim(recognition=state, **DAYS)
        assert (launch.may("unpublish"), refused(launch, "unpublish")) == (False, [message])
        act(launch, settled)
        assert act(launch, "unpublish").editorial_state == "unpublished"


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"published": False}, "Publish it first: nobody can object to what is not public."),
        ({"notice_last_day": date(2026, 3, 11)}, "The public notice runs until 2026-03-11."),
        ({"event_status": "cancelled"}, "What does not take place cannot be a first."),
        ({"event_status": "postponed"}, "What does not take place cannot be a first."),
        (
            {"first_day": date(2026, 3, 12), "last_day": date(2026, 3, 12)},
            "Only what has begun on a known day can be recognised as the first.",
        ),
        ({"stated_dates": "spring"}, "Only what has begun on a known day can be recognised as the first."),
    ],
)
def test_what_is_not_recognised(fields: dict[str, Any], message: str) -> None:
    days = {} if "stated_dates" in fields else DAYS
    assert refused(claim(recognition="noticed", **{**days, **fields}), "recognise") == [message]


@pytest.mark.parametrize("day", [date(2026, 3, 11), date.min, date.max])
def test_a_recognition_ends_on_a_day_to_come(day: date) -> None:
    launch = claim(recognition="noticed", **DAYS)
    told = {"valid_until": ["Give a day after today, until 2100 at the latest."]}
    assert refused(launch, "recognise", valid_until=day) == told


def test_a_claim_says_who_is_the_first_and_in_what() -> None:
    told = ["A claim needs a brand and a scope: who is the first, and in what."]
    assert refused(claim(recognition="none", scope=""), "claim") == told
    assert refused(factories.launch(scope="city"), "claim") == told
    assert not factories.launch(kind="week", scope="city").may("claim")


# One holder


def test_there_is_one_holder_until_its_time_is_over_or_it_is_revoked() -> None:
    holder = claim(recognition="recognised", title_en="Holder", **DAYS)
    launch = claim(recognition="noticed", region=factories.region("220100"), item=" ROBOT　one", **DAYS)
    told = ["“Holder” has been recognised as the same first since 2026-03-11."]
    assert refused(launch, "recognise") == told
    Launch.objects.filter(pk=holder.pk).update(valid_until=date(2026, 3, 10))
    assert act(launch, "recognise").recognition == "recognised"
    assert Launch.objects.get(pk=holder.pk).recognition == "expired"
    act(launch, "revoke")
    act(act(holder, "claim"), "check_claim")
    with on(2026, 2, 24):
        act(holder, "notice", first_day=date(2026, 2, 24), last_day=date(2026, 3, 10))
    assert act(holder, "recognise").recognition == "recognised"


def test_a_holder_that_is_not_public_is_not_named() -> None:
    claim(recognition="recognised", title_en="LEAK", editorial_state="unpublished", **DAYS)
    told = ["Another launch event has been recognised as the same first since 2026-03-11."]
    assert refused(claim(recognition="noticed", **DAYS), "recognise") == told


@pytest.mark.parametrize(
    "other",
    [
        {"item": "Robot Two"}, {"kind": "show"}, {"scope": "city"}, {"synthetic": True},
        {"scope": "province", "region": "220100"},
    ],
)  # fmt: skip
def test_another_first_has_another_holder(other: dict[str, Any]) -> None:
    claim(recognition="recognised", **DAYS)
    given = {**DAYS, **other, "region": factories.region(other.get("region", "210100"))}
    assert act(claim(recognition="noticed", **given), "recognise").recognition == "recognised"


def test_the_database_admits_one_holder_whoever_writes() -> None:
    claim(recognition="recognised", **DAYS)
    other = claim(**DAYS)
    with pytest.raises(IntegrityError), transaction.atomic():
        Launch.objects.filter(pk=other.pk).update(recognition="recognised")


@pytest.mark.parametrize(
    ("state", "values"),
    [
        ("recognised", {"scope_place": ""}), ("recognised", {"recognised_on": None}),
        ("expired", {"valid_until": None}),
        ("noticed", {"notice_last_day": None}), ("noticed", {"notice_last_day": date(2026, 3, 1)}),
        ("noticed", {"notice_last_day": date.max}),
    ],
)  # fmt: skip
def test_the_database_admits_no_half_recognition(state: str, values: dict[str, Any]) -> None:
    launch = claim(recognition=state, **DAYS)
    with pytest.raises(IntegrityError), transaction.atomic():
        Launch.objects.filter(pk=launch.pk).update(**values)


def test_a_scope_that_regions_no_longer_have_is_told_and_not_recognised() -> None:
    noticed, unclaimed = claim(recognition="noticed", **DAYS), claim(recognition="none", **DAYS)
    RegionGroupMember.objects.filter(group__code="northeast").delete()
    Launch.objects.filter(pk=noticed.pk).update(scope_place="")
    for launch, verb in ((noticed, "recognise"), (unclaimed, "claim")):
        assert refused(launch, verb)[0].startswith("“first in the Northeast” does not apply to Shenyang.")


# What keeps still


def changes(launch: Launch, **fields: Any) -> Any:
    """The messages of giving it other values in a form."""
    fresh = Launch.objects.get(pk=launch.pk)
    for name, value in fields.items():
        setattr(fresh, name, value)
    try:
        fresh.full_clean()
    except ValidationError as error:
        return error.message_dict
    return {}


def test_what_was_examined_does_not_become_another_claim() -> None:
    other = {
        "brand": factories.brand(), "kind": "show", "item": "Robot Two", "region": factories.region("210200"),
        "scope": "city", "synthetic": True,
    }  # fmt: skip
    days = {"first_day": date(2026, 2, 2), "last_day": date(2026, 2, 2)}
    free = {"title_en": "Other", "visitors": 5, "last_day": date(2026, 2, 3), "item": " Robot  One "}
    for state in ("none", "claimed", "refused", "revoked"):
        assert changes(claim(recognition=state, **DAYS), **other, **days, title_en="Other") == {}
    for state in ("checked", "noticed", "recognised", "expired"):
        launch = claim(recognition=state, **DAYS)
        assert changes(launch, **free) == {}
        told = [
            f"The claim is {launch.get_recognition_display()} as it stands: refuse or revoke it first, then claim anew."
        ]
        assert changes(launch, **other) == dict.fromkeys(other, told)
        settled = state in ("recognised", "expired")
        assert changes(launch, **days) == ({"first_day": told} if settled else {})
        hours = {"first_day": None, "last_day": None, "starts_at": datetime(2026, 2, 1, 2, tzinfo=UTC)}
        assert changes(launch, **hours) == {}


def test_what_is_recognised_moves_and_falls_through_only_when_that_is_revoked() -> None:
    launch = claim(recognition="recognised", **DAYS)
    moved = refused(launch, "correct", first_day=date(2026, 2, 2), last_day=date(2026, 2, 2))
    assert list(moved) == ["first_day"]
    for verb in ("cancel", "postpone"):
        assert refused(launch, verb) == ["It is recognised as having taken place: revoke that first."]
    act(launch, "revoke")
    assert act(launch, "cancel").event_status == "cancelled"


def test_a_recognition_stays_where_it_was_made_when_regions_are_grouped_anew() -> None:
    held, claimed = claim(recognition="recognised"), claim()
    RegionGroupMember.objects.filter(group__code="northeast").delete()
    held.save()
    claimed.save()
    assert [held.scope_place, claimed.scope_place] == ["northeast", ""]


# Fields


def test_bad_input_is_told_at_its_field() -> None:
    launch = factories.launch(kind="store", brand=factories.brand())
    assert changes(launch, item="x") == {"item": ["A store is the brand's: leave this empty."]}
    unclaimed = {"scope": ["An opening or a launch week cannot be a first: leave this empty."]}
    assert changes(launch, kind="week", scope="city") == unclaimed
    assert changes(launch, region=factories.region("440100"), scope="northeast") == {
        "scope": [
            "“first in the Northeast” does not apply to Guangzhou. Possible: first in the city, first in the province, "
            "first on the mainland, first in Asia, first in the world."
        ]
    }
    assert list(changes(launch, scope="everywhere")) == ["scope"]
    store = factories.launch(title_en="Store")
    assert changes(launch, parent=store) == {"parent": ["“Store” is not a launch week but: first store."]}
    assert changes(launch, parent=factories.launch(kind="week")) == {}
