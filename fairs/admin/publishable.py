"""What is published: state is shown and never typed, verbs are buttons and actions, days keep still."""

from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from django.contrib import admin
from django.contrib.admin.options import IS_POPUP_VAR
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _

from fairs.models import Editorial, Organisation, Publishable

from .badges import days_of, state_badge, status_badge
from .base import Admin
from .confirmation import confirm
from .verb_forms import VerbForm, form_for
from .verbs import VERBS, Verb, is_published

DATES_KEEP_STILL = _(
    "This is published, so its dates change only by “Reschedule” (announced) or “Correct dates” (not announced)."
)


class PublishableAdmin(Admin):
    change_form_template = "admin/publishable_change_form.html"
    dates: tuple[str, ...] = ()  # fields that keep still once the thing is published
    offered: ClassVar[Mapping[str, Verb]] = VERBS  # those among them that the model knows are shown
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
        return (*super().get_readonly_fields(request, obj), *self.model.states, *dates, *owner)

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

    @property
    def verbs(self) -> list[Verb]:
        return [verb for verb in self.offered.values() if verb.name in self.model.verbs]

    def verb_form(self, verb: Verb, things: list[Any]) -> type[VerbForm]:
        return form_for(verb, things)

    def has_publish_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        permitted = request.user.has_perm(f"{self.opts.app_label}.publish_{self.opts.model_name}")
        return permitted and self.may_edit(request, obj)

    def may_use(self, request: HttpRequest, verb: Verb, obj: Any = None) -> bool:
        """Handing in is for whoever edits; all other verbs are for those who may tell the public."""
        if verb.name == "submit":
            return self.has_change_permission(request, obj)
        return self.has_publish_permission(request, obj)

    def open_verbs(self, request: HttpRequest, obj: Editorial) -> list[Verb]:
        return [verb for verb in self.verbs if verb.applies_to(obj) and self.may_use(request, verb, obj)]

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        verbs = [verb for verb in self.verbs if verb.label_many and self.may_use(request, verb)]
        actions = {verb.name: (_action(verb), verb.name, verb.label_many) for verb in verbs}
        return {} if IS_POPUP_VAR in request.GET else {**actions, **super().get_actions(request)}

    def get_urls(self) -> list[Any]:
        name = f"{self.opts.app_label}_{self.opts.model_name}_act"
        return [path("act/<str:name>/", self.admin_site.admin_view(self.act_view), name=name), *super().get_urls()]

    def act_view(self, request: HttpRequest, name: str) -> HttpResponse:
        """POST with one or more ``pk``; GET with one, as after a reload, asks to look before confirming."""
        given = request.POST if request.method == "POST" else request.GET
        pks = [pk for pk in given.getlist("pk") if pk.isdecimal() and len(pk) < 19]
        return self.act_on(request, name, self.get_queryset(request).filter(pk__in=pks))

    def act_on(self, request: HttpRequest, name: str, queryset: "QuerySet[Any]") -> HttpResponse:
        verb, things = next((v for v in self.verbs if v.name == name), None), list(queryset)
        if verb is None or not things or (len(things) > 1 and not verb.label_many):
            raise Http404
        allowed = [thing for thing in things if self.may_use(request, verb, thing)]
        if not allowed:
            raise PermissionDenied
        if len(allowed) < len(things):
            self.message_user(request, _("What belongs to other organisations was left out."), "WARNING")
        return confirm(self, request, verb, allowed)

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        if original := context.get("original"):
            name = f"admin:{self.opts.app_label}_{self.opts.model_name}_act"
            verbs = [(verb, reverse(name, args=[verb.name])) for verb in self.open_verbs(request, original)]
            context |= {
                "verbs": verbs,
                "state": state_badge(original),
                "status": status_badge(original) if isinstance(original, Publishable) else "",
                "dates_hint": DATES_KEEP_STILL if is_published(original) and isinstance(original, Publishable) else "",
                "days_of_original": days_of(original) if self.dates or hasattr(original, "blocks") else "",
            }
        return super().render_change_form(request, context, *args, **kwargs)


def _action(verb: Verb) -> Callable[..., HttpResponse]:
    def action(model_admin: PublishableAdmin, request: HttpRequest, queryset: "QuerySet[Any]") -> HttpResponse:
        return model_admin.act_on(request, verb.name, queryset)

    return action
