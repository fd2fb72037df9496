"""Calendar programs that people use, in an environment of their own, against a real server.

Each is in sync after the first load, an edit, a cancellation, an unpublishing, a fair's move to another city and to
another batch, which no entry says: it leaves one collection and enters another.
"""

import json
import os
import subprocess
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import icalendar
import pytest
from pytest_django.live_server_helper import LiveServer

from fairs.models import Edition, act
from tests import factories

from .relay import relay

PROGRAMS = Path(__file__).parents[2] / ".venv" / "clients" / "bin"
PYTHON, VDIRSYNCER, KHAL = (str(PROGRAMS / name) for name in ("python", "vdirsyncer", "khal"))
ENVIRONMENT = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}
CITY, BRAND = COLLECTIONS = "city-210100", "batch-brand"
BYTES = 4096  # for one collection
Titles = dict[str, str]
"""By UID."""
Held = dict[str, Titles]
"""By collection."""

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.once]


def titled(*editions: Edition, **marked: str) -> Titles:
    return {f"edition-{e.uuid}@fair-calendar": marked.get(e.code, "") + e.title_zh_hans for e in editions}


def stages() -> Iterator[tuple[str, Held]]:
    """Changes one thing after the other, and says what a client has to hold then."""
    edited, cancelled = (factories.edition(title_zh_hans=title, batch="brand") for title in ("机床展，一", "家具展"))
    hidden = factories.edition(title_zh_hans="汽车展")
    coming = factories.edition(title_zh_hans="食品展", region=factories.region("210200"))
    factories.session(edited)
    mark = {cancelled.code: "【取消】"}
    yield "first load", {CITY: titled(edited, cancelled, hidden), BRAND: titled(edited, cancelled)}
    edited.title_zh_hans = "机床展；二"
    edited.save()
    yield "edit", {CITY: titled(edited, cancelled, hidden), BRAND: titled(edited, cancelled)}
    act(cancelled, "cancel")
    yield "cancellation", {CITY: titled(edited, cancelled, hidden, **mark), BRAND: titled(edited, cancelled, **mark)}
    act(hidden, "unpublish")
    yield "unpublishing", {CITY: titled(edited, cancelled, **mark), BRAND: titled(edited, cancelled, **mark)}
    edited.region, coming.region = coming.region, edited.region
    edited.save()
    coming.save()
    yield "another city", {CITY: titled(coming, cancelled, **mark), BRAND: titled(edited, cancelled, **mark)}
    edited.batch, coming.batch = coming.batch, edited.batch
    edited.save()
    coming.save()
    yield "another batch", {CITY: titled(coming, cancelled, **mark), BRAND: titled(coming, cancelled, **mark)}


def in_sync(hold: Callable[[], Held]) -> None:
    told = {stage: (hold(), expected) for stage, expected in stages()}
    assert {stage: held for stage, (held, __) in told.items()} == {stage: right for stage, (__, right) in told.items()}


def run(*command: str | Path) -> str:
    done = subprocess.run(command, check=False, env=ENVIRONMENT, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.needs(PYTHON)
def test_a_program_on_the_caldav_package(live_server: LiveServer) -> None:
    """It transfers little after any of the changes: all bytes counted that pass either way, heads included."""
    with relay(live_server.url) as way:
        command = [PYTHON, str(Path(__file__).with_name("follow.py")), f"{way.url}/caldav/", *COLLECTIONS]
        passed = []
        with subprocess.Popen(
            command, env=ENVIRONMENT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        ) as program:

            def hold() -> Held:
                assert program.stdin and program.stdout
                program.stdin.write("sync\n")
                program.stdin.flush()
                held: Held = json.loads(program.stdout.readline())
                passed.append(way.passed)
                return held

            in_sync(hold)
            program.communicate(timeout=60)
    assert max(after - before for before, after in pairwise(passed)) / len(COLLECTIONS) < BYTES


@pytest.mark.needs(VDIRSYNCER)
@pytest.mark.needs(KHAL)
def test_vdirsyncer_and_khal(live_server: LiveServer, tmp_path: Path) -> None:
    """vdirsyncer finds the way from the host's name alone; khal shows what it brought."""
    here = tmp_path / "here"
    for name in COLLECTIONS:
        (here / name).mkdir(parents=True)
    config = tmp_path / "vdirsyncer"
    config.write_text(
        f"""
        [general]
        status_path = "{tmp_path}/status"
        [pair fairs]
        a = "there"
        b = "here"
        collections = {json.dumps(COLLECTIONS)}
        [storage there]
        type = "caldav"
        url = "{live_server.url}"
        read_only = true
        [storage here]
        type = "filesystem"
        path = "{here}"
        fileext = ".ics"
    """.replace("\n        ", "\n")
    )

    def hold() -> Held:
        if not (tmp_path / "status").exists():
            run(VDIRSYNCER, "-c", config, "discover")
        run(VDIRSYNCER, "-c", config, "sync")
        held: Held = {name: {} for name in COLLECTIONS}
        for file in here.glob("*/*.ics"):
            (event,) = icalendar.Calendar.from_ical(file.read_bytes()).events
            held[file.parent.name][str(event["UID"])] = str(event["SUMMARY"])
        return held

    in_sync(hold)
    settings = tmp_path / "khal"
    settings.write_text(
        f"[calendars]\n[[fairs]]\npath = {here / CITY}\n[sqlite]\npath = {tmp_path}/khal.db\n[locale]\n"
        "local_timezone = Asia/Shanghai\ndateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d\n"
    )
    listed = run(
        KHAL,
        "-c",
        settings,
        "list",
        "2026-05-01",
        "2026-05-02",
        "--once",
        "-df",
        "",
        "-f",
        "{start-long} {end-long} {title}",
    )
    assert sorted(listed.splitlines()) == ["2026-05-01 2026-05-03 【取消】家具展", "2026-05-01 2026-05-03 食品展"]
