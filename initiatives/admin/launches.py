from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from fairs.admin.filters import AttentionFilter, RegionFilter, WhenFilter
from fairs.admin.publishable import PublishableAdmin
from fairs.admin.when import next_first, with_days

from ..models import Launch


@admin.register(Launch)
class LaunchAdmin(PublishableAdmin):
    dates = ("starts_at", "ends_at", "first_day", "last_day")
    list_display = ("title", "days", "city", "kind", "scope", "state", "status")
    list_filter = (
        AttentionFilter,
        WhenFilter,
        RegionFilter,
        "kind",
        "scope",
        "editorial_state",
        "event_status",
        "synthetic",
    )
    list_select_related = ("region",)
    search_fields = (
        "code", "title_zh_hans", "title_en", "brand", "region__name_zh_hans", "region__name_en", "venue__name_zh_hans",
        "venue__name_en", "venue__aliases",
    )  # fmt: skip
    search_help_text = _("Title, brand, city or venue, in Chinese or English; other names and codes too.")
    related = ((Launch, "parent"),)
    fieldsets = (
        (
            None,
            {
                "fields": [
                    ("title_zh_hans", "title_en"),
                    ("kind", "scope", "brand"),
                    ("code", "owner"),
                    ("parent", "edition"),
                ]
            },
        ),
        (
            _("When"),
            {
                "fields": [("starts_at", "ends_at"), ("first_day", "last_day"), "stated_dates"],
                "description": _("Give start and end times, or whole days, or what is known in words. Shanghai time."),
            },
        ),
        (_("Where"), {"fields": [("region", "venue")]}),
        (
            _("Visitors"),
            {"fields": [("visitors", "visitors_qualifier"), ("visitors_period_zh_hans", "visitors_period_en")]},
        ),
        (_("Description"), {"fields": [("description_zh_hans", "description_en")], "classes": ["collapse"]}),
        (_("Internal"), {"fields": ["private_note", "source", "source_note", "synthetic"], "classes": ["collapse"]}),
    )

    def rows(self) -> Any:
        return with_days(Launch.objects.all())

    def get_ordering(self, request: HttpRequest) -> Any:
        return (*next_first("begins", "finishes"), "starts_at", "code")

    @admin.display(description=_("days"), ordering="begins")
    def days(self, obj: Any) -> str:
        return super().days(obj)

    @admin.display(description=_("title"), ordering="title_zh_hans")
    def title(self, obj: Launch) -> str:
        return str(obj)

    @admin.display(description=_("city"), ordering="region__code")
    def city(self, obj: Launch) -> str:
        return str(obj.region)
