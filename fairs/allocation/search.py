"""Better than greedy: pavilions in groups, an exact assignment of the rest, then moves and swaps."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial

import lap
import numpy as np

from .greedy import best, greedy, grown, is_near, joined
from .problem import TOGETHER, Key, Placing, Problem
from .trial import Trial

Report = Callable[[str, int, int], None]
"""What is being done, how many are done, of how many."""

SEEDS = 120  # places from which a pavilion's group is tried
SPARE = 1.2  # of the area wished: a group's
ROUNDS = 8


@dataclass(frozen=True, slots=True)
class Result:
    greedy: Trial
    proposed: Trial


def proposed(problem: Problem, report: Report) -> Result:
    """Large wishes are met with stands side by side, or first of all with one: where space is short that is better."""
    base = greedy(problem)
    report("greedy", 1, 1)
    trials = [arranged(problem, joining, report) for joining in (True, False)]
    trials.append(Trial(problem, base.at))
    for number, trial in enumerate(trials):
        improve(trial, partial(told, report, number * ROUNDS, len(trials) * ROUNDS))
        widen(trial)
    report("improve", 1, 1)
    return Result(base, max(trials, key=Trial.score))


def told(report: Report, before: int, of: int, done: int) -> None:
    report("improve", before + done, of)


def arranged(problem: Problem, joining: bool, report: Report) -> Trial:
    trial = Trial(problem)
    for done, pavilion in enumerate(sorted(problem.members, key=lambda key: -len(problem.members[key])), 1):
        gather(trial, pavilion, joining)
        report("gather", done, len(problem.members))
    place(trial, waiting(trial, problem.open), trial.free(), joining)
    report("assign", 1, 1)
    for wish in waiting(trial, problem.open):
        trial.put(wish, best(trial, wish))
    return trial


def waiting(trial: Trial, wishes: Iterable[int]) -> list[int]:
    return [wish for wish in wishes if wish not in trial.at]


def place(trial: Trial, wishes: list[int], places: set[int], joining: bool) -> None:
    """Among these places: stands side by side for those for whom none alone is near enough, then the rest exactly."""
    problem = trial.problem
    known = sorted(places)
    for wish in wishes:
        alone = (known[n] for n in np.flatnonzero(problem.values[wish, known]))
        if not any(is_near(problem, wish, p) or not joining for p in alone):
            trial.put(wish, joined(trial, wish, places))
    assign(trial, waiting(trial, wishes), trial.free() & places)


def gather(trial: Trial, pavilion: Key, joining: bool) -> None:
    """A pavilion's members on the stands kept for it, the rest in the best group there is."""
    problem = trial.problem
    members = sorted(problem.members[pavilion], key=lambda wish: -problem.wishes[wish].area)
    kept = {p for p in trial.free() if problem.places[p].kept == pavilion}
    place(trial, waiting(trial, members), kept, joining)
    if not (left := waiting(trial, members)):
        return
    worth = problem.values[left].max(axis=0)
    wanted = sum(problem.wishes[wish].area for wish in left)
    groups: Iterator[set[int]] = _groups(trial, pavilion, {p for p in trial.free() if worth[p] > 0}, SPARE * wanted)
    found = [(_worth(problem, left, sorted(group)), sorted(group)) for group in groups]
    if found:
        place(trial, left, set(max(found)[1]), joining)


def _groups(trial: Trial, pavilion: Key, free: set[int], wanted: float) -> Iterator[set[int]]:
    """Free places that hang together, of so many m²: beside those that it has, if it has any."""
    near, has, places = trial.problem.near, trial.group(pavilion), trial.problem.places
    seeds = sorted(set().union(*(near[place] for place in has)) & free) if has else sorted(free)
    for seed in seeds[:: len(seeds) // SEEDS + 1]:
        group, edge, area = {seed}, [seed], places[seed].area
        while edge and area < wanted:
            for new in sorted((near[edge.pop(0)] & free) - group):
                if area < wanted:
                    group.add(new)
                    edge.append(new)
                    area += places[new].area
        yield group


def _worth(problem: Problem, wishes: list[int], group: list[int]) -> float:
    area = sum(problem.places[place].area for place in group)
    wanted = sum(problem.wishes[wish].area for wish in wishes)
    points = sum(problem.values[pair] + TOGETHER for pair in solved(problem, wishes, group))
    return float(points) * min(1, area / wanted)


def assign(trial: Trial, wishes: list[int], places: set[int]) -> None:
    for wish, place in solved(trial.problem, wishes, sorted(places)):
        trial.put(wish, (place,))


def solved(problem: Problem, wishes: list[int], places: list[int]) -> list[tuple[int, int]]:
    """Each wish at one place, for the most points in all; those for which there is none are left out."""
    if not wishes or not places:
        return []
    values = problem.values[np.ix_(wishes, places)]
    columns = lap.lapjv(values.max() - values, extend_cost=True)[1]
    pairs = ((wish, places[column]) for wish, column in zip(wishes, columns.tolist(), strict=True) if column >= 0)
    return [(wish, place) for wish, place in pairs if problem.values[wish, place] > 0]


def improve(trial: Trial, report: Callable[[int], None]) -> None:
    """Moves and swaps towards neighbours and pavilions for as long as they bring points."""
    for done in range(1, ROUNDS + 1):
        better = sum(any(attempt(trial, changes) for changes in _ideas(trial, wish)) for wish in trial.problem.open)
        report(done)
        if not better:
            return


def widen(trial: Trial) -> None:
    """Who has less than wished takes what is free beside it."""
    problem = trial.problem
    for wish in problem.open:
        seed = trial.at.get(wish, ())
        if len(seed) == 1 and not is_near(problem, wish, seed[0]):
            mine = (None, problem.wishes[wish].pavilion)
            free = {place for place in trial.free() if problem.places[place].kept in mine}
            if unit := grown(problem, wish, seed[0], free):
                attempt(trial, {wish: unit})


def attempt(trial: Trial, changes: Placing) -> bool:
    before = {wish: trial.at.get(wish, ()) for wish in changes}
    if trial.change(changes) > 1e-6:
        return True
    trial.change(before)
    return False


def _ideas(trial: Trial, wish: int) -> Iterator[Placing]:
    """Places where others would be nearer, by changing with whoever is there, or by sending that one elsewhere."""
    problem, mine = trial.problem, trial.at.get(wish, ())
    if len(mine) > 1:
        return
    for place in sorted(_wanted(trial, wish)):
        other = trial.holder.get(place)
        if not problem.values[wish, place]:
            continue
        if other is None:
            yield {wish: (place,)}
        elif other in problem.open and len(trial.at[other]) == 1:
            if mine and problem.values[other, mine[0]]:
                yield {wish: (place,), other: mine}
            row = np.where(trial.untaken, problem.values[other], 0)
            if row.any():
                yield {wish: (place,), other: (int(np.argmax(row)),)}


def _wanted(trial: Trial, wish: int) -> set[int]:
    problem = trial.problem
    found: set[int] = set()
    for other in problem.neighbours[wish] | problem.wishers[wish]:
        if not trial.met(wish, other):
            found.update(*(problem.beside[place] for place in trial.at.get(other, ())))
    if (pavilion := problem.wishes[wish].pavilion) is not None:
        group = trial.group(pavilion)
        if not group.intersection(trial.at.get(wish, ())):
            found.update(*(problem.near[place] for place in group))
    return found - set(trial.at.get(wish, ()))
