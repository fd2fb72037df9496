"""A real browser against a real server on the chosen database."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import APIRequestContext, Page, Playwright, expect
from pytest_django.live_server_helper import LiveServer

expect.set_options(timeout=30_000)  # as long as Playwright waits elsewhere: a busy machine is no failure


@pytest.fixture
def page(page: Page) -> Iterator[Page]:
    """Whatever the browser complains of on any page fails the test: a violation of the CSP, a script's error, a 404."""
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if said.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    assert complaints == []


@pytest.fixture
def anybody(playwright: Playwright, live_server: LiveServer) -> Iterator[APIRequestContext]:
    """A program that nobody logged in: a phone's calendar, a REST client."""
    context = playwright.request.new_context(base_url=live_server.url)
    yield context
    context.dispose()
