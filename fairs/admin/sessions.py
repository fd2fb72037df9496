from typing import Any

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from fairs.models import Session, SessionPerson

from .badges import timed
from .base import Rows
from .filters import AttentionFilter, EditionRegionFilter, WhenFilter
from .timed import DESCRIPTION, INTERNAL, WHEN, TimedAdmin

SHOWN = 5  # warnings on saving


class People(Rows):
    model = SessionPerson
    show_change_link = False


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
    inlines = (People,)
    fieldsets = (
        (None, {"fields": [("title_zh_hans", "title_en"), ("edition", "kind"), ("code", "owner")]}),
        WHEN,
        (None, {"fields": ["moves_with_fair"]}),
        (_("Where"), {"fields": [("venue", "hall"), ("room_zh_hans", "room_en")]}),
        DESCRIPTION,
        INTERNAL,
    )

    def save_model(self, request: HttpRequest, obj: Session, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        for warning in self.warnings(request, obj)[:SHOWN]:
            messages.warning(request, warning)

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        if original := context.get("original"):
            context["findings"] = self.warnings(request, original)
        return super().render_change_form(request, context, *args, **kwargs)

    def warnings(self, request: HttpRequest, session: Session) -> list[str]:
        """What it collides with; others' drafts are not named."""
        found: list[tuple[str, Any]] = [(gettext(f.message), f.params["other"]) for f in session.findings()]
        seen = set(self.get_queryset(request).filter(pk__in=[o.pk for __, o in found]).values_list("pk", flat=True))
        unseen = gettext("a session that you may not see")
        return [
            said % {"session": session, "other": f"{other} ({timed(other)})" if other.pk in seen else unseen}
            for said, other in found
        ]
