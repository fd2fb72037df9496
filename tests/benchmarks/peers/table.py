"""270 calendar entries in the answer: does it cost more out of a million in the table than out of a thousand?"""

import statistics

from tests.benchmarks.in_process import IN_CITY, first_body
from tests.benchmarks.load import Cost, Target, in_turns, one_by_one, times_as_fast
from tests.benchmarks.over_http import FEED, beside_same_bytes, beside_static, pretend_a_write, same_bytes
from tests.benchmarks.report import Row, at_most
from tests.benchmarks.server import Server

from .filling import city_of
from .sizes import Sizes

ROUNDS, GROWTH = 5, 1.5


def measure(sizes: Sizes) -> list[Row]:
    """In the process whose database is the large one."""
    city = city_of(sizes.of_table)
    (feed,) = same_bytes({"of-table": f"{FEED}?city={city}"})
    requests = beside_same_bytes(feed)
    with Server() as many, Server(DATABASE_URL="postgresql:///thousand") as few:
        costs = in_turns({name: Target(many, request) for name, request in requests.items()}, ROUNDS)
        rows = beside_static(feed, costs) + first_body(f"city={city}", IN_CITY, city, 60)
        both = {"many": many, "few": few}
        for name, said in (("poll", "unchanged poll"), ("gzip feed", "body from memory, gzip")):
            costs = in_turns({each: Target(server, requests[name]) for each, server in both.items()}, ROUNDS)
            rows.append(growth(said, costs, sizes))
        anew = {
            "many": Target(many, requests["plain feed"], pretend_a_write),
            "few": Target(few, requests["plain feed"], lambda: pretend_a_write("thousand")),
        }
        rows.append(growth("first body after an edit", one_by_one(anew, ROUNDS), sizes))
    return rows


def growth(said: str, costs: dict[str, list[Cost]], sizes: Sizes) -> Row:
    """By the clock: what the database does is no CPU time of the worker's."""
    __, by_clock = times_as_fast(costs, "few", "many")
    many, few = (statistics.median(cost.clock for cost in costs[name]) * 1e3 for name in ("many", "few"))
    what = f"{said}, {sizes.of_table} entries out of {sizes.table:,}, to as many out of 1,000"
    return at_most(what, by_clock, GROWTH, note=f"; {many:.2f} to {few:.2f} ms")
