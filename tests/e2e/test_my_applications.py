"""An exhibitor's own pages: no breach of the CSP, no barrier, no sideways scrolling."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from fairs.models import Deadline, Participation
from tests import factories as make
from tests.fairs.applications import coming, member_of

from .test_pages import barriers, too_wide

pytestmark = pytest.mark.once


def test_an_exhibitor_applies_changes_its_mind_and_withdraws(live_server: LiveServer, page: Page) -> None:
    company = make.exhibitor(name_en="Bright Robots Co., Ltd.", organisation=make.organisation(kind="company"))
    edition, robots = coming(title_en="Robot Fair"), make.category(name_en="Robots")
    day = timezone.localdate() + timedelta(days=9)
    Deadline.objects.create(edition=edition, kind="application", day=day)
    make.participation(make.edition(title_en="Robot Fair of last May"), company, stand="A1")
    client = Client()
    client.force_login(member_of(company.organisation, is_staff=False))
    cookies = {"sessionid": client.cookies["sessionid"].value, "django_language": "en"}
    page.context.add_cookies([{"name": n, "value": v, "url": live_server.url} for n, v in cookies.items()])
    page.set_viewport_size({"width": 360, "height": 740})
    found: list[str] = []

    def look() -> None:
        found.extend([*barriers(page), *([f"{page.url} is too wide"] if too_wide(page) else [])])

    page.goto(f"{live_server.url}/applications/")
    look()
    page.get_by_role("link", name="Apply for Robot Fair").click()
    look()
    page.get_by_label("Contact: name and telephone").fill("Li")
    page.get_by_label("E-mail of the contact").fill("li@example.com")
    page.get_by_role("button", name="Apply").click()
    look()
    page.get_by_role("link", name="Show a further product").click()
    page.get_by_label("Name (English)").fill("Welding robot")
    page.get_by_label("Category").select_option(str(robots.pk))
    page.get_by_label("Origin").select_option("China")
    look()
    page.get_by_role("button", name="Save").click()
    page.get_by_role("link", name="Change the application").click()
    page.get_by_label("Area wished (m²)").fill("36")
    look()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("link", name="Welding robot")).to_be_visible()
    page.get_by_label("Reason").fill("No staff")
    page.get_by_role("button", name="Withdraw").click()
    expect(page.get_by_text("withdrawn")).to_be_visible()
    page.goto(f"{live_server.url}/tokens/")
    page.get_by_label("Name").fill("Our system")
    page.get_by_role("button", name="Make a token").click()
    expect(page.get_by_label("Token", exact=True)).to_have_value(re.compile("^[0-9a-f]{64}$"))
    look()
    part = Participation.objects.get(edition=edition)
    assert (part.wished_area, part.status, found) == (36, "withdrawn", [])
