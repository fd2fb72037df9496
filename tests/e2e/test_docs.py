"""The API's documentation in a real browser, under the strict Content-Security-Policy."""

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tests import factories

pytestmark = [pytest.mark.once, pytest.mark.django_db(transaction=True)]


def test_a_developer_tries_a_list(page: Page, live_server: LiveServer) -> None:
    edition = factories.edition()
    page.goto(f"{live_server.url}/api/v1/docs/?lang=en")
    expect(page.get_by_role("heading", name="Fair Calendar")).to_be_visible()
    operation = page.locator("#operations-editions-editions_list")
    operation.locator(".opblock-summary-control").click()
    operation.get_by_role("button", name="Try it out").click()
    operation.get_by_role("button", name="Execute").click()
    expect(operation.locator(".live-responses-table .response-col_status").last).to_contain_text("200")
    expect(operation.locator(".live-responses-table")).to_contain_text(edition.code)
