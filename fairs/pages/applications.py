"""Pages at addresses that only those know who were told: to apply by an invitation, and what became of it."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from fairs.applying import (
    Again,
    Application,
    Closed,
    apply,
    invited,
    is_own,
    own_path,
    refuse_more,
    taken_over,
    why_invalid,
)
from fairs.calendar import ledger
from fairs.documents import TooLarge, look_at_length

from ..models import Category, Exhibitor, Participation, ParticipationDocument, Region, StandKind, within
from ..models.places import LIAONING

ROWS, MOST_ROWS = 4, 30  # products: offered at once, taken at most
GONE, TOO_LARGE, BAD, CONFLICT = 410, 413, 400, 409


def secluded(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The address is the only key: it is told to no other site, kept by nobody, and found by no search.

    So browsers send no Origin that could be compared, and need not: nothing here rests on who is logged in.
    """

    @csrf_exempt
    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(view)
    def guarded(request: HttpRequest, **asked: Any) -> HttpResponse:
        response = view(request, **asked)
        response["Referrer-Policy"] = "no-referrer"
        response["X-Robots-Tag"] = "noindex, nofollow"
        response["Cache-Control"] = "no-store, private"
        return response

    return guarded


class CompanyForm(forms.ModelForm):
    uuid = forms.UUIDField(widget=forms.HiddenInput)
    website = forms.URLField(label=_("Website"), required=False, max_length=200, assume_scheme="https")
    contact = forms.CharField(label=_("Contact: name and telephone"), max_length=200)
    email = forms.EmailField(label=_("E-mail of the contact"))
    wished_kind = forms.ChoiceField(
        label=_("Kind of stand wished"), required=False, choices=[("", "–"), *StandKind.choices]
    )
    wished_area = forms.IntegerField(label=_("Area wished (m²)"), required=False, min_value=1, max_value=100_000)
    beside = forms.CharField(label=_("Beside whom you would like to stand"), max_length=400, required=False)
    message = forms.CharField(
        label=_("Message"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 4})
    )

    class Meta:
        model = Exhibitor
        fields = ("name_zh_hans", "name_en", "region", "address_zh_hans", "address_en", "website")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["uuid"].initial = uuid4()
        self.fields["name_en"].help_text = _("One of the two names is enough.")
        self.fields["region"].queryset = places()  # type: ignore[attr-defined]

    def application(self, **given: Any) -> Application:
        sent = self.cleaned_data
        wish = {name: sent[name] for name in ("contact", "email", "wished_kind", "wished_area", "message")}
        if sent["beside"]:
            wish["message"] = f"{wish['message']}\n{self.fields['beside'].label}: {sent['beside']}".strip()
        company = {name: sent[name] for name in self._meta.fields or ()}
        return Application(uuid=sent["uuid"], company=company, wish=wish, **given)


class ProductForm(forms.Form):
    name_zh_hans = forms.CharField(label=_("Name (Chinese)"), max_length=200, required=False)
    name_en = forms.CharField(label=_("Name (English)"), max_length=200, required=False)
    category = forms.ModelChoiceField(Category.objects.none(), label=_("Category"))
    origin = forms.ModelChoiceField(Region.objects.none(), label=_("Origin"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["category"].queryset = Category.objects.all()  # type: ignore[attr-defined]
        self.fields["origin"].queryset = places()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        if not (self.cleaned_data.get("name_zh_hans") or self.cleaned_data.get("name_en")):
            self.add_error("name_zh_hans", _("Enter a name in Chinese or in English."))
        return self.cleaned_data


class DocumentForm(forms.ModelForm):
    class Meta:
        model = ParticipationDocument
        fields = ("kind", "title", "file")


def places() -> Any:
    """Countries, provinces, and this province's cities: few enough to choose from."""
    broad = Q(kind__in=[Region.Kind.COUNTRY, Region.Kind.PROVINCE])
    return Region.objects.filter(broad | within(LIAONING) & ~Q(kind=Region.Kind.DISTRICT)).order_by("kind", "code")


Products = forms.formset_factory(ProductForm, extra=ROWS, max_num=MOST_ROWS, absolute_max=MOST_ROWS, validate_max=True)


@secluded
def apply_by_invitation(request: HttpRequest, token: str) -> HttpResponse:
    invitation = invited(token)
    if invitation is None:
        raise Http404
    sent = request.POST if request.method == "POST" else None
    form, products = CompanyForm(sent), Products(sent, prefix="products")
    context = {"invitation": invitation, "edition": invitation.edition, "form": form, "products": products}
    if sent is not None and form.is_valid() and products.is_valid():
        shown = [row for row in products.cleaned_data if row]
        try:
            participation, _new = apply(
                form.application(edition=invitation.edition, invitation=invitation, products=shown)
            )
        except Closed as error:
            return render(request, "fairs/apply.html", {**context, "closed": str(error)}, status=GONE)
        except Again as error:
            form.add_error(None, str(error))
            return render(request, "fairs/apply.html", context, status=CONFLICT)
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            return HttpResponseRedirect(f"{own_path(participation)}?lang={get_language()}")
    if sent is None and (why := why_invalid(invitation)):
        return render(request, "fairs/apply.html", {**context, "closed": why}, status=GONE)
    return render(request, "fairs/apply.html", context, status=BAD if form.is_bound else 200)


@secluded
def application(request: HttpRequest, uuid: UUID, signature: str) -> HttpResponse:
    found = Participation.objects.select_related("edition", "exhibitor", "pavilion", "main__exhibitor")
    shown = found.filter(uuid=uuid).first() if is_own(uuid, signature) else None
    if shown is None:
        if is_own(uuid, signature) and (kept := taken_over(uuid)):
            return HttpResponseRedirect(own_path(kept))
        raise Http404
    context: dict[str, Any] = {
        "participation": shown,
        "edition": shown.edition,
        "products": shown.displays.select_related("product__category", "product__origin"),
        "documents": shown.documents.all(),
        "open": shown.status not in (Participation.Status.DECLINED, Participation.Status.WITHDRAWN),
    }
    status = 200
    if request.method == "POST":
        form, status = hand_in(request, shown)
        if status == 200:
            return HttpResponseRedirect(f"{request.path}?lang={get_language()}")
    else:
        form = DocumentForm()
    return render(request, "fairs/application.html", {**context, "form": form}, status=status)


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
