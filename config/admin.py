"""The admin's site: one transaction a request, a start page, the tables in groups, one-time passwords."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.forms import AdminPasswordChangeForm
from django.contrib.auth.views import PasswordChangeView
from django.contrib.messages.storage import default_storage
from django.core.exceptions import ValidationError
from django.db import IntegrityError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from fairs.calendar import ledger

from .relogin import kept_while_logging_in

READING = {"GET", "HEAD", "OPTIONS", "TRACE"}
OPEN_TO_ONE_TIME_PASSWORDS = {"password_change", "logout", "jsi18n"}
GROUPS = [
    (_("Calendar"), ["Edition", "Session", "Launch", "Initiative", "Fair"]),
    (_("Programmes"), ["Programme", "Report"]),
    (_("Halls and stands"), ["HallBooking", "StandPlan", "Stand", "AllocationProposal", "Deadline", "Invitation"]),
    (_("Exhibitors and products"), ["Exhibitor", "Participation", "Pavilion", "Product", "ProductDisplay"]),
    (_("Places"), ["Venue", "Hall", "Region", "RegionGroup"]),
    (_("Figures"), ["Indicator", "Observation", "Investment", "Figure", "Source", "Category"]),
    (_("People"), ["Organisation", "User", "Membership", "Group", "PersonalFeed"]),
    (_("Details"), []),  # whatever is in no other group
]


class PasswordForm(AdminPasswordChangeForm):
    """Changing the password ends the life of a one-time password; choosing the same again does not."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.user.must_change_password and self.user.check_password(cleaned.get("new_password1") or ""):
            self.add_error("new_password1", ValidationError(_("Choose a password other than the one you were given.")))
        return cleaned

    def save(self, commit: bool = True) -> Any:
        self.user.must_change_password = False
        return super().save(commit)


class Site(admin.AdminSite):
    site_header = _("Fair Calendar")
    site_title = _("Fair Calendar")
    index_title = _("This week")
    index_template = "admin/start.html"

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        return kept_while_logging_in(self, super().admin_view(self._guarded(view), cacheable))

    def _guarded(self, view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            name = request.resolver_match.url_name if request.resolver_match else ""
            if _has_one_time_password(request) and name not in OPEN_TO_ONE_TIME_PASSWORDS:
                return redirect("admin:password_change")
            if request.method in READING:  # no transaction: on SQLite it would take the write lock
                return view(request, *args, **kwargs)
            return _write(request, lambda: view(request, *args, **kwargs))

        return guarded

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        apps = super().get_app_list(request, app_label)
        if app_label:
            return apps
        models = {model["object_name"]: model for app in apps for model in app["models"]}
        named = {name for _group, names in GROUPS for name in names}
        groups = []
        for label, names in GROUPS:
            shown = (
                [models[n] for n in names if n in models] if names else [m for n, m in models.items() if n not in named]
            )
            if shown:
                groups.append(
                    {"name": label, "app_label": "", "app_url": "", "models": shown, "has_module_perms": True}
                )
        return groups

    def password_change(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        request.current_app = self.name
        context = {**self.each_context(request), **(extra_context or {})}
        if _has_one_time_password(request):
            context |= {"available_apps": [], "is_nav_sidebar_enabled": False}
        done = reverse("admin:password_change_done", current_app=self.name)
        return PasswordChangeView.as_view(form_class=PasswordForm, success_url=done, extra_context=context)(request)


def _has_one_time_password(request: HttpRequest) -> bool:
    return bool(getattr(request.user, "must_change_password", False))


def _write(request: HttpRequest, answer: Callable[[], HttpResponse]) -> HttpResponse:
    """One transaction. Whoever was overtaken tries again, and then meets the other's row in the form's own checks.

    ValidationError: of a model that is saved, after the form was looked at.
    """
    for _attempt in range(2):
        try:
            with ledger.writing():
                return answer()
        except (IntegrityError, OperationalError, ValidationError):
            request._messages = default_storage(request)  # type: ignore[attr-defined]  # what it said is not true
    messages.error(request, _("This could not be saved: somebody else was changing it at the same time. Try again."))
    return HttpResponseRedirect(request.get_full_path())
