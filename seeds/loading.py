"""Rows of text to objects, each made once: what exists is the editors' from then on, and so is what they deleted."""

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django_fsm import FSMFieldMixin
from simple_history.utils import bulk_create_with_history

from fairs.calendar import ledger

from .files import Row, uuid_of
from .tables import CODE, TABLES, Table

Model = Any  # a class of PublicModel


class SeedError(Exception):
    """Says which file and line."""


@dataclass
class Loading:
    """One run over the tables. ``refresh``: give what exists the files' values again, and make again what was deleted.

    ``known``: {(model, name): object}, None where an editor deleted it.
    """

    refresh: bool = False
    counts: Counter[str] = field(default_factory=Counter)
    known: dict[tuple[Model, str], Any] = field(default_factory=dict)
    _new: set[tuple[Model, str]] = field(default_factory=set)
    _waiting: list[tuple[str, Any]] = field(default_factory=list)
    _rivals: bool = False  # whether the table at hand has rows that are in no file

    def run(self, tables: Iterable[Table] = TABLES) -> "Counter[str]":
        """All or nothing; how many rows were created, refreshed, left."""
        with ledger.writing():
            for table in tables:
                self._load(table)
        return self.counts

    def _load(self, table: Table) -> None:
        rows = _by_name(table)
        self._recall(table, rows)
        for name, row in rows.items():
            with _naming(row.place):
                self.counts[self._settle(table, name, row)] += 1
        self._create_waiting()

    def _recall(self, table: Table, rows: dict[str, Row]) -> None:
        model: Model = table.model
        uuids = {_uuid(model, name, row): name for name, row in rows.items()}
        ours = model._default_manager.in_bulk(list(uuids), field_name="uuid")
        self.known |= {(model, uuids[uuid]): thing for uuid, thing in ours.items()}
        self._rivals = table.key != CODE and model._default_manager.count() > len(ours)
        missing = [name for name in rows if (model, name) not in self.known]
        if table.key == CODE:
            for code, thing in model._default_manager.in_bulk(missing, field_name="code").items():
                self.known[model, code] = thing
        if not self.refresh:
            for uuid in model.history.filter(uuid__in=uuids).values_list("uuid", flat=True).distinct():
                self.known.setdefault((model, uuids[uuid]), None)

    def _settle(self, table: Table, name: str, row: Row) -> str:
        existing = self.known.get((table.model, name))
        if (table.model, name) in self.known and not (existing and self.refresh):
            return "left"
        if table.part_of and not self.refresh and not self._is_new(table, row):
            return "left"
        values = self._values(table, row)
        existing = existing or self._rival(table, values)
        if existing:
            self.known[table.model, name] = existing
            return _restored(existing, values) if self.refresh else "left"
        if any(value is _DELETED for value in values.values()):
            self.known[table.model, name] = None
            return "left"
        thing = table.model(**{"uuid": _uuid(table.model, name, row), **values})
        thing.clean_fields(exclude=_not_cleaned(thing))
        thing.clean()
        self._waiting.append((row.place, thing))
        self.known[table.model, name] = thing
        self._new.add((table.model, name))
        return "created"

    def _is_new(self, table: Table, row: Row) -> bool:
        whole: Any = table.model._meta.get_field(table.part_of).related_model
        return (whole, row.cells[table.part_of]) in self._new

    def _values(self, table: Table, row: Row) -> dict[str, Any]:
        values = {}
        for column, text in row.cells.items():
            if column in table.key and column not in _fields(table.model):
                continue  # a number that only tells rows apart
            if column not in _fields(table.model):
                raise ValidationError({column: "no such column"})
            target = _fields(table.model)[column]
            try:
                values[column] = self._value(target, text) if text else target.get_default()
            except ValidationError as error:
                raise ValidationError({column: error.messages}) from error
        return values

    def _value(self, target: Any, text: str) -> Any:
        if not isinstance(target, models.ForeignKey):
            return target.clean(text, None)
        if (target.related_model, text) not in self.known:
            raise ValidationError(f"“{text}”: no such {target.related_model._meta.model_name}")
        thing = self.known[target.related_model, text]
        if thing and not thing.pk:
            self._create_waiting()
        return thing or _DELETED

    def _rival(self, table: Table, values: dict[str, Any]) -> Any:
        """What an editor made that says the same as the row; codes were looked up before."""
        named = {column: values[column] for column in table.key if column in values}
        if not self._rivals or len(named) < len(table.key) or _DELETED in named.values():
            return None
        return table.model._default_manager.filter(**named).first()

    def _create_waiting(self) -> None:
        """The database checks the constraints, far faster than validation would; it cannot say which row it minds."""
        waiting, self._waiting = self._waiting, []
        if not waiting:
            return
        things = [thing for _place, thing in waiting]
        try:
            with transaction.atomic():
                bulk_create_with_history(things, type(things[0]), batch_size=200, default_change_reason="seed")
        except IntegrityError:
            for place, thing in waiting:
                with _naming(place):
                    thing.pk = None
                    thing.validate_constraints()
                    thing.validate_unique()
            raise


_DELETED = object()


def _by_name(table: Table) -> dict[str, Row]:
    rows: dict[str, Row] = {}
    for row in table.rows():
        name = row.named(table.key)
        if name in rows:
            raise SeedError(f"{row.place}: “{name}” is already in {rows[name].place}")
        rows[name] = row
    return rows


def _uuid(model: Model, name: str, row: Row) -> Any:
    given = row.cells.get("uuid")
    return model._meta.get_field("uuid").to_python(given) if given else uuid_of(model._meta.label_lower, name)


def _fields(model: Model) -> dict[str, Any]:
    return {target.name: target for target in model._meta.concrete_fields}


def _restored(thing: Any, values: dict[str, Any]) -> str:
    """The states are left alone: only their verbs change them."""
    changed = {
        name: value
        for name, value in values.items()
        if getattr(thing, name) != value and not isinstance(_fields(type(thing))[name], FSMFieldMixin)
    }
    if not changed or _DELETED in changed.values():
        return "left"
    for name, value in changed.items():
        setattr(thing, name, value)
    thing.full_clean(exclude=_not_cleaned(thing))
    thing._change_reason = "seed --refresh"
    thing.save()
    return "refreshed"


def _not_cleaned(thing: Any) -> list[str]:
    """States refuse to be set, as cleaning does; whether the target of a foreign key exists has been looked up."""
    fields = _fields(type(thing)).items()
    return [name for name, target in fields if isinstance(target, FSMFieldMixin | models.ForeignKey)]


@contextmanager
def _naming(place: str) -> Iterator[None]:
    try:
        yield
    except ValidationError as error:
        raise SeedError(f"{place}: {_sentence(error)}") from error


def _sentence(error: ValidationError) -> str:
    if not hasattr(error, "error_dict"):
        return " ".join(error.messages)
    return "; ".join(f"{name}: {' '.join(messages)}" for name, messages in error.message_dict.items())
