"""Applying by an invitation: a page that needs no account and no script, at an address that only the invited know."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from fairs.applying import own_path
from fairs.models import Deadline, Exhibitor, Invitation, Participation, ParticipationDocument, Product, act
from tests import factories as make
from tests.fairs.applications import PDF, coming, invitation

pytestmark = pytest.mark.django_db
PRIVATE = {"Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex, nofollow", "Cache-Control": "no-store, private"}


def sent(*products: dict[str, Any], **fields: Any) -> dict[str, Any]:
    rows = {f"products-{n}-{name}": value for n, row in enumerate(products) for name, value in row.items()}
    counted = {"products-TOTAL_FORMS": "4", "products-INITIAL_FORMS": "0", **rows}
    return {"uuid": uuid4(), "name_en": "Bright Ltd", "contact": "Li", "email": "li@example.com", **counted, **fields}


def test_whoever_is_invited_applies_once_and_sees_what_becomes_of_it() -> None:
    edition = coming()
    pavilion = make.pavilion(edition)
    made, path = invitation(edition, pavilion=pavilion)
    client = Client(enforce_csrf_checks=True, headers={"accept-language": "en"})
    page = client.get(path)
    assert (page.status_code, {name: page[name] for name in PRIVATE}) == (200, PRIVATE)
    assert 'content="no-referrer"' in page.content.decode()
    assert "申请" not in page.content.decode() and client.get(path, {"lang": "zh-hans"}).status_code == 200
    coffee = {"name_zh_hans": "咖啡", "category": make.category().pk, "origin": make.region("MY").pk}
    data = sent(coffee, wished_kind="raw", wished_area="18", beside="Foo")
    first = client.post(path, data, headers={"origin": "null"})
    assert first.status_code == 302
    again = client.post(path, data)
    assert (again.status_code, again.url) == (302, first.url)
    part = Participation.objects.get()
    assert (part.invitation, part.pavilion, part.status, part.wished_area) == (made, pavilion, "applied", 18)
    assert part.message == "Beside whom you would like to stand: Foo"
    assert [d.product.name_zh_hans for d in part.displays.all()] == ["咖啡"]
    assert client.get(path).status_code == 410
    state = client.get(first.url)
    assert (state.status_code, {name: state[name] for name in PRIVATE}) == (200, PRIVATE)
    assert "applied" in state.content.decode() and "咖啡" in state.content.decode()
    forged = f"/applications/{make.participation(edition).uuid}/{own_path(part).split('/')[-2]}/"
    assert client.get(forged).status_code == 404


def test_an_invitation_that_is_no_longer_valid_says_why() -> None:
    edition, yesterday = coming(), timezone.localdate() - timedelta(days=1)
    client = Client(headers={"accept-language": "en"})
    closed = coming()
    Deadline.objects.create(edition=closed, kind="application", day=yesterday)
    for made, why in (
        (invitation(edition, last_day=yesterday), f"This invitation was valid until {yesterday}."),
        (invitation(edition, revoked_at=timezone.now()), "This invitation was revoked."),
        (invitation(edition, uses=0), "This invitation has been used."),
        (invitation(closed), f"Applications were taken until {yesterday}."),
        (invitation(coming(published=False)), "This edition takes no applications."),
    ):
        for page in (client.get(made[1]), client.post(made[1], sent())):
            assert (page.status_code, why in page.content.decode()) == (410, True), why
    assert client.get("/apply/unknown/").status_code == 404
    assert client.put(invitation(edition)[1]).status_code == 405
    assert not Participation.objects.exists()


def test_what_is_wrong_is_said_where_it_is() -> None:
    _made, path = invitation(coming(), uses=5)
    client = Client(headers={"accept-language": "en"})
    table: list[tuple[dict[str, Any], str]] = [
        ({"name_en": ""}, "Enter a name in Chinese or in English."),
        ({"name_en": "!!!"}, "Give a name of letters or digits."),
        ({"email": "li"}, "Enter a valid email address."),
        ({"uuid": "x"}, "Enter a valid UUID."),
        ({"wished_area": "-1"}, "greater than or equal to 1"),
        ({"region": "9" * 30}, "Select a valid choice."),
        ({"name_en": "\x00"}, "Null characters are not allowed."),
        ({"products-0-name_en": "Tea"}, "This field is required."),
        ({"products-TOTAL_FORMS": "1000"}, "Please submit at most 30 forms."),
        ({"products-TOTAL_FORMS": ""}, "ManagementForm data is missing"),
    ]
    for fields, message in table:
        page = client.post(path, sent(**fields))
        assert (page.status_code, message in page.content.decode()) == (400, True), fields
    assert not Exhibitor.objects.exists()


def test_a_company_that_is_known_stays_one() -> None:
    known = make.exhibitor(name_zh_hans="明亮机器人（沈阳）有限公司", name_en="")
    _made, path = invitation(coming(), uses=2)
    client = Client(headers={"accept-language": "en"})
    tea = {"name_en": "Tea", "category": make.category().pk, "origin": make.region("MY").pk}
    assert client.post(path, sent(tea, tea, name_zh_hans="明亮机器人(沈阳)", name_en="")).status_code == 302
    part = Participation.objects.get()
    assert (part.exhibitor, Product.objects.get().exhibitor) == (known, known)
    other = client.post(path, sent(name_zh_hans="明亮机器人 (沈阳) 有限公司"))
    assert (other.status_code, "has already applied" in other.content.decode()) == (409, True)
    assert Invitation.objects.get().applications.count() == 1


def test_an_invitation_opens_no_application_of_another() -> None:
    """Of what came by another invitation it tells nothing, and by the public UUID nothing is found."""
    edition = coming()
    make.exhibitor(name_en="Bright Ltd")
    (_first, one), (_second, other) = invitation(edition), invitation(edition)
    client = Client()
    first = client.post(one, sent()).url
    part = Participation.objects.get()
    second = client.post(other, sent(uuid=part.uuid))
    assert (second.status_code, second.url == first) == (302, False)
    assert [p.exhibitor.name_en for p in Participation.objects.order_by("pk")] == ["Bright Ltd"] * 2
    assert Participation.objects.values("exhibitor").distinct().count() == 2


def test_papers_are_handed_in_with_the_address() -> None:
    part = make.participation(coming(), status="applied")
    client, path = Client(headers={"accept-language": "en"}), own_path(part)

    def hand_in(content: bytes, name: str = "a.pdf") -> Any:
        file = SimpleUploadedFile(name, content)
        return client.post(path, {"kind": "licence", "title": "Licence", "file": file})

    assert hand_in(PDF).status_code == 302
    for page, status in ((hand_in(b"text"), 400), (hand_in(PDF, "a.exe"), 400), (client.post(path, {}), 400)):
        assert page.status_code == status
    assert client.post(path, {}, CONTENT_LENGTH=30 * 2**20).status_code == 413
    act(part, "withdraw")
    refused = hand_in(PDF)
    assert (refused.status_code, "no papers are taken" in refused.content.decode()) == (409, True)
    [document] = ParticipationDocument.objects.all()
    document.file.delete(save=False)
