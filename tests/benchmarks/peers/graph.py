"""What one request costs, drawn against the number of events: both axes in powers of ten. Pure: figures in, SVG out."""

from collections.abc import Sequence
from html import escape
from math import ceil, floor, log10

from .figures import Figure, rounded

WIDTH, HEIGHT = 880, 520
LEFT, RIGHT, TOP, BOTTOM = 100, 250, 58, 62
LINE = 17  # between labels, at least

# Each tells itself apart by its colour, its dashes and its mark. The colours stand out from white and from black.
STYLES = {
    "here: unchanged poll (304)": ("#1a7f9c", "", "circle"),
    "here: body from memory, gzip": ("#2a9d63", "", "triangle"),
    "here: body from memory": ("#2f7de1", "", "square"),
    "here: first body after an edit": ("#7a63d8", "", "triangle"),
    "static file, nginx": ("#7d8590", "2 5", "circle"),
    "django-ical": ("#d9480f", "9 4", "square"),
    "django-ical behind cache_page": ("#b8860b", "9 4", "triangle"),
    "Radicale": ("#c2417c", "14 4 3 4", "circle"),
}
STYLE = (
    "text{font:13px system-ui,sans-serif;fill:#57606a}.title{font-size:15px;font-weight:600}"
    ".grid{stroke:#8b949e;stroke-opacity:.3}.line{fill:none;stroke-width:2.2}"
    "@media(prefers-color-scheme:dark){text{fill:#b1bac4}}"
)
MARKS = {
    "circle": '<circle cx="{x:.1f}" cy="{y:.1f}" r="4.5" fill="{colour}"/>',
    "square": '<rect x="{left:.1f}" y="{top:.1f}" width="8" height="8" fill="{colour}"/>',
    "triangle": '<path d="M{x:.1f} {above:.1f}l5.2 9h-10.4z" fill="{colour}"/>',
}
TITLE = "What one request costs: milliseconds of the server's CPU, by the number of events in the answer"


class Plane:
    """Figures to points."""

    def __init__(self, figures: Sequence[Figure]) -> None:
        self.sizes = sorted({figure.size for figure in figures})
        costs = [log10(figure.cpu) for figure in figures]
        self.powers = range(floor(min(costs)), ceil(max(costs)) + 1)

    def x(self, size: int) -> float:
        first, last = log10(self.sizes[0]), log10(self.sizes[-1])
        return LEFT + (WIDTH - LEFT - RIGHT) * (log10(size) - first) / (last - first)

    def y(self, cpu: float) -> float:
        first, last = self.powers[0], self.powers[-1]
        return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * (log10(cpu) - first) / (last - first)


def graph(figures: Sequence[Figure]) -> str:
    """``figures`` of the same sizes for each series, none of which cost nothing."""
    plane = Plane(figures)
    series = {f.series: sorted((g for g in figures if g.series == f.series), key=lambda g: g.size) for f in figures}
    labels = spread({name: plane.y(line[-1].cpu) for name, line in series.items()})
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-labelledby="t d">',
        f'<title id="t">{escape(TITLE)}</title><desc id="d">{escape(told(series))}</desc><style>{STYLE}</style>',
        f'<text class="title" x="16" y="26">{escape(TITLE)}</text>',
        *axes(plane),
        *(drawn(plane, name, line, labels[name]) for name, line in series.items()),
        "</svg>\n",
    ]
    return "\n".join(parts)


def told(series: dict[str, list[Figure]]) -> str:
    """The same in words."""
    lines = (
        f"{name}: {', '.join(f'{rounded(f.cpu)} ms at {f.size:,}' for f in line)}." for name, line in series.items()
    )
    return " ".join(lines)


def axes(plane: Plane) -> list[str]:
    bottom, right = HEIGHT - BOTTOM, WIDTH - RIGHT
    parts = []
    for power in plane.powers:
        y = plane.y(10.0**power)
        parts.append(f'<path class="grid" d="M{LEFT} {y:.1f}H{right}"/>')
        parts.append(f'<text x="{LEFT - 10}" y="{y + 4:.1f}" text-anchor="end">{10.0**power:,g} ms</text>')
    for size in plane.sizes:
        x = plane.x(size)
        parts.append(f'<path class="grid" d="M{x:.1f} {TOP}V{bottom}"/>')
        parts.append(f'<text x="{x:.1f}" y="{bottom + 22}" text-anchor="middle">{size:,}</text>')
    middle = (LEFT + right) / 2
    return [*parts, f'<text x="{middle:.1f}" y="{HEIGHT - 14}" text-anchor="middle">events in the answer</text>']


def drawn(plane: Plane, name: str, line: list[Figure], label: float) -> str:
    colour, dashes, mark = STYLES[name]
    points = [(plane.x(f.size), plane.y(f.cpu)) for f in line]
    path = "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
    marks = "".join(
        MARKS[mark].format(x=x, y=y, left=x - 4, top=y - 4, above=y - 5.5, colour=colour) for x, y in points
    )
    x, y = points[-1]
    leader = f'<path class="line" d="M{x + 7:.1f} {y:.1f}L{x + 18:.1f} {label:.1f}" stroke="{colour}" opacity=".5"/>'
    dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
    text = f'<text x="{x + 23:.1f}" y="{label + 4:.1f}">{escape(name)}</text>'
    return f'<g><path class="line" d="M{path}" stroke="{colour}"{dashed}/>{marks}{leader}{text}</g>'


def spread(wanted: dict[str, float]) -> dict[str, float]:
    """As near as possible to where they are wanted, and none upon another."""
    placed: dict[str, float] = {}
    for name in sorted(wanted, key=lambda name: wanted[name]):
        lowest = max(placed.values(), default=-LINE)
        placed[name] = max(wanted[name], lowest + LINE)
    return placed
