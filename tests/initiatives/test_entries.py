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
from tests.fairs.test_entries import english

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
        f"DESCRIPTION:first in the Northeast\\nExample\\nOpens its doors.\\n{HOST}/launches/flagship/\n"
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
def test_one_query(count: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    uuids = [everything().launch.uuid for _ in range(count)]
    with django_assert_num_queries(1):
        launch_entries(uuids)
