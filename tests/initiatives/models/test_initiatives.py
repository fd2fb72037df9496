"""What initiatives, their rounds of vouchers, their recurrence and their hours refuse, and what they derive."""

from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import override

from fairs.calendar.entry import SHANGHAI
from fairs.models import act
from initiatives.models import (
    Attendance,
    Initiative,
    OpeningHours,
    Recurrence,
    RecurrenceException,
    VoucherRound,
)
from tests import factories
from tests.initiatives import factories as make

pytestmark = pytest.mark.django_db

NOT_BY_THE_RULE = "By the rule it does not take place on %s. The nearest days on which it does:"
TAKEN = "It takes place on 2026-05-03 already: choose another day, or cancel that one first."
UNMOVED = "It takes place on this day anyway: give another day or other hours."
OUT_OF_SEASON = "2027-05-01 is outside of the season: give a day from 2026-04-01 to 2026-10-31."
OVERNIGHT = "it would last until the following day: give both."


def refused(thing: Any) -> dict[str, list[str]]:
    with override("en"):
        try:
            thing.full_clean()
        except ValidationError as error:
            return error.message_dict
    return {}


def test_the_tree() -> None:
    framework = make.initiative(level="framework", kind="framework", title_en="1+N")
    action = make.initiative(parent=framework, title_en="Ten actions")
    measure = make.initiative(level="measure", parent=action)
    assert refused(measure) == {}
    framework.parent = measure
    assert refused(framework) == {"parent": [f"“{measure.title_en}” is itself part of “1+N”."]}
    framework.parent, framework.level = None, "round"
    assert refused(framework) == {"level": ["For this kind the level is “policy framework”."]}
    action.level, framework.level = "round", "framework"
    assert list(refused(action)) == ["level"]  # the measure could not be part of it
    action.level, action.parent = "action", action
    assert list(refused(action)) == ["parent"]
    measure.parent = make.initiative(level="round", title_en="Round")
    measure.title_zh_hans, measure.title_en = "", "Coupons"
    measure.parent.title_zh_hans = ""
    assert refused(measure) == {"parent": ["A measure (“Coupons”) cannot be part of a round (“Round”)."]}


def test_what_is_under_an_initiative() -> None:
    framework = make.initiative(level="framework", kind="framework", code="frame")
    action = make.initiative(parent=framework)
    measure = make.initiative(level="measure", parent=action)
    round_ = make.initiative(level="round", parent=measure)
    make.initiative()
    assert set(Initiative.objects.under("frame")) == {action, measure, round_}
    assert set(Initiative.objects.under(measure.code)) == {round_}


def test_a_kind_has_its_own_parts() -> None:
    market, hours = make.market(), time(9)
    assert refused(VoucherRound(initiative=market, period="2026-H1")) == {
        "issued": ["The kind “night market or feature market” has no voucher rounds."]
    }
    assert list(refused(OpeningHours(initiative=market, weekday="MO", opens=hours, closes=time(10)))) == ["weekday"]
    scene = make.initiative(kind="scene", first_day=date(2026, 4, 1), last_day=date(2026, 4, 30))
    assert list(refused(Recurrence(initiative=scene, weekdays="SA", opens=hours, closes=hours))) == ["frequency"]
    market.kind = "scene"
    assert refused(market) == {"kind": ["The kind “immersive, AR or VR scene” has no recurrences."]}
    market.kind, market.first_day, market.last_day = "market", None, None
    assert refused(market) == {"first_day": ["It recurs: give its first and last day, the season in which it does."]}


@pytest.mark.parametrize(
    ("figures", "leverage", "qualifier"),
    [
        ({"issued": 2830000, "driven": 215000000, "driven_qualifier": "over"}, "75.97", "over"),
        ({"issued": 2000000, "driven": 3000000}, "1.50", "exact"),
        ({"issued": 2000000, "driven": 3000000, "issued_qualifier": "over"}, "1.50", "nearly"),
        ({"issued": 2, "driven": 3, "issued_qualifier": "over", "driven_qualifier": "over"}, "1.50", "about"),
        ({"issued": 2, "driven": 3, "issued_qualifier": "about"}, "1.50", "about"),
        ({"issued": 0, "driven": 3}, None, None),
        ({"issued": 2}, None, None),
    ],
)
def test_leverage(figures: dict[str, Any], leverage: str | None, qualifier: str | None) -> None:
    vouchers = VoucherRound(**{n: Decimal(v) if isinstance(v, int) else v for n, v in figures.items()})
    assert (vouchers.leverage, vouchers.leverage_qualifier) == (leverage and Decimal(leverage), qualifier)


