"""A small HTTP client on keep-alive sockets, and measurements taken in turns."""

import gzip
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Self

from .server import Program

CONNECTIONS = 4  # as many as the worker has threads
ROUNDS, SECONDS = 9, 0.3
_BUFFER = bytearray(1 << 20)


@dataclass(frozen=True)
class Request:
    path: str
    etag: str = ""
    gzip: bool = False
    method: str = "GET"
    body: bytes = b""
    headers: tuple[str, ...] = ()
    """Whole lines, besides."""

    def raw(self) -> bytes:
        lines = [f"{self.method} {self.path} HTTP/1.1", "Host: localhost", *self.headers]
        lines += [f"If-None-Match: {self.etag}"] * bool(self.etag) + ["Accept-Encoding: gzip"] * self.gzip
        lines += [f"Content-Length: {len(self.body)}"] * bool(self.body)
        return "\r\n".join([*lines, "", ""]).encode() + self.body


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes
    length: int
    """Bytes on the wire, head included."""
    first_byte: float
    total: float
    """Seconds after the request was sent."""

    @property
    def content(self) -> bytes:
        """Unpacked."""
        return gzip.decompress(self.body) if self.headers.get("content-encoding") == "gzip" else self.body


@dataclass(frozen=True)
class Target:
    """``before``: done before every request; these then come one by one. ``kept``: what another target makes stale, so
    it is asked for once before it is measured.
    """

    server: Program
    request: Request
    before: Callable[[], object] | None = None
    kept: bool = False

    @property
    def status(self) -> int:
        return 304 if self.request.etag else 207 if self.request.method in {"PROPFIND", "REPORT"} else 200


@dataclass(frozen=True)
class Cost:
    """Of one request: seconds of the worker's CPU, and of the clock with all connections in use.

    ``first_byte``: seconds until then, where requests came one by one.
    """

    cpu: float
    clock: float
    first_byte: float = 0


class Connection:
    def __init__(self, server: Program) -> None:
        self.socket = socket.create_connection(("127.0.0.1", server.port), 300)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.socket.close()

    def get(self, request: Request, expected: int = 200) -> Answer:
        started = time.perf_counter()
        self.socket.sendall(request.raw())
        received = self.receive(b"")
        first_byte = time.perf_counter() - started
        while b"\r\n\r\n" not in received:
            received = self.receive(received)
        head, __, body = received.partition(b"\r\n\r\n")
        first, *lines = head.decode("latin-1").split("\r\n")
        headers = {n.lower(): v for n, __, v in (line.partition(": ") for line in lines)}
        status = int(first.split()[1])
        if status != expected:
            raise RuntimeError(f"{request.path}: {first}, {body[:300]!r}")
        if headers.get("transfer-encoding") == "chunked":
            while not body.endswith(b"0\r\n\r\n"):
                body = self.receive(body)
            length, body = len(body), b"".join(_chunks(body))
        else:
            pieces, missing = [body], 0 if status in {204, 304} else int(headers["content-length"]) - len(body)
            while missing > 0:
                pieces.append(self.receive(b""))
                missing -= len(pieces[-1])
            body = b"".join(pieces)
            length = len(body)
        total = time.perf_counter() - started
        return Answer(status, headers, body, len(head) + 4 + length, first_byte, total)

    def receive(self, before: bytes) -> bytes:
        received = self.socket.recv(1 << 18)
        if not received:
            raise ConnectionError("The server closed the connection.")
        return before + received

    def skip(self, length: int) -> None:
        """Read an answer of known length at the least cost."""
        while length > 0:
            received = self.socket.recv_into(_BUFFER, min(length, len(_BUFFER)))
            if not received:
                raise ConnectionError("The server closed the connection.")
            length -= received


def _chunks(body: bytes) -> Iterator[bytes]:
    size, __, rest = body.partition(b"\r\n")
    while length := int(size, 16):
        yield rest[:length]
        size, __, rest = rest[length + 2 :].partition(b"\r\n")


def in_turns(targets: dict[str, Target], rounds: int = ROUNDS) -> dict[str, list[Cost]]:
    """The cost of each request, round by round. Each has SECONDS, then the next, so that noise hits all alike."""
    costs = _in_turns(_burst, targets, rounds + 1)
    return {name: of[1:] for name, of in costs.items()}  # the first warmed up


def one_by_one(targets: dict[str, Target], rounds: int) -> dict[str, list[Cost]]:
    """The same for answers that may take seconds: of one reader, who asks at least once in each round."""
    return _in_turns(_asked, targets, rounds)


def _in_turns(cost: Callable[[Target], Cost], targets: dict[str, Target], rounds: int) -> dict[str, list[Cost]]:
    costs: dict[str, list[Cost]] = {name: [] for name in targets}
    for __ in range(rounds):
        for name, target in targets.items():
            costs[name].append(cost(target))
    return costs


def _burst(target: Target) -> Cost:
    with ExitStack() as stack:  # anew each time: servers close what was idle while others had their turn
        number = 1 if target.before else CONNECTIONS
        connections = [stack.enter_context(Connection(target.server)) for __ in range(number)]
        connections[0].get(target.request, target.status)  # what is kept may have other headers than the first
        length = connections[0].get(target.request, target.status).length
        raw, count, cpu, started = target.request.raw(), 0, target.server.cpu(), time.perf_counter()
        while (elapsed := time.perf_counter() - started) < SECONDS:
            if target.before:
                target.before()
            for connection in connections:
                connection.socket.sendall(raw)
            for connection in connections:
                connection.skip(length)
            count += number
        return Cost((target.server.cpu() - cpu) / count, elapsed / count)


def _asked(target: Target) -> Cost:
    answers: list[Answer] = []
    with Connection(target.server) as connection:
        if target.kept:
            connection.get(target.request, target.status)
        cpu = target.server.cpu()
        while sum(answer.total for answer in answers) < SECONDS:
            if target.before:
                target.before()
            answers.append(connection.get(target.request, target.status))
        cpu = target.server.cpu() - cpu
    count = len(answers)
    first_byte, total = sum(a.first_byte for a in answers) / count, sum(a.total for a in answers) / count
    return Cost(cpu / count, total, first_byte)


def times_as_fast(costs: dict[str, list[Cost]], one: str, other: str) -> tuple[list[float], list[float]]:
    """``one`` compared with ``other``, round by round: by the worker's CPU, and by the clock."""
    pairs = list(zip(costs[one], costs[other], strict=True))
    return [b.cpu / a.cpu for a, b in pairs], [b.clock / a.clock for a, b in pairs]
