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

from django.conf import settings
from django.db import connection, models, transaction
from django.utils import timezone

from . import registry
from .entry import CalendarEntry
from .ical import RENDERER, vevent
from .models import Facet, Listing, Watermark
from .payload import payload
from .registry import chunks, subject_key, subjects_of


@dataclass
class _Queue:
    subjects: set[tuple[registry.Model, UUID]] = field(default_factory=set)
    rows: dict[registry.Model, set[Any]] = field(default_factory=lambda: defaultdict(set))

    def resolve(self) -> set[tuple[registry.Model, UUID]]:
        for model, pks in self.rows.items():
            self.subjects.update(subjects_of(model, pks))
        return self.subjects


@dataclass(frozen=True)
class Change:
    """A listing that will differ: ``before`` as it stands (None: new), ``after`` as it will (withdrawn: gone)."""

    before: Listing | None
    after: Listing
    facets: frozenset[tuple[str, str]] = frozenset()


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
_BYTES = ["vevent_zh_hans", "vevent_en"]
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
    """These rows change within the current ``writing()``: call before the change and after it.

    ``going``: they are being deleted, so whom they concern must be found now.
    """
    queue = _queue.get()
    if queue is None:
        raise RuntimeError("touch() outside of ledger.writing()")
    pks = list(pks)
    queue.subjects.update(subjects_of(model, pks, owned_only=not going))
    queue.rows[model].update(pks)


def ever_published(model: registry.Model, uuids: Iterable[UUID]) -> bool:
    keys = [subject_key(model, u) for u in uuids] if model in registry.mappers else []
    return any(Listing.objects.filter(subject__in=chunk).exists() for chunk in chunks(keys))


def preview(change: Callable[[], Any]) -> list[Change]:
    """What the public would be told after ``change()``, which is undone."""
    queue = _Queue()
    token = _queue.set(queue)
    try:
        with transaction.atomic():
            change()
            changes = _differences(queue.resolve())
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
    for model in registry.mappers:
        for uuids in chunks(model._base_manager.order_by("pk").values_list("uuid", flat=True)):
            with transaction.atomic():
                changed += _publish({(model, u) for u in uuids})
    with transaction.atomic():
        changed += _apply([_withdrawal(o, _now()) for o in _orphans()], _lock())
    return changed


def check() -> list[str]:
    """Every difference between what the public is told and what the data say; empty is right."""
    problems = [f"{listing.key}: nothing has this entry any more" for listing in _orphans()]
    for model in registry.mappers:
        for uuids in chunks(model._base_manager.order_by("pk").values_list("uuid", flat=True)):
            for change in _differences({(model, u) for u in uuids}):
                problems.append(f"{change.after.key}: {'stale' if change.before else 'missing'}")
            problems += _damaged(model, uuids)
    highest = Listing.objects.aggregate(highest=models.Max("revision"))["highest"] or 0
    if highest > watermark().value:
        problems.append(f"watermark {watermark().value} is behind revision {highest}")
    return problems


def _flush(queue: _Queue) -> None:
    if queue.subjects or queue.rows:
        _publish(queue.resolve())


def _publish(subjects: set[tuple[registry.Model, UUID]]) -> int:
    seen = watermark().writes
    changes = _differences(subjects)
    mark = _lock()
    if mark.writes != seen:
        changes = _differences(subjects)
    return _apply(changes, mark)


def _lock() -> Watermark:
    Watermark.objects.get_or_create(pk=1, defaults={"changed": timezone.now()})
    return Watermark.objects.select_for_update().get(pk=1)


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
        Facet.objects.bulk_create(
            [Facet(name=n, code=c, start=x.after.start, listing=x.after) for x in changes for n, c in sorted(x.facets)],
            batch_size=5 * _ROWS,
        )
    mark.save()
    return len(changes)


