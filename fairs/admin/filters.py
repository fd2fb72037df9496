"""Filters of the lists: when, where, and what needs attention."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from fairs.models import Edition, EditorialState, Region, within
from fairs.models.places import LIAONING

from . import when


class WhenFilter(admin.SimpleListFilter):
    title = _("when")
    parameter_name = "when"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Iterable[tuple[str, Any]]:
        return [
            ("today", _("today")),
            ("week", _("the next 7 days")),
            ("month", _("the next 30 days")),
            ("ahead", _("today or later")),
            ("past", _("past")),
            ("unknown", _("days not complete")),
        ]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        model, today = queryset.model, when.today()
        reach = {"today": 0, "week": 6, "month": 29, "ahead": 365 * 80}
        if (days := reach.get(self.value() or "")) is not None:
            return queryset.filter(when.overlapping(model, today, today + timedelta(days=days)))
        if self.value() == "past":
            ahead = when.overlapping(model, today, today + timedelta(days=365 * 80))
            return queryset.exclude(when.without_days(model)).exclude(ahead)
        return queryset.filter(when.without_days(model)) if self.value() == "unknown" else queryset


class RegionFilter(admin.SimpleListFilter):
    """The regions that rows really have, Liaoning's cities first; "outside" for what lies beyond the province."""

    title = _("city")
    parameter_name = "region"
    path = "region"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Iterable[tuple[str, Any]]:
        used = model_admin.model._default_manager.order_by().values(self.path)
        regions = Region.objects.filter(pk__in=used).filter(within(LIAONING))
        return [*((r.code, r.name) for r in regions), ("outside", _("outside the province"))]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        if self.value() == "outside":
            return queryset.exclude(within(LIAONING, self.path))
        code = self.value()
        return queryset.filter(within(code, self.path)) if code else queryset


class EditionRegionFilter(RegionFilter):
    path = "edition__region"


class AttentionFilter(admin.SimpleListFilter):
    title = _("needs attention")
    parameter_name = "attention"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Iterable[tuple[str, Any]]:
        everywhere = [
            ("approve", _("waits for approval")),
            ("returned", _("sent back")),
            ("mine", _("my drafts")),
        ]
        if model_admin.model is not Edition:
            return everywhere
        return [*everywhere, ("days", _("days missing")), ("figures", _("figures overdue"))]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        question = ATTENTION.get(self.value() or "")
        if question is None:
            return queryset
        editable = queryset.model.objects.editable_by(request.user)
        return question(queryset.filter(pk__in=editable.values("pk")), request.user)


ATTENTION = {
    "approve": lambda rows, user: rows.filter(editorial_state=EditorialState.SUBMITTED),
    "returned": lambda rows, user: when.sent_back(rows),
    "mine": when.drafts_of,
    "days": lambda rows, user: when.days_missing(rows),
    "figures": lambda rows, user: when.figures_due(rows),
}
