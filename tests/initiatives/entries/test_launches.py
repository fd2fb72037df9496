"""What the public is told of launch events."""

from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from pytest_django import DjangoAssertNumQueries

from fairs.calendar import ledger
from fairs.calendar.entry import Status
from fairs.calendar.models import Listing
from fairs.models import act
from initiatives.entries.launches import launch_entries
from tests import factories
from tests.fairs.calendar.samples import HOST
from tests.fairs.calendar.world import MAY, everything, told
from tests.fairs.entries.test_editions import english
from tests.initiatives.factories import claim, ladder

pytestmark = pytest.mark.django_db
ONE = UUID(int=1)


def test_a_launch_at_a_time() -> None:
    venue = factories.venue(
        name_en="Global Port", region=factories.region("210200"), latitude="38.9", longitude="121.6"
    )
    factories.launch(
        uuid=ONE, code="flagship", kind="store", scope="northeast",
        brand=factories.brand(code="example", name_zh_hans="", name_en="Example"), title_en="Flagship store",
        description_en="Opens its doors.", venue=venue, region=venue.region,
        starts_at=datetime(2026, 5, 1, 2, tzinfo=UTC), ends_at=datetime(2026, 5, 1, 4, tzinfo=UTC),
    )  # fmt: skip
    assert english(launch_entries([ONE])) == [
        "UID:launch-00000000-0000-0000-0000-000000000001@fair-calendar\n"
        "STATUS:CONFIRMED\n"
        "SUMMARY:Flagship store\n"
        "DTSTART;TZID=Asia/Shanghai:20260501T100000\n"
        "DTEND;TZID=Asia/Shanghai:20260501T120000\n"
        "LOCATION:Global Port\\, Dalian\n"
        "DESCRIPTION:first in the Northeast\\, by its own account\\nExample\\nOpens its doors.\\n"
        f"{HOST}/launches/flagship/\n"
        f"URL:{HOST}/launches/flagship/\n"
        "GEO:38.900000;121.600000"
    ]


def test_a_bare_launch_of_whole_days_says_only_what_is_known() -> None:
    factories.launch(uuid=ONE, code="week", kind="week", title_en="Launch week", first_day=MAY[0], last_day=MAY[1])
    assert english(launch_entries([ONE])) == [
        "UID:launch-00000000-0000-0000-0000-000000000001@fair-calendar\n"
        "STATUS:CONFIRMED\n"
        "SUMMARY:Launch week\n"
        "DTSTART;VALUE=DATE:20260501\n"
        "DTEND;VALUE=DATE:20260504\n"
        "LOCATION:Shenyang\n"
        f"DESCRIPTION:{HOST}/launches/week/\n"
        f"URL:{HOST}/launches/week/"
    ]


@pytest.mark.parametrize(
    ("state", "said"),
    [
        ("none", "first in the Northeast, by its own account"),
        ("claimed", "claimed: first in the Northeast"),
        ("checked", "claimed: first in the Northeast"),
        ("noticed", "claimed: first in the Northeast; public notice 2026-03-02 – 2026-03-10"),
        ("recognised", "recognised: first in the Northeast, valid until 2029-03-11"),
        ("expired", "recognised until 2029-03-11: first in the Northeast"),
        ("refused", ""),
        ("revoked", ""),
    ],
)
def test_what_is_claimed_is_told_apart_from_what_is_recognised(state: str, said: str) -> None:
    ladder()
    made = claim(recognition=state, valid_until=date(2029, 3, 11) if state in ("recognised", "expired") else None)
    entry = launch_entries([made.uuid])[0]
    assert entry.description.en == "\n".join(filter(None, [said, made.brand.name_en]))
    firsts = {("recognition", state)} if state != "none" else set()
    firsts |= {("scope", "northeast")} if said else set()
    assert {facet for facet in entry.facets if facet[0] in ("scope", "recognition", "brand")} == {
        *firsts, ("brand", "novelty"),
    }  # fmt: skip


