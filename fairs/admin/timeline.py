"""Halls against days: bookings in, coordinates and the bars' SVG out. Pure: no Django.

What overlaps on one hall stands in lanes below each other. Nothing is told apart by colour alone: build-up, show and
move-out by pattern, held, booked and closed by pattern and outline, and by words where there is room, inside or behind.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from html import escape
from unicodedata import east_asian_width

LEFT, TOP, WIDTH = 190, 44, 1400
LANE, PADDING = 20, 3
NARROW, WIDE = 6.2, 11.5  # of a character, at the size of type used
ROOM = 16  # the least width with words in it
DAY = timedelta(days=1)


# How they are painted: what has a style sheet of its own is not shown under our content security policy.
EDGES = {
    "held": 'stroke="#7a4b00" stroke-dasharray="4 2"', "booked": 'stroke="#14655c"', "closed": 'stroke="#666"',
    "taken": 'stroke="#666"',
}  # fmt: skip
UNDERLAID = 'fill="#1c2321" stroke="#fff" stroke-width="3" paint-order="stroke"'


def fill(kind: str, phase: str) -> str:
    """A colour, or the name of a pattern."""
    if kind == "taken":
        return "#d9d7cd"
    if kind == "closed" or phase != "show":
        return f"url(#{kind if kind == 'closed' else phase})"
    return "url(#held)" if kind == "held" else "#14655c"


@dataclass(frozen=True, slots=True)
class Span:
    """A booking as it is to be drawn. ``kind``: held, booked, closed, or taken, by somebody unknown."""

    move_in: date
    first_day: date
    last_day: date
    move_out: date
    kind: str
    label: str
    told: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Segment:
    phase: str
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Bar:
    span: Span
    x: float
    y: float
    width: float
    text_x: float
    label: str
    segments: list[Segment]

    def svg(self, *, linked: bool = True) -> str:
        """Written here, because a year has a thousand of them and a template takes ten times as long."""
        span, height = self.span, LANE - 2 * PADDING
        shapes = [
            f'<rect x="{s.x}" y="{self.y}" width="{s.width}" height="{height}" fill="{fill(span.kind, s.phase)}"/>'
            for s in self.segments
        ]
        outline = (
            f'<rect x="{self.x}" y="{self.y}" width="{self.width}" height="{height}" fill="none" {EDGES[span.kind]}/>'
        )
        ink = 'fill="#fff"' if span.kind == "booked" and self.text_x < self.x + self.width else UNDERLAID
        words = f'<text x="{self.text_x}" y="{self.y + 11}" {ink}>{escape(self.label)}</text>' if self.label else ""
        told = escape(span.told)
        begin, end = "<g>", "</g>"
        if linked and span.url:
            begin, end = f'<a href="{escape(span.url)}" aria-label="{told}">', "</a>"
        return f"{begin}<title>{told}</title>{''.join(shapes)}{outline}{words}{end}"


@dataclass(slots=True)
class Row:
    name: str
    y: float
    height: float
    bars: list[Bar]
    part: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    x: float
    label: str


@dataclass(slots=True)
class Picture:
    rows: list[Row] = field(default_factory=list)
    months: list[Mark] = field(default_factory=list)
    today: float | None = None
    height: float = TOP
    width: int = LEFT + WIDTH + 10
    left: int = LEFT
    top: int = TOP

    def svg(self, *, linked: bool = True) -> str:
        return "\n".join(bar.svg(linked=linked) for row in self.rows for bar in row.bars)


def picture(
    halls: Iterable[tuple[str, bool, Sequence[Span]]], first: date, last: date, months: Iterable[tuple[date, str]],
    today: date,
) -> Picture:  # fmt: skip
    """``halls``: (name, whether it is a part, its bookings); ``months``: (first day, label)."""
    scale = WIDTH / ((last - first).days + 1)

    def x(day: date) -> float:
        return round(LEFT + (min(max(day, first), last + DAY) - first).days * scale, 1)

    drawn = Picture(months=[Mark(x(max(day, first)), label) for day, label in months])
    drawn.today = x(today) if first <= today <= last else None
    for name, part, spans in halls:
        lanes: list[list[Span]] = []
        for span in sorted(spans, key=lambda s: (s.kind == "held", s.move_in, s.move_out)):
            if span.move_out < first or span.move_in > last:
                continue
            lane = next((lane for lane in lanes if all(_apart(span, s) for s in lane)), None)
            if lane is None:
                lanes.append(lane := [])
            lane.append(span)
        bars = [bar for n, lane in enumerate(lanes) for bar in _bars(lane, drawn.height + n * LANE + PADDING, x)]
        height = max(1, len(lanes)) * LANE
        drawn.rows.append(Row(name, drawn.height, height, bars, part))
        drawn.height += height
    return drawn


def _apart(one: Span, other: Span) -> bool:
    return one.move_out < other.move_in or other.move_out < one.move_in


def _bars(lane: list[Span], y: float, x: Callable[[date], float]) -> Iterator[Bar]:
    """From the left. What has no room inside is named behind it, up to the next."""
    lane = sorted(lane, key=lambda span: span.move_in)
    ends = [x(span.move_in) for span in lane[1:]] + [LEFT + WIDTH]
    for span, limit in zip(lane, ends, strict=True):
        edges = [
            ("in", span.move_in, span.first_day),
            ("show", span.first_day, span.last_day + DAY),
            ("out", span.last_day + DAY, span.move_out + DAY),
        ]
        segments = [Segment(phase, x(a), round(x(b) - x(a), 1)) for phase, a, b in edges if x(b) > x(a)]
        begin, end = x(span.move_in), x(span.move_out + DAY)
        show = next((s for s in segments if s.phase == "show"), segments[0])
        text_x, room = show.x + 3, end - show.x - 5
        if fitting(span.label, room) != span.label and limit - end > room:
            text_x, room = end + 3, limit - end - 5
        yield Bar(span, begin, y, round(end - begin, 1), round(text_x, 1), fitting(span.label, room), segments)


def fitting(words: str, width: float) -> str:
    """As much of them as there is room for; "" when that is next to nothing."""
    used = 0.0
    for number, character in enumerate(words):
        used += WIDE if east_asian_width(character) in "WF" else NARROW
        if used > width:
            return f"{words[: number - 1]}…" if width >= ROOM and number > 1 else ""
    return words
