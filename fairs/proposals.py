"""Proposed allocations: what they rest on, what they would change, and making them so."""

import hashlib
from dataclasses import dataclass
from typing import Any

import orjson
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .calendar import ledger
from .floor import natural
from .models import AllocationProposal, Edition, NeighbourWish, Participation, Pavilion, Stand, StandPlan

ADMITTED, MAIN = Participation.Status.ADMITTED, Participation.Role.MAIN
STEPS = {
    "greedy": _("One after the other, to compare with"),
    "gather": _("Pavilions together"),
    "assign": _("Everybody else, exactly"),
    "improve": _("Neighbours and pavilions nearer"),
}


def to_place(edition: Edition) -> Any:
    """Whom stands are given to."""
    return edition.participations.filter(status=ADMITTED, role=MAIN)


def basis(edition: Edition) -> str:
    """A digest of all that a proposal is worked out from."""
    stands = Stand.objects.filter(plan__edition=edition)
    rows = [
        StandPlan.objects.filter(edition=edition).values_list("pk", "outline", "entrances"),
        stands.values_list("pk", "plan", "number", "kind", "outline", "pavilion", "participation"),
        to_place(edition).values_list("pk", "pavilion", "contract_area", "wished_area", "wished_kind", "exhibitor"),
        Pavilion.objects.filter(edition=edition).values_list("pk", "hall"),
        NeighbourWish.objects.filter(participation__edition=edition).values_list("participation", "neighbour", "pk"),
    ]
    return hashlib.sha256(orjson.dumps([[list(row) for row in each.order_by("pk")] for each in rows])).hexdigest()


@dataclass(frozen=True)
class Change:
    """A stand that is free now, and who would have it."""

    stand: Stand
    participation: Participation

    @property
    def wished(self) -> int | None:
        return self.participation.contract_area or self.participation.wished_area


def changes(proposal: AllocationProposal) -> list[Change]:
    """Those of stands and exhibitors that are still there, by hall and number."""
    stands = Stand.objects.with_related().filter(uuid__in=[stand for stand, __ in proposal.placing])
    parts = Participation.objects.select_related("exhibitor", "pavilion")
    found = {str(stand.uuid): stand for stand in stands}
    whose = {str(p.uuid): p for p in parts.filter(uuid__in={part for __, part in proposal.placing})}
    known = [Change(found[s], whose[p]) for s, p in proposal.placing if s in found and p in whose]
    return sorted(known, key=lambda change: (change.stand.plan.hall_code, natural(change.stand.number)))


def left_out(proposal: AllocationProposal) -> Any:
    """Exhibitors for whom it has no stand."""
    placed = {participation for __, participation in proposal.placing}
    waiting = to_place(proposal.edition).filter(stands__isnull=True).select_related("exhibitor")
    return [one for one in waiting.order_by("-wished_area", "pk") if str(one.uuid) not in placed]


def current(proposal: AllocationProposal) -> bool:
    return proposal.accepted_at is None and basis(proposal.edition) == proposal.basis


def accept(proposal: AllocationProposal) -> int:
    """Gives everybody the stands proposed, or nobody any. How many stands were given. Raises ValidationError."""
    with ledger.writing():
        edition = proposal.edition
        StandPlan.objects.locked(edition.stand_plans.values_list("pk", flat=True))
        list(to_place(edition).select_for_update(no_key=True).order_by("pk").values_list("pk"))
        fresh = AllocationProposal.objects.select_for_update(no_key=True).get(pk=proposal.pk)
        if fresh.accepted_at:
            raise ValidationError(_("This proposal was accepted already."), code="accepted")
        if basis(edition) != fresh.basis:
            message = _("Stands, exhibitors or wishes changed after this was worked out: have it worked out again.")
            raise ValidationError(message, code="outdated")
        wanted = changes(fresh)
        for change in wanted:
            change.stand.participation = change.participation
        for plan in edition.stand_plans.all():
            plan.put([c.stand for c in wanted if c.stand.plan_id == plan.pk], str(_("Proposed allocation accepted")))
        fresh.accepted_at = timezone.now()
        fresh.save(update_fields=["accepted_at"])
        return len(wanted)
