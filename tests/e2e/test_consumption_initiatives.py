"""A city enters consumption initiatives under a "1+N" plan with actions; calendar, page and API tell of them."""

from typing import Any

import pytest
from django.contrib.messages import get_messages
from icalendar import Calendar

from fairs.models import Organisation
from initiatives.models import Initiative
from tests import factories
from tests.fairs.admin.test_forms import errors
from tests.fairs.admin.world import authority, confirm, form_data, logged_in, member, url

pytestmark = pytest.mark.django_db
PLAN = "/calendars/all.ics?lang=en&initiative=plan"
EXACT = dict.fromkeys(
    ["issued_qualifier", "redeemed_qualifier", "driven_qualifier", "stated_leverage_qualifier"], "exact"
)


class City:
    """Its bureau of commerce at the admin's forms."""

    def __init__(self, office: Organisation) -> None:
        self.office = office
        self.client: Any = logged_in(member(office, publishes=True))
        self.blank = form_data(self.client, url(Initiative, "add"))

    def enters(self, code: str, level: str, kind: str, parent: Initiative | None = None, **fields: Any) -> Initiative:
        given = {"code": code, "title_en": code.title(), "level": level, "kind": kind, **fields}
        given |= {"region": self.office.region_id, "owner": self.office.pk, "parent": parent.pk if parent else ""}
        answer = self.client.post(url(Initiative, "add"), {**self.blank, **given})
        assert answer.status_code == 302, errors(answer)
        return Initiative.objects.get(code=code)

    def saves(self, thing: Initiative, **changes: Any) -> Any:
        return self.client.post(url(thing), {**form_data(self.client, url(thing)), **changes})


def rows(prefix: str, *added: dict[str, Any]) -> dict[str, Any]:
    """New rows of one of the tables on a page."""
    fields = {f"{prefix}-{number}-{name}": row[name] for number, row in enumerate(added) for name in row}
    return {f"{prefix}-TOTAL_FORMS": len(added), **fields}


def ical(client: Any, address: str) -> dict[str, Any]:
    """{title: VEVENT} of a feed; what moved has "moved" to its title."""
    events = Calendar.from_ical(client.get(address).content).walk("VEVENT")
    return {f"{event['SUMMARY']}{' moved' * ('RECURRENCE-ID' in event)}": event for event in events}


def text(event: Any, *names: str) -> list[str]:
    return [event[name].to_ical().decode() for name in names]


def vouchers_are_entered(city: City, round_: Initiative) -> None:
    figures = {**EXACT, "period": "2025-H1", "issued": "2830000", "driven": "215000000", "driven_qualifier": "over"}
    refused = errors(city.saves(round_, **rows("vouchers", {**figures, "redeemed": "2900000"})))
    assert list(refused) == ["vouchers-0-redeemed"]
    assert "2,900,000 yuan redeemed are more than the 2,830,000 yuan issued" in refused["vouchers-0-redeemed"][0]
    warned = city.saves(round_, **rows("vouchers", {**figures, "stated_leverage": "67"}))  # typed by hand, and wrong
    assert "stated as 1 to 67" in str([*get_messages(warned.wsgi_request)][0])
    mended = city.saves(round_, **{"vouchers-0-stated_leverage": "76"})
    assert "stated as" not in str([*get_messages(mended.wsgi_request)][0])


def a_market_is_entered(city: City, market: Initiative) -> None:
    weekends = {"frequency": "weekly", "interval": 1, "weekdays": ["SA", "SU"], "opens": "17:00", "closes": "23:00"}
    rule = rows("recurrence", weekends)
    refused = errors(city.saves(market, **rule, **rows("exceptions", {"day": "2026-05-01", "kind": "cancelled"})))
    assert "The nearest days on which it does: 2026-04-26, 2026-05-02." in refused["exceptions-0-day"][0]
    rain = {"day": "2026-05-02", "kind": "cancelled", "note": "Rain"}
    moved = {"day": "2026-05-03", "kind": "moved", "new_day": "2026-05-04"}
    assert city.saves(market, **rule, **rows("exceptions", rain, moved)).status_code == 302


def what_the_city_enters(city: City, sector: Any, venue: Any) -> list[Initiative]:
    plan = city.enters("plan", "framework", "framework")
    action = city.enters("action", "action", "action", plan)
    round_ = city.enters("vouchers", "round", "vouchers", action)
    vouchers_are_entered(city, round_)
    trade_in = city.enters(
        "trade-in", "measure", "trade_in", action, sector=sector.pk, first_day="2026-01-01", last_day="2026-12-31"
    )
    refund = city.enters("refund", "measure", "tax_refund", action, venue=venue.pk, link="https://refund.example/")
    hours = ({"weekday": day, "opens": "09:00", "closes": "17:00"} for day in ("MO", "TU"))
    assert city.saves(refund, **rows("hours", *hours)).status_code == 302
    packages = city.enters("packages", "measure", "package", action, description_en="327 packages.")
    festival = city.enters("festival", "measure", "festival", action, first_day="2026-06-10", last_day="2026-06-20")
    market = city.enters("market", "measure", "market", action, first_day="2026-04-01", last_day="2026-10-31")
    a_market_is_entered(city, market)
    return [plan, action, round_, trade_in, refund, packages, festival, market]


def test_consumption_initiatives(client: Any) -> None:
    city, venue = City(authority(factories.region())), factories.venue(latitude="41.7", longitude="123.4")
    sector = factories.category(code="cars", parent=factories.category(code="goods"))
    entered = what_the_city_enters(city, sector, venue)
    assert client.get(PLAN).status_code == 400  # nobody knows of it yet
    confirm(city.client, "publish", *entered)

    told = ical(client, PLAN)
    assert sorted(told) == ["Festival", "Market", "Market moved", "Trade-In"]
    assert text(told["Festival"], "DTSTART", "DTEND") == ["20260610", "20260621"]
    assert text(told["Market"], "DTSTART", "DTEND", "RRULE", "EXDATE") == [
        "20260404T170000", "20260404T230000", "FREQ=WEEKLY;UNTIL=20261031T090000Z;BYDAY=SA,SU;WKST=MO",
        "20260502T170000",
    ]  # fmt: skip
    moved = ["20260503T170000", "20260504T170000", "20260504T230000"]
    assert text(told["Market moved"], "RECURRENCE-ID", "DTSTART", "DTEND") == moved
    assert list(ical(client, "/calendars/all.ics?lang=en&initiative_kind=festival")) == ["Festival"]
    assert list(ical(client, "/calendars/all.ics?lang=en&sector=goods")) == ["Trade-In"]

    tree = client.get("/api/v1/initiatives/plan/tree/").json()
    parts = {part["code"]: part for part in tree["children"][0]["children"]}
    assert sorted(parts) == ["festival", "market", "packages", "refund", "trade-in", "vouchers"]
    vouchers = parts["vouchers"]["vouchers"]
    assert (vouchers["period"], vouchers["leverage"], vouchers["leverage_qualifier"]) == ("2025-H1", 75.97, "over")
    assert (parts["refund"]["latitude"], parts["refund"]["longitude"]) == (41.7, 123.4)
    assert [hours["weekday"] for hours in parts["refund"]["opening_hours"]] == ["MO", "TU"]
    page = client.get("/initiatives/refund/?lang=en").content.decode()
    assert 'aria-label="QR code of https://refund.example/"' in page