def test_figures_of_vouchers_that_contradict_each_other() -> None:
    vouchers = make.voucher_round(
        issued=2830000, driven=215000000, driven_qualifier="over", stated_leverage=76, redeemed=2800000
    )
    vouchers.refresh_from_db()
    assert (refused(vouchers), vouchers.findings()) == ({}, [])
    vouchers.stated_leverage, vouchers.stated_leverage_qualifier = Decimal(80), "nearly"
    with override("en"):
        assert [f.message % f.params for f in vouchers.findings()] == [
            "Leverage is stated as 1 to nearly 80, but over 215,000,000 yuan driven by 2,830,000 yuan issued make 1 to "
            "over 75.97: 5.3 % apart."
        ]
        vouchers.driven, vouchers.stated_leverage = Decimal(2000000), None
        assert [f.message % f.params for f in vouchers.findings()] == [
            "over 2,000,000 yuan driven are less than the 2,800,000 yuan redeemed on them."
        ]
    vouchers.redeemed = Decimal("2830000.01")
    assert refused(vouchers)["redeemed"] == [
        "2,830,000.01 yuan redeemed are more than the 2,830,000 yuan issued: one of the two is wrong."
    ]
    assert list(refused(VoucherRound(initiative=vouchers.initiative, period="2026-H2"))) == ["initiative"]
    vouchers.redeemed, vouchers.period = None, "2026-H3"
    assert list(refused(vouchers)) == ["period"]


def test_the_days_of_a_rule() -> None:
    market = make.market(first_day=date(2026, 4, 4), last_day=date(2026, 5, 1))
    rule = market.recurrence
    assert [d.day for d in rule.days()] == [4, 5, 11, 12, 18, 19, 25, 26]
    rule.weekdays, rule.interval = "FR", 2
    assert rule.days() == [date(2026, 4, 10), date(2026, 4, 24)]  # weeks count from the first market on
    rule.frequency, rule.weekdays, rule.interval = "daily", "", 10
    assert rule.days() == [date(2026, 4, 4), date(2026, 4, 14), date(2026, 4, 24)]
    for field, value in {"weekdays": "XX", "interval": 0, "frequency": "hourly"}.items():
        setattr(rule, field, value)
        assert rule.days() == []
        assert field in refused(rule)
    market.last_day = date(2026, 4, 6)
    assert refused(Recurrence(initiative=market, weekdays="TH", opens=time(9), closes=time(10)))["weekdays"] == [
        "None of these days lies in the season, 2026-04-04 to 2026-04-06."
    ]


def exception(market: Initiative, day: date, kind: str = "cancelled", **fields: Any) -> RecurrenceException:
    return RecurrenceException(initiative=market, day=day, kind=kind, **fields)


@pytest.mark.parametrize(
    ("day", "fields", "field", "message"),
    [
        ((5, 1), {}, "day", f"{NOT_BY_THE_RULE % '2026-05-01'} 2026-04-26, 2026-05-02."),
        ((3, 1), {}, "day", f"{NOT_BY_THE_RULE % '2026-03-01'} 2026-04-04."),
        ((12, 1), {}, "day", f"{NOT_BY_THE_RULE % '2026-12-01'} 2026-10-31."),
        ((5, 2), {"new_day": date(2026, 5, 3)}, "new_day", TAKEN),
        ((5, 2), {"new_day": date(2026, 5, 2)}, "new_day", UNMOVED),
        ((5, 2), {"new_day": date(2027, 5, 1)}, "new_day", OUT_OF_SEASON),
        ((5, 2), {"opens": time(23, 30)}, "closes", f"From 23:30 to 23:00 {OVERNIGHT}"),
        ((5, 2), {"closes": time(1)}, "opens", f"From 17:00 to 01:00 {OVERNIGHT}"),
    ],
)  # fmt: skip
def test_exceptions_that_fit_no_rule(day: tuple[int, int], fields: dict[str, Any], field: str, message: str) -> None:
    kind = "moved" if fields else "cancelled"
    assert refused(exception(make.market(), date(2026, *day), kind, **fields)) == {field: [message]}


def test_an_occurrence_may_move_to_where_another_has_left() -> None:
    market, saturday, sunday = make.market(), date(2026, 5, 2), date(2026, 5, 3)
    moved = exception(market, saturday, "moved", new_day=sunday)
    assert list(refused(moved)) == ["new_day"]
    gone = exception(market, sunday)
    gone.save()
    assert refused(moved) == {}
    moved.save()
    assert list(refused(exception(market, date(2026, 5, 9), "moved", new_day=sunday))) == ["new_day"]
    assert refused(exception(make.initiative(), saturday)) == {
        "day": ["Only what recurs has exceptions: say first when it does."]
    }


def test_occurrences() -> None:
    market = make.market(first_day=date(2026, 5, 2), last_day=date(2026, 5, 10))
    market.recurrence.closes = time(1)
    exception(market, date(2026, 5, 3)).save()
    exception(market, date(2026, 5, 2), "moved", new_day=date(2026, 5, 6), opens=time(18)).save()
    assert [(o.day.day, o.start, o.end, o.cancelled) for o in market.recurrence.occurrences()] == [
        (3, at(3, 17), at(4, 1), True), (2, at(6, 18), at(7, 1), False), (9, at(9, 17), at(10, 1), False),
        (10, at(10, 17), at(11, 1), False),
    ]  # fmt: skip


def at(day: int, hour: int) -> datetime:
    return datetime(2026, 5, day, hour, tzinfo=SHANGHAI)


