"""Files as people's programs write them, and files that are none."""

import codecs
from datetime import date
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override
from openpyxl import Workbook

from fairs.imports.sheets import LARGEST, read

pytestmark = pytest.mark.once
WANTED = [(2, {"企业": "远洋", "面积": "36"}), (4, {"企业": "近海"})]
LINES = "企业,面积\n 远洋 ,36\n,\n近海,\n"


def workbook(*rows: Any) -> bytes:
    book, content = Workbook(), BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(content)
    return content.getvalue()


def refusal(name: str, content: bytes) -> str:
    with pytest.raises(ValidationError) as raised, override("en"):
        read(name, content)
    return " ".join(raised.value.messages)


def test_whatever_program_wrote_it() -> None:
    for content in (
        LINES.encode(),
        codecs.BOM_UTF8 + LINES.replace("\n", "\r\n").encode(),
        LINES.encode("gb18030"),
        LINES.replace(",", "\t").encode("utf-16"),
        LINES.replace(",", ";").encode(),
        '企业,面积\n"远\n洋",36\n,\n近海,\n'.encode().replace("远\n洋".encode(), "远洋".encode()),
    ):
        assert read("a.CSV", content) == WANTED
    assert read("a.xlsx", workbook(["企业", "面积"], ["远洋", 36.0], [None, None], ["近海"])) == WANTED
    days = read("a.xlsx", workbook(["Day"], [date(2026, 5, 1)], ["=1+1"]))
    assert days == [(2, {"Day": "2026-05-01"})]


def test_what_is_no_sheet_is_refused_with_a_reason() -> None:
    packed = BytesIO()
    with ZipFile(packed, "w") as parts:
        parts.writestr("xl/workbook.xml", "<html>")
    table = [
        ("a.pdf", b"%PDF", "ends in .csv or .xlsx"),
        ("a.csv", b"", "no rows below"),
        ("a.csv", b"a,b\n", "no rows below"),
        ("a.csv", b"a,a\n1,2\n", "Two columns are called"),
        ("a.csv", b'a\n"x', "This is no CSV file"),
        ("a.csv", b"\x81\xff\xfe\x00", "cannot be read"),
        ("a.csv", b"a\n" + b"x" * 6000, "A cell is too long"),
        ("a.csv", b"a\n" + b"1\n" * 1001, "more than 1000 rows"),
        ("a.csv", b"x" * (LARGEST + 1), "more than 5 MB"),
        ("a.xlsx", b"a,b\n1,2", "no XLSX file"),
        ("a.xlsx", packed.getvalue(), "no XLSX file"),
        ("a.xlsx", workbook(["a"]), "no rows below"),
    ]
    for name, content, message in table:
        assert message in refusal(name, content), (name, content[:20])
