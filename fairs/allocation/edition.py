"""An edition's stands and exhibitors as a problem, and its solution as a proposal."""

from collections import defaultdict
from collections.abc import Iterator
from math import dist

from django.db.models import Prefetch, Q

from fairs.checks import STANDARD_STAND
from fairs.floor import bounds, neighbours, within_reach
from fairs.models import AllocationProposal, Edition, NeighbourWish, Pavilion, Stand, StandPlan
from fairs.proposals import basis, to_place

from .problem import Place, Problem, Wish
from .search import Report, proposed
from .trial import Trial

AISLE = 4  # metres: what faces each other over an aisle belongs together


def propose(edition: Edition, report: Report) -> AllocationProposal:
    """Stored at the end in one row: whoever is killed on the way leaves nothing."""
    rests_on = basis(edition)  # before the rows: what changes meanwhile makes the proposal outdated
    problem = problem_of(edition)
    found = proposed(problem, report)
    return AllocationProposal.objects.create(
        edition=edition,
        basis=rests_on,
        placing=sorted(placing(problem, found.proposed)),
        scores={
            "greedy": round(found.greedy.score()),
            "proposed": round(found.proposed.score()),
            "placed": sum(wish in found.proposed.at for wish in problem.open),
            "open": len(problem.open),
        },
    )


def placing(problem: Problem, trial: Trial) -> Iterator[list[str]]:
    for wish in problem.open:
        for place in trial.at.get(wish, ()):
            yield [str(problem.places[place].key), str(problem.wishes[wish].key)]


def problem_of(edition: Edition) -> Problem:
    places: list[Place] = []
    walls: dict[object, set[object]] = {}
    reach: dict[object, set[object]] = {}
    usable = Q(participation__isnull=True) | Q(participation__in=to_place(edition))
    stands = Prefetch("stands", Stand.objects.filter(usable).order_by("pk"))
    for plan in StandPlan.objects.filter(edition=edition).order_by("pk").prefetch_related(stands):
        outlines = {stand.uuid: stand.outline for stand in plan.stands.all()}
        walls |= neighbours(outlines)
        reach |= within_reach(outlines, AISLE)
        places += [
            Place(s.uuid, plan.hall_id, float(s.area), s.kind, s.pavilion_id, nearness(plan, s))
            for s in plan.stands.all()
        ]
    return Problem(places, wishes_of(edition), walls, reach)


def nearness(plan: StandPlan, stand: Stand) -> float:
    if not plan.entrances:
        return 0
    left, top, right, bottom = bounds(stand.outline)
    x, y, *corner = bounds(plan.outline)
    middle = (left + right) / 2, (top + bottom) / 2
    return max(0, 1 - min(dist(middle, entrance) for entrance in plan.entrances) / dist((x, y), corner))


def wishes_of(edition: Edition) -> list[Wish]:
    beside = defaultdict(set)
    wished = NeighbourWish.objects.filter(participation__edition=edition, neighbour__participations__edition=edition)
    for participation, neighbour in wished.values_list("participation", "neighbour__participations__uuid"):
        beside[participation].add(neighbour)
    halls = dict(Pavilion.objects.filter(edition=edition).values_list("pk", "hall"))
    return [
        Wish(
            key=part.uuid,
            area=part.contract_area or part.wished_area or STANDARD_STAND,
            kind=part.wished_kind,
            pavilion=part.pavilion_id,
            hall=halls.get(part.pavilion_id),
            beside=frozenset(beside[part.pk]),
            given=tuple(stand.uuid for stand in part.stands.all()),
        )
        for part in to_place(edition).order_by("pk").prefetch_related("stands")
    ]
