"""A program on the caldav package opens a personal feed by its token, and no other token opens anything."""

import json
import subprocess
from typing import Any

import pytest
from pytest_django.live_server_helper import LiveServer

from fairs.calendar import personal
from fairs.models import act
from tests import factories

from .test_in_sync import ENVIRONMENT, PYTHON

READ = """
import json, sys, caldav
server, password = sys.argv[1:]
try:
    with caldav.DAVClient(server, username="anybody", password=password) as client:
        first, *public = client.principal().calendars()
        events = [event.icalendar_component for event in first.events()]
    print(json.dumps([first.get_display_name(), len(public), [str(e["SUMMARY"]) for e in events]]))
except caldav.error.AuthorizationError:
    print(json.dumps(None))
"""


def read(server: LiveServer, password: str) -> Any:
    command = [PYTHON, "-c", READ, f"{server.url}/caldav/mine/", password]
    done = subprocess.run(command, env=ENVIRONMENT, check=True, capture_output=True, text=True, timeout=60)
    return json.loads(done.stdout)


@pytest.mark.django_db(transaction=True)
@pytest.mark.once
@pytest.mark.needs(PYTHON)
def test_a_program_with_a_token(live_server: LiveServer) -> None:
    mine, other = factories.edition(title_zh_hans="机床展"), factories.edition(title_zh_hans="家具展")
    subjects = personal.subjects_of([f"edition-{mine.uuid}"])
    feed, token = personal.issue(factories.user(), "议程", "agenda", subjects=subjects)
    act(mine, "cancel")
    name, public, titles = read(live_server, token)
    assert (name, public > 0, titles) == ("议程", True, ["【取消】机床展"])
    assert other.title not in titles
    personal.revoke(feed)
    assert read(live_server, token) is None
