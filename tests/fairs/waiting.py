"""What others do meanwhile, each over a connection of its own."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from time import monotonic, sleep
from typing import Any

from django.db import connection

PATIENCE = 120  # seconds; reached only when something hangs
WAITING = (  # here: others share the server, in databases of their own
    "SELECT count(DISTINCT pid) FROM pg_locks WHERE NOT granted AND pid IN"
    " (SELECT pid FROM pg_locks JOIN pg_database ON oid = database WHERE datname = current_database())"
)


def waiting() -> int:
    """How many wait for another's lock in PostgreSQL."""
    with connection.cursor() as cursor:
        cursor.execute(WAITING)
        return int(cursor.fetchone()[0])


def until_somebody_waits() -> None:
    """For a lock that this transaction holds. SQLite shows nobody who does: there it only gives them a moment."""
    if connection.vendor == "sqlite":
        sleep(0.3)
        return
    deadline = monotonic() + PATIENCE
    while not waiting():
        if monotonic() > deadline:
            raise TimeoutError
        sleep(0.01)


def begun(pool: ThreadPoolExecutor, do: Callable[[], Any], meanwhile: int) -> "Future[Any]":
    """Until so many wait, it and those before it; on SQLite, where all wait for the whole file, only begun."""

    def over() -> Any:
        try:
            return do()
        finally:
            connection.close()

    future, patience = pool.submit(over), monotonic() + PATIENCE
    while connection.vendor == "postgresql" and monotonic() < patience:
        if waiting() == meanwhile or future.done():
            break
        sleep(0.01)
    return future
