"""One database's measurements, in a process of its own whose environment names the database."""

import os
import sys
import time
from pathlib import Path

from django.core.management import call_command
from django.db import connection

from . import copying
from .allocation import allocation
from .catalogue import catalogue_searches
from .claims import contradictions
from .counting import progress_of_programmes
from .halls import halls
from .in_process import first_bodies
from .over_http import all_of_a_large_feed, edits, lists, polls_and_bodies
from .report import Row, at_most, send


def main() -> None:
    """``sys.argv``: what to measure, how many synthetic editions, the SQLite file to copy from or ""."""
    size, synthetic, source = sys.argv[1], int(sys.argv[2]), sys.argv[3]
    rows = prepare(synthetic, source)
    match size:
        case "small":
            rows += polls_and_bodies() + lists() + first_bodies([270], 60) + contradictions(100_000)
        case "large":
            rows += first_bodies([2700], 15) + first_bodies([100_000], 7) + all_of_a_large_feed() + edits()
            rows += progress_of_programmes()
        case "halls":
            call_command("collectstatic", interactive=False, verbosity=0)  # the timeline is a page of the admin
            rows += halls() + allocation()
        case "catalogue":
            call_command("collectstatic", interactive=False, verbosity=0)
            rows += catalogue_searches(200_000 if connection.vendor == "postgresql" else 50_000)
    send(rows)


def prepare(synthetic: int, source: str) -> list[Row]:
    if connection.vendor == "sqlite" and os.path.exists(connection.settings_dict["NAME"]):
        return []
    call_command("migrate", verbosity=0)
    if source:
        copying.copy(Path(source))
        return []
    started = time.perf_counter()
    with open(os.devnull, "w") as nowhere:
        call_command("seed", synthetic=synthetic, year=2027, stdout=nowhere, stderr=nowhere)
    took = time.perf_counter() - started
    return [at_most(f"seed --synthetic {synthetic}, the real data included", [took], None, " s", 0)]
