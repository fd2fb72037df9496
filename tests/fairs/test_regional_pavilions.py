"""A coordinator brings its members and what they show from where; the public finds it once they are admitted."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from fairs.counting import Count, count
from fairs.models import Exhibitor, Participation, Product, act
from tests import factories as make
from tests.fairs.admin.world import confirm, logged_in, member

from .api.asking import codes, get
from .applications import coming

SENT = """企业名称,企业英文名称,所在地,产品,类别,原产地,身份,备注
大连远洋进出口有限公司,Ocean Trading,大连市,白咖啡,coffee,马来西亚,参展商,x
,,,红茶,coffee,Sri Lanka,,
马来商会(Malaysia)公司,Malay Chamber,MY,,,,,
某代理公司,,MY,沙爹,coffee,MY,被代理企业,
,,,,,,,
无名,,210200,咖啡,coffee,火星,,
"""


@pytest.mark.django_db
def test_regional_pavilions_and_products_by_origin(client: Client) -> None:
    organiser, chamber = make.organisation(), make.organisation(kind="association")
    edition = coming(owner=organiser, code="fair")
    pavilion = make.pavilion(edition, region=make.region("MY"), coordinator=chamber, name_en="Malaysia")
    make.region("LK"), make.region("210200"), make.category(code="coffee", name_en="Coffee", name_zh_hans="咖啡饮料")
    known = make.exhibitor(code="ocean", name_zh_hans="大连远洋进出口", region=make.region("210200"))
    coordinator = logged_in(member(chamber))
    address = reverse("admin:fairs_pavilion_members", args=[pavilion.pk])

    def upload(content: bytes) -> Any:
        return coordinator.post(address, {"file": SimpleUploadedFile("members.csv", content)}).context

    # Looked at as Chinese Windows writes it: nothing is kept.
    page = upload(SENT.encode("gb18030"))
    assert [(line.number, line.outcome) for line, _label in page["lines"]] == [
        (2, "new"), (3, "new"), (4, "new"), (5, "new"), (7, "error"),
    ]  # fmt: skip
    assert page["unknown"] == ["备注"]
    assert page["lines"][-1][0].messages == ["原产地: “火星” is neither a code nor a name known here."]
    assert not Participation.objects.exists()
    assert coordinator.post(address, {"rows": page["rows"], "confirm": "1"}).status_code == 302
    parts = {str(p.exhibitor.name_zh_hans): p for p in Participation.objects.select_related("exhibitor")}
    assert {name: (p.role, p.status, p.pavilion) for name, p in parts.items()} == {
        "大连远洋进出口": ("main", "applied", pavilion),
        "马来商会(Malaysia)公司": ("main", "applied", pavilion),
        "某代理公司": ("represented", "applied", pavilion),
    }
    assert parts["大连远洋进出口"].exhibitor == known
    assert {line.outcome for line, _label in upload(SENT.encode())["lines"]} == {"unchanged", "error"}
    assert (Exhibitor.objects.count(), Product.objects.count()) == (3, 3)

    # Nobody but the organiser admits; until then the public finds nothing.
    assert codes(client, "products", q="咖啡") == [] == codes(client, "exhibitors")
    refused = coordinator.post(
        reverse("admin:fairs_participation_act", args=["admit"]), {"pk": [known.participations.get().pk]}
    )
    assert refused.status_code == 403
    assert confirm(logged_in(member(organiser)), "admit", *parts.values()).status_code == 302
    [row] = get(client, "products", q="白咖啡", origin="MY")["results"]
    shown = row["shown_at"][0]
    assert (row["exhibitor"]["code"], row["origin"]["name_en"]) == ("ocean", "Malaysia")
    assert (shown["edition"]["code"], shown["pavilion"]["name_en"]) == ("fair", "Malaysia")
    assert len(get(client, "products", origin="LK")["results"]) == 1
    assert count(edition) == Count(main=2, represented=1, domestic=1, foreign=1)
    assert len(get(client, "calendar", exhibitor="ocean")["results"]) == 1
    act(Participation.objects.get(exhibitor=known), "withdraw", "stays at home")
    assert codes(client, "products", q="白咖啡") == [] == get(client, "calendar", exhibitor="ocean")["results"]
