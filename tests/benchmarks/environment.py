"""Of a process whose settings are the benchmarks', and nobody else's."""

import os
from pathlib import Path

from tests.databases import OTHER_SETTINGS


def of(data: Path, settings: str = "tests.benchmarks.settings") -> dict[str, str]:
    """``data``: the folder for what is not in a database of its own."""
    return {name: value for name, value in os.environ.items() if name not in OTHER_SETTINGS} | {
        "ALLOWED_HOSTS": "localhost",
        "DATA_DIR": str(data),
        "DJANGO_SETTINGS_MODULE": settings,
        "LOG_LEVEL": "ERROR",
        "PUBLIC_URL": "http://fairs.example",
        "SECRET_KEY": "not a secret: used by the benchmarks only",
    }
