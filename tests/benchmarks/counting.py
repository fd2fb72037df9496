"""Progress of programmes: of a year of 270 editions, of ten such years, and of one that holds all there are.

Ten years of synthetic editions are laid beside those that are seeded, past the ledger, and taken back again: no feed or
list is to see them.
"""

import statistics
from collections.abc import Callable
from datetime import date, timedelta
from time import perf_counter, process_time
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db import connection, models, transaction
from django.test.utils import CaptureQueriesContext

from fairs.models import DayBlock, Edition, EditionPlace, Fair, Figure, Region, Source, Venue
from initiatives.models import Programme, Progress, Target

from .report import Row, at_most

YEARS, A_YEAR, ROUNDS = range(1990, 2000), 270, 7
PUBLIC = AnonymousUser()


def progress_of_programmes() -> list[Row]:
    with transaction.atomic():
        ten_years()
        ten = [programme(year) for year in YEARS]
        seeded = programme(2027)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        editions = Edition.objects.count()
        rows = [
            measured(f"progress of a year of {A_YEAR} editions among {editions}", lambda: [told(ten[5])], 100),
            measured("of ten such years, one after the other", lambda: [told(p) for p in ten], None),
            measured(f"of one year that holds {held_in(seeded)} of them", lambda: [told(seeded)], None),
        ]
        transaction.set_rollback(True)
    return rows


def told(programme: Programme) -> Any:
    """All that the API says, counted anew."""
    progress = Progress(programme, PUBLIC, date(programme.year, 9, 30))
    return progress.rows, progress.groups, progress.total, progress.targets, progress.left_out, progress.forecast


def measured(what: str, work: Callable[[], object], goal: float | None) -> Row:
    work()
    took, cpu = [], []
    for __ in range(ROUNDS):
        started, used = perf_counter(), process_time()
        work()
        took.append((perf_counter() - started) * 1000)
        cpu.append((process_time() - used) * 1000)
    with CaptureQueriesContext(connection) as queries:
        work()
    return at_most(what, took, goal, " ms", 1, f"; {len(queries)} queries; {statistics.median(cpu):.0f} ms of CPU")


def held_in(programme: Programme) -> int:
    return Edition.objects.filter(year=programme.year).count()


def programme(year: int) -> Programme:
    region = Region.objects.get(code="210000")
    if seeded := Programme.objects.with_related().filter(year=year, region=region, synthetic=True).first():
        return seeded
    made = Programme(code=f"benchmark-{year}", year=year, region=region, title_en=f"Programme {year}", synthetic=True)
    plainly(Programme, [made])
    plainly(Target, [Target(programme=made, region=region, measure="count", value=270)])
    return Programme.objects.with_related().get(pk=made.pk)


def ten_years() -> None:
    cities = list(Region.objects.filter(parent__code="210000", kind__in=["city", "zone"]).order_by("code"))
    venues = list(Venue.objects.filter(kind=Venue.Kind.PROFESSIONAL).order_by("code"))
    fair, source = Fair.objects.filter(synthetic=True)[0], Source.objects.get(code="synthetic")
    editions = [
        Edition(
            code=f"benchmark-{year}-{number}", fair=fair, year=year, title_en=f"Edition {number}", synthetic=True,
            region=cities[number % len(cities)], batch=list(Edition.Batch)[number % 4], editorial_state="published",
        )
        for year in YEARS
        for number in range(A_YEAR)
    ]  # fmt: skip
    plainly(Edition, editions)
    days = [date(e.year or 0, 1, 3) + timedelta(n % A_YEAR) for n, e in enumerate(editions)]
    plainly(
        DayBlock,
        [DayBlock(edition=e, first_day=d, last_day=d + timedelta(2)) for e, d in zip(editions, days, strict=True)],
    )
    plainly(EditionPlace, [EditionPlace(edition=e, venue=venues[n % len(venues)]) for n, e in enumerate(editions)])
    plainly(
        Figure,
        [
            Figure(edition=e, stage=stage, measure="gross_area", value=10_000 + 10 * n, source=source)
            for n, e in enumerate(editions)
            for stage in ("plan", "final")
        ],
    )


def plainly(model: Any, rows: list[Any]) -> None:
    """Past the ledger, which would publish them."""
    models.QuerySet(model).bulk_create(rows, batch_size=500)
