from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from fairs.models import Session

from .filters import AttentionFilter, EditionRegionFilter, WhenFilter
from .publishable import PublishableAdmin
from .when import next_first, with_days


@admin.register(Session)
class SessionAdmin(PublishableAdmin):
    parent_field = "edition"
    dates = ("starts_at", "ends_at", "first_day", "last_day")
    list_display = ("title", "days", "kind", "edition", "state", "status")
    list_filter = (AttentionFilter, WhenFilter, EditionRegionFilter, "kind", "editorial_state", "event_status")
    list_select_related = ("edition",)
    search_fields = (
        "code", "title_zh_hans", "title_en", "room_zh_hans", "room_en", "edition__title_zh_hans", "edition__title_en",
        "edition__code", "venue__name_zh_hans", "venue__name_en", "venue__aliases",
    )  # fmt: skip
    search_help_text = _("Title, fair, venue or room, in Chinese or English; other names and codes too.")
    date_hierarchy = "starts_at"
    fieldsets = (
        (None, {"fields": [("title_zh_hans", "title_en"), ("edition", "kind"), ("code", "owner")]}),
        (
            _("When"),
            {
                "fields": [("starts_at", "ends_at"), ("first_day", "last_day"), "stated_dates"],
                "description": _("Give start and end times, or whole days, or what is known in words. Shanghai time."),
            },
        ),
        (_("Where"), {"fields": [("venue", "hall"), ("room_zh_hans", "room_en")]}),
        (_("Description"), {"fields": [("description_zh_hans", "description_en")], "classes": ["collapse"]}),
        (_("Internal"), {"fields": ["private_note", "source", "source_note", "synthetic"], "classes": ["collapse"]}),
    )

    def rows(self) -> Any:
        return with_days(Session.objects.all())

    def get_ordering(self, request: HttpRequest) -> Any:
        return (*next_first("begins", "finishes"), "starts_at", "code")

    @admin.display(description=_("days"), ordering="begins")
    def days(self, obj: Any) -> str:
        return super().days(obj)

    @admin.display(description=_("title"), ordering="title_zh_hans")
    def title(self, obj: Session) -> str:
        return str(obj)
