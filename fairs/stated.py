"""Dates as far as a source states them, in words of the active language: "2024-09-01/.." is "from Sept. 1, 2024".

The codes are those of ISO 8601-2 that the data have; whatever is none of them is a text and stays as it is. Pure.
"""

import re
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

_DAY = re.compile(
    r"(?P<year>\d{4}|XXXX)(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?|-H(?P<half>[12])|-Q(?P<quarter>[1-4]))?"
)
_DURATION = re.compile(r"P(\d{1,3})D")
UNKNOWN = "XXXX"
LEAP = 2000  # a year with every day there is, where the year is not known


def in_words(stated: str) -> str:
    found = [_part(part.strip()) for part in stated.split(" | ")]
    return stated if "" in found else pgettext("list", ", ").join(found)


def _part(text: str) -> str:
    words = _interval(text)
    return _("%(days)s, year not known") % {"days": words} if words and UNKNOWN in text else words


def _interval(text: str) -> str:
    """ "" where it is no code."""
    first, slash, last = text.partition("/")
    begins, ends = _day(first), _day(last)
    if not slash:
        return begins
    if first == ".." and ends:
        return _("until %(day)s") % {"day": ends}
    if last == ".." and begins:
        return _("from %(day)s") % {"day": begins}
    if (days := _DURATION.fullmatch(last)) and begins:
        return _("%(number)s days from %(day)s") % {"number": days[1], "day": begins}
    return f"{begins} – {ends}" if begins and ends else ""


def _day(text: str) -> str:
    found = _DAY.fullmatch(text.removesuffix("~"))
    words = _named(found.groupdict()) if found else ""
    return _("about %(day)s") % {"day": words} if words and text.endswith("~") else words


def _named(said: dict[str, str | None]) -> str:
    year, month, day, half, quarter = said.values()
    if year == UNKNOWN:
        when = _date(LEAP, month, day)
        return date_format(when, "MONTH_DAY_FORMAT" if day else "F") if when else ""
    words = {"year": int(year or 0), "number": int(quarter or half or 0)}
    if half:
        return (_("first half of %(year)d") if half == "1" else _("second half of %(year)d")) % words
    if quarter:
        return _("Q%(number)d %(year)d") % words
    if not month:
        return _("%(year)d") % words
    when = _date(words["year"], month, day)
    return date_format(when, "DATE_FORMAT" if day else "YEAR_MONTH_FORMAT") if when else ""


def _date(year: int, month: str | None, day: str | None) -> date | None:
    try:
        return date(year, int(month or 0), int(day or 1))
    except ValueError:
        return None
