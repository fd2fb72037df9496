"""The Chinese catalogue is whole and current, and leaves no English in what editors read."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from gettext import GNUTranslations
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import reverse

from fairs.calendar.models import Listing
from fairs.models import Edition, Session
from initiatives.models import Indicator, Initiative, Launch, Observation, Programme, Report
from tests import factories
from tests.fairs.admin.world import everything, logged_in, superuser, url
from tests.initiatives.factories import claim, voucher_round

from .test_architecture import ROOT, tracked

CATALOGUE = ROOT / "config/locale/zh_Hans/LC_MESSAGES"
PLACEHOLDER = re.compile(r"%\(\w+\)[sdif]|%[sdif%]|\{\w*\}")
LATIN = re.compile(r"[A-Za-z]{2,}")
NOT_TRANSLATED = re.compile(
    r"""(https?|webcal)://\S+ | /api/\S+ | ([a-z]+-)?[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}(@[a-z-]+)?
    | \b[a-z]+-\d+\b | \b[A-Za-z]+\d+(号|\b) | \b(CN|MY)\b     # of tests.factories
    | \b(Brand\s\d+|Guests|Mine|novelty|Report|Robot\sOne|Scale)\b | ^pavilion-?$  # wrapped in a drawing
    | BEGIN:VEVENT.*END:VEVENT | \{\s"uid".*\} | \b(fairs|initiatives)\.[a-z]+:
    | \b(API|ASCII|EDITION|GeoJSON|Google|ICS|ISO|JSON|REST|SEQUENCE|UID|URL|UTC|UUID|VEVENT|WGS|LDAP)\b | m²
    | \b(AR|CSV|DOCX|JPEG|MB|PDF|PNG|SVG|VR|XLSX)\b
    | \b(Apple|CalDAV|DAVx|Android|iPad|iPhone|Nextcloud|Outlook(\.com)?|Thunderbird)\b
    | \bMac\b | Control\b | Command\b      # keys that Django names
    | \bEnglish\b                          # in the switch of languages
    | \bEditors\b                          # a group of users: data
    """,
    re.ASCII | re.VERBOSE | re.DOTALL,
)
OF_DJANGO = {"Search", "True", "False"}  # the texts that stand for its icons


def catalogue(path: Path) -> dict[Any, str]:
    with path.open("rb") as file:
        messages: dict[Any, str] = GNUTranslations(file)._catalog  # type: ignore[attr-defined]
    messages.pop("", None)  # the head
    return messages


def test_translations_keep_every_placeholder() -> None:
    wrong = []
    for key, chinese in catalogue(CATALOGUE / "django.mo").items():
        english = key[0] if isinstance(key, tuple) else key
        if set(PLACEHOLDER.findall(english)) != set(PLACEHOLDER.findall(chinese)):
            wrong.append((english, chinese))
    assert wrong == []


def test_translations_are_set_as_chinese_is() -> None:
    """Punctuation of full width, quotation marks as on the mainland, no blanks between characters."""
    han = r"[\u4e00-\u9fff]"
    odd = re.compile(rf"{han}[,;:!?()]|{han}\.(?!\w)|[,;:!?(]{han}|{han} {han}|[「」『』]|\.\.\.|\s$")
    messages = catalogue(CATALOGUE / "django.mo")
    assert {english: chinese for english, chinese in messages.items() if odd.search(chinese)} == {}


@pytest.mark.needs("msgfmt")
def test_the_compiled_catalogue_is_that_of_the_source(tmp_path: Path) -> None:
    compiled = tmp_path / "django.mo"
    subprocess.run(["msgfmt", "--check", "-o", compiled, CATALOGUE / "django.po"], check=True)
    assert catalogue(CATALOGUE / "django.mo") == catalogue(compiled)


@pytest.mark.needs("xgettext")
def test_every_text_of_the_source_is_translated_and_none_besides(tmp_path: Path) -> None:
    for path in tracked():
        if path.suffix in {".py", ".html", ".txt", ".po"} and path.parts[0] != "tests":
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / path, tmp_path / path)
    environment = os.environ | {"DATA_DIR": str(tmp_path / "data")}
    command = [sys.executable, "manage.py", "makemessages", "-v", "0", "-l", "zh_Hans", "--add-location", "file"]
    subprocess.run(command, cwd=tmp_path, env=environment, check=True)
    collected = tmp_path / (CATALOGUE / "django.po").relative_to(ROOT)
    for asked in ("--untranslated", "--only-fuzzy", "--only-obsolete"):
        command = ["msgattrib", "--no-wrap", asked, str(collected)]
        found = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        assert (asked, re.findall(r'^(?:#~ )?msgid "(.+)"$', found, re.MULTILINE)) == (asked, [])


class Texts(HTMLParser):
    """What a page says: its text, and attributes that are shown or read out."""

    SPOKEN = ("title", "placeholder", "aria-label", "alt", "data-unsaved")
    SILENT = ("script", "style", "textarea")

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.silent = 0
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.silent += tag in self.SILENT
        given = dict(attrs)
        button = tag == "input" and given.get("type") in {"submit", "button", "reset"}
        self.found += filter(None, [given.get(name) for name in self.SPOKEN] + [given.get("value") if button else None])

    def handle_endtag(self, tag: str) -> None:
        self.silent -= tag in self.SILENT

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.found.append(data)


def english(html: str) -> set[str]:
    texts = {" ".join(text.split()) for text in Texts(html).found}
    return {t for t in texts if LATIN.search(NOT_TRANSLATED.sub("", t))} - OF_DJANGO


def admin_pages(client: Client) -> Iterator[tuple[str, Any]]:
    names = ["index", "password_change", "password_change_done"]
    addresses = [reverse(f"admin:{name}") for name in names]
    for model in admin.site._registry:
        row = model._default_manager.first()
        made_by_hand = model not in (Listing, Report)
        pages = ["changelist", *(["add"] if made_by_hand else [])]
        pages += ["change", "history", *(["delete"] if made_by_hand else [])] if row else []
        addresses += [url(row or model, page) for page in pages]
    for address in addresses:
        yield address, client.get(address)


def verb_pages(client: Client, thing: Any) -> Iterator[tuple[str, Any]]:
    for verb in thing.verbs:
        address = reverse(f"admin:{thing._meta.app_label}_{thing._meta.model_name}_act", args=[verb])
        yield address, client.post(address, {"pk": thing.pk})
        yield f"{address}, an empty form", client.post(address, {"pk": thing.pk, "token": "-"})


def own_pages(client: Client) -> Iterator[tuple[str, Any]]:
    """Pages of the admin that are neither a model's nor a verb's."""
    programme, observation = Programme.objects.get(), Observation.objects.get()
    progress, editions = url(programme, "progress"), url(programme, "editions")
    revise = url(observation, "revise")
    for address in (progress, f"{progress}?as_of=x&stage=x", editions, f"{editions}?counted=false", revise):
        yield address, client.get(address)
    yield f"{revise}, an empty form", client.post(revise, {})
    yield (
        f"{revise}, another value",
        client.post(revise, {"value": "7500", "qualifier": "about", "source": observation.source_id, "reason": "误"}),
    )


def public_pages(client: Client) -> Iterator[tuple[str, Any]]:
    addresses = ["/", "/calendars/", "/calendars/?kind=x", "/indicators/", "/nowhere/"]
    for model in (Edition, Session, Launch, Initiative, Programme, Indicator):
        addresses += [reverse(model._meta.model_name or "", args=[thing.code]) for thing in model.objects.published()]
    for address in addresses:
        yield address, client.get(address)


@pytest.mark.once
@pytest.mark.django_db
def test_editors_meet_no_english() -> None:
    edition = everything()
    claimed, draft = claim(scope="city"), factories.edition(published=False)
    claim(recognition="recognised", scope="city", region=claimed.region)
    voucher_round(issued=10, driven=700, stated_leverage=7)
    client = logged_in(superuser(username="编辑"), "zh-hans")
    things = [edition, edition.sessions.get(), draft, claimed, Programme.objects.get(), Indicator.objects.first()]
    pages = [*admin_pages(client), *(page for thing in things for page in verb_pages(client, thing))]
    pages += [*own_pages(client), *public_pages(client)]
    said = {address: found for address, page in pages if (found := english(page.content.decode()))}
    assert said == {}
    assert len(pages) > 200
