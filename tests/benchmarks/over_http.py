"""The server's answers, compared with other answers of the same server in the same rounds."""

import statistics
import time
from dataclasses import dataclass
from datetime import timedelta

from django.db import connections

from fairs.calendar.models import Listing
from fairs.models import DayBlock
from fairs.models.publishing import act

from .load import Connection, Cost, Request, Target, in_turns, times_as_fast
from .report import Row, at_least, at_most
from .server import Server
from .settings import WHITENOISE_ROOT

FEED = "/calendars/all.ics"
LISTS = {
    "20 editions": "/api/v1/editions/?page_size=20",
    "100 calendar entries": "/api/v1/calendar/?page_size=100",
    "100 changes": "/api/v1/changes/?page_size=100",
}


@dataclass(frozen=True)
class Feed:
    """``name``: of the files with its bytes. ``plain``, ``packed``: bytes of the body."""

    address: str
    name: str
    etag: str
    events: int
    plain: int
    packed: int


def polls_and_bodies() -> list[Row]:
    """Of a small feed: unchanged, and whole from the worker's memory."""
    (feed,) = same_bytes({"feed": FEED})
    with Server() as server:
        costs = in_turns({name: Target(server, request) for name, request in beside_same_bytes(feed).items()})
    return beside_static(feed, costs)


def same_bytes(addresses: dict[str, str]) -> list[Feed]:
    """Feeds, and by the names given files of their bytes, which a server that starts after this serves too."""
    WHITENOISE_ROOT.mkdir(exist_ok=True)
    with Server() as server, Connection(server) as reader:
        return [_same_bytes(reader, name, address) for name, address in addresses.items()]


def _same_bytes(reader: Connection, name: str, address: str) -> Feed:
    plain, packed = reader.get(Request(address)), reader.get(Request(address, gzip=True))
    (WHITENOISE_ROOT / f"{name}.ics").write_bytes(plain.body)
    (WHITENOISE_ROOT / f"{name}.ics.gz").write_bytes(packed.body)
    events = plain.body.count(b"BEGIN:VEVENT")
    return Feed(address, name, plain.headers["etag"], events, len(plain.body), len(packed.body))


def beside_same_bytes(feed: Feed) -> dict[str, Request]:
    requests = {"trivial": Request("/trivial"), "poll": Request(feed.address, etag=feed.etag)}
    for zipped, form in ((False, "plain"), (True, "gzip")):
        requests[f"{form} feed"] = Request(feed.address, gzip=zipped)
        requests[f"{form} view"] = Request(f"/same-bytes/{feed.name}.ics", gzip=zipped)
        requests[f"{form} file"] = Request(f"/{feed.name}.ics", gzip=zipped)
    return requests


def beside_static(feed: Feed, costs: dict[str, list[Cost]]) -> list[Row]:
    what = f"unchanged poll of a feed of {feed.events} events, to the trivial view"
    rows = compared(what, costs, "poll", "trivial", 1.0)
    for form, size in (("plain", feed.plain), ("gzip", feed.packed)):
        what = f"its body ({size // 1024} KB) from memory, {form}, to the same bytes as a static"
        rows += compared(f"{what} view", costs, f"{form} feed", f"{form} view", 0.6)
        rows += compared(f"{what} file", costs, f"{form} feed", f"{form} file", 0.6)
    return rows


def lists() -> list[Row]:
    """Of the API: kept by the worker, and made anew after a write."""
    requests = {"trivial": Request("/trivial")} | {name: Request(path) for name, path in LISTS.items()}
    with Server() as server:
        warm = in_turns({name: Target(server, request) for name, request in requests.items()})
        cold = in_turns({name: Target(server, request, pretend_a_write) for name, request in requests.items()})
    rows = []
    for name in LISTS:
        goal = 0.15 if name == "20 editions" else None
        rows += compared(f"list of {name}, kept, to the trivial view", warm, name, "trivial", goal)
        rows += compared(f"list of {name}, first after a write, to the trivial view", cold, name, "trivial", goal)
    return rows


