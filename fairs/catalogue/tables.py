"""The catalogue as files: a row an entry, for spreadsheets in the reader's language, for programs in both."""

import csv
from collections.abc import Iterable, Iterator
from importlib import import_module
from io import BytesIO
from typing import Any

import orjson
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from fairs.calendar.formats.table import harmless
from fairs.serializers.catalogue import CatalogueSerializer, feed_of

# With numpy it takes 30 MB: loaded when a workbook is first asked for, not by every worker.
openpyxl: Any = SimpleLazyObject(lambda: import_module("openpyxl"))

CHUNK = 500  # rows read at once


class Line:
    """Takes what a csv.writer writes."""

    def write(self, text: str) -> str:
        return text


def columns() -> list[str]:
    return [
        _("kind"), _("product"), _("category"), _("origin"), _("exhibitor"), _("pavilion"), _("venue"), _("hall"),
        _("stand"), _("edition"), _("first day"), _("last day"), _("calendar"),
    ]  # fmt: skip


def cells(entry: Any) -> list[Any]:
    product, hall, blocks = entry.product, entry.hall, entry.edition.loaded_blocks
    row = [
        entry.get_kind_display(), product, product and product.category, product and product.origin, entry.exhibitor,
        entry.pavilion, hall and hall.venue, hall and hall.name, entry.stand, entry.edition,
    ]  # fmt: skip
    days = [min((b.first_day for b in blocks if b.first_day), default=None),
            max((b.last_day for b in blocks if b.last_day), default=None)]  # fmt: skip
    return [*(harmless("" if cell is None else str(cell)) for cell in row), *days, feed_of(entry.edition.code)]


def read(entries: Any) -> Iterator[Any]:
    return iter(CatalogueSerializer.loaded(entries, None).iterator(CHUNK))


def as_csv(entries: Any) -> Iterator[str]:
    table = csv.writer(Line())
    yield "\ufeff"  # the mark by which Excel knows UTF-8
    yield table.writerow(columns())
    for entry in read(entries):
        yield table.writerow(cells(entry))


def as_json(entries: Any) -> Iterator[bytes]:
    separator = b'{"results":['
    for entry in read(entries):
        yield separator + orjson.dumps(CatalogueSerializer.row(entry))
        separator = b",\n"
    yield b"]}" if separator == b",\n" else separator + b"]}"


def as_xlsx(entries: Any) -> bytes:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet(_("Catalogue"))
    sheet.freeze_panes = "A2"
    for letter in "BCDEFGJ":
        sheet.column_dimensions[letter].width = 24
    sheet.append(list(_bold(sheet, columns())))
    for entry in read(entries):
        sheet.append([_text(cell) for cell in cells(entry)])
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _bold(sheet: Any, names: Iterable[str]) -> Iterator[Any]:
    for name in names:
        cell = openpyxl.cell.WriteOnlyCell(sheet, name)
        cell.font = openpyxl.styles.Font(bold=True)
        yield cell


def _text(cell: Any) -> Any:
    """Without what XML cannot have."""
    return "".join(c for c in cell if c >= " " or c in "\t\n") if isinstance(cell, str) else cell
