"""A plan as it was sent: its cells under the columns that are understood."""

import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from fairs.imports import sheets
from fairs.imports.cells import plain, tidy

from .columns import BY_NAME, COLUMNS

MOST_ROWS, MOST_CHARACTERS = 2000, 500_000
_ABOVE = 10  # rows among which the headings are looked for: above them a title, who filled it in
_PASSED_OVER = {"", "序号", "no", "no.", "#"}  # the sender's own numbering
TITLED = {"key", "title_zh_hans", "title_en"}


def _said(heading: str) -> str:
    return plain(heading).casefold().replace(" ", "").rstrip("*:")


_KNOWN = {_said(heading): column.name for column in COLUMNS for heading in column.headings}


def column_of(heading: str) -> str:
    """The name of the column; "" of what is not understood. What brackets add may be a unit."""
    said = _said(heading)
    without = re.sub(r"[(\[][^)\]]*[)\]]", "", said)
    return next((_KNOWN[each] for each in (said, without) if each in _KNOWN), "")


@dataclass
class Sheet:
    """``rows``: (number in the file, cells), each as long as ``headings``."""

    headings: list[str]
    rows: list[tuple[int, list[str]]]

    @cached_property
    def columns(self) -> list[str]:
        return [column_of(heading) for heading in self.headings]

    @property
    def unknown(self) -> list[str]:
        """Headings that are not understood: what stands below is passed over."""
        pairs = zip(self.headings, self.columns, strict=True)
        return [heading for heading, name in pairs if not name and _said(heading) not in _PASSED_OVER]

    @property
    def missing(self) -> list[str]:
        return [column.heading for column in COLUMNS if column.name not in self.columns]

    def unit(self, name: str) -> int:
        """How many m² a bare number below it counts."""
        return 10_000 if name in self.columns and "万" in self.heading(name) else 1

    def heading(self, name: str) -> str:
        return self.headings[self.columns.index(name)] if name in self.columns else BY_NAME[name].heading

    def cell(self, name: str, row: int) -> str:
        """Where it is, as spreadsheets say it: "D7", or "" in no column."""
        if name not in self.columns:
            return ""
        tens, ones = divmod(self.columns.index(name), 26)
        return f"{chr(64 + tens) if tens else ''}{chr(65 + ones)}{row}"

    def said(self, row: list[str]) -> dict[str, str]:
        """{column: what stands in it}, without what is blank."""
        # What would be a formula was written with a mark of text before it.
        pairs = ((name, tidy(cell.removeprefix("'"))) for name, cell in zip(self.columns, row, strict=True) if name)
        return {name: said for name, said in pairs if said}


def read(name: str, content: bytes) -> Sheet:
    """Raises ValidationError."""
    lines = sheets.lines(name, content, MOST_ROWS + _ABOVE)
    at = _place_of_headings(lines)
    headings = lines[at][1]
    length = max(place for place, heading in enumerate(headings, start=1) if heading)
    sheet = Sheet(headings[:length], [])
    if twice := next((name for name, times in Counter(sheet.columns).items() if name and times > 1), ""):
        both = [heading for heading in sheet.headings if column_of(heading) == twice]
        raise ValidationError(
            _("Two columns mean the same: %(names)s. Rename one.") % {"names": " = ".join(both)[:200]}
        )
    lines = [(number, [*line[:length], *[""] * (length - len(line))]) for number, line in lines[at + 1 :]]
    sheet.rows = [(number, line) for number, line in lines if any(line)]
    if not sheet.rows:
        raise ValidationError(_("The file has no rows below its headings."))
    if len(sheet.rows) > MOST_ROWS:
        raise ValidationError(_("The file has more than %(most)d rows: send it in parts.") % {"most": MOST_ROWS})
    if sum(len(cell) for line in (headings, *(line for _n, line in sheet.rows)) for cell in line) > MOST_CHARACTERS:
        raise ValidationError(_("The file holds more than %(most)d characters.") % {"most": MOST_CHARACTERS})
    return sheet


def _place_of_headings(lines: list[tuple[int, list[str]]]) -> int:
    """Among the first lines the one with most that are understood."""
    found = [{column_of(cell) for cell in line} - {""} for _number, line in lines[:_ABOVE]]
    at = max(range(len(found)), key=lambda place: len(found[place]), default=0)
    if not (found and found[at] & TITLED):
        title = BY_NAME["title_zh_hans"]
        message = _("No row has the headings: at least “%(title)s” is needed. Start from the template.")
        raise ValidationError(message % {"title": f"{title.headings[0]} / {title.en.split('/')[0]}"})
    return at
