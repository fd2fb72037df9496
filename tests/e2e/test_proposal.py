"""An allocation worked out while the page tells how far it is: killed on the way it changes nothing; then accepted."""

import os
import signal
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.utils.translation import override
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from fairs.models import AllocationProposal, Edition, Participation, Stand, StandPlan
from fairs.proposals import STEPS
from tests import factories
from tests.fairs.admin.world import logged_in, superuser, url
from tests.fairs.floors import row, stand_plan

pytestmark = pytest.mark.needs("/proc/self/task")


@pytest.fixture
def same_database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """For a process of its own, which would look for another: the one that the tests have."""
    name = str(connection.settings_dict["NAME"])
    if connection.vendor == "sqlite":
        (tmp_path / "fair-calendar.sqlite3").symlink_to(name)
        monkeypatch.setenv("DATA_DIR", str(tmp_path))
    else:
        monkeypatch.setenv("DATABASE_URL", f"postgresql:///{name}")
    monkeypatch.setenv("SECRET_KEY", settings.SECRET_KEY)


def hall_of_four() -> tuple[StandPlan, list[Participation]]:
    venue = factories.venue(code="centre", name_en="Centre")
    plan = stand_plan(factories.edition(code="expo"), hall=factories.hall(venue, code="1", name_en="Hall 1"))
    row(plan, 4)
    companies = [factories.exhibitor(name_en=name) for name in ("Abacus", "Bellows", "Compass")]
    pavilions = factories.pavilion(plan.edition, name_en="Guests"), None, None
    return plan, [
        factories.participation(plan.edition, one, pavilion=pavilion, wished_area=9)
        for one, pavilion in zip(companies, pavilions, strict=True)
    ]


def working() -> int:
    """The process that works it out."""
    tasks = Path("/proc/self/task").iterdir()
    started = {int(pid) for task in tasks for pid in (task / "children").read_text().split()}
    [pid] = [pid for pid in started if b"propose" in Path(f"/proc/{pid}/cmdline").read_bytes()]
    return pid


def test_an_allocation_from_the_question_to_the_floor_plan(
    live_server: LiveServer, page: Page, same_database: None
) -> None:
    plan, parts = hall_of_four()
    cookies = {"sessionid": logged_in(superuser()).cookies["sessionid"].value, "django_language": "en"}
    page.context.add_cookies([{"name": n, "value": v, "url": live_server.url} for n, v in cookies.items()])
    page.goto(live_server.url + url(plan))
    page.get_by_role("link", name="Propose an allocation").click()
    expect(page.get_by_text("3 admitted exhibitors have no stand yet. 4 stands are free.")).to_be_visible()
    again = page.url
    with override("en"):
        told = [f"{step}: 1/1" for step in STEPS.values()]

    page.get_by_role("button", name="Work it out").click(no_wait_after=True)
    expect(page.get_by_role("status")).to_contain_text("It is being worked out.")
    with transaction.atomic():  # what it finds, it cannot store
        Edition.objects.select_for_update().get(pk=plan.edition_id)
        for step in told:
            expect(page.get_by_text(step).last).to_be_visible()
        expect(page.get_by_role("link", name="Look at the proposal")).to_have_count(0)
        os.kill(working(), signal.SIGKILL)
        expect(page.get_by_text("It could not be worked out; nothing was changed.")).to_be_visible()
    assert Stand.objects.free().count() == 4
    assert {p.scores["placed"] for p in AllocationProposal.objects.all()} <= {3}  # PostgreSQL ends what it was sent

    page.goto(again)
    page.get_by_role("button", name="Work it out").click()
    page.get_by_role("link", name="Look at the proposal").click()
    expect(page.get_by_text("3 of 3 exhibitors have a stand in it")).to_be_visible()
    page.get_by_role("button", name="Accept: give all of these stands").click()
    expect(page.get_by_text("3 stands were given.")).to_be_visible()
    page.goto(f"{live_server.url}/editions/expo/halls/centre.1/?lang=en")
    for part in parts:
        given = Stand.objects.get(participation=part).number
        expect(page.get_by_role("row", name=f"{given} {part.exhibitor.name_en}")).to_be_visible()
    expect(page.get_by_role("img", name="Floor plan: Centre Hall 1")).to_contain_text("Abacus")
