"""From a clean clone to a served page, and how long the tests take."""

import os
import signal
import subprocess
import time
import urllib.request
from pathlib import Path

from tests.databases import OTHER_SETTINGS

from .report import Row, at_most
from .server import free_port

ROOT = Path(__file__).parent.parent.parent


def clean_clones(folder: Path, tests: bool) -> list[Row]:
    environment = {name: value for name, value in os.environ.items() if name not in OTHER_SETTINGS}
    environment |= {name: str(folder / name) for name in ("UV_CACHE_DIR", "PIP_CACHE_DIR", "XDG_STATE_HOME")}
    rows = []
    for name, goal in (("empty caches", 120), ("full caches", 15)):
        clone = folder / name.split()[0]
        subprocess.run(["git", "clone", "-q", ROOT, clone], check=True)
        took = served(clone, environment)
        rows.append(at_most(f"from a clean clone to a served page, {name}", [took], goal, " s", 1))
    took = served(clone, environment)
    rows.append(at_most("the same clone once more", [took], None, " s", 1))
    if tests:
        started = time.monotonic()
        subprocess.run(["make", "test"], cwd=clone, env=environment, check=True, stdout=subprocess.DEVNULL)
        rows.append(at_most("make test", [(time.monotonic() - started) / 60], 6, " min", 1))
    return rows


def served(clone: Path, environment: dict[str, str]) -> float:
    """Seconds from `make run` to the first answer with status 200."""
    port, started = free_port(), time.monotonic()
    run = subprocess.Popen(
        ["make", "run"],
        cwd=clone,
        env=environment | {"PORT": str(port)},
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        while time.monotonic() - started < 600 and run.poll() is None:
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{port}/admin/login/", timeout=10) as answer:
                    if answer.status == 200:
                        return time.monotonic() - started
            except OSError:
                time.sleep(0.05)
        raise RuntimeError("`make run` served nothing.")
    finally:
        os.killpg(run.pid, signal.SIGTERM)
        run.wait(30)
