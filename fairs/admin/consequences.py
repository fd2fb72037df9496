"""What subscribers will see of a change, in plain words: before, after, and what becomes of the entry."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from fairs.calendar import ledger
from fairs.calendar.entry import Kind, Status
from fairs.calendar.ical import mark
from fairs.calendar.models import Listing
from fairs.calendar.words import kinds

from .badges import days_in_words, hours


@dataclass(frozen=True)
class Told:
    """What a subscriber reads of one entry."""

    title: str
    days: str
    status: Status
    recurrence: dict[str, Any] | None = None
    place: str = ""


@dataclass(frozen=True)
class Consequence:
    kind: Kind
    outcome: str  # new, moved, marked, changed, gone
    sentence: str
    before: Told | None
    after: Told | None

    @property
    def kind_label(self) -> str:
        return kind_label(self.kind)

    @property
    def elsewhere(self) -> bool:
        return bool(self.before and self.after and self.before.place != self.after.place)


def kind_label(kind: Kind) -> str:
    return _("days of the fair") if kind == Kind.EDITION else kinds()[kind]


def consequences(change: Callable[[], Any]) -> tuple[list[Consequence], str]:
    """What ``change()`` would tell subscribers, and a digest of it. Raises whatever ``change()`` does.

    What only filters and searches find differently is in the digest, but nobody sees it; nor what is told to one
    exhibitor only.
    """
    changes = sorted(ledger.preview(change), key=lambda c: (c.after.kind != Kind.EDITION, c.after.start, c.after.key))
    digest = ";".join(f"{c.after.key}={bytes(c.after.row_digest).hex()}" for c in changes)
    return [_consequence(c) for c in changes if _seen(c)], digest


def told(listing: Listing | None) -> Told | None:
    if listing is None or listing.withdrawn:
        return None
    entry = json.loads(bytes(listing.payload))
    language, other = ("en", "zh-hans") if get_language() == "en" else ("zh-hans", "en")
    status = Status(entry["status"])
    title = mark(status, language) + (entry["title"][language] or entry["title"][other])
    if entry["all_day"]:
        span = days_in_words(date.fromisoformat(entry["start"]), date.fromisoformat(entry["last_day"]))
    else:
        span = hours(datetime.fromisoformat(entry["start"]), datetime.fromisoformat(entry["end"]))
    if entry["recurrence"]:
        last = timezone.localdate(listing.end - timedelta(microseconds=1))
        span = _("%(first)s, and again until %(last)s") % {"first": span, "last": last}
    return Told(title, span, status, entry["recurrence"], entry["place"][language] or entry["place"][other])


def _seen(change: ledger.Change) -> bool:
    before, after = change.before, change.after
    if after.audience != Listing.PUBLIC:
        return False
    return before is None or before.withdrawn or after.withdrawn or before.sequence != after.sequence


def _consequence(change: ledger.Change) -> Consequence:
    before, after = told(change.before), told(change.after)
    outcome, sentence = _what_happens(before, after)
    return Consequence(Kind(change.after.kind), outcome, sentence, before, after)


def _what_happens(before: Told | None, after: Told | None) -> tuple[str, str]:
    if after is None:
        return "gone", _("Disappears from calendars.")
    if before is None:
        return "new", _("Appears in calendars.")
    if after.status != before.status and after.status == Status.CANCELLED:
        return "marked", _("Stays in calendars, marked as cancelled. Google Calendar hides cancelled events.")
    if after.status != before.status and after.status == Status.POSTPONED:
        return "marked", _("Stays in calendars on these days, marked as postponed.")
    if after.days != before.days and after.status == Status.RESCHEDULED:
        return "moved", _("Moves in calendars; lists show that it was rescheduled.")
    if after.days != before.days:
        return "moved", _("Changes place in calendars; no move is announced.")
    if after.recurrence != before.recurrence:
        return "moved", _("Takes place at other times in calendars.")
    if before.status in (Status.CANCELLED, Status.POSTPONED) and after.status != before.status:
        return "changed", _("Loses its mark.")
    return "changed", _("Its text changes.")


def summary(found: Iterable[Consequence]) -> list[tuple[Consequence, int]]:
    """Each entry, but opening hours once per outcome: (consequence, how many like it)."""
    rows: list[tuple[Consequence, int]] = []
    hours_at: dict[str, int] = {}
    for consequence in found:
        if consequence.kind != Kind.HOURS:
            rows.append((consequence, 1))
        elif consequence.outcome in hours_at:
            at = hours_at[consequence.outcome]
            rows[at] = (rows[at][0], rows[at][1] + 1)
        else:
            hours_at[consequence.outcome] = len(rows)
            rows.append((consequence, 1))
    return rows
