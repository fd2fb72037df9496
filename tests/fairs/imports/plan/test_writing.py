"""A plan taken over: what was seen is what is written, once, and by the rules of the models."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import gettext, override
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fairs.calendar import ledger
from fairs.imports.plan import report
from fairs.imports.plan.judging import Plan
from fairs.imports.plan.sheet import read
from fairs.imports.plan.writing import take
from fairs.models import Edition, EditionPlace, Fair, Figure, Organisation, Source
from tests import factories as make
from tests.fairs.admin.world import authority, fresh, member
from tests.fairs.imports.plan.sheets import YEAR, Row, table

pytestmark = pytest.mark.django_db
HEADINGS = [
    "编号",
    "展会名称",
    "举办日期",
    "展馆",
    "展厅",
    "展览面积",
    "净面积",
    "类别",
    "主办单位",
    "承办单位",
    "备注",
    "届次",
]


class Desk:
    def __init__(self) -> None:
        self.city = authority(make.region())
        self.user = member(self.city)
        self.venue = make.venue(name_zh_hans="新世界")
        self.halls = [make.hall(self.venue, code=code, name_zh_hans=f"{code}号馆") for code in "45"]

    def look(self, *rows: Row) -> Plan:
        return Plan(read("plan.csv", table(list(rows), HEADINGS)), YEAR, self.city, self.user)

    def take(self, *rows: Row, chosen: set[int] | None = None, meanwhile: Any = None) -> list[str]:
        """The outcomes; all rows are chosen unless said."""
        seen = {line.number: (line.digest, line.edition.pk if line.edition else 0) for line in self.look(*rows).lines}
        if meanwhile:
            meanwhile()
        plan = self.look(*rows)
        take(plan, set(seen) if chosen is None else chosen, seen)
        return [line.outcome for line in plan.lines]


@pytest.fixture
def desk() -> Desk:
    return Desk()


FULL: Row = {
    "展会名称": "2027第3届沈阳咖啡展", "举办日期": "10.24-26、10.30-11.2", "展馆": "新世界", "展厅": "4、5",
    "展览面积": "近2万", "类别": "咖啡", "主办单位": "甲会、乙会", "承办单位": "甲会", "备注": "张三",
}  # fmt: skip


def test_a_new_row_becomes_a_draft_with_all_its_parts(desk: Desk) -> None:
    make.category(name_zh_hans="咖啡", code="coffee")
    assert desk.take(FULL, {"展会名称": "2027沈阳咖啡展（秋季）"}) == ["new", "new"]
    edition = Edition.objects.get(title_zh_hans="2027第3届沈阳咖啡展")
    told = (edition.year, edition.ordinal, edition.owner, edition.region, edition.editorial_state, edition.private_note)
    assert told == (YEAR, 3, desk.city, make.region(), "draft", "张三")
    assert [(b.first_day, b.last_day, b.uuid == edition.uuid) for b in edition.blocks.order_by("first_day")] == [
        (date(2027, 10, 24), date(2027, 10, 26), True), (date(2027, 10, 30), date(2027, 11, 2), False),
    ]  # fmt: skip
    assert [place.hall for place in edition.places.all()] == desk.halls
    assert [(o.role, o.organisation.name_zh_hans) for o in edition.organisers.order_by("pk")] == [
        ("organiser", "甲会"), ("organiser", "乙会"), ("contractor", "甲会"),
    ]  # fmt: skip
    assert Organisation.objects.filter(name_zh_hans="甲会").count() == 1
    figure = edition.figures.get()
    assert (figure.measure, figure.stage, figure.value, figure.qualifier, figure.as_stated) == (
        "gross_area", "plan", 20000, "nearly", "近2万",
    )  # fmt: skip
    source = Source.objects.get()
    assert (source.code, figure.source, edition.source) == (f"plan-2027-{desk.city.code}"[:60], source, source)
    fair = Fair.objects.get()  # of both rows
    assert (fair.name_zh_hans, [c.category.code for c in fair.categories.all()]) == ("沈阳咖啡展", ["coffee"])
    why = gettext("Taken over from the spreadsheet of a plan")
    assert edition.history.get().history_change_reason == why
    assert ledger.check() == []
    assert desk.take(FULL, {"展会名称": "2027沈阳咖啡展（秋季）"}) == ["unchanged", "unchanged"]
    assert (Edition.objects.count(), Figure.history.count(), Edition.history.count()) == (2, 1, 2)


def test_what_changes_keeps_its_identities(desk: Desk) -> None:
    make.category(name_zh_hans="咖啡")
    desk.take(FULL)
    edition = Edition.objects.get()
    uuids = list(edition.blocks.order_by("first_day").values_list("uuid", flat=True))
    later = {
        **FULL,
        "编号": edition.code,
        "举办日期": "10.25-27",
        "展厅": "5",
        "展览面积": "3万",
        "主办单位": "乙会",
        "承办单位": "",
    }
    assert desk.take(later) == ["changed"]
    assert list(edition.blocks.values_list("uuid", "first_day")) == [(uuids[0], date(2027, 10, 25))]
    assert list(EditionPlace.objects.values_list("hall__code", flat=True)) == ["5"]
    assert list(edition.organisers.order_by("pk").values_list("role", flat=True)) == ["organiser", "contractor"]
    assert list(edition.figures.values_list("value", "qualifier")) == [(30000, "exact")]
    assert desk.take({**later, "举办日期": "10月下旬", "展厅": ""}) == ["changed"]
    assert (fresh(edition).stated_dates, edition.blocks.count(), edition.places.count()) == ("10月下旬", 0, 1)
    assert desk.take({**later, "举办日期": "10月20日起", "展厅": ""}) == ["changed"]
    assert list(edition.blocks.values_list("first_day", "last_day")) == [(date(2027, 10, 20), None)]
    assert desk.take({**later, "举办日期": "10月20日-21日", "展厅": ""}) == ["changed"]
    assert (fresh(edition).stated_dates, edition.blocks.get().complete) == ("", True)


def test_only_what_is_chosen_and_as_it_was_seen(desk: Desk) -> None:
    first, second = {"展会名称": "甲展", "举办日期": "10.24"}, {"展会名称": "乙展", "举办日期": "10.25"}
    assert desk.take(first, second, chosen={3}) == ["new", "new"]
    assert [edition.title_zh_hans for edition in Edition.objects.all()] == ["乙展"]
    moved = {**second, "举办日期": "10.26"}

    def somebody_else() -> None:
        Edition.objects.get().blocks.get().move(date(2027, 9, 1), date(2027, 9, 1), announced=False)
        make.edition(title_zh_hans="甲展", owner=desk.city, published=False, year=YEAR)

    assert desk.take(first, moved, meanwhile=somebody_else) == ["stale", "stale"]
    assert Edition.objects.get(title_zh_hans="乙展").blocks.get().first_day == date(2027, 9, 1)
    assert desk.take(moved) == ["changed"]


def test_a_duplicate_is_taken_when_it_is_chosen(desk: Desk) -> None:
    rows = [{"展会名称": "2027糖酒会", "举办日期": "3.24"}, {"展会名称": "2027糖酒会", "举办日期": "9.24"}]
    assert [line.outcome for line in desk.look(*rows).lines] == ["new", "duplicate"]
    assert desk.take(*rows) == ["new", "new"]
    assert desk.take(*rows) == ["unchanged", "unchanged"]
    assert (Edition.objects.count(), Fair.objects.count()) == (2, 1)


def test_a_number_that_somebody_took_meanwhile_leaves_the_other_rows(desk: Desk) -> None:
    hidden = make.organisation()
    fair = make.fair(name_zh_hans="甲展")
    make.edition(fair=fair, year=2026, owner=desk.city, code="a-2026")
    rows = [
        {"编号": "a-2026", "展会名称": "2027甲展", "届次": "5", "主办单位": "丙会"},
        {"展会名称": "2027乙展", "主办单位": "丙会"},
    ]

    def number_five() -> None:
        make.edition(fair=fair, ordinal=5, owner=hidden, region=make.region("210200"), published=False, year=2025)

    assert desk.take(*rows, meanwhile=number_five) == ["error", "new"]
    [made] = Edition.objects.filter(year=YEAR)
    assert [each.organisation.name_zh_hans for each in made.organisers.all()] == ["丙会"]
    with override("en"):
        [line, _other] = desk.look(*rows).lines
        assert [m.text for m in line.messages if m.column == "ordinal"] == [
            "This fair already has an edition with this number."
        ]


@given(data=st.data())
@settings(max_examples=3, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_cells_are_an_accident(desk: Desk, data: Any) -> None:
    some = ["10.24-26", "3.5万", "第3届", "待定", "甲展", "新世界", "4", "\x0b=1", "x" * 400, "\ud7ff\ufdd0"]
    cells = st.text(max_size=12) | st.sampled_from(some)
    rows = data.draw(st.lists(st.fixed_dictionaries(dict.fromkeys(HEADINGS, cells)), min_size=3, max_size=6))
    try:
        desk.take(*rows)
    except ValidationError as error:  # of the file: blank rows only, say
        assert error.messages
    else:
        results = {line.number: (line.outcome, "", "") for line in desk.look(*rows).lines}
        sheet = desk.look(*rows).sheet
        assert report.as_csv(sheet, results).startswith(b"\xef\xbb\xbf")
        assert report.as_xlsx(sheet, results).startswith(b"PK")
