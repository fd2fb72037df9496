"""Unsaved objects with the UUIDs that the loader would give them."""

from collections.abc import Callable
from typing import Any, TypeVar
from uuid import UUID

from seeds.files import uuid_of

Known = Callable[[Any, str], Any]
"""(model, code): an object that is saved already."""
T = TypeVar("T")


def make(model: Callable[..., T], name: str, **fields: Any) -> T:
    return model(uuid=synthetic_uuid(model, name), **fields)


def synthetic_uuid(model: Any, name: str) -> UUID:
    return uuid_of(f"synthetic.{model.__name__}", name)
