"""Lists as spreadsheets: every one can be had, with what the reader sees and no more."""

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.contrib import admin
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from fairs.admin.exporting import Exported
from tests import factories as make

from .world import everything, logged_in, member, superuser, url

pytestmark = pytest.mark.django_db


def exported(client: Any, *things: Any) -> list[tuple[Any, ...]]:
    data = {"action": "export", "_selected_action": [thing.pk for thing in things]}
    answer = client.post(url(things[0], "changelist"), data)
    assert answer["Content-Disposition"].startswith("attachment")
    return [*load_workbook(BytesIO(answer.content)).worksheets[0].values]


def test_every_list_can_be_exported() -> None:
    everything()
    request = RequestFactory().get("/")
    request.user = superuser()
    lists = [shown for shown in admin.site._registry.values() if isinstance(shown, Exported)]
    assert len(lists) > 30
    for shown in lists:
        head, row, *_others = shown.lines(request, shown.get_queryset(request))
        assert (len(head), len(row)) == (len({*shown.list_display, *shown.exported}),) * 2
        assert not any("<" in str(cell) for cell in row), row


def test_an_edition_is_exported_with_days_halls_and_area_and_no_formula() -> None:
    venue = make.venue(name_en="Centre")
    hall = make.hall(venue, name_en="Hall 4")
    fair = make.fair(name_en="Tea Expo")
    edition = make.edition(
        fair=fair, title_en="=1+1", title_zh_hans="", code="tea-1", year=2026, batch="brand", venues=[venue],
        halls=[hall], organisers=[make.organisation(name_en="Host")],
    )  # fmt: skip
    make.figure(edition, measure="gross_area", stage="plan", value=20000)
    [head, row] = exported(logged_in(superuser()), edition)
    assert dict(zip(head, row, strict=True)) == {
        "Title": "'=1+1", "Days": "2026-05-01 – 05-03", "City": "Shenyang", "Batch": "brand boutique exhibition",
        "Editorial state": "published", "Event status": "as scheduled", "Code": "tea-1", "Fair": "Tea Expo",
        "Edition no.": None, "Year": 2026, "Venues": "Centre, Centre Hall 4", "Organisers": "Host",
        "First day": row[10], "Last day": row[11], "Gross area planned (m²)": 20000,
    }  # fmt: skip
    assert [day.date() for day in row[10:12]] == [date(2026, 5, 1), date(2026, 5, 3)]


def test_of_what_is_hidden_nothing_is_exported_and_the_cost_does_not_grow() -> None:
    mine = make.organisation()
    own = [make.edition(owner=mine, venues=[make.venue()]) for _n in range(3)]
    hidden = make.edition(published=False)
    client = logged_in(member(mine))
    assert len(exported(client, own[0], hidden)) == 2
    counts = []
    for several in (own[:1], own):
        with CaptureQueriesContext(connection) as queries:
            assert len(exported(client, *several)) == 1 + len(several)
        counts.append(len(queries))
    assert counts[0] == counts[1]
