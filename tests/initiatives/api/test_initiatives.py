"""Initiatives over the API."""

from datetime import time
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from fairs.models import RegionGroup
from initiatives.models import Attendance, Initiative, Measurement, OpeningHours
from tests import factories
from tests.fairs.api.asking import SHENYANG, codes, get, named, page, refusal, stamp
from tests.initiatives import factories as make

pytestmark = pytest.mark.django_db


def link(initiative: Initiative) -> dict[str, Any]:
    return {**named(initiative), "level": initiative.level, "kind": initiative.kind}


def test_an_initiative(client: Client) -> None:
    action, group = make.initiative(code="action"), RegionGroup.objects.create(code="rcep", name_en="RCEP")
    source = factories.source()
    market = make.full_market(
        action, code="night", markets=group, link="https://night.example/", source=source, private_note="no"
    )
    part = make.initiative(code="stalls", level="round", parent=market)
    [body], [attendance] = market.bodies.all(), market.attendances.all()
    row = {
        **stamp(market),
        **named(market),
        "level": "measure",
        "kind": "market",
        "description_zh_hans": "",
        "description_en": "",
        "editorial_state": "published",
        "event_status": "scheduled",
        "starts_at": None,
        "ends_at": None,
        "first_day": "2026-04-01",
        "last_day": "2026-10-31",
        "stated_dates": "",
        "recurrence": {
            "frequency": "weekly", "interval": 1, "weekdays": ["SA", "SU"], "opens": "17:00:00", "closes": "23:00:00",
        },
        "exceptions": [
            {"day": "2026-05-02", "kind": "cancelled", "new_day": None, "opens": None, "closes": None, "note": "Rain"}
        ],
        "opening_hours": [],
        "parent": link(action),
        "children": [link(part)],
        "region": SHENYANG,
        "venue": named(market.venue),
        "latitude": 41.7,
        "longitude": 123.4,
        "sector": named(market.sector),
        "markets": {"code": "rcep", "name_zh_hans": "", "name_en": "RCEP"},
        "bodies": [{"role": "operator", "organisation": named(body.organisation)}],
        "attendances": [{"fair": named(attendance.fair), "edition": named(attendance.edition)}],
        "vouchers": None,
        "indicators": [{**named(market.measurements.get().indicator), "unit": "yuan"}],
        "link": "https://night.example/",
        "source": {**named(source), "url": ""},
        "synthetic": False,
    }  # fmt: skip
    assert get(client, "initiatives", kind="market") == page(row)
    assert get(client, "initiatives/night") == row


def test_vouchers_and_hours(client: Client) -> None:
    figures: dict[str, Any] = {
        "issued": 2830000,
        "driven": 215000000,
        "driven_qualifier": "over",
        "stated_leverage": 76,
    }
    vouchers = make.voucher_round(period="2025-H1", as_stated="1:76", **figures)
    row = get(client, f"initiatives/{vouchers.initiative.code}")
    assert (row["vouchers"], row["latitude"]) == (
        {
            **figures,
            "period": "2025-H1",
            "cumulative": False,
            "since": "2025-01-01",
            "until": "2025-06-30",
            "issued_qualifier": "exact",
            "redeemed": None,
            "redeemed_qualifier": "exact",
            "leverage": 75.97,
            "leverage_qualifier": "over",
            "stated_leverage_qualifier": "exact",
            "as_stated": "1:76",
            "source": None,
        },
        None,
    )
    point = make.initiative(kind="tax_refund")
    OpeningHours.objects.create(initiative=point, weekday="MO", opens=time(9), closes=time(17, 30))
    OpeningHours.objects.create(initiative=point, weekday="SU", opens=time(9), closes=time(17, 30))
    OpeningHours.objects.create(initiative=point, weekday="MO", opens=time(18), closes=time(20))
    hours = get(client, f"initiatives/{point.code}")["opening_hours"]
    assert hours[0] == {"weekday": "MO", "opens": "09:00:00", "closes": "17:30:00"}
    assert [(each["weekday"], each["opens"]) for each in hours[1:]] == [("MO", "18:00:00"), ("SU", "09:00:00")]


