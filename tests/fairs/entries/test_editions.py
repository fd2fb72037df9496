"""What the public is told of editions and sessions, and that whatever it is told of makes it told anew."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID

import pytest
from pytest_django import DjangoAssertNumQueries

from fairs.calendar.entry import Status, Text
from fairs.calendar.ical import vevent
from fairs.entries import edition_entries, session_entries
from fairs.models import DayBlock, OpeningDay, act
from tests import factories
from tests.fairs.calendar.samples import HOST, MODIFIED
from tests.fairs.calendar.world import JUNE, MAY, everything

pytestmark = pytest.mark.django_db
ONE, TWO = UUID(int=1), UUID(int=2)


def english(entries: list[Any]) -> list[str]:
    """Each as an unfolded VEVENT, one property a line, without those that the ledger decides."""
    texts = [vevent(e, "en", sequence=0, modified=MODIFIED, base_url=HOST).decode() for e in entries]
    ours = ("BEGIN", "END:", "DTSTAMP", "LAST-MODIFIED", "SEQUENCE")
    lines = [text.replace("\r\n ", "").splitlines() for text in texts]
    return ["\n".join(line for line in event if not line.startswith(ours)) for event in lines]


def test_an_edition() -> None:
    venue = factories.venue(name_en="Expo Park", region=factories.region("210200"), latitude="38.9", longitude="121.6")
    hall = factories.hall(venue, name_en="Hall 4")
    sectors = [factories.category(name_en="Robots"), factories.category(name_en="Lasers, lamps")]
    edition = factories.edition(
        [MAY], uuid=ONE, code="expo-6", fair=factories.fair(sectors), region=venue.region, halls=[hall],
        organisers=[factories.organisation(name_en="Bureau")],
        title_zh_hans="第六届博览会", title_en="6th Expo", description_en="Machines.",
    )  # fmt: skip
    (entry,) = edition_entries([ONE])
    assert english([entry]) == [
        "UID:edition-00000000-0000-0000-0000-000000000001@fair-calendar\n"
        "STATUS:CONFIRMED\n"
        "SUMMARY:6th Expo\n"
        "DTSTART;VALUE=DATE:20260501\n"
        "DTEND;VALUE=DATE:20260504\n"
        "LOCATION:Hall 4\\, Expo Park\\, Dalian\n"
        f"DESCRIPTION:Machines.\\norganiser: Bureau\\n{HOST}/editions/expo-6/\n"
        f"URL:{HOST}/editions/expo-6/\n"
        "GEO:38.900000;121.600000\n"
        "CATEGORIES:Robots,Lasers\\, lamps\n"
        "TRANSP:TRANSPARENT"
    ]
    assert (entry.title, entry.subject) == (Text("第六届博览会", "6th Expo"), f"fairs.edition:{edition.uuid}")


def test_a_bare_edition_says_only_what_is_known() -> None:
    factories.edition([MAY], uuid=ONE, code="bare", title_zh_hans="展会", title_en="")
    assert english(edition_entries([ONE])) == [
        "UID:edition-00000000-0000-0000-0000-000000000001@fair-calendar\n"
        "STATUS:CONFIRMED\n"
        "SUMMARY:展会\n"
        "DTSTART;VALUE=DATE:20260501\n"
        "DTEND;VALUE=DATE:20260504\n"
        "LOCATION:Shenyang\n"
        f"DESCRIPTION:{HOST}/editions/bare/\n"
        f"URL:{HOST}/editions/bare/\n"
        "TRANSP:TRANSPARENT"
    ]


def test_opening_hours() -> None:
    edition = factories.edition([MAY], uuid=ONE, code="expo", title_en="Expo")
    block = edition.blocks.get()
    OpeningDay.objects.create(uuid=TWO, block=block, day=MAY[0], day_type="trade", opens=time(9, 30), closes=time(17))
    OpeningDay.objects.create(block=block, day=MAY[1])  # its hours are not known
    assert english(edition_entries([ONE])[1:]) == [
        "UID:hours-00000000-0000-0000-0000-000000000002@fair-calendar\n"
        "STATUS:CONFIRMED\n"
        "SUMMARY:Expo: trade visitors only\n"
        "DTSTART;TZID=Asia/Shanghai:20260501T093000\n"
        "DTEND;TZID=Asia/Shanghai:20260501T170000\n"
        "LOCATION:Shenyang\n"
        f"DESCRIPTION:{HOST}/editions/expo/\n"
        f"URL:{HOST}/editions/expo/\n"
        "RELATED-TO:edition-00000000-0000-0000-0000-000000000001@fair-calendar"
    ]


def test_a_session() -> None:
    edition = factories.edition([MAY], uuid=ONE, title_en="Expo")
    venue = factories.venue(name_en="Grand Hotel", region=factories.region("210200"))
    factories.session(
        edition, uuid=TWO, code="forum-1", title_en="Forum", description_en="Talks.", venue=venue, room_en="Room 9",
        starts_at=datetime(2026, 4, 30, 11, 30, tzinfo=UTC), ends_at=datetime(2026, 4, 30, 13, 0, 30, tzinfo=UTC),
    )  # fmt: skip
    assert english(session_entries([TWO])) == [
        "UID:session-00000000-0000-0000-0000-000000000002@fair-calendar\n"
        "STATUS:CONFIRMED\n"
        "SUMMARY:Forum\n"
        "DTSTART;TZID=Asia/Shanghai:20260430T193000\n"
        "DTEND;TZID=Asia/Shanghai:20260430T210030\n"
        "LOCATION:Room 9\\, Grand Hotel\\, Dalian\n"
        f"DESCRIPTION:Expo\\nTalks.\\n{HOST}/sessions/forum-1/\n"
        f"URL:{HOST}/sessions/forum-1/\n"
        "RELATED-TO:edition-00000000-0000-0000-0000-000000000001@fair-calendar"
    ]


def test_a_session_of_whole_days_and_one_shorter_than_a_second() -> None:
    edition = factories.edition()
    days = factories.session(edition, first_day=MAY[0], last_day=MAY[1])
    instant = datetime(2026, 5, 1, 1, 0, 0, 200_000, tzinfo=UTC)
    blink = factories.session(edition, starts_at=instant, ends_at=instant.replace(microsecond=900_000))
    (first,), (second,) = session_entries([days.uuid]), session_entries([blink.uuid])
    assert (first.start, first.end) == (date(2026, 5, 1), date(2026, 5, 4))
    instants = second.instants()
    assert instants[1] - instants[0] == timedelta(seconds=1)


@pytest.mark.parametrize(
    "days", [[], [(MAY[0], None)], [(None, MAY[1])]], ids=["unknown", "no last day", "no first day"]
)
def test_half_known_dates_are_no_entry(days: list[Any]) -> None:
    assert edition_entries([factories.edition(days, stated_dates="2026-05").uuid]) == []


@pytest.mark.parametrize("times", [{"stated_dates": "2026-05"}, {"starts_at": datetime(2026, 5, 1, 1, tzinfo=UTC)}])
def test_a_session_at_half_known_times_is_no_entry(times: dict[str, Any]) -> None:
    assert session_entries([factories.session(**times).uuid]) == []


def test_two_blocks_are_two_entries_and_the_first_has_the_editions_own_key() -> None:
    edition = factories.edition([MAY, JUNE])
    second = edition.blocks.get(first_day=JUNE[0])
    assert [(e.key, e.start) for e in edition_entries([edition.uuid])] == [
        (f"edition-{edition.uuid}", MAY[0]),
        (f"edition-{second.uuid}", JUNE[0]),
    ]


def test_a_postponed_edition_keeps_its_days_and_names_its_successor_and_the_other_way_round() -> None:
    fair = factories.fair()
    successor = factories.edition([JUNE], fair=fair, title_en="Expo, second try")
    edition = factories.edition([MAY], fair=fair, event_status="postponed", postponed_to=successor)
    (before,), (after,) = edition_entries([edition.uuid]), edition_entries([successor.uuid])
    assert (before.start, before.end, before.status) == (MAY[0], date(2026, 5, 4), Status.POSTPONED)
    assert [[(said.en, path) for said, path in e.links] for e in (before, after)] == [
        [("Postponed to: Expo, second try", f"/editions/{successor.code}/")],
        [(f"Held in place of: {edition.title_en}", f"/editions/{edition.code}/")],
    ]
    assert (before.description, after.description) == (Text(), Text())
    assert (before.related, after.related) == ((after.key,), (before.key,))


def test_a_successor_that_is_not_public_is_not_named() -> None:
    fair = factories.fair()
    successor = factories.edition([JUNE], fair=fair, published=False)
    edition = factories.edition([MAY], fair=fair, event_status="postponed", postponed_to=successor)
    (entry,) = edition_entries([edition.uuid])
    assert (entry.description.en, entry.related, entry.links) == ("Postponed; no new date yet.", (), ())


def test_editions_held_as_one_name_each_other_as_far_as_they_are_public() -> None:
    leading = factories.edition(title_en="Expo")
    beside = factories.edition(title_en="Food", combined_with=leading)
    factories.edition(title_en="Hidden", combined_with=leading, published=False)
    of_hidden = factories.edition(combined_with=factories.edition(published=False))
    entries = [edition_entries([e.uuid])[0] for e in (leading, beside, of_hidden)]
    assert [(e.description.en, e.related) for e in entries] == [
        ("Held together with: Food", (entries[1].key,)),
        ("Held together with: Expo", (entries[0].key,)),
        ("", ()),
    ]


def test_entries_are_found_by_the_groups_of_any_region_they_lie_in() -> None:
    factories.region_group("210000", "MY", code="friends")
    factories.region_group("210200", code="port")
    factories.region_group(code="nobody")
    dalian = factories.venue(region=factories.region("210200"))
    editions = [
        factories.edition(),
        factories.edition(venues=[dalian]),
        factories.edition(region=factories.region("440100")),
    ]
    sessions = [factories.session(editions[2]), factories.session(editions[2], venue=dalian)]
    entries = edition_entries([e.uuid for e in editions]) + session_entries([s.uuid for s in sessions])
    groups = {e.key: sorted(code for name, code in e.facets if name == "group") for e in entries}
    assert groups == {
        f"edition-{editions[0].uuid}": ["friends"],
        f"edition-{editions[1].uuid}": ["friends", "port"],
        f"edition-{editions[2].uuid}": [],
        f"session-{sessions[0].uuid}": [],
        f"session-{sessions[1].uuid}": ["friends", "port"],
    }


def test_a_moved_edition_says_from_where() -> None:
    edition = factories.edition([MAY], event_status="rescheduled")
    DayBlock.objects.filter(edition=edition).update(previous_first_day=JUNE[0], previous_last_day=JUNE[1])
    (entry,) = edition_entries([edition.uuid])
    assert (entry.status, entry.description.en) == (Status.RESCHEDULED, "Moved from 2026-06-01 – 2026-06-03.")


def test_a_moved_session_says_from_when_and_a_corrected_one_does_not() -> None:
    session = factories.session(title_en="Talk", edition_=factories.edition(title_en="Expo"))
    evening = {"starts_at": datetime(2026, 5, 2, 10, tzinfo=UTC), "ends_at": datetime(2026, 5, 2, 12, tzinfo=UTC)}
    told = []
    for verb, when in (
        ("correct", evening),
        ("reschedule", {"first_day": MAY[0], "last_day": MAY[1]}),
        ("correct", evening),
        ("reschedule", evening),
    ):
        act(session, verb, **when)
        (entry,) = session_entries([session.uuid])
        told.append((str(entry.status), entry.description.en))
    before = "Moved from 2026-05-02 18:00 – 2026-05-02 20:00.\nExpo"
    assert told == [("scheduled", "Expo"), ("rescheduled", before), ("rescheduled", before), ("rescheduled", before)]
    act(session, "postpone")
    act(session, "reinstate")
    assert session_entries([session.uuid])[0].description.en == "Expo"


@pytest.mark.parametrize(
    ("fair_is", "session_is", "told_as"),
    [
        ("cancelled", "scheduled", Status.CANCELLED),
        ("cancelled", "rescheduled", Status.CANCELLED),
        ("postponed", "scheduled", Status.POSTPONED),
        ("postponed", "cancelled", Status.CANCELLED),
        ("rescheduled", "scheduled", Status.SCHEDULED),
        ("scheduled", "postponed", Status.POSTPONED),
    ],
)
def test_a_session_does_not_take_place_when_its_fair_does_not(fair_is: str, session_is: str, told_as: Status) -> None:
    session = factories.session(factories.edition(event_status=fair_is), event_status=session_is)
    assert [e.status for e in session_entries([session.uuid])] == [told_as]


def test_facets_and_search_text() -> None:
    world = everything()
    edition, session = edition_entries([world.edition.uuid])[0], session_entries([world.session.uuid])[0]
    whole, part = f"{world.venue.code}.4", f"{world.venue.code}.4A"
    shared = {
        ("fair", world.fair.code), ("edition", world.edition.code), ("batch", "brand"), ("venue", world.venue.code),
        ("hall", whole), ("hall", part), ("city", "210100"), ("group", world.group.code),
        *(("region", code) for code in ("210102", "210100", "210000", "CN")),
    }  # fmt: skip
    assert session.facets == shared | {("session", "forum")}
    assert edition.facets == shared | {
        ("year", "2026"), ("venue_kind", "unknown"),
        ("year", "2026"), ("venue_kind", "unknown"),
        ("organiser", world.organiser.code), ("exhibitor", world.exhibitor.code), ("origin", "MY"),
        *(("category", c.code) for c in (world.sector, world.robots, world.product.category)),
    }  # fmt: skip
    named = [world.edition.title_en, world.fair.name_en, world.venue.name_en, world.product.name_zh_hans]
    assert [name for name in named if name.lower() not in edition.search.splitlines()] == []


@pytest.mark.parametrize("status", ["applied", "declined", "withdrawn"])
def test_who_is_not_admitted_is_not_told(status: str) -> None:
    edition = factories.edition()
    factories.participation(edition, status=status)
    assert {code for name, code in edition_entries([edition.uuid])[0].facets if name == "exhibitor"} == set()


@pytest.mark.parametrize("state", ["draft", "submitted", "approved", "unpublished"])
def test_only_what_is_published_is_an_entry(state: str) -> None:
    hidden = factories.edition(editorial_state=state)
    programme = factories.session(hidden)
    draft = factories.session(editorial_state=state)
    assert edition_entries([hidden.uuid]) + session_entries([programme.uuid, draft.uuid]) == []


@pytest.mark.parametrize("count", [1, 3])
def test_the_number_of_queries_is_constant(count: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    worlds = [everything() for _ in range(count)]
    with django_assert_num_queries(15):
        edition_entries([world.edition.uuid for world in worlds])
    with django_assert_num_queries(3):
        session_entries([world.session.uuid for world in worlds])


@pytest.mark.parametrize(
    ("year", "days", "told"),
    [
        (None, [(date(2026, 12, 30), date(2027, 1, 3))], {"2026"}),
        (2027, [(date(2026, 12, 30), date(2027, 1, 3))], {"2027"}),
        (None, [(date(2027, 1, 2), date(2027, 1, 3)), (None, date(2026, 12, 30)), MAY], {"2026"}),
    ],
)
def test_a_plan_year_is_one_year(year: int | None, days: list[tuple[date | None, date | None]], told: set[str]) -> None:
    for entry in edition_entries([factories.edition(days, year=year).uuid]):
        assert {code for name, code in entry.facets if name == "year"} == told
