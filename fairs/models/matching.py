"""By what exhibitors that may be one company find each other, and which are known not to be one."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from fairs import names

from .base import PublicModel


class MatchKey(models.Model):
    """Derived of an exhibitor whenever it is saved: see ``fairs.names``."""

    class Kind(models.TextChoices):
        NAME = "name", _("same name")
        WEBSITE = "website", _("same website")
        ADDRESS = "address", _("same address")

    exhibitor = models.ForeignKey("fairs.Exhibitor", models.CASCADE, related_name="match_keys")
    kind = models.CharField(max_length=8, choices=Kind)
    value = models.CharField(max_length=names.LONGEST)

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["kind", "value"], name="match_key_value")]
        constraints = [models.UniqueConstraint(fields=["exhibitor", "kind", "value"], name="match_key_unique")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.value}"


class Distinction(PublicModel):
    """Two exhibitors that somebody looked at and found to be two companies."""

    first = models.ForeignKey("fairs.Exhibitor", models.CASCADE, verbose_name=_("exhibitor"), related_name="+")
    second = models.ForeignKey("fairs.Exhibitor", models.CASCADE, verbose_name=_("is not"), related_name="+")

    class Meta:
        verbose_name = _("exhibitor that is another")
        verbose_name_plural = _("exhibitors that are others")
        ordering = ["first", "second"]
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="distinction_unique"),
            models.CheckConstraint(name="distinction_in_order", condition=Q(first__lt=F("second"))),
        ]

    def __str__(self) -> str:
        return f"{self.first} ≠ {self.second}"
