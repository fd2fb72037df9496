"""What is published: submitted, approved, published, moved; days keep still."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from fairs.models import Editorial, Organisation, Publishable

from .badges import days_of, state_badge, status_badge
from .stateful import StatefulAdmin
from .verbs import VERBS, Verb, is_published

DATES_KEEP_STILL = _(
    "This is published, so its dates change only by “Reschedule” (announced) or “Correct dates” (not announced)."
)


class PublishableAdmin(StatefulAdmin):
    dates: tuple[str, ...] = ()  # fields that keep still once the thing is published
    offered: ClassVar[Mapping[str, Verb]] = VERBS
    save_on_top = False

    def visible(self, queryset: Any, user: Any) -> Any:
        return queryset.visible_to(user)

    def editable(self, queryset: Any, user: Any) -> Any:
        return queryset.editable_by(user)

    def sees_all(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().sees_all(request, obj) or self.has_publish_permission(request, obj)

    # Fields

    def code_is_out(self, request: HttpRequest, obj: Any) -> bool:
        return is_published(obj) or self.model.objects.told().filter(pk=obj.pk).exists()

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        dates = self.dates if obj and is_published(obj) else ()
        # What others entered is mended for them, and stays theirs.
        mine = obj is None or request.user.is_superuser or self.owners(request).filter(pk=obj.owner_id).exists()
        owner = () if mine else ("owner",)
        return (*super().get_readonly_fields(request, obj), *dates, *owner)

    def owners(self, request: HttpRequest) -> "QuerySet[Organisation]":
        """The organisations for which the user enters things."""
        return Organisation.objects.filter(memberships__user_id=request.user.pk or 0)

    def get_field_queryset(self, db: str | None, db_field: Any, request: HttpRequest) -> Any:
        if db_field.name == "owner" and not request.user.is_superuser:
            return self.owners(request)
        return super().get_field_queryset(db, db_field, request)

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        field: Any = super().formfield_for_foreignkey(db_field, request, **kwargs)
        if db_field.name == "owner" and not request.user.is_superuser:
            field.required = True  # what nobody owns, only an authority of its region could edit
        return field

    def get_autocomplete_fields(self, request: HttpRequest) -> list[str]:
        fields = super().get_autocomplete_fields(request)
        return fields if request.user.is_superuser else [name for name in fields if name != "owner"]

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        mine = self.owners(request).first()
        return {**({"owner": mine.pk} if mine else {}), **super().get_changeform_initial_data(request)}

    # Columns

    @admin.display(description=_("title"), ordering="title_zh_hans")
    def title(self, obj: Editorial) -> str:
        return str(obj)

    @admin.display(description=_("days"))
    def days(self, obj: Any) -> str:
        return days_of(obj)

    @admin.display(description=_("editorial state"), ordering="editorial_state")
    def state(self, obj: Editorial) -> str:
        return state_badge(obj)

    @admin.display(description=_("event status"), ordering="event_status")
    def status(self, obj: Publishable) -> str:
        return status_badge(obj)

    # Verbs

    def has_publish_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        permitted = request.user.has_perm(f"{self.opts.app_label}.publish_{self.opts.model_name}")
        return permitted and self.may_edit(request, obj)

    def may_use(self, request: HttpRequest, verb: Verb, obj: Any = None) -> bool:
        """Handing in is for whoever edits; all other verbs are for those who may tell the public."""
        if verb.name == "submit":
            return self.has_change_permission(request, obj)
        return self.has_publish_permission(request, obj)

    def state_badges(self, obj: Any) -> list[str]:
        return [state_badge(obj), *([status_badge(obj)] if isinstance(obj, Publishable) else [])]

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        if original := context.get("original"):
            context |= {
                "dates_hint": DATES_KEEP_STILL if is_published(original) and isinstance(original, Publishable) else "",
                "days_of_original": days_of(original) if self.dates or hasattr(original, "blocks") else "",
            }
        return super().render_change_form(request, context, *args, **kwargs)
