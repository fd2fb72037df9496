"""The feeds are read as they were meant by eight parsers of different origin, none of which finds anything wrong.

The table of it is in README.md beside this file.
"""

from pathlib import Path

import pytest
import time_machine
from django.db import transaction
from django.test import Client
from pytest_django import DjangoDbBlocker

from fairs.calendar import feeds as answered

from .feeds import FEEDS, KINDS, NOW, Feed, make_things
from .parsers import PARSERS, Parser

pytestmark = [pytest.mark.django_db, pytest.mark.once]
Files = dict[Path, Feed]


@pytest.fixture(scope="module")
def files(django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory) -> Files:
    """Each feed in a file, and what it has to say."""
    folder, written = tmp_path_factory.mktemp("feeds"), {}
    answered.forget()
    with django_db_blocker.unblock(), transaction.atomic(), time_machine.travel(NOW, tick=False):
        make_things()
        for name, feed in FEEDS.items():
            answer = Client().get(feed.address)
            assert answer.status_code == 200, answer.content.decode()
            file = folder / f"{name}.{'jcal' if feed.jcal else 'ics'}"
            file.write_bytes(answer.content)
            written[file] = feed
        transaction.set_rollback(True)
    return written


@pytest.mark.parametrize("parser", [pytest.param(p, id=p.name, marks=pytest.mark.needs(*p.needs)) for p in PARSERS])
def test_every_feed(parser: Parser, files: Files) -> None:
    given = {file: feed for file, feed in files.items() if parser.jcal or not feed.jcal}
    meant = {file.name: feed.rows(parser.expands) for file, feed in given.items()}
    assert parser.all_of(given) == meant


def test_the_table_is_written_down() -> None:
    assert table() in Path(__file__).with_name("README.md").read_text()


def table() -> str:
    """How many each was seen to read, by the test above: icalendar events as they are written, others occurrences."""
    lines = [["", "", *(parser.name for parser in PARSERS)], ["---", "---", *["--:"] * len(PARSERS)]]
    for name, feed in FEEDS.items():
        read = (str(len(feed.rows(p.expands))) if p.jcal or not feed.jcal else "" for p in PARSERS)
        lines.append([name, f"`{feed.path.replace(KINDS, 'kind=…')}`", *read])
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)
