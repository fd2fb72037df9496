"""A calendar entry as the JSON object of the calendar API. Pure: equal arguments give equal bytes."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import orjson

from .entry import SHANGHAI, CalendarEntry, Text, uid_of
from .ical import rrule
from .recurrence import Recurrence


def payload(entry: CalendarEntry, *, sequence: int, modified: datetime, base_url: str) -> bytes:
    """``end`` is exclusive; ``last_day`` is the inclusive last date of an all-day entry, null for others.

    What recurs has the times of its first occurrence here, and when else it takes place in ``recurrence``.
    Texts are as written: a language that is missing is "", for the client to fall back on the other.
    """
    return orjson.dumps(
        {
            "uid": entry.uid,
            "kind": entry.kind,
            "status": entry.status,
            "start": entry.start,
            "end": entry.end,
            "last_day": _last_day(entry.end),
            "all_day": entry.all_day,
            "timezone": SHANGHAI.key,
            "recurrence": _recurrence(entry.recurrence),
            "title": _text(entry.title),
            "description": _text(entry.whole_description(base_url)),
            "place": _text(entry.place),
            "url": entry.absolute_url(base_url) or None,
            "geo": _geo(entry.geo),
            "categories": [_text(category) for category in entry.categories],
            "related": [uid_of(key) for key in entry.related],
            "facets": _facets(entry.facets),
            "sequence": sequence,
            "modified": modified.astimezone(UTC),
        },
        option=orjson.OPT_OMIT_MICROSECONDS | orjson.OPT_UTC_Z,
    )


def _text(text: Text) -> dict[str, str]:
    return {"zh-hans": text.zh_hans, "en": text.en}


def _last_day(end: date | datetime) -> date | None:
    return None if isinstance(end, datetime) else end - timedelta(days=1)


def _recurrence(recurrence: Recurrence | None) -> dict[str, Any] | None:
    if recurrence is None:
        return None
    moved = [{"original": m.original, "start": m.start, "end": m.end} for m in recurrence.moved]
    return {"rrule": rrule(recurrence), "excluded": recurrence.excluded, "moved": moved}


def _geo(position: tuple[float, float] | None) -> dict[str, float] | None:
    return None if position is None else {"latitude": position[0], "longitude": position[1]}


def _facets(facets: frozenset[tuple[str, str]]) -> dict[str, list[str]]:
    grouped: dict[str, list[str]] = {}
    for name, code in sorted(facets):
        grouped.setdefault(name, []).append(code)
    return grouped
