"""The geometry of stand plans: outlines as [[x, y], ...] in metres to the centimetre, y downwards as in a drawing."""

import re
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from importlib import import_module
from math import isfinite
from typing import Any, Generic, TypeVar

from django.core.exceptions import ValidationError
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _

# With numpy it takes 30 MB: loaded when a plan is first changed, not by every worker. Drawing a plan needs none.
shapely: Any = SimpleLazyObject(lambda: import_module("shapely"))

Outline = list[list[float]]
Key = TypeVar("Key", bound=Hashable)

LARGEST = 1_000  # metres
WIDEST = 1_000_000  # m²
MOST_POINTS = 200
TOUCH = 0.01  # metres: so near walls are one wall
WALL = 0.5  # metres: what neighbours share at least
OVERLAPS = 5  # of a stand that are told
SLIVER = 0.01  # m²: what rounding to centimetres makes slanting walls overlap


def points(value: Any) -> Outline:
    """Points as stored, of whatever a program may have sent. Raises ValidationError."""
    if not isinstance(value, list | tuple) or len(value) > MOST_POINTS:
        raise ValidationError(_("Give a list of at most %d points.") % MOST_POINTS)
    return [_point(each) for each in value]


def _point(value: Any) -> list[float]:
    numbers = list(value) if isinstance(value, list | tuple) else []
    right = len(numbers) == 2 and all(isinstance(n, int | float) and not isinstance(n, bool) for n in numbers)
    if not right or not all(abs(n) <= LARGEST and isfinite(n) for n in numbers):
        raise ValidationError(_("Each point is two numbers, x and y, in metres up to %d.") % LARGEST)
    return [round(float(n), 2) + 0.0 for n in numbers]  # and no -0.0


def outline(value: Any) -> Outline:
    """A simple polygon as stored: not closed by its first point again. Raises ValidationError."""
    found = points(value)
    kept = [p for n, p in enumerate(found) if n == 0 or p != found[n - 1]]
    if len(kept) > 1 and kept[0] == kept[-1]:
        kept.pop()
    if len(kept) < 3 or not area(kept):
        raise ValidationError(_("The outline encloses nothing: give at least three points that are not on one line."))
    if area(kept) >= WIDEST:
        raise ValidationError(_("No hall is so large: give metres."))
    if len({tuple(p) for p in kept}) < len(kept) or not shapely.Polygon(kept).is_valid:
        raise ValidationError(_("The outline crosses or touches itself."))
    return kept


def area(polygon: Outline) -> Decimal:
    """In m²."""
    cm = [(round(x * 100), round(y * 100)) for x, y in polygon]
    doubled = sum(x * v - u * y for (x, y), (u, v) in zip(cm, cm[1:] + cm[:1], strict=True))
    return (Decimal(abs(doubled)) / 20_000).quantize(Decimal("0.01"))


def rectangle(x: float, y: float, width: float, depth: float) -> Outline:
    return [[x, y], [x + width, y], [x + width, y + depth], [x, y + depth]]


