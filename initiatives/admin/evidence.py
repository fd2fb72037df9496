"""Evidence on the page of its launch event."""

from typing import Any

from django.contrib import admin
from django.db import models
from django.forms import FileInput
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from fairs.admin.badges import NOTHING
from fairs.admin.base import Rows
from fairs.models import FILE_BEGINNINGS

from ..models import Evidence


class EvidenceRows(Rows):
    """Seen by those who work on the claim, not by all who see the launch event."""

    model = Evidence
    fields = ("title", "file", "stored")
    readonly_fields = ("stored",)
    fixed = ("file",)
    formfield_overrides = {
        models.FileField: {"widget": FileInput(attrs={"accept": ",".join(f".{suffix}" for suffix in FILE_BEGINNINGS)})}
    }

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        permitted = request.user.has_perm("initiatives.view_evidence")
        return permitted and (self._parent().sees_all(request, obj) if obj else super().has_view_permission(request))

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm("initiatives.change_evidence") and super().has_change_permission(request, obj)

    @admin.display(description=_("stored file"))
    def stored(self, obj: Evidence) -> str:
        if not obj.pk:
            return NOTHING
        address = reverse("admin:initiatives_launch_evidence", args=[obj.launch_id, obj.pk])
        return format_html('<a href="{}">{}</a>', address, obj.download_name)
