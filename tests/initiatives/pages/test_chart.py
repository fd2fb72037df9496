"""Where columns stand, and what is written at them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from initiatives.pages.chart import (
    HEIGHT,
    INTERVALS,
    LEFT,
    RIGHT,
    TOP,
    WIDTH,
    Bar,
    Column,
    Tick,
    chart,
    scale,
    scale_lines,
)

amounts = st.decimals(-(10**16), 10**16, places=2)


def column(value: str, period: str = "2025", **fields: str) -> Column:
    return Column(period, Decimal(value), **fields)


def test_two_columns() -> None:
    earlier, now = column("6972", "2024-H1", kind="computed", qualifier="about"), column("7495", "2025-H1")
    drawn = chart([earlier, now], "en")
    assert drawn.bars == [
        Bar(182.0, 89.9, 84, 230.1, 224.0, 82.9, "computed", "about 6,972", "about 6,972", "2024-H1", earlier),
        Bar(502.0, 72.7, 84, 247.3, 544.0, 65.7, "stated", "7,495", "7,495", "2025-H1", now),
    ]
    assert drawn.ticks == [
        Tick(320.0, "0"), Tick(254.0, "2,000"), Tick(188.0, "4,000"), Tick(122.0, "6,000"), Tick(56.0, "8,000"),
    ]  # fmt: skip
    assert (drawn.multiple, drawn.zero, drawn.kinds) == ("", 320.0, ["stated", "computed"])


@pytest.mark.parametrize(
    ("value", "language", "expected"),
    [
        ("763050000000", "zh-hans", (10**8, "亿")),
        ("763050000000", "en", (10**9, "bn")),
        ("2830000", "zh-hans", (10**4, "万")),
        ("2830000", "en", (10**6, "million")),
        ("99999", "zh-hans", (1, "")),
        ("7495", "en", (1, "")),
    ],
)
def test_each_language_counts_in_its_own_steps(value: str, language: str, expected: tuple[int, str]) -> None:
    assert scale(Decimal(value), language) == expected


def test_values_are_written_in_the_multiple() -> None:
    assert [bar.label for bar in chart([column("763050000000")], "zh-hans").bars] == ["7,630.5"]
    assert [bar.label for bar in chart([column("763050000000")], "en").bars] == ["763.05"]


def test_many_columns_are_not_all_labelled() -> None:
    bars = chart([column("12345", f"2023-{n % 12 + 1:02}") for n in range(30)], "en").bars
    assert [bar.period for bar in bars[:5]] == ["2023-01", "", "", "2023-04", ""]
    assert {bar.label for bar in bars} == {""}
    assert {bar.words for bar in bars} == {"12,345"}


def test_less_than_nothing_hangs_from_zero() -> None:
    drawn = chart([column("-5"), column("10")], "en")
    down, up = drawn.bars
    assert (down.y, down.label_y) == (drawn.zero, round(down.y + down.height + 16, 1))
    assert up.y + up.height == pytest.approx(drawn.zero, abs=0.1)


@given(amounts, amounts)
def test_the_scale_is_round_and_holds_zero_and_every_value(one: Decimal, other: Decimal) -> None:
    lines = scale_lines(min(one, other), max(one, other))
    assert lines[0] <= min(one, other, Decimal(0))
    assert lines[-1] >= max(one, other, Decimal(0))
    assert Decimal(0) in lines
    assert 2 <= len(lines) <= INTERVALS + 1
    steps = {b - a for a, b in zip(lines, lines[1:], strict=False)}
    assert len(steps) == 1


@given(st.lists(amounts, min_size=1, max_size=40))
def test_columns_stay_within_the_picture_and_apart(values: list[Decimal]) -> None:
    bars = chart([Column("2025", value) for value in values], "en").bars
    assert all(bar.x >= LEFT and bar.x + bar.width <= WIDTH - RIGHT + 0.2 for bar in bars)
    assert all(bar.y >= TOP - 0.1 and bar.y + bar.height <= HEIGHT for bar in bars)
    assert all(a.x + a.width < b.x for a, b in zip(bars, bars[1:], strict=False))
