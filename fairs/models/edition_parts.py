"""Where an edition is held, and by whom."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from .base import PublicModel
from .editions import Edition
from .organisations import Organisation
from .places import Hall, Venue


class EditionPlace(PublicModel):
    """A venue, or a hall of one, that an edition uses."""

    edition = models.ForeignKey(Edition, models.CASCADE, verbose_name=_("edition"), related_name="places")
    venue = models.ForeignKey(Venue, models.PROTECT, verbose_name=_("venue"), related_name="editions")
    hall = models.ForeignKey(
        Hall, models.PROTECT, verbose_name=_("hall"), null=True, blank=True, related_name="editions"
    )

    class Meta:
        verbose_name = _("venue used")
        verbose_name_plural = _("venues used")
        ordering = ["edition", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "venue"],
                condition=Q(hall__isnull=True),
                name="edition_venue_unique",
                violation_error_message=_("The edition already uses this venue."),
            ),  # fmt: skip
            models.UniqueConstraint(
                fields=["edition", "hall"],
                name="edition_hall_unique",
                violation_error_message=_("The edition already uses this hall."),
            ),  # fmt: skip
        ]

    def __str__(self) -> str:
        return str(self.hall or self.venue)

    def clean(self) -> None:
        if self.hall and self.hall.venue_id != self.venue_id:
            raise ValidationError({"hall": _("This hall is in another venue.")})


class EditionOrganiser(PublicModel):
    class Role(models.TextChoices):
        ORGANISER = "organiser", _("organiser")
        CONTRACTOR = "contractor", _("carried out by")
        CO_ORGANISER = "co_organiser", _("co-organiser")
        SUPPORTER = "supporter", _("supporter")

    edition = models.ForeignKey(Edition, models.CASCADE, verbose_name=_("edition"), related_name="organisers")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, verbose_name=_("organisation"), related_name="editions"
    )
    role = models.CharField(_("role"), max_length=12, choices=Role, default=Role.ORGANISER)

    class Meta:
        verbose_name = _("organiser")
        verbose_name_plural = _("organisers")
        ordering = ["edition", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "organisation", "role"],
                name="edition_organiser_unique",
                violation_error_message=_("This organisation already has this role."),
            ),  # fmt: skip
        ]

    def __str__(self) -> str:
        names = {"role": self.get_role_display(), "organisation": self.organisation}
        return gettext("%(role)s: %(organisation)s") % names
