"""Every public page, the login and the admin's start page: no breach of the CSP, no barrier, no sideways scrolling."""

from datetime import timedelta
from typing import Any, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from fairs.models import act
from initiatives.models import RecurrenceException
from tests import factories
from tests.fairs.pages.test_editions import rich_edition
from tests.initiatives.factories import indicator, initiative, market, observation

pytestmark = pytest.mark.once


def make_data() -> None:
    today = timezone.localdate()
    edition = rich_edition(3, code="expo-6", website="https://fair.example/", description_en="About.")
    block = edition.blocks.first()
    act(edition, "reschedule", days={block.pk: (block.first_day - timedelta(9), block.last_day - timedelta(9))})
    for verb in ("cancel", "postpone"):
        act(factories.edition(days=[(today, today)]), verb)
    factories.session(edition, code="opening")
    maker = factories.exhibitor(code="maker", website="https://maker.example/", region=factories.region("MY"))
    shown = factories.participation(edition, maker, stand="A1", pavilion=edition.pavilions.first())
    factories.display(edition, factories.product(exhibitor=maker), participation=shown)
    port = factories.brand(name_en="Port")
    factories.launch(code="port", brand=port, visitors=100000, visitors_qualifier="nearly", source=factories.source())
    season: dict[str, Any] = {"first_day": today, "last_day": today + timedelta(60)}
    night = market(code="night", parent=initiative(), link="https://night.example/", **season)
    RecurrenceException.objects.create(initiative=night, day=night.recurrence.days()[1], note="Rain")
    services = indicator(code="services", definition_en="What residents spend on services, per head.")
    observation(indicator=services, year_on_year="7.5")
    observation(indicator=services, period="2026", stage="plan")


def barriers(page: Page, **options: Any) -> list[str]:
    """``preload=False``: axe looks into no style sheets, where it trips over our content security policy."""
    violations = Axe().run(page, options=options or None).response["violations"]
    return [f"{page.url} {v['id']}: {[n['html'][:200] for n in v['nodes']]}" for v in violations]


def too_wide(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth > window.innerWidth"))


@pytest.mark.parametrize(("language", "scheme"), [("zh-hans", "light"), ("en", "dark")])
def test_public_pages(live_server: LiveServer, page: Page, language: str, scheme: Literal["light", "dark"]) -> None:
    make_data()
    page.emulate_media(color_scheme=scheme)
    found, wide = [], []
    for path in (
        "/",
        "/editions/expo-6/",
        "/sessions/opening/",
        "/exhibitors/maker/",
        "/launches/port/",
        "/initiatives/night/",
        "/indicators/",
        "/indicators/services/",
        "/calendars/",
        "/catalogue/",
    ):
        page.set_viewport_size({"width": 1280, "height": 800})
        page.goto(f"{live_server.url}{path}?lang={language}")
        assert page.get_attribute("html", "lang") == language
        found += barriers(page)
        page.set_viewport_size({"width": 360, "height": 740})
        wide += [path] if too_wide(page) else []
    assert (found, wide) == ([], [])


def test_subscribing_by_keyboard(live_server: LiveServer, page: Page) -> None:
    factories.edition(days=[(timezone.localdate(), timezone.localdate())], title_en="6th Expo")
    page.goto(f"{live_server.url}/calendars/?lang=en")
    page.get_by_label("Shenyang").focus()
    page.keyboard.press("Space")
    page.get_by_role("searchbox").fill("expo")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{live_server.url}/calendars/?q=expo&city=210100&**#calendar")
    assert barriers(page) == []
    assert page.get_by_role("heading", level=2).nth(1).inner_text() == "Fairs of Liaoning · “expo” · Shenyang"
    feed = page.locator("#feed")
    assert feed.input_value().endswith("/calendars/upcoming.ics?q=expo&city=210100&lang=en")
    feed.focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Copied")).to_be_focused()


def test_the_language_button_changes_the_language_and_stays(live_server: LiveServer, page: Page) -> None:
    factories.edition(code="expo-6", title_zh_hans="第六届博览会", title_en="6th Expo")
    page.goto(f"{live_server.url}/editions/expo-6/?lang=zh-hans")
    page.click("button[name=language][value=en]")
    assert (page.url, page.get_attribute("html", "lang")) == (f"{live_server.url}/editions/expo-6/", "en")
    page.goto(f"{live_server.url}/editions/expo-6/")
    assert "6th Expo" in page.inner_text("h1")


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_login_and_start_page(live_server: LiveServer, page: Page, language: str) -> None:
    make_data()
    factories.edition(published=False)
    factories.user("editor", "a long password", is_staff=True, is_superuser=True)
    page.goto(f"{live_server.url}/admin/login/?lang={language}&next=/admin/%3Flang%3D{language}")
    found = barriers(page)
    page.fill("[name=username]", "editor")
    page.fill("[name=password]", "a long password")
    page.click("#login-form [type=submit]")
    assert page.url == f"{live_server.url}/admin/?lang={language}"
    assert found + barriers(page) == []


def test_the_pages_behind_the_start_page_break_no_rule_of_the_csp(live_server: LiveServer, page: Page) -> None:
    make_data()
    editor = factories.user("editor", "a long password", is_staff=True, is_superuser=True)
    edition = factories.edition(published=False)
    page.goto(f"{live_server.url}/admin/login/?next=/admin/fairs/edition/")
    page.fill("[name=username]", "editor")
    page.fill("[name=password]", "a long password")
    page.click("#login-form [type=submit]")
    at = f"/admin/fairs/edition/{edition.pk}"
    for path in (
        "/admin/fairs/edition/add/", f"{at}/change/", f"{at}/history/", f"{at}/delete/",
        "/admin/fairs/venue/", "/admin/initiatives/launch/add/", f"/admin/fairs/user/{editor.pk}/change/",
        f"/admin/fairs/user/{editor.pk}/password/", "/admin/password_change/",
    ):  # fmt: skip
        answer = page.goto(live_server.url + path)
        assert answer and (answer.status, page.locator("h1, h2").count() > 0) == (200, True), path
    page.goto(f"{live_server.url}/api/v1/docs/")
    page.wait_for_selector(".opblock-tag")
