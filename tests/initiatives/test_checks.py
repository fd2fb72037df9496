"""What is said of values that do not fit their neighbours."""

from decimal import Decimal

import pytest

from fairs.checks import Finding, Level
from initiatives.checks import (
    CHANGE,
    NOT_THE_SUM,
    PART_IS_MORE,
    PERCENT,
    RANK,
    YEAR_ON_YEAR,
    Place,
    Stated,
    findings,
    last_place,
)

D = Decimal


@pytest.mark.parametrize(
    ("value", "place"), [("7495", "1"), ("763050000000", "10000000"), ("300", "10"), ("7.5", "0.1"), ("0", "1")]
)
def test_how_exactly_a_value_is_stated(value: str, place: str) -> None:
    assert last_place(D(value)) == D(place)


@pytest.mark.parametrize(
    ("now", "then", "year_on_year"),
    [
        ("7495", "6972", "7.5"),
        ("892", "780", "14.4"),
        ("125490000000", "116600000000", "7.6"),  # 7.62, of values stated to 0.01 bn
        ("1880000000", "1755000000", "7.1"),
        ("540", "126", "330"),  # "up 3.3 times"
    ],
)
def test_what_fits_within_rounding_is_not_mentioned(now: str, then: str, year_on_year: str) -> None:
    assert findings(Stated(D(now), D(year_on_year)), earlier=Stated(D(then))) == []


def test_a_year_on_year_that_does_not_fit() -> None:
    told = {"stated": "8.5", "value": "7,495", "earlier": "6,972", "computed": "7.5"}
    found = findings(Stated(D("7495.0000"), D("8.500")), earlier=Stated(D("6972.0000")))
    assert found == [Finding(Level.WARNING, YEAR_ON_YEAR, ("year_on_year", "value"), told)]


def test_a_change_that_does_not_fit() -> None:
    assert findings(Stated(D(236), change=D(12)), earlier=Stated(D(224))) == []
    told = {"stated": "14", "value": "236", "earlier": "224", "computed": "12"}
    found = findings(Stated(D(236), change=D(14)), earlier=Stated(D(224)))
    assert found == [Finding(Level.WARNING, CHANGE, ("change", "value"), told)]


def test_cuts_that_do_not_add_up() -> None:
    urban, rural = Stated(D(812)), Stated(D(433))
    assert findings(Stated(D(1245)), cuts={"urban": urban, "rural": rural}, additive=True) == []
    told = {"urban": "812", "rural": "433", "all": "1,400", "computed": "1,245"}
    found = findings(Stated(D(1400)), cuts={"urban": urban, "rural": rural}, additive=True)
    assert found == [Finding(Level.WARNING, NOT_THE_SUM, ("urban", "rural", "all"), told)]
    part = findings(rural, "rural", cuts={"all": Stated(D(400))}, additive=True)
    told = {"part": "433", "all": "400"}
    assert part == [Finding(Level.WARNING, PART_IS_MORE, ("rural", "all"), told)]
    assert findings(rural, "rural", cuts={"all": Stated(D(400))}) == []


def test_ranks_beyond_the_members() -> None:
    told = {"position": 15, "within": "Liaoning", "members": 14}
    places = [Place(15, "Liaoning", 14), Place(14, "Liaoning", 14), Place(5, "hardly known", 2)]
    assert findings(Stated(D(1)), ranks=places) == [Finding(Level.WARNING, RANK, ("ranks",), told)]
    assert [f.message for f in findings(Stated(D(1)), ranks=[Place(4, "Northeast", 3, is_group=True)])] == [RANK]


def test_percentages_within_reason() -> None:
    wrong = Finding(Level.WARNING, PERCENT, ("year_on_year",), {"value": "7,500"})
    assert findings(Stated(D(7495), D(7500))) == [wrong]
    assert [f.measures for f in findings(Stated(D(-101)), percent=True)] == [("value",)]
    assert findings(Stated(D("53")), percent=True) == []


def test_what_is_known_only_about_is_compared_with_nothing() -> None:
    over = Stated(D(10000), D("20.9"), exact=False)
    assert findings(over, earlier=Stated(D(9000))) == []
    assert findings(Stated(D(10000), D("20.9")), earlier=Stated(D(9000), exact=False)) == []
    assert findings(Stated(D(10)), cuts={"rural": Stated(D(20), exact=False)}, additive=True) == []
