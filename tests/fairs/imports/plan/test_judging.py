"""What becomes of each row of a plan, and what its sender is told."""

from datetime import date
from typing import Any

import pytest
from django.utils.translation import override

from fairs.imports.plan.judging import Plan
from fairs.imports.plan.sheet import read
from fairs.models import Edition, EditorialState, Organisation
from tests import factories as make
from tests.fairs.admin.world import authority, member
from tests.fairs.imports.plan.sheets import YEAR, Row, table

pytestmark = pytest.mark.django_db
OCTOBER = (date(YEAR, 10, 24), date(YEAR, 10, 26))
MAY = (date(YEAR, 5, 1), date(YEAR, 5, 3))


class World:
    def __init__(self) -> None:
        self.city = authority(make.region())
        self.user = member(self.city)
        self.hall = make.venue(
            name_zh_hans="沈阳新世界博览馆", aliases="新世界", name_en="New World", indoor_area=50_000
        )
        make.hall(self.hall, code="4", name_zh_hans="4号馆")
        self.far = make.venue(name_zh_hans="大连星海会展中心", name_en="Xinghai", region=make.region("210200"))

    def edition(self, title: str, days: Any = OCTOBER, **fields: Any) -> Edition:
        given = {"owner": self.city, "published": False, "year": YEAR, "title_en": "", "venues": [self.hall], **fields}
        return make.edition([days] if days else [], title_zh_hans=title, **given)

    def look(self, *rows: Row) -> Plan:
        owner = Organisation.objects.select_related("region__parent__parent__parent").get(pk=self.city.pk)
        headings = list(dict.fromkeys(heading for row in rows for heading in row))
        return Plan(read("plan.csv", table(list(rows), headings)), YEAR, owner, self.user)

    def told(self, *rows: Row) -> list[Any]:
        """[(outcome, sentences)] of each row."""
        with override("en"):
            return [(line.outcome, *(m.text for m in line.messages)) for line in self.look(*rows).lines]

    def changes(self, row: Row) -> list[Any]:
        with override("en"):
            [line] = self.look(row).lines
            return [line.outcome, *((change.column, change.old, change.new) for change in line.changes)]


@pytest.fixture
def world() -> World:
    return World()


def row(title: str, **fields: Any) -> Row:
    names = {
        "days": "举办日期",
        "venue": "展馆",
        "halls": "展厅",
        "gross": "展览面积",
        "net": "净面积",
        "key": "编号",
        "city": "城市",
    }
    names |= {
        "number": "届次",
        "batch": "四个一批",
        "organisers": "主办单位",
        "category": "类别",
        "website": "网址",
        "note": "备注",
    }
    return {"展会名称": title, **{names[name]: value for name, value in fields.items()}}


def test_each_cell_is_told_what_is_wrong_with_it(world: World) -> None:
    make.region("210600")
    rows = [
        row("甲展", days="10.26-24", venue="新世纪", gross="3.5", batch="大展", number="x", website="x y"),
        row("乙展", days="2028-10-24", venue="新世界", halls="4、9", gross="20000", net="30000"),
        row("2029第3届丙展", days="10.1-20", venue="新世界", gross="6万", net="1000", number="4", city="丹东"),
        row("", days="10.24"),
        row("丁展", venue="新世界", key="none"),
        row("戊展", city="亚特兰蒂斯", venue="新世界", halls="4号", category="无此类"),
    ]
    assert world.told(*rows) == [
        (
            "error",
            "“x” is no edition number: write 29 or 第29届.",
            "The last day is before the first day. 2027-10-26 ~ 2027-10-24",
            "“新世纪” is not known here. Is it New World? Valid names are on the template's last sheet.",
            "3.5 m² is too small: write 3.5万平方米 for ten thousands, or the unit, 3.5㎡.",
            "“大展” is no batch: write one of brand boutique exhibition, regular resident exhibition, "
            "market-run quality exhibition, conference.",
            "Enter a valid URL.",
        ),
        (
            "error",
            "“9” is no hall there. Its halls: 4.",
            "Its year is 2027, but its days are from 2028-10-24 to 2028-10-24: correct one of them.",
            "net exhibition space (m²): 30000 is more than gross exhibition space (m²): 20000.",
        ),
        (
            "new",
            "The title says 2029, the plan is for 2027: is the year right?",
            "The title says no. 3, the column no. 4: which is right?",
            "Open on 20 days: more than 10 are usual of resident exhibitions only.",
            "Net space is 2 % of gross: 25 to 70 % is usual.",
            "60000 m² of gross space are more than the 50000 m² that its venues have.",
            "New World is in Shenyang: is the city right?",
            "It is outside of Shenyang.",
        ),
        ("error", "Give the title, in Chinese or in English."),
        ("error", "No edition that you may see has this key. Leave it empty for a new fair."),
        (
            "error",
            "“亚特兰蒂斯” is not known here. Valid names are on the template's last sheet.",
            "“无此类” is not known here. Valid names are on the template's last sheet.",
        ),
    ]


