"""From an empty machine to the section of RESULTS.md: what is compared, its data, the measurements, the graph."""

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg

from tests.benchmarks import environment
from tests.benchmarks.clone import ROOT
from tests.benchmarks.report import machine, table
from tests.postgresql import PostgreSQL

from . import programs
from .figures import Figure, Tables, as_table, received
from .graph import TITLE, graph
from .section import write

STAGE = "import django; django.setup(); from tests.benchmarks.peers import stages; stages.main()"
GRAPH = Path(__file__).parent.parent / "cost.svg"


def run(size: str, *, keep: bool) -> None:
    """``size``: one of SIZES. ``keep``: the results in RESULTS.md, and the graph beside it; else they are printed."""
    programs.install()
    said = f"{machine().strip()} {programs.versions()}.\n"
    started = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="benchmarks-") as folder:
        server = PostgreSQL()
        try:
            tables, figures = measured(Stages(size, Path(folder), server.environment["PGHOST"]))
        finally:
            server.stop()
    said += f"All of it took {(time.monotonic() - started) / 60:.0f} minutes.\n"
    parts = [said, f"![{TITLE}]({GRAPH.name})\n", as_table(figures)]
    text = "\n".join([*parts, *(table(title, rows, "###") for title, rows in tables.items())])
    print(text)
    if keep:
        GRAPH.write_text(graph(figures))
        write(text)


class Stages:
    """Each on a database of one server. Others may stand beside: see ``stages.py``."""

    def __init__(self, size: str, folder: Path, host: str) -> None:
        self.size, self.folder = size, folder
        server = {"PGHOST": host, "PGUSER": "postgres"}
        self.environment = environment.of(folder, "tests.benchmarks.peers.settings") | server
        self.host = host

    def create(self, database: str, template: str) -> None:
        self.told(f"{database} from {template}", lambda: self._create(database, template))

    def run(self, stage: str, database: str) -> str:
        return self.told(f"{stage} in {database}", lambda: self._run(stage, database))

    def told(self, what: str, work: Callable[[], str]) -> str:
        started = time.monotonic()
        answer = work()
        print(f"{what}: {time.monotonic() - started:.0f} s", file=sys.stderr, flush=True)
        return answer

    def _create(self, database: str, template: str) -> str:
        with psycopg.connect(host=self.host, user="postgres", dbname="postgres", autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {database} TEMPLATE {template}")
        return ""

    def _run(self, stage: str, database: str) -> str:
        return subprocess.run(
            [sys.executable, "-c", STAGE, stage, self.size, str(self.folder)],
            cwd=ROOT,
            env=self.environment | {"DATABASE_URL": f"postgresql:///{database}"},
            check=True,
            stdout=subprocess.PIPE,
            text=True,
        ).stdout


def measured(stages: Stages) -> tuple[Tables, list[Figure]]:
    stages.create("feeds", "template1")
    stages.run("seed", "feeds")
    stages.create("thousand", "feeds")
    with ThreadPoolExecutor() as pool:
        both = [pool.submit(feeds, stages), pool.submit(million, stages)]
    for each in both:
        each.result()
    tables, figures = received(stages.run("measure_feeds", "feeds"))
    others, __ = received(stages.run("measure_table", "million"))
    return tables | others, figures


def feeds(stages: Stages) -> None:
    stages.run("fill_feeds", "feeds")
    stages.run("store", "feeds")


def million(stages: Stages) -> None:
    stages.run("fill_thousand", "thousand")
    stages.create("million", "thousand")
    stages.run("multiply", "million")
