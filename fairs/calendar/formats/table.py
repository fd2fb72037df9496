"""CSV, RFC 4180, for spreadsheets: a row a listing, columns named in the reader's language."""

import csv
from collections.abc import Callable
from io import StringIO
from typing import Any

import orjson
from django.utils.translation import gettext as _
from django.utils.translation import override

from fairs.calendar.words import kinds, statuses

from .presentation import Format, Presentation, Rows, said

Entry = dict[str, Any]
# What a spreadsheet would run as a formula, full width included.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def queries(listings: Any, _gone: Any, _shown: Presentation) -> list[Any]:
    return [listings.order_by("start", "key").values_list("payload")]


def columns(language: str) -> dict[str, Callable[[Entry], Any]]:
    """Their names, in the active language, and what stands below."""
    kind_names, status_names = kinds(), statuses()
    return {
        _("first day or start"): lambda e: moment(e["start"]),
        _("last day or end"): lambda e: e["last_day"] or moment(e["end"]),
        _("title"): lambda e: said(e["title"], language),
        _("status"): lambda e: status_names[e["status"]],
        _("kind"): lambda e: kind_names[e["kind"]],
        _("place"): lambda e: said(e["place"], language),
        _("categories"): lambda e: "; ".join(said(c, language) for c in e["categories"]),
        _("description"): lambda e: said(e["description"], language),
        _("recurrence"): lambda e: (e["recurrence"] or {}).get("rrule", ""),
        _("page"): lambda e: e["url"] or "",
        _("latitude"): lambda e: (e["geo"] or {}).get("latitude"),
        _("longitude"): lambda e: (e["geo"] or {}).get("longitude"),
        "UID": lambda e: e["uid"],
        "SEQUENCE": lambda e: e["sequence"],
        _("changed"): lambda e: e["modified"],
    }


def moment(written: str) -> str:
    """A day, or the time of day as clocks show it."""
    return written[:16].replace("T", " ")


def write(shown: Presentation, _url: str, rows: Rows) -> bytes:
    out = StringIO()
    with override(shown.language):
        cells = columns(shown.language)
    table = csv.writer(out)
    table.writerow(cells)
    for (payload,) in rows:
        entry = orjson.loads(payload)
        table.writerow([harmless(cell(entry)) for cell in cells.values()])
    return ("\ufeff" + out.getvalue()).encode()  # the mark by which Excel knows UTF-8


def harmless(cell: Any) -> Any:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


FORMAT = Format("text/csv; charset=utf-8; header=present", queries, write)
