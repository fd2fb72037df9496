"""The baseline: the largest first, each where it is best as things then stand."""

from typing import Any

import numpy as np

from .problem import BESIDE, BIG, TOGETHER, Problem, Wish
from .trial import Trial

NEAR = 0.75  # of the area wished: a stand alone is near enough
TOO_MUCH = 1.3
MOST_STANDS = 12  # that one exhibitor is given


def greedy(problem: Problem) -> Trial:
    trial = Trial(problem)
    for wish in problem.open:
        trial.put(wish, best(trial, wish))
    return trial


def best(trial: Trial, wish: int) -> tuple[int, ...]:
    """The best single place, with its neighbours and pavilion as they stand; several where none alone is near."""
    problem, row = trial.problem, np.where(trial.untaken, hopes(trial, wish), 0)
    single = (int(np.argmax(row)),) if row.any() else ()
    if single and is_near(problem, wish, single[0]):
        return single
    units = [unit for unit in (joined(trial, wish), single) if unit]
    return max(units, key=lambda unit: problem.value(wish, unit), default=())


def is_near(problem: Problem, wish: int, place: int) -> bool:
    wanted = problem.wishes[wish].area
    return abs(problem.places[place].area - wanted) <= (1 - NEAR) * wanted


def hopes(trial: Trial, wish: int) -> Any:
    """Its points at each place with those it wishes for and its pavilion as they stand; 0 where it may not be."""
    problem = trial.problem
    row = problem.values[wish].copy()
    may = row > 0
    for other in problem.neighbours[wish]:
        for place in set().union(*(problem.beside[p] for p in trial.at.get(other, ()))):
            row[place] += BESIDE / len(problem.neighbours[wish])
    if (pavilion := problem.wishes[wish].pavilion) is not None:
        near = set().union(*(problem.near[place] for place in trial.group(pavilion)))
        row[[place for place in near if problem.places[place].kept is None]] += TOGETHER
    return np.where(may, row, 0)


def joined(trial: Trial, wish: int, among: set[int] | None = None) -> tuple[int, ...]:
    """Free stands side by side as one for it, the first of just its area or else the best; () where none are."""
    problem, wanted = trial.problem, trial.problem.wishes[wish]
    found: tuple[int, ...] = ()
    suited = {
        p
        for p in (trial.free() if among is None else trial.free() & among)
        if problem.places[p].kept in (None, wanted.pavilion) and wanted.kind in ("", problem.places[p].kind)
    }
    for seed in sorted(suited, key=lambda p: _order(problem, wanted, p)):
        unit = grown(problem, wish, seed, suited)
        found = max(found, unit, key=lambda each: problem.value(wish, each) if each else 0)
        if unit and found == unit and abs(sum(problem.places[p].area for p in unit) - wanted.area) < 0.01:
            break
    return found


def _order(problem: Problem, wanted: Wish, place: int) -> tuple[bool, float, int]:
    """Where to begin: on kept stands, the large ones at an entrance."""
    stand = problem.places[place]
    return stand.kept is None, -stand.nearness if wanted.area >= BIG else 0, place


def grown(problem: Problem, wish: int, seed: int, suited: set[int]) -> tuple[int, ...]:
    """From a place outwards, compactly: next comes what touches most of those there are."""
    wanted, places = problem.wishes[wish].area, problem.places
    unit, area, touching = {seed}, places[seed].area, dict.fromkeys(problem.beside[seed] & suited, 1)
    while area < 0.95 * wanted and len(unit) < MOST_STANDS:
        fitting = [
            (times, -place)
            for place, times in touching.items()
            if places[place].kind == places[seed].kind and area + places[place].area <= TOO_MUCH * wanted
        ]
        if not fitting:
            break
        new = -max(fitting)[1]
        unit.add(new)
        area += places[new].area
        del touching[new]
        for place in problem.beside[new] & suited - unit:
            touching[place] = touching.get(place, 0) + 1
    return tuple(sorted(unit)) if len(unit) > 1 and NEAR * wanted <= area else ()
