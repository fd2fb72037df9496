"""What is to be worked out: places, wishes, and the points of each wish at each place alone."""

from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

Key = Hashable
Placing = dict[int, tuple[int, ...]]
"""{wish: its places}, by their positions in the problem's lists."""

PLACED, SIZE, KIND, ENTRANCE, HALL, TOGETHER, BESIDE = 100, 60, 30, 15, 40, 40, 30  # points for each exhibitor
BIG = 36  # m²: from this on near an entrance
LEAST, MOST = 0.5, 2  # of the area wished


@dataclass(frozen=True, slots=True)
class Place:
    """A stand. ``kept``: the pavilion whose it is; ``nearness``: 1 at an entrance, 0 as far off as the hall goes."""

    key: Key
    hall: Key
    area: float
    kind: str
    kept: Key | None = None
    nearness: float = 0


@dataclass(frozen=True, slots=True)
class Wish:
    """An exhibitor. ``hall``: its pavilion's; ``beside``: the keys of others; ``given``: stands it already has."""

    key: Key
    area: float
    kind: str = ""
    pavilion: Key | None = None
    hall: Key | None = None
    beside: frozenset[Any] = frozenset()
    given: tuple[Key, ...] = ()


@dataclass(frozen=True)
class Problem:
    """``places`` include those given already; ``walls`` and ``reach``: of each place what is beside and near it."""

    places: Sequence[Place]
    wishes: Sequence[Wish]
    walls: Mapping[Any, set[Any]]
    reach: Mapping[Any, set[Any]]

    @cached_property
    def numbers(self) -> dict[Key, int]:
        """Of the places."""
        return {place.key: n for n, place in enumerate(self.places)}

    @cached_property
    def beside(self) -> list[set[int]]:
        return [{self.numbers[k] for k in self.walls.get(p.key, ())} for p in self.places]

    @cached_property
    def near(self) -> list[set[int]]:
        return [{self.numbers[k] for k in self.reach.get(p.key, ())} for p in self.places]

    @cached_property
    def neighbours(self) -> list[set[int]]:
        """Of each wish those others of the edition beside whom it wishes to be."""
        numbers = {wish.key: n for n, wish in enumerate(self.wishes)}
        return [{numbers[k] for k in w.beside if k in numbers and k != w.key} for w in self.wishes]

    @cached_property
    def wishers(self) -> list[set[int]]:
        found: list[set[int]] = [set() for __ in self.wishes]
        for wish, others in enumerate(self.neighbours):
            for other in others:
                found[other].add(wish)
        return found

    @cached_property
    def members(self) -> dict[Key, list[int]]:
        """Of the pavilions."""
        found: dict[Key, list[int]] = defaultdict(list)
        for n, wish in enumerate(self.wishes):
            if wish.pavilion is not None:
                found[wish.pavilion].append(n)
        return dict(found)

    @cached_property
    def given(self) -> Placing:
        return {n: tuple(self.numbers[k] for k in w.given) for n, w in enumerate(self.wishes) if w.given}

    @cached_property
    def open(self) -> dict[int, None]:
        """Wishes to be met, the largest first."""
        left = (n for n in range(len(self.wishes)) if n not in self.given)
        return dict.fromkeys(sorted(left, key=lambda n: -self.wishes[n].area))

    @cached_property
    def values(self) -> Any:
        """Points of each wish (rows) at each single place, as far as others do not matter; 0 where it may not be."""
        if not self.wishes or not self.places:
            return np.zeros((len(self.wishes), len(self.places)))
        wanted, area = (np.array([[each.area for each in all_]]) for all_ in (self.wishes, self.places))
        wanted = wanted.T
        points = PLACED + SIZE * (1 - np.minimum(1, abs(area - wanted) / wanted))
        points += KIND * _among(self.wishes, "kind", "", self.places, "kind")
        points += ENTRANCE * (wanted >= BIG) * np.array([[p.nearness for p in self.places]])
        points -= HALL * ~_among(self.wishes, "hall", None, self.places, "hall")
        kept = np.array([[p.kept is not None for p in self.places]])
        mine = _among(self.wishes, "pavilion", object(), self.places, "kept") & kept
        points += TOGETHER * mine
        return np.where((area >= LEAST * wanted) & (area <= MOST * wanted) & (mine | ~kept), points, 0)

    def value(self, wish: int, places: tuple[int, ...]) -> float:
        """The same of one wish at several places side by side."""
        wanted, stands = self.wishes[wish], [self.places[p] for p in places]
        area = sum(stand.area for stand in stands)
        right = LEAST * wanted.area <= area <= MOST * wanted.area
        if not right or any(stand.kept not in (None, wanted.pavilion) for stand in stands):
            return 0
        points = PLACED + SIZE * (1 - min(1, abs(area - wanted.area) / wanted.area))
        points += KIND * all(wanted.kind in ("", stand.kind) for stand in stands)
        points += ENTRANCE * (wanted.area >= BIG) * max(stand.nearness for stand in stands)
        points -= HALL * (wanted.hall not in (None, stands[0].hall))
        return points + TOGETHER * (stands[0].kept is not None)


def _among(rows: Any, row: str, anything: Any, columns: Any, column: str) -> Any:
    """Where the attribute of a row is that of the column, or takes anything."""
    ours = np.array([getattr(each, row) for each in rows], dtype=object)[:, None]
    theirs = np.array([getattr(each, column) for each in columns], dtype=object)[None, :]
    return ((ours == theirs) | (ours == anything)).astype(bool)
