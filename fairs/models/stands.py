"""Stands: the numbered pieces of a hall that an edition gives to its exhibitors."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .base import PublicModel
from .editions import Edition
from .exhibitors import OfEditionQuerySet, Participation, Pavilion, StandKind
from .places import Hall


class StandPlan(PublicModel):
    """One hall as an edition divides it up; the row that writers of its stands lock.

    ``outline``: the hall's floor as [[x, y], ...] in metres from a corner of the hall, no point repeated;
    ``entrances``: [[x, y], ...] on it.
    """

    edition = models.ForeignKey(Edition, models.CASCADE, verbose_name=_("edition"), related_name="stand_plans")
    hall = models.ForeignKey(Hall, models.PROTECT, verbose_name=_("hall"), related_name="stand_plans")
    outline = models.JSONField(_("outline (m)"), default=list)
    entrances = models.JSONField(_("entrances (m)"), default=list, blank=True)

    objects = OfEditionQuerySet.as_manager()

    class Meta:
        verbose_name = _("stand plan")
        verbose_name_plural = _("stand plans")
        ordering = ["edition", "hall"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "hall"],
                name="stand_plan_unique",
                violation_error_message=_("The edition already has a plan of this hall."),
            ),  # fmt: skip
        ]

    def __str__(self) -> str:
        return f"{self.edition} – {self.hall}"


class StandQuerySet(OfEditionQuerySet):
    whole = "plan"


class Stand(PublicModel):
    """A piece of floor with a number. ``outline`` as the plan's; ``area`` in m² follows from it."""

    plan = models.ForeignKey(StandPlan, models.CASCADE, verbose_name=_("stand plan"), related_name="stands")
    number = models.CharField(_("number"), max_length=20)
    kind = models.CharField(_("kind"), max_length=8, choices=StandKind, default=StandKind.STANDARD)
    outline = models.JSONField(_("outline (m)"))
    area = models.DecimalField(_("area (m²)"), max_digits=8, decimal_places=2, editable=False)
    pavilion = models.ForeignKey(
        Pavilion, models.PROTECT, verbose_name=_("kept for the pavilion"), null=True, blank=True, related_name="stands"
    )
    participation = models.ForeignKey(
        Participation, models.PROTECT, verbose_name=_("exhibitor"), null=True, blank=True, related_name="stands"
    )

    objects = StandQuerySet.as_manager()

    class Meta:
        verbose_name = _("stand")
        verbose_name_plural = _("stands")
        ordering = ["plan", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "number"],
                name="stand_number_unique_in_plan",
                violation_error_message=_("The plan already has a stand with this number."),
            ),  # fmt: skip
            models.CheckConstraint(
                name="stand_has_an_area",
                condition=Q(area__gt=0),
                violation_error_message=_("The outline encloses nothing."),
            ),
        ]

    def __str__(self) -> str:
        return self.number

    def clean(self) -> None:
        edition = self.plan.edition_id if self.plan_id else None
        for name in ("pavilion", "participation"):
            one = getattr(self, name)
            if one and edition and one.edition_id != edition:
                raise ValidationError({name: _("This belongs to another edition.")})
        if self.participation and self.participation.role != Participation.Role.MAIN:
            raise ValidationError({"participation": _("Stands are given to main exhibitors: others stand on theirs.")})


class AllocationProposal(models.Model):
    """Who could stand where, worked out for an edition and not yet so: accepted or thrown away as a whole.

    ``placing``: [[uuid of the stand, uuid of the participation], ...]; ``scores``: {"greedy": n, "proposed": n}.
    """

    edition = models.ForeignKey(Edition, models.CASCADE, verbose_name=_("edition"), related_name="proposals")
    made_at = models.DateTimeField(_("made"), auto_now_add=True)
    placing = models.JSONField(_("placing"))
    scores = models.JSONField(_("scores"))
    accepted_at = models.DateTimeField(_("accepted"), null=True, editable=False)

    class Meta:
        verbose_name = _("proposed allocation")
        verbose_name_plural = _("proposed allocations")
        ordering = ["-made_at"]

    def __str__(self) -> str:
        return f"{self.edition} ({self.made_at})"
