"""A small HTTP client on keep-alive sockets, and measurements taken in turns."""

import socket
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Self

from .server import Server

CONNECTIONS = 4  # as many as the worker has threads
ROUNDS, SECONDS = 9, 0.3
_BUFFER = bytearray(1 << 20)


@dataclass(frozen=True)
class Request:
    path: str
    etag: str = ""
    gzip: bool = False

    def raw(self) -> bytes:
        lines = [f"GET {self.path} HTTP/1.1", "Host: localhost"]
        lines += [f"If-None-Match: {self.etag}"] * bool(self.etag) + ["Accept-Encoding: gzip"] * self.gzip
        return ("\r\n".join(lines) + "\r\n\r\n").encode()


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


@dataclass(frozen=True)
class Cost:
    """Of one request: seconds of the worker's CPU, and of the clock with all connections in use."""

    cpu: float
    clock: float


class Connection:
    def __init__(self, server: Server) -> None:
        self.socket = socket.create_connection(("127.0.0.1", server.port), 60)
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
        pieces, missing = [body], 0 if status == 304 else int(headers["content-length"]) - len(body)
        while missing > 0:
            pieces.append(self.receive(b""))
            missing -= len(pieces[-1])
        body, total = b"".join(pieces), time.perf_counter() - started
        return Answer(status, headers, body, len(head) + 4 + len(body), first_byte, total)

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


def in_turns(
    server: Server, requests: dict[str, Request], before: Callable[[], object] | None = None
) -> dict[str, list[Cost]]:
    """The cost of each request, round by round. Each has SECONDS, then the next, so that noise hits all alike.

    ``before``: done before every request; these then come one by one.
    """
    costs: dict[str, list[Cost]] = {name: [] for name in requests}
    with ExitStack() as stack:
        connections = [stack.enter_context(Connection(server)) for __ in range(1 if before else CONNECTIONS)]
        for number in range(ROUNDS + 1):  # the first warms up
            for name, request in requests.items():
                cost = _burst(server, connections, request, before)
                if number:
                    costs[name].append(cost)
    return costs


def _burst(
    server: Server, connections: list[Connection], request: Request, before: Callable[[], object] | None
) -> Cost:
    status = 304 if request.etag else 200
    connections[0].get(request, status)  # the answer that is kept may have other headers than the first
    length = connections[0].get(request, status).length
    raw, count, cpu, started = request.raw(), 0, server.cpu(), time.perf_counter()
    while (elapsed := time.perf_counter() - started) < SECONDS:
        if before:
            before()
        for connection in connections:
            connection.socket.sendall(raw)
        for connection in connections:
            connection.skip(length)
        count += len(connections)
    return Cost((server.cpu() - cpu) / count, elapsed / count)


def times_as_fast(costs: dict[str, list[Cost]], one: str, other: str) -> tuple[list[float], list[float]]:
    """``one`` compared with ``other``, round by round: by the worker's CPU, and by the clock."""
    pairs = list(zip(costs[one], costs[other], strict=True))
    return [b.cpu / a.cpu for a, b in pairs], [b.clock / a.clock for a, b in pairs]
