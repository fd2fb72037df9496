"""What one request cost, from process to process and as a table."""

import json
import sys
from dataclasses import asdict, dataclass

from tests.benchmarks.report import Row


@dataclass(frozen=True)
class Figure:
    """Of one request of one reader: ms of the worker's CPU, requests a second, ms."""

    series: str
    size: int
    cpu: float
    per_second: float
    first_byte: float


Tables = dict[str, list[Row]]


def send(tables: Tables, figures: list[Figure]) -> None:
    """To the process that asked for them."""
    told = {title: [asdict(row) for row in rows] for title, rows in tables.items()}
    json.dump([told, [asdict(figure) for figure in figures]], sys.stdout)


def received(text: str) -> tuple[Tables, list[Figure]]:
    tables, figures = json.loads(text)
    return {title: [Row(**row) for row in rows] for title, rows in tables.items()}, [Figure(**f) for f in figures]


def as_table(figures: list[Figure]) -> str:
    """A line for each series: CPU, requests a second and first byte by size."""
    sizes = sorted({figure.size for figure in figures})
    lines = [f"| {' | '.join(['of one reader: CPU; requests; first byte', *(f'{size:,} events' for size in sizes)])} |"]
    lines.append("|---" * (len(sizes) + 1) + "|")
    for series in dict.fromkeys(figure.series for figure in figures):
        of = {figure.size: figure for figure in figures if figure.series == series}
        lines.append(f"| {' | '.join([series, *(_cell(of[size]) for size in sizes)])} |")
    return "\n".join(lines) + "\n"


def _cell(figure: Figure) -> str:
    return f"{rounded(figure.cpu)} ms; {rounded(figure.per_second)}/s; {rounded(figure.first_byte)} ms"


def rounded(value: float) -> str:
    """Two significant digits: 0.31, 4.2, 1,300."""
    return f"{float(f'{value:.2g}'):,g}" if value < 1000 else f"{float(f'{value:.2g}'):,.0f}"
