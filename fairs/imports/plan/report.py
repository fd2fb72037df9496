"""What was sent, with what became of each row: to be mended and sent once more."""

import csv
from io import BytesIO, StringIO
from typing import Any

from django.utils.translation import gettext as _

from fairs.calendar.formats.table import harmless
from fairs.imports.sheets import openpyxl

from .sheet import Sheet

Results = dict[int, tuple[str, str, str]]
"""{row: (its outcome in words, its messages, the key of its edition)}"""


def lines(sheet: Sheet, results: Results) -> list[list[str]]:
    """A key where the file had none would make two columns of one name."""
    added = [_("result"), _("messages"), _("key found")]
    rows = [[*cells, *results.get(number, ("", "", ""))] for number, cells in sheet.rows]
    return [[_safe(cell) for cell in line] for line in ([*sheet.headings, *added], *rows)]


def _safe(cell: str) -> str:
    return str(harmless("".join(c for c in cell if c >= " " or c == "\n")))


def as_csv(sheet: Sheet, results: Results) -> bytes:
    out = StringIO()
    csv.writer(out).writerows(lines(sheet, results))
    return ("\ufeff" + out.getvalue()).encode("utf-8", "replace")  # the mark by which Excel knows UTF-8


def as_xlsx(sheet: Sheet, results: Results) -> bytes:
    book: Any = openpyxl.Workbook(write_only=True)
    page = book.create_sheet()
    page.freeze_panes = "A2"
    for line in lines(sheet, results):
        page.append(line)
    out = BytesIO()
    book.save(out)
    return out.getvalue()
