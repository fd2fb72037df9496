"""Settings as the environment makes them: each test asks a new process."""

import json
import os
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

ROOT = Path(__file__).parent.parent
ASK = """
import json, sys, django
from django.conf import settings
print(json.dumps({name: getattr(settings, name) for name in sys.argv[1:]}, default=str))
"""


def python(home: Path, code: str, *arguments: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    """Runs `code` with these variables and no others."""
    environment = {"PATH": os.environ["PATH"], "HOME": str(home), "DATA_DIR": str(home / "data")} | environment
    environment["DJANGO_SETTINGS_MODULE"] = "config.settings"
    command = [sys.executable, "-c", code, *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


def ask(home: Path, *names: str, **environment: str) -> list[Any]:
    answer = python(home, ASK, *names, **environment)
    assert answer.returncode == 0, answer.stderr
    return [json.loads(answer.stdout)[name] for name in names]


def refusal(home: Path, **environment: str) -> str:
    answer = python(home, ASK, "DEBUG", **environment)
    assert answer.returncode == 1
    return answer.stderr.splitlines()[-1].removeprefix("django.core.exceptions.ImproperlyConfigured: ")


def test_nothing_set_is_safe(tmp_path: Path) -> None:
    names = ["DEBUG", "ALLOWED_HOSTS", "PUBLIC_URL", "SECURE_SSL_REDIRECT", "LANGUAGE_CODE", "TIME_ZONE"]
    assert ask(tmp_path, *names) == [
        False, ["localhost", "127.0.0.1", "[::1]"], "http://localhost:8000", False, "zh-hans", "Asia/Shanghai",
    ]  # fmt: skip


def test_sqlite_keeps_its_promises_on_any_path(tmp_path: Path) -> None:
    code = """
import json, django
django.setup()
from django.db import connection
names = ["journal_mode", "foreign_keys", "synchronous", "busy_timeout"]
cursor = connection.cursor()
print(json.dumps([cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in names]))
print(connection.transaction_mode, connection.settings_dict["NAME"])
"""
    directory = tmp_path / "a+b %20 \u5c55"
    answer = python(tmp_path, code, DATA_DIR=str(directory))
    assert answer.stdout.splitlines() == [
        '["wal", 1, 1, 10000]',
        f"IMMEDIATE {directory}/fair-calendar.sqlite3",
    ], answer.stderr


def test_the_secret_is_made_once_for_its_owner_only(tmp_path: Path) -> None:
    with ThreadPoolExecutor(6) as pool:  # as workers that start together
        keys = list(pool.map(lambda _: ask(tmp_path, "SECRET_KEY")[0], range(6)))
    file = tmp_path / ".local" / "state" / "fair-calendar" / "secret_key"
    assert keys == [file.read_text().strip()] * 6
    assert len(keys[0]) >= 64
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_given_secret_is_taken_and_none_is_written(tmp_path: Path) -> None:
    assert ask(tmp_path, "SECRET_KEY", SECRET_KEY="given") == ["given"]
    assert not (tmp_path / ".local").exists()


def test_the_secret_never_lies_in_the_repository(tmp_path: Path) -> None:
    directory = ROOT / "var" / "state"
    assert refusal(tmp_path, XDG_STATE_HOME=str(directory)) == (
        f"Set SECRET_KEY: {directory}/fair-calendar/secret_key lies inside the repository, no key is kept there."
    )


def test_no_place_for_the_secret_is_said_clearly(tmp_path: Path) -> None:
    assert refusal(tmp_path, XDG_STATE_HOME="/dev/null") == (
        "Set SECRET_KEY: no key can be kept in /dev/null/fair-calendar/secret_key (Not a directory)."
    )


def test_postgresql_by_url(tmp_path: Path) -> None:
    url = "postgresql://keeper:p%40ss@db.example:5433/fairs"
    (databases,) = ask(tmp_path, "DATABASES", DATABASE_URL=url)
    assert {name: databases["default"][name] for name in ["ENGINE", "HOST", "PORT", "USER", "PASSWORD", "NAME"]} == {
        "ENGINE": "django.db.backends.postgresql",
        "HOST": "db.example",
        "PORT": 5433,
        "USER": "keeper",
        "PASSWORD": "p@ss",
        "NAME": "fairs",
    }
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize(("pool", "max_age"), [("false", 60), ("true", 0)])
def test_a_pool_replaces_persistent_connections(tmp_path: Path, pool: str, max_age: int) -> None:
    (databases,) = ask(tmp_path, "DATABASES", DATABASE_URL="postgresql:///fairs", DATABASE_POOL=pool)
    assert databases["default"]["CONN_MAX_AGE"] == max_age
    assert databases["default"].get("OPTIONS", {}).get("pool", False) is (pool == "true")


def test_another_database_is_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path, DATABASE_URL="sqlite:///fairs.sqlite3") == (
        "DATABASE_URL takes a postgresql:// URL; for SQLite leave it out and set DATA_DIR."
    )


def test_redis_by_url(tmp_path: Path) -> None:
    (caches,) = ask(tmp_path, "CACHES", REDIS_URL="redis://cache.example/1")
    assert caches == {"default": {"BACKEND": "django_redis.cache.RedisCache", "LOCATION": "redis://cache.example/1"}}


@pytest.mark.parametrize("environment", [{"HTTPS": "true"}, {"PUBLIC_URL": "https://fairs.example/"}])
def test_https_secures_cookies_and_stays(tmp_path: Path, environment: dict[str, str]) -> None:
    names = ["SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_SSL_REDIRECT", "SECURE_HSTS_SECONDS"]
    assert ask(tmp_path, *names, **environment) == [True, True, True, 31536000]


def test_the_scheme_is_taken_from_a_proxy_only_when_there_is_one(tmp_path: Path) -> None:
    assert ask(tmp_path, "SECURE_PROXY_SSL_HEADER", HTTPS="true") == [None]
    assert ask(tmp_path, "SECURE_PROXY_SSL_HEADER", HTTPS="true", NUM_PROXIES="1") == [
        ["HTTP_X_FORWARDED_PROTO", "https"]
    ]


def test_the_public_address_follows_the_port(tmp_path: Path) -> None:
    assert ask(tmp_path, "PUBLIC_URL", PORT="8123") == ["http://localhost:8123"]


@pytest.mark.django_db
def test_every_page_carries_the_policy(client: Client) -> None:
    headers = client.get("/admin/login/").headers
    assert set(headers["Content-Security-Policy"].split("; ")) == {
        "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self'", "font-src 'self'",
        "connect-src 'self'", "form-action 'self'", "frame-ancestors 'none'", "base-uri 'none'",
    }  # fmt: skip
    assert (headers["X-Frame-Options"], headers["X-Content-Type-Options"]) == ("DENY", "nosniff")


def test_the_middleware_is_in_order() -> None:
    order = [name.rsplit(".", 1)[1] for name in settings.MIDDLEWARE]
    assert order.index("SecurityMiddleware") < order.index("WhiteNoiseMiddleware") < order.index("SessionMiddleware")
    assert order.index("SessionMiddleware") < order.index("LocaleMiddleware") < order.index("CommonMiddleware")
