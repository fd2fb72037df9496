"""Synthetic editions into the database: chunk by chunk, each its own transaction, what is there already left alone."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

from simple_history.utils import bulk_create_with_history

from fairs.calendar import ledger
from fairs.calendar.registry import chunks
from fairs.models import Edition, Fair
from seeds.loading import Loading, SeedError
from seeds.tables import TABLES

from .build import IN_ORDER, Builder
from .plan import EditionPlan, plans
from .tables import SHARED

BEFORE, AFTER = timedelta(days=182), timedelta(days=365)
_ROWS = 500  # in one INSERT, where the database takes so many


def fill(per_year: int, year: int | None, today: date, progress: Callable[[int, int], None]) -> int:
    """``per_year`` editions a year: those of ``year``, or those that begin around ``today``; how many were new."""
    loading = Loading()
    loading.run((*TABLES, *SHARED))

    def known(model: Any, code: str) -> Any:
        thing = loading.known[model, code]
        if thing is None:
            raise SeedError(f"{model._meta.model_name} {code} was deleted: synthetic data need it")
        return thing

    first, last = (date(year, 1, 1), date(year, 12, 31)) if year else (today - BEFORE, today + AFTER)
    missing = list(_missing(per_year, first, last, today))
    done = 0
    for chunk in chunks(missing):
        with ledger.writing():
            _create(chunk, Builder(known, today))
        done += len(chunk)
        progress(done, len(missing))
    return done


def _missing(per_year: int, first: date, last: date, today: date) -> Iterator[EditionPlan]:
    """Those of whom there is no trace, not even that they were deleted."""
    there = set(Edition.history.filter(synthetic=True).values_list("code", flat=True))
    return (plan for plan in plans(per_year, first, last, today) if plan.code not in there)


def _create(chunk: list[EditionPlan], builder: Builder) -> None:
    made: dict[type, list[Any]] = defaultdict(list)
    fairs: dict[str, Any] = Fair.objects.in_bulk([plan.fair.code for plan in chunk], field_name="code")
    for plan in chunk:
        if plan.fair.code not in fairs:
            fair, *rest = builder.fair(plan.fair)
            fairs[plan.fair.code] = fair
            _sort((fair, *rest), made)
        _sort(builder.edition(plan, fairs[plan.fair.code]), made)
    for model in IN_ORDER:
        bulk_create_with_history(made[model], model, batch_size=_ROWS, default_change_reason="seed --synthetic")


def _sort(things: Any, made: dict[type, list[Any]]) -> None:
    for thing in things:
        made[type(thing)].append(thing)
