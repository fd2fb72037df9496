"""What people write into the cells of a plan, as numbers. Pure; raises ValidationError, which says what to write."""

import re
import unicodedata
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

SMALLEST = 100  # m²: a bare number below is meant in ten thousands
MOST_AREA = 10**8
_WAN = 10_000
_DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")}
_UNKNOWN = {"", "-", "--", "/", "无", "暂无", "待定", "未定", "待确定", "tba", "tbd", "tbc", "n/a", "?"}
_QUALIFIERS = (
    ("about", re.compile(r"^(?:约|大约|预计|about|approx\.?|ca\.?|circa)|(?:左右|上下)$")),
    ("nearly", re.compile(r"^(?:近|接近|将近|nearly|almost)")),
    ("over", re.compile(r"^(?:超过|超|逾|over|morethan|>)|(?:以上|余|多|\+)$|(?:余|多)(?=万|平|m2|$)")),
)
_AREA = re.compile(r"(\d+(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(万)?(?:平方米|平方公尺|平米|平方|平|m2|sqm|sq\.?m\.?)?")


_WIDE = {code: code - 0xFEE0 for first, last in ("０９", "ＡＺ", "ａｚ") for code in range(ord(first), ord(last) + 1)}
_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn"}
# No comma of a list stands before a legal form.
_SEPARATORS = re.compile(r"[、;\n|]|,(?!\s*(?:ltd|inc|llc|co|corp|gmbh|limited)\b)", re.IGNORECASE)


def tidy(text: str) -> str:
    """As it was written, line by line, without needless blanks, full-width digits and letters, and what is unseen."""
    lines = text.translate(_WIDE).splitlines()
    seen = (
        "".join(" " if c.isspace() else c for c in line if unicodedata.category(c) not in _UNSEEN) for line in lines
    )
    return "\n".join(line for each in seen if (line := " ".join(each.split())))


def plain(text: str) -> str:
    """On one line, full-width signs as others: to be compared and read, not to be kept."""
    return " ".join(tidy(unicodedata.normalize("NFKC", text)).split())


def words(text: str) -> list[str]:
    """The things of a list: 甲、乙；丙."""
    return [word for part in _SEPARATORS.split(text.replace("；", ";").replace("，", ",")) if (word := tidy(part))]


def unknown(text: str) -> bool:
    """Whether it says that nothing is known yet."""
    return plain(text).casefold() in _UNKNOWN


@dataclass(frozen=True, slots=True)
class Area:
    """m², and how exact (as of Qualifier)."""

    value: int
    qualifier: str = "exact"


def area(text: str, unit: int = 1) -> Area:
    """``unit``: how many m² a bare number counts, as the column's heading says."""
    said = plain(text).casefold().replace(" ", "")
    qualifier = "exact"
    for name, sign in _QUALIFIERS:
        if sign.search(said):
            said, qualifier = sign.sub("", said), name
            break
    found = _AREA.fullmatch(said)
    if not found or re.search(r"\d \d", plain(text)):
        raise ValidationError(_("“%(said)s” is no area: write 35000, 35,000㎡ or 3.5万平方米.") % {"said": text[:40]})
    number, ten_thousands = found.groups()
    bare = said == number
    value = float(number.replace(",", "")) * (_WAN if ten_thousands else unit if bare else 1)
    if bare and unit == 1 and value < SMALLEST:
        message = _(
            "%(number)s m² is too small: write %(number)s万平方米 for ten thousands, or the unit, %(number)s㎡."
        )
        raise ValidationError(message % {"number": number})
    if not 0 < value <= MOST_AREA:
        raise ValidationError(_("“%(said)s” is no area that a fair can have.") % {"said": text[:40]})
    return Area(round(value), qualifier)


def number(text: str) -> int:
    """29, 第29届, 第二十九届 or 29th."""
    said = plain(text).casefold().replace(" ", "")
    found = re.fullmatch(r"第?([\d一二三四五六七八九十百零]{1,9})(?:st|nd|rd|th|届|次)?", said)
    counted = _counted(found[1]) if found else 0
    if not 0 < counted < 1000:
        raise ValidationError(_("“%(said)s” is no edition number: write 29 or 第29届.") % {"said": text[:40]})
    return counted


def _counted(digits: str) -> int:
    if digits.isdecimal():
        return int(digits)
    hundreds, _sign, rest = digits.rpartition("百")
    tens, ten, ones = rest.rpartition("十")
    parts = [hundreds or "零", tens or ("一" if ten else "零"), ones.removeprefix("零") or "零"]
    if any(part not in _DIGITS for part in parts):
        return 0
    return sum(_DIGITS[part] * weight for part, weight in zip(parts, (100, 10, 1), strict=True))


@dataclass(frozen=True, slots=True)
class Title:
    """What a title says of itself."""

    year: int | None
    ordinal: int | None


_TITLE_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_TITLE_NUMBER = re.compile(r"第\s*([\d一二三四五六七八九十百零]{1,5})\s*届|\b(\d{1,3})(?:st|nd|rd|th)\b", re.I)


def title(text: str) -> Title:
    said = plain(text)
    year, ordinal = _TITLE_YEAR.search(said), _TITLE_NUMBER.search(said)
    counted = _counted(ordinal[1] or ordinal[2]) if ordinal else int("首届" in said)
    return Title(int(year[1]) if year else None, counted or None)


def advanced(text: str, year: int, by: int = 1) -> str:
    """The title of a later edition: 2026第28届 becomes 2027第29届; what is spelt out stays."""
    later = _TITLE_YEAR.sub(str(year), text)
    return re.sub(r"第\s*(\d{1,3})\s*届", lambda found: f"第{int(found[1]) + by}届", later)
