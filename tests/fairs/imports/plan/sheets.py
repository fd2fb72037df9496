"""Plans as files, and what the pages of the admin make of them."""

import csv
from io import BytesIO, StringIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook, load_workbook

from fairs.models import Organisation

HEADINGS = ["编号", "展会名称", "举办日期", "展馆", "展厅", "展览面积", "净面积", "四个一批", "主办单位", "备注"]
YEAR = 2027
Row = dict[str, Any]


def xlsx(rows: list[Row], headings: list[str] | None = None) -> bytes:
    book, out = Workbook(), BytesIO()
    columns = headings or HEADINGS
    book.active.append(columns)
    for row in rows:
        book.active.append([row.get(heading) for heading in columns])
    book.save(out)
    return out.getvalue()


def table(rows: list[Row], headings: list[str] | None = None) -> bytes:
    out = StringIO()
    columns = headings or HEADINGS
    csv.writer(out).writerows([columns, *([row.get(heading, "") for heading in columns] for row in rows)])
    return out.getvalue().encode("utf-8-sig")


def filled(content: bytes, sheet: int = 0) -> list[Row]:
    """The rows of a workbook under its headings, without what is blank."""
    [headings, *rows] = load_workbook(BytesIO(content)).worksheets[sheet].iter_rows(values_only=True)
    named = [str(heading) for heading in headings]
    return [{h: v for h, v in zip(named, row, strict=True) if v not in (None, "")} for row in rows if any(row)]


class Desk:
    """The pages of the annual plan, at which somebody sits."""

    def __init__(self, client: Any, owner: Organisation) -> None:
        self.client, self.owner, self.address = client, owner, reverse("admin:fairs_edition_plan")

    def template(self) -> bytes:
        return bytes(self.client.get(reverse("admin:fairs_edition_plan_template"), {"year": YEAR}).content)

    def upload(self, content: bytes, name: str = "plan.xlsx", **fields: Any) -> Any:
        file = SimpleUploadedFile(name, content)
        return self.client.post(self.address, {"year": YEAR, "owner": self.owner.pk, "file": file, **fields})

    def confirm(self, page: Any, *rows: int) -> Any:
        """These rows, or what is ticked."""
        ticked = [line.number for line in page.context["plan"].lines if line.preselected]
        data = {"plan": page.context["carried"], "confirm": "1", "row": list(rows) or ticked}
        return self.client.post(self.address, data)

    def report(self, page: Any, ending: str = "xlsx") -> Any:
        return self.client.post(self.address, {"plan": page.context["carried"], "report": ending})


def outcomes(page: Any) -> list[str]:
    return [line.outcome for line in page.context["plan"].lines]


def told(page: Any) -> list[list[str]]:
    """What each row is told."""
    return [[sentence for _tone, sentence in sentences] for _line, _label, sentences in page.context["lines"]]
