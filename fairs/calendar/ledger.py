"""The one door to the public: what writers touched is compared with what was last published; only differences go out.

A writer's outermost ``writing()`` block flushes just before it commits. The flush maps and renders first and takes
the watermark last: taken at the first save, eight writers deadlock; taken once at the end, none. ``writes`` counts
every flush, so a writer that was overtaken between mapping and locking sees it and maps again, now with the
other's rows committed.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, nullcontext
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db import connection, models, transaction
from django.utils import timezone

from . import registry
from .differences import Change, differences, faults, leftovers, orphans, withdrawal
from .models import Facet, Listing, Occurrence, Watermark
from .registry import Reading, chunks
from .trail import Trail

__all__ = [
    "Change",
    "Mark",
    "check",
    "locked",
    "preview",
    "rebuild",
    "saved",
    "saving",
    "touch",
    "touched",
    "watermark",
    "writing",
]


@dataclass(frozen=True)
class Mark:
    """The watermark as read: ``writes`` moves with every write to public data, ``value`` only with the calendar's."""

    value: int
    writes: int
    changed: datetime
    epoch: str


_trail: ContextVar[Trail | None] = ContextVar("ledger_trail", default=None)
_ROWS = 400  # in one INSERT
_WRITTEN = [f.name for f in Listing._meta.concrete_fields if f.name not in {"id", "key"}]
_NEVER = datetime(2000, 1, 1, tzinfo=UTC)


@contextmanager
def writing(*, apart: bool = False) -> Iterator[None]:
    """One transaction; at its end, before it commits, the public is told what it changed.

    ``apart``: what fails within another's block is undone by itself, and that may go on.
    """
    if _trail.get() is not None:
        with transaction.atomic() if apart else nullcontext():
            yield
        return
    trail = Trail()
    token = _trail.set(trail)
    try:
        with transaction.atomic():
            yield
            if not trail.empty:
                _publish(trail)
    finally:
        _trail.reset(token)


def locked(row: models.Model) -> None:
    """This row was read under its lock within the current ``writing()``, so its save need not ask what it was."""
    _open().locked(row)


def saving(row: models.Model) -> None:
    """This row is about to be saved: whom it concerns now may be no concern then."""
    _open().saving(row)


def saved(row: models.Model, *, new: bool = False) -> None:
    """This row changed or came into being within the current ``writing()``, whose end finds whom it concerns."""
    _open().saved(row, new=new)


def touch(model: registry.Model, pks: Iterable[Any], *, going: bool = False) -> None:
    """These rows are about to change their links, or to go, within the current ``writing()``."""
    _open().leave(model, pks, for_good=going)


def touched(model: registry.Model, pks: Iterable[Any]) -> None:
    """As ``saved()``, of many."""
    _open().changed(model, pks)


def _open() -> Trail:
    if (trail := _trail.get()) is None:
        raise RuntimeError("a write outside of ledger.writing()")
    return trail


def preview(change: Callable[[], Any]) -> list[Change]:
    """What the public would be told after ``change()``, which is undone."""
    trail = Trail()
    token = _trail.set(trail)
    try:
        with transaction.atomic():
            change()
            changes = differences(trail.resolve())
            transaction.set_rollback(True)
    finally:
        _trail.reset(token)
    return changes


def watermark() -> Mark:
    """One row by raw cursor: a tenth of the ORM's cost, and every poll reads it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT value, writes, changed, epoch FROM calendar_watermark WHERE id = 1")
        row = cursor.fetchone()
    if row is None:
        return Mark(0, 0, _NEVER, "")
    changed = row[2] if isinstance(row[2], datetime) else datetime.fromisoformat(row[2])
    return Mark(
        row[0], row[1], changed if changed.tzinfo else changed.replace(tzinfo=UTC), str(row[3]).replace("-", "")
    )


def rebuild() -> int:
    """Bring every listing up to date; returns how many differed. Run twice, the second returns 0."""
    changed = 0
    with transaction.atomic():
        mark = _lock()
        mark.value = max(mark.value, _highest())
        mark.save()
    for model, uuids in _everything():
        with transaction.atomic():
            _lock()  # before any listing, as writers do
            Listing.objects.filter(key__in=faults(model, uuids)).update(row_digest=b"")
            changed += _publish(Trail((Reading(model, kept=False), uuid) for uuid in uuids))
    with transaction.atomic():
        mark = _lock()
        changed += _apply([withdrawal(listing) for listing in [*orphans(), *leftovers()]], mark)
    return changed


def check() -> list[str]:
    """Every difference between what the public is told and what the data say; empty is right."""
    problems = [f"{listing.key}: nothing has this entry any more" for listing in orphans()]
    problems += [f"{listing.key}: withdrawn, yet not empty" for listing in leftovers()]
    for model, uuids in _everything():
        problems += [f"{key}: {fault}" for key, fault in faults(model, uuids).items()]
    if _highest() > watermark().value:
        problems.append(f"watermark {watermark().value} is behind revision {_highest()}")
    return problems


def _everything() -> Iterator[tuple[registry.Model, list[UUID]]]:
    for model in registry.mappers:
        for uuids in chunks(model._base_manager.order_by("pk").values_list("uuid", flat=True)):
            yield model, uuids


def _highest() -> int:
    return Listing.objects.aggregate(highest=models.Max("revision"))["highest"] or 0


def _publish(trail: Trail) -> int:
    seen = watermark().writes
    changes, kept = differences(trail.resolve()), _kept(trail)
    mark = _lock()
    if mark.writes != seen:
        # Whoever overtook may also have tied further subjects to these rows: a new fair to a venue renamed here.
        changes, kept = differences(trail.resolve()), _kept(trail)
    for keeper, found in kept:
        keeper.write(found)
    return _apply(changes, mark)


def _kept(trail: Trail) -> list[tuple[registry.Keeper, list[Any]]]:
    """What else is kept of the subjects and differs from what is so now."""
    found = []
    for model, keeper in registry.keepers.items():
        uuids = sorted(uuid for reading, uuid in trail.subjects if reading == (model, True))
        found.append((keeper, [keeper.compare(chunk) for chunk in chunks(uuids)]))
    return found


def _lock() -> Watermark:
    locked = Watermark.objects.select_for_update(no_key=True).filter(pk=1)
    while not (mark := next(iter(locked.all()), None)):
        Watermark.objects.get_or_create(pk=1, defaults={"changed": timezone.now()})
    return mark


def _apply(changes: list[Change], mark: Watermark) -> int:
    changes.sort(key=lambda c: c.after.key)
    for number, change in enumerate(changes, start=mark.value + 1):
        change.after.revision = number
    mark.value += len(changes)
    mark.writes += 1
    if changes:
        mark.changed = max(timezone.now(), mark.changed)
        rows = [c.after for c in changes]
        Listing.objects.bulk_create(
            rows, update_conflicts=True, unique_fields=["key"], update_fields=_WRITTEN, batch_size=_ROWS
        )
        for chunk in chunks([c.after.pk for c in changes if c.before]):
            Facet.objects.filter(listing__in=chunk).delete()
            Occurrence.objects.filter(listing__in=chunk).delete()
        Facet.objects.bulk_create(
            [Facet(name=n, code=c, start=x.after.start, listing=x.after) for x in changes for n, c in sorted(x.facets)],
            batch_size=5 * _ROWS,
        )
        Occurrence.objects.bulk_create(
            [Occurrence(start=s, end=e, listing=x.after) for x in changes for s, e in x.occurrences],
            batch_size=5 * _ROWS,
        )
    mark.save()
    return len(changes)
