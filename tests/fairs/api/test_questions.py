"""What lists can be asked for, and how a wrong question is refused."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from fairs.models import DayBlock, Edition, act
from tests import factories

from .asking import LISTS, codes, get, refusal

pytestmark = pytest.mark.django_db


@pytest.fixture
def three() -> None:
    """a: in Shenyang in May, b: in Dalian in March and June, c: in Guangzhou, nobody said when."""
    robots, machines = factories.category(code="robots"), factories.category(code="machines")
    robots.parent = machines
    robots.save()
    venue = factories.venue(code="snwe")
    hall = factories.hall(venue, code="4")
    part = factories.hall(venue, code="4A", part_of=hall)
    a = factories.edition(
        code="a",
        halls=[part],
        batch="brand",
        audience="trade",
        organisers=[factories.organisation(code="bureau")],
        fair=factories.fair([robots], code="machine-fair", name_zh_hans="装备制造业博览会", aliases="制博会"),
    )
    factories.participation(a, factories.exhibitor(code="firm"))
    factories.display(
        a, factories.product(origin=factories.region("440100"), category=factories.category(code="coffee"))
    )
    b = factories.edition(
        code="b",
        days=[(date(2025, 3, 1), date(2025, 3, 2)), (date(2025, 6, 1), date(2025, 6, 2))],
        region=factories.region("210200"),
        year=2025,
        title_en="Seafood Dalian",
        synthetic=True,
    )
    act(b, "cancel", "storm")
    factories.edition(code="c", days=[], stated_dates="2027", region=factories.region("440100"), year=None)


ASKED: list[tuple[dict[str, str], str]] = [
    ({}, "abc"),
    ({"from": "2026-05-03"}, "a"),
    ({"from": "2026-05-04"}, ""),
    ({"to": "2026-04-30"}, "b"),
    ({"from": "2025-03-02", "to": "2026-05-01"}, "ab"),
    ({"from": "2025-04-01", "to": "2025-04-30"}, ""),  # between the two blocks of b
    ({"city": "210100"}, "a"),
    ({"city": "210100,210200"}, "ab"),
    ({"region": "210000"}, "ab"),
    ({"region": "CN"}, "abc"),
    ({"venue": "snwe"}, "a"),
    ({"hall": "snwe.4A"}, "a"),
    ({"hall": "snwe.4"}, "a"),
    ({"fair": "machine-fair"}, "a"),
    ({"batch": "brand,market"}, "a"),
    ({"audience": "public"}, ""),
    ({"status": "cancelled"}, "b"),
    ({"category": "machines"}, "a"),
    ({"category": "robots"}, "a"),
    ({"category": "coffee"}, "a"),
    ({"origin": "440000"}, "a"),
    ({"origin": "MY"}, ""),
    ({"organiser": "bureau"}, "a"),
    ({"exhibitor": "firm"}, "a"),
    ({"year": "2025,2026"}, "ab"),
    ({"in_province": "true"}, "ab"),
    ({"in_province": "false"}, "c"),
    ({"synthetic": "true"}, "b"),
    ({"q": "制造业"}, "a"),
    ({"q": "制博会"}, "a"),
    ({"q": "dalian SEAFOOD"}, "b"),
    ({"q": "dalian coffee"}, ""),
    ({"q": "100%"}, ""),
    ({"city": "210200", "year": "2026"}, ""),
    ({"ordering": "-code"}, "cba"),
    ({"ordering": "first_day"}, "bac"),
    ({"ordering": "-first_day"}, "abc"),
    ({"ordering": "year"}, "bac"),
    ({"ordering": "-year"}, "abc"),
    ({"lang": "en"}, "abc"),
]


@pytest.mark.usefixtures("three")
def test_editions(client: Client) -> None:
    factories.region("MY")
    assert [(asked, "".join(codes(client, "editions", **asked))) for asked, __ in ASKED] == ASKED


def test_other_lists(client: Client) -> None:
    robots = factories.category(code="robots")
    edition = factories.edition(code="e", fair=factories.fair([robots], code="f"), venues=[factories.venue(code="v")])
    malaysia = factories.region("MY")
    pavilion = factories.pavilion(edition, region=malaysia)
    factories.participation(edition, factories.exhibitor(code="x"), pavilion=pavilion)
    factories.display(edition, factories.product(code="p", category=robots))
    early = datetime(2026, 4, 30, 23, tzinfo=UTC)  # 1 May, 7 a.m. in Shanghai
    factories.session(edition, code="s", kind="opening", starts_at=early, ends_at=early + timedelta(hours=2))
    factories.session(code="t", starts_at=None, ends_at=None, first_day=date(2026, 5, 1), last_day=date(2026, 5, 2))
    factories.figure(edition, stage="plan")
    assert codes(client, "fairs", category="robots") == codes(client, "fairs", q="f号") + ["f"] == ["f"]
    assert codes(client, "fairs", region="210100", ordering="-code")[-1] == "f"
    assert codes(client, "sessions", edition="e") == codes(client, "sessions", kind="opening") == ["s"]
    assert codes(client, "sessions", to="2026-04-30") == []
    assert codes(client, "sessions", **{"from": "2026-05-01", "to": "2026-05-01"}) == ["s", "t"]
    assert codes(client, "sessions", **{"from": "2026-05-02"}) == ["t"]
    assert codes(client, "sessions", ordering="start") == ["t", "s"]
    assert codes(client, "exhibitors", pavilion="MY") == codes(client, "exhibitors", fair="f") == ["x"]
    assert codes(client, "products", origin="MY", category="robots", edition="e") == ["p"]
    assert codes(client, "venues", city="210100", q="V") == ["v"]
    assert codes(client, "organisations", kind="media") == []
    assert codes(client, "categories", q="robots") == ["robots"]
    assert codes(client, "regions", region="MY") == codes(client, "origins", kind="country") == ["MY"]
    assert len(get(client, "figures", edition="e", stage="plan,final", measure="gross_area")["results"]) == 1
    assert get(client, "halls", venue="v")["results"] == []
    assert len(get(client, "calendar", edition="e")["results"]) == 1


def test_modified_since_sees_changed_parts(client: Client) -> None:
    old, part, new = (factories.edition(code=code) for code in ("old", "part", "new"))
    long_ago = datetime(2026, 1, 1, tzinfo=UTC)
    Edition.objects.exclude(pk=new.pk).update(modified_at=long_ago)
    DayBlock.objects.filter(edition=old).update(modified_at=long_ago)
    assert codes(client, "editions", modified_since="2026-01-01T00:00:00Z") == ["new", "old", "part"]
    assert codes(client, "editions", modified_since="2026-01-01T08:00:01+08:00") == ["new", "part"]
    assert part.code == "part"


@pytest.mark.parametrize("path", LISTS)
def test_every_list_refuses_what_it_does_not_understand(client: Client, path: str) -> None:
    assert refusal(client, path, colour="red") == (400, [("colour", "unknown_parameter")])
    assert refusal(client, path, page_size="0") == (400, [("page_size", "invalid_page_size")])
    assert refusal(client, path, page_size="201") == (400, [("page_size", "invalid_page_size")])
    assert refusal(client, path, page_size="") == (400, [("page_size", "blank")])
    assert refusal(client, path, page_size=["5", "6"]) == (400, [("page_size", "repeated")])
    assert refusal(client, path, format="xml") == (400, [("format", "unknown_parameter")])
    if path != "changes":
        assert refusal(client, path, ordering="secret") == (400, [("ordering", "invalid_ordering")])
        assert refusal(client, path, cursor="cD0yMDI2") == (400, [("cursor", "invalid_cursor")])
    if path not in {"figures", "changes", "stand-plans", "participations"}:
        assert refusal(client, path, q="\0") == (400, [("q", "null_characters_not_allowed")])
        assert refusal(client, path, q="长" * 101) == (400, [("q", "max_length")])
    assert refusal(client, f"{path}/nothing-like-it")[0] == 404


WRONG: list[tuple[dict[str, Any], list[tuple[str, str]]]] = [
    ({"city": "999999"}, [("city", "unknown_code")]),
    ({"city": "210000"}, [("city", "unknown_code")]),
    ({"city": "210100,"}, [("city", "unknown_code")]),
    ({"city": "210100\0"}, [("city", "unknown_code")]),
    ({"batch": "Brand"}, [("batch", "unknown_code")]),
    ({"year": "26"}, [("year", "unknown_code")]),
    ({"year": "٢٠٢٦"}, [("year", "unknown_code")]),
    ({"from": "2026-02-30"}, [("from", "invalid")]),
    ({"from": "0001-01-01"}, [("from", "out_of_range")]),
    ({"from": "2026-05-02", "to": "2026-05-01"}, [("to", "reversed")]),
    ({"in_province": "yes"}, [("in_province", "invalid_choice")]),
    ({"modified_since": "2026-05-01"}, [("modified_since", "invalid_moment")]),
    ({"modified_since": "2026-05-01T00:00:00"}, [("modified_since", "invalid_moment")]),
    ({"modified_since": "0001-01-01T00:00:00+14:00"}, [("modified_since", "invalid_moment")]),
    ({"modified_since": "2026-13-01T00:00:00Z"}, [("modified_since", "invalid_moment")]),
    ({"ordering": "--code"}, [("ordering", "invalid_ordering")]),
    ({"page_size": "1e2"}, [("page_size", "invalid_page_size")]),
    ({"page_size": "9" * 5000}, [("page_size", "invalid_page_size")]),
    ({"x": "1", "q": "", "city": "no"}, [("x", "unknown_parameter"), ("q", "blank"), ("city", "unknown_code")]),
]


def test_refusals_name_the_parameter(client: Client) -> None:
    factories.region()
    refusals = [(asked, refusal(client, "editions", **asked)) for asked, __ in WRONG]
    assert [(asked, sorted(errors)) for asked, (__, errors) in refusals] == [(a, sorted(errors)) for a, errors in WRONG]
    assert {status for __, (status, ___) in refusals} == {400}


def test_one_row_takes_no_parameter_but_the_language(client: Client) -> None:
    edition = factories.edition()
    assert get(client, f"editions/{edition.code}", lang="en")["code"] == edition.code
    assert refusal(client, f"editions/{edition.code}", fields="code") == (400, [("fields", "unknown_parameter")])


def test_the_language_must_be_one_there_is(client: Client) -> None:
    edition = factories.edition()
    for path in ("editions", f"editions/{edition.code}", "calendar", "changes"):
        assert refusal(client, path, lang="de") == (400, [("lang", "invalid_choice")])
