from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from fairs import floor
from fairs.floor import Misfit, rectangle

L_SHAPED = [[0.0, 0.0], [6.0, 0.0], [6.0, 3.0], [3.0, 3.0], [3.0, 9.0], [0.0, 9.0]]


def refused(read: Any, value: Any) -> bool:
    try:
        read(value)
    except ValidationError as error:
        return bool(error.messages[0])
    return False


def test_outlines_come_into_one_form() -> None:
    closed = [[0, 0], [0, 0], [3.004, 0], [3, 2.999], [-0.001, 3], [0, 0]]
    assert floor.outline(closed) == [[0.0, 0.0], [3.0, 0.0], [3.0, 3.0], [0.0, 3.0]]
    assert floor.outline(tuple(map(tuple, L_SHAPED))) == L_SHAPED
    assert (floor.area(L_SHAPED), floor.area(rectangle(1, 1, 0.5, 0.25))) == (Decimal("36.00"), Decimal("0.12"))


@pytest.mark.parametrize(
    "value",
    [
        None, 7, "0,0 3,0 3,3", {}, [], [[0, 0], [3, 0]], [[0, 0], [1, 1], [2, 2]], [[0, 0], [2, 2], [2, 0], [0, 2]],
        [[0, 0], [float("nan"), 0], [3, 3]], [[0, 0], [float("inf"), 0], [3, 3]], [[0, 0], [10**400, 0], [3, 3]],
        [[0, 0], [1001, 0], [3, 3]], [[True, 0], [1, 1], [2, 0]], [["0", 0], [1, 1], [2, 0]], [[0, 0, 0], [1, 1]],
        [[0, 0], [4, 0], [4, 4], [2, 0], [0, 4]], [[0, 0], [3, 0], [0, 3], [3, 3], [0.5, 0.2]], [[0, 0]] * 201,
        [[-1000, -1000], [1000, -1000], [1000, 1000], [-1000, 1000]], [[[0], 0], [3, 0], [3, 3]],
    ],
)  # fmt: skip
def test_what_is_no_outline_is_refused(value: Any) -> None:
    assert refused(floor.outline, value)


def test_people_write_rectangles_and_corners() -> None:
    assert floor.understood(" 1.5, 2；3 4") == rectangle(1.5, 2, 3, 4)
    assert floor.understood(floor.written(L_SHAPED)) == L_SHAPED
    assert (floor.written(rectangle(0.1, 0, 3, 2.25)), floor.written(L_SHAPED[:3])) == ("0.1 0 3 2.25", "0,0 6,0 6,3")
    assert [
        t for t in ("", "1 2 3", "1 2 3 0", "1 2 -3 4", "a b c d", "1 2 3 4 5") if not refused(floor.understood, t)
    ] == []


def test_what_overlaps_or_is_outside_is_found() -> None:
    hall = [[0.0, 0.0], [12.0, 0.0], [12.0, 6.0], [6.0, 6.0], [6.0, 12.0], [0.0, 12.0]]
    stands = {
        "beside": rectangle(0, 0, 3, 3), "wall to wall": rectangle(3, 0, 3, 3), "over both": rectangle(2, 1, 2, 1),
        "in the corner": rectangle(5, 5, 2, 2), "outside": rectangle(20, 0, 3, 3), "a twin": rectangle(0, 0, 3, 3),
    }  # fmt: skip
    assert {(m.stand, m.other, m.area) for m in floor.misfits(hall, stands)} == {
        ("beside", "over both", 1.0), ("wall to wall", "over both", 1.0), ("over both", "a twin", 1.0),
        ("beside", "a twin", 9.0), ("in the corner", None, 1.0), ("outside", None, 9.0),
    }  # fmt: skip
    assert list(floor.misfits(hall, stands, "in the corner")) == [Misfit("in the corner", None, 1.0)]
    assert {m.other for m in floor.misfits(hall, stands, "a twin")} == {"beside", "over both"}
    assert list(floor.misfits(hall, {})) == []
    crowd = list(floor.misfits(hall, dict.fromkeys(range(300), rectangle(1, 1, 2, 2))))
    assert ({n for m in crowd for n in (m.stand, m.other)}, len(crowd) < 300 * floor.OVERLAPS) == ({*range(300)}, True)
    assert len(list(floor.misfits(hall, dict.fromkeys(range(9), rectangle(1, 1, 2, 2)), 4))) == floor.OVERLAPS


def test_slanting_walls_fit_in_spite_of_rounding() -> None:
    hall = rectangle(0, 0, 30, 30)
    one = floor.outline([[1.111, 1.117], [9.333, 4.449], [8.0, 8.0]])
    other = floor.outline([[1.114, 1.113], [9.337, 4.446], [12.0, 1.0]])
    assert (list(floor.misfits(hall, {1: one, 2: other})), floor.neighbours({1: one, 2: other})) == (
        [],
        {1: {2}, 2: {1}},
    )


def test_neighbours_share_half_a_metre_of_wall() -> None:
    stands = {
        "A1": rectangle(0, 0, 3, 3), "A2": rectangle(3, 0, 3, 3), "B1": rectangle(0, 3, 3, 3),
        "corner": rectangle(3, 3, 3, 3), "little": rectangle(6, 2.6, 3, 3), "aisle": rectangle(0, 9, 3, 3),
    }  # fmt: skip
    assert floor.neighbours(stands) == {
        "A1": {"A2", "B1"}, "A2": {"A1", "corner"}, "B1": {"A1", "corner"}, "corner": {"A2", "B1", "little"},
        "little": {"corner"}, "aisle": set(),
    }  # fmt: skip
    assert floor.within_reach(stands, 3)["aisle"] == {"B1", "corner"}
    assert (floor.neighbours({}), floor.within_reach({}, 3)) == ({}, {})


def test_a_name_stands_where_most_room_is() -> None:
    assert floor.widest_line(L_SHAPED) == (3.0, 1.5, 6.0)
    assert floor.widest_line(rectangle(2, 2, 3, 1)) == (3.5, 2.5, 3.0)
    u_shaped: floor.Outline = [[0, 0], [2, 0], [2, 6], [7, 6], [7, 0], [9, 0], [9, 8], [0, 8]]
    assert floor.widest_line(u_shaped) == (4.5, 7.0, 9.0)
    assert floor.widest_line([[0, 0], [4, 4], [0, 4]]) == (1.0, 2.0, 2.0)


def test_numbers_stand_in_their_natural_order() -> None:
    assert floor.in_order(["R1", "A12", "Aa1", "A2", "10", "9", "A"]) == ["9", "10", "A", "A2", "A12", "Aa1", "R1"]
