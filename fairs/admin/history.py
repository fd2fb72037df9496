"""The history of one object and its parts, as people tell it: who, when, why, and what from what to what."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

from django.contrib.admin.utils import unquote
from django.core.exceptions import FieldDoesNotExist, PermissionDenied
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from .badges import NOTHING
from .lists import Lists

UNTOLD = {"id", "uuid", "created_at", "modified_at"}
MOST = 300  # records of one model: histories longer than that are shown from there on
AT_ONCE = timedelta(seconds=5)  # rows saved by one request


@dataclass(frozen=True)
class FieldChange:
    label: str
    old: str
    new: str


@dataclass(frozen=True)
class Deed:
    """One row added ("+"), changed ("~") or deleted ("-")."""

    sign: str
    what: str
    kind: str
    changes: tuple[FieldChange, ...] = ()


@dataclass
class Happening:
    when: datetime
    who: Any
    why: str
    deeds: list[Deed] = field(default_factory=list)


def chronicle(obj: models.Model, parts: Iterable[tuple[type[models.Model], str]]) -> list[Happening]:
    """Newest first; what one request saved is one happening."""
    told = list(_deeds(type(obj), "id", obj))
    for model, link in parts:
        told += _deeds(model, link, obj)
    happenings: list[Happening] = []
    for record, deed in sorted(told, key=lambda t: (t[0].history_date, t[0].history_id), reverse=True):
        last = happenings[-1] if happenings else None
        if last and last.who == record.history_user and last.when - record.history_date < AT_ONCE:
            last.why = last.why or record.history_change_reason or ""
        else:
            last = Happening(record.history_date, record.history_user, record.history_change_reason or "")
            happenings.append(last)
        last.deeds.append(deed)
    return [h for h in happenings if h.deeds]


def _deeds(model: Any, link: str, obj: models.Model) -> Iterable[tuple[Any, Deed]]:
    kind = str(model._meta.verbose_name)
    records = model.history.filter(**{link: obj.pk}).select_related("history_user")
    rows: dict[Any, list[Any]] = {}
    for record in reversed(records.order_by("-history_date", "-history_id")[:MOST]):
        rows.setdefault(record.id, []).append(record)
    for history in rows.values():
        first = history[0]
        yield first, Deed(first.history_type, str(first.instance), kind, ())
        for old, new in pairwise(history):
            changes = tuple(_changes(model, old, new)) if new.history_type == "~" else ()
            if changes or new.history_type != "~" or new.history_change_reason:
                yield new, Deed(new.history_type, str(new.instance), kind, changes)


def _changes(model: Any, old: Any, new: Any) -> Iterable[FieldChange]:
    fields = {f.name for f in new.tracked_fields if f.editable} - UNTOLD
    for change in new.diff_against(old, included_fields=fields, foreign_keys_are_objs=True).changes:
        column = _column(model, change.field)
        yield FieldChange(
            str(getattr(column, "verbose_name", change.field)), _shown(column, change.old), _shown(column, change.new)
        )


def _column(model: Any, name: str) -> Any:
    try:
        return model._meta.get_field(name)
    except FieldDoesNotExist:  # a column that a later version took away
        return None


def _shown(column: Any, value: Any) -> str:
    if value is None or value == "":
        return NOTHING
    if isinstance(value, bool):
        return str(_("yes") if value else _("no"))
    if isinstance(value, datetime):
        return timezone.localtime(value).strftime("%Y-%m-%d %H:%M")
    return str(dict(getattr(column, "flatchoices", ()) or ()).get(value, value))


class Recorded(Lists):
    """The page "History", for whoever sees all of the object."""

    sees_all: Any

    def history_parts(self) -> list[tuple[type[models.Model], str]]:
        """(model, its link to this one) of the rows whose history is told with this one's."""
        inlines = [i.model for i in self.inlines if hasattr(i.model, "history")]
        links = [f for m in inlines for f in m._meta.fields if f.remote_field and f.remote_field.model is self.model]
        return [(f.model, f.attname) for f in links]

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        if not hasattr(self.model, "history"):
            return super().history_view(request, object_id, extra_context)
        obj = self.get_object(request, unquote(object_id))
        if obj is None:
            return super().history_view(request, object_id, extra_context)  # which says so
        if not (self.has_view_or_change_permission(request, obj) and self.sees_all(request, obj)):
            raise PermissionDenied
        context = {
            **self.admin_site.each_context(request),
            "title": _("History"),
            "subtitle": str(obj),
            "happenings": chronicle(obj, self.history_parts()),
            "object": obj,
            "opts": self.opts,
        }
        return TemplateResponse(request, "admin/record_history.html", context)
