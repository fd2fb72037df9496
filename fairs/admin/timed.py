"""What sessions and launch events share."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from .publishable import PublishableAdmin
from .when import next_first, with_days

WHEN: Any = (
    _("When"),
    {
        "fields": [("starts_at", "ends_at"), ("first_day", "last_day"), "stated_dates"],
        "description": _("Give start and end times, or whole days, or what is known in words. Shanghai time."),
    },
)
DESCRIPTION: Any = (_("Description"), {"fields": [("description_zh_hans", "description_en")], "classes": ["collapse"]})
INTERNAL: Any = (
    _("Internal"),
    {"fields": ["private_note", "source", "source_note", "synthetic"], "classes": ["collapse"]},
)


class TimedAdmin(PublishableAdmin):
    """Publishable things that have hours or whole days of their own."""

    dates = ("starts_at", "ends_at", "first_day", "last_day")

    def rows(self) -> Any:
        return with_days(self.model._default_manager.all())

    def get_ordering(self, request: HttpRequest) -> Any:
        return (*next_first("begins", "finishes"), "starts_at", "code")

    @admin.display(description=_("days"), ordering="begins")
    def days(self, obj: Any) -> str:
        return super().days(obj)
