"""What others do meanwhile, each over a connection of its own."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from time import monotonic, sleep
from typing import Any

from django.db import connection


def begun(pool: ThreadPoolExecutor, do: Callable[[], Any], waiting: int) -> "Future[Any]":
    """Until it and those before it wait for a row; on SQLite, where all wait for the whole file, only begun."""

    def over() -> Any:
        try:
            return do()
        finally:
            connection.close()

    future, patience = pool.submit(over), monotonic() + 10
    with connection.cursor() as cursor:
        while connection.vendor == "postgresql" and monotonic() < patience:
            cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
            if cursor.fetchone()[0] == waiting or future.done():
                break
            sleep(0.01)
    return future
