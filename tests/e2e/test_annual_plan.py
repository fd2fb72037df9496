"""A city fills in the year's plan, mends what is wrong with it, and confirms; the province publishes it at once."""

from datetime import date
from typing import Any

import pytest
from icalendar import Calendar

from fairs.models import Edition
from tests import factories as make
from tests.fairs.admin.world import authority, confirm, logged_in, member, url
from tests.fairs.imports.plan.sheets import Desk, filled, outcomes, told, xlsx

pytestmark = pytest.mark.django_db
EXPO = {
    "展会名称": "2027首届沈阳咖啡博览会", "举办日期": "10.24-26", "展馆": "新世界", "展厅": "4号馆、5",
    "展览面积": "约3.5万平方米", "净面积": 15000, "四个一批": "品牌精品展", "备注": "张三 024-1234",
}  # fmt: skip
FARMING = {"展会名称": "2027第29届辽宁农业博览会", "举办日期": "3月下旬", "展馆": "新世界", "展览面积": "3.5"}
MOTORS = {"展会名称": "2029沈阳车展", "举办日期": "5月3日-1日", "展馆": "新世纪"}


def last_year(office: Any) -> Any:
    venue = make.venue(name_zh_hans="沈阳新世界博览馆", aliases="新世界")
    for number in ("4", "5"):
        make.hall(venue, code=number, name_zh_hans=f"{number}号馆")
    fair = make.fair(name_zh_hans="东北（沈阳）建筑博览会", code="building")
    days = [(date(2026, 5, 1), date(2026, 5, 3))]
    title: dict[str, Any] = {
        "title_zh_hans": "2026第28届东北（沈阳）建筑博览会",
        "title_en": "",
        "ordinal": 28,
        "code": "building-2026",
    }
    return make.edition(days, fair=fair, venues=[venue], owner=office, **title)


def the_city_fills_in(desk: Desk) -> list[dict[str, Any]]:
    [suggested] = filled(desk.template())
    assert {name: suggested[name] for name in ("编号", "展会名称", "届次", "举办日期")} == {
        "编号": "building-2026", "展会名称": "2027第29届东北（沈阳）建筑博览会", "届次": 29, "举办日期": "2027-05",
    }  # fmt: skip
    again = {"展会名称": "东北建筑博览会", "展馆": "新世界"}
    return [{**suggested, "举办日期": "5月1日-3日"}, EXPO, FARMING, MOTORS, again]


def test_annual_plan(client: Any) -> None:
    city, province = authority(make.region()), authority(make.region("210000"))
    last_year(city)
    editor = logged_in(member(city), "zh-hans")
    desk = Desk(editor, city)
    rows = the_city_fills_in(desk)
    columns = list(dict.fromkeys(name for row in rows for name in row))

    seen = desk.upload(xlsx(rows, columns))
    assert outcomes(seen) == ["new", "new", "error", "error", "duplicate"]
    assert [bool(sentences) for sentences in told(seen)] == [False, False, True, True, True]
    assert not Edition.objects.filter(year=2027).exists()

    rows[2], rows[3] = (
        {**FARMING, "展览面积": "3.5万"},
        {**MOTORS, "展会名称": "2027沈阳车展", "举办日期": "待定", "展馆": "新世界"},
    )
    done = desk.confirm(desk.upload(xlsx(rows, columns)))
    assert outcomes(done) == ["new", "new", "new", "new", "duplicate"]
    entered = Edition.objects.filter(year=2027).order_by("pk")
    assert [(e.title_zh_hans, e.ordinal, e.stated_dates, e.editorial_state, e.owner) for e in entered] == [
        ("2027第29届东北（沈阳）建筑博览会", 29, "", "draft", city),
        ("2027首届沈阳咖啡博览会", 1, "", "draft", city),
        ("2027第29届辽宁农业博览会", 29, "3月下旬", "draft", city),
        ("2027沈阳车展", None, "待定", "draft", city),
    ]
    figures = entered[1].figures.order_by("measure").values_list("measure", "value", "qualifier", "as_stated", "stage")
    assert list(figures) == [
        ("gross_area", 35000, "about", "约3.5万平方米", "plan"), ("net_area", 15000, "exact", "15000", "plan"),
    ]  # fmt: skip
    assert outcomes(desk.upload(xlsx(rows, columns))) == ["unchanged"] * 4 + ["duplicate"]

    confirm(editor, "submit", *entered)
    office = logged_in(member(province, publishes=True))
    listed = office.get(url(Edition, "changelist"), {"year": 2027, "editorial_state": "submitted"})
    assert len(listed.context["cl"].result_list) == 4
    assert client.get("/calendars/all.ics?city=210100&from=2027-01-01").content.count(b"BEGIN:VEVENT") == 0
    confirm(office, "approve", *entered)
    confirm(office, "publish", *entered)
    told_now = Calendar.from_ical(client.get("/calendars/all.ics?from=2027-01-01&to=2027-12-31").content)
    assert [(str(e["SUMMARY"]), e["DTSTART"].to_ical(), e["DTEND"].to_ical()) for e in told_now.walk("VEVENT")] == [
        ("2027第29届东北（沈阳）建筑博览会", b"20270501", b"20270504"),
        ("2027首届沈阳咖啡博览会", b"20271024", b"20271027"),
    ]

    rows[1] = {**EXPO, "举办日期": "10.25-27"}
    refused = desk.upload(xlsx(rows, columns))
    assert outcomes(refused) == ["unchanged", "error", "unchanged", "unchanged", "duplicate"]
