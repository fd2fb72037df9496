"""Each in a process of its own, whose environment names the database."""

import sys
from pathlib import Path

from fairs.calendar.models import Listing
from tests.benchmarks.measure import prepare

from . import beside, million, syncing, table
from .figures import send
from .filling import cities, city_of, fill, in_all, in_city
from .sizes import SIZES, Sizes

SEEDED = 220


def main() -> None:
    """``sys.argv``: the stage, the sizes, the folder of what is not in the database."""
    stage, size, folder = sys.argv[1:]
    STAGES[stage](SIZES[size], Path(folder))


def seed(sizes: Sizes, folder: Path) -> None:
    prepare(SEEDED, "")


def fill_feeds(sizes: Sizes, folder: Path) -> None:
    least, middle, *__, rest = cities()
    wanted = {code: size - in_city(code) for code, size in zip((least, middle), sizes.answers[:2], strict=True)}
    fill(wanted | {rest: sizes.answers[-1] - in_all() - sum(wanted.values())})


def fill_thousand(sizes: Sizes, folder: Path) -> None:
    least, *__, rest = cities()
    wanted = sizes.of_table - in_city(least)
    fill({least: wanted, rest: 1000 - Listing.objects.count() - wanted})


def multiply(sizes: Sizes, folder: Path) -> None:
    million.multiply(sizes.table, city_of(sizes.of_table))


def store(sizes: Sizes, folder: Path) -> None:
    beside.store(sizes, folder)


def measure_feeds(sizes: Sizes, folder: Path) -> None:
    tables, figures = beside.measure(sizes, folder)
    tables[f"One edit among {sizes.answers[-1]:,} events"] = syncing.measure(sizes, folder)
    send(tables, figures)


def measure_table(sizes: Sizes, folder: Path) -> None:
    send({f"{sizes.of_table} in the answer, {sizes.table:,} in the table": table.measure(sizes)}, [])


STAGES = {
    stage.__name__: stage for stage in (seed, fill_feeds, fill_thousand, multiply, store, measure_feeds, measure_table)
}
