from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from fairs.admin.badges import NOTHING
from fairs.admin.base import Rows
from fairs.admin.filters import AttentionFilter, RegionFilter
from fairs.admin.publishable import PublishableAdmin
from initiatives.checks import plain
from initiatives.models import Investment, InvestmentParty

from .numbers import NumbersForm


class Parties(Rows):
    model = InvestmentParty
    show_change_link = False


@admin.register(Investment)
class InvestmentAdmin(PublishableAdmin):
    form = NumbersForm
    list_display = ("title", "region", "sum", "progress", "state")
    list_filter = (AttentionFilter, RegionFilter, "progress", "editorial_state", "synthetic")
    list_select_related = ("region",)
    search_fields = (
        "code", "title_zh_hans", "title_en", "parties__organisation__name_zh_hans", "parties__organisation__name_en",
        "region__name_zh_hans", "region__name_en",
    )  # fmt: skip
    inlines = (Parties,)
    fieldsets = (
        (
            None,
            {
                "fields": [
                    ("title_zh_hans", "title_en"),
                    ("code", "owner"),
                    ("region", "sector"),
                    ("progress", "stated_dates"),
                    ("qualifier", "amount"),
                    "as_stated",
                ]
            },
        ),
        (_("Description"), {"fields": [("description_zh_hans", "description_en")], "classes": ["collapse"]}),
        (
            _("Internal"),
            {"fields": ["private_note", "source", "source_note", "synthetic"], "classes": ["collapse"]},
        ),
    )

    @admin.display(description=_("amount (yuan)"), ordering="amount")
    def sum(self, obj: Investment) -> str:
        return NOTHING if obj.amount is None else plain(obj.amount)
