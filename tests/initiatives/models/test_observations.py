"""Observations: one of the same days and stage, revisions, what does not fit, and who edits."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from decimal import Decimal
from threading import Barrier
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.utils.translation import override

from fairs.calendar import ledger
from fairs.models import RegionGroup, RegionGroupMember
from initiatives.models import Observation, Rank
from tests import factories
from tests.initiatives.factories import indicator, observation

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    with override("en"):
        yield


def errors(thing: Any) -> dict[str, list[str]]:
    with pytest.raises(ValidationError) as refused:
        thing.full_clean()
    return refused.value.message_dict


def like(one: Observation, **fields: Any) -> Observation:
    given = {"indicator": one.indicator, "region": one.region, "source": one.source, "period": one.period, "value": 1}
    return Observation(**{**given, **fields})


def test_what_people_write_is_stored_as_a_code() -> None:
    half, so_far = observation(period="2025年上半年"), observation(period="2025年1-9月")
    assert (half.period, half.cumulative, half.since, half.until) == (
        "2025-H1", False, date(2025, 1, 1), date(2025, 6, 30),
    )  # fmt: skip
    assert (so_far.period, so_far.cumulative, so_far.since, so_far.until) == (
        "2025-Q3", True, date(2025, 1, 1), date(2025, 9, 30),
    )  # fmt: skip


def test_a_period_that_is_none_is_told_how_periods_are_written() -> None:
    one = observation()
    assert errors(like(one, period="2025-H3")) == {
        "period": [
            "“2025-H3” is not a period. Write a year (2025), a half (2025-H1, 2025-H2), a quarter (2025-Q1 to 2025-Q4) "
            "or a month (2025-01 to 2025-12)."
        ]
    }
    assert errors(like(one, period="上半年")) == {
        "period": ["“上半年” does not say of which year: write it before, as in 2025-H1 or 2025-Q3."]
    }


@pytest.mark.parametrize(("period", "cumulative"), [("2025-H1", False), ("2025-06", True), ("2025年1-6月", False)])
def test_the_same_days_are_observed_once(period: str, cumulative: bool) -> None:
    one = observation(indicator=indicator(name_zh_hans="", name_en="Sales"), period="2025-H1")
    told = errors(like(one, period=period, cumulative=cumulative))
    assert told["period"] == ["2025-H1 is observed already: Sales, Shenyang, 2025-H1: 7,495. Revise that one."]
    with pytest.raises(IntegrityError), transaction.atomic():
        like(one, period=period, cumulative=cumulative).save()


def test_what_is_another_observation() -> None:
    one, cars = observation(period="2025-H1"), factories.category()
    for fields in (
        {"period": "2025-06"}, {"cut": "rural"}, {"cut": "sector", "sector": cars}, {"stage": "audited"},
        {"region": factories.region("210200")},
    ):  # fmt: skip
        like(one, **fields).full_clean()
    sector = errors(like(one, cut="sector"))
    assert sector == {"__all__": ["Give the sector if the cut is one, and none otherwise."]}


def test_a_count_is_not_negative() -> None:
    one = observation(indicator=indicator(unit="count"))
    assert errors(like(one, period="2024", value=-1)) == {
        "value": ["What is counted or measured in number cannot be negative: give 0 or more."]
    }
    money = observation()
    less = like(money, period="2024", value=-1)
    less.full_clean()
    less.save()
    money.indicator.unit = "visits"
    assert errors(money.indicator) == {"unit": ["Negative values of it are on record already."]}


def test_numbers_are_kept_as_they_are_given() -> None:
    one = observation(value=Decimal("9999999999999990"), change=Decimal("-99999999999.9999"))
    assert (one.value, one.change) == (Decimal("9999999999999990"), Decimal("-99999999999.9999"))
    digits = ["No more than 15 digits are kept, zeros at either end not counted: round the number."]
    nines = Decimal("9999999999999999.9999")
    assert errors(like(one, period="2024", value=nines, change=nines)) == {"value": digits, "change": digits}


def test_a_period_that_is_none_is_not_stored() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        like(observation(), period="2025-H3").save()


def test_a_revision_is_a_further_row() -> None:
    first = observation(value=7495, year_on_year="7.5", as_stated="7,495")
    again = factories.source()
    second = first.revise("the bureau's revision", value=7500, source=again)
    rows = Observation.objects.order_by("revision").values_list("value", "revision", "current")
    assert list(rows) == [(7495, 0, False), (7500, 1, True)]
    assert (second.year_on_year, second.as_stated, second.source) == (None, "", again)
    assert [h.history_change_reason for h in second.history.all()] == ["the bureau's revision"]
    with pytest.raises(ValidationError, match="was revised already"):
        first.revise(value=7600, source=again)
    with pytest.raises(ValidationError):
        second.revise(value=None, source=again)
    assert Observation.objects.current().get() == second


@pytest.mark.django_db(transaction=True)
def test_of_two_who_revise_at_once_one_is_told_so() -> None:
    one, source = observation(), factories.source()
    both = Barrier(2)

    def revise(value: int) -> str:
        try:
            both.wait()
            with ledger.writing():
                one.revise(value=value, source=source)
        except ValidationError as error:
            return str(error.code)
        else:
            return "done"
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(revise, [1, 2])) == ["done", "revised"]
    assert list(Observation.objects.order_by("revision").values_list("revision", "current")) == [(0, False), (1, True)]


def test_findings_beside_a_year_earlier_and_the_other_cuts() -> None:
    one = indicator(additive=True)
    earlier = observation(indicator=one, period="2024-06", cumulative=True, value=6972)
    now = observation(indicator=one, value=7495, year_on_year="8.5")
    observation(indicator=one, value=9000, cut="rural")
    observation(indicator=one, value=1, stage="plan", period="2024-H1")
    messages = [f.message % f.params for f in now.findings()]
    assert messages == [
        "8.5 % on a year earlier is stated, but 7,495 after 6,972 is 7.5 %.",
        "9,000 is more than 7,495 for all.",
    ]
    assert earlier.findings() == []
    plan = observation(indicator=one, value=99, stage="plan", year_on_year=50)
    assert plan.findings() == []


def test_ranks_are_among_regions_that_the_observed_one_is_one_of() -> None:
    one, northeast = observation(), RegionGroup.objects.create(code="NE", name_en="Northeast")
    outside = Rank(observation=one, position=1, group=northeast)
    assert errors(outside) == {"group": ["Shenyang is not among the regions of Northeast."]}
    RegionGroupMember.objects.create(group=northeast, region=factories.region("210000"))
    outside.full_clean()
    assert errors(Rank(observation=one, position=1, region=factories.region("440000"))) == {
        "region": ["Shenyang is not among the regions of Guangdong."]
    }
    Rank.objects.create(observation=one, position=2, group=northeast)
    assert [f.message % f.params for f in one.findings()] == ["Rank 2 of only 1 in Northeast."]


def test_authorities_edit_what_is_observed_in_their_region() -> None:
    shenyang, dalian = observation(), observation(region=factories.region("210200"))
    hidden = observation(indicator=indicator(published=False))
    city, province, fair = (factories.user() for _ in range(3))
    for user, kind, code in (
        (city, "authority", "210100"), (province, "authority", "210000"), (fair, "organiser", "210100"),
    ):  # fmt: skip
        factories.membership(user, factories.organisation(kind=kind, region=factories.region(code)))
    editable = Observation.objects.editable_by
    assert set(editable(city)) == {shenyang, hidden}
    assert set(editable(province)) == {shenyang, dalian, hidden}
    assert set(editable(fair)) == set(editable(AnonymousUser())) == set()
    assert set(Observation.objects.visible_to(AnonymousUser())) == {shenyang, dalian}
