"""Programmes with their targets and objectives, the page of their progress, and the making of reports."""

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.validators import RegexValidator
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from fairs.admin.base import Admin, Rows
from fairs.admin.filters import AttentionFilter
from fairs.admin.publishable import PublishableAdmin
from fairs.admin.timed import DESCRIPTION, INTERNAL
from fairs.models import Edition
from initiatives.filters import CountedFilterSet, ProgressFilterSet
from initiatives.models import Contribution, Initiative, Objective, Programme, Progress, Report, Stage, Target
from initiatives.serializers.progress import content, frozen
from initiatives.serializers.readable import behind, readable


class Targets(Rows):
    model = Target
    show_change_link = False


class Objectives(Rows):
    model = Objective
    fields = ("kind", "number", "code", "name_zh_hans", "name_en")


class ReportForm(forms.Form):
    title = forms.CharField(
        label=_("title"),
        max_length=200,
        required=False,
        validators=[RegexValidator(r"[\x01-\x1f\x7f]", _("Control characters are not allowed."), inverse_match=True)],
    )


@admin.register(Programme)
class ProgrammeAdmin(PublishableAdmin):
    change_form_template = "admin/programme_change_form.html"
    list_display = ("title", "year", "region", "state", "to_progress")
    list_filter = (AttentionFilter, "year", "editorial_state", "synthetic")
    list_select_related = ("region",)
    search_fields = ("code", "title_zh_hans", "title_en", "region__name_zh_hans", "region__name_en")
    inlines = (Targets, Objectives)
    related = ((Report, "programme"),)
    fieldsets = (
        (None, {"fields": [("title_zh_hans", "title_en"), ("year", "region"), ("code", "owner")]}),
        (
            _("What counts"),
            {
                "fields": [
                    ("professional_venues_only", "within_region_only"),
                    ("smallest_area", "size_comparison"),
                    ("counts_conferences", "counts_cancelled", "combined_once"),
                ]
            },
        ),
        DESCRIPTION,
        INTERNAL,
    )

    def get_urls(self) -> list[Any]:
        pages = {"progress": self.progress_view, "editions": self.editions_view, "report": self.report_view}
        return [
            path(f"<path:object_id>/{name}/", self.admin_site.admin_view(view), name=_page(name))
            for name, view in pages.items()
        ] + super().get_urls()

    @admin.display(description=_("progress"))
    def to_progress(self, obj: Programme) -> str:
        return format_html('<a href="{}">{}</a>', reverse(f"admin:{_page('progress')}", args=[obj.pk]), _("progress"))

    def shown(self, request: HttpRequest, object_id: str) -> Programme:
        """Whatever the admin's pages check, these are pages of their own: the right to see is asked for here."""
        programme = self.get_object(request, object_id)
        if programme is None:
            raise Http404
        if not self.has_view_permission(request, programme):
            raise PermissionDenied
        return programme

    def progress_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        programme = self.shown(request, object_id)
        asked, problems = _asked(ProgressFilterSet(request.GET))
        progress = Progress(programme, request.user, **asked)
        rows = reverse(f"admin:{_page('editions')}", args=[programme.pk])
        context = {
            **self._context(request, programme, _("Progress")),
            "progress": readable(content(progress, lambda asked: f"{rows}?{urlencode(asked, safe=',')}")),
            "problems": problems,
            "stages": Stage.choices,
            "may_report": self.may_report(request, programme) and not problems,
            "reports": self.reports(request).filter(programme=programme),
        }
        return TemplateResponse(request, "admin/programme_progress.html", context)

    def editions_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        programme = self.shown(request, object_id)
        filters = CountedFilterSet(request.GET)
        asked, problems = _asked(filters)
        progress = Progress(programme, request.user, **asked)
        context = {
            **self._context(request, programme, _("Editions behind a number")),
            "progress": progress,
            "problems": problems,
        }
        if not problems:
            context |= behind(progress, filters, lambda e: reverse("admin:fairs_edition_change", args=[e.pk]))
        return TemplateResponse(request, "admin/programme_editions.html", context)

    def may_report(self, request: HttpRequest, programme: Programme) -> bool:
        return self.has_change_permission(request, programme) and request.user.has_perm("initiatives.add_report")

    def reports(self, request: HttpRequest) -> Any:
        """Those that the user may open."""
        shown = self.admin_site.get_model_admin(Report)
        reports = shown.get_queryset(request)
        return reports if shown.has_view_permission(request) else reports.none()

    def report_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Freezes what the progress page shows."""
        programme = self.shown(request, object_id)
        if request.method != "POST":
            return redirect(f"admin:{_page('progress')}", programme.pk)
        if not self.may_report(request, programme):
            raise PermissionDenied
        asked, problems = _asked(ProgressFilterSet(_given(request.POST)))
        form = ReportForm(request.POST)
        page = reverse(f"admin:{_page('progress')}", args=[programme.pk]) + f"?{_given(request.POST).urlencode()}"
        if problems or not form.is_valid():
            for problem in form.errors.get("title", []):
                self.message_user(request, f"{_('Title')}: {problem}", messages.ERROR)
            return redirect(page)
        progress = Progress(programme, request.user, **asked)
        title = form.cleaned_data["title"] or gettext("%(programme)s: %(stage)s, as of %(as_of)s") % {
            "programme": programme, "stage": progress.stage.label, "as_of": progress.as_of,
        }  # fmt: skip
        report = Report.objects.create(
            programme=programme,
            title=title[:200],
            as_of=progress.as_of,
            made_by_id=request.user.pk or 0,
            content=frozen(progress),
        )
        self.message_user(request, _("The report was made: it stays as it is, whatever is corrected later."))
        seen = self.reports(request).filter(pk=report.pk).exists()
        return redirect("admin:initiatives_report_change", report.pk) if seen else redirect(page)

    def _context(self, request: HttpRequest, programme: Programme, title: Any) -> dict[str, Any]:
        shared = {"title": title, "subtitle": str(programme), "object": programme, "opts": self.opts}
        return {**self.admin_site.each_context(request), **shared}


def _page(name: str) -> str:
    return f"initiatives_programme_{name}"


def _asked(filters: ProgressFilterSet) -> tuple[dict[str, Any], list[str]]:
    """(what to count, what is wrong with the question)"""
    try:
        return filters.asked(), []
    except ValidationError as error:
        return {}, error.messages


def _given(posted: QueryDict) -> QueryDict:
    """What is asked for by a form that sends more than that."""
    asked = posted.copy()
    for name in set(asked) - {"as_of", "stage", "city", "batch"}:
        del asked[name]
    return asked


class Contributions(Rows):
    """Of drafts that the user may not see nothing is told."""

    model = Contribution
    show_change_link = False

    def visible(self, queryset: Any, user: Any) -> Any:
        editions, initiatives = Edition.objects.visible_to(user), Initiative.objects.visible_to(user)
        return queryset.filter(Q(edition__in=editions) | Q(initiative__in=initiatives))


@admin.register(Objective)
class ObjectiveAdmin(Admin):
    """Seen and edited with its programme."""

    parent_field = "programme"
    list_display = ("name", "kind", "number", "programme")
    list_filter = ("kind", "programme__year")
    list_select_related = ("programme",)
    search_fields = ("code", "name_zh_hans", "name_en")
    inlines = (Contributions,)
    fieldsets = (
        (None, {"fields": [("programme", "code"), ("kind", "number"), ("name_zh_hans", "name_en")]}),
        DESCRIPTION,
    )

    def visible(self, queryset: Any, user: Any) -> Any:
        return queryset.filter(programme__in=Programme.objects.visible_to(user))

    def editable(self, queryset: Any, user: Any) -> Any:
        return queryset.filter(programme__in=Programme.objects.editable_by(user))

    @admin.display(description=_("name"), ordering="name_zh_hans")
    def name(self, obj: Objective) -> str:
        return str(obj)
