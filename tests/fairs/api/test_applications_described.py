"""The description of applying is true: its examples are sent, and what comes back is what it says."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openapi_schema_validator import OAS31Validator, oas31_format_checker

from fairs.models import Participation, ParticipationDocument, act
from tests import factories as make
from tests.config.test_openapi import schema
from tests.fairs.applications import PDF, coming, member_of

pytestmark = pytest.mark.django_db
APPLY = "/api/v1/applications/"
ONE, WITHDRAW = f"{APPLY}{{uuid}}/", f"{APPLY}{{uuid}}/withdraw/"
PRODUCTS, PRODUCT = f"{APPLY}{{uuid}}/products/", f"{APPLY}{{uuid}}/products/{{code}}/"
PAPERS, PAPER = f"{APPLY}{{uuid}}/documents/", f"{APPLY}{{uuid}}/documents/{{document}}/"


def operation(method: str, path: str) -> Any:
    return schema()["paths"][path][method]


def faults(described: Any, value: Any) -> list[str]:
    whole = {**described, "components": schema()["components"]}
    return [e.message for e in OAS31Validator(whole, format_checker=oas31_format_checker).iter_errors(value)]


def examples(content: Any) -> dict[str, Any]:
    return {name: example["value"] for name, example in content.get("examples", {}).items()}


def as_described(response: Any, method: str, path: str) -> Any:
    """The answer, which must be one of those described, and shaped like the example of it."""
    told = operation(method, path)["responses"][str(response.status_code)]["content"][response["Content-Type"]]
    answer = response.json()
    assert faults(told["schema"], answer) == []
    for example in examples(told).values():
        assert (faults(told["schema"], example), {*example}) == ([], {*answer})
    return answer


def applicant() -> Client:
    """Of a world in which all that the examples name is there."""
    bright = make.organisation(kind="company", code="bright")
    make.exhibitor(code="bright-robots", organisation=bright)
    make.participation(exhibitor_=make.exhibitor(code="gentle-machines"))
    coming(code="expo-2030")
    for code in ("robots", "coffee"):
        make.category(code=code)
    for code in ("MY", "210100"):
        make.region(code)
    user = member_of(bright, username="li", password="a long password", is_staff=False)
    make.membership(user, make.organisation(kind="company", code="highland"))
    client = Client(enforce_csrf_checks=True, headers={"accept-language": "en"})
    client.get("/login/")
    sent = {"username": "li", "password": "a long password", "csrfmiddlewaretoken": client.cookies["csrftoken"].value}
    assert client.post("/login/", sent).status_code == 302
    return client


def test_every_example_does_what_it_says() -> None:
    client = applicant()

    def post(path: str, data: Any, form: str = "application/json") -> Any:
        return client.post(path, data, form, headers={"x-csrftoken": client.cookies["csrftoken"].value})

    body = operation("post", APPLY)["requestBody"]["content"]["application/json"]
    assert {*examples(body)} == {"Known", "New"}
    for example in examples(body).values():
        assert faults(body["schema"], example) == []
        made, again = post(APPLY, example), post(APPLY, example)
        assert (made.status_code, again.status_code) == (201, 200), made.content
        assert as_described(made, "post", APPLY) == as_described(again, "post", APPLY)
    wrong = post(APPLY, {"company": {"price": 1}})
    assert wrong.status_code == 400 and as_described(wrong, "post", APPLY)
    assert as_described(post(APPLY, {**example, "uuid": made.json()["uuid"]}), "post", APPLY)["status"] == 409
    assert as_described(post(APPLY, "a", "text/plain"), "post", APPLY)["status"] == 415
    listed = as_described(client.get(APPLY, {"status": "applied", "edition": "expo-2030"}), "get", APPLY)["results"]
    assert [as_described(client.get(f"{APPLY}{row['uuid']}/"), "get", ONE) for row in listed] == listed
    for name, reason in examples(operation("post", WITHDRAW)["requestBody"]["content"]["application/json"]).items():
        own = listed.pop()["uuid"]
        answer = post(f"{APPLY}{own}/withdraw/", reason)
        assert (as_described(answer, "post", WITHDRAW)["status"], name) == ("withdrawn", name)
        assert as_described(post(f"{APPLY}{own}/withdraw/", reason), "post", WITHDRAW)["status"] == 409
    assert Client().get(APPLY).status_code == client.post(APPLY, {}, "application/json").status_code == 403


def test_every_change_is_taken_as_described() -> None:
    client = applicant()
    client.handler.enforce_csrf_checks = False

    def ask(method: str, path: str, sent: Any = None, etag: str = "", **asked: str) -> Any:
        given = {"headers": {"if-match": etag}} if etag else {}
        return getattr(client, method)(path.format(**asked), sent or {}, "application/json", **given)

    body = operation("post", APPLY)["requestBody"]["content"]["application/json"]
    mine = ask("post", APPLY, examples(body)["Known"])
    own, tag = {"uuid": mine.json()["uuid"]}, mine["ETag"]
    code = mine.json()["shown"][0]["product"]["code"]
    for method, path, asked in (
        ("post", PRODUCTS, own),
        ("patch", PRODUCT, {**own, "code": code}),
        ("patch", ONE, own),
    ):
        body = operation(method, path)["requestBody"]["content"]["application/json"]
        assert {*examples(body)} == {"Zh-hans", "En"}
        for example in examples(body).values():
            assert faults(body["schema"], example) == []
            answer = ask(method, path, example, tag, **asked)
            assert as_described(answer, method, path)["shown"], (method, path, example)
            tag = answer["ETag"]
    assert as_described(ask("patch", ONE, {"wished_area": 0}, tag, **own), "patch", ONE)["status"] == 400
    for given, status in (("", 428), ("x", 412)):
        assert as_described(ask("patch", ONE, {}, given, **own), "patch", ONE)["status"] == status
    assert as_described(ask("delete", PRODUCT, **own, code="x"), "delete", PRODUCT)["status"] == 404
    assert ask("delete", PRODUCT, **own, code=code).status_code == 204
    assert "204" in operation("delete", PRODUCT)["responses"]
    act(Participation.objects.get(**own), "decline")
    for method, path in (("post", PRODUCTS), ("delete", PRODUCT), ("patch", ONE)):
        assert as_described(ask(method, path, {}, tag, **own, code=code), method, path)["status"] == 409


def test_a_document_is_taken_as_described() -> None:
    client = applicant()
    client.handler.enforce_csrf_checks = False
    body = operation("post", APPLY)["requestBody"]["content"]["application/json"]
    made = client.post(APPLY, examples(body)["New"], "application/json").json()
    papers = f"{APPLY}{made['uuid']}/documents/"
    described = operation("post", PAPERS)["requestBody"]["content"]["multipart/form-data"]["schema"]
    sent = {"kind": "licence", "title": "营业执照", "file": SimpleUploadedFile("a.pdf", PDF)}
    assert faults(described, {**sent, "file": "a"}) == []
    paper = as_described(client.post(papers, sent), "post", PAPERS)
    stored = ParticipationDocument.objects.get()
    try:
        answer = client.get(f"{papers}{paper['uuid']}/")
        assert b"".join(answer) == PDF
        assert "application/octet-stream" in operation("get", PAPER)["responses"]["200"]["content"]
    finally:
        stored.file.delete(save=False)
    assert as_described(client.post(papers, {}), "post", PAPERS)["status"] == 400
    large = client.post(papers, {}, CONTENT_LENGTH=30 * 2**20)
    assert as_described(large, "post", PAPERS)["errors"][0] == {
        "field": "file", "code": "too_large", "message": "A file may have 20 MB at most.",
    }  # fmt: skip


def test_who_may_ask_is_described() -> None:
    paths = {path: operations for path, operations in schema()["paths"].items() if path.startswith(APPLY)}
    asked = {(path, method): o.get("security") for path, os in paths.items() for method, o in os.items()}
    reading: Any = [{"session": []}, {"token": []}]
    writing: Any = [{"session": [], "csrf": []}, {"token": []}]
    assert asked == {
        (APPLY, "get"): reading, (ONE, "get"): reading, (PAPER, "get"): reading,
        (APPLY, "post"): writing, (WITHDRAW, "post"): writing, (PAPERS, "post"): writing, (ONE, "patch"): writing,
        (PRODUCTS, "post"): writing, (PRODUCT, "patch"): writing, (PRODUCT, "delete"): writing,
    }  # fmt: skip
    assert "security" not in operation("get", "/api/v1/editions/")
