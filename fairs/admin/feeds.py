"""Personal feeds, to look at and to revoke: of tokens nothing is shown."""

from typing import Any

from django.contrib import admin, messages
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from fairs.calendar import personal
from fairs.calendar.models import Listing, PersonalFeed

from .lists import Lists, ReadOnly


class RevokedFilter(admin.SimpleListFilter):
    title = _("revoked")
    parameter_name = "revoked"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("no", _("No")), ("yes", _("Yes"))]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        return queryset.filter(revoked_at__isnull=self.value() == "no") if self.value() else queryset


@admin.register(PersonalFeed)
class PersonalFeedAdmin(ReadOnly, Lists):
    list_display = ("name", "user", "content", "created_at", "last_used", "revoked_at")
    list_filter = ("content", RevokedFilter)
    list_select_related = ("user",)
    search_fields = ("name", "user__username", "audience")
    ordering = ("-pk",)
    show_full_result_count = False
    fields = ("name", "user", "content", "asked", "subjects", "told_to", "created_at", "last_used", "revoked_at")
    readonly_fields = fields
    actions = ("revoke",)

    @admin.display(description=_("audience"))
    def told_to(self, obj: PersonalFeed) -> str:
        return "" if obj.audience == Listing.PUBLIC else obj.audience

    def has_revoke_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("calendar.change_personalfeed")

    @admin.action(description=_("Revoke the feeds chosen"), permissions=["revoke"])
    def revoke(self, request: HttpRequest, queryset: Any) -> None:
        feeds = list(queryset.filter(revoked_at=None))
        for feed in feeds:
            personal.revoke(feed)
        told = ngettext("%(count)d feed was revoked.", "%(count)d feeds were revoked.", len(feeds))
        self.message_user(request, told % {"count": len(feeds)}, messages.SUCCESS)
