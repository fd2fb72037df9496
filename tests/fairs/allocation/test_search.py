"""What is proposed keeps the rules and is never worse than greedy."""

from typing import Any

import pytest

from fairs.allocation import Place, Problem, Trial, Wish, greedy, proposed
from fairs.allocation.search import widen
from fairs.floor import neighbours, rectangle, within_reach
from tests.fairs import crowds


def silent(*told: Any) -> None:
    """Nobody watches."""


def rows(*stands: Place) -> tuple[dict[Any, set[Any]], dict[Any, set[Any]]]:
    """Walls and reach of stands wall to wall, ten a row, 3 m of aisle between rows."""
    outlines = {p.key: rectangle(3 * (n % 10), 6 * (n // 10), 3, 3) for n, p in enumerate(stands)}
    return neighbours(outlines), within_reach(outlines, 3)


def solved(places: list[Place], wishes: list[Wish]) -> dict[Any, list[Any]]:
    """{exhibitor: its stands}"""
    problem = Problem(places, wishes, *rows(*places))
    trial = proposed(problem, silent).proposed
    return {wishes[w].key: [places[p].key for p in found] for w, found in sorted(trial.at.items())}


def squares(count: int, **more: Any) -> list[Place]:
    return [Place(n, "4A", 9, "standard", **more) for n in range(count)]


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize(("blocks", "exhibitors"), [(4, 40), (3, 90)])
def test_the_rules_are_kept_and_the_baseline_is_reached(blocks: int, exhibitors: int, seed: int) -> None:
    problem = crowds.problem(1, blocks, 4, exhibitors, seed)
    found = proposed(problem, silent)
    assert found.proposed.score() >= found.greedy.score() == greedy(problem).score()
    for trial in (found.greedy, found.proposed):
        used = [place for places in trial.at.values() for place in places]
        assert len(used) == len(set(used))
        for wish, places in trial.at.items():
            assert problem.value(wish, places) > 0
            assert len(places) == 1 or all(problem.beside[place] & set(places) for place in places)
            assert len(places) > 1 or problem.values[wish, places[0]] == pytest.approx(problem.value(wish, places))
    assert proposed(problem, silent).proposed.at == found.proposed.at


def test_points_are_the_same_however_they_are_counted() -> None:
    problem = crowds.problem(1, 3, 4, 50)
    trial = greedy(problem)
    before = trial.score()
    first, second = [w for w in problem.open if len(trial.at.get(w, ())) == 1][:2]
    gained = trial.change({first: trial.at[second], second: trial.at[first]})
    assert trial.score() - before == pytest.approx(gained)
    assert Trial(problem, trial.at).score() == pytest.approx(trial.score())


def test_wished_neighbours_stand_side_by_side() -> None:
    wishes = [Wish(n, 9) for n in "abcdefg"] + [Wish("x", 9, beside=frozenset("ay?")), Wish("y", 9)]
    found = solved(squares(9), wishes)
    at = {key: places[0] for key, places in found.items()}
    assert (len(at), abs(at["x"] - at["a"]), abs(at["x"] - at["y"])) == (9, 1, 1)


def test_pavilions_stay_together_and_on_what_is_kept_for_them() -> None:
    kept = [Place(f"kept {n}", "4A", 9, "standard", kept="MY") for n in range(2)]
    wishes = [Wish(n, 9, pavilion=("MY", "LK", None)[n % 3]) for n in range(12)]
    found = solved([*squares(10), *kept], wishes)
    malaysian = {found[n][0] for n in range(0, 12, 3)}
    others = [found[n][0] for n in range(12) if n % 3 == 2]
    assert len(found) == 12
    assert (len(malaysian & {"kept 0", "kept 1"}), any(str(place).startswith("kept") for place in others)) == (2, False)
    srilankan = sorted(found[n][0] for n in range(1, 12, 3))
    assert srilankan[-1] - srilankan[0] <= 5


def test_sizes_kinds_entrances_and_what_stands_already() -> None:
    places = [
        Place("small", "4A", 9, "standard"), Place("raw", "4A", 36, "raw"), Place("far", "4A", 36, "standard"),
        Place("door", "4A", 36, "standard", nearness=0.9), Place("taken", "4A", 9, "standard"),
        Place("left", "4A", 9, "standard"), Place("right", "4A", 9, "standard"),
    ]  # fmt: skip
    wishes = [
        Wish("big", 36, "standard"), Wish("raw", 40, "raw"), Wish("there", 9, given=("taken",)),
        Wish("beside", 9, beside=frozenset(["there"])), Wish("double", 18, "standard"), Wish("huge", 400),
    ]  # fmt: skip
    assert solved(places, wishes) == {
        "big": ["door"], "raw": ["raw"], "there": ["taken"], "beside": ["small"], "double": ["left", "right"],
    }  # fmt: skip
    assert solved(places[:6], wishes[2:]) == {"there": ["taken"], "beside": ["left"], "double": ["small"]}


def test_whoever_has_less_than_wished_takes_what_is_free_beside_it() -> None:
    problem = Problem(squares(3), [Wish("a", 9), Wish("b", 18)], *rows(*squares(3)))
    trial = Trial(problem, {0: (0,), 1: (1,)})
    widen(trial)
    assert trial.at == {0: (0,), 1: (1, 2)}


def test_nothing_to_do() -> None:
    assert solved(squares(2), []) == solved([], []) == solved([], [Wish("a", 9)]) == {}
    assert solved(squares(1), [Wish("a", 9, given=(0,))]) == {"a": [0]}
