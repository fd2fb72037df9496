"""A pavilion's members from a spreadsheet: looked at, then confirmed."""

import csv
from io import StringIO
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from fairs.imports import members, sheets
from fairs.imports.outcomes import CHANGED, DUPLICATE, LABELS, NEW, WRONG
from fairs.models import Pavilion

from .uploads import carried, carry, content, file_field

_SALT = "fairs.admin.members"


class UploadForm(forms.Form):
    file = file_field(_("CSV or XLSX: a row a product, or a company without any. Sent again, it changes what differs."))

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        self.rows = sheets.read(*content(file))
        return file


class MembersPage:
    """For the admin of pavilions."""

    admin_site: Any
    opts: Any
    media: Any

    def get_urls(self) -> list[Any]:
        pages = [("members", self.members_view), ("template", self.template_view)]
        return [
            *(
                path(f"<int:pk>/{name}/", self.admin_site.admin_view(view), name=f"fairs_pavilion_{name}")
                for name, view in pages
            ),
            *super().get_urls(),  # type: ignore[misc]
        ]

    def may_upload(self, request: HttpRequest, pavilion: Pavilion) -> bool:
        """Whoever edits the edition, and the coordinator."""
        coordinated = Pavilion.objects.coordinated_by(request.user).filter(pk=pavilion.pk).exists()
        permitted = request.user.has_perm("fairs.add_participation")
        return permitted and (coordinated or self.has_change_permission(request, pavilion))  # type: ignore[attr-defined]

    def _pavilion(self, request: HttpRequest, pk: int) -> Pavilion:
        pavilion: Pavilion | None = Pavilion.objects.select_related("edition").filter(pk=pk).first()
        if pavilion is None:
            raise Http404
        if not self.may_upload(request, pavilion):
            raise PermissionDenied
        return pavilion

    def template_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        self._pavilion(request, pk)
        written = StringIO()
        csv.writer(written).writerow(known[0] for known in members.HEADINGS.values())
        response = HttpResponse(written.getvalue().encode("utf-8-sig"), content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = 'attachment; filename="members.csv"'
        return response

    def members_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        pavilion = self._pavilion(request, pk)
        uploaded = request.method == "POST" and "rows" not in request.POST
        form = UploadForm(request.POST, request.FILES) if uploaded else UploadForm()
        context = {
            **self.admin_site.each_context(request),
            "title": _("Members of the pavilion “%s”") % pavilion,
            "subtitle": str(pavilion.edition),
            "opts": self.opts,
            "media": self.media,
            "pavilion": pavilion,
            "form": form,
        }
        if request.method == "POST":
            given = _given(request, pavilion)
            rows = form.rows if uploaded and form.is_valid() else given["rows"]
            if rows:
                others = {int(n) for n in request.POST.getlist("other") if n.isdecimal() and len(n) < 9}
                lines = members.preview(pavilion, rows, request.user, others)
                seen = [[line.number, line.outcome] for line in lines]
                if "confirm" in request.POST and (others or seen == given["seen"]):
                    return self._carry_out(request, pavilion, rows, others)
                context |= shown(lines, members.columns(rows), others)
                context["rows"] = carry(_SALT, of=pk, rows=rows, seen=seen)
            elif not uploaded:
                messages.error(request, _("Send the file once more."))
        return TemplateResponse(request, "admin/members.html", context)

    def _carry_out(self, request: HttpRequest, pavilion: Pavilion, rows: Any, others: set[int]) -> HttpResponse:
        lines = members.take(pavilion, rows, request.user, others)
        done = sum(line.outcome in (NEW, CHANGED) for line in lines)
        left = sum(line.outcome in (DUPLICATE, WRONG) for line in lines)
        messages.success(request, ngettext("%d row was taken.", "%d rows were taken.", done) % done)
        if left:
            messages.warning(request, ngettext("%d row was left out.", "%d rows were left out.", left) % left)
        return HttpResponseRedirect(
            f"{reverse('admin:fairs_participation_changelist')}?pavilion__id__exact={pavilion.pk}"
        )


def _given(request: HttpRequest, pavilion: Pavilion) -> dict[str, Any]:
    given = carried(request, "rows", _SALT)
    if given is None or given["of"] != pavilion.pk:
        return {"rows": [], "seen": []}
    return {**given, "rows": [(number, cells) for number, cells in given["rows"]]}


def shown(lines: list[members.Line], unknown: list[str], others: set[int]) -> dict[str, Any]:
    counts = [(outcome, label, sum(line.outcome == outcome for line in lines)) for outcome, label in LABELS.items()]
    doubtful = {line.number for line in lines if line.outcome == DUPLICATE}
    return {
        "lines": [(line, LABELS[line.outcome]) for line in lines],
        "counts": [each for each in counts if each[2]],
        "unknown": unknown,
        "others": others,
        "doubtful": doubtful,
        "possible": any(line.outcome in (NEW, CHANGED, DUPLICATE) for line in lines),
    }
