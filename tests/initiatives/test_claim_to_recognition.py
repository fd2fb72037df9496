"""A launch event from claim to recognition, by the hands of those who do it: mall, city, province, subscriber."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from io import StringIO
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from fairs.calendar import ledger
from initiatives.models import Brand, Launch
from tests import factories
from tests.fairs.admin.world import authority, confirm, form_data, fresh, logged_in, look, member, url
from tests.initiatives.factories import claim, ladder

pytestmark = pytest.mark.django_db


@contextmanager
def on(day: str) -> Iterator[None]:
    with time_machine.travel(datetime.fromisoformat(f"{day}T12:00:00+08:00").astimezone(UTC)):
        yield


def file_claim(client: Client, **fields: Any) -> Launch:
    """A new launch event with its evidence, as the form sends it."""
    address = reverse("admin:initiatives_launch_add")
    data = {**form_data(client, address), "kind": "store", "scope": "northeast", **fields}
    evidence = SimpleUploadedFile("lease.pdf", b"%PDF-1.7 made up for a test")
    data |= {"evidence-TOTAL_FORMS": "1", "evidence-0-title": "Lease", "evidence-0-file": evidence}
    page = client.post(address, data, follow=True)
    assert page.redirect_chain, page.context["adminform"].form.errors
    return Launch.objects.get(code=fields["code"])


def feed(day: str, **asked: str) -> list[str]:
    """Titles and first lines of what subscribers of the firsts of that week read."""
    query = {"from": "2026-02-02", "to": "2026-02-08", "kind": "launch", "lang": "en", **asked}
    with on(day):
        text = Client().get("/calendars/all.ics", query).content.decode().replace("\r\n ", "")
    return [line for line in text.splitlines() if line.startswith(("SUMMARY", "DESCRIPTION"))]


class World:
    """A mall in Shenyang, its city and province, and a brand whose older shop in Dalian nobody ever claimed."""

    def __init__(self) -> None:
        ladder()
        self.mall = factories.organisation(region=factories.region())
        city, province = authority(factories.region()), authority(factories.region("210000"))
        bodies = (self.mall, city, province)
        self.editor, self.clerk, self.approver = (logged_in(member(b, publishes=b != self.mall)) for b in bodies)
        self.brand = Brand.objects.create(code="novelty", name_en="Novelty", aliases="诺维")
        dalian = factories.region("210200")
        factories.launch(code="old", brand=self.brand, region=dalian, stated_dates="2019")


def test_launch_event_from_claim_to_recognition(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path
    w = World()
    with on("2026-02-04"):
        launch = filed_and_checked(w)
    said = "DESCRIPTION:claimed: first in the Northeast"
    assert [line[: len(said)] for line in feed("2026-02-04", scope="northeast")] == ["SUMMARY:New shop", said]
    assert feed("2026-02-04", recognition="recognised") == []
    noticed_and_recognised(w, launch)
    said = "DESCRIPTION:recognised: first in the Northeast\\, valid until 2029-03-02\\nNovelty"
    firsts = feed("2026-03-02", recognition="recognised", brand="novelty")
    assert [line[: len(said)] for line in firsts] == ["SUMMARY:New shop", said]

    row = Client().get("/api/v1/launches/new/").json()
    told = ("recognition", "scope_place", "recognised_on", "valid_until", "visitors", "visitors_qualifier")
    assert [row[name] for name in told] == ["recognised", "northeast", "2026-03-02", "2029-03-02", 9800, "nearly"]
    contradictions = Client().get("/api/v1/launches/new/contradictions/").json()["results"]
    assert [row["code"] for row in contradictions] == ["old"]

    with on("2026-03-03"):
        another_comes_too_late(w)
    with on("2029-03-03"):
        call_command("launches", "expire", stdout=StringIO())
    assert (fresh(launch).recognition, ledger.check()) == ("expired", [])
    assert "recognised until 2029-03-02" in str(feed("2029-03-03", brand="novelty"))


def filed_and_checked(w: World) -> Launch:
    """The mall files, finding the brand by its other name; the city publishes and looks at the claim."""
    asked = {"app_label": "initiatives", "model_name": "launch", "field_name": "brand", "term": "诺维"}
    found = w.editor.get(reverse("admin:autocomplete"), asked).json()
    launch = file_claim(
        w.editor, code="new", title_en="New shop", brand=found["results"][0]["id"], region=factories.region().pk,
        owner=w.mall.pk, first_day="2026-02-05", last_day="2026-02-05", visitors="9800", visitors_qualifier="nearly",
        visitors_period_en="opening day",
    )  # fmt: skip
    confirm(w.editor, "submit", launch)
    confirm(w.editor, "claim", launch)
    assert look(w.editor, "check_claim", launch).status_code == 403
    assert [row["launch"].code for row in w.clerk.get(url(launch)).context["contradictions"]] == ["old"]
    confirm(w.clerk, "publish", launch)
    confirm(w.clerk, "check_claim", launch)
    data = {**form_data(w.clerk, url(launch)), "evidence-0-file": "", "scope": "asia", "change_reason": "more"}
    page = w.clerk.post(url(launch), data)
    assert list(page.context["adminform"].form.errors) == ["scope"]
    return launch


def noticed_and_recognised(w: World, launch: Launch) -> None:
    """Seven working days, with the Spring Festival and the Saturdays worked for it; then by the province."""
    with on("2026-02-12"):
        page = look(w.approver, "notice", launch, first_day="2026-02-13", last_day="2026-02-27")
        assert "2026-02-28 or later" in str(page.context["form"].errors["last_day"])
        confirm(w.approver, "notice", launch, first_day="2026-02-13", last_day="2026-02-28")
    deadline = {"from": "2026-02-28", "to": "2026-02-28", "kind": "deadline"}
    assert "SUMMARY:Public notice ends: New shop" in feed("2026-02-13", **deadline)
    with on("2026-02-28"):
        page = look(w.approver, "recognise", launch, valid_until="2029-02-28")
        assert "runs until 2026-02-28" in str(page.context["form"].errors)
    with on("2026-03-02"):
        waiting = {each.title: each.rows for each in w.approver.get(reverse("admin:index")).context["start"]["waiting"]}
        assert [row["thing"] for row in waiting["Claims to be the first, awaiting a decision"]] == ["New shop"]
        confirm(w.approver, "recognise", launch, valid_until="2029-03-02")
    assert feed("2026-03-02", **deadline) == []


def another_comes_too_late(w: World) -> None:
    """In Changchun, which lies in the Northeast too."""
    jilin = logged_in(member(authority(factories.region("220000")), publishes=True))
    late = date(2026, 3, 1)
    rival = claim(
        brand=w.brand, kind="store", item="", recognition="noticed", notice_first_day=date(2026, 2, 13),
        notice_last_day=late, first_day=late, last_day=late, region=factories.region("220100"),
    )  # fmt: skip
    page = look(jilin, "recognise", rival, valid_until="2029-03-03")
    assert "“New shop” has been recognised as the same first since 2026-03-02." in page.content.decode()
