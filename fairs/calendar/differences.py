"""What the public was told set against what the data say now: the changes that would have to be told."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from . import registry
from .entry import CalendarEntry, instant
from .ical import RENDERER, vevent
from .models import Listing
from .payload import payload
from .registry import Reading, chunks, subject_key

_BYTES = ["vevent_zh_hans", "vevent_en"]
_TOLD = [f.name for f in Listing._meta.concrete_fields if f.name not in {"id", "revision"}]
_KEPT = ["key", "subject", "kind", "uid", "audience", "sequence", "start", "end", "status"]


@dataclass(frozen=True)
class Change:
    """A listing that will differ: ``before`` as it stands (None: new), ``after`` as it will (withdrawn: gone)."""

    before: Listing | None
    after: Listing
    facets: frozenset[tuple[str, str]] = frozenset()
    occurrences: tuple[tuple[datetime, datetime], ...] = ()
    """Of what recurs."""


def differences(subjects: Iterable[tuple[Reading, UUID]]) -> list[Change]:
    """One change a key: what one subject gave up and another has now, as a block of days may, is not withdrawn."""
    told = {
        subject_key(reading.subject, uuid): (reading.subject, uuid) for reading, uuid in subjects if not reading.kept
    }
    changes: dict[str, Change] = {}
    for keys in chunks(sorted(told)):
        uuids: dict[registry.Model, list[UUID]] = defaultdict(list)
        for model, uuid in (told[key] for key in keys):
            uuids[model].append(uuid)
        for change in _compare(keys, [e for model in uuids for e in registry.mappers[model](uuids[model])]):
            if not (change.after.withdrawn and change.after.key in changes):
                changes[change.after.key] = change
    return list(changes.values())


def withdrawal(before: Listing) -> Change:
    """The tombstone: identity, sequence and last dates stay, bytes go."""
    kept = {name: getattr(before, name) for name in _KEPT}
    modified = max(_now(), before.modified)
    return Change(before, Listing(**kept, modified=modified, content_digest=b"", row_digest=b"", withdrawn=True))


def orphans() -> Iterator[Listing]:
    """Listings of objects that no longer exist, which a write past the models could leave."""
    for model in registry.mappers:
        prefix = f"{model._meta.label_lower}:"
        for chunk in chunks(Listing.objects.current().filter(subject__startswith=prefix).defer(*_BYTES)):
            uuids = [UUID(c.subject.removeprefix(prefix)) for c in chunk]
            known = set(model._base_manager.filter(uuid__in=uuids).values_list("uuid", flat=True))
            yield from (c for c, uuid in zip(chunk, uuids, strict=True) if uuid not in known)


def leftovers() -> Iterator[Listing]:
    """Tombstones that still tell something."""
    something = Q(facets__isnull=False) | Q(occurrences__isnull=False) | ~Q(search="") | Q(latitude__isnull=False)
    for column in [*_BYTES, "payload"]:
        something |= ~Q(**{column: b""})
    yield from Listing.objects.filter(something, withdrawn=True).defer(*_BYTES).distinct()


def faults(model: registry.Model, uuids: list[UUID]) -> dict[str, str]:
    """Key of each listing that is not what it should be -> what is wrong with it."""
    entries = registry.mappers[model](uuids)
    subjects = [subject_key(model, uuid) for uuid in uuids]
    found = {c.after.key: "stale" if c.before else "missing" for c in _compare(subjects, entries)}
    listed = Listing.objects.current().filter(subject__in=subjects)
    rows = {row.key: row for row in listed.prefetch_related("facets", "occurrences")}
    for entry in entries:
        if (row := rows.get(entry.key)) and entry.key not in found and (names := _damaged(entry, row)):
            found[entry.key] = f"{', '.join(names)} differ"
    return found


def _damaged(entry: CalendarEntry, row: Listing) -> list[str]:
    """The columns that are not what the row's own digests promise."""
    right = _listing(entry, row, row.modified)
    names = [name for name in _TOLD if _plain(getattr(row, name)) != _plain(getattr(right, name))]
    facets = {(f.name, f.code, f.start) for f in row.facets.all()}
    if facets != {(n, c, right.start) for n, c in entry.facets}:
        names.append("facets")
    if sorted((o.start, o.end) for o in row.occurrences.all()) != sorted(_occurrences(entry)):
        names.append("occurrences")
    return names


def _compare(subjects: list[str], entries: list[CalendarEntry]) -> Iterator[Change]:
    now = _now()
    listings = Listing.objects.defer(*_BYTES)
    old = {listing.key: listing for listing in listings.filter(subject__in=subjects)}
    for keys in chunks(entry.key for entry in entries if entry.key not in old):
        old |= {listing.key: listing for listing in listings.filter(key__in=keys)}
    for entry in entries:
        before = old.pop(entry.key, None)
        if before is None or before.withdrawn or _differ(entry, before):
            yield Change(before, _listing(entry, before, now), entry.facets, _occurrences(entry))
    for gone in old.values():
        if not gone.withdrawn:
            yield withdrawal(gone)


def _differ(entry: CalendarEntry, row: Listing) -> bool:
    """The digests say nothing of whose it is."""
    whose = (row.subject, row.audience) == (entry.subject, entry.audience)
    return not whose or bytes(row.row_digest) != entry.row_digest(_renderer())


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
        audience=entry.audience,
        sequence=sequence,
        modified=modified,
        start=start,
        end=end,
        status=entry.status.value,
        latitude=entry.geo and entry.geo[0],
        longitude=entry.geo and entry.geo[1],
        recurring=entry.recurrence is not None,
        tzids="" if entry.all_day else "Asia/Shanghai",
        search=entry.search,
        vevent_zh_hans=vevent(entry, "zh-hans", **versions),
        vevent_en=vevent(entry, "en", **versions),
        payload=payload(entry, **versions),
        content_digest=content,
        row_digest=entry.row_digest(_renderer()),
    )


def _occurrences(entry: CalendarEntry) -> tuple[tuple[datetime, datetime], ...]:
    if entry.recurrence is None:
        return ()
    return tuple((instant(start), instant(end)) for start, end in entry.occurrences())


def _plain(value: object) -> object:
    return bytes(value) if isinstance(value, memoryview) else value


def _renderer() -> str:
    return f"{RENDERER} {settings.PUBLIC_URL}"


def _now() -> datetime:
    return timezone.now().replace(microsecond=0)
