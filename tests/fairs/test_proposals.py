"""Proposed allocations of an edition: worked out, looked at, accepted or refused as a whole."""

from collections.abc import Iterator
from io import StringIO
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.utils import translation

from fairs import proposals
from fairs.allocation.edition import propose
from fairs.models import AllocationProposal, NeighbourWish, Participation, Stand, StandPlan
from tests import factories
from tests.fairs.floors import row, stand, stand_plan

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


def silent(*told: Any) -> None:
    """Nobody watches."""


def full_house() -> tuple[StandPlan, list[Participation]]:
    """Six free stands side by side, one kept for Malaysia, one taken; four to place."""
    plan = stand_plan()
    guests = factories.pavilion(plan.edition, region=factories.region("MY"))
    row(plan, 6)
    stand(plan, "K1", 0, 6, pavilion=guests)
    there = factories.participation(plan.edition, wished_area=9)
    stand(plan, "T1", 3, 6, participation=there)
    waiting = [
        factories.participation(plan.edition, wished_area=9, pavilion=guests),
        factories.participation(plan.edition, wished_area=18, wished_kind="standard"),
        factories.participation(plan.edition, contract_area=9),
        factories.participation(plan.edition),
    ]
    NeighbourWish.objects.create(participation=waiting[2], neighbour=waiting[3].exhibitor)
    factories.participation(plan.edition, status="waiting", wished_area=9)
    factories.participation(plan.edition, role="co", main=there)
    return plan, waiting


def test_a_proposal_is_stored_looked_at_and_accepted_as_a_whole() -> None:
    plan, waiting = full_house()
    proposal = propose(plan.edition, silent)
    assert Stand.objects.free().count() == 7
    given: dict[str, set[str]] = {str(change.participation.pk): set() for change in proposals.changes(proposal)}
    for change in proposals.changes(proposal):
        given[str(change.participation.pk)].add(change.stand.number)
    pavilion, double, wishing, wished = (given[str(p.pk)] for p in waiting)
    assert (pavilion, len(double), proposals.left_out(proposal)) == ({"K1"}, 2, [])
    assert abs(int(min(wishing)[1:]) - int(min(wished)[1:])) == 1
    assert proposal.scores["proposed"] >= proposal.scores["greedy"] > 0
    assert (proposal.scores["placed"], proposal.scores["open"]) == (4, 4)
    assert proposals.current(proposal)
    assert proposals.accept(proposal) == 5
    assert Participation.objects.get(pk=waiting[1].pk).stand == ", ".join(sorted(double))
    assert {s.history.first().history_change_reason for s in Stand.objects.filter(number="K1")} == {
        "Proposed allocation accepted"
    }
    with pytest.raises(ValidationError, match="accepted already"):
        proposals.accept(proposal)
    again = propose(plan.edition, silent)
    assert (again.placing, again.scores) == ([], {"greedy": 0, "proposed": 0, "placed": 0, "open": 0})


def test_a_proposal_that_was_overtaken_is_refused() -> None:
    plan, waiting = full_house()
    proposal = propose(plan.edition, silent)
    free = Stand.objects.get(number="A1")
    overtakings: list[Any] = [
        lambda: Stand.objects.filter(pk=free.pk).update(participation=waiting[0]),
        lambda: Stand.objects.filter(number="A6").delete(),
        lambda: Participation.objects.filter(pk=waiting[1].pk).update(wished_area=27),
        lambda: stand(plan, "B1", 15, 9),
    ]
    seen = {proposal.basis}
    for overtake in overtakings:
        overtake()
        with pytest.raises(ValidationError, match="have it worked out again"):
            proposals.accept(proposal)
        seen.add(proposals.basis(plan.edition))
    assert (len(seen), proposals.current(proposal), Stand.objects.free().count()) == (5, False, 6)


def test_the_command_shows_how_far_it_is() -> None:
    plan, __ = full_house()
    told = StringIO()
    call_command("stands", "propose", plan.edition.code, stdout=told)
    *progress, result, pk = told.getvalue().splitlines()
    assert {line.partition(":")[0] for line in progress} == set(proposals.STEPS)
    scores = AllocationProposal.objects.get().scores
    greedy, points = scores["greedy"], scores["proposed"]
    assert result == f"4 of 4 exhibitors placed, {points} points; one after the other {greedy}."
    assert pk == f"proposal: {AllocationProposal.objects.get().pk}"
    with pytest.raises(CommandError, match="There is no edition nothing"):
        call_command("stands", "propose", "nothing")
