"""A user's tokens for programs: to make, each told once, and to revoke."""

from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from fairs.models.tokens import ApiToken
from fairs.tokens import DAYS, issue

from .mine import own


class TokenForm(forms.Form):
    name = forms.CharField(
        label=_("Name"), max_length=100, help_text=_("Which program it is for: so that you know it again.")
    )
    days = forms.TypedChoiceField(
        label=_("Valid for"), choices=lambda: [(n, ngettext("%d day", "%d days", n) % n) for n in DAYS], coerce=int
    )


@require_http_methods(["GET", "HEAD", "POST"])
@own
def tokens(request: HttpRequest) -> HttpResponse:
    user: Any = request.user
    form, status, token = TokenForm(), 200, ""
    if request.method == "POST":
        form, status = TokenForm(request.POST), 400
        if form.is_valid():
            try:
                _made, token = issue(user, **form.cleaned_data)
                form, status = TokenForm(), 200
            except ValidationError as error:
                form.add_error(None, error.messages)
    found = ApiToken.objects.filter(user=user).order_by("-created", "pk")
    context = {"tokens": found, "form": form, "token": token, "now": timezone.now()}
    return render(request, "fairs/tokens.html", context, status=status)


@require_POST
@own
def revoke_token(request: HttpRequest, uuid: UUID) -> HttpResponse:
    get_object_or_404(ApiToken, user=request.user, uuid=uuid).delete()
    return redirect("tokens")
