"""How companies come to take part: invitations to apply, and the papers that they hand in."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from .base import PublicModel
from .editions import Edition
from .exhibitors import Participation, Pavilion
from .files import Document
from .organisations import User


class Invitation(PublicModel):
    """A link by which a company applies for an edition without an account; only the hash of its token is kept."""

    edition = models.ForeignKey(Edition, models.CASCADE, verbose_name=_("edition"), related_name="invitations")
    pavilion = models.ForeignKey(
        Pavilion, models.PROTECT, verbose_name=_("pavilion"), null=True, blank=True, related_name="invitations"
    )
    label = models.CharField(_("for whom"), max_length=200)
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    last_day = models.DateField(_("valid until"))
    uses = models.PositiveIntegerField(_("applications allowed"), default=1)
    revoked_at = models.DateTimeField(_("revoked"), null=True, editable=False)
    issued_by = models.ForeignKey(
        User, models.PROTECT, verbose_name=_("issued by"), null=True, editable=False, related_name="+"
    )

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ["edition", "-created_at"]

    def __str__(self) -> str:
        return self.label

    def clean(self) -> None:
        if self.pavilion and self.pavilion.edition_id != self.edition_id:
            raise ValidationError({"pavilion": _("This pavilion belongs to another edition.")})


class ParticipationDocument(Document):
    """A paper handed in by an exhibitor: seen by it and by those who decide."""

    folder = "applications"

    class Kind(models.TextChoices):
        LICENCE = "licence", _("business licence")
        CONTRACT = "contract", _("contract")
        STAND_PLAN = "stand_plan", _("plan of the stand")
        OTHER = "other", _("other")

    participation = models.ForeignKey(
        Participation, models.CASCADE, verbose_name=_("participation"), related_name="documents"
    )
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        ordering = ["participation", "pk"]
