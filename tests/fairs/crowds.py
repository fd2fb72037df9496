"""Made-up halls full of stands, and exhibitors who wish for them: always the same."""

from random import Random
from typing import Any

from fairs.allocation import Place, Problem, Wish
from fairs.floor import Outline, neighbours, rectangle, within_reach

BLOCK = 10  # stands in a row, two rows back to back, then an aisle of 3 m
AISLE = 3.0


def hall(blocks: int, raw: int) -> tuple[Outline, dict[str, tuple[Outline, str]]]:
    """(its outline, {number: (outline, kind)}): blocks of standard stands, and raw space of 36 and 72 m²."""
    stands: dict[str, tuple[Outline, str]] = {}
    for block in range(blocks):
        left, top = 3 + (block % 3) * (BLOCK * 3 + AISLE), 3 + (block // 3) * (6 + AISLE)
        for n in range(2 * BLOCK):
            width = 6 if n % BLOCK == 0 and block % 2 else 3
            x = left + (n % BLOCK) * 3 + (3 if block % 2 and n % BLOCK else 0)
            if block % 2 and n % BLOCK == BLOCK - 1:
                continue  # its room went to the wide one
            row = "ab"[n // BLOCK]
            number = f"{chr(65 + block)}{row}{n % BLOCK + 1}"
            stands[number] = rectangle(x, top + 3 * (n // BLOCK), width, 3), "standard"
    top = 3 + (blocks + 2) // 3 * (6 + AISLE)
    for n in range(raw):
        width = 12 if n % 3 == 0 else 6
        stands[f"R{n + 1}"] = rectangle(3 + (n % 6) * 15, top + (n // 6) * 9, width, 6), "raw"
    return rectangle(0, 0, 105, top + (raw + 5) // 6 * 9 + 3), stands


def wishes(count: int, seed: int = 1) -> list[dict[str, Any]]:
    """{area, kind, pavilion or None, beside: numbers of others}; a third in 12 pavilions."""
    chance = Random(seed)
    made = []
    for n in range(count):
        raw = n % 14 == 0
        area = chance.choice([36, 36, 54, 72] if raw else [9, 9, 9, 9, 9, 9, 18, 18, 27])
        pavilion = chance.randrange(12) if n % 3 == 0 and not raw else None
        beside = {m for m in chance.sample(range(count), 2) if m != n} if n % 5 == 0 else set()
        made.append({"area": area, "kind": "raw" if raw else "standard", "pavilion": pavilion, "beside": beside})
    return made


def problem(halls: int, blocks: int, raw: int, exhibitors: int, seed: int = 1) -> Problem:
    outline, stands = hall(blocks, raw)
    width = outline[1][0]
    walls, reach = (f({n: o for n, (o, __) in stands.items()}) for f in (neighbours, lambda s: within_reach(s, AISLE)))
    places, sides, near = [], {}, {}
    for h in range(halls):
        for number, (shape, kind) in stands.items():
            (x, y), area = shape[0], (shape[1][0] - shape[0][0]) * (shape[2][1] - shape[1][1])
            kept = 0 if h == 0 and number[0] == "A" else None
            places.append(Place((h, number), h, area, kind, kept, max(0, 1 - (x + y) / (2 * width))))
            sides[h, number] = {(h, other) for other in walls[number]}
            near[h, number] = {(h, other) for other in reach[number]}
    asked = [
        Wish(n, w["area"], w["kind"], w["pavilion"], beside=frozenset(w["beside"]))
        for n, w in enumerate(wishes(exhibitors, seed))
    ]
    return Problem(places, asked, sides, near)
