from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from fairs.admin.base import Admin
from fairs.admin.filters import AttentionFilter, RegionFilter, WhenFilter
from fairs.admin.timed import DESCRIPTION, INTERNAL, WHEN, TimedAdmin

from ..models import Brand, Launch


@admin.register(Brand)
class BrandAdmin(Admin):
    list_display = ("name_zh_hans", "name_en", "organisation", "code")
    search_fields = ("code", "name_zh_hans", "name_en", "aliases")
    related = ((Launch, "brand"),)
    fieldsets = ((None, {"fields": [("name_zh_hans", "name_en"), ("code", "organisation"), "aliases"]}),)


@admin.register(Launch)
class LaunchAdmin(TimedAdmin):
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
        "code", "title_zh_hans", "title_en", "brand__name_zh_hans", "brand__name_en", "brand__aliases", "region__name_zh_hans", "region__name_en", "venue__name_zh_hans",
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
                    ("kind", "scope"),
                    ("brand", "item"),
                    ("code", "owner"),
                    ("parent", "edition"),
                ]
            },
        ),
        WHEN,
        (_("Where"), {"fields": [("region", "venue")]}),
        (
            _("Visitors"),
            {"fields": [("visitors", "visitors_qualifier"), ("visitors_period_zh_hans", "visitors_period_en")]},
        ),
        DESCRIPTION,
        INTERNAL,
    )

    @admin.display(description=_("city"), ordering="region__code")
    def city(self, obj: Launch) -> str:
        return str(obj.region)