def compared(what: str, costs: dict[str, list[Cost]], one: str, other: str, goal: float | None) -> list[Row]:
    by_cpu, by_clock = times_as_fast(costs, one, other)
    micro = statistics.median(c.cpu for c in costs[one]) * 1e6
    per_second = 1 / statistics.median(c.clock for c in costs[one])
    note = f"; by the clock {statistics.median(by_clock):.2f}; {micro:.0f} µs of CPU, {per_second:.0f} requests/s"
    return [at_least(what, by_cpu, goal, note)]


def pretend_a_write(database: str = "default") -> None:
    """What was kept no longer counts."""
    with connections[database].cursor() as cursor:
        cursor.execute("UPDATE calendar_watermark SET value = value + 1, writes = writes + 1")


def all_of_a_large_feed() -> list[Row]:
    """Seconds as one reader sees them, and the worker's memory."""
    firsts: dict[str, list[float]] = {"first byte": [], "all": []}
    kept: dict[str, list[float]] = {"plain": [], "gzip": []}
    with Server() as server, Connection(server) as reader:
        reader.get(Request("/trivial"))
        empty = server.peak_memory()
        for block in blocks(5):
            move(block)
            answer = reader.get(Request(FEED, gzip=True))
            firsts["first byte"].append(answer.first_byte)
            firsts["all"].append(answer.total)
        first_memory, packed, etag = server.peak_memory(), len(answer.body), answer.headers["etag"]
        for __ in range(10):
            reader.get(Request(FEED, etag=etag, gzip=True), 304)
        polled_memory = server.peak_memory()
        for __ in range(5):
            kept["gzip"].append(reader.get(Request(FEED, gzip=True)).total)
            plain = reader.get(Request(FEED))
            kept["plain"].append(plain.total)
        plain_memory = server.peak_memory()
    events, size = plain.body.count(b"BEGIN:VEVENT"), len(plain.body) / 1024**2
    what = f"feed of {events} events ({size:.1f} MB, gzip {packed / 1024**2:.1f} MB)"
    return [
        at_most(f"{what}, first body after an edit, gzip: first byte", firsts["first byte"], 1, " s"),
        at_most("the same: last byte", firsts["all"], 1, " s"),
        at_most("the same from memory, gzip: last byte", kept["gzip"], None, " s", 4),
        at_most("the same from memory, unpacked for a reader without gzip: last byte", kept["plain"], None, " s", 3),
        at_most("peak memory of the worker before any feed", [empty], None, " MB", 0),
        at_most("… after five first bodies (edit, body, edit, body …)", [first_memory], 250, " MB", 0),
        at_most("… and ten unchanged polls", [polled_memory], 250, " MB", 0),
        at_most("… and ten whole bodies, five of them plain", [plain_memory], 250, " MB", 0),
    ]


def blocks(number: int) -> list[DayBlock]:
    """Days of so many public editions, spread over the year."""
    found = DayBlock.objects.filter(
        edition__synthetic=True,
        edition__editorial_state="published",
        edition__event_status__in=("scheduled", "rescheduled"),
    ).order_by("uuid")
    return list(found.select_related("edition")[:number])


def move(block: DayBlock) -> None:
    days = (block.first_day + timedelta(7), block.last_day + timedelta(7))
    act(block.edition, "reschedule", "synthetic: a measurement", days={block.pk: days})


def edits(number: int = 100) -> list[Row]:
    """Publishing one edit: an editor's whole transaction, map, render and history included."""
    took, before = [], Listing.objects.count()
    for block in blocks(number + 10)[10:]:
        started = time.perf_counter()
        move(block)
        took.append((time.perf_counter() - started) * 1000)
    took.sort()
    p95 = took[int(len(took) * 0.95)]
    what = f"an editor reschedules one of the editions behind {before} calendar entries"
    return [
        at_most(f"{what}: the transaction, {len(took)} times, median", took, None, " ms", 1),
        at_most("the same, 95 of 100 within", [p95], 50, " ms", 1),
    ]
