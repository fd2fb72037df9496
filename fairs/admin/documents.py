"""Files handed in, on the page of what they belong to."""

from typing import Any, ClassVar

from django.contrib import admin
from django.db import models
from django.forms import FileInput
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from fairs.models import FILE_BEGINNINGS, Document

from .badges import NOTHING
from .base import Rows


class Documents(Rows):
    """Seen by those who work on what they belong to, not by all who see that there is such a thing."""

    address: ClassVar[str]  # the name of the page that gives a file out
    fields: ClassVar[Any] = ("title", "file", "stored")
    readonly_fields = ("stored",)
    fixed = ("file",)
    formfield_overrides = {
        models.FileField: {"widget": FileInput(attrs={"accept": ",".join(f".{suffix}" for suffix in FILE_BEGINNINGS)})}
    }

    def _permitted(self, request: HttpRequest, deed: str) -> bool:
        return request.user.has_perm(f"{self.opts.app_label}.{deed}_{self.opts.model_name}")

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        seen = self._parent().sees_all(request, obj) if obj else super().has_view_permission(request)
        return self._permitted(request, "view") and bool(seen)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._permitted(request, "change") and super().has_change_permission(request, obj)

    @admin.display(description=_("stored file"))
    def stored(self, obj: Document) -> str:
        if not obj.pk:
            return NOTHING
        whole = getattr(obj, f"{self.parent_model._meta.model_name}_id")
        return format_html('<a href="{}">{}</a>', reverse(self.address, args=[whole, obj.pk]), obj.download_name)