def test_a_season_that_strands_exceptions_is_not_published() -> None:
    market: Any = make.market(published=False)
    exception(market, date(2026, 4, 4)).save()
    market.first_day = date(2026, 5, 1)
    market.save()
    with override("en"), pytest.raises(ValidationError, match="does not take place on 2026-04-04") as refusal:
        act(market, "publish")
    assert "2026-05-02" in str(refusal.value)
    market.first_day = date(2026, 4, 1)
    market.save()
    market = act(market, "publish")
    june: dict[str, Any] = {"first_day": date(2026, 6, 1), "last_day": date(2026, 6, 30)}
    with pytest.raises(ValidationError, match="2026-04-04"):
        act(market, "reschedule", **june)
    market.exceptions.get().delete()
    assert act(market, "reschedule", **june).first_day == date(2026, 6, 1)
    with pytest.raises(ValidationError) as refusal:
        act(market, "correct", starts_at=at(1, 9), ends_at=at(2, 9))
    assert list(refusal.value.message_dict) == ["first_day"]


def blocked(market: Initiative, verb: str, **dates: Any) -> list[str]:
    with override("en"), pytest.raises(ValidationError) as refusal:
        act(market, verb, **dates)
    return refusal.value.messages


def test_a_move_leaves_no_exception_behind() -> None:
    """The day it moves to must be in the new season and free; else the entry would be longer than any may be."""
    market: Any = make.market()
    moved = exception(market, date(2026, 4, 4), "moved", new_day=date(2026, 10, 30))
    moved.save()
    short = {"first_day": date(2026, 4, 1), "last_day": date(2026, 4, 30)}
    outside = ["2026-10-30 is outside of the season: give a day from 2026-04-01 to 2026-04-30."]
    assert [blocked(market, verb, **short) for verb in ("correct", "reschedule")] == [outside, outside]
    moved.new_day = date(2026, 5, 3)
    moved.save()
    assert blocked(market, "correct", first_day=date(2026, 4, 1), last_day=date(2026, 5, 31)) == [TAKEN]
    moved.delete()
    monday = {"first_day": date(2026, 4, 6), "last_day": date(2026, 4, 6)}
    assert blocked(market, "correct", **monday) == ["None of these days lies in the season, 2026-04-06 to 2026-04-06."]


def test_what_takes_place_on_no_day_is_not_published() -> None:
    market = make.market(published=False, first_day=date(2026, 5, 2), last_day=date(2026, 5, 3))
    exception(market, date(2026, 5, 2)).save()
    assert market.blockers() == []
    exception(market, date(2026, 5, 3)).save()
    assert blocked(market, "publish") == ["Every day of it is cancelled: leave one, or cancel the whole."]


def test_dates_too_far_apart_or_too_long_ago() -> None:
    long = make.initiative(published=False, first_day=date(2024, 1, 1), last_day=date(2026, 1, 1))
    assert blocked(long, "publish") == ["More than 400 days: check the year."]
    make.initiative(first_day=date(2024, 1, 1), last_day=date(2026, 1, 1))  # written past the form: no error either
    assert refused(make.market(first_day=date(1991, 4, 1), last_day=date(1991, 10, 31)).recurrence) == {
        "frequency": ["Clocks in China changed in summer before 1992: recurrence is possible from then on."]
    }


def test_amounts_that_a_database_cannot_keep() -> None:
    digits = ["No more than 15 digits are kept, zeros at either end not counted: round the number."]
    most = Decimal("999999999999999")
    vouchers, project = make.voucher_round(issued=most), make.investment(amount=most)
    for kept in (vouchers, project):
        assert refused(type(kept).objects.get(pk=kept.pk)) == {}
    vouchers.driven = project.amount = most + Decimal("0.99")
    assert (refused(vouchers), refused(project)) == ({"driven": digits}, {"amount": digits})
    for wrong in ({"issued": -1}, {"stated_leverage": -1}, {"period": "2026-H3"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            make.voucher_round(**wrong)
    with pytest.raises(IntegrityError), transaction.atomic():
        make.investment(amount=-1)


def test_hours_of_one_day_do_not_overlap() -> None:
    point = make.initiative(kind="tax_refund")
    OpeningHours.objects.create(initiative=point, weekday="MO", opens=time(9), closes=time(12))
    other = OpeningHours(initiative=point, weekday="MO", opens=time(11), closes=time(18))
    assert refused(other) == {"opens": ["These hours overlap others of the same day: Monday 09:00–12:00."]}
    other.opens = time(12)
    assert refused(other) == {}
    other.weekday, other.opens, other.closes = "TU", time(18), time(9)
    assert refused(other) == {"__all__": ["It must close after it opens."]}


def test_a_fair_of_drafts_only_is_not_told_by_who_attends_it() -> None:
    delegation = make.initiative(kind="delegation")
    elsewhere, draft, public = factories.fair(), factories.edition(published=False).fair, factories.edition().fair
    for fair in (elsewhere, draft, public):
        Attendance.objects.create(initiative=delegation, fair=fair)
    visible = Attendance.objects.visible_to(AnonymousUser())
    assert {attendance.fair for attendance in visible} == {elsewhere, public}
