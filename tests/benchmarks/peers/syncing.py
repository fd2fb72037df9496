"""One edit among many: what it costs the editor, a CalDAV client, and the worker."""

import re
import statistics
import threading
from pathlib import Path

from tests.benchmarks.load import Connection, Request, Target, one_by_one
from tests.benchmarks.over_http import FEED, all_of_a_large_feed, blocks, compared, edits, move
from tests.benchmarks.report import Row, at_least, at_most
from tests.benchmarks.server import Program, Server

from .programs import Radicale
from .sizes import Sizes

TIMES, READERS = 3, 8
_XML = ("Content-Type: application/xml; charset=utf-8",)
_STATE = (
    b'<D:propfind xmlns:D="DAV:" xmlns:S="http://calendarserver.org/ns/">'
    b"<D:prop><D:sync-token/><S:getctag/></D:prop></D:propfind>"
)
_SINCE = (
    '<D:sync-collection xmlns:D="DAV:"><D:sync-token>{}</D:sync-token><D:sync-level>1</D:sync-level>'
    "<D:prop><D:getetag/></D:prop></D:sync-collection>"
)
_LOAD = (
    b'<C:calendar-multiget xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav">'
    b"<D:prop><D:getetag/><C:calendar-data/></D:prop>%b</C:calendar-multiget>"
)
_TOKEN = re.compile(rb"sync-token>([^<]+)<")
_MEMBER = re.compile(rb"href>([^<]+\.ics)<")


def measure(sizes: Sizes, folder: Path) -> list[Row]:
    feed = str(sizes.answers[-1])
    with Server() as product, Radicale(folder / "radicale") as radicale:
        rows = in_sync(product, radicale, f"/fairs/{feed}/", sizes.answers[-1])
    return rows + shared(READERS) + all_of_a_large_feed() + edits()


def in_sync(product: Program, radicale: Program, theirs: str, events: int) -> list[Row]:
    ours = "/caldav/calendars/all/"
    states = {
        "product": Target(product, _asks(ours, "PROPFIND", _STATE)),
        "Radicale": Target(radicale, _asks(theirs, "PROPFIND", _STATE)),
    }
    took: dict[str, list[float]] = {name: [] for name in states}
    moved: dict[str, list[float]] = {name: [] for name in states}
    token, __ = _since(product, ours, "")
    their_token, members = _since(radicale, theirs, "")
    unchanged = one_by_one(states, 2)
    for block, member in zip(blocks(TIMES), members, strict=False):
        move(block)
        edit(radicale, member)
        token = _caught_up(product, ours, token, took["product"], moved["product"])
        their_token = _caught_up(radicale, theirs, their_token, took["Radicale"], moved["Radicale"])
    what = f"one edit among {events:,} events: bytes a CalDAV client sends and receives to be in sync"
    faster = [b / a for a, b in zip(took["product"], took["Radicale"], strict=True)]
    spent = " to ".join(f"{statistics.median(values) * 1000:.3g}" for values in took.values())
    return [
        at_most(what, moved["product"], 4, " KB", 1),
        at_most("the same of Radicale", moved["Radicale"], None, " KB", 1),
        at_least("the time of it, to Radicale", faster, None, f"; {spent} ms"),
        *compared("nothing changed: the state by PROPFIND, to Radicale", unchanged, "product", "Radicale", None),
    ]


def _asks(path: str, method: str, body: bytes) -> Request:
    return Request(path, method=method, body=body, headers=(*_XML, "Depth: 0"), gzip=True)


def _since(server: Program, collection: str, token: str) -> tuple[str, list[str]]:
    """The new token, and what changed since the old one."""
    with Connection(server) as reader:
        answer = reader.get(_asks(collection, "REPORT", _SINCE.format(token).encode()), 207)
    (new,) = _TOKEN.findall(answer.content)
    return new.decode(), [member.decode() for member in _MEMBER.findall(answer.content)]


def _caught_up(server: Program, collection: str, token: str, took: list[float], moved: list[float]) -> str:
    """As clients do: has it changed, what has, and that; the time in seconds, and KB both ways."""
    asked = [_asks(collection, "PROPFIND", _STATE), _asks(collection, "REPORT", _SINCE.format(token).encode())]
    with Connection(server) as reader:
        answers = [reader.get(request, 207) for request in asked]
        members = _MEMBER.findall(answers[1].content)
        asked.append(_asks(collection, "REPORT", _LOAD % b"".join(b"<D:href>%b</D:href>" % m for m in members)))
        answers.append(reader.get(asked[2], 207))
    if answers[2].content.count(b"BEGIN:VEVENT") != 1:
        raise RuntimeError(f"One edit, yet {members} changed")
    took.append(sum(answer.total for answer in answers))
    moved.append(sum(len(r.raw()) + a.length for r, a in zip(asked, answers, strict=True)) / 1024)
    (new,) = _TOKEN.findall(answers[1].content)
    return new.decode()


def edit(radicale: Program, member: str) -> None:
    """By a client, as it is meant to be there."""
    with Connection(radicale) as writer:
        before = writer.get(Request(member)).body
        after = before.replace(b"\r\nSUMMARY:", b"\r\nSUMMARY:+", 1)
        headers = ("Content-Type: text/calendar; charset=utf-8",)
        writer.get(Request(member, method="PUT", body=after, headers=headers), 204)


def shared(readers: int) -> list[Row]:
    """After an edit, everybody asks for the same body at once."""
    alone: list[float] = []
    together: list[float] = []
    with Server() as server:
        _cpu_of(server, 1)
        for number, block in enumerate(blocks(10)):
            move(block)
            if number % 2:
                together.append(_cpu_of(server, readers))
            else:
                alone.append(_cpu_of(server, 1))
    times = [b / a for a, b in zip(alone, together, strict=True)]
    what = f"{readers} readers at once after an edit, gzip: the worker's CPU, to that of one reader"
    return [at_most(what, times, 2, note=f"; {statistics.median(together):.2f} to {statistics.median(alone):.2f} s")]


def _cpu_of(server: Program, readers: int) -> float:
    connections = [Connection(server) for __ in range(readers)]
    threads = [threading.Thread(target=c.get, args=[Request(FEED, gzip=True)]) for c in connections]
    before = server.cpu()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for connection in connections:
        connection.socket.close()
    return server.cpu() - before
