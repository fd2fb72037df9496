"""Periods of time that figures are about: a year, a half, a quarter or a month, or a year so far. Pure: no Django."""

import re
import unicodedata
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

FIRST_YEAR, LAST_YEAR = 1950, 2100
KINDS = {"year": 12, "half": 6, "quarter": 3, "month": 1}
"""{kind: its length in months}"""

_YEAR = r"(?P<year>\d{4})(?:年|-)?"
_DIGITS = {"一": "1", "二": "2", "三": "3", "四": "4"}
# A code, or as people write it. A year without one of these after it is the whole year.
_FORMS = [
    re.compile(rf"{_YEAR}(?:度|全年)?"),
    re.compile(rf"{_YEAR}(?:H(?P<half>[12])|(?P<halfword>[上下])半年)"),
    re.compile(rf"{_YEAR}(?:Q(?P<quarter>[1-4])|第?(?P<quarterword>[1-4一二三四])季度)"),
    re.compile(rf"{_YEAR}前(?P<quarters>[2-3二三])个?季度"),
    re.compile(r"(?P<year>\d{4})(?:年|-)(?P<month>1[0-2]|0?[1-9])月?(?:份)?"),
    re.compile(r"(?P<year>\d{4})(?P<month>1[0-2]|0[1-9])"),
    re.compile(rf"{_YEAR}0?1月?[-至到](?P<until>1[0-2]|0?[2-9])月(?:份)?"),
    re.compile(r"H(?P<half>[12])-?(?P<year>\d{4})"),
    re.compile(r"Q(?P<quarter>[1-4])-?(?P<year>\d{4})"),
]


def gettext_noop(message: str) -> str:
    """Mark for translation: whoever shows the message translates."""
    return message


NOT_A_PERIOD = gettext_noop(
    "“%(text)s” is not a period. Write a year (2025), a half (2025-H1, 2025-H2), a quarter (2025-Q1 to 2025-Q4) or a "
    "month (2025-01 to 2025-12)."
)
WITHOUT_YEAR = gettext_noop("“%(text)s” does not say of which year: write it before, as in 2025-H1 or 2025-Q3.")


class PeriodError(ValueError):
    """``message % params`` is the sentence; ``message`` is a msgid."""

    def __init__(self, message: str, text: str) -> None:
        super().__init__(message % {"text": text})
        self.message, self.params = message, {"text": text}


@dataclass(frozen=True, slots=True, order=True)
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
    def kind(self) -> str:
        return next(kind for kind, length in KINDS.items() if length == self.length)

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
    """What a text names, whether it runs from January or not."""
    return read(text)[0]


def read(text: str) -> tuple[Period, bool]:
    """A code, or what people write: 2025年上半年, 2025H1, 2025年1-9月. (period, whether the text itself says "so far").

    Raises PeriodError, which says how periods are written.
    """
    plain = re.sub(r"\s", "", unicodedata.normalize("NFKC", text)).upper()
    plain = re.sub("[–—―−~〜]+", "-", plain)
    found = next((m for form in _FORMS if (m := form.fullmatch(plain))), None)
    if not found:
        missing = any(form.fullmatch(f"2025年{plain}") for form in _FORMS)
        raise PeriodError(WITHOUT_YEAR if missing else NOT_A_PERIOD, text)
    said = {name: value for name, value in found.groupdict().items() if value}
    year = int(said.pop("year"))
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise PeriodError(NOT_A_PERIOD, text)
    if not said:
        return Period(year, 1, 12), False
    ((name, value),) = said.items()
    return _part(year, name, value)


def _part(year: int, name: str, value: str) -> tuple[Period, bool]:
    if name == "halfword":
        return Period(year, 1 if value == "上" else 7, 6), False
    number = int(_DIGITS.get(value, value))
    match name:
        case "until":
            return _so_far(year, number)
        case "quarters":
            return _so_far(year, 3 * number)
        case "quarter" | "quarterword":
            return Period(year, 3 * number - 2, 3), False
        case "month":
            return Period(year, number, 1), False
    return Period(year, 6 * number - 5, 6), False


def _so_far(year: int, month: int) -> tuple[Period, bool]:
    """January to ``month``, by the longest period that ends with it."""
    length = next(length for length in (12, 6, 3, 1) if month % length == 0)
    return Period(year, month - length + 1, length), month > length
