"""The geometry of a column chart: values in, coordinates and labels out. Pure: no Django.

Columns stand on zero, always: half the height is half the value.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from math import ceil

WIDTH, HEIGHT = 720, 360
LEFT, RIGHT, TOP, BOTTOM = 64, 16, 56, 40
PLOT_WIDTH, PLOT_HEIGHT = WIDTH - LEFT - RIGHT, HEIGHT - TOP - BOTTOM
WIDEST = 84  # column
GAP = 8  # between texts, at least
INTERVALS = 5  # at most, between lines of the scale

# What figures are counted in (from, divided by, name): each language has its own, so this is no text to translate.
MULTIPLES = {
    "zh-hans": ((10**12, 10**12, "万亿"), (10**8, 10**8, "亿"), (10**5, 10**4, "万")),
    "en": ((10**12, 10**12, "tn"), (10**9, 10**9, "bn"), (10**6, 10**6, "million")),
}


@dataclass(frozen=True, slots=True)
class Column:
    """``kind``: stated, computed or plan. ``qualifier``: "over" and the like in the reader's language, or ""."""

    period: str
    value: Decimal
    kind: str = "stated"
    qualifier: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    """``words``: the value in the chart's multiple; ``label`` and ``period`` are "" where there is no room for all."""

    x: float
    y: float
    width: float
    height: float
    middle: float
    label_y: float
    kind: str
    words: str
    label: str
    period: str
    column: Column


@dataclass(frozen=True, slots=True)
class Tick:
    y: float
    label: str


@dataclass(frozen=True, slots=True)
class Chart:
    multiple: str
    bars: list[Bar]
    ticks: list[Tick]
    zero: float
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = WIDTH - RIGHT
    bottom: int = HEIGHT - 14

    @property
    def kinds(self) -> list[str]:
        return [kind for kind in ("stated", "computed", "plan") if any(bar.kind == kind for bar in self.bars)]


def chart(columns: Sequence[Column], language: str) -> Chart:
    """``columns`` in the order in which they stand; at least one."""
    factor, multiple = scale(max(abs(column.value) for column in columns), language)
    values = [column.value / factor for column in columns]
    marks = scale_lines(min(values), max(values))
    lowest, highest = marks[0], marks[-1]

    def height_of(value: Decimal) -> float:
        return round(TOP + PLOT_HEIGHT * float((highest - value) / (highest - lowest)), 1)

    zero, slot = height_of(Decimal(0)), PLOT_WIDTH / len(columns)
    width = min(WIDEST, slot * 0.6)
    labels = [f"{column.qualifier} {plain(value)}".strip() for column, value in zip(columns, values, strict=True)]
    every = ceil(max(room(column.period) for column in columns) / slot)
    labelled = max(room(label) for label in labels) <= slot
    bars = []
    for number, (column, value) in enumerate(zip(columns, values, strict=True)):
        middle, end = LEFT + slot * (number + 0.5), height_of(value)
        bars.append(
            Bar(
                x=round(middle - width / 2, 1),
                y=min(zero, end),
                width=round(width, 1),
                height=round(abs(zero - end), 1),
                middle=round(middle, 1),
                label_y=round(end - 7 if value >= 0 else end + 16, 1),
                kind=column.kind,
                words=labels[number],
                label=labels[number] if labelled else "",
                period=column.period if number % every == 0 else "",
                column=column,
            )
        )
    return Chart(multiple, bars, [Tick(height_of(mark), plain(mark)) for mark in marks], zero)


def room(text: str) -> float:
    """The width of a text with the gap beside it, about: letters are half as wide as characters."""
    return GAP + sum(13 if ord(letter) > 0x2E80 else 7.5 for letter in text)


def scale(largest: Decimal, language: str) -> tuple[int, str]:
    """What values are divided by, and what that is called: (100000000, "亿") for a province's trade."""
    steps = MULTIPLES.get(language, MULTIPLES["en"])
    return next(((factor, name) for least, factor, name in steps if largest >= least), (1, ""))


def scale_lines(least: Decimal, most: Decimal) -> list[Decimal]:
    """Round numbers from at or below both zero and the least value to at or above the most."""
    low, high = min(least, Decimal(0)), max(most, Decimal(0))
    if low == high:
        high = Decimal(1)
    power = Decimal(1).scaleb(((high - low) / INTERVALS).adjusted())
    steps = (power * factor for factor in (1, 2, Decimal("2.5"), 5, 10, 20))
    ends = ((step, whole(low / step, ROUND_FLOOR), whole(high / step, ROUND_CEILING)) for step in steps)
    step, first, last = next(end for end in ends if end[2] - end[1] <= INTERVALS)
    return [step * number for number in range(first, last + 1)]


def whole(value: Decimal, rounding: str) -> int:
    return int(value.to_integral_value(rounding))


def plain(value: Decimal) -> str:
    return f"{value.normalize():,f}"
