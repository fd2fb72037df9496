"""Files that show that a claim is true: seen by those who work on it, never published."""

from pathlib import PurePath
from typing import Any
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.core.validators import FileExtensionValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from fairs.models import PublicModel

from .launches import Launch

LARGEST = 20 * 1024 * 1024
SUFFIXES = ("pdf", "png", "jpg", "jpeg", "docx", "xlsx")


def unguessable(instance: models.Model, name: str) -> str:
    return f"evidence/{uuid4().hex}{PurePath(name).suffix.lower()}"


def not_too_large(file: Any) -> None:
    if file.size > LARGEST:
        message = _("The file has %(size).1f MB: %(most)d MB are the most.")
        raise ValidationError(message % {"size": file.size / 2**20, "most": LARGEST // 2**20})


class Evidence(PublicModel):
    launch = models.ForeignKey(Launch, models.CASCADE, verbose_name=_("launch event"), related_name="evidence")
    title = models.CharField(_("title"), max_length=200)
    file = models.FileField(
        _("file"), upload_to=unguessable, max_length=200,
        validators=[FileExtensionValidator(SUFFIXES), not_too_large],
    )  # fmt: skip

    class Meta:
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")
        ordering = ["launch", "pk"]

    def __str__(self) -> str:
        return self.title
