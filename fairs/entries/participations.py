"""What an exhibitor's own calendar holds: its part in editions, with hall and stand, when it may move in, what is due.

Private to it. Nothing is kept of those that nobody has a feed of, so that a fair of a thousand exhibitors is moved as
fast as one of ten.
"""

from collections.abc import Iterator
from functools import partial
from typing import Any
from uuid import UUID, uuid5

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from fairs.calendar import registry
from fairs.calendar.entry import CalendarEntry, Kind, Status
from fairs.calendar.models import PersonalFeed
from fairs.calendar.registry import register, subject_key
from fairs.models import BookingState, DayBlock, Deadline, Edition, EditorialState, Exhibitor, Hall, Participation

from .editions import DAY, what_became
from .loading import with_reads
from .places import place_text, point
from .texts import in_both

EXHIBITOR = "exhibitor"
TAKING_PART = (Participation.Status.APPLIED, Participation.Status.WAITING, Participation.Status.ADMITTED)
PARTICIPATION_READS = (
    "exhibitor",
    "main__stands__plan__hall__venue__region",
    "stands__plan__hall__venue__region",
    "pavilion__hall__venue__region",
    "edition__region",
    "edition__blocks",
    "edition__places__venue__region",
    "edition__places__hall",
    "edition__deadlines",
    "edition__bookings__hall",
    "edition__combined_with__bookings__hall",
)


def audience_of(exhibitor: UUID) -> str:
    return f"{EXHIBITOR}:{exhibitor}"


def participation_entries(uuids: list[UUID]) -> list[CalendarEntry]:
    exhibitors = dict(Participation.objects.filter(uuid__in=uuids).values_list("uuid", "exhibitor__uuid"))
    audiences = {uuid: audience_of(exhibitor) for uuid, exhibitor in exhibitors.items()}
    feeds = PersonalFeed.objects.current().filter(audience__in=set(audiences.values()))
    wanted = set(feeds.order_by().values_list("audience", flat=True))
    parts = Participation.objects.filter(
        uuid__in=[uuid for uuid, audience in audiences.items() if audience in wanted],
        status__in=TAKING_PART,
        edition__editorial_state=EditorialState.PUBLISHED,
    )
    return [e for part in with_reads(parts, PARTICIPATION_READS) for e in entries_of(part)] if wanted else []


def entries_of(part: Participation) -> Iterator[CalendarEntry]:
    edition, admitted = part.edition, part.status == Participation.Status.ADMITTED
    halls, stand = where(part) if admitted else ([], "")  # until then a stand may go to another
    spots: list[tuple[Any, Any]] = (
        [(h.venue, h) for h in halls] or [(p.venue, p.hall) for p in edition.places.all()] or [(None, None)]
    )
    shared: dict[str, Any] = {
        "subject": subject_key(Participation, part.uuid),
        "audience": audience_of(part.exhibitor.uuid),
        "status": Status(edition.event_status),
        "place": in_both(lambda: " / ".join(place_text(venue, hall, edition.region) for venue, hall in spots)),
        "url": f"/editions/{edition.code}/",
        "geo": point(venue for venue, __ in spots),
    }
    for block in edition.blocks.all():
        if block.complete:
            yield CalendarEntry(
                key=f"{Kind.EDITION}-{uuid5(part.uuid, str(block.uuid))}",
                kind=Kind.EDITION,
                start=block.first_day,
                end=block.last_day + DAY,
                title=in_both(partial(titled, part, stand)),
                description=in_both(partial(description, part, stand, block)),
                related=(f"{Kind.EDITION}-{block.uuid}",),
                **shared,
            )
            yield from building(part, block, halls, shared) if admitted else ()
    for deadline in edition.deadlines.all():
        if admitted or deadline.audience == Deadline.Audience.PUBLIC:
            yield due(part, deadline, shared)


def where(part: Participation) -> tuple[list[Hall], str]:
    """The halls known, and the number of the stand or stands; of who stands on another's, the other's."""
    for each in filter(None, (part, part.main)):
        if stands := sorted(each.stands.all(), key=lambda s: s.number):
            return list(dict.fromkeys(s.plan.hall for s in stands)), ", ".join(s.number for s in stands)
    shared = part.pavilion and part.pavilion.hall
    return [shared] if shared else [], part.stand or (part.main.stand if part.main else "")


def titled(part: Participation, stand: str) -> str:
    names = {"title": part.edition.title, "stand": stand, "state": part.get_status_display()}
    if part.status != Participation.Status.ADMITTED:
        return _("%(title)s (%(state)s)") % names
    return _("%(title)s, stand %(stand)s") % names if stand else part.edition.title


def description(part: Participation, stand: str, block: DayBlock) -> str:
    lines = [
        what_became(part.edition, block),
        str(part.exhibitor),
        part.get_status_display(),
        _("Stand: %(stand)s") % {"stand": stand} if stand else "",
        _("Pavilion: %(pavilion)s") % {"pavilion": part.pavilion} if part.pavilion else "",
    ]
    return "\n".join(filter(None, lines))


def building(
    part: Participation, block: DayBlock, halls: list[Hall], shared: dict[str, Any]
) -> Iterator[CalendarEntry]:
    """The days around the fair's for which halls are booked: those of its stand, or all until it has one."""
    edition = part.edition
    booked = [
        b for b in (edition.combined_with or edition).bookings.all()
        if b.state == BookingState.CONFIRMED and b.first_day <= block.last_day and block.first_day <= b.last_day
        and (not halls or any(same_space(b.hall, hall) for hall in halls))
    ]  # fmt: skip
    if not booked:
        return
    for name, title, start, end in (
        ("in", moving_in, min(b.move_in for b in booked), block.first_day),
        ("out", moving_out, block.last_day + DAY, max(b.move_out for b in booked) + DAY),
    ):
        if start < end:
            yield CalendarEntry(
                key=f"{Kind.BOOKING}-{uuid5(part.uuid, f'{block.uuid} {name}')}",
                kind=Kind.BOOKING,
                start=start,
                end=end,
                title=in_both(partial(title, edition)),
                **shared,
            )


def moving_in(edition: Edition) -> str:
    return _("Move-in: %(title)s") % {"title": edition.title}


def moving_out(edition: Edition) -> str:
    return _("Move-out: %(title)s") % {"title": edition.title}


def due(part: Participation, deadline: Deadline, shared: dict[str, Any]) -> CalendarEntry:
    def title() -> str:
        said = {"what": deadline.note or capfirst(deadline.get_kind_display()), "title": part.edition.title}
        return _("%(what)s: %(title)s") % said

    return CalendarEntry(
        key=f"{Kind.DEADLINE}-{uuid5(part.uuid, str(deadline.uuid))}",
        kind=Kind.DEADLINE,
        start=deadline.day,
        end=deadline.day + DAY,
        title=in_both(title),
        **shared,
    )


def same_space(one: Hall, other: Hall) -> bool:
    """Or a part of it."""
    return other.pk in {one.pk, one.part_of_id} or other.part_of_id == one.pk


registry.audiences[EXHIBITOR] = Exhibitor
register(Participation, participation_entries, reads=PARTICIPATION_READS)
