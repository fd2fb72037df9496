"""pytest --database=sqlite|postgresql, and an environment of the tests' own.

Loaded by `-p` in pyproject.toml: it must come before pytest-django, which reads the Django settings early.
"""

import os
import tempfile
from collections.abc import Generator

import pytest
from django.test import TransactionTestCase

from tests.postgresql import PostgreSQL

ENVIRONMENT = {
    "DJANGO_ALLOW_ASYNC_UNSAFE": "true",  # Playwright's event loop runs in the tests' own thread
    "HASHED_STATIC": "false",
    "LOG_LEVEL": "WARNING",
    "SECRET_KEY": "not a secret: used by the tests only",
}
OTHER_SETTINGS = [
    "ALLOWED_HOSTS", "CONN_MAX_AGE", "CSRF_TRUSTED_ORIGINS", "DATABASE_POOL", "DATABASE_URL", "DEBUG", "HSTS_SECONDS",
    "HTTPS", "NUM_PROXIES", "PORT", "PUBLIC_URL", "REDIS_URL", "SECRET_KEY_FALLBACKS",
]  # fmt: skip


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--database", choices=["sqlite", "postgresql"], default="sqlite")


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> Generator[None]:
    if "PYTEST_XDIST_WORKER" not in os.environ:  # a worker inherits all this
        for name in OTHER_SETTINGS:
            os.environ.pop(name, None)
        directory = tempfile.TemporaryDirectory(prefix="fair-calendar-tests-")
        early_config.add_cleanup(directory.cleanup)
        os.mkdir(os.path.join(directory.name, "static"))
        os.environ |= ENVIRONMENT | {"DATA_DIR": directory.name}
        if early_config.known_args_namespace.database == "postgresql":
            server = PostgreSQL()
            early_config.add_cleanup(server.stop)
            os.environ |= server.environment
    return (yield)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What no database can change runs once: in SQLite's turn, and in PostgreSQL's when nothing else is asked for."""
    if config.getoption("database") == "postgresql" and (needing := [item for item in items if needs_database(item)]):
        config.hook.pytest_deselected(items=[item for item in items if item not in needing])
        items[:] = needing


def needs_database(item: pytest.Item) -> bool:
    if item.get_closest_marker("once"):
        return False
    of_django = issubclass(getattr(item, "cls", None) or object, TransactionTestCase)
    fixtures = {"db", "transactional_db"} & set(getattr(item, "fixturenames", ()))
    return bool(of_django or fixtures or item.get_closest_marker("django_db"))


def pytest_report_header(config: pytest.Config) -> str:
    return f"database: {config.getoption('database')}"
