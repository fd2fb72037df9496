"""Which editions count toward a programme, and why the others do not."""

from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from pytest_django import DjangoAssertNumQueries

from fairs.models import Edition, Venue, act
from initiatives.models import Programme, Progress, Stage
from initiatives.models.candidates import candidates
from tests import factories
from tests.initiatives import factories as more

pytestmark = pytest.mark.django_db
PUBLIC = AnonymousUser()
AS_OF = date(2026, 12, 31)
HELD, AHEAD = [(date(2026, 5, 1), date(2026, 5, 3))], [(date(2027, 1, 3), date(2027, 1, 5))]


def hall() -> Venue:
    return factories.venue(kind="professional")


def edition(**fields: Any) -> Edition:
    return factories.edition(**{"days": HELD, "venues": [hall()], **fields})


def counted(programme: Programme, as_of: date = AS_OF) -> dict[str, list[str]]:
    """{stage: codes of what counts}"""
    progress = Progress(programme, PUBLIC, as_of)
    codes = dict(Edition.objects.values_list("pk", "code"))
    return {stage.value: sorted(codes[pk] for pk in progress.count.at(stage).counted) for stage in Stage}


def reasons(programme: Programme, stage: Stage = Stage.HELD, as_of: date = AS_OF) -> dict[str, str]:
    codes = dict(Edition.objects.values_list("pk", "code"))
    return {codes[pk]: reason for pk, reason in Progress(programme, PUBLIC, as_of).count.at(stage).reasons.items()}


def areas(programme: Programme, stage: Stage, as_of: date = AS_OF) -> list[int | None]:
    return [c.area for c in Progress(programme, PUBLIC, as_of).count.at(stage).counted.values()]


def test_stages_follow_one_another() -> None:
    act(edition(code="cancelled"), "cancel")
    act(edition(code="postponed"), "postpone")
    edition(code="ahead", days=AHEAD)
    edition(code="undated", days=[])
    edition(code="held")
    factories.figure(edition(code="reported"), stage="preliminary", measure="visits")
    factories.figure(edition(code="audited"), stage="audited")
    programme = more.programme()
    assert counted(programme) == {
        "planned": ["ahead", "audited", "cancelled", "held", "postponed", "reported", "undated"],
        "approved": ["ahead", "audited", "held", "postponed", "reported", "undated"],
        "held": ["audited", "held", "reported"],
        "reported": ["audited", "reported"],
        "audited": ["audited"],
        "postponed": ["postponed"],
        "cancelled": ["cancelled"],
    }
    assert reasons(programme, Stage.AUDITED) == {
        "cancelled": "cancelled", "postponed": "postponed", "ahead": "ahead", "undated": "undated",
        "held": "not_reported", "reported": "not_audited",
    }  # fmt: skip


def test_cancelled_editions_stay_approved_where_the_rule_says_so() -> None:
    act(edition(code="cancelled"), "cancel")
    told = counted(more.programme(counts_cancelled=True))
    assert (told["approved"], told["held"]) == (["cancelled"], [])


def test_what_never_counts() -> None:
    osaka = factories.region("JP", kind="country", name_en="Japan", iso_code="JP")
    edition(code="osaka", region=osaka)
    factories.edition(HELD, code="square", venues=[factories.venue(kind="other")])
    factories.edition(HELD, code="nowhere")
    either = [factories.venue(kind="other"), factories.venue(kind="unknown")]
    factories.edition(HELD, code="either", venues=either)
    factories.edition(HELD, code="two-venues", venues=[factories.venue(kind="conference"), hall()])
    edition(code="made-up", synthetic=True)
    edition(code="conference", batch="conference")
    edition(code="draft", published=False)  # the public does not see it
    assert reasons(more.programme()) == {
        "osaka": "elsewhere",
        "square": "venue",
        "nowhere": "venue_unknown",
        "either": "venue_unknown",
        "made-up": "synthetic",
    }
    lax = more.programme(
        year=2026, region=factories.region("210100"), professional_venues_only=False, within_region_only=False,
        counts_conferences=False, synthetic=True,
    )  # fmt: skip
    assert reasons(lax) == {"conference": "conference"}
    assert counted(lax)["held"] == ["either", "made-up", "nowhere", "osaka", "square", "two-venues"]


def test_a_district_lies_in_its_province() -> None:
    edition(code="district", region=factories.region("210102"))
    assert counted(more.programme())["held"] == ["district"]


def test_a_plan_year_is_one_year() -> None:
    """Over New Year, and with a year other than that of its days."""
    new_year = [(date(2026, 12, 30), date(2027, 1, 3))]
    edition(code="new-year", year=None, days=new_year)
    edition(code="stated", year=2025, days=[(date(2026, 1, 1), date(2026, 1, 2))])
    years = {year: more.programme(year=year) for year in (2025, 2026, 2027)}
    later = date(2027, 12, 31)
    assert {year: counted(p, later)["held"] for year, p in years.items()} == {
        2025: ["stated"], 2026: ["new-year"], 2027: [],
    }  # fmt: skip
    assert reasons(years[2026], as_of=date(2027, 1, 2)) == {"new-year": "ahead"}


