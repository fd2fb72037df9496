"""An exhibitor's own calendar: what it holds, when it changes, and that nobody else is told any of it."""

from collections.abc import Iterator
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import icalendar
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from fairs.calendar import ledger, personal
from fairs.calendar.models import Facet, Listing, Occurrence
from fairs.entries import audience_of
from fairs.models import Deadline, Participation, act
from tests import factories
from tests.fairs.calendar.caldav.client import ALL, content, multiget, query, send, sync
from tests.fairs.calendar.test_personal import get

pytestmark = pytest.mark.django_db
SECRET = "机密A12"
DAY = timedelta(days=1)


def season() -> SimpleNamespace:
    """An exhibitor with a feed, and what it is to know of a fair in twenty days."""
    first = timezone.localdate() + 20 * DAY
    last = first + 2 * DAY
    due = {"day": first - 10 * DAY, "note_zh_hans": f"图纸{SECRET}", "note_en": f"Plans {SECRET}"}
    with ledger.writing():  # once, and not at each row
        hall = factories.hall(name_zh_hans="W1馆", name_en="Hall W1")
        edition = factories.edition([(first, last)], title_zh_hans="机床展", title_en="Machines", halls=[hall])
        part = factories.participation(edition, stand=SECRET)
        for place, state in ((hall, "confirmed"), (factories.hall(), "held")):
            factories.hall_booking(place, (first, last), 3, 1, edition=edition, state=state)
        Deadline.objects.create(edition=edition, kind="stand_building", audience="exhibitors", **due)
        feed, token = issue(part)
    return SimpleNamespace(first=first, last=last, edition=edition, part=part, feed=feed, token=token)


def issue(part: Participation) -> Any:
    user = factories.user()
    part.exhibitor.organisation = part.exhibitor.organisation or factories.organisation(kind="company")
    part.exhibitor.save()
    factories.membership(user, part.exhibitor.organisation)
    return personal.issue(user, "本公司", "exhibitor", audience=audience_of(part.exhibitor.uuid))


def become(part: Participation, status: str) -> None:
    Participation.objects.filter(pk=part.pk).update(status=status)


def private(**where: Any) -> Any:
    return Listing.objects.exclude(audience=Listing.PUBLIC).filter(**where)


def held(token: str) -> dict[str, tuple[Any, Any]]:
    events: Any = icalendar.Calendar.from_ical(get(token, asked="lang=en").content).events
    return {str(e["SUMMARY"]): (e["DTSTART"].dt, e["DTEND"].dt - DAY) for e in events}


def doors() -> Iterator[tuple[str, bytes]]:
    """Whatever the public can read of the calendar."""
    client, keys = Client(), private().values_list("key", flat=True)
    everything = "kind=edition,hours,session,deadline,launch,initiative,booking"
    for form in ("ics", "jcal", "csv", "atom"):
        for name in ("all", "upcoming"):
            yield f"{name}.{form}", client.get(f"/calendars/{name}.{form}?{everything}").content
    for path in (
        "/", f"/calendars/?{everything}", f"/api/v1/calendar/?{everything}&page_size=200",
        "/api/v1/changes/?page_size=200", f"/api/v1/calendar/?q={SECRET}",
    ):  # fmt: skip
        yield path, client.get(path).content.replace(f"q={SECRET}".encode(), b"").replace(b'value=""', b"")
    data = "<D:getetag/><C:calendar-data/>"
    for name in ("/caldav/", "/caldav/calendars/", ALL):
        yield f"PROPFIND {name}", content(send("PROPFIND", name, depth="1"))
    for report in (sync(asked=data), query('<C:comp-filter name="VEVENT"/>', asked=data)):
        yield "REPORT", content(report)
    for key in keys:
        address = f"{ALL}{key}.ics"
        yield "GET", content(send("GET", address))
        yield "multiget", content(multiget(address, asked=data)).replace(address.encode(), b"")


