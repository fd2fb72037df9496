"""python -m tests.benchmarks: prints what RESULTS.md says, as measured here and now."""

import argparse
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.postgresql import PostgreSQL

from . import environment
from .clone import ROOT, clean_clones
from .peers.run import run
from .report import Row, machine, received, table

MEASURE = "import django; django.setup(); from tests.benchmarks import measure; measure.main()"
SYNTHETIC = {"small": 220, "large": 27_000, "halls": 20, "catalogue": 20}  # of the first with the real data about 270
USUAL = ["small", "large"]  # the others take longer
TITLES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--databases", nargs="*", choices=TITLES, default=list(TITLES))
    parser.add_argument("--feeds", nargs="*", choices=SYNTHETIC, default=USUAL, help=f"default: {' '.join(USUAL)}")
    parser.add_argument("--data", type=Path, help="keep the seeded databases in this folder, and use those kept there")
    parser.add_argument("--clone", action="store_true", help="also from a clean clone to a served page")
    parser.add_argument("--peers", action="store_true", help="instead, beside other programs: see peers/run.py")
    parser.add_argument("--write", action="store_true", help="what --peers measures into RESULTS.md, with its graph")
    parser.add_argument("--all", action="store_true", help="also that, and `make test` in the clone")
    asked = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that what it started ends too
    if asked.peers:
        run("large" if "large" in asked.feeds else "small", keep=asked.write)
        return
    print(machine(), flush=True)
    with tempfile.TemporaryDirectory(prefix="benchmarks-") as folder:
        data = (asked.data or Path(folder)).absolute()
        for size in asked.feeds:
            synthetic = SYNTHETIC[size]
            for database in asked.databases:
                rows = measured(database, size, synthetic, data / f"{size}-{synthetic}")
                print(table(f"{TITLES[database]}, {size}", rows), flush=True)
        if asked.clone or asked.all:
            print(table("Set-up and tests", clean_clones(Path(folder), asked.all)), flush=True)


def measured(database: str, size: str, synthetic: int, data: Path) -> list[Row]:
    """PostgreSQL gets a copy of what SQLite was seeded with, if that was asked for."""
    seeded = data / "fair-calendar.sqlite3"
    server = PostgreSQL() if database == "postgresql" else None
    try:
        arguments = [size, str(synthetic), str(seeded) if server and size != "catalogue" and seeded.exists() else ""]
        answer = subprocess.run(
            [sys.executable, "-c", MEASURE, *arguments],
            cwd=ROOT,
            env=environment.of(data)
            | (server.environment | {"DATABASE_URL": "postgresql:///postgres"} if server else {}),
            check=True,
            stdout=subprocess.PIPE,
            text=True,
        )
    finally:
        if server:
            server.stop()
    return received(answer.stdout)


if __name__ == "__main__":
    main()
