"""Pages that neither skip nor repeat a row while others write, in any of a list's orderings.

A cursor is the position of a row: all the values that rows are ordered by, the key last. (Django REST framework's own
cursor counts an offset among equal first values and gives up at 1000: fewer than a year's editions may be.) It is
signed, so a forged one is refused before anything in it reaches the database.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.signing import BadSignature, Signer
from django.db.models import F, Q, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from rest_framework.pagination import BasePagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import replace_query_param

LARGEST = 200
LONG_AGO, FAR_AHEAD = datetime(1900, 1, 1, tzinfo=UTC), datetime(2900, 1, 1, tzinfo=UTC)
PARAMETERS = frozenset({"cursor", "ordering", "page_size"})


@dataclass(frozen=True)
class Key:
    """One thing that rows are ordered by; ``unknown`` stands for NULL: (when ascending, when descending)."""

    what: str | Combinable
    unknown: tuple[Any, Any] | None = None
    read: Callable[[Any], Any] = lambda value: value

    def expression(self, descending: bool) -> Any:
        what = F(self.what) if isinstance(self.what, str) else self.what
        return Coalesce(what, Value(self.unknown[descending])) if self.unknown else what


def days(what: str | Combinable) -> Key:
    """Days; a row whose day is unknown comes last in either direction."""
    return Key(what, (date.max, date.min), date.fromisoformat)


def moments(what: str) -> Key:
    return Key(what, None, datetime.fromisoformat)


def times(what: str) -> Key:
    """Moments; unknown ones first, in either direction."""
    return Key(what, (LONG_AGO, FAR_AHEAD), datetime.fromisoformat)


def numbers(what: str) -> Key:
    """Small numbers; unknown ones last."""
    return Key(what, (2**15 - 1, 0))


Orderings = Mapping[str, tuple[Key, ...]]


class KeysetPagination(BasePagination):
    """Reads ``orderings`` by name, ``default_ordering`` (else the first), and ``default_page_size`` from the view."""

    def paginate_queryset(self, queryset: Any, request: Request, view: Any = None) -> list[Any]:
        self.base_url = request.build_absolute_uri()
        asked = request.query_params
        name, keys, descending = ordering(asked.get("ordering", default_ordering(view)), view.orderings)
        size = page_size(asked.get("page_size"), view.default_page_size)
        self.signer = Signer(salt=f"cursor of {request.path} by {name}", sep=".")
        self.columns = [f"_key{n}" for n in range(len(keys))] + ["pk"]
        backwards, position = self.decode(asked["cursor"], keys) if "cursor" in asked else (False, None)

        self.expressions = {c: k.expression(descending) for c, k in zip(self.columns, keys, strict=False)}
        rows = self.read(queryset, position, descending != backwards, size + 1)
        more, rows = len(rows) > size, rows[:size]
        if backwards:
            rows.reverse()
        self.next = self.link(rows[-1], False) if rows and (more or backwards) else None
        self.previous = self.link(rows[0], True) if rows and (more if backwards else position) else None
        return rows

    def read(self, queryset: Any, position: list[Any] | None, falling: bool, most: int) -> list[Any]:
        rows = queryset.annotate(**self.expressions)
        if position:
            rows = rows.filter(beyond(self.columns, position, falling))
        return list(rows.order_by(*(f"-{c}" if falling else c for c in self.columns))[:most])

    def link(self, row: Any, backwards: bool) -> str:
        values = [getattr(row, column) for column in self.columns]
        plain = [v.isoformat() if isinstance(v, date) else v for v in values]
        return replace_query_param(self.base_url, "cursor", self.signer.sign_object([int(backwards), *plain]))

    def decode(self, cursor: str, keys: tuple[Key, ...]) -> tuple[bool, list[Any]]:
        try:
            backwards, *values, pk = self.signer.unsign_object(cursor)
        except BadSignature:
            message = _("This is not a cursor of this list in this order: start again without it.")
            raise ValidationError({"cursor": ValidationError(message, code="invalid_cursor")}) from None
        return bool(backwards), [*(k.read(v) for k, v in zip(keys, values, strict=True)), pk]

    def get_paginated_response(self, data: list[Any]) -> Response:
        return Response({"next": self.next, "previous": self.previous, "results": data})

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        link = {"type": ["string", "null"], "format": "uri"}
        return {
            "type": "object",
            "required": ["next", "previous", "results"],
            "properties": {"next": link, "previous": link, "results": schema},
        }

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        names = [sign + name for name in view.orderings for sign in ("", "-")]
        described = {
            "cursor": (_("Where a page starts: part of the links next and previous."), {"type": "string"}),
            "ordering": (
                _("What rows are ordered by; “-” reverses it."),
                {"type": "string", "enum": names, "default": default_ordering(view)},
            ),
            "page_size": (
                _("Rows on a page."),
                {"type": "integer", "minimum": 1, "maximum": LARGEST, "default": view.default_page_size},
            ),
        }
        return [
            {"name": name, "in": "query", "required": False, "description": str(text), "schema": schema}
            for name, (text, schema) in described.items()
        ]


def beyond(columns: list[str], values: list[Any], falling: bool) -> Q:
    """Rows after the one with these values. The first condition alone would do; the second lets an index be used."""
    side, (column, *columns), (value, *values) = "lt" if falling else "gt", columns, values
    if not columns:
        return Q(**{f"{column}__{side}": value})
    later = Q(**{f"{column}__{side}": value}) | Q(**{column: value}) & beyond(columns, values, falling)
    return later & Q(**{f"{column}__{side}e": value})


def default_ordering(view: Any) -> str:
    return getattr(view, "default_ordering", "") or next(iter(view.orderings))


def ordering(asked: str, orderings: Orderings) -> tuple[str, tuple[Key, ...], bool]:
    """(as asked, keys, whether descending)."""
    if (name := asked.removeprefix("-")) not in orderings:
        message = _("Give one of: %(allowed)s; with “-” before it for the reverse.")
        raise ValidationError(
            {"ordering": ValidationError(message, code="invalid_ordering", params={"allowed": ", ".join(orderings)})}
        )
    return asked, orderings[name], asked != name


def page_size(asked: str | None, default: int) -> int:
    if asked is None:
        return default
    if not (asked.isascii() and asked.isdigit() and len(asked) < 4 and 1 <= int(asked) <= LARGEST):
        message = _("Give a whole number from 1 to %(largest)d.")
        raise ValidationError(
            {"page_size": ValidationError(message, code="invalid_page_size", params={"largest": LARGEST})}
        )
    return int(asked)
