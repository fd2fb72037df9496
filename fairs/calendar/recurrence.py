"""What recurs: a rule that ends, starts left out, and occurrences moved to another time.

Pure, as ``entry.py`` is. A moment is a date (whole days) or an aware datetime; all moments of one entry are alike.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from dateutil.rrule import DAILY, MO, WEEKLY, rrule, weekdays

Moment = date | datetime
Span = tuple[Moment, Moment]

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
LONGEST_ENTRY = timedelta(days=402)  # both give a window a lower bound on start, without which it scans the whole past
LONGEST_OCCURRENCE = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Moved:
    """The occurrence that would start at ``original`` by the rule."""

    original: Moment
    start: Moment
    end: Moment


@dataclass(frozen=True, slots=True, kw_only=True)
class Recurrence:
    """``until`` is the last start that the rule allows, inclusive; of what is timed, the last day will do as well.

    ``weekdays`` are those of a weekly rule, a daily one has none; ``excluded`` are starts by the rule, left out.
    """

    frequency: str
    interval: int = 1
    weekdays: tuple[str, ...] = ()
    until: Moment
    excluded: tuple[Moment, ...] = ()
    moved: tuple[Moved, ...] = ()

    def starts(self, first: Moment) -> list[Moment]:
        """By the rule alone, exceptions included. In local time: Shanghai has had one offset since 1992."""
        rule = rrule(
            DAILY if self.frequency == "daily" else WEEKLY,
            _naive(first),
            interval=self.interval,
            wkst=MO,
            byweekday=[weekdays[WEEKDAYS.index(day)] for day in self.weekdays] or None,
            until=_naive(self.until, time.max if isinstance(first, datetime) else time.min),
        )
        if isinstance(first, datetime):
            return [start.replace(tzinfo=first.tzinfo) for start in rule]
        return [start.date() for start in rule]

    def occurrences(self, start: Moment, end: Moment) -> list[Span]:
        """What takes place, in order; ``start`` to ``end`` is the first by the rule."""
        elsewhere = {m.original: (m.start, m.end) for m in self.moved}
        length = _length(start, end)
        left = (s for s in self.starts(start) if s not in self.excluded)
        return sorted((elsewhere.get(s, (s, s + length)) for s in left), key=lambda span: [*map(_naive, span)])

    def each(self, moment: Callable[[Moment], Moment]) -> "Recurrence":
        """With ``moment(m)`` for each moment m."""
        return replace(
            self,
            until=moment(self.until),
            excluded=tuple(map(moment, self.excluded)),
            moved=tuple(Moved(moment(m.original), moment(m.start), moment(m.end)) for m in self.moved),
        )

    def normal(self, start: Moment, end: Moment) -> "Recurrence":
        """Equal for all ways to write the same rule. ValueError says what is wrong."""
        self._check_rule(start)
        starts = self.starts(start)
        if start not in starts:
            raise ValueError("the first occurrence is none of the rule's")
        self._check_exceptions(starts)
        _check_lengths(self.occurrences(start, end))
        real = [m for m in self.moved if (m.start, m.end) != (m.original, m.original + _length(start, end))]
        return replace(
            self,
            weekdays=tuple(day for day in WEEKDAYS if day in self.weekdays),
            until=starts[-1],
            excluded=tuple(sorted(set(self.excluded), key=_naive)),
            moved=tuple(sorted(real, key=lambda m: _naive(m.original))),
        )

    def _check_rule(self, start: Moment) -> None:
        if self.frequency not in {"daily", "weekly"}:
            raise ValueError(f"recurs daily or weekly, not {self.frequency!r}")
        if self.interval < 1:
            raise ValueError("recurs every 1 or more days or weeks")
        if set(self.weekdays) - set(WEEKDAYS):
            raise ValueError(f"weekdays are of {', '.join(WEEKDAYS)}")
        if bool(self.weekdays) != (self.frequency == "weekly"):
            raise ValueError("weekly recurrence has weekdays, daily has none")
        if isinstance(self.until, datetime) and not isinstance(start, datetime):
            raise ValueError("what is of whole days recurs until a day")
        if _length(start, self.until) > LONGEST_ENTRY:
            raise ValueError(f"recurs for longer than {LONGEST_ENTRY.days} days")

    def _check_exceptions(self, starts: list[Moment]) -> None:
        originals = [*set(self.excluded), *(m.original for m in self.moved)]
        for original in originals:
            if original not in starts:
                raise ValueError(f"{original} is no occurrence of the rule")
        if len(set(originals)) < len(originals):
            raise ValueError("an occurrence is excluded or moved, and once")
        if any(type(moment) is not type(m.original) for m in self.moved for moment in (m.start, m.end)):
            raise ValueError("what is moved stays of whole days, or timed")


def _check_lengths(occurrences: list[Span]) -> None:
    if not occurrences:
        raise ValueError("no occurrence is left")
    lengths = [_length(start, end) for start, end in occurrences]
    if min(lengths) <= timedelta():
        raise ValueError("an occurrence ends before it starts")
    if max(lengths) > LONGEST_OCCURRENCE:
        raise ValueError(f"an occurrence lasts longer than {LONGEST_OCCURRENCE.days} days")
    if max(_length(occurrences[0][0], end) for __, end in occurrences) > LONGEST_ENTRY:
        raise ValueError(f"recurs for longer than {LONGEST_ENTRY.days} days")


def _naive(moment: Moment, clock: time = time.min) -> datetime:
    return moment.replace(tzinfo=None) if isinstance(moment, datetime) else datetime.combine(moment, clock)


def _length(start: Moment, end: Moment) -> timedelta:
    return _naive(end) - _naive(start)