def bounds(polygon: Outline) -> tuple[float, float, float, float]:
    """Left, top, right, bottom."""
    xs, ys = zip(*polygon, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def is_rectangle(polygon: Outline) -> bool:
    left, top, right, bottom = bounds(polygon)
    corners = {(left, top), (right, top), (right, bottom), (left, bottom)}
    return len(polygon) == 4 and {tuple(p) for p in polygon} == corners


def written(polygon: Outline) -> str:
    """As people write it: "x y width depth" of a rectangle, "x,y x,y x,y ..." of what is none."""
    if polygon and is_rectangle(polygon):
        left, top, right, bottom = bounds(polygon)
        return " ".join(f"{n:.10g}" for n in (left, top, round(right - left, 2), round(bottom - top, 2)))
    return " ".join(f"{x:.10g},{y:.10g}" for x, y in polygon)


def understood(text: str) -> Outline:
    """What ``written`` writes, and commas or semicolons in it as people like. Raises ValidationError."""
    numbers = _numbers(text)
    if len(numbers) == 4:
        if min(numbers[2:]) <= 0:
            raise ValidationError(_("Width and depth must be more than 0."))
        return rectangle(*numbers)
    if len(numbers) < 6 or len(numbers) % 2:
        raise ValidationError(_("Write “x y width depth”, or the corners as “x,y x,y x,y …”, in metres."))
    return [[x, y] for x, y in zip(numbers[::2], numbers[1::2], strict=True)]


def places(text: str) -> Outline:
    """Any number of points. Raises ValidationError."""
    numbers = _numbers(text)
    if len(numbers) % 2 or (text.strip() and not numbers):
        raise ValidationError(_("Write points as “x,y x,y …”, in metres."))
    return [[x, y] for x, y in zip(numbers[::2], numbers[1::2], strict=True)]


def _numbers(text: str) -> list[float]:
    try:
        return [float(n) for n in re.split(r"[\s,;，；、]+", text.strip()) if n]
    except ValueError:
        return []


@dataclass(frozen=True, slots=True)
class Misfit(Generic[Key]):
    """A stand that is partly outside of the hall (``other``: None), or that overlaps another."""

    stand: Key
    other: Key | None
    area: float


def misfits(hall: Outline, stands: Mapping[Key, Outline], of: Key | None = None) -> Iterator[Misfit[Key]]:
    """``of``: only those of this stand. Of its overlaps a few: a thousand stands at one place have half a million."""
    keys = list(stands)
    if not keys:
        return
    shapes = shapely.polygons([shapely.linearrings(stands[k]) for k in keys])
    looked_at = [n for n, key in enumerate(keys) if of is None or key == of]
    outside = shapely.area(shapely.difference(shapes, shapely.Polygon(hall)))
    for n in looked_at:
        if outside[n] > SLIVER:
            yield Misfit(keys[n], None, float(outside[n]))
    ones, others = shapely.STRtree(shapes).query([shapes[n] for n in looked_at], predicate="intersects")
    if of is None:  # each pair once
        ones, others = ones[ones < others], others[ones < others]
    told = [0] * len(keys)
    for found, other in zip(ones.tolist(), others.tolist(), strict=True):
        n = looked_at[found]
        enough = told[n] >= OVERLAPS or told[other] >= OVERLAPS
        if n == other or (enough and (of is not None or (told[n] and told[other]))):  # nobody is left out
            continue
        common = float(shapely.area(shapely.intersection(shapes[n], shapes[other])))
        if common > SLIVER:
            told[n] += 1
            told[other] += 1
            yield Misfit(keys[n], keys[other], common)


def on_the_edge(hall: Outline, places: Outline, distance: float) -> bool:
    edge = shapely.Polygon(hall).exterior
    return all(edge.dwithin(shapely.Point(place), distance) for place in places) if places else True


def neighbours(stands: Mapping[Key, Outline]) -> dict[Key, set[Key]]:
    """Of each those with which it shares half a metre of wall."""
    found: dict[Key, set[Key]] = {key: set() for key in stands}
    keys, shapes = list(stands), [shapely.Polygon(each) for each in stands.values()]
    for a, b in _pairs(shapes, TOUCH):
        wall = shapely.intersection(shapes[a].exterior, shapely.buffer(shapes[b], TOUCH))
        if wall.length >= WALL:
            found[keys[a]].add(keys[b])
            found[keys[b]].add(keys[a])
    return found


def within_reach(stands: Mapping[Key, Outline], distance: float) -> dict[Key, set[Key]]:
    """Of each those at most so many metres away: across an aisle."""
    found: dict[Key, set[Key]] = {key: set() for key in stands}
    keys, shapes = list(stands), [shapely.Polygon(each) for each in stands.values()]
    for a, b in _pairs(shapes, distance):
        found[keys[a]].add(keys[b])
    return found


def _pairs(shapes: list[Any], distance: float) -> Iterator[tuple[int, int]]:
    """Both ways round."""
    if shapes:
        near = shapely.STRtree(shapes).query(shapes, predicate="dwithin", distance=distance)
        yield from ((a, b) for a, b in near.T.tolist() if a != b)


def widest_line(polygon: Outline) -> tuple[float, float, float]:
    """The middle and the length of the longest level line inside, where a name has most room: (x, y, length)."""
    __, top, __, bottom = bounds(polygon)
    levels = sorted({y for __, y in polygon})
    lines = []
    for high, low in zip(levels, levels[1:], strict=False):
        y = (high + low) / 2
        crossings = sorted(_crossings(polygon, y))
        inside = zip(crossings[::2], crossings[1::2], strict=True)
        lines += [(right - left, low - high, (left + right) / 2, y) for left, right in inside]
    # Of about as long ones that with most height, of those the one nearest to the middle.
    longest = max(line[0] for line in lines)
    room = [line for line in lines if line[0] >= 0.9 * longest]
    length, __, x, y = max(room, key=lambda line: (line[1], -abs(line[3] - (top + bottom) / 2)))
    return x, y, length


def _crossings(polygon: Outline, y: float) -> Iterator[float]:
    for (x, top), (u, bottom) in zip(polygon, polygon[1:] + polygon[:1], strict=True):
        if min(top, bottom) < y < max(top, bottom):
            yield x + (u - x) * (y - top) / (bottom - top)


def in_order(numbers: Iterable[str]) -> list[str]:
    return sorted(numbers, key=natural)


def natural(number: str) -> list[str]:
    """A2 before A12."""
    return [part.zfill(20) if part.isdigit() else part for part in re.split(r"(\d+)", number)]
