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

from fairs.admin.verbs import VERBS
from fairs.calendar.models import Listing
from initiatives.models import Launch
from tests import factories
from tests.fairs.admin.world import everything, logged_in, superuser

from .test_architecture import ROOT, tracked

CATALOGUE = ROOT / "config/locale/zh_Hans/LC_MESSAGES"
PLACEHOLDER = re.compile(r"%\(\w+\)[sdif]|%[sdif%]|\{\w*\}")
LATIN = re.compile(r"[A-Za-z]{2,}")
NOT_TRANSLATED = re.compile(
    r"""https?://\S+ | ([a-z]+-)?[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}(@[a-z-]+)?
    | \b[a-z]+-\d+\b | \b[a-z]+\d+(号|\b) | \b(CN|MY)\b     # of tests.factories
    | BEGIN:VEVENT.*END:VEVENT | \{\s"uid".*\} | \b(fairs|initiatives)\.[a-z]+:
    | \b(API|ASCII|EDITION|GeoJSON|Google|ICS|ISO|JSON|REST|SEQUENCE|UID|URL|UTC|UUID|VEVENT|WGS|LDAP)\b | m²
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
        prefix = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        pages = ["changelist", *([] if model is Listing else ["add"])]
        addresses += [reverse(f"{prefix}_{page}") for page in pages]
        pages = ["change", "history", *([] if model is Listing else ["delete"])]
        addresses += [reverse(f"{prefix}_{page}", args=[row.pk]) for page in pages if row]
    for address in addresses:
        yield address, client.get(address)


def verb_pages(client: Client, thing: Any) -> Iterator[tuple[str, Any]]:
    for verb in VERBS:
        address = reverse(f"admin:{thing._meta.app_label}_{thing._meta.model_name}_act", args=[verb])
        yield address, client.post(address, {"pk": thing.pk})
        yield f"{address}, an empty form", client.post(address, {"pk": thing.pk, "token": "-"})


@pytest.mark.once
@pytest.mark.django_db
def test_editors_meet_no_english() -> None:
    edition = everything()
    client = logged_in(superuser(username="编辑"), "zh-hans")
    things = [edition, edition.sessions.get(), Launch.objects.get(), factories.edition(published=False)]
    pages = [*admin_pages(client), *(page for thing in things for page in verb_pages(client, thing))]
    pages += [(path, client.get(path)) for path in ("/", f"/editions/{edition.code}/", "/nowhere/")]
    said = {address: found for address, page in pages if (found := english(page.content.decode()))}
    assert said == {}
    assert len(pages) > 150
