"""A CSV or XLSX file as rows of text under headings, whatever program wrote it."""

import csv
import lzma
import re
import struct
import zlib
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
MOST_MERGED = 10_000
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell [^>]*?ref="([A-Z]{1,3}\d{1,7}):([A-Z]{1,3}\d{1,7})"')
ENDINGS = (".csv", ".xlsx")
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")  # how .xls begins, and what Excel encrypts
# What parsers make of bytes that are no workbook; zipfile's own for what is encrypted is a RuntimeError.
_BROKEN = (
    BadZipFile, OSError, ValueError, LookupError, TypeError, AttributeError, SyntaxError, ArithmeticError,
    RuntimeError, EOFError, zlib.error, lzma.LZMAError, struct.error,
)  # fmt: skip
_ENCODINGS = (("utf-8-sig", b"\xef\xbb\xbf"), ("utf-16", b"\xff\xfe"), ("utf-16", b"\xfe\xff"), ("utf-8", b""))

Row = tuple[int, dict[str, str]]
"""(its number in the file, {heading: text}); what is blank is left out."""


def read(name: str, content: bytes) -> list[Row]:
    """The rows below the headings; blank ones are left out. Raises ValidationError."""
    filled = [(number, [" ".join(c.split()) for c in line]) for number, line in lines(name, content, MOST_ROWS)]
    if len(filled) < 2:
        raise ValidationError(_("The file has no rows below its headings."))
    (_first, headings), *rest = filled
    named = [h for h in headings if h]
    if twice := next((h for h in named if named.count(h) > 1), None):
        raise ValidationError(_("Two columns are called “%(name)s”.") % {"name": twice[:80]})
    return [(number, {h: c for h, c in zip(headings, line, strict=False) if h and c}) for number, line in rest]


def lines(name: str, content: bytes, most: int) -> list[tuple[int, list[str]]]:
    """(number in the file, cells) of what is not blank, at most so many below the first. Raises ValidationError."""
    if len(content) > LARGEST:
        raise ValidationError(_("The file has more than %(most)d MB.") % {"most": LARGEST // 2**20})
    ending = PurePath(name).suffix.lower()
    if ending not in ENDINGS:
        raise ValidationError(_("Give a file that ends in .csv or .xlsx."))
    cells = _xlsx(content) if ending == ".xlsx" else _csv(content)
    found = list(islice(cells, most + 2))
    if len(found) > most + 1:
        raise ValidationError(_("The file has more than %(most)d rows: send it in parts.") % {"most": most})
    return [(number, line) for number, line in enumerate(found, start=1) if any(line)]


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
    if content.startswith(_OLE):
        raise ValidationError(_("This is an .xls file, or one with a password: save it as .xlsx without a password."))
    try:
        with ZipFile(BytesIO(content)) as parts:
            if sum(part.file_size for part in parts.infolist()) > LARGEST_UNPACKED:
                raise ValidationError(_("The file is too large once unpacked."))
        book: Any = openpyxl.load_workbook(BytesIO(content), read_only=True, data_only=True)
        sheet = book.worksheets[0]
        merged, held = _merged(content, sheet._worksheet_path), {}
        for number, line in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS, values_only=True), start=1):
            cells = _line(line)
            for column, last in merged.get(number, ()):
                held[column] = (last, cells[column] if column < len(cells) else "")
            held = {column: (last, text) for column, (last, text) in held.items() if last >= number}
            yield [text or held.get(column, (0, ""))[1] for column, text in enumerate(cells)]
    except ValidationError:
        raise
    except _BROKEN as error:
        raise ValidationError(_("This is no XLSX file that can be read.")) from error


def _merged(content: bytes, path: str) -> dict[int, list[tuple[int, int]]]:
    """{first row: [(column from 0, last row)]}: what is written once, across several rows, is meant in each."""
    found: dict[int, list[tuple[int, int]]] = {}
    with ZipFile(BytesIO(content)) as parts, parts.open(path.lstrip("/")) as sheet:
        kept = b""
        while chunk := sheet.read(2**20):
            for first, last in _MERGED.findall(kept + chunk):
                column, top = openpyxl.utils.cell.coordinate_from_string(first.decode())
                bottom = openpyxl.utils.cell.coordinate_from_string(last.decode())[1]
                if top < bottom and len(found) < MOST_MERGED:
                    place = openpyxl.utils.cell.column_index_from_string(column) - 1
                    found.setdefault(top, []).append((place, bottom))
            kept = chunk[-80:]
    return found


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
    return "\n".join(line for each in written.replace("\x00", "").splitlines() if (line := " ".join(each.split())))
