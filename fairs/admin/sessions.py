from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from fairs.models import Session

from .filters import AttentionFilter, EditionRegionFilter, WhenFilter
from .timed import DESCRIPTION, INTERNAL, WHEN, TimedAdmin


@admin.register(Session)
class SessionAdmin(TimedAdmin):
    parent_field = "edition"
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
        WHEN,
        (_("Where"), {"fields": [("venue", "hall"), ("room_zh_hans", "room_en")]}),
        DESCRIPTION,
        INTERNAL,
    )
