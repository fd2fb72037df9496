"""Links by which companies apply without an account: issued, told once, revoked."""

from typing import Any

from django.conf import settings
from django.contrib import admin, messages
from django.db.models import Count, Q
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fairs.applying import invite, why_invalid
from fairs.models import Edition, EditorialState, Invitation, Pavilion

from .coordinated import OfPavilion


@admin.register(Invitation)
class InvitationAdmin(OfPavilion):
    list_display = ("label", "edition", "pavilion", "last_day", "used", "state", "issued_by")
    list_select_related = ("edition", "pavilion", "issued_by")
    search_fields = ("label", "edition__title_zh_hans", "edition__title_en")
    actions = (*OfPavilion.actions, "revoke")
    fieldsets = ((None, {"fields": ["label", ("edition", "pavilion"), ("last_day", "uses")]}),)

    def rows(self) -> Any:
        invitations = Invitation.objects.annotate(number=Count("applications"))
        return invitations.prefetch_related("edition__deadlines", "edition__blocks")

    def visible(self, queryset: Any, user: Any) -> Any:
        """By those who may issue them only."""
        return self.editable(queryset, user)

    def editable(self, queryset: Any, user: Any) -> Any:
        if user.is_superuser:
            return queryset
        editions, pavilions = Edition.objects.editable_by(user), Pavilion.objects.coordinated_by(user)
        return queryset.filter(Q(edition__in=editions) | Q(pavilion__in=pavilions))

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return (*super().get_readonly_fields(request, obj), *(("edition", "pavilion") if obj else ()))

    def save_model(self, request: HttpRequest, obj: Invitation, form: Any, change: bool) -> None:
        if not change:
            obj.issued_by = request.user  # type: ignore[assignment]
            address = f"{settings.PUBLIC_URL}{invite(obj)}"
            messages.warning(request, _("Send this address to whom you invite; it is not shown again: %s") % address)
            if obj.edition.editorial_state != EditorialState.PUBLISHED:
                messages.warning(request, _("Nobody can apply by it before the edition is published."))
        super().save_model(request, obj, form, change)

    @admin.action(description=_("Revoke selected %(verbose_name_plural)s"), permissions=["change"])
    def revoke(self, request: HttpRequest, queryset: Any) -> None:
        for invitation in self.editable(queryset, request.user).filter(revoked_at__isnull=True):
            invitation.revoked_at = timezone.now()
            invitation.save()
            self.log_change(request, invitation, str(_("revoked")))

    @admin.display(description=_("used"))
    def used(self, obj: Any) -> str:
        return f"{obj.number} / {obj.uses}"

    @admin.display(description=_("state"))
    def state(self, obj: Any) -> str:
        return why_invalid(obj, obj.number) or str(_("valid"))
