"""The pages of the annual plan: who may open them, what they take, and what they hand out."""

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.urls import reverse
from openpyxl import Workbook

from fairs.imports.sheets import LARGEST
from fairs.models import Edition
from tests import factories as make
from tests.fairs.admin.world import authority, logged_in, member, superuser
from tests.fairs.imports.plan.sheets import YEAR, Desk, filled, outcomes, table, xlsx

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> Desk:
    city = authority(make.region())
    return Desk(logged_in(member(city)), city)


def test_only_who_may_add_editions(desk: Desk) -> None:
    addresses = [desk.address, reverse("admin:fairs_edition_plan_template") + f"?year={YEAR}"]
    assert [desk.client.get(address).status_code for address in addresses] == [200, 200]
    assert addresses[0] in desk.client.get(reverse("admin:fairs_edition_changelist")).content.decode()
    nobody = logged_in(make.user(is_staff=True))
    assert [nobody.get(address).status_code for address in addresses] == [403, 403]
    other = make.organisation()
    page = desk.upload(xlsx([{"展会名称": "甲展"}]), owner=other.pk)
    assert list(page.context["form"].errors) == ["owner"]
    seen = desk.upload(xlsx([{"展会名称": "甲展"}]))
    stolen = Desk(logged_in(member(desk.owner)), desk.owner)
    assert stolen.confirm(seen).status_code == 302  # what another was shown is not theirs to confirm
    assert stolen.client.post(desk.address, {"plan": "x", "confirm": "1"}).status_code == 302
    assert Edition.objects.count() == 0
    boss = Desk(logged_in(superuser()), other)
    assert outcomes(boss.confirm(boss.upload(xlsx([{"展会名称": "甲展", "城市": "沈阳"}], ["展会名称", "城市"])))) == [
        "new"
    ]
    assert Edition.objects.get().owner == other


def test_the_template_suggests_last_year_and_comes_back_unchanged(desk: Desk) -> None:
    venue = make.venue(name_zh_hans="新世界", region=make.region())
    make.hall(venue, code="4")
    make.venue(region=make.region("440100"), code="far")
    body = make.organisation(name_zh_hans="甲、乙会")
    chinese: dict[str, Any] = {"owner": desk.owner, "venues": [venue], "title_en": ""}
    fair = make.fair(name_zh_hans="甲展")
    for code, number, month, title in (("c", 1, 3, "2026第1届甲展（春）"), ("d", 2, 9, "2026第2届甲展（秋）")):
        named: dict[str, Any] = {"code": code, "title_zh_hans": title, "ordinal": number}
        make.edition([(date(2026, month, 1), None)], fair=fair, year=2026, **named, **chinese)
    make.edition(title_zh_hans="2026他展", year=2026, owner=body, region=make.region("440100"), title_en="")
    two = [(date(YEAR, 5, 1), date(YEAR, 5, 3)), (date(YEAR, 6, 1), date(YEAR, 6, 1))]
    given: dict[str, Any] = {
        "batch": "market",
        "website": "https://a.example/",
        "private_note": "a\nb",
        "organisers": [body],
        "code": "a",
        **chinese,
    }
    edition = make.edition(two, title_zh_hans="2027 乙展（全）", year=YEAR, **given)
    make.figure(edition, qualifier="over")
    make.edition([], title_zh_hans="=丙展", code="b", year=YEAR, stated_dates="3月下旬", published=False, **chinese)
    desk.client.defaults["HTTP_ACCEPT_LANGUAGE"] = "zh-hans"
    content = desk.template()
    rows = filled(content)
    assert [(row["展会名称"], row["举办日期"], row.get("届次")) for row in rows] == [
        ("2027 乙展（全）", "2027-05-01 ~ 2027-05-03; 2027-06-01", None),
        ("'=丙展", "3月下旬", None),
        ("2027第3届甲展（春）", "2027-03", 3),
        ("2027第4届甲展（秋）", "2027-09", 4),
    ]
    assert [len(filled(content, sheet)) > 3 for sheet in (1, 2)] == [True, True]
    assert {venue.code, "4", "brand"} <= {value for row in filled(content, 2) for value in row.values()}
    assert "far" not in str(filled(content, 2))
    page = desk.upload(content)
    assert (outcomes(page), page.context["plan"].sheet.unknown) == (["unchanged", "unchanged", "new", "new"], [])
    assert outcomes(desk.confirm(page)) == ["unchanged", "unchanged", "new", "new"]
    again = desk.upload(content)
    assert outcomes(again) == ["unchanged"] * 4
    assert "confirm" not in again.content.decode().split("<table", 1)[1]
    assert outcomes(desk.upload(desk.template())) == ["unchanged"] * 4


