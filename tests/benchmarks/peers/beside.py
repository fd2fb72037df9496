"""Feeds of three sizes: beside their own bytes as static answers, and beside other programs with the same events."""

import re
import statistics
from contextlib import ExitStack
from dataclasses import astuple, dataclass
from pathlib import Path

from tests.benchmarks.in_process import first_bodies
from tests.benchmarks.load import Connection, Cost, Request, Target, in_turns, one_by_one, times_as_fast
from tests.benchmarks.over_http import (
    FEED,
    Feed,
    beside_same_bytes,
    beside_static,
    compared,
    pretend_a_write,
    same_bytes,
)
from tests.benchmarks.report import Row, at_least
from tests.benchmarks.server import Program, Server
from tests.benchmarks.settings import WHITENOISE_ROOT

from .figures import Figure, Tables, rounded
from .filling import city_of
from .programs import DjangoICal, Nginx, Radicale, nginx_program
from .sizes import Sizes

ROUNDS = 5
GOAL, OF = 20, 1  # times as fast as others; for which of the sizes
GOAL_OF = {("kept", "django-ical"), ("kept", "Radicale")}
OURS = {"kept": "from memory", "anew": "first after an edit"}
THEIRS = {"django-ical": "django-ical", "django-ical kept": "django-ical behind cache_page", "Radicale": "Radicale"}
SERIES = {
    "poll": "here: unchanged poll (304)",
    "packed": "here: body from memory, gzip",
    "kept": "here: body from memory",
    "anew": "here: first body after an edit",
    "nginx": "static file, nginx",
    **THEIRS,
}
"""What the graph shows, by the name of what is measured."""
_UID = re.compile(rb"\r\nUID:(.+)\r\n")


@dataclass(frozen=True)
class Servers:
    product: Program
    django_ical: Program
    radicale: Program
    nginx: Program | None


def addresses(sizes: Sizes) -> dict[str, str]:
    least, middle, most = sizes.answers
    return {str(size): f"{FEED}?city={city_of(size)}" for size in (least, middle)} | {str(most): FEED}


def store(sizes: Sizes, folder: Path) -> None:
    """The feeds' events into Radicale, a collection for each, and read once, as its first reader makes it."""
    feeds = same_bytes(addresses(sizes))
    with Radicale(folder / "radicale") as radicale, Connection(radicale) as writer:
        writer.get(Request("/fairs/", method="MKCOL"), 201)
        for feed in feeds:
            body = (WHITENOISE_ROOT / f"{feed.name}.ics").read_bytes()
            headers = ("Content-Type: text/calendar; charset=utf-8",)
            writer.get(Request(collection(feed), method="PUT", body=body, headers=headers), 201)
            writer.get(Request(collection(feed)))


def collection(feed: Feed) -> str:
    return f"/fairs/{feed.name}/"


def measure(sizes: Sizes, folder: Path) -> tuple[Tables, list[Figure]]:
    feeds = same_bytes(addresses(sizes))
    alone: list[Row] = []
    others: list[Row] = []
    figures: list[Figure] = []
    with ExitStack() as stack:
        program = nginx_program()
        servers = Servers(
            stack.enter_context(Server()),
            stack.enter_context(DjangoICal("feeds")),
            stack.enter_context(Radicale(folder / "radicale")),
            stack.enter_context(Nginx(program, WHITENOISE_ROOT)) if program else None,
        )
        for number, feed in enumerate(feeds):
            alone += beside_files(feed, servers)
            costs = one_by_one(targets(feed, servers), sizes.rounds[number])
            others += beside_others(feed, costs, GOAL if number == OF else None)
            figures += [figure(name, sizes.answers[number], costs[name]) for name in SERIES if name in costs]
    for size, rounds in zip(sizes.answers, (60, 15, 5), strict=True):
        alone += first_bodies([size], rounds)
    return {"Beside its own bytes as static answers": alone, "Beside other programs": others}, figures


def beside_files(feed: Feed, servers: Servers) -> list[Row]:
    requests = {name: Target(servers.product, request) for name, request in beside_same_bytes(feed).items()}
    if servers.nginx:
        file = f"/{feed.name}.ics"
        with Connection(servers.nginx) as reader:
            etag = reader.get(Request(file)).headers["etag"]
        requests["nginx poll"] = Target(servers.nginx, Request(file, etag=etag))
        requests["nginx gzip"] = Target(servers.nginx, Request(file, gzip=True))
    costs = in_turns(requests, ROUNDS)
    rows = beside_static(feed, costs)
    if servers.nginx:
        rows += compared("the poll, to one of a static file behind nginx", costs, "poll", "nginx poll", None)
        rows += compared("the body, gzip, to a static file behind nginx", costs, "gzip feed", "nginx gzip", None)
    return rows


def targets(feed: Feed, servers: Servers) -> dict[str, Target]:
    product = servers.product
    own = feed.address.partition("?city=")[2]
    path = f"city/{own}.ics" if own else "all.ics"
    found = {
        "poll": Target(product, Request(feed.address, etag=feed.etag), kept=True),
        "packed": Target(product, Request(feed.address, gzip=True), kept=True),
        "kept": Target(product, Request(feed.address), kept=True),
        "anew": Target(product, Request(feed.address), pretend_a_write),
        "django-ical": Target(servers.django_ical, Request(f"/{path}")),
        "django-ical kept": Target(servers.django_ical, Request(f"/kept/{path}"), kept=True),
        "Radicale": Target(servers.radicale, Request(collection(feed))),
    }
    if servers.nginx:
        found["nginx"] = Target(servers.nginx, Request(f"/{feed.name}.ics"))
    right = uids(found["kept"])
    if wrong := [name for name in ("django-ical", "Radicale") if uids(found[name]) != right]:
        raise RuntimeError(f"Not the same events: {', '.join(wrong)}")
    return found


def uids(target: Target) -> list[bytes]:
    with Connection(target.server) as reader:
        return sorted(set(_UID.findall(reader.get(target.request).body)))


def beside_others(feed: Feed, costs: dict[str, list[Cost]], goal: float | None) -> list[Row]:
    pairs = [("kept", theirs) for theirs in THEIRS] + [("anew", "django-ical"), ("anew", "Radicale")]
    return [beside_other(feed, costs, *pair, goal if pair in GOAL_OF else None) for pair in pairs]


def beside_other(feed: Feed, costs: dict[str, list[Cost]], ours: str, theirs: str, goal: float | None) -> Row:
    by_cpu, by_clock = times_as_fast(costs, ours, theirs)
    a, b = (figure(name, feed.events, costs[name]) for name in (ours, theirs))
    sooner = statistics.median(y.first_byte / x.first_byte for x, y in zip(costs[ours], costs[theirs], strict=True))
    note = (
        f"; by the clock {rounded(statistics.median(by_clock))}, {rounded(a.per_second)} to {rounded(b.per_second)} "
        f"requests/s; first byte {rounded(sooner)} times as soon, {rounded(a.first_byte)} to {rounded(b.first_byte)} ms"
    )
    return at_least(f"body of {feed.events} events, {OURS[ours]}, to {THEIRS[theirs]}", by_cpu, goal, note)


def figure(name: str, size: int, costs: list[Cost]) -> Figure:
    cpu, clock, first_byte = (statistics.median(values) for values in zip(*map(astuple, costs), strict=True))
    return Figure(SERIES[name], size, cpu * 1000, 1 / clock, first_byte * 1000)
