"""Pictures of the pages: `python -m tests.screenshots FOLDER` seeds a database of its own and photographs it."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from tests.benchmarks.server import Server

CHROMIUM = next(filter(None, map(shutil.which, ["chromium", "chromium-browser", "google-chrome"])), None)
CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
]
USER, PASSWORD = "lin", "only for pictures"
COFFEE = "/catalogue/?q="
INDICATOR = "/indicators/service-consumption-per-capita/"
WIDE, NARROW, WIDEST = {"width": 1400, "height": 900}, {"width": 390, "height": 844}, {"width": 1960, "height": 640}


def manage(*arguments: str) -> str:
    command = [sys.executable, "-W", "ignore", "manage.py", *arguments]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout.strip()


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="fair-calendar-pictures-") as data:
        os.environ.pop("DATABASE_URL", None)
        os.environ |= {"DJANGO_SETTINGS_MODULE": "config.settings", "SECRET_KEY": "only for pictures"}
        # One address for all of it: entries that were made under another would be made anew.
        os.environ |= {"DATA_DIR": data, "HASHED_STATIC": "false", "PUBLIC_URL": "http://fairs.example"}
        manage("migrate", "-v0")
        manage("seed", "--synthetic", "270")
        prepared = f"from tests.screenshots.prepare import prepare; print(prepare({USER!r}, {PASSWORD!r}))"
        to = json.loads(manage("shell", "-v0", "-c", prepared).splitlines()[-1])
        with Server() as server, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_FLAGS)
            take(browser, f"http://localhost:{server.port}", to, folder)
            browser.close()


@contextmanager
def logged_in(browser: Browser, base: str, **options: Any) -> Iterator[Page]:
    context = browser.new_context(base_url=base, timezone_id="Asia/Shanghai", **options)
    page = context.new_page()
    page.goto("/admin/login/")
    page.fill("[name=username]", USER)
    page.fill("[name=password]", PASSWORD)
    page.click("#login-form [type=submit]")
    yield page
    context.close()


def take(browser: Browser, base: str, to: dict[str, str], folder: Path) -> None:
    def picture(page: Page, name: str, path: str = "") -> None:
        if path:
            page.goto(path, wait_until="networkidle")
        page.screenshot(path=folder / f"{name}.png")

    with logged_in(browser, base, locale="zh-CN", viewport=WIDE) as page:
        picture(page, "start-zh", "/admin/")
        picture(page, "list-zh", "/admin/fairs/edition/")
        picture(page, "form-zh", to["form"])
        propose_to_move(page)
        picture(page, "confirmation-zh")
        picture(page, "calendars-zh", "/calendars/?city=210100")
        picture(page, "history-zh", to["form"].replace("change", "history"))
        picture(page, "launch-zh", to["launch"])
        picture(page, "indicator-zh", INDICATOR)
        page.goto("/admin/initiatives/programme/")
        progress = page.locator(".field-to_progress a").first.get_attribute("href")
        picture(page, "progress-zh", f"{progress}?stage=approved")
        page.goto(to["hold"])
        page.click(".verbs [formaction$='/act/confirm/']")
        page.wait_for_selector(".aftermath")
        picture(page, "hold-zh")
        picture(page, "proposal-zh", to["proposal"])
        picture(page, "stand-plan-zh", to["stands"])
        picture(page, "catalogue-zh", COFFEE + "咖啡")
        picture(page, "apply-zh", to["apply"])
        upload_plan(page, to)
        picture(page, "plan-zh")
        page.goto(to["floor"])
        page.locator(".drawn").screenshot(path=folder / "floor-plan-zh.png")
    with logged_in(browser, base, locale="en-GB", viewport=WIDE) as page:
        picture(page, "start-en", "/admin/")
        picture(page, "calendars-en", "/calendars/?city=210200&batch=brand")
        picture(page, "indicator-en", INDICATOR)
        picture(page, "catalogue-en", COFFEE + "coffee")
    with logged_in(browser, base, locale="zh-CN", viewport=WIDE, color_scheme="dark") as page:
        picture(page, "start-dark", "/admin/")
    with logged_in(browser, base, locale="zh-CN", viewport=WIDEST) as page:
        picture(page, "timeline-zh", to["timeline"])
    with logged_in(browser, base, locale="zh-CN", viewport=NARROW) as page:
        picture(page, "start-narrow", "/admin/")
        picture(page, "form-narrow", to["form"])
        picture(page, "calendars-narrow", "/calendars/?city=210100")
        picture(page, "apply-narrow", to["apply"])
        picture(page, "catalogue-narrow", COFFEE + "咖啡")


def upload_plan(page: Page, to: dict[str, str]) -> None:
    """To what would become of its rows."""
    page.goto("/admin/fairs/edition/plan/")
    page.fill("[name=year]", to["year"])
    page.select_option("[name=owner]", to["owner"])
    page.set_input_files("[name=file]", to["plan"])
    page.click("#content-main .submit-row .primary")
    page.locator("#outcome").scroll_into_view_if_needed()


def propose_to_move(page: Page) -> None:
    """From the form to the page that says what subscribers will see of a fair held nine days later."""
    page.click(".verbs [formaction$='/act/reschedule/']")
    first = page.locator("#act-form [name^=first_]").first
    first.fill((date.fromisoformat(first.input_value()) + timedelta(days=9)).isoformat())
    first.blur()  # the last day follows
    page.click("#act-form .submit-row button")
    page.wait_for_selector(".consequences")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
