"""Proposed allocations: worked out by a process of its own while the page tells how far it is, shown, accepted."""

import re
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import get_language, gettext, override
from django.utils.translation import gettext_lazy as _

from fairs import proposals
from fairs.models import AllocationProposal, Edition, Stand

from .badges import badge
from .base import OfEdition
from .lists import ReadOnly

PROGRESS = re.compile(r"(\w+): (\d+)/(\d+)")
FOUND = re.compile(r"proposal: (\d+)")
END = "<!-- here it goes on -->"  # where the page is cut in two
PADDING = " " * 1024  # browsers show nothing of the first kilobyte


@admin.register(AllocationProposal)
class AllocationProposalAdmin(ReadOnly, OfEdition):
    change_form_template = "admin/proposal.html"
    list_display = ("edition", "made_at", "placed", "points", "state")
    list_select_related = ("edition",)
    search_fields = ("edition__title_zh_hans", "edition__title_en", "edition__code")
    fieldsets = ((None, {"fields": []}),)

    def visible(self, queryset: Any, user: Any) -> Any:
        return self.editable(queryset, user)

    def may_propose(self, request: HttpRequest, edition: Edition) -> bool:
        mine = Edition.objects.editable_by(request.user).filter(pk=edition.pk).exists()
        return mine and request.user.has_perm("fairs.add_allocationproposal")

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Proposals are thrown away by whoever may have them worked out."""
        permitted = request.user.has_perm("fairs.delete_allocationproposal")
        return permitted and (obj is None or self.may_propose(request, obj.edition))

    @admin.display(description=_("exhibitors placed"))
    def placed(self, obj: AllocationProposal) -> str:
        return gettext("%(placed)s of %(open)s") % obj.scores

    @admin.display(description=_("points (one after the other)"))
    def points(self, obj: AllocationProposal) -> str:
        return f"{obj.scores['proposed']:,} ({obj.scores['greedy']:,})"

    @admin.display(description=_("state"))
    def state(self, obj: AllocationProposal) -> str:
        if obj.accepted_at:
            return badge("proposal", "accepted", _("accepted"))
        return badge("proposal", "open", _("not accepted yet"))

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view
        return [
            path("propose/<int:edition>/", view(self.propose_view), name="fairs_allocationproposal_propose"),
            path("<int:pk>/accept/", view(self.accept_view), name="fairs_allocationproposal_accept"),
            *super().get_urls(),
        ]

    def change_view(self, request: HttpRequest, object_id: str, *args: Any, **kwargs: Any) -> HttpResponse:
        proposal = self.get_object(request, object_id)
        if proposal is None:
            raise Http404
        if not self.has_view_permission(request, proposal):
            raise PermissionDenied
        context = {
            **self._context(request, proposal.edition, _("Proposed allocation")),
            "proposal": proposal,
            "object": proposal,
            "changes": proposals.changes(proposal),
            "left_out": proposals.left_out(proposal),
            "current": proposals.current(proposal),
            "may_accept": self.may_propose(request, proposal.edition),
        }
        return TemplateResponse(request, self.change_form_template, context)

    def accept_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        proposal = self.get_object(request, str(pk))
        if proposal is None:
            raise Http404
        page = reverse("admin:fairs_allocationproposal_change", args=[pk])
        if request.method != "POST":
            return HttpResponseRedirect(page)
        if not self.may_propose(request, proposal.edition):
            raise PermissionDenied
        try:
            given = proposals.accept(proposal)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            return HttpResponseRedirect(page)
        messages.success(request, gettext("%d stands were given.") % given)
        return HttpResponseRedirect(page)

    def propose_view(self, request: HttpRequest, edition: int) -> HttpResponseBase:
        shown = Edition.objects.filter(pk=edition).first()
        if shown is None:
            raise Http404
        if not self.may_propose(request, shown):
            raise PermissionDenied
        waiting = proposals.to_place(shown).filter(stands__isnull=True)
        context = {
            **self._context(request, shown, _("Propose an allocation")),
            "waiting": waiting.count(),
            "free": Stand.objects.free().filter(plan__edition=shown).count(),
            "end": END,
            "running": request.method == "POST",
        }
        page = render_to_string("admin/propose.html", context, request)
        if request.method != "POST":
            return HttpResponse(page)
        answer = StreamingHttpResponse(told(page, shown.code))
        answer["X-Accel-Buffering"] = "no"  # nginx would keep it until the end
        answer["Cache-Control"] = "no-store"
        return answer

    def _context(self, request: HttpRequest, edition: Edition, title: Any) -> dict[str, Any]:
        shared = {"title": title, "subtitle": str(edition), "edition": edition, "opts": self.opts}
        return {**self.admin_site.each_context(request), **shared}


def told(page: str, code: str) -> Iterator[str]:
    """The page with a line for each step as it is done, and at the end the way to what was found."""
    language, (head, __, tail) = get_language(), page.partition(END)
    yield head + PADDING
    for line in worked_out(code):
        with override(language):
            if text := said(line):
                yield format_html("<li>{}</li>\n", text)
    yield tail


def said(line: str) -> Any:
    """In the reader's language; "" of a line that says nothing to people."""
    if (found := PROGRESS.fullmatch(line)) and found[1] in proposals.STEPS:
        return f"{proposals.STEPS[found[1]]}: {found[2]}/{found[3]}"
    if found := FOUND.fullmatch(line):
        address = reverse("admin:fairs_allocationproposal_change", args=[found[1]])
        return format_html('<a class="button" href="{}">{}</a>', address, _("Look at the proposal"))
    return _("It could not be worked out; nothing was changed.") if line == FAILED else ""


FAILED = "failed"


def worked_out(code: str) -> Iterator[str]:
    """What the command says, line by line. In a process of its own: it takes memory and half a minute, which no worker
    should give. It ends with whoever waits for it.
    """
    command = [sys.executable, str(settings.BASE_DIR / "manage.py"), "stands", "propose", code]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:  # noqa: S603
        try:
            yield from (line.strip() for line in process.stdout or ())
            if process.wait():
                yield FAILED
        finally:
            process.kill()
