"""What the public is told of launch events."""

import pytest

from fairs.calendar import ledger
from fairs.models import act
from initiatives.entries import launch_entries
from tests import factories

pytestmark = pytest.mark.django_db


def test_a_week_is_searched_once_it_is_public() -> None:
    week = factories.launch(published=False, kind="week", title_en="Animation Week")
    launch = factories.launch(parent=week)
    assert "animation week" not in launch_entries([launch.uuid])[0].search
    act(week, "publish")
    assert "animation week" in launch_entries([launch.uuid])[0].search
    assert ledger.check() == []
