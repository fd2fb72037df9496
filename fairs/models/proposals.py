"""Proposed allocations of an edition's stands."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .editions import Edition


class AllocationProposal(models.Model):
    """Who could stand where, worked out for an edition and not yet so: accepted or thrown away as a whole.

    ``placing``: [[uuid of the stand, uuid of the participation], ...]; ``scores``: {"greedy": n, "proposed": n};
    ``basis``: a digest of the plans and exhibitors that it was worked out from.
    """

    edition = models.ForeignKey(Edition, models.CASCADE, verbose_name=_("edition"), related_name="proposals")
    made_at = models.DateTimeField(_("made"), auto_now_add=True)
    basis = models.CharField(max_length=64, editable=False)
    placing = models.JSONField(_("placing"))
    scores = models.JSONField(_("scores"))
    accepted_at = models.DateTimeField(_("accepted"), null=True, editable=False)

    class Meta:
        verbose_name = _("proposed allocation")
        verbose_name_plural = _("proposed allocations")
        ordering = ["-made_at"]

    def __str__(self) -> str:
        return f"{self.edition} ({timezone.localtime(self.made_at):%Y-%m-%d %H:%M})"