def test_days_that_are_not_known_and_figures_that_are() -> None:
    """Held is shown by figures once the year is over."""
    factories.figure(edition(code="somewhen", days=[]), stage="final", measure="visits")
    edition(code="open-end", days=[(date(2026, 5, 1), None)])
    programme = more.programme()
    assert counted(programme)["held"] == ["somewhen"]
    assert reasons(programme) == {"open-end": "undated"}
    assert counted(programme, date(2026, 12, 30))["held"] == []


def test_space_by_stage() -> None:
    """A later stage before an earlier one, gross space before a kind not stated."""
    one = edition()
    for stage, measure, value in (
        ("plan", "area", 9), ("plan", "gross_area", 8), ("preliminary", "area", 7), ("audited", "area", 6),
        ("audited", "net_area", 5),
    ):  # fmt: skip
        factories.figure(one, stage=stage, measure=measure, value=value, stated_on=None)
    factories.figure(one, stage="final", value=99, stated_on=date(2027, 1, 1))  # after the cut-off date
    programme = more.programme()
    stages = (Stage.PLANNED, Stage.APPROVED, Stage.HELD, Stage.REPORTED, Stage.AUDITED)
    assert [areas(programme, stage) for stage in stages] == [[8], [8], [6], [6], [6]]


@pytest.mark.parametrize(("comparison", "met"), [("at_least", ["above", "line"]), ("more_than", ["above"])])
def test_a_size_line(comparison: str, met: list[str]) -> None:
    for code, area in {"above": 10001, "line": 10000, "below": 9999}.items():
        factories.figure(edition(code=code), stage="final", value=area)
    edition(code="unknown")
    edition(code="conference", batch="conference")
    programme = more.programme(smallest_area=10000, size_comparison=comparison)
    for stage in (Stage.PLANNED, Stage.HELD):  # the best there is, where the stage has no figure
        assert counted(programme)[stage] == sorted([*met, "conference"])
    missed = {code: "too_small" for code in ("below", "line") if code not in met}
    assert reasons(programme) == {**missed, "unknown": "area_unknown"}


def test_combined_fairs_count_once_with_the_largest_space() -> None:
    leading = edition(code="leading", batch="brand")
    other = edition(code="other", batch="market", combined_with=leading)
    edition(code="third", combined_with=leading)
    factories.figure(leading, value=20000)
    factories.figure(other, value=30000)
    programme = more.programme(smallest_area=25000)
    assert (counted(programme)["held"], areas(programme, Stage.HELD)) == (["leading"], [30000])
    assert reasons(programme) == {"other": "combined", "third": "combined"}
    act(leading, "cancel")
    assert counted(programme)["held"] == ["other"]
    programme.combined_once = False
    programme.smallest_area = None
    assert counted(programme)["held"] == ["other", "third"]


def test_a_conference_that_leads_does_not_hide_exhibitions_from_the_size_line() -> None:
    leading = edition(code="leading", batch="conference")
    factories.figure(edition(code="other", combined_with=leading), value=9000)
    assert reasons(more.programme(smallest_area=10000)) == {"leading": "too_small", "other": "combined"}


def test_combined_fairs_count_once_when_their_leading_one_is_postponed() -> None:
    fair = factories.fair()
    later, leading = edition(code="later", fair=fair), edition(code="leading", fair=fair)
    edition(code="other", combined_with=leading)
    act(leading, "postpone", postponed_to=later)
    programme = more.programme()
    told = counted(programme)
    assert (told["planned"], told["held"], told["postponed"]) == (["later"], ["later"], [])
    assert reasons(programme) == {"leading": "replaced", "other": "combined"}


@pytest.mark.parametrize(("published", "reason"), [(True, "later"), (False, "postponed")])
def test_postponed_to_an_edition_of_another_year(published: bool, reason: str) -> None:
    """Of which the public learns nothing while it is a draft."""
    fair = factories.fair()
    later = edition(code="later", fair=fair, year=2027, days=AHEAD, published=published)
    act(edition(code="first", fair=fair), "postpone", postponed_to=later)
    assert reasons(more.programme()) == {"first": reason}


def test_postponed_to_another_edition_of_the_year_it_counts_as_that() -> None:
    fair = factories.fair()
    later = edition(code="later", fair=fair)
    act(edition(code="first", fair=fair), "postpone", postponed_to=later)
    assert counted(more.programme())["planned"] == ["later"]
    assert reasons(more.programme(year=2026, region=factories.region("210100")), Stage.PLANNED) == {"first": "replaced"}


def test_drafts_are_planned_for_those_who_see_them() -> None:
    for code, state in {"draft": "draft", "approved": "approved", "taken-back": "unpublished"}.items():
        edition(code=code, editorial_state=state)
    admin = factories.user(is_superuser=True)
    count = Progress(more.programme(), admin, AS_OF).count
    codes = dict(Edition.objects.values_list("pk", "code"))
    told = {stage.value: sorted(codes[pk] for pk in count.at(stage).counted) for stage in (Stage.PLANNED, Stage.HELD)}
    assert told == {"planned": ["approved", "draft"], "held": ["approved"]}
    assert {codes[pk]: r for pk, r in count.at(Stage.PLANNED).reasons.items()} == {"taken-back": "unpublished"}


@pytest.mark.parametrize("number", [1, 3])
def test_two_queries(number: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    for _ in range(number):
        factories.figure(edition())
    with django_assert_num_queries(2):
        assert len(candidates([2025, 2026], PUBLIC)[2026]) == number
