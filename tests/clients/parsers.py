"""Each parser reads files, and says what they hold in the same words: rows as ``feeds.py`` has them.

A parser that finds anything wrong fails: it raises, or as a program writes to stderr.
"""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import icalendar
import recurring_ical_events
import vobject
from ical.calendar_stream import IcsCalendarStream

from .feeds import Row

PROGRAMS = Path(__file__).with_name("programs")
NODE_MODULES = Path(__file__).parents[2] / ".venv" / "node" / "node_modules"
SABRE = "/usr/share/php/Sabre/VObject/autoload.php"
# Neither UTC nor Shanghai: a time taken for this machine's own shows.
ENVIRONMENT = {
    "PATH": os.environ["PATH"],
    "LC_ALL": "C.UTF-8",
    "TZ": "America/New_York",
    "NODE_PATH": str(NODE_MODULES),
}


def by_icalendar(path: Path) -> Iterable[Row]:
    calendar = parsed(path)
    calendar.validate()
    for event in calendar.events:
        yield row(*texts(event), event.start, event.end, trigger(event))


def by_recurring_ical_events(path: Path) -> Iterable[Row]:
    for event in recurring_ical_events.of(parsed(path)).all():
        yield row(*texts(event), event.start, event.end, trigger(event))


def parsed(path: Path) -> icalendar.Calendar:
    text = path.read_text()
    calendar: Any = icalendar.Calendar.from_jcal(text) if path.suffix == ".jcal" else icalendar.Calendar.from_ical(text)
    assert [component.errors for component in calendar.walk() if component.errors] == []
    return calendar


def texts(event: Any) -> tuple[str, str, str]:
    return str(event["UID"]), str(event["SUMMARY"]), str(event["STATUS"])


def trigger(event: Any) -> timedelta | None:
    return next((alarm.TRIGGER for alarm in event.walk("VALARM")), None)


def by_vobject(path: Path) -> Iterable[Row]:
    """It expands rules; what is moved is laid over them here."""
    calendar = vobject.readOne(path.read_text())
    calendar.validate(raiseException=True)
    found: dict[Any, Row] = {}
    for event in calendar.contents.get("vevent", []):  # the rule stands before what is moved
        uid, summary, status, start, end = (
            event.getChildValue(name) for name in ("uid", "summary", "status", "dtstart", "dtend")
        )
        alarm = event.valarm.trigger.value if "valarm" in event.contents else None
        if "recurrence-id" in event.contents:
            original = uid, event.getChildValue("recurrence_id")
            assert original in found
            found[original] = row(uid, summary, status, start, end, alarm)
        else:
            begins = event.getrruleset() if "rrule" in event.contents else [start]
            found |= {(uid, at): row(uid, summary, status, at, at + (end - start), alarm) for at in begins}
    return found.values()


def by_ical(path: Path) -> Iterable[Row]:
    events: Iterable[Any] = IcsCalendarStream.calendar_from_ics(path.read_text()).timeline
    for event in events:
        status = event.status.value if event.status else ""
        alarm = next((alarm.trigger for alarm in event.alarm), None)
        yield row(event.uid, event.summary, status, event.dtstart, event.dtend, alarm)


def row(uid: str, summary: str, status: str, start: date, end: date, alarm: Any) -> Row:
    seconds = None if alarm is None else round(alarm.total_seconds())
    return uid, moment(start), moment(end), summary, status, seconds


def moment(at: date) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}" if isinstance(at, datetime) else at.isoformat()


@dataclass(frozen=True)
class Parser:
    """``needs``: what has to be installed for it; ``expands``: it lists occurrences, not the events as written."""

    name: str
    read: Callable[[Path], Iterable[Row]] | tuple[str, ...]
    """A function, or a program."""
    needs: tuple[str, ...] = ()
    jcal: bool = False
    expands: bool = True

    def all_of(self, files: Iterable[Path]) -> dict[str, list[Row]]:
        """Rows in order, by the file's name."""
        if callable(self.read):
            return {file.name: sorted(self.read(file), key=in_order) for file in files}
        told = by_program([*self.read, *map(str, files)])
        return {Path(name).name: sorted(rows, key=in_order) for name, rows in told.items()}


def by_program(command: list[str]) -> dict[str, list[Row]]:
    """Started once for all files. It gives an alarm's TRIGGER as it is written."""
    done = subprocess.run(command, check=False, env=ENVIRONMENT, capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stderr) == (0, "")
    return {
        name: [(*told, alarm and seconds(alarm)) for *told, alarm in rows]
        for name, rows in json.loads(done.stdout).items()
    }


def seconds(duration: str) -> int:
    length: timedelta = icalendar.vDuration.from_ical(duration)
    return round(length.total_seconds())


def in_order(row: Row) -> tuple[str, str]:
    return row[:2]


PARSERS = (
    Parser("icalendar", by_icalendar, jcal=True, expands=False),
    Parser("recurring-ical-events", by_recurring_ical_events, jcal=True),
    Parser("vobject", by_vobject),
    Parser("ical", by_ical),
    Parser("ical.js", ("node", f"{PROGRAMS}/ical_js.cjs"), ("node", str(NODE_MODULES)), jcal=True),
    Parser("node-ical", ("node", f"{PROGRAMS}/node_ical.cjs"), ("node", str(NODE_MODULES))),
    Parser("libical", (sys.executable, f"{PROGRAMS}/libical.py"), ("libical.so.3",)),
    Parser("sabre/vobject", ("php", f"{PROGRAMS}/sabre.php"), ("php", SABRE)),
)
