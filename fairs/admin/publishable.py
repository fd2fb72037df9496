"""What is published: submitted, approved, published, moved; days keep still."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from fairs.models import Editorial, Publishable

from .badges import days_of, state_badge, status_badge
from .owned import OwnedAdmin
from .stateful import StatefulAdmin
from .verbs import VERBS, Verb, is_published

DATES_KEEP_STILL = _(
    "This is published, so its dates change only by “Reschedule” (announced) or “Correct dates” (not announced)."
)


class PublishableAdmin(OwnedAdmin, StatefulAdmin):
    dates: tuple[str, ...] = ()  # fields that keep still once the thing is published
    offered: ClassVar[Mapping[str, Verb]] = VERBS
    save_on_top = False

    def sees_all(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().sees_all(request, obj) or self.has_publish_permission(request, obj)

    # Fields

    def code_is_out(self, request: HttpRequest, obj: Any) -> bool:
        return is_published(obj) or self.model.objects.told().filter(pk=obj.pk).exists()

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        dates = self.dates if obj and is_published(obj) else ()
        return (*super().get_readonly_fields(request, obj), *dates)

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
