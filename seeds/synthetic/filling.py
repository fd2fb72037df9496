"""Synthetic editions into the database: chunk by chunk, each its own transaction, what is there already left alone."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from simple_history.utils import bulk_create_with_history

from fairs.allocation.edition import propose
from fairs.calendar import ledger
from fairs.calendar.registry import chunks
from fairs.models import Edition, Fair, Session
from initiatives.models import Launch
from seeds.loading import Loading, SeedError

from . import initiatives, stands
from .build import IN_ORDER, Builder, fair_uuid
from .halls import Halls
from .plan import EditionPlan, plans
from .tables import SHARED

BEFORE, AFTER = timedelta(days=182), timedelta(days=365)
REASON = "seed --synthetic"
RECORDED = (Fair, Edition, Session, Launch)  # a history of the parts would double the time
_ROWS = 500  # in one INSERT, where the database takes so many


def fill(loading: Loading, per_year: int, year: int | None, today: date, progress: Callable[[int, int], None]) -> int:
    """``per_year`` editions a year: those of ``year``, or those that begin around ``today``; how many were new.

    ``loading`` has run over the tables of facts.
    """
    loading.run(SHARED)

    def known(model: Any, code: str) -> Any:
        thing = loading.known[model, code]
        if thing is None:
            raise SeedError(f"{model._meta.model_name} {code} was deleted: synthetic data need it")
        return thing

    first, last = (date(year, 1, 1), date(year, 12, 31)) if year else (today - BEFORE, today + AFTER)
    years = range(first.year, last.year + 1)
    loading.run(initiatives.tables([initiatives.Year(y, per_year, today) for y in years]))
    missing = list(_missing(per_year, first, last, today))
    builder = Builder(known, today, Halls.as_they_are(known, today))
    done = 0
    for chunk in chunks(missing):
        with ledger.writing():
            _create(chunk, builder)
        done += len(chunk)
        progress(done, len(missing))
    _propose([plan.code for plan in missing if stands.shown(plan) and plan.first_day > today])
    return done


def _missing(per_year: int, first: date, last: date, today: date) -> Iterator[EditionPlan]:
    """Those of whom there is no trace, not even that they were deleted."""
    there = set(Edition.history.filter(synthetic=True).values_list("code", flat=True))
    return (plan for plan in plans(per_year, first, last, today) if plan.code not in there)


def _propose(codes: list[str]) -> None:
    """An allocation for the first of these editions that has stands."""
    divided = Edition.objects.filter(code__in=codes, stand_plans__isnull=False, proposals=None)
    if edition := divided.order_by("blocks__first_day").first():
        propose(edition, lambda step, done, of: None)


def _create(chunk: list[EditionPlan], builder: Builder) -> None:
    made: dict[type, list[Any]] = defaultdict(list)
    fairs: dict[UUID, Any] = Fair.objects.in_bulk([fair_uuid(plan.fair) for plan in chunk], field_name="uuid")
    for plan in chunk:
        if (uuid := fair_uuid(plan.fair)) not in fairs:
            fairs[uuid], *rest = builder.fair(plan.fair)
            _sort((fairs[uuid], *rest), made)
        _sort(builder.edition(plan, fairs[uuid]), made)
    for model in IN_ORDER:
        if model in RECORDED:
            bulk_create_with_history(made[model], model, batch_size=_ROWS, default_change_reason=REASON)
            continue
        for rows in _rounds(made[model]):
            model.objects.bulk_create(rows, batch_size=_ROWS)


def _rounds(rows: list[Any]) -> Iterator[list[Any]]:
    """Co-exhibitors after those on whose stand they are."""
    for beside in (False, True):
        yield [row for row in rows if bool(getattr(row, "main", None)) == beside]


def _sort(things: Any, made: dict[type, list[Any]]) -> None:
    for thing in things:
        made[type(thing)].append(thing)
