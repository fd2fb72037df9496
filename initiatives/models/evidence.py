"""Files that show that a claim is true: seen by those who work on it, never published."""

from pathlib import PurePath
from uuid import uuid4

from django.core.validators import FileExtensionValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from fairs.models import FILE_BEGINNINGS, PublicModel, acceptable

from .launches import Launch

FOLDER = "evidence"


def unguessable(instance: models.Model, name: str) -> str:
    return f"{FOLDER}/{uuid4().hex}{PurePath(name).suffix.lower()}"


class Evidence(PublicModel):
    launch = models.ForeignKey(Launch, models.CASCADE, verbose_name=_("launch event"), related_name="evidence")
    title = models.CharField(_("title"), max_length=200)
    file = models.FileField(
        _("file"), upload_to=unguessable, max_length=200,
        validators=[FileExtensionValidator(list(FILE_BEGINNINGS)), acceptable],
        help_text=_("PDF, PNG, JPEG, DOCX or XLSX of at most 20 MB."),
    )  # fmt: skip

    class Meta:
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")
        ordering = ["launch", "pk"]

    def __str__(self) -> str:
        return self.title

    @property
    def download_name(self) -> str:
        return self.title + PurePath(self.file.name or "").suffix
