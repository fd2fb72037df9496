"""The year's report by city and batch against its targets, from the table to what stays as it was."""

from datetime import date
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from django.contrib.auth.models import AnonymousUser, Permission

from fairs.models import Edition, User, act
from initiatives.models import Programme, Progress, Report, Target
from tests import factories
from tests.fairs.admin.world import authority, logged_in, member, superuser, url
from tests.fairs.api.asking import get
from tests.initiatives import factories as more

pytestmark = pytest.mark.django_db
MAY = [(date(2024, 5, 1), date(2024, 5, 3))]
AS_OF = {"as_of": "2024-12-31", "stage": "held"}


def edition(area: int | None = None, **fields: Any) -> Edition:
    made = factories.edition(**{"days": MAY, "year": 2024, "venues": [factories.venue(kind="professional")], **fields})
    if area:
        factories.figure(made, stage="final", value=area)
    return made


def programme() -> Programme:
    """With editions that count, and the traps."""
    made = more.programme(year=2024, code="liaoning-2024", title_en="Programme 2024")
    for measure, comparison, value in (("count", "at_least", 4), ("area", "more_than", 100_000)):
        Target.objects.create(programme=made, region=made.region, measure=measure, comparison=comparison, value=value)
    dalian = factories.region("210200")
    leading = edition(60_000, code="leading", batch="brand")
    edition(40_000, code="combined", batch="brand", combined_with=leading)
    edition(40_000, code="dalian", batch="market", region=dalian)
    edition(code="unmeasured", batch="market", region=dalian, title_en="=Unmeasured")
    edition(1000, code="new-year", year=None, days=[(date(2024, 12, 30), date(2025, 1, 3))])
    edition(1000, code="last-new-year", year=None, days=[(date(2023, 12, 30), date(2024, 1, 3))])
    act(edition(9000, code="cancelled"), "cancel")
    edition(5000, code="square", venues=[factories.venue(kind="other")])
    edition(5000, code="osaka", region=factories.region("JP", kind="country", name_en="Japan", iso_code="JP"))
    return made


def page(thing: Programme, name: str) -> str:
    return url(thing).replace("/change/", f"/{name}/")


def sums(told: dict[str, Any]) -> list[tuple[str, int, int, int]]:
    rows = [*told["rows"], told["total"]]
    return [
        (r["of"]["code"] if r["of"] else "", r["total"]["count"], r["total"]["area"], r["before"]["count"])
        for r in rows
    ]


def test_from_the_table_to_a_report_that_stays(client: Any) -> None:
    made, editor = programme(), logged_in(superuser())
    told = editor.get(page(made, "progress"), AS_OF).context["progress"]
    assert sums(told) == [("210100", 1, 60_000, 0), ("210200", 2, 40_000, 0), ("", 3, 100_000, 0)]
    assert [(t["words"], t["actual"], t["met"], t["missing"]) for t in told["targets"]] == [
        ("Liaoning: number of exhibitions ≥ 4", 3, False, 1),
        ("Liaoning: exhibition space (m²) > 100,000", 100_000, False, 1),
    ]
    assert {n: c["count"] for n, c in told["total"]["stages"].items()} == {
        "planned": 5, "approved": 4, "held": 3, "reported": 2, "audited": 0, "postponed": 0, "cancelled": 1,
    }  # fmt: skip
    assert [(each["reason"], each["count"]) for each in told["left_out"]] == [
        ("elsewhere", 1), ("venue", 1), ("combined", 1), ("cancelled", 1), ("ahead", 1),
    ]  # fmt: skip
    # the same reader gets the same numbers of the API
    assert sums(get(editor, "programmes/2024/progress", **AS_OF)) == sums(told)

    # drill-down: the rows behind a number, and why others do not count
    rows = editor.get(told["total"]["total"]["editions"]).context["rows"]
    assert [(row["code"], row["area"]) for row in rows] == [
        ("dalian", 40_000), ("leading", 60_000), ("unmeasured", None),
    ]  # fmt: skip
    [why] = [each["editions"] for each in told["left_out"] if each["reason"] == "ahead"]
    assert [(row["code"], row["meaning"]) for row in editor.get(why).context["rows"]] == [
        ("new-year", "not over by the cut-off date")
    ]

    # frozen, downloaded, corrected late, and still what it was
    answer = editor.post(page(made, "report"), {**AS_OF, "title": "Year 2024"}, follow=True)
    assert sums(answer.context["progress"]) == sums(told)
    report = Report.objects.get()
    before = report.content
    assert (report.title, report.as_of) == ("Year 2024", date(2024, 12, 31))
    sheets = spreadsheet(editor, report)
    assert sheets["Targets"][1:3] == [
        ("Liaoning: number of exhibitions ≥ 4", 3, 0.75, 1),
        ("Liaoning: exhibition space (m²) > 100,000", 100_000, 1, 1),
    ]
    assert [(row[0], row[4:7]) for row in sheets["Editions"][1:] if row[4] == "yes" or row[6] == "cancelled"] == [
        ("cancelled", ("no", None, "cancelled")), ("dalian", ("yes", 40_000, None)),
        ("leading", ("yes", 60_000, None)), ("unmeasured", ("yes", None, None)),
    ]  # fmt: skip
    assert "=Unmeasured" in {row[1] for row in sheets["Editions"]}

    factories.figure(Edition.objects.get(code="unmeasured"), stage="audited", value=50_000)
    act(Edition.objects.get(code="dalian"), "cancel")
    now = editor.get(page(made, "progress"), AS_OF).context["progress"]
    assert sums(now) == [("210100", 1, 60_000, 0), ("210200", 1, 50_000, 0), ("", 2, 110_000, 0)]
    assert sums(editor.get(url(report)).context["progress"]) == sums(told)
    assert (Report.objects.get().content, spreadsheet(editor, report)) == (before, sheets)