def _differences(subjects: Iterable[tuple[registry.Model, UUID]]) -> list[Change]:
    by_model: dict[registry.Model, list[UUID]] = defaultdict(list)
    for model, uuid in subjects:
        by_model[model].append(uuid)
    changes: list[Change] = []
    for model, uuids in by_model.items():
        for chunk in chunks(sorted(uuids)):
            changes += _compare(model, chunk)
    return changes


def _compare(model: registry.Model, uuids: list[UUID]) -> Iterator[Change]:
    now = _now()
    listed = Listing.objects.filter(subject__in=[subject_key(model, u) for u in uuids]).defer(*_BYTES)
    old = {listing.key: listing for listing in listed}
    for entry in registry.mappers[model](uuids):
        before = old.pop(entry.key, None)
        if before is None or before.withdrawn or bytes(before.row_digest) != entry.row_digest(_renderer()):
            yield Change(before, _listing(entry, before, now), entry.facets)
    for gone in old.values():
        if not gone.withdrawn:
            yield _withdrawal(gone, now)


def _listing(entry: CalendarEntry, before: Listing | None, now: datetime) -> Listing:
    content = entry.content_digest()
    sequence, modified = 0, now
    if before:
        told = not before.withdrawn and bytes(before.content_digest) == content
        sequence = before.sequence + (not told)
        modified = before.modified if told else max(now, before.modified)
    start, end = entry.instants()
    versions = {"sequence": sequence, "modified": modified, "base_url": settings.PUBLIC_URL}
    return Listing(
        key=entry.key,
        subject=entry.subject,
        kind=entry.kind.value,
        uid=entry.uid,
        sequence=sequence,
        modified=modified,
        start=start,
        end=end,
        status=entry.status.value,
        tzids="" if entry.all_day else "Asia/Shanghai",
        search=entry.search,
        vevent_zh_hans=vevent(entry, "zh-hans", **versions),
        vevent_en=vevent(entry, "en", **versions),
        payload=payload(entry, **versions),
        content_digest=content,
        row_digest=entry.row_digest(_renderer()),
    )


def _withdrawal(before: Listing, now: datetime) -> Change:
    kept = {
        n: getattr(before, n)
        for n in ("key", "subject", "kind", "uid", "audience", "sequence", "start", "end", "status")
    }
    modified = max(now, before.modified)
    return Change(before, Listing(**kept, modified=modified, content_digest=b"", row_digest=b"", withdrawn=True))


def _orphans() -> Iterator[Listing]:
    """Listings of objects that no longer exist, which a write past the models could leave."""
    for model in registry.mappers:
        prefix = f"{model._meta.label_lower}:"
        for chunk in chunks(Listing.objects.current().filter(subject__startswith=prefix).defer(*_BYTES)):
            known = set(
                model._base_manager.filter(uuid__in=[c.subject[len(prefix) :] for c in chunk]).values_list(
                    "uuid", flat=True
                )
            )
            yield from (c for c in chunk if UUID(c.subject[len(prefix) :]) not in known)


def _damaged(model: registry.Model, uuids: list[UUID]) -> Iterator[str]:
    """Listings whose stored bytes or facets are not what their own digests promise."""
    listed = Listing.objects.current().filter(subject__in=[subject_key(model, u) for u in uuids])
    rows = {row.key: row for row in listed.prefetch_related("facets")}
    for entry in registry.mappers[model](uuids):
        if row := rows.get(entry.key):
            versions = {"sequence": row.sequence, "modified": row.modified, "base_url": settings.PUBLIC_URL}
            if bytes(row.vevent_zh_hans) != vevent(entry, "zh-hans", **versions):
                yield f"{entry.key}: bytes differ"
            if {(f.name, f.code) for f in row.facets.all()} != entry.facets:
                yield f"{entry.key}: facets differ"


def _renderer() -> str:
    return f"{RENDERER} {settings.PUBLIC_URL}"


def _now() -> datetime:
    return timezone.now().replace(microsecond=0)
