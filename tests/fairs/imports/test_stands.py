from collections.abc import Iterator
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from fairs.floor import rectangle
from fairs.imports import stands
from fairs.models import Stand, StandPlan
from tests import factories
from tests.fairs.floors import row, stand, stand_plan

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


def looked_at(plan: StandPlan, content: bytes, name: str = "plan.csv") -> stands.Preview:
    return stands.preview(plan, stands.read(name, content))


def told(preview: stands.Preview) -> list[Any]:
    return [(r.where, r.number, r.state, r.changes or list(map(str, r.errors))) for r in preview.rows]


TABLE = """number,kind,x,y,width,depth,outline,pavilion
A1,standard,3,0,3,3,,
A2,raw,0,0,3,3,,MY
A3,,,,,,"6,0 12,0 12,3 9,3 9,6 6,6",none
A4,standard,12,0,3,3,,
"""


def test_a_table_is_shown_before_it_is_taken_over_as_a_whole() -> None:
    plan = stand_plan()
    factories.pavilion(plan.edition, region=factories.region("MY"), name_en="Malaysia", name_zh_hans="")
    row(plan, 2)
    stand(plan, "A4", 12)
    seen = looked_at(plan, TABLE.encode())
    assert told(seen) == [
        (2, "A1", "changed", ["0 0 3 3 → 3 0 3 3"]),
        (3, "A2", "changed", ["3 0 3 3 → 0 0 3 3", "standard stand → raw space", "– → Malaysia"]),
        (4, "A3", "new", ["– → 6,0 12,0 12,3 9,3 9,6 6,6", "– → standard stand"]),
        (5, "A4", "same", []),
    ]
    assert (seen.ready, seen.counts) == (True, [("new", 1), ("updated", 2), ("unchanged", 1)])
    assert plan.outlines()["A1"] == rectangle(0, 0, 3, 3)
    for encoding in ("utf-8-sig", "gb18030"):
        chinese = TABLE.replace("number", "展位号").replace("standard", "Standard s").encode(encoding)
        assert looked_at(plan, chinese).digest == seen.digest
    assert seen.apply("Imported") == 3
    assert Stand.objects.get(number="A3").area == 27
    again = looked_at(plan, stands.exported(plan).encode())
    assert ({r.state for r in again.rows}, again.ready) == ({"same"}, False)
    assert stands.exported(plan).splitlines()[1:] == [
        "A1,standard,3,0,3,3,,none", "A2,raw,0,0,3,3,,MY", 'A3,standard,,,,,"6,0 12,0 12,3 9,3 9,6 6,6",none',
        "A4,standard,12,0,3,3,,none",
    ]  # fmt: skip


def test_what_is_wrong_is_told_row_by_row_and_nothing_is_written() -> None:
    plan = stand_plan()
    row(plan, 2)
    lines = [
        "B1,0,3,3,3,,", "B2,0,3,3,3,,", "A1,17,9,4,3,,", ",9,9,1,1,,", "B3,1,,3,3,,", "B4,1,1,3,3,1 1 3 3,", "B5,,,,,,",
        "B6,9,0,0,3,,", "B7,a,0,3,3,,", "B8,9,0,1,1,,ZZ", 'B0,,,,,"0,0 nan,1 3,3",', "B9,,,,,,", "B9,,,,,,",
        "C1,12,6,3,3,,", f"{'D' * 21},15,6,3,3,,",
    ]  # fmt: skip
    content = "number,x,y,width,depth,outline,pavilion\n" + "\n".join(lines)
    seen = looked_at(plan, content.encode())
    assert [r.state for r in seen.rows] == ["error"] * 13 + ["new", "error"]
    assert [list(map(str, r.errors)) for r in seen.rows] == [
        ["Stand B1 overlaps stand B2 by 9.00 m²."],
        ["Stand B1 overlaps stand B2 by 9.00 m²."],
        ["3.00 m² of stand A1 are outside of the hall."],
        ["Give the stand's number."],
        ["Give all of x, y, width and depth."],
        ["Give x, y, width and depth, or the outline, not both."],
        ["Give x, y, width and depth, or the outline."],
        ["Width and depth must be more than 0."],
        ["Write “x y width depth”, or the corners as “x,y x,y x,y …”, in metres."],
        ["The edition has no pavilion of “ZZ”: give a region's code."],
        ["Each point is two numbers, x and y, in metres up to 1000."],
        *[["This number is in the file more than once."]] * 2,
        [],
        ["Ensure this value has at most 20 characters (it has 21)."],
    ]
    assert (seen.ready, Stand.objects.count()) == (False, 2)
    [wrong] = looked_at(plan, b"number,kind,x,y,width,depth\nE1,tent,9,9,1,1").rows
    assert wrong.errors == ["“tent” is no kind of stand: known are standard stand, raw space."]


def test_a_drawing_is_taken_over_too() -> None:
    plan = stand_plan()
    drawing = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 12">
      <rect id="hall" width="20" height="12"/><rect id="A1" width="3" height="3" data-kind="raw"/>
      <path id="A2" d="M3 0h3v3h-3z"/><circle r="1"/><rect width="1" height="1" x="9"/><path id="A3" d="M0 0C1 1"/>
      </svg>"""
    seen = looked_at(plan, drawing.encode(), "Plan.SVG")
    assert told(seen) == [
        (2, "A1", "new", ["– → 0 0 3 3", "– → raw space"]),
        (3, "A2", "new", ["– → 3 0 3 3", "– → standard stand"]),
        (4, "", "error", ["Give the stand's number."]),
        (5, "A3", "error", ["Only straight lines are understood: M, L, H, V and Z."]),
    ]


@pytest.mark.parametrize("head", ["number,price\nA1,5", "number,stand\nA1,A1", "number,x\n", ""])
def test_a_table_with_another_head_is_refused(head: str) -> None:
    with pytest.raises(ValidationError):
        stands.read("plan.csv", head.encode())
