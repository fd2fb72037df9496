"""Reports as they were made: to read, to print, to take along as a spreadsheet; nobody changes them."""

from typing import Any

from django.contrib import admin
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext_lazy as _

from fairs.admin.base import Admin
from fairs.admin.exporting import XLSX
from fairs.admin.lists import ReadOnly
from initiatives.models import Report
from initiatives.serializers.readable import readable

from .workbooks import workbook


@admin.register(Report)
class ReportAdmin(ReadOnly, Admin):
    list_display = ("title", "as_of", "programme", "made_by", "created_at")
    list_filter = ("programme__year", "programme")
    list_select_related = ("programme", "made_by")
    search_fields = ("title", "programme__title_zh_hans", "programme__title_en")
    date_hierarchy = "as_of"

    def visible(self, queryset: Any, user: Any) -> Any:
        return queryset.visible_to(user)

    def sees_all(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_view_permission(request, obj)

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view(self.spreadsheet_view)
        return [path("<path:object_id>/report.xlsx", view, name="initiatives_report_spreadsheet"), *super().get_urls()]

    def shown(self, request: HttpRequest, object_id: str) -> Report:
        report: Report | None = self.get_object(request, object_id)
        if report is None or not self.has_view_permission(request, report):
            raise Http404
        return report

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        report = self.shown(request, object_id)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Report"),
            "subtitle": report.title,
            "object": report,
            "progress": readable(report.content),
            "opts": self.opts,
        }
        return TemplateResponse(request, "admin/report.html", context)

    def spreadsheet_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        report = self.shown(request, object_id)
        name = f"{report.content['programme']['code']}-{report.content['stage']}-{report.as_of}.xlsx"
        headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-store"}
        return HttpResponse(workbook(report), content_type=XLSX, headers=headers)
