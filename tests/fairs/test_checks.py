from fairs.checks import (
    NET_SHARE,
    NOT_MORE,
    NOT_THE_SUM,
    STANDS_AREA,
    VISITS_PER_DAY,
    Finding,
    Level,
    findings,
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
    figures = {"gross_area": 100000, "net_area": 20000, "stands": 3462, "visits": 100, "visitors": 20}
    assert findings(figures, days=4) == [
        Finding(Level.WARNING, NET_SHARE, ("net_area", "gross_area"), {"share": 20}),
        Finding(Level.WARNING, STANDS_AREA, ("stands", "net_area"), {"stands": 3462, "area": 31158, "net": 20000}),
        Finding(Level.WARNING, VISITS_PER_DAY, ("visits", "visitors"), {"visits": 100, "visitors": 20, "days": 4}),
    ]


def test_stands_that_are_given_make_the_net_space() -> None:
    assert [len(findings({"net_area": 1000}, given=given)) for given in (None, 0, 899, 900, 1100, 1101)] == [
        0, 0, 1, 0, 0, 1,
    ]  # fmt: skip
    [found] = findings({"net_area": 1000}, given=500)
    assert found.message % found.params == "Stands given make 500 m², net space is 1000 m²."
