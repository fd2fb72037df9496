"""Servers with one worker each, and what that worker uses. Linux only: it reads /proc."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType
from typing import Self

# A server ends with whoever measures it, however that ends: prctl(PR_SET_PDEATHSIG, SIGTERM), which exec keeps.
BOUND = "import ctypes; ctypes.CDLL(None).prctl(1, 15); "
EXECUTE = BOUND + "import os, sys; os.execvp(sys.argv[1], sys.argv[1:])"
SERVE = BOUND + "import django; django.setup(); from config.management.commands.quickstart import serve; serve()"


class Program:
    """A server on a port of loopback, and what its one worker uses. ``python``: what starts it, instead of a command.

    ``alone``: it has no worker beside itself.
    """

    def __init__(
        self, port: int, command: list[str], environment: dict[str, str], *, python: str = EXECUTE, alone: bool = False
    ) -> None:
        self.port = port
        self.process = subprocess.Popen(
            [sys.executable, "-W", "ignore", "-c", python, *command],
            env=os.environ | {"PYTHONWARNINGS": "ignore"} | environment,
            stdout=sys.stderr,
            start_new_session=True,
        )
        wait_until_answering(self.port, self.process)
        self.worker = self.process.pid if alone else biggest_child(self.process.pid)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        os.killpg(self.process.pid, signal.SIGTERM)
        self.process.wait(30)

    def cpu(self) -> float:
        """Seconds that all threads of the worker have used, in user and kernel space: its POSIX CPU-time clock."""
        return time.clock_gettime((~self.worker << 3) | 2)

    def peak_memory(self) -> float:
        """The most the worker ever held resident, MB."""
        return int(status(self.worker)["VmHWM"].split()[0]) / 1024


class Server(Program):
    """The product's own."""

    def __init__(self, **environment: str) -> None:
        port = free_port()
        super().__init__(port, [], {"PORT": str(port), "GRANIAN_WORKERS": "1"} | environment, python=SERVE)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def wait_until_answering(port: int, process: "subprocess.Popen[bytes]", seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with socket.create_connection(("127.0.0.1", port), seconds) as connection:
                connection.sendall(b"GET /trivial HTTP/1.0\r\nHost: localhost\r\n\r\n")
                if connection.recv(1):  # a worker has answered, so it is there
                    return
        except OSError:
            time.sleep(0.05)
    raise RuntimeError("The server did not start.")


def biggest_child(pid: int) -> int:
    """Beside its workers the server has small processes of multiprocessing's own."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return max(map(int, children), key=lambda child: int(status(child).get("VmRSS", "0").split()[0]))


def status(pid: int) -> dict[str, str]:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return {name: value.strip() for name, __, value in (line.partition(":") for line in lines)}
