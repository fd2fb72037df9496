"""What contradicts a claim, asked among many launch events that are made up for it and rolled back."""

import random
from datetime import date, timedelta
from time import perf_counter
from typing import Any

from django.db import connection, transaction
from django.db.models import QuerySet

from fairs.models import Region
from initiatives.admin.launches import SHOWN
from initiatives.models import Brand, Launch

from .report import Row, at_most

BRANDS, OF_A_CHAIN, ASKED = 2_000, 2_000, 60
LATEST = date(2026, 12, 31)


def contradictions(launches: int) -> list[Row]:
    with transaction.atomic():
        claims = _claims(launches)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        index = _index_of(claims[0])
        took: dict[str, list[float]] = {"a brand": [], "a chain": []}
        found: dict[str, int] = dict.fromkeys(took, 0)
        for __ in range(2):  # the first warms up
            took = {name: [] for name in took}
            for claim in claims:
                name = "a chain" if claim.brand_id == claims[0].brand_id else "a brand"
                started = perf_counter()
                number = asked(claim)
                took[name].append((perf_counter() - started) * 1000)
                found[name] = max(found[name], number)
        transaction.set_rollback(True)
    of = {"a brand": f"a brand of {launches // BRANDS}", "a chain": f"a chain of {OF_A_CHAIN}"}
    return [
        at_most(
            f"what contradicts a claim of {of[name]} launch events, among {launches}",
            took[name],
            20,
            " ms",
            note=f"; at most {found[name]} found; {index}",
        )
        for name in took
    ]


def asked(claim: Launch) -> int:
    """As the form asks: the first twenty with all that is shown of them, and how many there are where it is more."""
    rivals = claim.contradictions()
    first = list(rivals[: SHOWN + 1])
    return len(first) if len(first) <= SHOWN else rivals.order_by().count()


def _claims(launches: int) -> list[Launch]:
    """The rows past the ledger, which they are no matter of; and claims to ask about, the chain's first."""
    dice = random.Random(launches)
    regions = list(Region.objects.filter(kind="city").select_related("parent__parent"))
    stock: list[Brand] = QuerySet[Any, Any](Brand).bulk_create(
        [Brand(code=f"benchmark-{n}", name_en=f"Brand {n}", aliases="") for n in range(BRANDS)]
    )
    rows = [_launch(dice, n, stock[0] if n < OF_A_CHAIN else dice.choice(stock[1:]), regions) for n in range(launches)]
    QuerySet[Any, Any](Launch).bulk_create(rows, batch_size=500)
    claims = [
        _launch(dice, launches + n, stock[0] if n % 3 == 0 else dice.choice(stock[1:]), regions) for n in range(ASKED)
    ]
    for claim in claims:
        claim.kind, claim.scope = Launch.Kind.STORE, dice.choice(["city", "province", "northeast", "mainland", "asia"])
        claim.derive()
    return claims


def _launch(dice: random.Random, number: int, brand: Brand, regions: list[Any]) -> Launch:
    day = LATEST - timedelta(days=dice.randrange(3650))
    kind = dice.choice([Launch.Kind.STORE, Launch.Kind.STORE, Launch.Kind.FLAGSHIP, Launch.Kind.PRODUCT])
    return Launch(
        code=f"benchmark-{number}", title_en=f"Launch {number}", kind=kind, brand=brand, region=dice.choice(regions),
        first_day=day, last_day=day, day=day, editorial_state="published", synthetic=True,
    )  # fmt: skip


def _index_of(claim: Launch) -> str:
    plan = claim.contradictions().explain()
    return "by launch_by_brand" if "launch_by_brand" in plan else "**not by launch_by_brand**"
