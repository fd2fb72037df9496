"""Days of a fair as people write them: 10.24-26, 10月24日-26日, 3月下旬, 待定. Pure; raises ValidationError."""

import calendar
import re
import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from .cells import plain, unknown

Span = tuple[date, date | None]


@dataclass(frozen=True, slots=True)
class Days:
    """``spans``: (first day, last day or None where that is open); ``stated``: the words, where days are half known."""

    spans: tuple[Span, ...] = ()
    stated: str = ""
    doubt: str = ""


_MONTHS = {name.casefold(): n for names in (calendar.month_name, calendar.month_abbr) for n, name in enumerate(names)}
_MONTHS = {**_MONTHS, "sept": 9}
del _MONTHS[""]
_NAME = "|".join(sorted(_MONTHS, key=len, reverse=True))
_YEAR = r"((?:19|20)\d\d)"
_DAY = r"(?:(\d{4})[年./-])?(\d{1,2})[月./-](\d{1,2})[日号]?"
_SINGLE = re.compile(_DAY)
_RANGE = re.compile(rf"{_DAY}[-~](?:{_DAY}|(\d{{1,2}})[日号]?)")
_DAY_FIRST = re.compile(rf"(\d{{1,2}})[日号]?[-~]{_DAY}")
_OPEN = re.compile(rf"自?{_DAY}(?:起|开始|开幕|[/~]\.\.|[-~])")
_TENTATIVE = re.compile(
    r"^(?:拟定?于?|暂定|预计|约|计划|tentatively|about|approx\.?|ca\.?)|\?$|(?:左右|待定|暂定|\(tbc\)|tbc)$"
)
_MONTH = rf"(?:(?:\d{{4}})[年./-]?)?(?:(?:1[0-2]|0?[1-9])月份?|(?:early|mid|late)?-?(?:{_NAME})(?:\d{{4}})?)"
_PART = r"(?:上旬|中旬|下旬|初|上半月|下半月|中|底|末)"
_HALF_KNOWN = re.compile(
    rf"{_MONTH}{_PART}?(?:[-~至或/、]{_MONTH}{_PART}?)?"
    rf"|(?:1[0-2]|0?[1-9])[-~](?:1[0-2]|0?[1-9])月份?"
    rf"|\d{{4}}[年./-]?(?:1[0-2]|0?[1-9])?月?"
    rf"|(?:\d{{4}}年?)?(?:年内|上半年|下半年|年初|年中|年底|第?[一二三四1-4]季度|q[1-4]|h[12]|[春夏秋冬]季?"
    rf"|(?:spring|summer|autumn|fall|winter))(?:\d{{4}})?"
)
_WEEKDAY = re.compile(
    r"\((?:周|星期)?[一二三四五六日天](?:至(?:周|星期)?[一二三四五六日天])?\)|(?:周|星期)[一二三四五六日天]"
)
_SERIAL = re.compile(r"[34567]\d{4}")
_BETWEEN = r"[;、\n]|,(?!\s*(?:19|20)\d\d)|和|及|\band\b"
MOST_BLOCKS = 6
_EPOCH = date(1899, 12, 30)  # of Excel's numbers of days


def days(text: str, year: int) -> Days:
    """``year``: of the plan, meant where none is written."""
    if unknown(text):
        return Days(stated=plain(text) if plain(text) not in {"", "-", "--", "/"} else "")
    parts = re.split(_BETWEEN, unicodedata.normalize("NFKC", text))
    found = [_span(each, year) for part in parts if (each := plain(part))]
    if not any(found):
        return Days(stated=plain(text))
    if not all(found) or len(found) > MOST_BLOCKS:
        raise ValidationError(_("Give days, or words alone, not both: “%(said)s”.") % {"said": text[:60]})
    spans = [span for span in found if span]
    stated = plain(text) if any(last is None for _first, last in spans) else ""
    return Days(tuple(sorted(spans, key=lambda span: span[0])), stated, _doubt(plain(text)))


