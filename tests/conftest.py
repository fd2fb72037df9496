import ctypes
import gc
import os
import shutil
from functools import cache
from typing import Any

import hypothesis
import pytest
from django.conf import settings
from django.db import connection

from fairs.calendar import feeds

CHROMIUM = os.environ.get("CHROMIUM") or next(
    filter(None, map(shutil.which, ["chromium", "chromium-browser", "google-chrome"])), None
)
CHROMIUM_FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
MISSING = "is not installed"

hypothesis.settings.register_profile("tests", deadline=None)  # a busy machine is no failure
hypothesis.settings.load_profile("tests")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "needs(*programs): skipped without it, loudly; a failure when CI=true")
    config.addinivalue_line("markers", "once: tells the same on any database, so runs on SQLite only")
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.WHITENOISE_AUTOREFRESH = True  # or each new client would list all static files first
    type(connection.ops).sql_flush = emptying  # type: ignore[method-assign, assignment]
    if connection.vendor == "sqlite":
        connection.settings_dict["OPTIONS"]["timeout"] = 120  # seconds; a busy machine is no failure


def emptying(operations: Any, style: Any, tables: list[str], **options: bool) -> list[str]:
    """What was written to, but for what ``migrate`` fills: PostgreSQL takes a third of a second for all 126 tables."""
    names = [operations.quote_name(t) for t in tables if t not in ("auth_permission", "django_content_type")]
    with operations.connection.cursor() as cursor:
        filled = (f"SELECT '{name}' WHERE EXISTS (SELECT 1 FROM {name})" for name in names)  # noqa: S608
        cursor.execute(" UNION ALL ".join(filled))
        return [f"DELETE FROM {name}" for (name,) in cursor.fetchall()]  # noqa: S608


def pytest_collection_finish() -> None:
    """What was imported stays: to look through it for garbage again and again takes time."""
    gc.collect()
    gc.freeze()


def pytest_runtest_setup(item: pytest.Item) -> None:
    missing = [needed for mark in item.iter_markers("needs") for needed in mark.args if not installed(needed)]
    if "browser" in getattr(item, "fixturenames", ()) and not CHROMIUM:
        missing.append("chromium")
    if missing:
        report = pytest.fail if os.environ.get("CI") == "true" else pytest.skip
        report(f"{', '.join(missing)} {MISSING}")


@cache
def installed(needed: str) -> bool:
    """A program, a file, or a shared library by its whole name."""
    try:
        return bool(shutil.which(needed) or os.path.exists(needed) or ".so" in needed and ctypes.CDLL(needed))
    except OSError:
        return False


def pytest_terminal_summary(terminalreporter: Any) -> None:
    reasons = [report.longrepr[2] for report in terminalreporter.stats.get("skipped", [])]
    for reason in sorted({reason for reason in reasons if MISSING in reason}):
        count = reasons.count(reason)
        terminalreporter.write_line(f"NOT TESTED: {count} tests were left out. {reason}", red=True, bold=True)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    return browser_type_launch_args | {"executable_path": CHROMIUM, "args": CHROMIUM_FLAGS}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    return browser_context_args | {"locale": "zh-CN", "timezone_id": "Asia/Shanghai"}


@pytest.fixture(autouse=True)
def no_kept_feeds() -> None:
    """Rolled back, a test leaves the watermark to be reached again by others, with other rows behind it."""
    feeds.forget()
