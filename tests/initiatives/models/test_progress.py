"""A programme's progress: sums, targets, the year before, the forecast."""

from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils.translation import override
from pytest_django import DjangoAssertNumQueries

from fairs.models import User, act
from initiatives.models import Programme, Progress, Stage, Target, forecast_line, reader_line, rule_lines
from initiatives.models.progress import earlier
from initiatives.models.sums import Cell
from tests import factories
from tests.initiatives import factories as more

from .test_counting import edition

pytestmark = pytest.mark.django_db
PUBLIC = AnonymousUser()
NONE = Cell(0, 0, 0, None)


def held(area: int | None = None, **fields: Any) -> None:
    made = edition(**fields)
    if area:
        factories.figure(made, value=area)


def progress(programme: Programme, as_of: date = date(2026, 12, 31), **asked: Any) -> Progress:
    return Progress(programme, PUBLIC, as_of, **asked)


def world() -> Programme:
    dalian = factories.region("210200")
    held(30000, batch="brand")
    held(10000, batch="market", region=factories.region("210102"))
    held(batch="market", region=dalian)
    held(batch="conference", region=dalian)
    held(5000, year=2025, days=[(date(2025, 5, 1), date(2025, 5, 2))])
    held(7000, year=2025, days=[(date(2025, 11, 1), date(2025, 11, 2))])
    return more.programme()


def test_cities_and_batches() -> None:
    told = progress(world())
    rows = {row.of.code: row for row in told.rows if row.of}
    assert list(rows) == ["210100", "210200"]
    shenyang, dalian = rows.values()
    assert (shenyang.total, dalian.total) == (Cell(2, 40000, 0, 20000), Cell(2, 0, 1, None))
    assert dalian.batches == {
        "brand": NONE, "resident": NONE, "market": Cell(1, 0, 1, None), "conference": Cell(1, 0, 0, None), "": NONE,
    }  # fmt: skip
    assert (told.total.total, told.total.before) == (Cell(4, 40000, 1, 20000), Cell(2, 12000, 0, 6000))


def test_the_year_before_is_counted_up_to_the_same_day() -> None:
    assert progress(world(), date(2026, 6, 1)).total.before == Cell(1, 5000, 0, 5000)
    assert (earlier(date(2024, 2, 29)), earlier(date(2026, 6, 1))) == (date(2023, 2, 28), date(2025, 6, 1))


def test_narrowed() -> None:
    told = progress(world(), cities=["210200"], batches=["market", ""])
    assert [row.of.code for row in told.rows if row.of] == ["210200"]
    assert told.total.total == Cell(1, 0, 1, None)
    assert len(told.tally.counted) == 1


def test_reporting_groups() -> None:
    programme = world()
    factories.region_group("210100", "210200", code="dual-cores", reporting=True)
    factories.region_group("210100", code="silent", reporting=False)
    factories.region_group("440100", code="elsewhere", reporting=True)
    (row,) = progress(programme).groups
    assert (row.of and row.of.code, row.codes, row.total.count) == ("dual-cores", ["210100", "210200"], 4)


def test_targets() -> None:
    programme = world()
    province, shenyang = programme.region, factories.region("210100")
    for region, batch, measure, comparison, value in (
        (province, "", "count", "at_least", 4),
        (province, "", "area", "more_than", 40000),
        (province, "market", "count", "at_least", 3),
        (shenyang, "", "count", "more_than", 8),
    ):
        Target.objects.create(
            programme=programme, region=region, batch=batch, measure=measure, comparison=comparison, value=value
        )
    told = [(s.target.region.code, s.actual, s.met, s.missing, s.share) for s in progress(programme).targets]
    assert sorted(told) == [
        ("210000", 2, False, 1, 0.6667), ("210000", 4, True, 0, 1.0), ("210000", 40000, False, 1, 1.0),
        ("210100", 2, False, 7, 0.25),
    ]  # fmt: skip


