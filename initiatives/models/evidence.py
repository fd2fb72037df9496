"""Files that show that a claim is true: seen by those who work on it, never published."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from fairs.models import Document

from .launches import Launch


class Evidence(Document):
    folder = "evidence"

    launch = models.ForeignKey(Launch, models.CASCADE, verbose_name=_("launch event"), related_name="evidence")

    class Meta:
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")
        ordering = ["launch", "pk"]
