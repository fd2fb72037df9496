"""Working days as the State Council's notices have them."""

from datetime import date

import pytest

from initiatives.models.workdays import is_working_day, nth_working_day, working_days


@pytest.mark.parametrize(
    ("day", "worked"),
    [
        (date(2026, 2, 13), True),
        (date(2026, 2, 14), True),  # a Saturday, in exchange for the Spring Festival
        (date(2026, 2, 15), False),
        (date(2026, 2, 16), False),
        (date(2026, 2, 23), False),
        (date(2026, 2, 24), True),
        (date(2026, 2, 28), True),  # a Saturday
        (date(2026, 3, 1), False),
        (date(2025, 9, 28), True),  # a Sunday, in exchange for the National Day
        (date(2025, 10, 11), True),
        (date(2025, 10, 8), False),
        (date(2006, 12, 30), True),  # in exchange for a day of the next year
        (date(1950, 1, 1), False),
        (date(2100, 12, 31), True),  # a Friday of a year without a notice
    ],
)
def test_a_working_day(day: date, worked: bool) -> None:
    assert is_working_day(day) is worked


@pytest.mark.parametrize(
    ("first", "seventh"),
    [
        (date(2026, 3, 2), date(2026, 3, 10)),
        (date(2026, 2, 13), date(2026, 2, 28)),
        (date(2026, 2, 15), date(2026, 3, 3)),
        (date(2025, 9, 28), date(2025, 10, 13)),
    ],
)
def test_seven_working_days_end_on_the_seventh(first: date, seventh: date) -> None:
    assert nth_working_day(first, 7) == seventh
    assert working_days(first, seventh) == 7
    assert is_working_day(seventh)
