"""From rows that change back to the subjects that look at them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from uuid import UUID

from django.db import models

from .registry import Model, Reader, Reading, chunks, links, readers, readings

Subject = tuple[Reading, UUID]
Keys = Mapping[Any, set[Any]]


class Trail:
    """Of one transaction: what changed in it, and of whom it is known that they may come out differently."""

    def __init__(self, subjects: Iterable[Subject] = ()) -> None:
        self.subjects = set(subjects)
        self.empty = not self.subjects
        self._own: dict[Model, set[Any]] = defaultdict(set)
        self._rows: dict[Reader, set[Any]] = defaultdict(set)  # changed ones that the reader looks at
        self._lookers: dict[Reader, set[Any]] = defaultdict(set)  # those by which it looks, or looked, at changed ones
        self._locked: dict[int, models.Model] = {}  # by id(), which two of one row do not share
        self._uuids: dict[Model, dict[Any, UUID]] = defaultdict(dict)

    def changed(self, model: Model, pks: Iterable[Any]) -> None:
        self.empty, pks = False, set(pks)
        if readings(model):
            self._own[model] |= pks
        for reader in readers(model):
            self._rows[reader] |= pks

    def leave(self, model: Model, pks: Iterable[Any], *, for_good: bool = False) -> None:
        """What the rows say themselves of who looks at them is about to change; ``for_good``: they will be no more."""
        self.empty, pks = False, set(pks)
        self._look_up(model, pks)
        if for_good:
            by_others = {reader: pks for reader in readers(model) if not reader.link}
            self.subjects.update(_walk({model: pks}, by_others, {}, {}))

    def locked(self, row: models.Model) -> None:
        """It is in the database as it is here, until it is saved."""
        self._locked[id(row)] = row
        self._looked_at(type(row), {column: getattr(row, column) for column in links(type(row))})

    def saving(self, row: models.Model) -> None:
        if not self._locked.pop(id(row), None):
            self._look_up(type(row), [row.pk])

    def saved(self, row: models.Model, *, new: bool = False) -> None:
        """Whoever looks at a ``new`` row was written after it, and so is found from there."""
        model, self.empty = type(row), False
        if readings(model):
            self._own[model].add(row.pk)
            self._uuids[model][row.pk] = row.uuid  # type: ignore[attr-defined]
        for reader in readers(model):
            if not (reader.link or new):
                self._rows[reader].add(row.pk)
        self._looked_at(model, {column: getattr(row, column) for column in links(model)})

    def resolve(self) -> set[Subject]:
        """Whom all that concerns as the database is now."""
        self.subjects.update(_walk(self._own, self._rows, self._lookers, self._uuids))
        return self.subjects

    def _look_up(self, model: Model, pks: Iterable[Any]) -> None:
        """Under lock: what another commits meanwhile, a row in his hands tied to somebody else, is seen too."""
        if columns := links(model):
            rows = model._base_manager.select_for_update(no_key=True).order_by("pk")
            for chunk in chunks(sorted(pks)):
                for named in rows.filter(pk__in=chunk).values(*columns):
                    self._looked_at(model, named)

    def _looked_at(self, model: Model, named: Mapping[str, Any]) -> None:
        for reader in readers(model):
            if reader.link and (looker := named[reader.link]) is not None:
                self._lookers[reader].add(looker)


def _walk(own: Keys, rows: Keys, lookers: Keys, uuids: Mapping[Model, Mapping[Any, UUID]]) -> Iterator[Subject]:
    arrived = {(reading, pk) for model, pks in own.items() for pk in pks for reading in readings(model)}
    arrived |= {(reader.reading, pk) for reader, pks in lookers.items() if not reader.before for pk in pks}
    yield from _named(arrived, uuids)
    onward: dict[frozenset[Any], set[Reader]] = defaultdict(set)
    for reader, pks in rows.items():
        onward[frozenset(pks)].add(reader)
    for reader, pks in lookers.items():
        if reader.before:
            onward[frozenset(pks)].add(reader.before)
    seen: dict[Reader, set[Any]] = defaultdict(set)
    for keys, through in onward.items():
        for chunk in chunks(keys):
            yield from _behind(chunk, through, seen)


def _named(arrived: Iterable[tuple[Reading, Any]], uuids: Mapping[Model, Mapping[Any, UUID]]) -> Iterator[Subject]:
    wanted: dict[Model, dict[Any, set[Reading]]] = defaultdict(lambda: defaultdict(set))
    for reading, pk in arrived:
        wanted[reading.subject][pk].add(reading)
    for model, found in wanted.items():
        known = dict(uuids.get(model, {}))
        for chunk in chunks(found.keys() - known.keys()):
            known.update(model._base_manager.filter(pk__in=chunk).order_by().values_list("pk", "uuid"))
        yield from ((reading, known[pk]) for pk in found if pk in known for reading in found[pk])


def _behind(pks: list[Any], through: set[Reader], seen: dict[Reader, set[Any]]) -> Iterator[Subject]:
    """The subjects that look at these rows over these paths, but for what was seen of them before.

    Step by step: joined along a whole path, regions with their parents sent PostgreSQL through 600 ** 4 rows whenever
    it had not yet counted them.
    """
    steps: dict[tuple[Model, str], set[Reader]] = defaultdict(set)
    for reader in through:
        if not seen[reader].issuperset(pks):
            seen[reader].update(pks)
            steps[reader.model, reader.step].add(reader)
    for (model, step), met in steps.items():
        rows = model._base_manager.filter(**{f"{step}__in": pks}).order_by()
        if arrived := {r.reading for r in met if r.before is None}:
            found = dict(rows.values_list("pk", "uuid"))
            yield from ((reading, uuid) for uuid in found.values() for reading in arrived)
        else:
            found = dict.fromkeys(rows.values_list("pk", flat=True))
        if before := {r.before for r in met if r.before}:
            for chunk in chunks(found):
                yield from _behind(chunk, before, seen)
