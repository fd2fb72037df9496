"""A hall's stand plan as it is drawn: stands in, shapes and fitting texts out."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from fairs import floor
from fairs.models import Participation, Stand, StandPlan

SCALE = 16  # units of the picture for a metre
MARGIN = 28
LEGEND = 64  # what is above the hall
NAME, LARGEST_NAME = 8.5, 14  # heights of letters: of large stands larger ones
NUMBER = 1.5  # times as high
LETTERING = 13  # of the legend
ROWS = 9  # of letters for which the height or the width of a stand has room before they grow
LINE = 1.15
STATES = {
    "free": pgettext_lazy("stand", "free"),
    "kept": pgettext_lazy("stand", "kept"),
    "taken": pgettext_lazy("stand", "taken"),
}
SHOWN = ("pavilion", "participation__exhibitor", "participation__pavilion")
ENTRANCE = gettext_lazy("Entrance")


@dataclass(frozen=True)
class Shape:
    """A stand: ``points`` and places in units of the picture; ``url`` where it leads to, or ""."""

    stand: Stand
    state: str
    holder: str
    """The exhibitor, or else the pavilion that it is kept for, or ""."""
    pavilion: str
    points: str
    x: float
    number_y: float
    size: float
    letters: float
    lines: list[tuple[float, str]]
    url: str = ""

    @property
    def state_name(self) -> str:
        return str(STATES[self.state])

    @property
    def words(self) -> str:
        about = [self.stand.number, f"{self.stand.area:f} m²", self.stand.get_kind_display(), self.state_name]
        return " · ".join(dict.fromkeys([*map(str, about), *filter(None, (self.holder, self.pavilion))]))


@dataclass(frozen=True)
class FloorPlan:
    plan: StandPlan
    shapes: list[Shape]
    hall: str
    """Its outline."""
    entrances: list[tuple[float, float]]
    width: float
    height: float
    title: str
    description: str
    legend: list[tuple[str, str, float]] = field(default_factory=list)
    """(state, its name with how many, where it stands)"""

    @property
    def role(self) -> str:
        """An image has no parts to reach by keyboard."""
        return "group" if any(shape.url for shape in self.shapes) else "img"

    @property
    def net_area(self) -> str:
        """Of what is given, in m²."""
        return f"{sum(s.stand.area for s in self.shapes if s.state == 'taken'):,.2f}"


def floor_plan(plan: StandPlan, public: bool, addresses: dict[int, str] | None = None) -> FloorPlan:
    """``public``: without the names of those who are not admitted; ``addresses``: of stands, by their key."""
    left, top, right, bottom = floor.bounds(plan.outline)
    shown = [_shape(stand, (left, top), public, (addresses or {}).get(stand.pk, "")) for stand in ordered(plan)]
    counts = {state: sum(s.state == state for s in shown) for state in STATES}
    names = {"hall": plan.hall, "edition": plan.edition}
    legend, x, colon = [], float(MARGIN), pgettext("label", ": ")
    for state, name in STATES.items():
        text = f"{name}{colon}{counts[state]}"
        legend.append((state, text, x))
        x += 34 + room(text, LETTERING)
    return FloorPlan(
        plan=plan,
        shapes=shown,
        hall=_points(plan.outline, (left, top)),
        entrances=[_at(place, (left, top)) for place in plan.entrances],
        width=max((right - left) * SCALE + 2 * MARGIN, x),
        height=(bottom - top) * SCALE + LEGEND + MARGIN + 12,
        title=_("Floor plan: %(hall)s, %(edition)s") % names,
        description=_("%(count)d stands: %(taken)d taken, %(kept)d kept, %(free)d free. The table says who is where.")
        % {"count": len(shown), **counts},
        legend=[*legend, ("entrance", str(ENTRANCE), x)] if plan.entrances else legend,
    )


def ordered(plan: StandPlan) -> Iterable[Stand]:
    stands: dict[str, Any] = {s.number: s for s in plan.stands.select_related(*SHOWN)}
    return [stands[number] for number in floor.in_order(stands)]


def _shape(stand: Stand, corner: tuple[float, float], public: bool, url: str) -> Shape:
    part, named = stand.participation, stand.participation
    if public and part and part.status != Participation.Status.ADMITTED:
        named = None
    state = "taken" if named else "kept" if part or stand.pavilion else "free"
    holder = str(named.exhibitor) if named else str(stand.pavilion or "")
    group = (named and named.pavilion) or stand.pavilion
    x, y, length = floor.widest_line(stand.outline)
    __, top, __, bottom = floor.bounds(stand.outline)
    x, y = _at((x, y), corner)
    wide, high = length * SCALE - 4, (bottom - top) * SCALE - 4
    letters = round(min(max(NAME, min(wide, high) / ROWS), LARGEST_NAME), 1)
    size = round(letters * NUMBER * min(1, wide / room(stand.number, letters * NUMBER)), 1)
    text = f"{holder} ({group})" if named and group else holder
    lines = wrapped(text, wide, int((high - size * LINE) / (letters * LINE)), letters)
    first = y - (size + len(lines) * letters) * LINE / 2 + size * 0.9
    return Shape(
        stand=stand, state=state, holder=holder, pavilion=str(group or ""), url=url,
        points=_points(stand.outline, corner), x=x, size=size, letters=letters,
        number_y=round(first, 1),
        lines=[(round(first + (n + 1) * letters * LINE + 1, 1), line) for n, line in enumerate(lines)],
    )  # fmt: skip


def _at(place: Any, corner: tuple[float, float]) -> tuple[float, float]:
    return (
        round((place[0] - corner[0]) * SCALE + MARGIN, 1),
        round((place[1] - corner[1]) * SCALE + LEGEND, 1),
    )


def _points(outline: floor.Outline, corner: tuple[float, float]) -> str:
    return " ".join(f"{x:g},{y:g}" for x, y in (_at(point, corner) for point in outline))


def room(text: str, size: float) -> float:
    """The width of a text, about: letters are a little more than half as wide as characters."""
    return max(sum(size if ord(letter) > 0x2E80 else size * 0.58 for letter in text), 1)


def wrapped(text: str, width: float, most: int, size: float = NAME) -> list[str]:
    """In at most so many lines; what does not fit ends in "…"."""
    lines: list[str] = []
    rest = text.strip()
    while rest and len(lines) < most:
        line = _fitting(rest, width, size)
        if len(line) < len(rest) and len(lines) == most - 1:
            line = line[:-1].rstrip() + "…"
            rest = ""
        lines.append(line.strip())
        rest = rest[len(line) :].strip() if rest else ""
    return lines


def _fitting(text: str, width: float, size: float) -> str:
    """As much as one line holds: whole words, where one fits."""
    kept = next((n for n in range(1, len(text) + 1) if room(text[:n], size) > width), len(text) + 1) - 1
    kept = max(kept, 1)
    space = text.rfind(" ", 0, kept + 1)
    return text[:kept] if kept >= len(text) or space <= 0 else text[:space]
