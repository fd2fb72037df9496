"""The stands of a plan from a table or a drawing: looked at, then confirmed; and the same table to take along."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from fairs.calendar import ledger
from fairs.imports import stands
from fairs.models import StandPlan

from .uploads import carried, carry, content, file_field

_SALT = "fairs.admin.stand_imports"


class UploadForm(forms.Form):
    file = file_field(
        _(
            "A table (CSV, XLSX) with the columns number, kind, x, y, width, depth, outline, pavilion; or an SVG "
            "drawing whose viewBox is in metres, with the number as each shape's id. Stands that are not in it stay."
        ),
        stands.ENDINGS,
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        self.rows = stands.read(*content(file))
        if not self.rows:
            raise ValidationError(_("There is no stand in the file."))
        return file


class ImportPages:
    """For the admin of stand plans."""

    admin_site: Any
    opts: Any
    media: Any

    def get_urls(self) -> list[Any]:
        pages = {"import": self.import_view, "export": self.export_view}
        return [
            *(
                path(f"<int:pk>/{name}/", self.admin_site.admin_view(view), name=f"fairs_standplan_{name}")
                for name, view in pages.items()
            ),
            *super().get_urls(),  # type: ignore[misc]
        ]

    def _plan(self, request: HttpRequest, pk: int) -> StandPlan:
        plan: StandPlan | None = StandPlan.objects.with_related().filter(pk=pk).first()
        if plan is None:
            raise Http404
        if not self.has_change_permission(request, plan):  # type: ignore[attr-defined]
            raise PermissionDenied
        return plan

    def export_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        plan = self._plan(request, pk)
        response = HttpResponse(stands.exported(plan), content_type="text/csv; charset=utf-8")
        name = f"{plan.edition.code}-{plan.hall_code}"
        response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
        return response

    def import_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        plan = self._plan(request, pk)
        uploaded = request.method == "POST" and "rows" not in request.POST
        form = UploadForm(request.POST, request.FILES) if uploaded else UploadForm()
        context = {
            **self.admin_site.each_context(request),
            "title": _("Import stands"),
            "subtitle": str(plan),
            "opts": self.opts,
            "media": self.media,
            "object": plan,
            "form": form,
        }
        if request.method == "POST":
            given = _given(request, plan)
            rows = form.rows if uploaded and form.is_valid() else given["rows"]
            if rows and "confirm" in request.POST:
                with ledger.writing():
                    plan.lock_first()  # nothing changes between looking once more and saving whole rows
                    seen = stands.preview(plan, rows)
                    if seen.ready and seen.digest == given["seen"]:
                        return self._take(request, seen)
                messages.error(request, _("The plan changed meanwhile: look at the rows once more."))
            if rows:
                seen = stands.preview(plan, rows)
                context |= {"preview": seen, "rows": carry(_SALT, of=pk, rows=rows, seen=seen.digest)}
            elif not uploaded:
                messages.error(request, _("Send the file once more."))
        return TemplateResponse(request, "admin/stand_import.html", context)

    def _take(self, request: HttpRequest, seen: stands.Preview) -> HttpResponse:
        done = seen.apply(str(_("Imported from a file")))
        messages.success(request, ngettext("%d stand was taken over.", "%d stands were taken over.", done) % done)
        return HttpResponseRedirect(reverse("admin:fairs_standplan_change", args=[seen.plan.pk]))


def _given(request: HttpRequest, plan: StandPlan) -> Any:
    given = carried(request, "rows", _SALT)
    return given if given and given["of"] == plan.pk else {"rows": [], "seen": ""}
