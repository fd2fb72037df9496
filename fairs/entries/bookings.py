"""What the calendar of a venue or of a hall holds: its bookings, as those see them who decide on them.

Private to it. Nothing is kept of those that nobody has a feed of.
"""

from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID, uuid5

from django.utils.translation import gettext as _

from fairs.calendar import registry
from fairs.calendar.entry import CalendarEntry, Kind
from fairs.calendar.models import PersonalFeed
from fairs.calendar.registry import register, subject_key
from fairs.models import BookingState, Hall, HallBooking, Venue

from .editions import DAY
from .loading import with_reads
from .places import place_text, point
from .texts import in_both

PLACES = {"venue": Venue, "hall": Hall}
BOOKING_READS = ("hall__venue__region", "hall__part_of", "hall__parts", "edition", "owner")
SHOWN = (BookingState.HELD, BookingState.CONFIRMED)


def audience_of_place(place: Venue | Hall) -> str:
    return f"{'venue' if isinstance(place, Venue) else 'hall'}:{place.uuid}"


def booking_entries(uuids: list[UUID]) -> list[CalendarEntry]:
    feeds = PersonalFeed.objects.current().filter(content=PersonalFeed.Content.PLACE)
    wanted = set(feeds.order_by().values_list("audience", flat=True))
    if not wanted:
        return []
    bookings = with_reads(HallBooking.objects.filter(uuid__in=uuids, state__in=SHOWN), BOOKING_READS)
    return [entry for booking in bookings for entry in entries_of(booking, wanted)]


def entries_of(booking: HallBooking, wanted: set[str]) -> Iterator[CalendarEntry]:
    hall = booking.hall
    rooms: list[Venue | Hall] = [hall.venue, hall, *([hall.part_of] if hall.part_of else []), *hall.parts.all()]
    for audience in (audience_of_place(place) for place in rooms):
        for name, say, first, last in phases(booking) if audience in wanted else ():
            yield CalendarEntry(
                key=f"{Kind.BOOKING}-{uuid5(booking.uuid, f'{audience} {name}')}",
                subject=subject_key(HallBooking, booking.uuid),
                audience=audience,
                kind=Kind.BOOKING,
                start=first,
                end=last + DAY,
                title=in_both(say),
                place=in_both(lambda: place_text(hall.venue, hall, hall.venue.region)),
                description=in_both(lambda: booking.holder),
                geo=point([hall.venue]),
            )


def phases(booking: HallBooking) -> Iterable[tuple[str, Any, Any, Any]]:
    """Name, title, first and last day of each. A hold, and a hall that is closed, have one only."""

    def title() -> str:
        return str(booking.edition or booking.get_purpose_display())

    if booking.state == BookingState.HELD:
        yield "held", lambda: _("Held: %(name)s") % {"name": title()}, booking.move_in, booking.move_out
        return
    if booking.move_in < booking.first_day:
        yield "in", lambda: _("Move-in: %(title)s") % {"title": title()}, booking.move_in, booking.first_day - DAY
    yield "show", title, booking.first_day, booking.last_day
    if booking.last_day < booking.move_out:
        yield "out", lambda: _("Move-out: %(title)s") % {"title": title()}, booking.last_day + DAY, booking.move_out


registry.audiences.update(PLACES)
register(HallBooking, booking_entries, reads=BOOKING_READS)
