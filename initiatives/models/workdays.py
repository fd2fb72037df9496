"""Working days in mainland China: public holidays are none, and weekends worked in exchange are. Pure: no Django."""

from datetime import date, timedelta
from functools import cache

import holidays

DAY = timedelta(days=1)


@cache
def _calendar(year: int) -> holidays.HolidayBase:
    """Of one year and its neighbours, whole from the start: filled as it is asked, threads would see half of it."""
    return holidays.country_holidays("CN", years=range(year - 1, year + 2))


def is_working_day(day: date) -> bool:
    """As the State Council's notice has it; of a year without one, statutory holidays and weekends are free."""
    return bool(_calendar(day.year).is_working_day(day))


def working_days(first: date, last: date) -> int:
    """How many lie in first..last, both inclusive."""
    return sum(is_working_day(first + DAY * n) for n in range((last - first).days + 1))


def nth_working_day(first: date, number: int) -> date:
    """The day on which ``number`` working days are complete, counted from ``first`` inclusive."""
    day, left = first, number - is_working_day(first)
    while left > 0:
        day += DAY
        left -= is_working_day(day)
    return day
