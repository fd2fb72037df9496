from datetime import date, timedelta

import pytest

from fairs.vacancy import Room, Slot, gaps, nearest, slots, spans


def may(first: int, last: int) -> tuple[date, date]:
    return date(2026, 5, first), date(2026, 5, last)


@pytest.mark.parametrize(
    ("taken", "free"),
    [
        ([], [may(1, 31)]),
        ([may(1, 31)], []),
        ([may(10, 12)], [may(1, 9), may(13, 31)]),
        ([may(20, 25), may(10, 12), may(11, 22)], [may(1, 9), may(26, 31)]),
        ([(date(2026, 4, 1), date(2026, 5, 3)), (date(2026, 5, 31), date(2026, 7, 1))], [may(4, 30)]),
        ([(date(2026, 6, 1), date(2026, 6, 9)), (date(2026, 4, 1), date(2026, 4, 9))], [may(1, 31)]),
    ],
)
def test_gaps(taken: list[tuple[date, date]], free: list[tuple[date, date]]) -> None:
    assert gaps(taken, *may(1, 31)) == free


def test_nearest_days() -> None:
    free = [may(1, 9), may(13, 14), may(20, 31)]
    assert nearest(free, may(8, 10)) == may(7, 9)
    assert nearest(free, may(17, 19)) == may(20, 22)
    assert nearest(free, may(24, 25)) == may(24, 25)
    assert nearest([], may(24, 25)) is None
    assert nearest([may(1, 2)], may(24, 26)) is None


def test_spans_of_days() -> None:
    days = [date(2026, 5, n) for n in (1, 2, 2, 3, 5, 7, 8)]
    assert spans(days) == [may(1, 3), may(5, 5), may(7, 8)]


def test_the_fewest_rooms_and_of_those_the_smallest() -> None:
    whole, part, other = (
        Room(1, 20000, [may(10, 31)]),
        Room(2, 9000, [may(1, 31)], whole=1),
        Room(3, 8000, [may(1, 12), may(20, 31)]),
    )
    week = timedelta(days=7)

    def found(area: int) -> list[Slot]:
        return list(slots([whole, part, other], area, week))

    assert found(8000) == [
        Slot((3,), 8000, *may(1, 6)),
        Slot((2,), 9000, *may(10, 25)),
        Slot((3,), 8000, *may(20, 25)),
    ]
    assert found(15000) == [Slot((2, 3), 17000, *may(1, 6)), Slot((1,), 20000, *may(10, 25))]
    assert found(28000) == [Slot((1, 3), 28000, *may(20, 25))]
    assert found(28001) == []
    assert list(slots([whole], 1, timedelta(days=23))) == []
