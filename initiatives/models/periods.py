"""Periods of time that figures are about: a year, a half, a quarter or a month, or a year so far. Pure: no Django."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

_FORM = re.compile(r"(\d{4})(?:-(?:H([12])|Q([1-4])|(0[1-9]|1[0-2])))?")
FIRST_YEAR, LAST_YEAR = 1950, 2100


def gettext_noop(message: str) -> str:
    """Mark for translation: whoever shows the message translates."""
    return message


NOT_A_PERIOD = gettext_noop(
    "“%(text)s” is no period. Write a year (2025), a half (2025-H1, 2025-H2), a quarter (2025-Q1 to 2025-Q4) or a "
    "month (2025-01 to 2025-12)."
)


class PeriodError(ValueError):
    """``message % params`` is the sentence; ``message`` is a msgid."""

    def __init__(self, text: str) -> None:
        super().__init__(NOT_A_PERIOD % {"text": text})
        self.message, self.params = NOT_A_PERIOD, {"text": text}


@dataclass(frozen=True, slots=True)
class Period:
    """``length`` in months (12, 6, 3 or 1), ``month``: its first. ``code``: 2025, 2025-H1, 2025-Q3 or 2025-07."""

    year: int
    month: int
    length: int

    @property
    def first_day(self) -> date:
        return date(self.year, self.month, 1)

    @property
    def last_day(self) -> date:
        month = self.month + self.length - 1
        return date(self.year, month, monthrange(self.year, month)[1])

    @property
    def code(self) -> str:
        number = (self.month - 1) // self.length + 1
        return {
            12: f"{self.year}",
            6: f"{self.year}-H{number}",
            3: f"{self.year}-Q{number}",
            1: f"{self.year}-{number:02}",
        }[self.length]

    def span(self, *, cumulative: bool) -> tuple[date, date]:
        """First and last day, inclusive; of a cumulative figure from the first of January."""
        return (date(self.year, 1, 1) if cumulative else self.first_day), self.last_day

    def a_year_earlier(self) -> "Period":
        return Period(self.year - 1, self.month, self.length)


def period(text: str) -> Period:
    """Raises PeriodError, which says how periods are written."""
    found = _FORM.fullmatch(text.strip().upper())
    if not found or not FIRST_YEAR <= int(found[1]) <= LAST_YEAR:
        raise PeriodError(text)
    year, half, quarter, month = int(found[1]), found[2], found[3], found[4]
    if half:
        return Period(year, 6 * int(half) - 5, 6)
    if quarter:
        return Period(year, 3 * int(quarter) - 2, 3)
    return Period(year, int(month), 1) if month else Period(year, 1, 12)
