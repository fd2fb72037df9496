import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from django.contrib.auth import authenticate, get_user_model
from django.core.management import CommandError
from pytest_django import DjangoAssertNumQueries, Settings

from config.management.commands import quickstart

ROOT = Path(__file__).parents[4]


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


@contextmanager
def serving(home: Path, port: int) -> Iterator["subprocess.Popen[str]"]:
    environment = {"PATH": os.environ["PATH"], "HOME": str(home), "DATA_DIR": str(home / "data"), "PORT": str(port)}
    process = subprocess.Popen(
        [sys.executable, "manage.py", "quickstart"],
        cwd=ROOT,
        env=environment | {"HASHED_STATIC": "false"},
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        yield process
    finally:
        process.terminate()
        process.wait(timeout=30)


def wait_for(url: str, process: "subprocess.Popen[str]") -> str:
    deadline = time.monotonic() + 180
    while time.monotonic() < deadline:
        assert process.poll() is None
        try:
            with urlopen(url) as response:  # noqa: S310
                return str(response.read().decode())
        except URLError:
            time.sleep(0.1)
    raise AssertionError(f"{url} does not answer")


def test_an_empty_folder_becomes_a_served_site(tmp_path: Path) -> None:
    port = free_port()
    with serving(tmp_path, port) as process:
        assert 'name="password"' in wait_for(f"http://127.0.0.1:{port}/admin/login/", process)
        process.send_signal(signal.SIGTERM)
        said, _ = process.communicate(timeout=30)
    assert f"http://localhost:{port}/calendars/all.ics" in said
    assert len(set(re.findall(r"admin.*?([\w-]{16})", said))) == 1


def test_a_port_in_use_is_named(settings: Settings) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        settings.PORT = server.getsockname()[1]
        with pytest.raises(CommandError, match=f"127.0.0.1:{settings.PORT} "):
            quickstart.require_free_port()


@pytest.mark.django_db
def test_the_first_administrator_gets_a_password_to_be_changed(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    password = quickstart.make_first_administrator()
    user = authenticate(username="admin", password=password)
    assert user is not None
    assert (user.is_staff, user.is_superuser, user.must_change_password) == (True, True, True)
    with django_assert_num_queries(1):
        assert quickstart.make_first_administrator() is None


@pytest.mark.django_db
def test_an_administrator_by_another_name_is_enough() -> None:
    get_user_model()._default_manager.create_user("wang", is_staff=True, is_superuser=True)
    assert quickstart.make_first_administrator() is None


def test_static_files_are_collected_when_they_changed(tmp_path: Path, settings: Settings) -> None:
    source = tmp_path / "source"
    source.mkdir()
    settings.HASHED_STATIC = True
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STATICFILES_DIRS = [source]
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    collected = []
    for text in ("a", "", "bb"):
        if text:
            (source / "page.css").write_text(text)
        quickstart.collect_static_files()
        copy = tmp_path / "static" / "page.css"
        collected.append(copy.read_text() if copy.exists() else None)
        copy.unlink(missing_ok=True)
    assert collected == ["a", None, "bb"]
