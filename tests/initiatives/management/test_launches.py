"""manage.py launches expire | prune."""

import os
import time
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.management import call_command

from fairs.calendar import ledger
from fairs.calendar.models import Listing
from initiatives.models import Launch
from tests import factories
from tests.initiatives.factories import claim, ladder

pytestmark = pytest.mark.django_db


def run(verb: str) -> str:
    out = StringIO()
    call_command("launches", verb, stdout=out)
    return out.getvalue().strip()


def test_what_is_outdated_expires_once() -> None:
    ladder()
    over, lasting = claim(recognition="recognised"), claim(recognition="recognised", scope="city")
    Launch.objects.filter(pk=lasting.pk).update(valid_until="2029-03-12")
    with time_machine.travel(datetime(2029, 3, 11, 16, tzinfo=UTC)):  # the next day in Shanghai
        assert [run("expire"), run("expire")] == ["1 recognitions expired.", "0 recognitions expired."]
    states = {launch.pk: launch.recognition for launch in Launch.objects.all()}
    assert states == {over.pk: "expired", lasting.pk: "recognised"}
    assert (Listing.objects.get(key=f"launch-{over.uuid}").sequence, ledger.check()) == (1, [])
    assert over.history.latest().history_change_reason


def test_files_that_belong_to_nothing_are_deleted_after_a_day(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    assert run("prune") == "0 files deleted."
    folder = tmp_path / "evidence"
    folder.mkdir()
    for name, age in (("kept.pdf", 9), ("loose.pdf", 2), ("fresh.pdf", 0)):
        (folder / name).write_bytes(b"x")
        os.utime(folder / name, (time.time() - age * 86400,) * 2)
    factories.launch().evidence.create(title="Kept", file="evidence/kept.pdf")
    assert [run("prune"), run("prune")] == ["1 files deleted.", "0 files deleted."]
    assert {path.name for path in folder.iterdir()} == {"kept.pdf", "fresh.pdf"}
