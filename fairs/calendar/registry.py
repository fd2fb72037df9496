"""What the calendar is made from: each app registers its mappers here, so this app knows no fair.

A *subject* is a model whose objects have calendar entries. ``reads`` names, as ORM lookups from the subject,
everything its mapper looks at ("places__venue__region"); from them follows which subjects change when a venue does.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any, NamedTuple, TypeVar
from uuid import UUID

from django.db import models

from .entry import CalendarEntry

CHUNK = 500  # prefetching foreign keys, Django gives SQLite one OR each, and 1000 are too many for it
Mapper = Callable[[list[UUID]], list[CalendarEntry]]
Model = type[models.Model]
T = TypeVar("T")


class Reading(NamedTuple):
    """What a subject is looked at for: its entries, or what is ``kept`` beside them."""

    subject: Model
    kept: bool


@dataclass(frozen=True)
class Reader:
    """A model that is looked at is ``step`` away from ``model``, which ``before`` leads to, if not the subject.

    ``link``: the column by which the looked-at model itself stores the step, so that it can move away.
    """

    reading: Reading
    model: Model
    step: str
    before: "Reader | None"
    link: str | None


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
    _looks_at(Reading(subject, kept=False), reads)


def keep(subject: Model, keeper: Keeper, reads: Iterable[str]) -> None:
    keepers[subject] = keeper
    _looks_at(Reading(subject, kept=True), reads)


def _looks_at(reading: Reading, reads: Iterable[str]) -> None:
    for lookup in reads:
        model, reader = reading.subject, None
        for step in lookup.split("__"):
            relation: Any = model._meta.get_field(step)
            reader = Reader(reading, model, step, reader, None if relation.concrete else relation.field.attname)
            model = relation.related_model
            _readers[model].add(reader)


def subject_key(model: Model, uuid: UUID) -> str:
    return f"{model._meta.label_lower}:{uuid}"


def readers(model: Model) -> set[Reader]:
    """Those that look at its rows."""
    return _readers.get(model, set())


def links(model: Model) -> list[str]:
    """Columns of its rows that say what looks at them."""
    return sorted({reader.link for reader in readers(model) if reader.link})


def readings(model: Model) -> list[Reading]:
    """What it is itself looked at for, as a subject."""
    return [Reading(model, kept) for kept, known in ((False, mappers), (True, keepers)) if model in known]


def chunks(items: Iterable[T]) -> Iterator[list[T]]:
    rest = iter(items)
    while chunk := list(islice(rest, CHUNK)):
        yield chunk
