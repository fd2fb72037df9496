"""Pages of an application: to apply by an invitation, what became of it, and to change and withdraw it.

At addresses that only those know who were told; and for members of the company's organisation, who log in.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from fairs.amending import amend, amending, why_fixed, why_settled
from fairs.applying import (
    Again,
    Closed,
    apply,
    invited,
    is_own,
    own_path,
    refuse_more,
    taken_over,
    why_invalid,
    why_past,
)
from fairs.calendar import ledger
from fairs.documents import TooLarge, look_at_length
from fairs.models import Participation, ParticipationDocument, act

from .application_forms import ChangeForm, CompanyForm, DocumentForm, Products, WishForm, WithdrawalForm
from .mine import own

METHODS = ["GET", "HEAD", "POST"]
GONE, TOO_LARGE, BAD, CONFLICT = 410, 413, 400, 409
LAYOUT = {False: "fairs/_secluded.html", True: "fairs/_own.html"}
View = Callable[..., HttpResponse]


def secluded(view: View) -> View:
    """The address is the only key: it is told to no other site, kept by nobody, and found by no search.

    So browsers send no Origin that could be compared, and need not: nothing here rests on who is logged in.
    """

    @csrf_exempt
    @require_http_methods(METHODS)
    @wraps(view)
    def guarded(request: HttpRequest, **asked: Any) -> HttpResponse:
        response = view(request, **asked)
        response["Referrer-Policy"] = "no-referrer"
        response["X-Robots-Tag"] = "noindex, nofollow"
        response["Cache-Control"] = "no-store, private"
        return response

    return guarded


@dataclass(frozen=True)
class Applicant:
    """Of what is looked at, and who looks: a member who logged in, or whoever has its address."""

    participation: Participation
    signed_in: bool

    @property
    def may_change(self) -> bool:
        """Members leave, and with them what they may do; an address stays known to them."""
        return self.signed_in or not self.participation.exhibitor.organisation_id

    @property
    def path(self) -> str:
        known = self.participation
        return reverse("my-application", args=[known.uuid]) if self.signed_in else own_path(known)

    @property
    def asked(self) -> str:
        """Nobody's cookie says the language of those at a secret address."""
        return "" if self.signed_in else f"?lang={get_language()}"

    def back(self) -> HttpResponse:
        return HttpResponseRedirect(f"{self.path}{self.asked}")

    def page(self, request: HttpRequest, name: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
        shown = self.participation
        told = {"applicant": self, "participation": shown, "edition": shown.edition, "layout": LAYOUT[self.signed_in]}
        return render(request, f"fairs/{name}.html", {**told, **context}, status=status)


def _participations() -> Any:
    return Participation.objects.select_related("edition", "exhibitor", "pavilion", "main__exhibitor")


def at_its_address(view: View) -> View:
    @secluded
    @wraps(view)
    def guarded(request: HttpRequest, uuid: UUID, signature: str, **asked: Any) -> HttpResponse:
        if not is_own(uuid, signature):
            raise Http404
        shown = _participations().filter(uuid=uuid).first()
        if shown is None and (kept := taken_over(uuid)):
            return HttpResponseRedirect(own_path(kept))
        if shown is None:
            raise Http404
        return view(request, Applicant(shown, signed_in=False), **asked)

    return guarded


def of_members(view: View) -> View:
    @require_http_methods(METHODS)
    @own
    @wraps(view)
    def guarded(request: HttpRequest, uuid: UUID, **asked: Any) -> HttpResponse:
        shown = get_object_or_404(_participations().own_of(request.user), uuid=uuid)
        return view(request, Applicant(shown, signed_in=True), **asked)

    return guarded


def changing(view: View) -> View:
    """By who may: others are asked to log in."""

    @wraps(view)
    def guarded(request: HttpRequest, applicant: Applicant, **asked: Any) -> HttpResponse:
        if not applicant.may_change:
            return redirect("my-application", applicant.participation.uuid)
        return view(request, applicant, **asked)

    return guarded


def send(form: WishForm, products: Any, **given: Any) -> Participation | int:
    """The participation, or the status with which the form says why not. Raises Closed."""
    try:
        shown = [row for row in products.cleaned_data if row]
        return apply(form.application(products=shown, **given))[0]
    except Again as error:
        form.add_error(None, str(error))
        return CONFLICT
    except ValidationError as error:
        form.add_error(None, error.messages)
        return BAD


@secluded
def apply_by_invitation(request: HttpRequest, token: str) -> HttpResponse:
    invitation = invited(token)
    if invitation is None:
        raise Http404
    sent = request.POST if request.method == "POST" else None
    form, products = CompanyForm(sent), Products(sent, prefix="products")
    context = {"invitation": invitation, "edition": invitation.edition, "form": form, "products": products}
    context["layout"] = LAYOUT[False]
    status = BAD if form.is_bound else 200
    if sent is None and (why := why_invalid(invitation)):
        return render(request, "fairs/apply.html", {**context, "closed": why}, status=GONE)
    if sent is not None and form.is_valid() and products.is_valid():
        try:
            found = send(form, products, edition=invitation.edition, invitation=invitation)
        except Closed as error:
            return render(request, "fairs/apply.html", {**context, "closed": str(error)}, status=GONE)
        if isinstance(found, Participation):
            return Applicant(found, signed_in=False).back()
        status = found
    return render(request, "fairs/apply.html", context, status=status)


def _application(request: HttpRequest, applicant: Applicant) -> HttpResponse:
    if request.method != "POST":
        return _page(request, applicant, DocumentForm(), WithdrawalForm(), 200)
    form, status = hand_in(request, applicant.participation)
    return applicant.back() if status == 200 else _page(request, applicant, form, WithdrawalForm(), status)


def _page(
    request: HttpRequest, applicant: Applicant, form: DocumentForm, leaving: WithdrawalForm, status: int
) -> HttpResponse:
    shown = applicant.participation
    context = {
        "products": shown.displays.select_related("product__category", "product__origin").order_by("pk"),
        "documents": shown.documents.all(),
        "open": shown.status not in (Participation.Status.DECLINED, Participation.Status.WITHDRAWN),
        "changeable": applicant.may_change and not why_settled(shown),
        "showable": applicant.may_change and not why_fixed(shown),
        "leavable": applicant.may_change and shown.may("withdraw") and not why_past(shown.edition),
        "form": form,
        "leaving": leaving,
    }
    return applicant.page(request, "application", context, status)


@changing
def _withdraw(request: HttpRequest, applicant: Applicant) -> HttpResponse:
    if request.method != "POST":
        return applicant.back()
    form, status = WithdrawalForm(request.POST), BAD
    if form.is_valid():
        try:
            act(applicant.participation, "withdraw", form.cleaned_data["reason"])
            return applicant.back()
        except ValidationError as error:
            form.add_error(None, error.messages)
            status = CONFLICT
    return _page(request, applicant, DocumentForm(), form, status)


def hand_in(request: HttpRequest, participation: Participation) -> tuple[DocumentForm, int]:
    """The form, and 200 when its document was taken."""
    try:
        look_at_length(request)
    except TooLarge as error:
        form = DocumentForm({})
        form.errors.clear()
        form.add_error(None, str(error))
        return form, TOO_LARGE
    form = DocumentForm(request.POST, request.FILES, instance=ParticipationDocument(participation=participation))
    with ledger.writing(), transaction.atomic():
        try:
            refuse_more(Participation.objects.select_for_update(no_key=True).get(pk=participation.pk))
        except ValidationError as error:
            form.add_error(None, error.messages)
        except Closed as error:
            form.add_error(None, str(error))
            return form, CONFLICT
        if form.is_valid():
            form.save()
            return form, 200
    return form, BAD


@changing
def _change(request: HttpRequest, applicant: Applicant) -> HttpResponse:
    shown = applicant.participation
    wish = {name: getattr(shown, name) for name in ChangeForm.WISHED}
    sent = request.POST if request.method == "POST" else None
    form = ChangeForm(sent, initial={**wish, "seen": shown.modified_at.isoformat()})
    why, status = why_settled(shown), BAD if form.is_bound else 200
    if form.is_bound and form.is_valid():
        try:
            with amending(shown) as mine:
                if mine.modified_at.isoformat() != form.cleaned_data["seen"] and not why_settled(mine):
                    raise ValidationError(_("Somebody changed it meanwhile: read it again."))
                amend(mine, form.wish())
            return applicant.back()
        except Closed as error:
            why = str(error)
        except ValidationError as error:
            form.add_error(None, error.messages)
            status = CONFLICT
    return applicant.page(request, "application_change", {"form": form, "closed": why}, CONFLICT if why else status)


application, my_application = at_its_address(_application), of_members(_application)
change_application, change_my_application = at_its_address(_change), of_members(_change)
withdraw_application, withdraw_my_application = at_its_address(_withdraw), of_members(_withdraw)
