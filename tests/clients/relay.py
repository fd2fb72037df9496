"""What stands between a program and a server, and counts the bytes that pass either way."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from socketserver import BaseRequestHandler, ThreadingTCPServer
from threading import Thread
from typing import Any
from urllib.parse import urlsplit


class Relay(ThreadingTCPServer):
    passed = 0

    def __init__(self, server: str) -> None:
        super().__init__(("localhost", 0), BaseRequestHandler)
        address = urlsplit(server)
        self.there = address.hostname, address.port
        self.url = f"http://localhost:{self.server_address[1]}"

    def finish_request(self, request: Any, client_address: Any) -> None:
        """In a thread for each connection."""
        with socket.create_connection(self.there) as there:
            back = Thread(target=self._pass_on, args=(there, request))
            back.start()
            self._pass_on(request, there)
            back.join()

    def _pass_on(self, source: socket.socket, target: socket.socket) -> None:
        with suppress(OSError):  # either end may be gone
            while piece := source.recv(65536):
                self.passed += len(piece)
                target.sendall(piece)
            target.shutdown(socket.SHUT_WR)


@contextmanager
def relay(server: str) -> Iterator[Relay]:
    with Relay(server) as made:
        Thread(target=made.serve_forever, args=(0.05,), daemon=True).start()
        try:
            yield made
        finally:
            made.shutdown()
