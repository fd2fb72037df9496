"""What the public is told of initiatives."""

from datetime import date, datetime, time
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from fairs.calendar import ledger
from fairs.calendar.entry import SHANGHAI
from fairs.calendar.models import Listing
from fairs.calendar.recurrence import Moved, Recurrence
from fairs.models import act
from initiatives.entries.initiatives import initiative_entries
from initiatives.models import InitiativeBody, OpeningHours, RecurrenceException
from tests import factories
from tests.fairs.calendar.samples import HOST
from tests.fairs.entries.test_editions import english
from tests.fairs.test_facets import feed
from tests.initiatives import factories as make

pytestmark = pytest.mark.django_db
ONE = UUID(int=1)
APRIL: dict[str, Any] = {"first_day": date(2026, 4, 1), "last_day": date(2026, 4, 30)}


def at(month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=SHANGHAI)


def test_an_initiative() -> None:
    action = make.initiative(title_en="Ten actions", parent=make.initiative(level="framework"))
    hall = factories.venue(name_en="Port", region=factories.region("210200"), latitude="38.9", longitude="121.6")
    point = make.initiative(
        uuid=ONE, code="refund", kind="tax_refund", level="measure", parent=action, title_en="Refund point",
        description_en="Bring the passport.", region=hall.region, venue=hall, **APRIL,
        sector=factories.category(name_en="Shops, services"),
    )  # fmt: skip
    InitiativeBody.objects.create(initiative=point, organisation=factories.organisation(name_en="Customs"))
    OpeningHours.objects.create(initiative=point, weekday="MO", opens=time(9), closes=time(17, 30))
    assert english(initiative_entries([ONE])) == [
        "UID:initiative-00000000-0000-0000-0000-000000000001@fair-calendar\n"
        "STATUS:CONFIRMED\n"
        "SUMMARY:Refund point\n"
        "DTSTART;VALUE=DATE:20260401\n"
        "DTEND;VALUE=DATE:20260501\n"
        "LOCATION:Port\\, Dalian\n"
        "DESCRIPTION:tax-refund point\\nPart of: Ten actions\\nBring the passport.\\n"
        f"responsible: Customs\\nMonday 09:00–17:30\\n{HOST}/initiatives/refund/\n"
        f"URL:{HOST}/initiatives/refund/\n"
        "GEO:38.900000;121.600000\n"
        "CATEGORIES:Shops\\, services"
    ]


def test_what_recurs() -> None:
    market = make.market()
    market.recurrence.closes = time(1)
    market.recurrence.save()
    RecurrenceException.objects.create(initiative=market, day=date(2026, 5, 2))
    RecurrenceException.objects.create(
        initiative=market, day=date(2026, 5, 3), kind="moved", new_day=date(2026, 5, 5), closes=time(22)
    )
    (entry,) = initiative_entries([market.uuid])
    assert (entry.start, entry.end) == (at(4, 4, 17), at(4, 5, 1))
    assert entry.recurrence == Recurrence(
        frequency="weekly",
        weekdays=("SA", "SU"),
        until=at(10, 31, 17),
        excluded=(at(5, 2, 17),),
        moved=(Moved(at(5, 3, 17), at(5, 5, 17), at(5, 5, 22)),),
    )


def test_dates_that_make_no_entry() -> None:
    market = make.market(first_day=date(2026, 5, 2), last_day=date(2026, 5, 2))
    RecurrenceException.objects.create(initiative=market, day=date(2026, 5, 2))
    undated = make.initiative(stated_dates="2026"), make.initiative(starts_at=at(5, 1, 9))
    draft = make.initiative(published=False, **APRIL)
    assert initiative_entries([i.uuid for i in (market, *undated, draft)]) == []
    assert Listing.objects.get(key=f"initiative-{market.uuid}").withdrawn


