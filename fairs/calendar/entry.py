"""One calendar entry: what the public is told about one thing with dates, in every language.

Pure: no Django, no database, no clock. A mapper (``fairs/entries/``) makes entries from domain objects,
``ical.py`` and ``payload.py`` make bytes from entries, the ledger decides whether the public is told.
"""

import hashlib
import json
import re
from collections.abc import Callable
from dataclasses import asdict, astuple, dataclass, field, fields
from datetime import UTC, date, datetime, time
from enum import StrEnum
from typing import Any
from urllib.parse import quote
from zoneinfo import ZoneInfo

from .recurrence import Moment, Recurrence, Span

SHANGHAI = ZoneInfo("Asia/Shanghai")
LANGUAGES = ("zh-hans", "en")
PUBLIC = "public"

_KEY = re.compile(r"[A-Za-z0-9._:-]+")
_LINE_BREAK = re.compile(r"\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
# Controls, bidirectional overrides, byte-order marks, lone surrogates, and the two that XML forbids besides.
_FORBIDDEN = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff\ufffe\uffff]")


class Kind(StrEnum):
    EDITION = "edition"
    HOURS = "hours"
    SESSION = "session"
    DEADLINE = "deadline"
    LAUNCH = "launch"
    INITIATIVE = "initiative"
    BOOKING = "booking"


class Status(StrEnum):
    """What the entry's dates are worth; RFC 5545 knows only three of these, ``ical.py`` translates."""

    SCHEDULED = "scheduled"
    RESCHEDULED = "rescheduled"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"


def clean_text(text: str) -> str:
    """Make every line separator a newline and strip what no reader should meet; newline and tab stay."""
    return _FORBIDDEN.sub("", _LINE_BREAK.sub("\n", text)).strip()


def clean_line(text: str) -> str:
    """As :func:`clean_text`, on one line."""
    return " ".join(clean_text(text).split())


def clean_uri(text: str) -> str:
    """Percent-encode what a URI may not hold, and "," and ";", at which readers of iCalendar text cut it."""
    return quote(clean_line(text), safe="!#$%&'()*+/:=?@[]~")


def uid_of(key: str) -> str:
    return f"{key}@fair-calendar"


