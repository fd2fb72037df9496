"""Papers of applications: handed in and read by the applicant only, and only such as can be kept."""

from typing import Any
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from fairs.models import Exhibitor, ParticipationDocument, act
from tests import factories as make
from tests.fairs.applications import PDF, coming, member_of

from .asking import told

ADDRESS = "/api/v1/applications/"


def test_papers_are_handed_in_and_read_by_the_applicant_only(company: Exhibitor, client_of: Client) -> None:
    part = make.participation(coming(), company, "applied")
    papers = f"{ADDRESS}{part.uuid}/documents/"

    def hand_in(content: bytes = PDF, name: str = "a.pdf", **data: Any) -> Any:
        given = {"kind": "licence", "title": "Licence", "file": SimpleUploadedFile(name, content), **data}
        return client_of.post(papers, given)

    made = hand_in()
    assert made.status_code == 201, made.content
    stored = ParticipationDocument.objects.get()
    try:
        answer = client_of.get(f"{papers}{made.json()['uuid']}/")
        assert b"".join(answer) == PDF
        assert answer["Content-Disposition"] == 'attachment; filename="Licence.pdf"'
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert told(hand_in(title="\r\n")) == (400, [("title", "blank")])
        assert told(hand_in(title="a\x00")) == (400, [("title", "null_characters_not_allowed")])
        assert hand_in(title="a/../b\r\nc").json()["title"] == "a/../b c"
        strange = ParticipationDocument.objects.get(title="a/../b c")
        assert strange.download_name == "a-..-b c.pdf"
        strange.file.delete(save=False)
        assert told(hand_in(b"<html>")) == (400, [("file", "invalid")])
        assert told(hand_in(name="a.exe")) == (400, [("file", "invalid_extension")])
        assert told(hand_in(kind="any")) == (400, [("kind", "invalid_choice")])
        assert told(client_of.post(papers, {"kind": "other", "title": "x"})) == (400, [("file", "required")])
        assert told(hand_in(b"")) == (400, [("file", "empty")])
        assert told(hand_in(stand="1")) == (400, [("stand", "invalid")])
        assert told(hand_in(title=["a", "b"])) == (400, [("title", "invalid")])
        assert told(client_of.post(papers, {}, content_type="application/json"))[0] == 415
        assert client_of.post(papers, b"", content_type="multipart/form-data; boundary=x").status_code == 400
        large = client_of.post(papers, {}, CONTENT_LENGTH=30 * 2**20)
        assert told(large) == (413, [("file", "too_large")])
        assert told(client_of.post(papers, {}, CONTENT_LENGTH="x"))[0] == 400
        assert told(client_of.post(papers, {str(n): "x" for n in range(3001)}))[0] == 413
        stranger = Client()
        stranger.force_login(member_of(make.organisation(), is_staff=False))
        for path in (f"{ADDRESS}{part.uuid}/", f"{papers}{stored.uuid}/"):
            assert stranger.get(path).status_code == 404
        for path in (papers, f"{ADDRESS}{part.uuid}/withdraw/"):
            assert stranger.post(path, b"", content_type="text/plain").status_code == 404
        assert client_of.get(f"{papers}{uuid4()}/").status_code == 404
        act(part, "withdraw")
        assert told(hand_in()) == (409, [("", "closed")])
    finally:
        stored.file.delete(save=False)
