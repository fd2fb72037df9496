"""Who stands where, worked out for made-up exhibitors: how long, how much memory, how much better than greedy."""

from resource import RUSAGE_SELF, getrusage
from time import perf_counter

from django.db import transaction
from django.db.models import QuerySet

from fairs import proposals
from fairs.allocation.edition import propose
from fairs.models import (
    Edition,
    Exhibitor,
    Fair,
    Hall,
    NeighbourWish,
    Participation,
    Pavilion,
    Region,
    Stand,
    StandPlan,
    Venue,
)
from tests.fairs import crowds

from .report import Row, at_most

BLOCKS, RAW = 9, 12  # of a hall: 184 stands


def allocation(exhibitors: int = 1000, halls: int = 8) -> list[Row]:
    with transaction.atomic():
        edition = crowded(exhibitors, halls)
        started = perf_counter()
        proposal = propose(edition, lambda *told: None)
        took = perf_counter() - started
        memory = getrusage(RUSAGE_SELF).ru_maxrss // 1024
        started = perf_counter()
        given = proposals.accept(proposal)
        accepted = perf_counter() - started
        scores = proposal.scores
        transaction.set_rollback(True)
    note = f"; {scores['placed']} placed, {scores['proposed']} points, greedy {scores['greedy']}; {memory} MB"
    what = f"{exhibitors} exhibitors in {halls} halls"
    return [
        at_most(f"allocation of {what} worked out", [took], 30, " s", note=note),
        at_most(f"allocation of {what} accepted", [accepted], 30, " s", note=f"; {given} stands"),
    ]


def crowded(exhibitors: int, halls: int) -> Edition:
    """A draft, past the ledger, which it is no matter of."""
    regions = list(Region.objects.order_by("code")[:12])
    city = Region.objects.filter(kind="city").order_by("code").first() or regions[0]
    fair = Fair.objects.create(code="benchmark-crowd", name_en="Crowd", synthetic=True)
    edition = Edition.objects.create(
        code="benchmark-crowd", fair=fair, region=city, title_en="Crowd", year=2026, synthetic=True
    )
    venue = Venue.objects.create(code="benchmark-crowd", region=city, name_en="Crowd", synthetic=True)
    pavilions = [Pavilion.objects.create(edition=edition, region=region, name_en=f"P {region}") for region in regions]
    outline, stands = crowds.hall(BLOCKS, RAW)
    for number in range(halls):
        hall = Hall.objects.create(venue=venue, code=str(number + 1), name_en=f"Hall {number + 1}")
        plan = StandPlan.objects.create(edition=edition, hall=hall, outline=outline, entrances=[[3, 0]])
        kept = {"A": pavilions[0]} if number == 0 and pavilions else {}
        Stand.objects.bulk_create(
            Stand(plan=plan, number=name, kind=kind, outline=shape, pavilion=kept.get(name[0]))
            for name, (shape, kind) in stands.items()
        )
    companies: list[Exhibitor] = QuerySet[Exhibitor, Exhibitor](Exhibitor).bulk_create(
        Exhibitor(code=f"benchmark-crowd-{n}", name_en=f"Company {n}", synthetic=True) for n in range(exhibitors)
    )
    wishes = crowds.wishes(exhibitors)
    parts: list[Participation] = QuerySet[Participation, Participation](Participation).bulk_create(
        Participation(
            edition=edition, exhibitor=company, status="admitted", wished_area=wish["area"], wished_kind=wish["kind"],
            pavilion=None if wish["pavilion"] is None else pavilions[wish["pavilion"] % len(pavilions)],
        )
        for company, wish in zip(companies, wishes, strict=True)
    )  # fmt: skip
    QuerySet[NeighbourWish, NeighbourWish](NeighbourWish).bulk_create(
        NeighbourWish(participation=part, neighbour=companies[other])
        for part, wish in zip(parts, wishes, strict=True)
        for other in sorted(wish["beside"])
    )
    return edition
