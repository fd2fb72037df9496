"""The ledger, to look at: what the public was last told."""

import json
from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from fairs.calendar.entry import Kind
from fairs.calendar.models import Listing
from fairs.models import EventStatus

from .badges import badge
from .consequences import kind_label, told
from .lists import Lists, ReadOnly


class KindFilter(admin.SimpleListFilter):
    title = _("kind")
    parameter_name = "kind"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(kind.value, kind_label(kind)) for kind in Kind]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        return queryset.filter(kind=self.value()) if self.value() else queryset


class StatusFilter(admin.SimpleListFilter):
    title = _("event status")
    parameter_name = "status"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Any:
        return EventStatus.choices

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        return queryset.filter(status=self.value()) if self.value() else queryset


@admin.register(Listing)
class ListingAdmin(ReadOnly, Lists):
    list_display = ("title", "days", "told_kind", "told_status", "sequence", "revision", "modified")
    list_filter = (KindFilter, StatusFilter, "withdrawn")
    search_fields = ("search", "key", "subject")
    date_hierarchy = "start"
    ordering = ("-revision",)
    show_full_result_count = False
    fields = ("title", "days", "told_status", "uid", "subject", "sequence", "revision", "modified", "vevent", "json")
    readonly_fields = fields

    def get_queryset(self, request: HttpRequest) -> Any:
        return Listing.objects.readable_by(request.user).order_by(*self.ordering)

    @admin.display(description=_("title"))
    def title(self, obj: Listing) -> str:
        entry = told(obj)
        return entry.title if entry else obj.uid

    @admin.display(description=_("days"), ordering="start")
    def days(self, obj: Listing) -> str:
        entry = told(obj)
        return entry.days if entry else "–"

    @admin.display(description=_("kind"), ordering="kind")
    def told_kind(self, obj: Listing) -> str:
        return badge("kind", obj.kind, kind_label(Kind(obj.kind)))

    @admin.display(description=_("status"), ordering="status")
    def told_status(self, obj: Listing) -> str:
        if obj.withdrawn:
            return badge("state", "unpublished", _("withdrawn"))
        return badge("status", obj.status, EventStatus(obj.status).label)

    @admin.display(description="VEVENT")
    def vevent(self, obj: Listing) -> str:
        return format_html("<pre>{}</pre>", bytes(obj.vevent_zh_hans).decode())

    @admin.display(description="JSON")
    def json(self, obj: Listing) -> str:
        entry = json.loads(bytes(obj.payload) or b"null")
        return format_html("<pre>{}</pre>", json.dumps(entry, ensure_ascii=False, indent=2))
