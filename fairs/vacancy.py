"""Free days between taken ones, and rooms that are free together. Pure: no Django, no database.

A span is (first day, last day), both inclusive.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

Span = tuple[date, date]
DAY = timedelta(days=1)


def gaps(taken: Iterable[Span], first: date, last: date) -> list[Span]:
    """The free spans of first..last; those taken may overlap and come in any order."""
    free, at = [], first
    for begin, end in sorted(taken):
        if begin > at and at <= last:
            free.append((at, min(begin - DAY, last)))
        at = max(at, end + DAY)
    if at <= last:
        free.append((at, last))
    return free


def nearest(free: Iterable[Span], wanted: Span) -> Span | None:
    """The days nearest to those wanted, as many of them, that lie in one of the free spans."""
    length = wanted[1] - wanted[0]
    fitting = [min(max(wanted[0], begin), end - length) for begin, end in free if end - begin >= length]
    start = min(fitting, key=lambda day: (abs(day - wanted[0]), day), default=None)
    return (start, start + length) if start else None


def spans(days: Iterable[date]) -> list[Span]:
    """Days in order, repeated ones too, as spans of consecutive ones."""
    found: list[Span] = []
    for day in days:
        if found and day - found[-1][1] <= DAY:
            found[-1] = found[-1][0], day
        else:
            found.append((day, day))
    return found


@dataclass(frozen=True, slots=True)
class Room:
    """A hall, or a part of the hall ``whole``; ``free`` in order."""

    key: int
    area: int
    free: Sequence[Span] = field(compare=False)
    whole: int | None = None

    def free_until(self, start: date, length: timedelta) -> date | None:
        """The last day of the free span that holds ``length`` days from the start."""
        return next((end for begin, end in self.free if begin <= start and start + length - DAY <= end), None)


@dataclass(frozen=True, slots=True)
class Slot:
    """Rooms that are free together, from any day of ``earliest``..``latest`` on."""

    rooms: tuple[int, ...]
    area: int
    earliest: date
    latest: date


def slots(rooms: Sequence[Room], area: int, length: timedelta) -> Iterator[Slot]:
    """Of one venue: for each time the fewest rooms that have the area, and of those the smallest."""
    starts = sorted({begin for room in rooms for begin, end in room.free if end - begin + DAY >= length})
    seen: set[tuple[tuple[int, ...], date]] = set()
    for start in starts:
        until = {room: end for room in rooms if (end := room.free_until(start, length))}
        chosen = fewest(until, area)
        if not chosen:
            continue
        latest = min(until[room] for room in chosen) - length + DAY
        slot = Slot(tuple(sorted(r.key for r in chosen)), sum(r.area for r in chosen), start, latest)
        if (slot.rooms, latest) not in seen:
            seen.add((slot.rooms, latest))
            yield slot


def fewest(free: Mapping[Room, date], area: int) -> list[Room]:
    """Largest first until the rest fits into one, then the smallest that it fits into; empty where all are too few.

    A hall and its part are never taken together.
    """
    chosen: list[Room] = []
    left = sorted(free, key=lambda room: (room.area, room.key))
    while left:
        rest = area - sum(room.area for room in chosen)
        last = next((room for room in left if room.area >= rest), None)
        chosen.append(last or left[-1])
        if last:
            return chosen
        left = [room for room in left[:-1] if not related(room, chosen[-1])]
    return []


def related(one: Room, other: Room) -> bool:
    return one.key == other.whole or one.whole == other.key