def test_links_lead_only_to_what_is_public(client: Client) -> None:
    draft = make.initiative(published=False, code="draft")
    made = make.initiative(level="measure", parent=draft, code="shown")
    make.initiative(published=False, level="round", parent=made)
    edition = factories.edition(published=False)
    Attendance.objects.create(initiative=made, fair=edition.fair)
    Attendance.objects.create(initiative=made, fair=factories.edition().fair, edition=None)
    Measurement.objects.create(initiative=made, indicator=make.indicator(published=False))
    row = get(client, "initiatives/shown")
    assert (row["parent"], row["children"], row["indicators"], len(row["attendances"])) == (None, [], [], 1)
    assert refusal(client, "initiatives", within="draft") == (400, [("within", "unknown_code")])
    assert refusal(client, "initiatives", fair=edition.fair.code) == (400, [("fair", "unknown_code")])
    assert client.get("/api/v1/initiatives/draft/tree/").status_code == 404


def test_what_initiatives_can_be_asked_for(client: Client) -> None:
    make.initiative(level="framework", kind="framework", code="frame", title_en="Framework")
    action = make.initiative(parent=Initiative.objects.get(code="frame"), code="action")
    market = make.full_market(action, code="night", region=factories.region("210200"), title_en="Night market")
    elsewhere = factories.fair()
    Attendance.objects.create(initiative=action, fair=elsewhere)
    [body], [attendance] = market.bodies.all(), market.attendances.all()

    def asked(**parameters: str) -> list[str]:
        return codes(client, "initiatives", **parameters)

    assert asked() == ["action", "frame", "night"]
    assert asked(ordering="start")[0] == "night"
    assert asked(level="framework,action") == ["action", "frame"]
    assert asked(kind="market") == asked(sector=market.sector.code) == asked(venue=market.venue.code) == ["night"]
    assert (asked(parent="frame"), asked(within="frame")) == (["action"], ["action", "night"])
    assert asked(city="210200") == asked(organisation=body.organisation.code) == ["night"]
    assert (asked(fair=attendance.fair.code), asked(fair=elsewhere.code)) == (["night"], ["action"])
    assert asked(q="night market") == asked(**{"from": "2026-10-31", "to": "2026-12-01"}) == ["night"]
    assert (asked(status="cancelled"), asked(synthetic="true"), asked(to="2026-03-31")) == ([], [], [])
    changed: Any = market.exceptions.get()
    changed.save()
    assert asked(modified_since=changed.modified_at.isoformat()) == ["night"]
    wrong = {"level": "city", "kind": "circus", "within": "nothing", "sector": "nothing", "status": "late"}
    assert [refusal(client, "initiatives", **{name: code})[1][0][0] for name, code in wrong.items()] == list(wrong)
    assert refusal(client, "initiatives/frame/tree", depth="2") == (400, [("depth", "unknown_parameter")])


def shape(tree: Any) -> Any:
    return {tree["code"]: [shape(child) for child in tree["children"]]}


def test_a_tree(client: Client, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    frame = make.initiative(level="framework", kind="framework", code="frame")
    action = make.initiative(parent=frame, code="a1")
    make.full_market(action, code="m1")
    with django_assert_num_queries(TREE):
        get(client, "initiatives/frame/tree")
    hidden = make.initiative(parent=frame, published=False)
    for code in ("m3", "m2"):
        make.full_market(hidden, code=code)
    make.initiative(parent=Initiative.objects.get(code="m2"), level="round", code="r1")
    make.initiative(code="a2")
    with django_assert_num_queries(TREE):
        tree = get(client, "initiatives/frame/tree")
    assert shape(tree) == {"frame": [{"a1": [{"m1": []}]}, {"m2": [{"r1": []}]}, {"m3": []}]}
    assert tree["children"][1]["recurrence"]["weekdays"] == ["SA", "SU"]
    assert shape(get(client, f"initiatives/{frame.uuid}/tree")) == shape(tree)


TREE = 12  # the watermark, the root, its parts; and the rows with nine relations, as a list has them
LIST = 10


@pytest.mark.parametrize("count", [1, 3])
def test_queries(client: Client, count: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    for _ in range(count):
        made = make.full_market(make.initiative())
        make.initiative(parent=made, level="round")
    with django_assert_num_queries(LIST):
        assert len(get(client, "initiatives")["results"]) == 3 * count