@dataclass(frozen=True, slots=True)
class Text:
    """One text in both languages; a language that is missing falls back to the other."""

    zh_hans: str = ""
    en: str = ""

    def in_(self, language: str) -> str:
        first, second = (self.en, self.zh_hans) if language == "en" else (self.zh_hans, self.en)
        return first or second

    def cleaned(self, clean: Callable[[str], str]) -> "Text":
        return Text(clean(self.zh_hans), clean(self.en))

    def __bool__(self) -> bool:
        return bool(self.zh_hans or self.en)


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """One VEVENT, and one more for each moved occurrence. ``end`` is exclusive; both ends are dates, or both are aware
    datetimes. Of what recurs they are the first occurrence's, whose start must be one by the rule (RFC 5545 3.8.5.3).

    ``key`` is "<kind>-<stored UUID>" and never changes; ``subject`` names the object that the entry is made
    from ("fairs.edition:<uuid>"), so that entries which an object no longer has can be found and withdrawn.
    ``url`` is a path: the host is a setting of the server, not a fact about the event.
    ``geo`` is (latitude, longitude) in WGS-84; ``related`` holds the keys of other entries. ``links`` are sentences
    that stand before the description, each followed by the address of the page at a path. ``audience``: who may read
    it, everybody or "<kind>:<uuid>"; of the second it has no facets, which are counted and listed for everybody.

    What is kept is what readers get: texts are cleaned, datetimes are whole seconds in Shanghai's time,
    ``geo`` has the six decimals of RFC 5545. So a difference that nobody could see changes no digest.
    """

    key: str
    subject: str
    kind: Kind
    start: Moment
    end: Moment
    title: Text
    status: Status = Status.SCHEDULED
    description: Text = Text()
    place: Text = Text()
    url: str = ""
    geo: tuple[float, float] | None = None
    categories: tuple[Text, ...] = ()
    related: tuple[str, ...] = ()
    links: tuple[tuple[Text, str], ...] = ()
    recurrence: Recurrence | None = None
    facets: frozenset[tuple[str, str]] = field(default=frozenset(), compare=False)
    search: str = field(default="", compare=False)
    audience: str = field(default=PUBLIC, compare=False)

    def __post_init__(self) -> None:
        for key in (self.key, *self.related):
            if not _KEY.fullmatch(key):
                raise ValueError(f"{key!r}: a key is ASCII letters, digits and . _ : -")
        for path in filter(None, (self.url, *(path for __, path in self.links))):
            if not path.startswith("/"):
                raise ValueError(f"{self.key}: {path!r} must be a path")
        if isinstance(self.start, datetime) != isinstance(self.end, datetime):
            raise ValueError(f"{self.key}: start and end must both be dates or both datetimes")
        kept = {
            "start": self._moment(self.start),
            "end": self._moment(self.end),
            "title": self.title.cleaned(clean_line),
            "description": self.description.cleaned(clean_text),
            "place": self.place.cleaned(clean_line),
            "categories": tuple(filter(None, (c.cleaned(clean_line) for c in self.categories))),
            "links": tuple((sentence.cleaned(clean_line), path) for sentence, path in self.links),
            "geo": self._position(),
        }
        for name, value in kept.items():
            object.__setattr__(self, name, value)
        if self.facets and self.audience != PUBLIC:
            raise ValueError(f"{self.key}: what is private has no facets")
        if self.end <= self.start:
            raise ValueError(f"{self.key}: ends before it starts")
        if self.recurrence:
            object.__setattr__(self, "recurrence", self._recurrence(self.recurrence))

    @property
    def all_day(self) -> bool:
        return not isinstance(self.start, datetime)

    @property
    def uid(self) -> str:
        return uid_of(self.key)

    def instants(self) -> tuple[datetime, datetime]:
        """First start and last end as UTC instants; a day begins at midnight in Shanghai."""
        spans = self.occurrences()
        return instant(spans[0][0]), max(instant(end) for __, end in spans)

    def occurrences(self) -> list[Span]:
        """Start and end of each, in order; one when it does not recur."""
        return self.recurrence.occurrences(self.start, self.end) if self.recurrence else [(self.start, self.end)]

    def absolute_url(self, base_url: str) -> str:
        """The page under ``base_url``, in ASCII; "" when the entry has none."""
        return clean_uri(base_url.rstrip("/") + self.url) if self.url else ""

    def whole_description(self, base_url: str) -> Text:
        """With a line for each link."""
        lines = [(sentence, clean_uri(base_url.rstrip("/") + path)) for sentence, path in self.links]
        return Text(
            *(
                "\n".join(filter(None, [*(f"{s.in_(language)} {address}" for s, address in lines), written]))
                for language, written in zip(LANGUAGES, astuple(self.description), strict=True)
            )
        )

    def content_digest(self) -> bytes:
        """32 bytes; equal exactly when readers would be told the same (facets and search text left out)."""
        told = {f.name: getattr(self, f.name) for f in fields(self) if f.compare}
        if self.recurrence is None:
            del told["recurrence"]  # of entries told before any could recur, the digest stays
        if not self.links:
            del told["links"]  # likewise
        return _digest(told)

    def row_digest(self, renderer: str) -> bytes:
        """32 bytes; differs also when facets, search text or the renderer do."""
        return _digest([self.content_digest().hex(), sorted(self.facets), self.search, renderer])

    def _recurrence(self, recurrence: Recurrence) -> Recurrence:
        kept = recurrence.each(self._moment)
        try:
            return kept.normal(self.start, self.end)
        except ValueError as problem:
            raise ValueError(f"{self.key}: {problem}") from problem

    def _moment(self, moment: Moment) -> Moment:
        if not isinstance(moment, datetime):
            return moment
        if moment.utcoffset() is None:
            raise ValueError(f"{self.key}: datetimes must be aware")
        return moment.astimezone(SHANGHAI).replace(microsecond=0)

    def _position(self) -> tuple[float, float] | None:
        if self.geo is None:
            return None
        latitude, longitude = self.geo
        if not (abs(latitude) <= 90 and abs(longitude) <= 180):  # so written, NaN is refused too
            raise ValueError(f"{self.key}: {self.geo} is no latitude and longitude")
        return round(latitude, 6) + 0.0, round(longitude, 6) + 0.0  # + 0.0: no minus zero


def instant(moment: Moment) -> datetime:
    """In UTC."""
    if not isinstance(moment, datetime):
        moment = datetime.combine(moment, time(), SHANGHAI)
    return moment.astimezone(UTC)


def _plain(value: Any) -> Any:
    if isinstance(value, Text):
        return [value.zh_hans, value.en]
    if isinstance(value, Recurrence):
        return asdict(value)
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(type(value))


def _digest(value: Any) -> bytes:
    text = json.dumps(value, default=_plain, ensure_ascii=True, sort_keys=True)
    return hashlib.sha256(text.encode()).digest()
