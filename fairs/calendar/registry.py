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
    """``subject`` looks at a model over ``path``; ``owned``: that model stores the link, so it can move away."""

    subject: Model
    path: str
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
        model, path = subject, ""
        for step in lookup.split("__"):
            relation: Any = model._meta.get_field(step)
            path = f"{path}__{step}" if path else step
            model = relation.related_model
            _readers[model].add(Reader(subject, path, owned=not relation.concrete))


def subject_key(model: Model, uuid: UUID) -> str:
    return f"{model._meta.label_lower}:{uuid}"


def subjects_of(model: Model, pks: Iterable[Any], *, owned_only: bool = False) -> Iterator[tuple[Model, UUID]]:
    """(subject, uuid) of each object whose entries may change when these rows of ``model`` do."""
    for chunk in chunks(pks):
        if model in mappers or model in keepers:
            yield from ((model, u) for u in _uuids(model, pk__in=chunk))
        for reader in _readers.get(model, ()):
            if reader.owned or not owned_only:
                yield from ((reader.subject, u) for u in _uuids(reader.subject, **{f"{reader.path}__in": chunk}))


def _uuids(model: Model, **where: Any) -> "models.QuerySet[Any, UUID]":
    return model._base_manager.filter(**where).values_list("uuid", flat=True)


def chunks(items: Iterable[T]) -> Iterator[list[T]]:
    rest = iter(items)
    while chunk := list(islice(rest, CHUNK)):
        yield chunk
