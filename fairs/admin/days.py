from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from fairs.models import DayBlock, OpeningDay

from .base import OfEdition, Rows
from .forms import is_public


class OpeningDays(Rows):
    model = OpeningDay
    fields = ("day", "day_type", "opens", "closes")
    show_change_link = False


@admin.register(DayBlock)
class DayBlockAdmin(OfEdition):
    list_display = ("edition", "first_day", "last_day")
    list_display_links = ("edition", "first_day")
    list_select_related = ("edition",)
    search_fields = ("edition__title_zh_hans", "edition__title_en", "edition__code")
    date_hierarchy = "first_day"
    inlines = (OpeningDays,)
    fieldsets = ((None, {"fields": ["edition", ("first_day", "last_day")]}),)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return ("edition", "first_day", "last_day") if is_public(obj) else ("edition",) if obj else ()

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        fieldsets = super().get_fieldsets(request, obj)
        if is_public(obj):
            hint = _("The edition is published: its dates change by “Reschedule” or “Correct dates” on its own page.")
            fieldsets[0] = (None, {**fieldsets[0][1], "description": hint})
        return fieldsets

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        permitted = super().has_delete_permission(request, obj)
        return permitted and (not is_public(obj) or request.user.has_perm("fairs.publish_edition"))


@admin.register(OpeningDay)
class OpeningDayAdmin(OfEdition):
    parent_field = "block"
    edition_path = "block__edition"
    list_display = ("edition", "day", "day_type", "opens", "closes")
    list_display_links = ("edition", "day")
    list_filter = ("day_type",)
    list_select_related = ("block__edition",)
    search_fields = ("block__edition__title_zh_hans", "block__edition__title_en")
    date_hierarchy = "day"

    @admin.display(description=_("edition"), ordering="block__edition")
    def edition(self, obj: OpeningDay) -> str:
        return str(obj.block.edition)
