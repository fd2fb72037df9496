"""The example files of deploy/ against the code they name."""

import re
import shlex
from configparser import ConfigParser
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from config.management.commands.quickstart import server_arguments

DEPLOY = Path(__file__).parents[2] / "deploy"


def service() -> dict[str, str]:
    parser = ConfigParser(strict=False, interpolation=None)
    parser.optionxform = str  # type: ignore[assignment]
    parser.read(DEPLOY / "fair-calendar.service")
    return dict(parser["Service"])


def variables(text: str) -> set[str]:
    return {line.split("=")[0] for line in text.splitlines() if line and not line.startswith("#")}


def test_production_runs_the_server_of_make_run() -> None:
    command = shlex.split(service()["ExecStart"])
    assert command == ["/srv/fair-calendar/.venv/bin/python", *server_arguments("127.0.0.1", 8000)]


def test_every_variable_is_a_setting() -> None:
    named = variables((DEPLOY / "fair-calendar.env.example").read_text())
    named |= variables("\n".join(service()["Environment"].split()))
    source = (DEPLOY.parent / "config" / "settings.py").read_text()
    assert {name for name in named if f'("{name}"' not in source and not name.startswith("GRANIAN_")} == set()


def test_the_proxy_sends_what_the_settings_trust() -> None:
    sent = (DEPLOY / "nginx.conf").read_text()
    assert "proxy_set_header X-Forwarded-Proto $scheme;" in sent
    assert "proxy_set_header X-Forwarded-For $remote_addr;" in sent


def test_addresses_that_are_keys_are_not_logged() -> None:
    """Granian logs no requests unless it is asked to."""
    config = (DEPLOY / "nginx.conf").read_text()
    pattern = re.search(r"~(\^\(\?<place>\S+) \$place\*\*\*\$rest;", config)
    assert pattern
    masked = re.compile(pattern[1].replace("(?<", "(?P<"))
    for path, logged in (
        ("/calendars/personal/a-b_c.ics?lang=en", "/calendars/personal/***.ics?lang=en"),
        ("/apply/token/", "/apply/***/"),
        ("/applications/0-1/signature/?lang=en", "/applications/0-1/***/?lang=en"),
    ):
        assert masked.sub(r"\g<place>***\g<rest>", path) == logged
    assert not masked.match("/calendars/all.ics")
    assert "access_log /var/log/nginx/fair-calendar.log masked;" in config
    assert not any("access" in argument for argument in server_arguments("127.0.0.1", 8000))


@pytest.mark.django_db
def test_what_runs_every_night_runs() -> None:
    unit = (DEPLOY / "fair-calendar-daily.service").read_text()
    commands = [line.split("manage.py ")[1].split() for line in unit.splitlines() if line.startswith("ExecStart=")]
    assert commands == [
        ["launches", "expire"], ["launches", "prune"], ["applications", "prune"], ["bookings", "expire"],
    ]  # fmt: skip
    for command in commands:
        call_command(*command, stdout=StringIO())
