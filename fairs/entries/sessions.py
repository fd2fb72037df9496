"""Sessions as calendar entries, and the span of anything timed."""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from fairs.calendar.entry import CalendarEntry, Kind, Status
from fairs.calendar.registry import register, subject_key
from fairs.models import EventStatus, Session, Timed

from .editions import DAY, identity_facets
from .loading import loaded
from .places import groups_read, in_groups, place_facets, place_text, point, region_facets
from .texts import in_both, search_text, text_of

SESSION_READS = (
    "edition__fair",
    "edition__region__parent__parent__parent",
    "venue__region__parent__parent__parent",
    "hall__part_of",
)


def timed_span(thing: Timed) -> tuple[date, date] | tuple[datetime, datetime]:
    """Start and exclusive end of a thing whose times are complete."""
    if thing.first_day:
        return thing.first_day, thing.last_day + DAY
    return thing.starts_at, max(thing.ends_at, thing.starts_at + timedelta(seconds=1))


def session_entries(uuids: list[UUID]) -> list[CalendarEntry]:
    return in_groups(session_entry(s) for s in loaded(Session, uuids, SESSION_READS) if s.complete)


def session_entry(session: Session) -> CalendarEntry:
    edition = session.edition
    start, end = timed_span(session)
    facets = identity_facets(edition) | region_facets(edition.region) | {("session", session.kind)}
    if session.venue:
        facets |= place_facets(session.venue, session.hall)
    return CalendarEntry(
        key=f"{Kind.SESSION}-{session.uuid}",
        subject=subject_key(Session, session.uuid),
        kind=Kind.SESSION,
        start=start,
        end=end,
        title=text_of(session, "title"),
        status=session_status(session),
        description=in_both(lambda: "\n".join(filter(None, (moved(session), edition.title, session.description)))),
        place=in_both(lambda: session_place(session)),
        url=f"/sessions/{session.code}/",
        geo=point([session.venue]),
        related=(f"{Kind.EDITION}-{edition.uuid}",),
        facets=frozenset(facets),
        search=search_text(session, edition, edition.fair, session.venue),
    )


def moved(thing: Timed) -> str:
    """One sentence on when it was to take place."""
    first, __, last = thing.before_it_moved.partition(" – ")
    return _("Moved from %(first)s – %(last)s.") % {"first": first, "last": last} if first else ""


def session_place(session: Session) -> str:
    place = place_text(session.venue, session.hall, session.edition.region)
    return _("%(room)s, %(place)s") % {"room": session.room, "place": place} if session.room else place


def session_status(session: Session) -> Status:
    """A session does not take place when its fair does not."""
    if session.event_status != EventStatus.CANCELLED and session.edition.event_status in (
        EventStatus.CANCELLED,
        EventStatus.POSTPONED,
    ):
        return Status(session.edition.event_status)
    return Status(session.event_status)


register(Session, session_entries, reads=SESSION_READS + groups_read("edition__region", "venue__region"))
