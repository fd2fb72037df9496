"""ASKS.md has every row, and names tests that exist."""

import ast
import re
from functools import cache
from pathlib import Path

TESTS = Path(__file__).parent
ROWS = 53
TEST = re.compile(r"`([\w/]+\.py)::([\w:]+)`")


@cache
def named_in(path: str) -> set[str]:
    """As pytest names them."""
    found = set()
    for node in ast.parse((TESTS / path).read_text(encoding="utf-8")).body:
        inner = node.body if isinstance(node, ast.ClassDef) else [node]
        prefix = f"{node.name}::" if isinstance(node, ast.ClassDef) else ""
        found |= {prefix + each.name for each in inner if isinstance(each, ast.FunctionDef)}
    return found


def test_every_row_is_there_and_every_test_exists() -> None:
    lines = (TESTS / "ASKS.md").read_text(encoding="utf-8").splitlines()
    rows = {int(match[1]): line for line in lines if (match := re.match(r"\| (\d+) \|", line))}
    assert list(rows) == list(range(1, ROWS + 1))
    assert [number for number, row in rows.items() if not (TEST.search(row) or "No test: " in row)] == []
    named = {match.groups() for row in rows.values() for match in TEST.finditer(row)}
    assert [f"{path}::{name}" for path, name in named if name not in named_in(path)] == []
