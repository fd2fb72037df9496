"""What those who take part in an edition must have done, and by when."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .base import PublicModel, bilingual
from .editions import Edition
from .exhibitors import OfEditionQuerySet
from .timed import EARLIEST, LATEST


class Deadline(PublicModel):
    class Kind(models.TextChoices):
        APPLICATION = "application", _("application")
        DOCUMENTS = "documents", _("documents")
        STAND_BUILDING = "stand_building", _("plans of the stand")
        OTHER = "other", _("other")

    class Audience(models.TextChoices):
        PUBLIC = "public", _("everybody")
        EXHIBITORS = "exhibitors", _("admitted exhibitors only")

    edition = models.ForeignKey(Edition, models.CASCADE, verbose_name=_("edition"), related_name="deadlines")
    kind = models.CharField(_("kind"), max_length=16, choices=Kind)
    day = models.DateField(
        pgettext_lazy("deadline", "last day"), validators=[MinValueValidator(EARLIEST), MaxValueValidator(LATEST)]
    )
    note = bilingual(models.CharField(_("what is to be done"), max_length=200, blank=True))
    audience = models.CharField(_("audience"), max_length=10, choices=Audience, default=Audience.PUBLIC)

    objects = OfEditionQuerySet.as_manager()

    class Meta:
        verbose_name = _("deadline")
        verbose_name_plural = _("deadlines")
        ordering = ["edition", "day"]

    def __str__(self) -> str:
        return f"{self.note or self.get_kind_display()}: {self.day}"