def _doubt(said: str) -> str:
    """A spreadsheet makes 10.3 of what was typed as 10.30."""
    if short := re.fullmatch(r"(\d{1,2})\.([123])", said):
        return _("Read as day %(day)s of month %(month)s. If day %(day)s0 is meant, write it with 月 and 日.") % {
            "month": short[1],
            "day": short[2],
        }
    return ""


def _bare(text: str) -> str:
    """One way of writing ranges, no weekdays, months as numbers where a day stands by them."""
    said = _WEEKDAY.sub("", re.sub(r"[—–―−‐]|至|到|\bto\b", "~", plain(text).casefold()))
    said = re.sub(
        rf"(\d{{1,2}})(?:st|nd|rd|th)? ?({_NAME})\b\.?,?(?: ?{_YEAR})?", lambda m: _told(m[3], m[2], m[1]), said
    )
    said = re.sub(
        rf"\b({_NAME})\.? (\d{{1,2}})(?!\d)(?:st|nd|rd|th)?(?:,? ?{_YEAR})?", lambda m: _told(m[3], m[1], m[2]), said
    )
    said = re.sub(rf"^(\d{{1,2}}\.\d.*?),? ?\b{_YEAR}$", r"\2.\1", said)  # Oct 24-26, 2027
    said = re.sub(r"(?<=\d) *[-~] *(?=\d{4})", "~", re.sub(r" 00:00(:00)?$", "", said))
    return re.sub(r"\s+|(?<!\.)[.。]$", "", said)


def _told(year: str | None, month: str, day: str) -> str:
    return f"{year}.{_MONTHS[month]}.{day}" if year else f"{_MONTHS[month]}.{day}"


def _span(text: str, year: int) -> Span | None:
    """None: half known, in words."""
    said = _bare(text)
    if _SERIAL.fullmatch(said):
        one = _EPOCH + timedelta(days=int(said))
        return one, one
    if single := _SINGLE.fullmatch(said):
        one = _date(single[1] or year, single[2], single[3])
        return one, one
    if both := _RANGE.fullmatch(said):
        return _between(both.groups(), year)
    if late := _DAY_FIRST.fullmatch(said):
        last = _date(late[2] or year, late[3], late[4])
        return _in_order(_date(last.year, last.month, late[1]), last, text)
    if since := _OPEN.fullmatch(said):
        return _date(since[1] or year, since[2], since[3]), None
    if _HALF_KNOWN.fullmatch(said) or _TENTATIVE.search(said):
        return None
    raise ValidationError(
        _("“%(said)s” is no day: write 10月24日-26日, 2027-10-24 ~ 2027-10-26, 3月下旬 or 待定.") % {"said": text[:60]}
    )


def _between(parts: tuple[str | None, ...], year: int) -> Span:
    y1, m1, d1, y2, m2, d2, alone = parts
    first = _date(y1 or y2 or year, m1, d1)
    if alone:
        return _in_order(first, _date(first.year, first.month, alone), alone)
    last = _date(y2 or first.year, m2, d2)
    if last.month < first.month and not (y1 and y2):  # over New Year
        first, last = _date(last.year - bool(y2), m1, d1), _date(last.year + (not y2), m2, d2)
    return _in_order(first, last, f"{first} ~ {last}")


def _in_order(first: date, last: date, said: str) -> Span:
    if last < first:
        raise ValidationError(_("The last day is before the first day.") + f" {first} ~ {last}")
    return first, last


def _date(year: int | str | None, month: int | str | None, day: str | None) -> date:
    try:
        return date(int(year or 0), int(month or 0), int(day or 0))
    except ValueError as error:
        message = _("There is no day %(year)s-%(month)s-%(day)s: write year, month, day, such as 2027-10-24.")
        raise ValidationError(message % {"year": year, "month": month, "day": day}) from error


def written(spans: tuple[tuple[date | None, date | None], ...]) -> str:
    """As they are read again."""
    return "; ".join(f"{first or '..'} ~ {last or '..'}" if first != last else f"{first}" for first, last in spans)
