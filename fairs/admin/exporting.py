"""Rows of a list as a spreadsheet: what the list shows, and what it has no room for."""

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from html import unescape
from io import BytesIO
from typing import Any, ClassVar

from django.contrib import admin
from django.contrib.admin.utils import label_for_field, lookup_field
from django.http import HttpRequest, HttpResponse
from django.utils.encoding import force_str
from django.utils.html import strip_tags
from django.utils.http import content_disposition_header
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from fairs.calendar.formats.table import harmless
from fairs.imports.sheets import openpyxl

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WORDS = {True: _("Yes"), False: _("No")}


class Exported(admin.ModelAdmin):
    actions: tuple[str, ...] = ("export",)
    exported: ClassVar[tuple[str, ...]] = ()  # columns beside those of the list

    def rows_to_export(self, queryset: Any) -> Any:
        """With what the further columns say."""
        return queryset

    @admin.action(description=_("Export selected %(verbose_name_plural)s (XLSX)"), permissions=["view"])
    def export(self, request: HttpRequest, queryset: Any) -> HttpResponse:
        book = openpyxl.Workbook(write_only=True)
        sheet = book.create_sheet()
        sheet.freeze_panes = "A2"
        sheet.column_dimensions["A"].width = 40
        for line in self.lines(request, queryset):
            sheet.append(line)
        out = BytesIO()
        book.save(out)
        disposition = content_disposition_header(True, f"{self.opts.verbose_name_plural}.xlsx") or ""
        return HttpResponse(out.getvalue(), content_type=XLSX, headers={"Content-Disposition": disposition})

    def lines(self, request: HttpRequest, queryset: Any) -> Iterator[list[Any]]:
        """The headings, then a line a row."""
        names = dict.fromkeys([*self.get_list_display(request), *self.exported])
        yield [harmless(capfirst(force_str(label_for_field(name, self.model, self)))) for name in names]
        for row in self.rows_to_export(queryset):
            yield [self._cell(row, name) for name in names]

    def _cell(self, row: Any, name: str) -> Any:
        field, _attribute, value = lookup_field(name, row, self)
        return _plain(dict(getattr(field, "flatchoices", ())).get(value, value))


def _plain(value: Any) -> Any:
    """Numbers and days as such; all else as text, which is no formula and holds what XML can."""
    if value is None:
        return None
    if isinstance(value, bool):
        return str(WORDS[value])
    if isinstance(value, datetime):
        return localtime(value).replace(tzinfo=None)
    if isinstance(value, (int, float, Decimal, date)):
        return value
    text = unescape(strip_tags(value)) if isinstance(value, SafeString) else str(value)
    return harmless("".join(c for c in text if c >= " " or c in "\t\n"))