def spreadsheet(client: Any, report: Report, code: str = "liaoning-2024") -> dict[str, list[tuple[Any, ...]]]:
    answer = client.get(url(report).replace("/change/", "/report.xlsx"))
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{code}-held-2024-12-31.xlsx"'
    book = openpyxl.load_workbook(BytesIO(answer.content))
    assert "f" not in {cell.data_type for sheet in book for row in sheet.rows for cell in row}  # no formula
    return {sheet.title: list(sheet.values) for sheet in book}


def test_who_sees_and_who_makes_reports() -> None:
    made = programme()
    province, city = authority(made.region), authority(factories.region("210100"))
    made.owner = province
    made.save()
    official, other, nobody = member(province), member(city), factories.user(is_staff=True)
    report = logged_in(official).post(page(made, "report"), AS_OF, follow=True).context["object"]
    assert (report.made_by, report.title) == (official, "Programme 2024: held, as of 2024-12-31")
    assert [logged_in(u).get(page(made, "progress")).status_code for u in (official, other, nobody)] == [200, 200, 403]
    assert [logged_in(u).get(page(made, "editions")).status_code for u in (official, other, nobody)] == [200, 200, 403]
    assert [logged_in(u).post(page(made, "report"), AS_OF).status_code for u in (other, nobody)] == [403, 403]
    readers = [logged_in(u).get(url(report)).status_code for u in (official, other, nobody)]
    assert readers == [200, 404, 404]
    assert logged_in(other).get(url(report).replace("change/", "report.xlsx")).status_code == 404
    chief = logged_in(superuser())
    assert [chief.post(url(report, p)).status_code for p in ("add", "delete")] == [403, 403]
    assert Report.objects.count() == 1


def test_a_report_names_no_draft_of_elsewhere_and_says_among_what_it_counted() -> None:
    shenyang = more.programme(year=2024, region=factories.region("210100"), smallest_area=1)
    city = authority(shenyang.region)
    edition(published=False, code="ours", title_en="Ours")
    edition(published=False, code="leak", title_en="LEAK", region=factories.region("210200"))
    report = logged_in(superuser()).post(page(shenyang, "report"), AS_OF, follow=True).context["object"]
    answer = (reader := logged_in(member(city))).get(url(report))
    assert [row["code"] for row in answer.context["progress"]["editions"]] == ["ours"]
    assert "LEAK" not in answer.content.decode() + str(spreadsheet(reader, report, shenyang.code))
    assert "Counted among everything that is entered, drafts included." in answer.content.decode()
    assert [Report.objects.visible_to(u).count() for u in (AnonymousUser(), member(city))] == [0, 1]


def test_reports_are_listed_and_made_by_those_who_have_the_right() -> None:
    made = programme()
    city = authority(made.region)
    report, maker, reader = more.report(made, title="LEAK"), member(city), member(city)
    for user, rights in (
        (reader, ["view_report", "change_report", "add_report"]),
        (maker, ["view_report", "change_report"]),
    ):
        user.user_permissions.remove(*Permission.objects.filter(codename__in=rights))
    assert "LEAK" not in (text := logged_in(reader).get(page(made, "progress")).content.decode())
    assert "Make report" not in text
    assert logged_in(reader).post(page(made, "report"), AS_OF).status_code == 403
    answer = logged_in(maker).post(page(made, "report"), AS_OF)
    assert answer.headers["Location"].startswith(page(made, "progress"))
    assert Report.objects.exclude(pk=report.pk).get().made_by == maker


def test_titles_that_no_sheet_can_hold() -> None:
    made, editor = programme(), logged_in(superuser())
    for title in ("a\0b", "a\x0bb", "x" * 201):
        answer = editor.post(page(made, "report"), {**AS_OF, "title": title}, follow=True)
        assert [str(m)[:7] for m in answer.context["messages"]] == ["Title: "]
    assert not Report.objects.exists()
    Edition.objects.filter(code="square").update(title_en="Sq\x0buare")
    report = more.report(made, title="Ye\x0bar")
    sheets = spreadsheet(editor, report)
    assert ("Year" in {row[0] for row in sheets["Targets"]}, "Square" in {row[1] for row in sheets["Editions"]}) == (
        True,
        True,
    )


def test_questions_that_cannot_be_counted_are_answered_with_what_is_wrong() -> None:
    made, editor = programme(), logged_in(superuser())
    for asked in ({"as_of": "2024-02-30"}, {"stage": "done"}, {"x": "1"}, {"as_of": "9999-12-31"}, {"city": "\0"}):
        for name in ("progress", "editions"):
            answer = editor.get(page(made, name), asked)
            assert (answer.status_code, len(answer.context["problems"])) == (200, 1), asked
        assert editor.post(page(made, "report"), {**AS_OF, **asked}).status_code == 302
    assert editor.get(page(made, "report")).status_code == 302
    assert editor.get("/admin/initiatives/programme/999/progress/").status_code == 404
    assert Report.objects.filter(as_of=date(2024, 12, 31)).count() == 1  # the one whose unknown field is no question


@pytest.mark.parametrize("number", [1, 3])
def test_drafts_count_for_those_who_see_them_alone(number: int) -> None:
    made = more.programme(year=2024)
    for _ in range(number):
        edition(1000, published=False)
    told = {}
    users: dict[str, User | AnonymousUser] = {"public": AnonymousUser(), "all": superuser()}
    for name, user in users.items():
        told[name] = Progress(made, user, date(2024, 12, 31)).total.stages["planned"].count  # type: ignore[index]
    assert told == {"public": 0, "all": number}
