"""iCalendar, RFC 5545: stored events between a head and a tail."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from fairs.calendar import ical
from fairs.calendar.entry import SHANGHAI

from .presentation import Format, Presentation, Rows

head = lru_cache(maxsize=200)(ical.head)


def queries(listings: Any, _gone: Any, shown: Presentation) -> list[Any]:
    column = f"vevent_{shown.language.replace('-', '_')}"
    return [listings.order_by("start", "key").values_list(column, "tzids")]


def opening(shown: Presentation, url: str, rows: Rows) -> bytes:
    # An iCalendar object has at least one component (RFC 5545 3.6): of nothing, the time zone alone.
    timezones = frozenset(" ".join({tzids for __, tzids in rows} or {SHANGHAI.key}).split())
    return head(shown.title, shown.language, url=url, timezones=timezones)


def events(shown: Presentation, rows: Rows) -> Iterator[bytes]:
    """An alarm goes in before what is cancelled is shown as if it were not."""
    for event, __ in rows:
        with_alarm = event if shown.alarm is None else ical.alarmed(event, shown.alarm)
        yield ical.visible(with_alarm) if shown.visible else with_alarm


def write(shown: Presentation, url: str, rows: Rows) -> bytes:
    return b"".join([opening(shown, url, rows), *events(shown, rows), ical.TAIL])


FORMAT = Format("text/calendar; charset=utf-8", queries, write, frozenset({"alarm"}))