def test_a_target_says_what_is_still_ahead() -> None:
    programme = world()
    for number, days in enumerate(((2, 3), (5, 6))):
        held(8000 * number, batch="brand", days=[(date(2026, 11, day), date(2026, 11, day)) for day in days])
    for batch, measure, value in (("", "count", 6), ("", "area", 48000), ("brand", "count", 9)):
        Target.objects.create(
            programme=programme, region=programme.region, batch=batch, measure=measure, value=value,
            comparison="more_than" if measure == "area" else "at_least",
        )  # fmt: skip
    told = progress(programme, date(2026, 6, 1), cities=["210200"]).targets
    assert [(s.stages[Stage.PLANNED], s.actual, s.ahead, s.expected, s.missing, s.missing_then) for s in told] == [
        (6, 4, 2, 6, 2, 0), (48000, 40000, 8000, 48000, 8001, 1), (3, 1, 2, 3, 8, 6),
    ]  # fmt: skip


def test_a_forecast_says_how_it_is_made() -> None:
    programme = world()
    act(edition(year=2025, days=[(date(2025, 6, 1), date(2025, 6, 2))]), "cancel")
    held(8000, days=[(date(2026, 11, 1), date(2026, 11, 3))])
    told = progress(programme, date(2026, 6, 1))
    forecast = told.forecast
    assert forecast
    assert (forecast.held.count, forecast.ahead.count) == (4, 1)
    assert (forecast.held_before, forecast.approved_before) == (2, 3)
    assert (forecast.count, forecast.area) == (round(4 + 2 / 3), round(40000 + 8000 * 2 / 3))
    with override("en"):
        assert forecast_line(told) == (
            "About 5 editions and 45,333 m²: what is held so far (4; 40,000 m²), and of what is approved and still "
            "ahead (1; 8,000 m² as planned) as large a part as was held of what was approved in 2025 (2 of 3, 66.7%)."
        )


def test_no_forecast_without_its_inputs() -> None:
    programme = more.programme()
    with override("en"):
        assert forecast_line(progress(programme)) == (
            "No forecast. Nothing that is approved lies ahead: what is held is all."
        )
        held(days=[(date(2027, 1, 2), date(2027, 1, 3))])
        assert forecast_line(progress(programme)) == ("No forecast. Of the year before no approved editions are known.")
        assert forecast_line(progress(programme, date(2025, 6, 1))) == (
            "No forecast. The year before was not over by the cut-off date."
        )


def test_the_rule_in_words() -> None:
    strict = more.programme(smallest_area=10000, size_comparison="more_than", counts_cancelled=True)
    lax = Programme(year=2026, region=strict.region, within_region_only=False, counts_conferences=False)
    with override("en"):
        said, other = rule_lines(strict), rule_lines(lax)
    assert said[2:4] == [
        "Only in Liaoning; what its enterprises attend elsewhere does not count.", "Of more than 10,000 m² only.",
    ]  # fmt: skip
    assert [line for line in other if line not in said] == [
        "Conferences do not count.", "Cancelled editions count as planned only.",
    ]  # fmt: skip


def test_every_reader_is_told_among_what_was_counted() -> None:
    with override("en"):
        said = [reader_line(user) for user in (PUBLIC, User(username="x", is_superuser=True), User(username="li"))]
    assert said == [
        "Counted among what is published.",
        "Counted among everything that is entered, drafts included.",
        "Counted among what li may see: what is published, and the drafts that they may edit.",
    ]


def read(programme: Programme) -> None:
    told = progress(programme, stage=Stage.HELD)
    assert (told.total, told.rows, told.targets, told.left_out, told.forecast_lacks) != ()
    assert told.groups


@pytest.mark.parametrize("number", [1, 3])
def test_queries(number: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    made = more.programme()
    factories.region_group("210100", reporting=True)
    for _ in range(number):
        held(20000)
    programme = Programme.objects.with_related().get(pk=made.pk)
    with django_assert_num_queries(5):  # regions, editions, figures, groups and their members
        read(programme)