def test_an_exception_left_behind_is_passed_over() -> None:
    market = make.market()
    RecurrenceException.objects.create(initiative=market, day=date(2026, 4, 6))
    (entry,) = initiative_entries([market.uuid])
    assert entry.recurrence and entry.recurrence.excluded == ()


def test_facets() -> None:
    sector = factories.category(parent=factories.category(code="goods"), code="cars")
    framework = make.initiative(level="framework", kind="framework", code="frame")
    draft = make.initiative(published=False, parent=framework, code="draft")
    venue = factories.venue(region=factories.region("210102"), code="square")
    made = make.initiative(
        level="measure", kind="trade_in", code="cars", parent=draft, sector=sector, venue=venue,
        region=venue.region, **APRIL,
    )  # fmt: skip
    (entry,) = initiative_entries([made.uuid])
    assert entry.facets == {
        ("initiative", "cars"), ("initiative", "frame"), ("initiative_kind", "trade_in"), ("sector", "cars"),
        ("sector", "goods"), ("venue", "square"), ("city", "210100"),
        *(("region", code) for code in ("210102", "210100", "210000", "CN")),
    }  # fmt: skip
    assert "draft" not in entry.search


def test_subscriptions(client: Client) -> None:
    framework: Any = make.initiative(level="framework", kind="framework", code="frame", title_en="1+N")
    make.initiative(parent=framework, kind="festival", code="live", title_en="Live", **APRIL)
    make.initiative(published=False, code="secret")
    factories.category(code="cars", name_en="Cars")
    told = "NAME:Fairs of Liaoning\\, all · "
    assert feed(client, initiative="frame") == (200, f"{told}1+N")
    assert feed(client, initiative_kind="festival", sector="cars") == (200, f"{told}livestream festival · Cars")
    assert [feed(client, initiative="secret"), feed(client, initiative_kind="circus")] == [(400, ""), (400, "")]
    framework = act(framework, "unpublish")
    assert feed(client, initiative="frame") == (200, f"{told}frame")
    assert "initiative-" not in client.get("/calendars/all.ics?initiative=frame").content.decode()
    assert "initiative-" in client.get("/calendars/all.ics?initiative=live").content.decode()


def test_what_becomes_of_its_parts_is_told() -> None:
    hours = {"opens": time(9), "closes": time(17)}
    parent = make.initiative()
    market, point = make.market(parent=parent), make.initiative(kind="tax_refund", **APRIL)

    def sequences() -> list[int]:
        assert ledger.check() == []
        return [Listing.objects.get(key=f"initiative-{i.uuid}").sequence for i in (market, point)]

    assert sequences() == [0, 0]
    gone = RecurrenceException.objects.create(initiative=market, day=date(2026, 5, 2))
    monday = OpeningHours.objects.create(initiative=point, weekday="MO", **hours)
    assert sequences() == [1, 1]
    gone.delete()
    monday.delete()
    assert sequences() == [2, 2]
    market.recurrence.weekdays = "FR,SA,SU"
    market.recurrence.save()
    InitiativeBody.objects.create(initiative=point, organisation=factories.organisation())
    assert sequences() == [3, 3]
    market.recurrence.initiative = make.initiative(kind="market", first_day=date(2026, 4, 1), last_day=date(2026, 4, 9))
    market.recurrence.save()
    assert sequences() == [4, 3]
    act(parent, "unpublish")
    assert sequences() == [5, 3]


@pytest.mark.parametrize("count", [1, 3])
def test_queries(count: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    uuids = []
    for _ in range(count):
        made = make.market(parent=make.initiative(), venue=factories.venue(), sector=factories.category())
        RecurrenceException.objects.create(initiative=made, day=date(2026, 5, 2))
        InitiativeBody.objects.create(initiative=made, organisation=factories.organisation())
        uuids.append(made.uuid)
    with django_assert_num_queries(6):  # any, the rows; bodies, exceptions and hours; groups of regions
        assert len(initiative_entries(uuids)) == count
