"""What a form of the calendar is given, and what it is."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from fairs.calendar.entry import Text

Rows = list[tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Presentation:
    """How listings are to be shown. ``alarm``: so long before each begins; ``before``: only changes before this one."""

    title: str
    language: str
    visible: bool = False
    alarm: timedelta | None = None
    before: int | None = None


@dataclass(frozen=True, slots=True)
class Format:
    """``queries(listings, gone, shown)``: what it reads, ``gone`` being tombstones of the same kinds and days.

    ``write(shown, url, rows)``: their rows as the bytes to send; ``url`` is "" where it is a secret. ``options``:
    parameters of its own.
    """

    content_type: str
    queries: Callable[[Any, Any, Presentation], Iterable[Any]]
    write: Callable[[Presentation, str, Rows], bytes]
    options: frozenset[str] = frozenset()


def said(text: dict[str, str], language: str) -> str:
    """Of a text of ``payload.py``."""
    return Text(text["zh-hans"], text["en"]).in_(language)
