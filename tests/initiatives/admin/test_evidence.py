"""Files of evidence: what is taken, where it lies, and who gets it."""

import io
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from fairs.models import files
from initiatives.models import Evidence, Launch
from tests import factories
from tests.fairs.admin.world import authority, form_data, logged_in, member, superuser, url

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7 made up for a test"


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def office(part: str) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr(part, "<x/>")
    return content.getvalue()


def upload(client: Any, launch: Launch, name: str, content: bytes, title: str = "Contract") -> Any:
    file = SimpleUploadedFile(name, content)
    data = {**form_data(client, url(launch)), "evidence-TOTAL_FORMS": "1", "change_reason": "evidence came"}
    return client.post(url(launch), {**data, "evidence-0-title": title, "evidence-0-file": file})


def address(launch: Launch, pk: int) -> str:
    return reverse("admin:initiatives_launch_evidence", args=[launch.pk, pk])


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("租约.PDF", PDF),
        ("a.png", b"\x89PNG\r\n\x1a\n..."),
        ("a.jpeg", b"\xff\xd8\xff\xe0"),
        ("a.docx", office("word/document.xml")),
        ("a.xlsx", office("xl/workbook.xml")),
    ],
)
def test_what_is_taken(name: str, content: bytes, media: Path) -> None:
    client, launch = logged_in(superuser()), factories.launch()
    assert upload(client, launch, name, content, title="合同").status_code == 302
    kept = launch.evidence.get()
    assert [path.read_bytes() for path in media.glob("evidence/*")] == [content]
    assert re.fullmatch(r"evidence/[0-9a-f]{32}\.[a-z]+", kept.file.name or "")
    answer = client.get(address(launch, kept.pk))
    assert (answer.status_code, b"".join(answer.streaming_content)) == (200, content)
    assert answer["Content-Disposition"].startswith("attachment; ")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert {"private", "no-store"} <= set(answer["Cache-Control"].split(", "))
    assert f'href="{address(launch, kept.pk)}"' in client.get(url(launch)).content.decode()


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.html", b"<script>", "“html”"),
        ("a.pdf", b"<script>", "The content is not in PDF format."),
        ("a.docx", office("xl/workbook.xml"), "The content is not in DOCX format."),
        ("a.xlsx", b"PK\x03\x04 broken", "The content is not in XLSX format."),
        ("a.pdf", b"", "The submitted file is empty."),
        ("a", PDF, "“”"),
    ],
)
def test_what_is_refused_at_its_field(name: str, content: bytes, message: str, media: Path) -> None:
    page = upload(logged_in(superuser()), factories.launch(), name, content)
    [formset] = [f.formset for f in page.context["inline_admin_formsets"]]
    assert message in formset.forms[0].errors["file"][0]
    assert list(media.glob("evidence/*")) == []


def test_what_is_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "LARGEST", 20)
    page = upload(logged_in(superuser()), factories.launch(), "a.pdf", PDF)
    [formset] = [f.formset for f in page.context["inline_admin_formsets"]]
    assert "MB are taken" in formset.forms[0].errors["file"][0]


def test_it_is_for_those_who_work_on_the_claim() -> None:
    city = authority(factories.region("210100"))
    launch, other = factories.launch(owner=city), factories.launch(owner=city)
    upload(logged_in(superuser()), launch, "a.pdf", PDF, title="LEAK")
    pk = launch.evidence.get().pk
    inside, outside = logged_in(member(city)), logged_in(member(authority(factories.region("210200"))))
    assert b"".join(inside.get(address(launch, pk)).streaming_content) == PDF
    assert outside.get(address(launch, pk)).status_code == 403
    page = outside.get(url(launch))
    assert (page.status_code, "LEAK" in page.content.decode()) == (200, False)
    assert outside.get(url(launch, "history")).status_code == 403
    assert inside.get(address(other, pk)).status_code == 404
    assert inside.get(address(launch, pk + 1)).status_code == 404
    anonymous = logged_in(factories.user())
    assert anonymous.get(address(launch, pk)).status_code == 302
    clerk = member(city)
    clerk.user_permissions.remove(*clerk.user_permissions.filter(codename__endswith="_evidence"))
    assert logged_in(clerk).get(address(launch, pk)).status_code == 403
    assert "LEAK" not in logged_in(clerk).get(url(launch)).content.decode()


def test_a_file_that_is_gone_is_not_found_and_hinders_no_edit(media: Path) -> None:
    client, launch = logged_in(superuser()), factories.launch()
    upload(client, launch, "a.pdf", PDF)
    for path in media.glob("evidence/*"):
        path.unlink()
    assert client.get(address(launch, launch.evidence.get().pk)).status_code == 404
    data = {
        **form_data(client, url(launch)),
        "evidence-0-title": "Renamed",
        "evidence-0-file": "",
        "change_reason": "x",
    }
    assert client.post(url(launch), data).status_code == 302
    assert launch.evidence.get().title == "Renamed"


def test_the_title_names_the_file_that_is_given_out_and_no_folder() -> None:
    kept = Evidence(title="a/../b\x00\r\nc", file="evidence/1.pdf")
    kept.clean_fields(exclude=["launch"])
    assert (kept.title, kept.download_name) == ("a/../b c", "a-..-b c.pdf")
