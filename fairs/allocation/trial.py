"""A placing on its way, and its points."""

from collections.abc import Iterable, Sequence

import numpy as np

from .problem import BESIDE, TOGETHER, Key, Placing, Problem


class Trial:
    def __init__(self, problem: Problem, placing: Placing | None = None) -> None:
        self.problem = problem
        self.at: Placing = dict(problem.given if placing is None else placing)
        self.holder = {place: wish for wish, places in self.at.items() for place in places}
        self.untaken = np.ones(len(problem.places), dtype=bool)
        self.untaken[list(self.holder)] = False
        self._groups: dict[Key | None, set[int]] = {}

    def put(self, wish: int, places: tuple[int, ...]) -> None:
        """() takes it away."""
        for place in self.at.pop(wish, ()):
            del self.holder[place]
            self.untaken[place] = True
        if places:
            self.at[wish] = places
            self.holder |= dict.fromkeys(places, wish)
            self.untaken[list(places)] = False
        self._groups.pop(self.problem.wishes[wish].pavilion, None)

    def free(self) -> set[int]:
        return set(range(len(self.problem.places))) - self.holder.keys()

    def score(self) -> float:
        return sum(map(self.points, self.problem.open)) + sum(map(self.together, self.problem.members))

    def points(self, wish: int) -> float:
        """Without the pavilion's."""
        places, wanted = self.at.get(wish), self.problem.neighbours[wish]
        if not places:
            return 0
        single = len(places) == 1
        found = self.problem.values[wish, places[0]] if single else self.problem.value(wish, places)
        return float(found) + (BESIDE * sum(self.met(wish, other) for other in wanted) / len(wanted) if wanted else 0)

    def met(self, wish: int, other: int) -> bool:
        """Whether the two are side by side."""
        theirs, beside = self.at.get(other, ()), self.problem.beside
        return any(place in beside[mine] for mine in self.at.get(wish, ()) for place in theirs)

    def together(self, pavilion: Key) -> float:
        """Points of its members in its largest group; on kept stands they have their points already."""
        group, at, places = self.group(pavilion), self.at, self.problem.places
        placed = (at[m][0] for m in self.problem.members[pavilion] if m in at and m in self.problem.open)
        return TOGETHER * sum(place in group and places[place].kept is None for place in placed)

    def group(self, pavilion: Key) -> set[int]:
        """The most of a pavilion's places that hang together."""
        if pavilion in self._groups:
            return self._groups[pavilion]
        left = {place for member in self.problem.members[pavilion] for place in self.at.get(member, ())}
        largest: set[int] = set()
        while left:
            found = connected(min(left), left, self.problem.near)
            left -= found
            largest = max(largest, found, key=len)
        self._groups[pavilion] = largest
        return largest

    def change(self, changes: Placing) -> float:
        """Makes the changes; how many points more that is."""
        problem = self.problem
        touched = set(changes).union(*(problem.wishers[wish] for wish in changes)) - problem.given.keys()
        pavilions = {problem.wishes[wish].pavilion for wish in changes} - {None}

        def points() -> float:
            return sum(map(self.points, touched)) + sum(map(self.together, pavilions))

        before = points()
        for wish in changes:
            self.put(wish, ())
        for wish, places in changes.items():
            self.put(wish, places)
        return points() - before


def connected(start: int, among: Iterable[int], links: Sequence[set[int]]) -> set[int]:
    left, found, edge = set(among), {start}, [start]
    while edge:
        new = links[edge.pop()] & left
        left -= new
        found |= new
        edge += new
    return found
