"""Tokens by which programs ask in a user's name."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _
from knox.models import AbstractAuthToken


class ApiToken(AbstractAuthToken):
    """Of the token itself only a hash is kept. Each ends by itself."""

    uuid = models.UUIDField("UUID", unique=True, default=uuid.uuid4, editable=False)
    name = models.CharField(_("name"), max_length=100)

    class Meta:
        verbose_name = _("token")
        verbose_name_plural = _("tokens")
        ordering = ["-created"]

    def __str__(self) -> str:
        return self.name
