"""Files that hold a plan, and files that hold none."""

from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override
from hypothesis import given, settings
from hypothesis import strategies as st

from fairs.imports import sheets
from fairs.imports.plan.sheet import Sheet, column_of, read
from tests.fairs.imports.plan.sheets import HEADINGS, table, xlsx

pytestmark = pytest.mark.once


def refusal(name: str, content: bytes) -> str:
    with pytest.raises(ValidationError) as raised, override("en"):
        read(name, content)
    return " ".join(raised.value.messages)


def test_headings_are_understood_as_people_write_them() -> None:
    table = {
        "key": "编号 | Key | code",
        "title_zh_hans": "展会名称* | 展会 名称 | 展会名称（中文） | Title (Chinese) | NAME",
        "dates": "举办时间 | 举办日期（月日） | Dates:",
        "gross_area": "展览面积（万平方米） | 面积(㎡) | Gross area (m²)",
        "": "预算 | 序号 | ",
    }
    found = {name: {column_of(heading) for heading in headings.split(" | ")} for name, headings in table.items()}
    assert found == {name: {name} for name in table}
    sheet = Sheet(["序号", "名称", "面积（万平方米）", "预算", *["x"] * 22, "净面积"], [])
    assert (sheet.unit("gross_area"), sheet.unit("net_area"), sheet.unknown[:1]) == (10_000, 1, ["预算"])
    assert [sheet.cell(name, 7) for name in ("title_zh_hans", "net_area", "dates")] == ["B7", "AA7", ""]


def test_what_is_no_plan_is_told_why(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fairs.imports.plan.sheet.MOST_ROWS", 20)
    book = xlsx([{"展会名称": "甲"}])
    files = [
        ("plan.xls", b"x", "ends in .csv or .xlsx"),
        ("plan.xlsx", bytes.fromhex("d0cf11e0a1b11ae1") * 99, "save it as .xlsx without a password"),
        ("plan.xlsx", b"PK\x03\x04", "no XLSX file that can be read"),
        ("plan.csv", table([{"展会名称": "甲"}] * 21), "more than 20 rows"),
        ("plan.csv", table([{"展会名称": "甲"}] * 99), "more than 30 rows"),
        ("plan.csv", b"\n\n", "No row has the headings"),
        ("plan.csv", "展会名称,面积,规模\n1,2,3\n".encode(), "Two columns mean the same: 面积 = 规模."),
        ("plan.csv", "展会名称\n".encode("gb18030"), "no rows below"),
        (
            "plan.csv",
            ",".join(["展会名称", *"x" * 50]).encode() + (b"\n" + b",".join([b"a" * 4000] * 51)) * 3,
            "500000 ch",
        ),
    ]
    for name, content, message in files:
        assert message in refusal(name, content), (name, content[:20])
    monkeypatch.setattr(sheets, "LARGEST_UNPACKED", 1000)
    assert refusal("plan.xlsx", book) == "The file is too large once unpacked."


def test_merged_cells_mean_each_of_their_rows() -> None:
    content, out = xlsx([{"展会名称": name, "展馆": "甲馆" if name == "a" else None} for name in "abc"]), BytesIO()
    merged = b'</sheetData><mergeCells count="2"><mergeCell ref="D2:D3"/><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    with ZipFile(BytesIO(content)) as parts, ZipFile(out, "w") as packed:
        for part in parts.namelist():
            packed.writestr(part, parts.read(part).replace(b"</sheetData>", merged))
    sheet = read("plan.xlsx", out.getvalue())
    assert [sheet.said(row).get("venue") for _number, row in sheet.rows] == ["甲馆", "甲馆", None]


@given(data=st.data())
@settings(max_examples=25)
def test_no_bytes_are_an_accident(data: Any) -> None:
    """Bytes of any kind, and workbooks with some of their bytes changed."""
    broken = bytearray(BOOK)
    for place, byte in data.draw(st.lists(st.tuples(st.integers(0, len(BOOK) - 1), st.integers(0, 255)), max_size=20)):
        broken[place] = byte
    for name, content in (
        ("a.xlsx", bytes(broken)),
        ("a.xlsx", data.draw(st.binary())),
        ("a.csv", data.draw(st.binary())),
    ):
        try:
            sheet = read(name, content)
        except ValidationError as error:
            assert error.messages
        else:
            assert all(len(row) == len(sheet.headings) for _number, row in sheet.rows)


BOOK = xlsx([dict.fromkeys(HEADINGS, "甲")])
