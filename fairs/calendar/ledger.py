"""The one door to the public: what writers touched is compared with what was last published; only differences go out.

A writer's outermost ``writing()`` block flushes just before it commits. The flush maps and renders first and takes
the watermark last: taken at the first save, eight writers deadlock; taken once at the end, none. ``writes`` counts
every flush, so a writer that was overtaken between mapping and locking sees it and maps again, now with the
other's rows committed.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db import connection, models, transaction
from django.utils import timezone

from . import registry
from .differences import Change, differences, faults, leftovers, orphans, withdrawal
from .models import Facet, Listing, Occurrence, Watermark
from .registry import Reading, chunks, subjects_of

__all__ = [
    "Change",
    "Mark",
    "check",
    "preview",
    "rebuild",
    "touch",
    "touch_before_saving",
    "touched",
    "watermark",
    "writing",
]


@dataclass
class _Queue:
    subjects: set[tuple[Reading, UUID]] = field(default_factory=set)
    rows: dict[registry.Model, set[Any]] = field(default_factory=lambda: defaultdict(set))

    def resolve(self) -> set[tuple[Reading, UUID]]:
        """Whom the rows concern as the database is now."""
        self.subjects.update(subjects_of(self.rows))
        return self.subjects


@dataclass(frozen=True)
class Mark:
    """The watermark as read: ``writes`` moves with every write to public data, ``value`` only with the calendar's."""

    value: int
    writes: int
    changed: datetime
    epoch: str


_queue: ContextVar[_Queue | None] = ContextVar("ledger_queue", default=None)
_ROWS = 400  # in one INSERT
_WRITTEN = [f.name for f in Listing._meta.concrete_fields if f.name not in {"id", "key"}]
_NEVER = datetime(2000, 1, 1, tzinfo=UTC)


@contextmanager
def writing() -> Iterator[None]:
    """One transaction; at its end, before it commits, the public is told what it changed."""
    if _queue.get() is not None:
        yield
        return
    queue = _Queue()
    token = _queue.set(queue)
    try:
        with transaction.atomic():
            yield
            _flush(queue)
    finally:
        _queue.reset(token)


def touch(model: registry.Model, pks: Iterable[Any], *, going: bool = False) -> None:
    """These rows are about to change within the current ``writing()``: whom they concern now may be no concern then.

    ``going``: they are being deleted, so all whom they concern must be found now.
    """
    pks = list(pks)
    _open_queue().subjects.update(subjects_of({model: pks}, linked_only=not going))
    touched(model, pks)


def touch_before_saving(row: models.Model) -> None:
    """As ``touch()``, of one row, whose links are asked for first: most saves change none."""
    names = sorted(link.attname for link in registry.links(type(row)))
    before = type(row)._base_manager.filter(pk=row.pk).order_by().values_list(*names) if names else ()
    if any(kept != tuple(getattr(row, name) for name in names) for kept in before):
        touch(type(row), [row.pk])


def touched(model: registry.Model, pks: Iterable[Any]) -> None:
    """These rows changed or came into being within the current ``writing()``: its end finds whom they concern."""
    _open_queue().rows[model].update(pks)


def _open_queue() -> _Queue:
    if (queue := _queue.get()) is None:
        raise RuntimeError("touch() outside of ledger.writing()")
    return queue


def preview(change: Callable[[], Any]) -> list[Change]:
    """What the public would be told after ``change()``, which is undone."""
    queue = _Queue()
    token = _queue.set(queue)
    try:
        with transaction.atomic():
            change()
            changes = differences(queue.resolve())
            transaction.set_rollback(True)
    finally:
        _queue.reset(token)
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
            Listing.objects.filter(key__in=faults(model, uuids)).update(row_digest=b"")
            changed += _publish(_Queue({(Reading(model, kept=False), uuid) for uuid in uuids}))
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


def _flush(queue: _Queue) -> None:
    if queue.subjects or queue.rows:
        _publish(queue)


def _publish(queue: _Queue) -> int:
    seen = watermark().writes
    changes, kept = differences(queue.resolve()), _kept(queue)
    mark = _lock()
    if mark.writes != seen:
        # Whoever overtook may also have tied further subjects to these rows: a new fair to a venue renamed here.
        changes, kept = differences(queue.resolve()), _kept(queue)
    for keeper, found in kept:
        keeper.write(found)
    return _apply(changes, mark)


def _kept(queue: _Queue) -> list[tuple[registry.Keeper, list[Any]]]:
    """What else is kept of the subjects and differs from what is so now."""
    found = []
    for model, keeper in registry.keepers.items():
        uuids = sorted(uuid for reading, uuid in queue.subjects if reading == (model, True))
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
        for chunk in chunks([r.pk for r in rows]):
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
