"""Exhibitors that may be one company: the list of them, and the page between choosing two and their being one."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext_lazy as _

from fairs.merging import candidates, clashes, distinguish, merge
from fairs.models import Exhibitor, MatchKey

from .forms import REASON_LENGTH

MOST = 100


class MergingPages:
    """For the admin of exhibitors."""

    admin_site: Any
    opts: Any
    media: Any

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view
        return [
            path("duplicates/", view(self.duplicates_view), name="fairs_exhibitor_duplicates"),
            path("<int:kept>/merge/<int:gone>/", view(self.merge_view), name="fairs_exhibitor_merge"),
            *super().get_urls(),  # type: ignore[misc]
        ]

    def duplicates_view(self, request: HttpRequest) -> HttpResponse:
        """Among those that the user may merge. POST: two are two."""
        if not self.has_change_permission(request):  # type: ignore[attr-defined]
            raise PermissionDenied
        if request.method == "POST":
            one, other = (self._editable(request, request.POST.get(name, "")) for name in ("first", "second"))
            if one != other:
                distinguish(one, other)
            return HttpResponseRedirect(request.path)
        mine = self.editable(Exhibitor.objects.current(), request.user)  # type: ignore[attr-defined]
        found = candidates(Exhibitor.objects.current() if request.user.is_superuser else mine, MOST + 1)
        kinds = dict(MatchKey.Kind.choices)
        context = {
            **self._page(request, _("Exhibitors that may be one company")),
            "candidates": [(each, [kinds[kind] for kind in each.kinds]) for each in found[:MOST]],
            "more": len(found) > MOST,
        }
        return TemplateResponse(request, "admin/duplicates.html", context)

    def merge_view(self, request: HttpRequest, kept: int, gone: int) -> HttpResponse:
        one, other = self._editable(request, str(kept)), self._editable(request, str(gone))
        if one == other or one.merged_into_id or other.merged_into_id:
            raise Http404
        what = consequences(one, other)
        token = salted_hmac("fairs.admin.merging", repr(what), algorithm="sha256").hexdigest()
        reason = request.POST.get("reason", "").strip()
        wrong: Any = ""
        if request.method == "POST" and not 0 < len(reason) <= REASON_LENGTH:
            wrong = _("Say why: the history keeps it, and colleagues will ask.")
        elif request.method == "POST" and not constant_time_compare(request.POST.get("token", ""), token):
            wrong = _("What will happen is not what you were shown: look again before you confirm.")
        elif request.method == "POST":
            return self._carry_out(request, one, other, reason)
        context = {
            **self._page(request, _("Merge exhibitors")),
            "kept": one,
            "gone": other,
            "what": what,
            "token": token,
            "reason": reason,
            "wrong": wrong,
        }
        return TemplateResponse(request, "admin/merge.html", context)

    def _carry_out(self, request: HttpRequest, kept: Exhibitor, gone: Exhibitor, reason: str) -> HttpResponse:
        try:
            merge(kept, gone, reason)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            said = _("“%(gone)s” is now “%(kept)s”.") % {"gone": gone, "kept": kept}
            self.log_change(request, kept, str(said))  # type: ignore[attr-defined]
            messages.success(request, said)
        return HttpResponseRedirect(reverse("admin:fairs_exhibitor_change", args=[kept.pk]))

    def _editable(self, request: HttpRequest, pk: str) -> Exhibitor:
        known = pk.isdecimal() and len(pk) < 19
        found: Exhibitor | None = (
            Exhibitor.objects.select_related("region").filter(pk=int(pk)).first() if known else None
        )
        if found is None:
            raise Http404
        if not self.has_change_permission(request, found):  # type: ignore[attr-defined]
            raise PermissionDenied
        return found

    def _page(self, request: HttpRequest, title: Any) -> dict[str, Any]:
        return {**self.admin_site.each_context(request), "title": title, "opts": self.opts, "media": self.media}


def consequences(kept: Exhibitor, gone: Exhibitor) -> list[tuple[str, list[str]]]:
    """What goes over, and where both stand against each other, in words."""
    both = clashes(kept, gone)
    clashing = {clash.stays.edition_id for clash in both}
    moving = gone.participations.exclude(edition__in=clashing).select_related("edition")
    stands = gone.participations.filter(stands__isnull=False).values_list("stands__plan__hall", "stands__number")
    said = _("%(edition)s: “%(stays)s” (%(state)s) stays, and takes over what “%(goes)s” (%(other)s) has there")
    found = [
        (_("Both take part"), [said % _named(clash) for clash in both]),
        (_("Participations that go over"), [f"{p.edition} ({p.get_status_display()})" for p in moving]),
        (_("Products that go over"), [str(product) for product in gone.products.all()]),
        (_("Stands that go over"), [number for _hall, number in stands]),
        (_("Codes that lead on"), [gone.code, *gone.merged.values_list("code", flat=True)]),
    ]
    if gone.organisation and kept.organisation and gone.organisation != kept.organisation:
        found.append((_("Members who lose it"), [str(gone.organisation)]))
    if gone.organisation and not kept.organisation:
        heading = _("Members who act for it from now on, and see all its applications and papers")
        found.append((heading, [str(gone.organisation)]))
    return [(str(heading), list(map(str, rows))) for heading, rows in found if rows]


def _named(clash: Any) -> dict[str, Any]:
    return {
        "edition": clash.stays.edition,
        "stays": clash.stays.exhibitor,
        "state": clash.stays.get_status_display(),
        "goes": clash.goes.exhibitor,
        "other": clash.goes.get_status_display(),
    }
