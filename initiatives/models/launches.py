"""The first-launch economy: first stores, exhibitions, shows, premieres, product launches, and launch weeks."""

from datetime import timedelta
from typing import Any, Self

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fairs.models import (
    Edition,
    Publishable,
    PublishableQuerySet,
    Qualifier,
    Sourced,
    Venue,
    bilingual,
    code_field,
    name_in_a_language,
    within,
)

from .claims import CHECKED, CLAIMED, NOTICED, RECOGNISED, RECOGNITION_VERBS, Claim

RENEWED_WITHIN = 60  # days before its end in which a recognition is worth a look


class LaunchQuerySet(PublishableQuerySet):
    def with_related(self) -> Self:
        return self.select_related(
            "region__parent__parent", "venue__region__parent__parent", "edition", "parent", "brand", "source"
        )

    def outdated(self) -> Self:
        """Recognised, for a time that is over."""
        return self.filter(recognition=RECOGNISED, valid_until__lt=timezone.localdate())

    def undecided(self) -> Self:
        """Claims that wait for somebody: to be checked, noticed, or recognised now that the notice is over."""
        noticed = Q(recognition=NOTICED, notice_last_day__lt=timezone.localdate())
        return self.filter(Q(recognition__in=[CLAIMED, CHECKED]) | noticed)

    def running_out(self) -> Self:
        until = timezone.localdate() + timedelta(days=RENEWED_WITHIN)
        return self.filter(recognition=RECOGNISED, valid_until__lte=until)


class Launch(Claim, Sourced, Publishable):
    code = code_field()
    title = bilingual(models.CharField(_("title"), max_length=300, blank=True))
    description = bilingual(models.TextField(_("description"), blank=True))
    parent = models.ForeignKey(
        "self", models.PROTECT, verbose_name=_("launch week"), null=True, blank=True, related_name="launches"
    )
    venue = models.ForeignKey(
        Venue, models.PROTECT, verbose_name=_("venue"), null=True, blank=True, related_name="launches"
    )
    edition = models.ForeignKey(
        Edition, models.PROTECT, verbose_name=_("at the fair"), null=True, blank=True, related_name="launches"
    )
    visitors = models.PositiveBigIntegerField(
        _("visitors"), null=True, blank=True, validators=[MaxValueValidator(10**12)]
    )
    visitors_qualifier = models.CharField(_("qualifier"), max_length=8, choices=Qualifier, default=Qualifier.EXACT)
    visitors_period = bilingual(models.CharField(_("visitors counted over"), max_length=100, blank=True))

    objects = LaunchQuerySet.as_manager()

    verbs = (*Publishable.verbs, *RECOGNITION_VERBS)
    states = (*Publishable.states, "recognition")

    class Meta:
        verbose_name = _("launch event")
        verbose_name_plural = _("launch events")
        ordering = ["-starts_at", "-first_day", "code"]
        permissions = [("publish_launch", _("Can publish, unpublish, move, cancel and recognise launch events"))]
        indexes = [*Claim.Meta.indexes]
        constraints = [
            *Claim.Meta.constraints,
            name_in_a_language("title"),
            models.CheckConstraint(
                name="launch_not_its_own_week",
                condition=Q(parent__isnull=True) | ~Q(parent=F("pk")),
                violation_error_message=_("A launch week cannot be part of itself."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @classmethod
    def in_region(cls, code: str) -> Q:
        return within(code, "region")

    def clean(self) -> None:
        super().clean()
        if self.parent and self.parent.kind != self.Kind.WEEK:
            message = _("“%(title)s” is not a launch week but: %(kind)s.")
            raise ValidationError({"parent": message % {"title": self.parent, "kind": self.parent.get_kind_display()}})

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.derive()
        super().save(*args, **kwargs)

    def may(self, verb: str) -> bool:
        if verb == "claim" and self.kind in self.UNCLAIMED:
            return False
        if verb in ("postpone", "cancel", "unpublish") and self.recognition == RECOGNISED:
            return False
        if verb == "unpublish" and self.recognition == NOTICED:
            return False
        return super().may(verb) and (verb != "expire" or self.outlived(timezone.localdate()))

    def unpublish(self) -> None:
        if self.recognition == NOTICED:
            raise ValidationError(_("It is under public notice: refuse the claim first."))
        if self.recognition == RECOGNISED:
            raise ValidationError(_("It is recognised as the first in public: revoke that first."))
        super().unpublish()

    def postpone(self, **details: Any) -> None:
        self._refuse_while_recognised()
        super().postpone(**details)

    def cancel(self) -> None:
        self._refuse_while_recognised()
        super().cancel()

    def _refuse_while_recognised(self) -> None:
        if self.recognition == RECOGNISED:
            raise ValidationError(_("It is recognised as having taken place: revoke that first."))
