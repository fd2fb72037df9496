"""What has states: they are shown and never typed, and verbs are buttons and actions."""

from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from django.contrib.admin.options import IS_POPUP_VAR
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _

from fairs.models import Stateful

from .base import Admin
from .confirmation import confirm
from .verb_forms import VerbForm, form_for
from .verbs import Verb


class StatefulAdmin(Admin):
    change_form_template = "admin/stateful_change_form.html"
    offered: ClassVar[Mapping[str, Verb]]  # those among them that the model knows are shown

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return (*super().get_readonly_fields(request, obj), *self.model.states)

    @property
    def verbs(self) -> list[Verb]:
        return [verb for verb in self.offered.values() if verb.name in self.model.verbs]

    def verb_form(self, verb: Verb, things: list[Any]) -> type[VerbForm]:
        return form_for(verb, things)

    def may_use(self, request: HttpRequest, verb: Verb, obj: Any = None) -> bool:
        return self.has_change_permission(request, obj)

    def state_badges(self, obj: Any) -> list[str]:
        """Its states as its page shows them."""
        raise NotImplementedError

    def open_verbs(self, request: HttpRequest, obj: Stateful) -> list[Verb]:
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
            context |= {"verbs": verbs, "states": self.state_badges(original)}
        return super().render_change_form(request, context, *args, **kwargs)


def _action(verb: Verb) -> Callable[..., HttpResponse]:
    def action(model_admin: StatefulAdmin, request: HttpRequest, queryset: "QuerySet[Any]") -> HttpResponse:
        return model_admin.act_on(request, verb.name, queryset)

    return action
