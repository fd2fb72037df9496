"""What the calendar is made from: each app registers its mappers here, so this app knows no fair.

A *subject* is a model whose objects have calendar entries. ``reads`` names, as ORM lookups from the subject,
everything its mapper looks at ("places__venue__region"); from them follows which subjects change when a venue does.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any, TypeVar
from uuid import UUID

from django.db import models

from .entry import CalendarEntry

CHUNK = 500  # prefetching foreign keys, Django gives SQLite one OR each, and 1000 are too many for it
Mapper = Callable[[list[UUID]], list[CalendarEntry]]
Model = type[models.Model]
T = TypeVar("T")


@dataclass(frozen=True)
class Reader:
    """A model that ``subject`` looks at is ``step`` away from ``model``, which ``before`` leads to, if not the subject.

    ``owned``: the looked-at model stores the link, so it can move away.
    """

    subject: Model
    model: Model
    step: str
    before: "Reader | None"
    owned: bool


@dataclass(frozen=True)
class Keeper:
    """What is kept of a subject beside its entries, and as true: ``compare`` some, then ``write`` what differs."""

    compare: Callable[[list[UUID]], Any]
    write: Callable[[list[Any]], Any]


mappers: dict[Model, Mapper] = {}
keepers: dict[Model, Keeper] = {}
audiences: dict[str, Model] = {}
"""By the first half of a private audience ("exhibitor:<uuid>"), of what the second is the UUID."""
rights: dict[str, Callable[[Any, UUID], bool]] = {}
"""By the same: whether a user may still be told of the one with this UUID. Asked whenever a feed of it is read."""
_readers: dict[Model, set[Reader]] = defaultdict(set)


def register(subject: Model, mapper: Mapper, reads: Iterable[str]) -> None:
    """``mapper``: UUIDs of objects -> the entries of those that are public."""
    mappers[subject] = mapper
    _looks_at(subject, reads)


def keep(subject: Model, keeper: Keeper, reads: Iterable[str]) -> None:
    keepers[subject] = keeper
    _looks_at(subject, reads)


def _looks_at(subject: Model, reads: Iterable[str]) -> None:
    for lookup in reads:
        model, reader = subject, None
        for step in lookup.split("__"):
            relation: Any = model._meta.get_field(step)
            reader = Reader(subject, model, step, reader, owned=not relation.concrete)
            model = relation.related_model
            _readers[model].add(reader)


def subject_key(model: Model, uuid: UUID) -> str:
    return f"{model._meta.label_lower}:{uuid}"


def subjects_of(model: Model, pks: Iterable[Any], *, owned_only: bool = False) -> Iterator[tuple[Model, UUID]]:
    """(subject, uuid) of each object whose entries may change when these rows of ``model`` do."""
    for chunk in chunks(pks):
        if model in mappers or model in keepers:
            uuids = model._base_manager.filter(pk__in=chunk).order_by().values_list("uuid", flat=True)
            yield from ((model, uuid) for uuid in uuids)
        yield from _behind(chunk, {r for r in _readers.get(model, ()) if r.owned or not owned_only})


def _behind(pks: list[Any], readers: set[Reader]) -> Iterator[tuple[Model, UUID]]:
    """The subjects that look at these rows over these paths.

    Step by step: joined along a whole path, regions with their parents sent PostgreSQL through 600 ** 4 rows whenever
    it had not yet counted them.
    """
    steps: dict[tuple[Model, str], set[Reader]] = defaultdict(set)
    for reader in readers:
        steps[reader.model, reader.step].add(reader)
    for (model, step), met in steps.items():
        rows = model._base_manager.filter(**{f"{step}__in": pks}).order_by()
        if any(r.before is None for r in met):
            found = dict(rows.values_list("pk", "uuid"))
            yield from ((model, uuid) for uuid in found.values())
        else:
            found = dict.fromkeys(rows.values_list("pk", flat=True))
        if before := {r.before for r in met if r.before}:
            for chunk in chunks(found):
                yield from _behind(chunk, before)


def chunks(items: Iterable[T]) -> Iterator[list[T]]:
    rest = iter(items)
    while chunk := list(islice(rest, CHUNK)):
        yield chunk