def test_reports_hold_what_was_sent_and_what_became_of_it(desk: Desk) -> None:
    headings = ["序号", "展会名称", "举办日期", "预算"]
    rows = [
        {"序号": 1, "展会名称": "=甲展", "举办日期": "3月"},
        {"序号": 2, "展会名称": "乙展", "举办日期": "x", "预算": "5"},
    ]
    page = desk.upload(table(rows, headings), "plan.csv")
    assert (page.context["plan"].sheet.unknown, "Dates" in page.context["plan"].sheet.missing) == (["预算"], False)
    wrong = "举办日期 C3: “x” is no day: write 10月24日-26日, 2027-10-24 ~ 2027-10-26, 3月下旬 or 待定."
    before = desk.report(page, "csv")
    assert before.content.decode() == (
        "\ufeff序号,展会名称,举办日期,预算,result,messages,key found\r\n1,'=甲展,3月,,new,,\r\n"
        f'2,乙展,x,5,error,"{wrong}",\r\n'
    )
    done = desk.confirm(page)
    [first, second] = filled(desk.report(done).content)
    assert (first["result"], first["key found"]) == ("new", Edition.objects.get().code)
    assert (second["result"], second["messages"]) == ("error", wrong)
    assert Edition.objects.get().title_zh_hans == "=甲展"
    assert 'filename="plan-2027-done.xlsx"' in desk.report(done)["Content-Disposition"]


def test_what_people_do_to_spreadsheets(desk: Desk) -> None:
    """A title above, headings with breaks and units, merged cells, days and formulas as such, columns of their own."""
    make.venue(name_zh_hans="新世界")
    book, out = Workbook(), BytesIO()
    sheet: Any = book.active
    sheet.append(["附件：沈阳市2027年展会计划"])
    sheet.append(["序号", "展会\n名称", "展览面积（万平方米）", "举办时间", "举办地点", "经费"])
    sheet.append([1, "甲展", 3.5, date(YEAR, 5, 1), "新世界", "=1+1"])
    sheet.append([2, "乙展", 2, "６月１日－３日", None, None])
    sheet.append([])
    sheet.append([4, "丙展", "1.5万㎡", 7.24, "新世界", None])
    sheet.merge_cells("A1:F1")
    sheet.merge_cells("E3:E4")
    book.save(out)
    page = desk.upload(out.getvalue())
    lines = page.context["plan"].lines
    assert [(line.number, line.outcome, line.said.areas["gross_area"].value) for line in lines] == [
        (3, "new", 35000), (4, "new", 20000), (6, "new", 15000),
    ]  # fmt: skip
    assert [[str(day) for span in line.said.days for day in span] for line in lines] == [
        ["2027-05-01"] * 2, ["2027-06-01", "2027-06-03"], ["2027-07-24"] * 2,
    ]  # fmt: skip
    assert [len(line.said.places) for line in lines] == [1, 1, 1]
    assert page.context["plan"].sheet.unknown == ["经费"]


def test_what_is_no_plan_is_refused_at_the_field(desk: Desk) -> None:
    refused = desk.upload("甲,乙\n1,2\n".encode(), "plan.csv").context["form"].errors["file"]
    assert refused == [
        "No row has the headings: at least “展会名称 / Title (Chinese)” is needed. Start from the template."
    ]
    assert "more than 5 MB" in str(desk.upload(b"a" * (LARGEST + 1), "plan.csv").context["form"].errors["file"])
    for year in ("x", "99999999999"):
        assert desk.client.get(reverse("admin:fairs_edition_plan_template"), {"year": year}).status_code == 302
        assert list(desk.upload(xlsx([{"展会名称": "甲"}]), year=year).context["form"].errors) == ["year"]
    assert Edition.objects.count() == 0


def test_two_thousand_rows_can_be_ticked(desk: Desk) -> None:
    page = desk.upload(xlsx([{"展会名称": "甲展"}]))
    data = {"plan": page.context["carried"], "confirm": "1", "row": [str(n) for n in range(2, 2100)] + ["x", "9" * 30]}
    assert outcomes(desk.client.post(desk.address, data)) == ["new"]
