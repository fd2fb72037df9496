"""What the list of a pavilion's members tells its coordinator of companies that are none of its members."""

import pytest
from django.utils.translation import override

from fairs.imports.members import preview, take
from fairs.models import Participation
from tests import factories as make
from tests.fairs.applications import coming, member_of

pytestmark = pytest.mark.django_db


@override("en")
def test_a_coordinator_is_told_nothing_of_who_is_hidden() -> None:
    chamber, edition = make.organisation(), coming(owner=make.organisation())
    pavilion, user = make.pavilion(edition, coordinator=chamber), member_of(chamber)
    hidden, known = (
        make.exhibitor(code=code, name_en=code.title(), website=f"https://{code}.example") for code in "hk"
    )
    make.participation(edition, hidden, "applied")
    make.participation(edition, known)
    rows = [
        (2, {"name_en": "New", "website": "http://h.example/"}),
        (3, {"code": "h"}),
        (4, {"name_en": "H"}),
        (5, {"name_en": "Another", "website": "http://k.example/"}),
        (6, {"code": "k"}),
    ]
    found = [(line.outcome, *line.messages) for line in preview(pavilion, rows, user, set())]
    assert found == [
        ("new",),
        ("error", "code: No exhibitor has this code."),
        ("error", "Ask the organiser whether this company can be taken in."),
        ("duplicate", "May be known already: K (k). Then give its code."),
        ("error", "It takes part in this edition already: on its own."),
    ]
    take(pavilion, rows, user, set())
    assert [(line.outcome) for line in preview(pavilion, rows[:1], user, set())] == ["unchanged"]


@override("en")
def test_what_is_wrong_is_told_under_the_headings_of_the_file() -> None:
    organiser = make.organisation()
    pavilion, user = make.pavilion(coming(owner=organiser)), member_of(organiser)
    region = make.region("210100")
    rows = [
        (2, {"企业名称": "甲厂", "所在地": "沈阳", "身份": "联合参展商"}),
        (3, {"企业名称": "乙厂", "身份": "主办", "所在地": "沈阳市"}),
        (4, {"Company": "丙厂", "E-mail": "x", "region": "210100"}),
    ]
    assert [(line.outcome, *line.messages) for line in take(pavilion, rows, user, set())] == [
        ("new",),
        ("error", "身份: “主办” is none of these: 主参展商, 参展商, 联合参展商, 被代理企业, main, co, represented."),
        ("error", "E-mail: Enter a valid email address."),
    ]
    part = Participation.objects.get()
    assert (part.exhibitor.region, part.role) == (region, "co")
