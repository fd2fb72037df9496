"""Whose session ended while a form was open logs in where they are, and what they typed is sent on."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

PREFIX = "again"  # of the login's own fields, among those of any form
NOT_CARRIED = ("csrfmiddlewaretoken", "next", f"{PREFIX}-username", f"{PREFIX}-password")


def kept_while_logging_in(site: Any, view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    @never_cache
    @sensitive_post_parameters(f"{PREFIX}-password")
    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.user.is_authenticated or not (carried := carried_along(request)):
            return view(request, *args, **kwargs)
        given = request.POST if f"{PREFIX}-password" in request.POST else None
        form = AdminAuthenticationForm(request, given, prefix=PREFIX)
        if form.is_valid():
            login(request, form.get_user())
            return view(request, *args, **kwargs)
        told = {"form": form, "carried": carried, "files": bool(request.FILES), "title": _("Log in")}
        context = {**site.each_context(request), **told, "app_path": request.get_full_path()}
        return TemplateResponse(request, "admin/login.html", context)

    return answered


def carried_along(request: HttpRequest) -> list[tuple[str, str]]:
    """What a form sent; nothing of one with a password, which no page says again."""
    if request.method != "POST" or any("password" in name for name in request.POST if name not in NOT_CARRIED):
        return []
    return [(name, value) for name, values in request.POST.lists() for value in values if name not in NOT_CARRIED]
