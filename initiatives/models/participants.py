"""Who is responsible for an initiative or takes part in it, and which fairs it goes to."""

from typing import Any, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from fairs.models import Edition, Fair, Organisation, PublicModel

from .initiatives import Initiative, OfInitiativeQuerySet


class InitiativeBody(PublicModel):
    """Who is responsible for an initiative or takes part in it."""

    class Role(models.TextChoices):
        RESPONSIBLE = "responsible", _("responsible")
        SUPPORTING = "supporting", _("supporting")
        OPERATOR = "operator", _("operator")
        PLATFORM = "platform", _("platform")
        BRAND = "brand", _("brand")
        LEADER = "leader", _("leads the delegation")
        MEMBER = "member", _("member")

    initiative = models.ForeignKey(Initiative, models.CASCADE, verbose_name=_("initiative"), related_name="bodies")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, verbose_name=_("organisation"), related_name="initiatives"
    )
    role = models.CharField(_("role"), max_length=12, choices=Role, default=Role.RESPONSIBLE)

    objects = OfInitiativeQuerySet.as_manager()

    class Meta:
        verbose_name = _("body")
        verbose_name_plural = _("bodies")
        ordering = ["initiative", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["initiative", "organisation", "role"],
                name="initiative_body_unique",
                violation_error_message=_("This organisation already has this role."),
            ),  # fmt: skip
        ]

    def __str__(self) -> str:
        names = {"role": self.get_role_display(), "organisation": self.organisation}
        return gettext("%(role)s: %(organisation)s") % names


class AttendanceQuerySet(OfInitiativeQuerySet):
    def visible_to(self, user: Any) -> Self:
        """Without fairs that have nothing but drafts; a fair elsewhere may have no edition here at all."""
        drafts = Fair.objects.filter(editions__isnull=False).exclude(pk__in=Fair.objects.visible_to(user).values("pk"))
        return super().visible_to(user).exclude(fair__in=drafts)


class Attendance(PublicModel):
    """A fair that an initiative goes to, or one edition of it."""

    initiative = models.ForeignKey(Initiative, models.CASCADE, verbose_name=_("initiative"), related_name="attendances")
    fair = models.ForeignKey(Fair, models.PROTECT, verbose_name=_("fair"), related_name="attendances")
    edition = models.ForeignKey(
        Edition, models.PROTECT, verbose_name=_("edition"), null=True, blank=True, related_name="attendances"
    )

    objects = AttendanceQuerySet.as_manager()

    class Meta:
        verbose_name = _("fair attended")
        verbose_name_plural = _("fairs attended")
        ordering = ["initiative", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["initiative", "fair"],
                condition=Q(edition__isnull=True),
                name="attendance_fair_unique",
                violation_error_message=_("This fair is already on the list."),
            ),
            models.UniqueConstraint(
                fields=["initiative", "edition"],
                name="attendance_edition_unique",
                violation_error_message=_("This edition is already on the list."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.fair)  # who sees the fair may not see the edition

    def clean(self) -> None:
        if self.edition and self.edition.fair_id != self.fair_id:
            raise ValidationError({"edition": _("This is an edition of another fair.")})