def test_a_row_finds_its_edition(world: World) -> None:
    fair = make.fair(name_zh_hans="老博览会")
    world.edition("2026第3届老博览会", year=YEAR - 1, fair=fair, ordinal=3, code="old-2026")
    mine = world.edition("2027第4届老博览会", fair=fair, ordinal=4, code="old-2027")
    same = ("unchanged",)
    table: list[tuple[Row, Any]] = [
        (row("2027第4届老博览会"), same),
        (row("2027 第4届 老博览会", days="10月24-26日", venue="新世界"), same),
        (row("", key="old-2027", venue="New World"), same),
        (row("2027第4届老博览会", key="old-2026"), same),
        (row("老博览会", number="4"), ("changed", "2027第4届老博览会")),
        (row("第4届老博览会（沈阳）", key="old-2026"), ("changed", "2027第4届老博览会")),
        (row("2027第5届老博览会"), ("duplicate",)),
    ]
    for given, (outcome, *old) in table:
        [line] = world.look(given).lines
        assert (line.outcome, [c.old for c in line.changes]) == (outcome, old), given
        assert line.edition == (None if outcome == "duplicate" else mine)
    [first, second] = world.look(row("2027第4届老博览会"), row("2027第4届老博览会")).lines
    assert (first.outcome, second.outcome, second.edition) == ("unchanged", "error", None)


def test_what_changes_is_shown_cell_by_cell_and_blank_cells_change_nothing(world: World) -> None:
    body = make.organisation(name_zh_hans="甲会", name_en="A")
    edition = world.edition("2027甲展", organisers=[body], private_note="x", batch="brand", ordinal=2)
    make.figure(edition, value=20_000)
    assert world.changes(row("2027甲展", days="", venue="", gross="", note="")) == ["unchanged"]
    given = row(
        "2027甲展", days="3月下旬", venue="新世界", halls="4号馆", gross="约3.5万", net="15000", batch="会议", note="y",
        number="3", organisers="甲会、乙会", website="a.example",
    )  # fmt: skip
    assert world.changes(given) == [
        "changed",
        ("note", "x", "y"),
        ("website", "", "https://a.example"),
        ("ordinal", "2", "3"),
        ("batch", "brand boutique exhibition", "conference"),
        ("dates", "2027-10-24 ~ 2027-10-26", "3月下旬"),
        ("halls", "New World", f"New World {world.hall.halls.get().name_en}"),
        ("organisers", "A", "A, 乙会"),
        ("gross_area", "20,000 m²", "about 35,000 m²"),
        ("net_area", "", "15,000 m²"),
    ]


def test_what_is_published_is_not_changed_silently(world: World) -> None:
    edition = world.edition("2027甲展", published=True)
    page = "It is published: change it on its own page, with a reason."
    step = "It is published: on its own page choose “Reschedule”, “Correct dates” or “Cancel the event”."
    assert world.told(row("2027甲展", days="10.25-27", gross="20000")) == [("error", step, page)]
    assert world.told(row("2027甲展", days="10.24-26")) == [("unchanged",)]
    Edition.objects.filter(pk=edition.pk).update(editorial_state=EditorialState.APPROVED)
    assert world.told(row("2027甲展", gross="20000")) == [
        ("changed", "It is approved already, and changes all the same.")
    ]


def test_others_drafts_are_told_of_only_where_both_would_stand(world: World) -> None:
    other = make.organisation()
    world.edition("2027第9届东北（沈阳）建博会", owner=other, code="secret", region=make.region("210200"))
    world.edition("2027沈阳车展", owner=other, published=True, code="cars", days=MAY, region=make.region("210200"))
    hidden = "Another edition has nearly the same title, at the same venue on the same days."
    rows = [
        row("东北建博会会", days="10.24", venue="新世界", city="沈阳"),
        row("东北建博会", days="10.24", venue="新世界", city="沈阳"),
        row("东北建博会", days="10.23", venue="新世界", city="沈阳"),
        row("第9届东北建博会", days="待定", city="大连"),
        row("沈阳车展", days="5月3日", venue="新世界"),
        row("", key="secret"),
        row("", key="cars"),
    ]
    assert [world.told(each)[0] for each in rows] == [
        ("new",),
        ("duplicate", hidden),
        ("new",),
        ("new", "It is outside of Shenyang."),
        ("duplicate", "Another organisation published “2027沈阳车展” (cars)."),
        ("error", "No edition that you may see has this key. Leave it empty for a new fair."),
        ("error", "This edition belongs to another organisation: only that may change it."),
    ]  # fmt: skip


def test_what_is_in_no_row_is_told_and_stays(world: World) -> None:
    kept = world.edition("2027甲展")
    world.edition("2027乙展")
    world.edition("2027丙展", owner=make.organisation())
    world.edition("2027丁展", event_status="cancelled")
    assert world.look(row("2027乙展")).vanished == [kept]


def test_queries_do_not_grow_with_the_rows(world: World, django_assert_num_queries: Any) -> None:
    for number in range(3):
        world.edition(f"2027旧展{number}", organisers=[world.city])
        world.edition(f"2027他展{number}", owner=make.organisation(), region=world.far.region)
    cells = {
        "days": "10.24",
        "venue": "新世界",
        "halls": "4",
        "organisers": "甲会",
        "gross": "3万",
        "batch": "会议",
        "city": "沈阳",
    }
    for count in (1, 3):
        rows = [row(f"2027{kind}展{n}", **cells) for n in range(count) for kind in ("旧", "新")]
        plan = world.look(*rows)
        _known_to_the_request = plan.user.has_perm("fairs.add_organisation"), plan.user.organisations
        with django_assert_num_queries(15):
            assert (len(plan.lines), len(plan.vanished)) == (2 * count, 3 - count)
