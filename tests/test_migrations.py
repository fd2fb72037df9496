"""Migrations lead to the tables of the models, from nothing and from the first version's."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import connection

from tests.migrated import definitions

pytestmark = pytest.mark.django_db


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[dict[str, str]]:
    """The environment of an empty database."""
    if connection.vendor == "sqlite":
        yield {"DATA_DIR": str(tmp_path)}
        return
    name = f"migrated_{os.getpid()}"
    with psycopg.connect(dbname="postgres", autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
        yield {"DATABASE_URL": f"postgresql:///{name}"}
        server.execute(f"DROP DATABASE {name}")


def migrated(how: str, environment: dict[str, str]) -> Any:
    command = [sys.executable, "-m", "tests.migrated", how]
    done = subprocess.run(command, env=os.environ | environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.once
def test_from_nothing(elsewhere: dict[str, str]) -> None:
    assert migrated("fresh", elsewhere) == {"launches": [], "tables": definitions()}


def test_from_the_first_version(elsewhere: dict[str, str]) -> None:
    """Brands were mere words of launches."""
    assert migrated("upgraded", elsewhere) == {
        "launches": [["a", "brand-a", "Kite", "210000"], ["b", "brand-a", "Kite", ""], ["c", None, None, "world"]],
        "tables": definitions(),
    }
