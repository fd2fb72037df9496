"""What was measured, as Markdown."""

import json
import os
import platform
import statistics
import sys
from dataclasses import asdict, dataclass
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

PACKAGES = ("django", "djangorestframework", "granian", "icalendar", "psycopg", "whitenoise")


@dataclass(frozen=True)
class Row:
    what: str
    measured: str
    goal: str = ""
    met: bool | None = None
    """None: measured for information."""

    def line(self) -> str:
        met = {True: "yes", False: "**no**", None: ""}[self.met]
        return f"| {self.what} | {self.goal} | {self.measured} | {met} |"


def at_least(what: str, values: list[float], goal: float | None, note: str = "") -> Row:
    met = None if goal is None else statistics.median(values) >= goal
    return Row(what, spread(values) + note, "" if goal is None else f"≥ {goal}", met)


def at_most(what: str, values: list[float], goal: float | None, unit: str = "", digits: int = 2, note: str = "") -> Row:
    met = None if goal is None else statistics.median(values) <= goal
    return Row(what, spread(values, digits) + unit + note, "" if goal is None else f"≤ {goal:g}{unit}", met)


def spread(values: list[float], digits: int = 2) -> str:
    """Median (least-most)."""
    middle = f"{statistics.median(values):.{digits}f}"
    return middle if len(values) == 1 else f"{middle} ({min(values):.{digits}f}–{max(values):.{digits}f})"


def table(title: str, rows: list[Row], level: str = "##") -> str:
    return "\n".join(
        [f"{level} {title}", "", "| | goal | measured | met |", "|---|---|---|---|", *(r.line() for r in rows), ""]
    )


def machine() -> str:
    cpu = next((s for s in Path("/proc/cpuinfo").read_text().splitlines() if s.startswith("model name")), ": unknown")
    name, load = cpu.split(": ")[1], ", ".join(f"{x:.1f}" for x in os.getloadavg())
    packages = ", ".join(f"{p} {version(p)}" for p in PACKAGES)
    today = datetime.now().astimezone().date().isoformat()
    return (
        f"{today}; {os.cpu_count()} cores, {name}, {platform.system()} {platform.release()}, load average {load} at "
        f"the start; Python {platform.python_version()}, {packages}.\n"
    )


def send(rows: list[Row]) -> None:
    """To the process that asked for them."""
    json.dump([asdict(row) for row in rows], sys.stdout)


def received(text: str) -> list[Row]:
    return [Row(**row) for row in json.loads(text)]
