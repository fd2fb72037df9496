"""How days, states and figures are written in lists, forms and confirmations."""

from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fairs.models import Edition, HallBooking, Timed

NOTHING = "–"


def badge(kind: str, value: str, label: Any) -> SafeString:
    return format_html('<span class="badge {}-{}">{}</span>', kind, value, label)


def state_badge(thing: Any) -> SafeString:
    return badge("state", thing.editorial_state, thing.get_editorial_state_display())


def status_badge(thing: Any) -> SafeString:
    return badge("status", thing.event_status, thing.get_event_status_display())


def days(first: date | None, last: date | None) -> str:
    """2026-06-03 – 06-06; the year is said again only where it changes."""
    if not (first and last):
        return f"{first or '?'} – {last or '?'}"
    if first == last:
        return first.isoformat()
    return f"{first.isoformat()} – {last.isoformat() if last.year != first.year else last.strftime('%m-%d')}"


def hours(start: datetime, end: datetime | None) -> str:
    """2026-06-03 09:00–11:30, in Shanghai's time."""
    start, end = timezone.localtime(start), end and timezone.localtime(end)
    text = start.strftime("%Y-%m-%d %H:%M")
    if end is None:
        return text
    return f"{text}–{end.strftime('%H:%M' if end.date() == start.date() else '%Y-%m-%d %H:%M')}"


def days_in_words(first: date, last: date) -> str:
    """With weekdays and the number of days: wrong dates are seen by their weekday."""
    number = (last - first).days + 1
    span = " – ".join(dict.fromkeys(f"{d.isoformat()} {date_format(d, 'D')}" for d in (first, last)))
    return _("%(span)s (%(number)s)") % {"span": span, "number": ngettext("%d day", "%d days", number) % number}


def days_of(thing: Any) -> str:
    """The days of an edition, of a hall booking or of anything timed, or what is stated of them."""
    if isinstance(thing, Edition):
        blocks = [days(b.first_day, b.last_day) for b in thing.blocks.all()]
        return ", ".join(blocks) or thing.stated_in_words or NOTHING
    if isinstance(thing, HallBooking):
        return days(thing.move_in, thing.move_out)
    return (timed(thing) or thing.stated_in_words if isinstance(thing, Timed) else "") or NOTHING


def timed(thing: Timed) -> str:
    if thing.first_day:
        return days(thing.first_day, thing.last_day)
    return hours(thing.starts_at, thing.ends_at) if thing.starts_at else ""
