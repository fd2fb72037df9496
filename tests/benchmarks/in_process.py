"""The first body of a feed after an edit, compared with the least that could make it.

The body: the view as the server calls it (the watermark, the remembered question, SELECT, join, hash, response), less
the middleware. The least: SELECT of the stored bytes by a bare cursor with the same conditions and order, and a join.
"""

import gzip
import statistics
from collections.abc import Callable
from datetime import datetime, time, timedelta
from time import perf_counter
from typing import Any

from django.db import connection
from django.test import RequestFactory

from fairs.calendar import feeds
from fairs.calendar.entry import SHANGHAI
from fairs.calendar.filters import DEFAULT_KINDS
from fairs.calendar.models import Listing

from .over_http import FEED, pretend_a_write
from .report import Row, at_most

SELECT = (
    "SELECT vevent_zh_hans FROM calendar_listing WHERE audience = 'public' AND NOT withdrawn AND kind IN (%s, %s, %s) "
    "AND {} ORDER BY start, key"
)
BEFORE = "start < %s"
IN_CITY = "id IN (SELECT listing_id FROM calendar_facet WHERE name = 'city' AND code = %s)"
requests = RequestFactory()


def first_bodies(sizes: list[int], rounds: int) -> list[Row]:
    """``sizes``: of feeds, in events; each is made as large by its last day."""
    return [row for size in sizes for row in _first_body(size, rounds)]


def _first_body(size: int, rounds: int) -> list[Row]:
    listings = Listing.objects.current().filter(kind__in=DEFAULT_KINDS).order_by("start", "key")
    last = listings[min(size, listings.count()) - 1].start.astimezone(SHANGHAI).date()
    before = connection.ops.adapt_datetimefield_value(datetime.combine(last + timedelta(1), time.min, SHANGHAI))
    return first_body(f"to={last}", BEFORE, before, rounds)


def first_body(asked: str, condition: str, parameter: Any, rounds: int) -> list[Row]:
    """``asked``: of the feed; ``condition``: the same in SQL."""

    def least() -> bytes:
        with connection.cursor() as cursor:
            cursor.execute(SELECT.format(condition), [*DEFAULT_KINDS, parameter])
            return b"".join([bytes(row[0]) for row in cursor.fetchall()])

    def feed(accepted: str = "") -> Callable[[], bytes]:
        request = requests.get(f"{FEED}?{asked}", headers={"Accept-Encoding": accepted})
        return lambda: feeds.feed(request, "all").content

    stored, body = least(), feed()()
    if stored not in body:
        raise RuntimeError("What is compared is not the same.")
    ways: dict[str, Callable[[], object]] = {
        "least": least,
        "feed": feed(),
        "gzip": feed("gzip"),
        "least, gzip": lambda: gzip.compress(least(), 6, mtime=0),
    }
    took: dict[str, list[float]] = {name: [] for name in ways}
    for __ in range(rounds):
        for name, way in ways.items():
            pretend_a_write()
            started = perf_counter()
            way()
            took[name].append((perf_counter() - started) * 1000)
    middle = {name: statistics.median(values) for name, values in took.items()}
    what = f"first body of a feed of {body.count(b'BEGIN:VEVENT')} events ({len(stored) // 1024} KB)"
    note = f"; {middle['feed']:.2f} to {middle['least']:.2f} ms"
    zipped = f"; {middle['gzip']:.2f} to {middle['least, gzip']:.2f} ms"
    return [
        at_most(f"{what}, to SELECT and join", _times(took, "feed", "least"), 2, note=note),
        at_most("the same with gzip, to SELECT, join and gzip", _times(took, "gzip", "least, gzip"), None, note=zipped),
    ]


def _times(took: dict[str, list[float]], one: str, other: str) -> list[float]:
    """How many times as long, round by round."""
    return [a / b for a, b in zip(took[one], took[other], strict=True)]
