"""Free space, occupancy and clashes of theme, as a program asks for them."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from fairs.models import act
from tests import factories as make
from tests.fairs.admin.world import logged_in, superuser

from .asking import SHENYANG, get, named, refusal

pytestmark = pytest.mark.django_db
MAY = {"from": "2026-05-01", "to": "2026-05-31"}


def may(first: int, last: int) -> tuple[date, date]:
    return date(2026, 5, first), date(2026, 5, last)


def taken(hall: Any, days: tuple[date, date], **fields: Any) -> Any:
    return act(make.hall_booking(hall, days, **fields), "confirm")


def link(hall: Any) -> dict[str, str]:
    return {"uuid": str(hall.uuid), **named(hall)}


def test_twenty_thousand_square_metres_for_four_days_and_building_up(client: Client) -> None:
    venue = make.venue()
    big = make.hall(venue, gross_area=22000)
    one, two = (make.hall(venue, gross_area=area) for area in (12000, 10000))
    taken(big, may(1, 20)), taken(two, may(25, 31))
    make.hall_booking(big, may(21, 31))  # a hold takes nothing, and is not told
    closed = make.venue(status="closed")
    make.hall(closed, gross_area=50000)
    divided = make.hall(make.venue(), gross_area=50000)
    taken(make.hall(divided.venue, part_of=divided), may(1, 31))  # a part of which the area is not known
    make.hall(make.venue(region=make.region("210200")), gross_area=50000)
    asked = {"region": "210100", "area": 20000, "days": 4, "build_up": 3, "dismantling": 1, **MAY}
    shown = {"venue": named(venue), "area": 22000}
    assert get(client, "space", **asked)["results"] == [
        {
            **shown, "halls": [link(big)], "move_in": "2026-05-21", "first_day": "2026-05-24",
            "last_day": "2026-05-27", "move_out": "2026-05-28", "latest_move_in": "2026-05-25",
        },
        {
            **shown, "halls": [link(one), link(two)], "move_in": "2026-04-28", "first_day": "2026-05-01",
            "last_day": "2026-05-04", "move_out": "2026-05-05", "latest_move_in": "2026-05-17",
        },
    ]  # fmt: skip
    assert get(client, "space", **{**asked, "days": 31})["results"] == []
    assert len(get(client, "space", **{**asked, "region": "210000"})["results"]) == 3


def test_occupancy_by_month(client: Client) -> None:
    venue = make.venue()
    four = make.hall(venue, code="4", gross_area=20000)
    part = make.hall(venue, code="4A", gross_area=5000, part_of=four)
    make.hall(venue, code="4B", gross_area=15000, part_of=four)
    five = make.hall(venue, code="5", gross_area=10000)
    taken(part, (date(2026, 4, 20), date(2026, 4, 29))), taken(four, may(1, 31))
    window = {"from": "2026-04-01", "to": "2026-05-31"}

    def shares(**asked: str) -> list[tuple[Any, int, list[float]]]:
        rows = get(client, "occupancy", **window, **asked)["results"]
        return [
            ((r["hall"] or r["venue"] or r["city"])["code"], r["area"], [m["share"] for m in r["months"]]) for r in rows
        ]

    assert shares(by="hall") == [("4", 20000, [0.0833, 1.0]), ("5", 10000, [0.0, 0.0])]
    assert shares() == [(venue.code, 30000, [0.0556, 0.6667])]
    assert shares(by="city") == [("210100", 30000, [0.0556, 0.6667])]
    inside = {"from": "2026-04-30", "to": "2026-05-01"}  # of each month all of it is told
    assert get(client, "occupancy", **inside)["results"] == get(client, "occupancy", **window)["results"]
    [row] = get(client, "occupancy", **window, by="city")["results"]
    assert (row["city"], row["months"][0]) == (SHENYANG, {"month": "2026-04", "share": 0.0556})
    assert five.venue == venue


def test_a_hall_is_as_large_as_it_is_whose_parts_nobody_measured(client: Client) -> None:
    hall = make.hall(gross_area=1000)
    make.hall(hall.venue, part_of=hall)
    [row] = get(client, "occupancy", **MAY, by="venue")["results"]
    assert row["area"] == 1000


def test_fairs_of_one_theme_that_come_too_close(client: Client) -> None:
    food, robots = make.category(code="food"), make.category(code="robots")

    def fair(*categories: Any, days: tuple[date, date], **fields: Any) -> Any:
        return make.edition([days], fair=make.fair(categories), **fields)

    first = fair(food, robots, days=may(1, 3))
    near = fair(food, days=may(10, 12))
    fair(robots, days=may(30, 31))
    fair(food, days=may(4, 6), published=False)
    act(fair(food, days=may(5, 6)), "cancel")
    together = fair(food, days=may(2, 3), combined_with=first)
    dalian = fair(food, days=may(1, 3), region=make.region("210200"))
    make.region_group("210100", "210200", code="cores")

    def pairs(**asked: Any) -> list[tuple[str, str, list[str], int]]:
        rows = get(client, "clashes", **MAY, **asked)["results"]
        return [(r["one"]["edition"]["code"], r["other"]["edition"]["code"], r["categories"], r["days_apart"])
                for r in rows]  # fmt: skip

    assert pairs() == [(first.code, near.code, ["food"], 7), (together.code, near.code, ["food"], 7)]
    assert pairs(days=6) == []
    assert pairs(group="cores", days=0) == [
        (first.code, dalian.code, ["food"], 0), (dalian.code, together.code, ["food"], 0),
    ]  # fmt: skip


def test_of_many_clashes_the_first_are_told(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    food = make.category()
    held = [make.edition([may(day, day)], fair=make.fair([food])).code for day in (1, 2, 3)]

    def asked(days: int) -> tuple[list[tuple[str, str]], bool]:
        told = get(client, "clashes", **MAY, days=days)
        return [(r["one"]["edition"]["code"], r["other"]["edition"]["code"]) for r in told["results"]], told["more"]

    pairs = [(held[0], held[1]), (held[0], held[2]), (held[1], held[2])]
    monkeypatch.setattr("fairs.space.TOLD", 2)
    assert asked(days=14) == (pairs[:2], True)
    assert asked(days=1) == ([pairs[0], pairs[2]], False)
    page = logged_in(superuser()).get("/admin/fairs/hallbooking/clashes/", {"first": MAY["from"], "last": MAY["to"]})
    assert "Only the first 2 are shown" in page.content.decode()


@pytest.mark.parametrize(
    ("path", "asked", "told"),
    [
        ("space", {}, {("area", "required"), ("days", "required"), ("from", "required"), ("to", "required")}),
        ("space", {"area": "0", "days": "91", **MAY}, {("area", "min_value"), ("days", "max_value")}),
        ("space", {"area": "many", "days": "4.5", **MAY}, {("area", "invalid"), ("days", "invalid")}),
        ("space", {"area": "9", "days": "4", "from": "2026-05-02", "to": "2026-05-01"}, {("to", "reversed")}),
        ("space", {"area": "9", "days": "4", "from": "2026-05-02", "to": "2030-05-01"}, {("to", "out_of_range")}),
        ("space", {"area": "9", "days": "4", **MAY, "venue": "none"}, {("venue", "unknown_code")}),
        ("occupancy", {"by": "street", "x": "1"}, {("by", "invalid_choice"), ("x", "unknown_parameter")}),
        ("occupancy", {"to": "1999-01-01"}, {("to", "out_of_range")}),
        ("clashes", {"days": "-1"}, {("days", "min_value")}),
    ],
)
def test_what_is_refused(client: Client, path: str, asked: dict[str, str], told: set[tuple[str, str]]) -> None:
    status, errors = refusal(client, path, **asked)
    assert (status, set(errors)) == (400, told)


def test_the_queries_do_not_grow(client: Client) -> None:
    counts = []
    for more in (1, 2):
        for _number in range(more):
            hall = make.hall(gross_area=1000)
            taken(hall, may(1, 2), edition=make.edition([may(1, 2)], fair=make.fair([make.category()])))
        for path, asked in (("space", {"area": 500, "days": 1}), ("occupancy", {}), ("clashes", {})):
            with CaptureQueriesContext(connection) as captured:
                get(client, path, **MAY, **asked)
            counts.append(len(captured))
    assert counts[:3] == counts[3:]
