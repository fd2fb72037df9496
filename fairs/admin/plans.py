"""A year's plan from a spreadsheet: the template, a look at what it would do, and taking it over."""

from io import BytesIO
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext, pgettext
from django.utils.translation import gettext_lazy as _

from fairs.checks import Level
from fairs.imports.outcomes import CHANGED, LABELS, NEW, UNCHANGED
from fairs.imports.plan import judging, report, template, writing
from fairs.imports.plan.sheet import MOST_ROWS, Sheet, read
from fairs.models import Organisation

from .exporting import XLSX
from .uploads import carried, carry, content, file_field

_SALT = "fairs.admin.plans"
FIRST, LAST = 1950, 2100  # as Edition.year has it
OUTCOMES = {**LABELS, writing.STALE: _("changed meanwhile")}
REPORTS = {"csv": (report.as_csv, "text/csv; charset=utf-8"), "xlsx": (report.as_xlsx, XLSX)}


def next_plan() -> int:
    """The year that plans are made for now."""
    today = timezone.localdate()
    return today.year + (today.month > 3)


class YearForm(forms.Form):
    year = forms.IntegerField(label=_("year"), min_value=FIRST, max_value=LAST)


class UploadForm(YearForm):
    owner = forms.ModelChoiceField(
        Organisation.objects.none(),
        label=_("entered by"),
        help_text=_("The organisation whose drafts the new editions become."),
    )
    file = file_field(
        _("XLSX or CSV, at most %(rows)d rows. Sent again, it changes what differs.") % {"rows": MOST_ROWS}
    )

    def __init__(self, *args: Any, owners: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = owners  # type: ignore[attr-defined]

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        self.sheet = read(*content(file))
        return file


class PlanPages:
    """For the admin of editions."""

    admin_site: Any
    opts: Any
    media: Any
    change_list_template: Any = "admin/edition_change_list.html"

    def get_urls(self) -> list[Any]:
        pages = {"plan": self.plan_view, "plan/template": self.plan_template_view}
        return [
            *(
                path(f"{page}/", self.admin_site.admin_view(view), name=f"fairs_edition_{page.replace('/', '_')}")
                for page, view in pages.items()
            ),
            *super().get_urls(),  # type: ignore[misc]
        ]

    def plan_owners(self, request: HttpRequest) -> Any:
        if not self.has_add_permission(request):  # type: ignore[attr-defined]
            raise PermissionDenied
        everyone = request.user.is_superuser
        owners = Organisation.objects.all() if everyone else self.owners(request)  # type: ignore[attr-defined]
        return owners.select_related("region__parent__parent__parent").order_by("code")

    def plan_template_view(self, request: HttpRequest) -> HttpResponse:
        self.plan_owners(request)
        form = YearForm(request.GET)
        if not form.is_valid():
            messages.error(request, " ".join(map(str, form.errors["year"])))
            return HttpResponseRedirect(reverse("admin:fairs_edition_plan"))
        out, year = BytesIO(), form.cleaned_data["year"]
        template.workbook(year, request.user).save(out)
        return _file(out.getvalue(), XLSX, f"plan-{year}.xlsx")

    def plan_view(self, request: HttpRequest) -> HttpResponse:
        owners = self.plan_owners(request)
        uploaded = request.method == "POST" and "plan" not in request.POST
        form = UploadForm(*([request.POST, request.FILES] if uploaded else []), owners=owners)
        form.initial = {"year": next_plan(), "owner": owners.first()}
        context = {
            **self.admin_site.each_context(request),
            "title": _("Annual plan"),
            "opts": self.opts,
            "media": self.media,
            "form": form,
        }
        if uploaded and form.is_valid():
            plan = judging.Plan(form.sheet, form.cleaned_data["year"], form.cleaned_data["owner"], request.user)
            context |= shown(plan, request.user)
        elif request.method == "POST" and not uploaded:
            given = _given(request, owners)
            if given is None:
                messages.error(request, _("Send the file once more."))
                return HttpResponseRedirect(request.path)
            form.initial = {"year": given[0].year, "owner": given[0].owner}
            answer = self._carry_on(request, *given)
            if isinstance(answer, HttpResponse):
                return answer
            context |= answer
        return TemplateResponse(request, "admin/plan.html", context)

    def _carry_on(
        self, request: HttpRequest, plan: judging.Plan, given: dict[str, Any]
    ) -> HttpResponse | dict[str, Any]:
        """From the page of the preview, or that of what was done."""
        if (ending := request.POST.get("report", "")) in REPORTS:
            done = {number: tuple(told) for number, *told in given["done"]}
            write, kind = REPORTS[ending]
            name = f"plan-{plan.year}-{'done' if done else 'preview'}.{ending}"
            return _file(write(plan.sheet, done or results(plan)), kind, name)
        if "confirm" not in request.POST or given["done"]:
            return shown(plan, request.user)
        chosen = {int(n) for n in request.POST.getlist("row") if n.isdecimal() and len(n) < 9}
        writing.take(plan, chosen, {number: (digest, edition) for number, digest, edition in given["seen"]})
        _tell(request, plan, chosen)
        return shown(plan, request.user, done=chosen)


def shown(plan: judging.Plan, user: Any, done: set[int] | None = None) -> dict[str, Any]:
    """``done``: the rows that were to be taken over; without it nothing was yet."""
    taken = [[number, *told] for number, told in results(plan, done).items()] if done is not None else []
    signed = carry(
        _SALT,
        user=user.pk,
        year=plan.year,
        owner=plan.owner.pk,
        headings=plan.sheet.headings,
        rows=plan.sheet.rows,
        seen=[[line.number, line.digest, line.edition.pk if line.edition else 0] for line in plan.lines],
        done=taken,
    )
    return {
        "plan": plan,
        "lines": [(line, OUTCOMES[line.outcome], told(plan, line)) for line in plan.lines],
        "counts": [(outcome, OUTCOMES[outcome], number) for outcome, number in plan.counts],
        "done": done,
        "possible": done is None and any(line.takeable for line in plan.lines),
        "carried": signed,
    }


def told(plan: judging.Plan, line: judging.Line) -> list[tuple[str, str]]:
    """(tone, sentence) of what changes and of what is wrong, each with its cell."""
    arrow = [("", _at(plan, line, c.column) + f"{c.old or '–'} → {c.new or '–'}") for c in line.changes]
    tone = {Level.ERROR: "error", Level.WARNING: "warning"}
    return [*((tone[m.level], _at(plan, line, m.column) + m.text) for m in line.messages), *arrow]


def _at(plan: judging.Plan, line: judging.Line, column: str) -> str:
    if not column:
        return ""
    place = f"{plan.sheet.heading(column)} {plan.sheet.cell(column, line.number)}".strip().replace("\n", " ")
    return f"{place}{pgettext('label', ': ')}"


def results(plan: judging.Plan, done: set[int] | None = None) -> report.Results:
    """In the reader's language; what was not chosen says so."""
    found = {}
    for line in plan.lines:
        left = done is not None and line.takeable and line.number not in done
        outcome = gettext("left out") if left else str(OUTCOMES[line.outcome])
        key = line.edition.code if line.edition else ""
        found[line.number] = (outcome, "\n".join(sentence for _tone, sentence in told(plan, line)), key)
    return found


def _tell(request: HttpRequest, plan: judging.Plan, chosen: set[int]) -> None:
    took = sum(line.number in chosen and line.outcome in (NEW, CHANGED) for line in plan.lines)
    if took:
        messages.success(request, ngettext("%d row was taken.", "%d rows were taken.", took) % took)
    else:
        messages.info(request, _("Nothing was written."))
    if left := sum(line.outcome != UNCHANGED for line in plan.lines) - took:
        messages.warning(request, ngettext("%d row was left out.", "%d rows were left out.", left) % left)


def _given(request: HttpRequest, owners: Any) -> tuple[judging.Plan, dict[str, Any]] | None:
    given = carried(request, "plan", _SALT)
    owner = owners.filter(pk=given["owner"]).first() if given else None
    if owner is None or given["user"] != request.user.pk:
        return None
    sheet = Sheet(given["headings"], [(number, cells) for number, cells in given["rows"]])
    return judging.Plan(sheet, given["year"], owner, request.user), given


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
