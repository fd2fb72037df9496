"""How periods are written and read."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from initiatives.models.periods import (
    FIRST_YEAR,
    LAST_YEAR,
    NOT_A_PERIOD,
    WITHOUT_YEAR,
    Period,
    PeriodError,
    period,
    read,
)

periods = st.builds(
    lambda year, length, number: Period(year, length * (number % (12 // length)) + 1, length),
    st.integers(FIRST_YEAR, LAST_YEAR),
    st.sampled_from([12, 6, 3, 1]),
    st.integers(0, 11),
)


@given(periods)
def test_a_code_is_read_as_the_period_it_was_written_of(one: Period) -> None:
    assert read(one.code) == (one, False)
    assert one.span(cumulative=False) == (one.first_day, one.last_day)
    assert one.span(cumulative=True) == (date(one.year, 1, 1), one.last_day)
    assert one.a_year_earlier().last_day.replace(day=1) == one.last_day.replace(year=one.year - 1, day=1)


@given(st.text(max_size=20))
def test_whatever_is_written_is_read_or_refused(text: str) -> None:
    try:
        found, so_far = read(text)
    except PeriodError as error:
        assert str(error) == error.message % error.params
    else:
        assert read(found.code) == (found, False)
        assert not so_far or found.month > 1


@pytest.mark.parametrize(
    ("text", "code", "so_far"),
    [
        ("2025年上半年", "2025-H1", False),
        ("2025H1", "2025-H1", False),
        ("h1 2025", "2025-H1", False),
        ("2025年1-6月", "2025-H1", False),
        ("２０２５年１—９月", "2025-Q3", True),
        ("2025年前三季度", "2025-Q3", True),
        ("2025年1月至5月", "2025-05", True),
        ("2025年1-12月", "2025", False),
        ("2025年一季度", "2025-Q1", False),
        ("2025年第3季度", "2025-Q3", False),
        ("2025 Q3", "2025-Q3", False),
        ("2025年7月", "2025-07", False),
        ("202507", "2025-07", False),
        ("2025-7", "2025-07", False),
        ("2025年全年", "2025", False),
    ],
)
def test_what_people_write(text: str, code: str, so_far: bool) -> None:
    assert (read(text)[0].code, read(text)[1]) == (code, so_far)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("2025-H3", NOT_A_PERIOD),
        ("2025-Q5", NOT_A_PERIOD),
        ("2025-13", NOT_A_PERIOD),
        ("2025-00", NOT_A_PERIOD),
        ("20257", NOT_A_PERIOD),
        ("1949", NOT_A_PERIOD),
        ("25-H1", NOT_A_PERIOD),
        ("2025年3-6月", NOT_A_PERIOD),
        ("去年", NOT_A_PERIOD),
        ("1-6月", WITHOUT_YEAR),
        ("一季度", WITHOUT_YEAR),
        ("上半年", WITHOUT_YEAR),
    ],
)
def test_what_is_unclear_is_refused(text: str, message: str) -> None:
    with pytest.raises(PeriodError) as refused:
        period(text)
    assert (refused.value.message, refused.value.params) == (message, {"text": text})
