"""A pavilion's members from a spreadsheet: looked at, then confirmed."""

import csv
from io import StringIO
from typing import Any

from django import forms
from django.contrib import messages
from django.core import signing
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from fairs.imports import members, sheets
from fairs.models import Pavilion

_SALT = "fairs.admin.members"


class UploadForm(forms.Form):
    file = forms.FileField(
        label=_("File"),
        help_text=_("CSV or XLSX: a row a product, or a company without any. Sent again, it changes what differs."),
        widget=forms.FileInput(attrs={"accept": ",".join(sheets.ENDINGS)}),
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > sheets.LARGEST:
            raise ValidationError(_("The file has more than %(most)d MB.") % {"most": sheets.LARGEST // 2**20})
        self.rows = sheets.read(file.name, file.read())
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
                context["rows"] = signing.dumps({"of": pk, "rows": rows, "seen": seen}, salt=_SALT, compress=True)
            elif not uploaded:
                messages.error(request, _("Send the file once more."))
        return TemplateResponse(request, "admin/members.html", context)

    def _carry_out(self, request: HttpRequest, pavilion: Pavilion, rows: Any, others: set[int]) -> HttpResponse:
        lines = members.take(pavilion, rows, request.user, others)
        done = sum(line.outcome in (members.NEW, members.CHANGED) for line in lines)
        left = sum(line.outcome in (members.DOUBTFUL, members.WRONG) for line in lines)
        messages.success(request, ngettext("%d row was taken.", "%d rows were taken.", done) % done)
        if left:
            messages.warning(request, ngettext("%d row was left out.", "%d rows were left out.", left) % left)
        return HttpResponseRedirect(
            f"{reverse('admin:fairs_participation_changelist')}?pavilion__id__exact={pavilion.pk}"
        )


def _given(request: HttpRequest, pavilion: Pavilion) -> dict[str, Any]:
    """What the page carried along, signed: nothing lies about on the server between looking and confirming."""
    nothing: dict[str, Any] = {"rows": [], "seen": []}
    try:
        given = signing.loads(request.POST.get("rows", ""), salt=_SALT, max_age=86400)
    except signing.BadSignature:
        return nothing
    if given["of"] != pavilion.pk:
        return nothing
    return {**given, "rows": [(number, cells) for number, cells in given["rows"]]}


def shown(lines: list[members.Line], unknown: list[str], others: set[int]) -> dict[str, Any]:
    labels = {
        members.NEW: _("new"),
        members.CHANGED: _("updated"),
        members.UNCHANGED: _("unchanged"),
        members.DOUBTFUL: _("duplicate?"),
        members.WRONG: _("error"),
    }
    counts = [(outcome, label, sum(line.outcome == outcome for line in lines)) for outcome, label in labels.items()]
    doubtful = {line.number for line in lines if line.outcome == members.DOUBTFUL}
    return {
        "lines": [(line, labels[line.outcome]) for line in lines],
        "counts": [each for each in counts if each[2]],
        "unknown": unknown,
        "others": others,
        "doubtful": doubtful,
        "possible": any(line.outcome in (members.NEW, members.CHANGED, members.DOUBTFUL) for line in lines),
    }
