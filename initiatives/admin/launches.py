"""Brands, and launch events with their claims."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from fairs.admin.badges import badge, days_of
from fairs.admin.base import Admin
from fairs.admin.filters import ATTENTION, AttentionFilter, RegionFilter, WhenFilter
from fairs.admin.timed import DESCRIPTION, INTERNAL, WHEN, TimedAdmin
from fairs.admin.verb_forms import VerbForm
from fairs.admin.verbs import Verb
from fairs.documents import download
from initiatives.models import Brand, Launch, Recognition

from .evidence import EvidenceRows
from .recognition import FORMS, OFFERED

SHOWN = 20  # contradictions, one by one
OF_A_CLAIM = {"kind", "brand", "item", "scope", "region", "starts_at", "first_day", "synthetic"}
ATTENTION |= {
    "claims": lambda rows, user: rows.undecided(),
    "running_out": lambda rows, user: rows.running_out(),
}


class ClaimAttentionFilter(AttentionFilter):
    def lookups(self, request: HttpRequest, model_admin: Any) -> Iterable[tuple[str, Any]]:
        claims = [("claims", _("claims to decide on")), ("running_out", _("recognition runs out"))]
        return [*super().lookups(request, model_admin), *claims]


@admin.register(Brand)
class BrandAdmin(Admin):
    list_display = ("name_zh_hans", "name_en", "organisation", "code")
    list_select_related = ("organisation",)
    search_fields = ("code", "name_zh_hans", "name_en", "aliases")
    related = ((Launch, "brand"),)
    fieldsets = ((None, {"fields": [("name_zh_hans", "name_en"), ("code", "organisation"), "aliases"]}),)


@admin.register(Launch)
class LaunchAdmin(TimedAdmin):
    change_form_template = "admin/launch_change_form.html"
    list_display = ("title", "days", "city", "kind", "scope", "claim", "state", "status")
    list_filter = (
        ClaimAttentionFilter, WhenFilter, RegionFilter, "kind", "scope", "recognition", "editorial_state",
        "event_status", "synthetic",
    )  # fmt: skip
    list_select_related = ("region",)
    search_fields = (
        "code", "title_zh_hans", "title_en", "item", "brand__name_zh_hans", "brand__name_en", "brand__aliases",
        "region__name_zh_hans", "region__name_en", "venue__name_zh_hans", "venue__name_en", "venue__aliases",
    )  # fmt: skip
    search_help_text = _("Title, brand, city or venue, in Chinese or English; other names and codes too.")
    related = ((Launch, "parent"),)
    inlines = (EvidenceRows,)
    offered: ClassVar = OFFERED
    fieldsets = (
        (None, {"fields": [("title_zh_hans", "title_en"), ("code", "owner"), ("parent", "edition")]}),
        (_("First of what"), {"fields": [("kind", "scope"), ("brand", "item")]}),
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

    @admin.display(description=_("recognition"), ordering="recognition")
    def claim(self, obj: Launch) -> str:
        return recognition_badge(obj)

    # Verbs

    def verb_form(self, verb: Verb, things: list[Any]) -> type[VerbForm]:
        return FORMS.get(verb.name) or super().verb_form(verb, things)

    def may_use(self, request: HttpRequest, verb: Verb, obj: Any = None) -> bool:
        """Claiming is part of entering it; deciding on claims is for those who may tell the public."""
        if verb.name == "claim":
            return self.has_change_permission(request, obj)
        return super().may_use(request, verb, obj)

    def act_on(self, request: HttpRequest, name: str, queryset: Any) -> HttpResponse:
        page = super().act_on(request, name, queryset)
        if isinstance(page, TemplateResponse) and page.context_data and (one := page.context_data["one"]):
            page.template_name = "admin/launch_confirmation.html"
            page.context_data |= self.contradictions(request, one)
        return page

    # Contradictions

    def contradictions(self, request: HttpRequest, launch: Launch) -> dict[str, Any]:
        """Those that the user may see; of the others whoever works on the claim learns how many there are."""
        if launch.recognition in (Recognition.REFUSED, Recognition.REVOKED) or not self.sees_all(request, launch):
            return {"contradictions": [], "unseen": 0, "more": 0}
        rivals = launch.contradictions()
        visible = rivals.filter(pk__in=self.get_queryset(request).order_by().values("pk"))
        first = list(visible[: SHOWN + 1])
        number, seen = rivals.order_by().count(), len(first) if len(first) <= SHOWN else visible.order_by().count()
        rows = [
            {
                "launch": rival,
                "place": rival.venue or rival.region,
                "days": days_of(rival),
                "badge": recognition_badge(rival),
                "state": rival.get_editorial_state_display(),
                "url": reverse("admin:initiatives_launch_change", args=[rival.pk]),
            }
            for rival in first[:SHOWN]
        ]
        return {"contradictions": rows, "more": seen - len(rows), "unseen": number - seen}

    def save_model(self, request: HttpRequest, obj: Launch, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        looked_at = not change or OF_A_CLAIM & {*form.changed_data}
        if number := looked_at and obj.contradictions().order_by().count():
            told = ngettext(
                "%d launch event contradicts that this is the first.",
                "%d launch events contradict that this is the first.",
                number,
            )
            messages.warning(request, told % number)

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        if original := context.get("original"):
            context |= {"recognition": recognition_badge(original), **self.contradictions(request, original)}
        return super().render_change_form(request, context, *args, **kwargs)

    # Evidence

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view(self.evidence_view)
        return [
            path("<int:pk>/evidence/<int:evidence>/", view, name="initiatives_launch_evidence"),
            *super().get_urls(),
        ]

    def evidence_view(self, request: HttpRequest, pk: int, evidence: int) -> HttpResponseBase:
        launch = self.get_queryset(request).filter(pk=pk).first()
        found = launch and launch.evidence.filter(pk=evidence).first()
        if not found:
            raise Http404
        if not (request.user.has_perm("initiatives.view_evidence") and self.sees_all(request, launch)):
            raise PermissionDenied
        return download(found)


def recognition_badge(launch: Launch) -> str:
    if launch.recognition == Recognition.NONE:
        return ""
    return badge("recognition", launch.recognition, launch.get_recognition_display())