def test_the_last_day_of_a_public_notice_is_an_entry_for_as_long_as_it_is_noticed() -> None:
    ladder()
    noticed = claim(uuid=ONE, code="robot", recognition="noticed", title_zh_hans="机器人", title_en="Robot")
    launch, deadline = launch_entries([ONE])
    assert english([deadline]) == [
        "UID:deadline-00000000-0000-0000-0000-000000000001@fair-calendar\n"
        "STATUS:CONFIRMED\n"
        "SUMMARY:Public notice ends: Robot\n"
        "DTSTART;VALUE=DATE:20260310\n"
        "DTEND;VALUE=DATE:20260311\n"
        "DESCRIPTION:claimed: first in the Northeast\\; public notice 2026-03-02 – 2026-03-10\\n"
        f"{noticed.brand.name_en}\\n{HOST}/launches/robot/\n"
        f"URL:{HOST}/launches/robot/\n"
        "RELATED-TO:launch-00000000-0000-0000-0000-000000000001@fair-calendar"
    ]
    assert (deadline.kind, deadline.facets) == ("deadline", launch.facets)
    assert act(noticed, "postpone") and [e.status for e in launch_entries([ONE])] == ["postponed", "scheduled"]
    assert f"deadline-{ONE}" in told()
    act(noticed, "refuse")
    assert f"deadline-{ONE}" not in told()  # withdrawn
    assert [e.kind for e in launch_entries([ONE])] == ["launch"]


def test_a_notice_of_a_launch_without_days_is_an_entry_too_and_of_a_cancelled_one_none() -> None:
    ladder()
    undated = claim(recognition="noticed", stated_dates="2026")
    assert [(e.kind, e.related) for e in launch_entries([undated.uuid])] == [("deadline", ())]
    cancelled = act(claim(recognition="noticed"), "cancel")
    assert [e.kind for e in launch_entries([cancelled.uuid])] == ["launch"]


def test_half_known_times_are_no_entry() -> None:
    launches = [
        factories.launch(stated_dates="2026 spring"),
        factories.launch(starts_at=datetime(2026, 5, 1, 2, tzinfo=UTC)),
    ]
    assert launch_entries([launch.uuid for launch in launches]) == []


@pytest.mark.parametrize("state", ["draft", "submitted", "approved", "unpublished"])
def test_only_what_is_published_is_an_entry(state: str) -> None:
    assert launch_entries([factories.launch(editorial_state=state).uuid]) == []


def test_facets() -> None:
    world = everything()
    act(world.launch, "correct", first_day=date(2026, 5, 1), last_day=date(2026, 5, 1))
    (entry,) = launch_entries([world.launch.uuid])
    assert entry.facets == {
        ("launch", "store"), ("fair", world.fair.code), ("edition", world.edition.code), ("venue", world.venue.code),
        ("group", world.group.code),
        ("city", "210100"), *(("region", code) for code in ("210102", "210100", "210000", "CN")),
    }  # fmt: skip


def test_the_fair_it_is_part_of_is_told_only_while_that_is_public() -> None:
    edition = factories.edition(published=False)
    launch = factories.launch(edition=edition)
    at_the_fair = Listing.objects.get(key=f"launch-{launch.uuid}").facets.filter(name__in=["fair", "edition"])
    assert at_the_fair.count() == 0
    act(edition, "publish")
    assert at_the_fair.count() == 2
    assert told()[f"launch-{launch.uuid}"][0] == 0
    act(edition, "unpublish")
    assert (at_the_fair.count(), ledger.check()) == (0, [])


@pytest.mark.parametrize(("verb", "status"), [("cancel", Status.CANCELLED), ("postpone", Status.POSTPONED)])
def test_what_became_of_it(verb: str, status: Status) -> None:
    launch = act(factories.launch(), verb)
    assert [entry.status for entry in launch_entries([launch.uuid])] == [status]


@pytest.mark.parametrize("count", [1, 3])
def test_the_number_of_queries_is_constant(count: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    uuids = [everything().launch.uuid for _ in range(count)]
    with django_assert_num_queries(3):
        launch_entries(uuids)
