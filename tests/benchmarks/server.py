"""The product's own server with one worker, and what that worker uses. Linux only: it reads /proc."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType
from typing import Self

# The server ends with whoever measures it, however that ends: prctl(PR_SET_PDEATHSIG, SIGTERM), which exec keeps.
SERVE = (
    "import ctypes, django; ctypes.CDLL(None).prctl(1, 15); django.setup(); "
    "from config.management.commands.quickstart import serve; serve()"
)


class Server:
    def __init__(self) -> None:
        self.port = free_port()
        self.process = subprocess.Popen(
            [sys.executable, "-W", "ignore", "-c", SERVE],
            env=os.environ | {"PORT": str(self.port), "GRANIAN_WORKERS": "1", "PYTHONWARNINGS": "ignore"},
            stdout=sys.stderr,
            start_new_session=True,
        )
        wait_until_open(self.port, self.process)
        self.worker = biggest_child(self.process.pid)

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


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def wait_until_open(port: int, process: "subprocess.Popen[bytes]", seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
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
