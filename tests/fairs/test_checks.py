from datetime import date
from typing import Any

import pytest

from fairs.checks import (
    MORE_THAN_VENUES,
    NET_SHARE,
    NOT_MORE,
    NOT_THE_SUM,
    NUMBERS_FALL,
    NUMBERS_LEAP,
    STANDS_AREA,
    VISITS_PER_AREA,
    VISITS_PER_DAY,
    Finding,
    Level,
    findings,
    of_days,
    of_number,
    of_venues,
)


def test_plausible_figures_have_no_findings() -> None:
    figures = {"gross_area": 20000, "net_area": 9000, "stands": 1000, "exhibitors": 512}
    figures |= {"exhibitors_domestic": 433, "exhibitors_foreign": 79, "visits": 30000, "visitors": 20000}
    assert findings(figures, days=3) == []


def test_a_part_is_not_more_than_the_whole() -> None:
    assert findings({"net_area": 30000, "gross_area": 20000}) == [
        Finding(
            Level.ERROR,
            NOT_MORE,
            ("net_area", "gross_area"),
            {"part": "net_area", "less": 30000, "whole": "gross_area", "more": 20000},
        )
    ]


def test_domestic_and_foreign_make_the_total() -> None:
    """The CIEME release of 2021 repeated last year's domestic number: 433 + 136 are not 812."""
    assert findings({"exhibitors_domestic": 433, "exhibitors_foreign": 136, "exhibitors": 812}) == [
        Finding(
            Level.ERROR,
            NOT_THE_SUM,
            ("exhibitors_domestic", "exhibitors_foreign", "exhibitors"),
            {"domestic": 433, "foreign": 136, "total": 812},
        )
    ]


def test_warnings() -> None:
    figures = {"gross_area": 100000, "net_area": 20000, "stands": 3462, "visits": 3000, "visitors": 600}
    assert findings(figures, days=4) == [
        Finding(Level.WARNING, NET_SHARE, ("net_area", "gross_area"), {"share": 20}),
        Finding(Level.WARNING, STANDS_AREA, ("stands", "net_area"), {"stands": 3462, "area": 31158, "net": 20000}),
        Finding(Level.WARNING, VISITS_PER_DAY, ("visits", "visitors"), {"visits": 3000, "visitors": 600, "days": 4}),
    ]


def test_stands_that_are_given_make_the_net_space() -> None:
    assert [len(findings({"net_area": 1000}, given=given)) for given in (None, 0, 899, 900, 1100, 1101)] == [
        0, 0, 1, 0, 0, 1,
    ]  # fmt: skip
    [found] = findings({"net_area": 1000}, given=500)
    assert found.message % found.params == "Stands given make 500 m², net space is 1000 m²."


def test_visits_of_a_day_fit_the_space() -> None:
    def said(**figures: int) -> list[str]:
        found = findings({"visits": 36_000, **figures}, days=3)
        return [f.message % f.params for f in found if f.message == VISITS_PER_AREA]

    assert said(net_area=600_001) == [
        "36000 visits on 3 days and 600001 m² make 0.02 a day for each m²: 0.02 to 1.5 is usual."
    ]
    assert said(net_area=600_000) == said(net_area=8000) == said(net_area=8000, gross_area=1) == said(area=1) == []
    assert len(said(net_area=7999)) == len(said(gross_area=7999)) == 1


def test_days_fit_the_year_and_the_kind() -> None:
    over_new_year = [(date(2024, 12, 30), date(2025, 1, 3))]
    assert [list(of_days(over_new_year, 5, year, resident=False)) for year in (2024, 2025, None)] == [[], [], []]
    [found] = of_days([*over_new_year, (date(2025, 2, 1), None)], None, 2023, resident=False)
    assert (found.level, found.message % found.params) == (
        Level.ERROR, "Its year is 2023, but its days are from 2024-12-30 to 2025-02-01: correct one of them.",
    )  # fmt: skip
    long = [(date(2024, 5, 1), date(2024, 5, 11))]
    [found] = of_days(long, 11, 2024, resident=False)
    assert (found.level, found.params) == (Level.WARNING, {"days": 11})
    assert list(of_days(long, 11, 2024, resident=True)) == list(of_days(long, 10, 2024, resident=False)) == []


@pytest.mark.parametrize(
    ("others", "message", "beside"),
    [
        ([], None, None),
        ([(9, 2010), (10, 2011)], None, None),  # sixteen years later, number 22
        ([(21, 2026)], None, None),  # twice a year
        ([(21, 2024)], None, None),  # every other year
        ([(20, 2025)], NUMBERS_LEAP, (20, 2025)),
        ([(21, 2027)], NUMBERS_FALL, (21, 2027)),  # swapped
        ([(20, 2025), (23, 2025)], NUMBERS_FALL, (23, 2025)),
        ([(23, 2026), (23, 2027)], None, None),
    ],
)
def test_numbers_of_editions_rise_by_one(others: list[Any], message: str | None, beside: Any) -> None:
    found = list(of_number(22, 2026, others))
    assert [f.message for f in found] == [m for m in [message] if m]
    assert [(f.params["other"], f.params["when"]) for f in found] == [b for b in [beside] if b]


def test_gross_space_fits_the_venues() -> None:
    assert list(of_venues(100_000, 100_000)) == []
    [found] = of_venues(100_001, 100_000)
    assert (found.message, found.params) == (MORE_THAN_VENUES, {"gross": 100_001, "venues": 100_000})
