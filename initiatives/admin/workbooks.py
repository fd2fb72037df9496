"""A report as a spreadsheet in the reader's language: targets and rule, both tables, and every edition behind them."""

from collections.abc import Iterable
from importlib import import_module
from io import BytesIO
from typing import Any

from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from fairs.serializers.base import Row
from initiatives.models import Report
from initiatives.serializers.readable import readable

# With numpy it takes 30 MB: loaded when a workbook is first asked for, not by every worker.
openpyxl: Any = SimpleLazyObject(lambda: import_module("openpyxl"))

WIDEST = 60
SQUARE_METRES = "m²"


def workbook(report: Report) -> bytes:
    told, book = readable(report.content), openpyxl.Workbook()
    book.remove(book.worksheets[0])
    _sheet(book, _("Targets"), _summary(report, told))
    _sheet(book, _("City and batch"), _batches(told))
    _sheet(book, _("Stages"), _stages(told))
    _sheet(book, _("Editions"), _editions(told))
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def _sheet(book: Any, title: str, rows: Iterable[list[Any]]) -> None:
    """The first row is a heading; texts stay texts, whatever sign they begin with, without signs no sheet can hold."""
    sheet: Any = book.create_sheet(title[:31])
    for number, row in enumerate(rows, start=1):
        for column, value in enumerate(row, start=1):
            cell = sheet.cell(number, column)
            cell.value = openpyxl.cell.cell.ILLEGAL_CHARACTERS_RE.sub("", value) if isinstance(value, str) else value
            if isinstance(value, str):
                cell.data_type = "s"
                cell.alignment = openpyxl.styles.Alignment(wrap_text=True, vertical="top")
            elif isinstance(value, int):
                cell.number_format = "#,##0"
            elif isinstance(value, float):
                cell.number_format = "0.0%"
            if number == 1:
                cell.font = openpyxl.styles.Font(bold=True)
    for column, cells in enumerate(sheet.columns, start=1):
        widest = max(sum(2 if ord(sign) > 0x2E7F else 1 for sign in str(cell.value or "")) for cell in cells)
        sheet.column_dimensions[openpyxl.utils.get_column_letter(column)].width = min(widest + 2, WIDEST)
    sheet.freeze_panes = "B2"


def _summary(report: Report, told: Row) -> Iterable[list[Any]]:
    yield [_("Target"), _("So far"), _("Share"), _("Missing")]
    for target in told["targets"]:
        yield [target["words"], target["actual"], target["share"], target["missing"]]
    yield []
    yield [report.title]
    yield [_("Cut-off date: %(day)s") % {"day": told["as_of"]}]
    yield [_("Stage: %(stage)s") % {"stage": told["stage_name"]}]
    yield [told["forecast_in_words"]]
    for each in told["left_out"]:
        yield [_("Not counted, %(why)s: %(number)d") % {"why": each["meaning"], "number": each["count"]}]
    yield [_("How it is counted")]
    for line in told["rule"]:
        yield [line]


def _batches(told: Row) -> Iterable[list[Any]]:
    names = [*map(str, told["batch_names"]), _("Total")]
    before = f"{told['year_before']['year']}, {told['year_before']['as_of']}"
    yield [_("City"), *_two_each([*names, before]), _("Space not known"), _("Average"), _("Growth")]
    for row in _rows(told):
        total = row["total"]
        cells = [*row["batch_cells"], total, row["before"]]
        yield [
            row["name"], *_numbers(cells), total["area_unknown"], total["average_area"], row["growth"]["count"],
        ]  # fmt: skip


def _stages(told: Row) -> Iterable[list[Any]]:
    yield [_("City"), *_two_each(map(str, told["stage_names"]))]
    for row in _rows(told):
        yield [row["name"], *_numbers(row["stage_cells"])]


def _editions(told: Row) -> Iterable[list[Any]]:
    yield [_("Code"), _("Title"), _("City"), _("Batch"), _("Counts"), SQUARE_METRES, _("Why not")]
    for row in told["editions"]:
        counts = _("yes") if row["counted"] else _("no")
        yield [row["code"], row["title"], row["region"]["name"], row["batch_name"], counts, row["area"], row["meaning"]]


def _rows(told: Row) -> Iterable[Row]:
    return (row for section in told["sections"] for row in section)


def _two_each(names: Iterable[str]) -> list[str]:
    return [heading for name in names for heading in (name, f"{name}, {SQUARE_METRES}")]


def _numbers(cells: Iterable[Row]) -> list[int]:
    return [cell[measure] for cell in cells for measure in ("count", "area")]
