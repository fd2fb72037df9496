"""A CSV or XLSX file as rows of text under headings, whatever program wrote it."""

import csv
from collections.abc import Iterator
from datetime import date, datetime
from importlib import import_module
from io import BytesIO, StringIO
from itertools import islice
from pathlib import PurePath
from typing import Any
from zipfile import BadZipFile, ZipFile

from django.core.exceptions import ValidationError
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

# With numpy it takes 30 MB: loaded when a workbook is first asked for, not by every worker.
openpyxl: Any = SimpleLazyObject(lambda: import_module("openpyxl"))

LARGEST, MOST_ROWS, MOST_COLUMNS, LONGEST_CELL = 5 * 2**20, 1000, 60, 5000
LARGEST_UNPACKED = 100 * 2**20
ENDINGS = (".csv", ".xlsx")
_ENCODINGS = (("utf-8-sig", b"\xef\xbb\xbf"), ("utf-16", b"\xff\xfe"), ("utf-16", b"\xfe\xff"), ("utf-8", b""))

Row = tuple[int, dict[str, str]]
"""(its number in the file, {heading: text}); what is blank is left out."""


def read(name: str, content: bytes) -> list[Row]:
    """The rows below the headings; blank ones are left out. Raises ValidationError."""
    if len(content) > LARGEST:
        raise ValidationError(_("The file has more than %(most)d MB.") % {"most": LARGEST // 2**20})
    ending = PurePath(name).suffix.lower()
    if ending not in ENDINGS:
        raise ValidationError(_("Give a file that ends in .csv or .xlsx."))
    cells = _xlsx(content) if ending == ".xlsx" else _csv(content)
    lines = list(islice(cells, MOST_ROWS + 2))
    if len(lines) > MOST_ROWS + 1:
        raise ValidationError(_("The file has more than %(most)d rows: send it in parts.") % {"most": MOST_ROWS})
    filled = [(number, line) for number, line in enumerate(lines, start=1) if any(line)]
    if len(filled) < 2:
        raise ValidationError(_("The file has no rows below its headings."))
    (_first, headings), *rest = filled
    named = [h for h in headings if h]
    if twice := next((h for h in named if named.count(h) > 1), None):
        raise ValidationError(_("Two columns are called “%(name)s”.") % {"name": twice[:80]})
    return [(number, {h: c for h, c in zip(headings, line, strict=False) if h and c}) for number, line in filled[1:]]


def _csv(content: bytes) -> Iterator[list[str]]:
    text = _decoded(content)
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    try:
        for line in csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True):
            yield _line(line)
    except csv.Error as error:
        raise ValidationError(_("This is no CSV file: %(why)s.") % {"why": error}) from error


def _decoded(content: bytes) -> str:
    """UTF-8, UTF-16 with its mark, or what Chinese Windows writes."""
    encoding = next(encoding for encoding, mark in _ENCODINGS if content.startswith(mark))
    for tried in dict.fromkeys((encoding, "gb18030")):
        try:
            return content.decode(tried)
        except UnicodeDecodeError:
            continue
    raise ValidationError(_("The letters of this file cannot be read: save it as “CSV UTF-8” or XLSX."))


def _xlsx(content: bytes) -> Iterator[list[str]]:
    try:
        with ZipFile(BytesIO(content)) as parts:
            if sum(part.file_size for part in parts.infolist()) > LARGEST_UNPACKED:
                raise ValidationError(_("The file is too large once unpacked."))
        book: Any = openpyxl.load_workbook(BytesIO(content), read_only=True, data_only=True)
        for line in book.worksheets[0].iter_rows(max_col=MOST_COLUMNS, values_only=True):
            yield _line(line)
    except ValidationError:
        raise
    except (BadZipFile, OSError, ValueError, KeyError, IndexError, TypeError, AttributeError, SyntaxError) as error:
        raise ValidationError(_("This is no XLSX file that can be read.")) from error


def _line(values: Any) -> list[str]:
    line = [_text(value) for value in islice(values, MOST_COLUMNS)]
    if long := next((cell for cell in line if len(cell) > LONGEST_CELL), None):
        raise ValidationError(_("A cell is too long: “%(cell)s…”.") % {"cell": long[:40]})
    return line


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, datetime):
        value = value.date() if value.time() == datetime.min.time() else value
    written = value.isoformat() if isinstance(value, date) else str(value)
    return " ".join(written.replace("\x00", "").split())
