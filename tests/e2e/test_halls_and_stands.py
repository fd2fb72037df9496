"""The admin's pages on halls and stands, in both languages and both schemes: no barrier."""

from datetime import timedelta
from typing import Literal

import pytest
from django.utils import timezone
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from fairs.allocation.edition import propose
from fairs.models import HallBooking
from tests import factories
from tests.fairs.admin.world import logged_in, superuser, url
from tests.fairs.floors import row, stand_plan

from .test_pages import barriers

pytestmark = pytest.mark.once
DAY = timedelta(days=1)


def busy_hall() -> tuple[HallBooking, list[str]]:
    """A hold behind another, and the pages that show it and a fair with stands. Forms are Django's own."""
    show = timezone.localdate() + 10 * DAY, timezone.localdate() + 12 * DAY
    theme, city = factories.category(), factories.region()
    held = []
    hall = factories.hall(factories.venue(region=city), gross_area=12000)
    for _number in range(2):
        fair = factories.fair(categories=[theme])
        edition = factories.edition([show], fair=fair, region=city, venues=[hall.venue])
        held.append(factories.hall_booking(hall, show, 4, 1, edition=edition))
    factories.hall_booking(hall, (show[0] - 9 * DAY, show[0] - 6 * DAY), purpose="closed")
    plan = stand_plan(edition, hall=hall)
    row(plan, 3)
    for _number in range(2):
        factories.participation(edition, wished_area=9)
    proposal = propose(edition, lambda *told: None)
    halls = [f"/admin/fairs/hallbooking/{page}/" for page in ("timeline", "space", "occupancy", "clashes")]
    proposing = [url(proposal, "changelist"), url(proposal), f"/admin/fairs/allocationproposal/propose/{edition.pk}/"]
    return held[1], [*halls, *proposing, f"/editions/{edition.code}/halls/{plan.hall_code}/"]


@pytest.mark.parametrize(("language", "scheme"), [("zh-hans", "light"), ("en", "dark")])
def test_no_barrier(live_server: LiveServer, page: Page, language: str, scheme: Literal["light", "dark"]) -> None:
    behind, pages = busy_hall()
    cookies = {"sessionid": logged_in(superuser()).cookies["sessionid"].value, "django_language": language}
    page.context.add_cookies([{"name": n, "value": v, "url": live_server.url} for n, v in cookies.items()])
    page.emulate_media(color_scheme=scheme)
    found = []
    for path in pages:
        answer = page.goto(live_server.url + path)
        assert answer and answer.status == 200, path
        found += barriers(page, preload=False)
    page.goto(live_server.url + url(behind))
    page.click(".verbs [formaction$='/act/confirm/']")
    page.wait_for_selector(".aftermath")
    assert page.get_attribute("html", "lang") == language
    assert found + barriers(page, preload=False) == []