def test_what_it_holds() -> None:
    one = season()
    factories.participation(one.edition, stand="B1")  # without a feed: nothing is kept of it
    first, last = one.first, one.last
    fair, rest = f"Machines, stand {SECRET}", {f"Plans {SECRET}: Machines": (first - 10 * DAY, first - 10 * DAY)}
    building = {"Move-in: Machines": (first - 3 * DAY, first - DAY), "Move-out: Machines": (last + DAY, last + DAY)}
    assert held(one.token) == {fair: (first, last)} | building | rest
    assert private().count() == 4
    assert ledger.check() == []


def test_it_follows_the_fair_and_the_exhibitor_s_part_in_it() -> None:
    one = season()
    before = dict(private().values_list("key", "sequence"))
    act(one.edition, "cancel")
    assert set(private(kind="edition").values_list("status", "sequence")) == {("cancelled", 1)}
    act(one.edition, "reinstate")
    become(one.part, "applied")
    assert held(one.token) == {"Machines (applied)": (one.first, one.last)}
    assert SECRET not in get(one.token).content.decode()  # it may go to another yet
    become(one.part, "withdrawn")
    assert held(one.token) == {}
    assert set(private(withdrawn=True).values_list("key", flat=True)) == set(before)
    become(one.part, "admitted")
    assert private(withdrawn=False).count() >= 2
    act(one.edition, "unpublish")
    assert held(one.token) == {}
    assert ledger.check() == []


def test_the_public_is_told_none_of_it() -> None:
    one = season()
    keys = [key.encode() for key in private().values_list("key", flat=True)]
    for stage in ("as it is", "withdrawn"):
        for door, answer in doors():
            assert SECRET.encode() not in answer, (stage, door)
            assert [key for key in keys if key in answer] == [], (stage, door)
        become(one.part, "withdrawn")
    assert not Facet.objects.filter(listing__in=private()).exists()
    assert not Occurrence.objects.filter(listing__in=private()).exists()


def test_nor_is_any_other_feed() -> None:
    one = season()
    other = factories.participation(one.edition, stand="B1")
    __, token = issue(other)
    __, agenda = personal.issue(
        factories.user(),
        "议程",
        "agenda",
        subjects=[f"fairs.edition:{one.edition.uuid}", f"fairs.participation:{one.part.uuid}"],
    )
    assert list(held(token)) == [
        f"Plans {SECRET}: Machines", "Move-in: Machines", "Machines, stand B1", "Move-out: Machines",
    ]  # fmt: skip
    assert list(held(agenda)) == ["Machines"]


def test_what_nobody_has_a_feed_of_any_more_is_withdrawn() -> None:
    one = season()
    same, token = personal.renew(one.feed)
    assert get(one.token).status_code == 410
    assert len(held(token)) == private(withdrawn=False).count() == 4
    personal.revoke(same)
    assert private(withdrawn=False).count() == 0
    assert ledger.check() == []


def test_where_it_stands() -> None:
    """On stands of the plan, or with the one whose stand it shares, or in the pavilion's hall."""
    one = season()
    hall = factories.hall(name_en="Hall N2")
    pavilion = factories.pavilion(one.edition, hall=hall)
    member = factories.participation(one.edition, pavilion=pavilion)
    guest = factories.participation(one.edition, role="co", main=one.part)
    told = {}
    for part in (member, guest):
        __, token = issue(part)
        (event,) = (e for e in icalendar.Calendar.from_ical(get(token, asked="lang=en&kind=edition").content).events)
        told[part] = str(event["SUMMARY"]), str(event["LOCATION"]).partition(",")[0]
    assert told == {member: ("Machines", "Hall N2"), guest: (f"Machines, stand {SECRET}", "Hall W1")}


def test_an_edit_costs_the_same_for_any_number_of_exhibitors() -> None:
    one = season()
    counts = []
    for title in ("Lathes", "Mills"):
        one.edition.title_en = title
        with CaptureQueriesContext(connection) as seen:
            one.edition.save()
        counts.append(len(seen))
        factories.participation(one.edition)
        issue(factories.participation(one.edition))
    assert counts[0] == counts[1]
