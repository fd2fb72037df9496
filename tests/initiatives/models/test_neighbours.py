"""What follows from stated figures: those of the documents."""

from decimal import Decimal
from typing import Any
from uuid import UUID

from initiatives.models.neighbours import (
    EARLIER_BY_CHANGE,
    EARLIER_BY_GROWTH,
    GROWTH,
    PART,
    WHOLE,
    Computed,
    Stated,
    neighbours,
)
from initiatives.models.periods import period

D = Decimal
ONE, TWO = UUID(int=1), UUID(int=2)


def stated(value: str, uuid: UUID = ONE, at: str = "2025-H1", **fields: Any) -> Stated:
    given: dict[str, Any] = {"cut": "all", "cumulative": False, "stage": "preliminary", **fields}
    return Stated(uuid=uuid, period=period(at), value=D(value), **given)


def follow(*rows: Stated, cut: str = "all", additive: bool = False, percent: bool = False) -> list[Computed]:
    return neighbours(rows, cut, additive=additive, percent=percent)


def earlier(at: str, value: str, formula: str, qualifier: str = "about") -> list[Computed]:
    return [Computed(period(at), False, formula, (ONE,), value=D(value), qualifier=qualifier)]


def test_a_year_earlier_by_growth_or_by_change() -> None:
    by_growth = EARLIER_BY_GROWTH
    assert follow(stated("7495", year_on_year=D("7.5"))) == earlier("2024-H1", "6972", by_growth)
    assert follow(stated("892", at="2024", year_on_year=D("14.4"))) == earlier("2023", "780", by_growth)
    retail = stated("125490000000", year_on_year=D("7.6"))
    assert follow(retail) == earlier("2024-H1", "116630000000", by_growth)
    cars = stated("10000", at="2023", qualifier="over", year_on_year=D("20.9"))
    assert follow(cars) == earlier("2022", "8000", by_growth, "over")
    assert follow(stated("236", at="2023", change=D(12))) == earlier("2022", "224", EARLIER_BY_CHANGE, "exact")
    assert follow(stated("53", at="2023", change=D(3), year_on_year=D(6)), percent=True) == earlier(
        "2022", "50", EARLIER_BY_CHANGE, "exact"
    )


def test_nothing_follows_where_something_is_stated_or_nothing_can() -> None:
    then = stated("6972", TWO, "2024-H1")
    assert follow(stated("7495", year_on_year=D("7.5")), then) == []
    assert follow(stated("7495", year_on_year=D(-100))) == []
    assert follow(stated("7495", year_on_year=D("7.5"), stage="plan")) == []
    assert follow(stated("7495", year_on_year=D("7.5")), cut="rural") == []
    assert follow(stated("53", year_on_year=D(6)), percent=True) == []


def test_nothing_follows_that_no_observation_could_state() -> None:
    """JSON's readers would not take it either."""
    assert follow(stated("999999999999999", year_on_year=D("-99.999"))) == []
    assert follow(stated("999999999999999"), stated("0.0001", TWO, "2024-H1")) == []


def test_growth_where_both_values_are_stated() -> None:
    rate = [Computed(period("2025-H1"), False, GROWTH, (ONE, TWO), year_on_year=D("7.5"))]
    assert follow(stated("7495"), stated("6972", TWO, "2024-H1")) == rate
    # The first half is also June so far.
    assert follow(stated("7495"), stated("6972", TWO, "2024-06", cumulative=True)) == rate
    assert follow(stated("7495"), stated("6972", TWO, "2024-06")) == []
    assert follow(stated("7495"), stated("6972", TWO, "2024-H1", stage="plan")) == []


def test_the_firmest_stage_counts() -> None:
    rows = [stated("7000", TWO, stage="audited", year_on_year=D(5)), stated("7495", year_on_year=D("7.5"))]
    for given in (rows, rows[::-1]):
        assert [c.inputs for c in follow(*given)] == [(TWO,)]


def test_the_third_of_all_urban_and_rural() -> None:
    whole, rural = stated("1245"), stated("433", TWO, cut="rural")
    third = [Computed(period("2025-H1"), False, PART % "rural", (ONE, TWO), value=D(812))]
    assert follow(whole, rural, cut="urban", additive=True) == third
    assert follow(whole, rural, cut="urban") == []
    assert follow(whole, rural, cut="all", additive=True) == []
    both = [stated("1100", TWO, "2024-H1"), stated("400", ONE, "2024-H1", cut="rural")]
    grown = stated("812", cut="urban", year_on_year=D(16))
    assert [c.formula for c in follow(grown, *both, cut="urban", additive=True)] == [EARLIER_BY_GROWTH]
    urban = stated("812", cut="urban", qualifier="over")
    total = [Computed(period("2025-H1"), False, WHOLE, (ONE, TWO), value=D(1245), qualifier="about")]
    assert follow(urban, rural, cut="all", additive=True) == total
