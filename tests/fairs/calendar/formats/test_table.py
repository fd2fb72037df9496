"""CSV as the csv module and as spreadsheets read it."""

import csv
from datetime import UTC, datetime
from io import StringIO
from uuid import UUID

import pytest
import time_machine
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from fairs.calendar.formats.table import harmless
from tests import factories
from tests.fairs.calendar.world import JUNE, MAY
from tests.initiatives.factories import full_market

NOON = datetime(2026, 3, 1, 4, tzinfo=UTC)


def rows(query: str = "") -> list[list[str]]:
    response = Client().get(f"/calendars/all.csv?{query}")
    assert (response.status_code, response["Content-Type"]) == (200, "text/csv; charset=utf-8; header=present")
    text = response.content.decode()
    assert text.startswith("\ufeff")
    return list(csv.reader(StringIO(text[1:], newline=""), strict=True))


@pytest.mark.django_db
class TestTables:
    def test_a_whole_table(self) -> None:
        with time_machine.travel(NOON, tick=False):
            venue = factories.venue(name_en="Centre, A", latitude="41.7", longitude="-123.4")
            edition = factories.edition(
                [MAY], uuid=UUID(int=1), code="expo", venues=[venue], title_en='=HYPERLINK("x")', description_en="a\nb"
            )
            factories.session(edition, uuid=UUID(int=2), code="talk", title_en="Talk", title_zh_hans="")
        assert rows("lang=en&kind=edition,session") == [
            [
                "first day or start", "last day or end", "title", "status", "kind", "place", "categories",
                "description", "recurrence", "page", "latitude", "longitude", "UID", "SEQUENCE", "changed",
            ],
            [
                "2026-05-01", "2026-05-03", "'=HYPERLINK(\"x\")", "as scheduled", "fair", "Centre, A, Shenyang", "",
                "a\nb", "", "http://localhost:8000/editions/expo/", "41.7", "-123.4",
                "edition-00000000-0000-0000-0000-000000000001@fair-calendar", "0", "2026-03-01T04:00:00Z",
            ],
            [
                "2026-05-01 09:00", "2026-05-01 11:00", "Talk", "as scheduled", "session", "Shenyang", "",
                "'=HYPERLINK(\"x\")", "", "http://localhost:8000/sessions/talk/", "", "",
                "session-00000000-0000-0000-0000-000000000002@fair-calendar", "0", "2026-03-01T04:00:00Z",
            ],
        ]  # fmt: skip

    def test_what_recurs_has_its_rule(self) -> None:
        full_market()
        assert [row[8].partition(";")[0] for row in rows("kind=initiative")[1:]] == ["FREQ=WEEKLY"]

    def test_filters_and_order_are_those_of_the_feed(self) -> None:
        factories.edition([JUNE], title_zh_hans="六月", batch="brand")
        factories.edition([MAY], title_zh_hans="五月", batch="brand")
        factories.edition([MAY], batch="market")
        assert [row[2] for row in rows("batch=brand")[1:]] == ["五月", "六月"]
        assert len(rows("from=2027-01-01")) == 1


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"])
def test_formulas_are_text(start: str) -> None:
    assert harmless(f"{start}1+1") == f"'{start}1+1"


@given(st.one_of(st.text(), st.floats(allow_nan=False), st.none()))
def test_nothing_else_is_touched(cell: object) -> None:
    assert harmless(cell) in (cell, f"'{cell}")
    assert not (isinstance(cell, str) and cell[:1].isalnum()) or harmless(cell) == cell
