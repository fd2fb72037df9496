"""What a verb does to halls and to those who wait for them, which no calendar tells: in sentences, before it acts."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from fairs.models import BookingState, Edition, HallBooking, Membership, Participation, Stateful, held_as_one
from fairs.models.editions import DateSpan
from fairs.models.publishing import CANCELLED, POSTPONED

from .badges import days

HELD, CONFIRMED, RELEASED = BookingState.HELD, BookingState.CONFIRMED, BookingState.RELEASED


@dataclass(frozen=True)
class Aftermath:
    """``told``: the organisations whose members find it on their start page, each with how many they are."""

    effects: tuple[str, ...] = ()
    cautions: tuple[str, ...] = ()
    told: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.effects or self.cautions)


def aftermath(verb: str, thing: Stateful, details: dict[str, Any], user: Any) -> Aftermath:
    match thing, verb:
        case HallBooking(), "confirm":
            return confirmed(thing, user)
        case HallBooking(), "release":
            return released(thing, user)
        case Edition(), "cancel" | "postpone":
            return given_back(thing)
        case Edition(), "reschedule" | "correct":
            return Aftermath(cautions=tuple(uncovered(thing, details["days"])))
        case Edition(), "reinstate":
            return Aftermath(cautions=tuple(given_back_before(thing)))
        case Participation(), "admit":
            return Aftermath(cautions=tuple(name_of_another(thing)))
        case Participation(), "withdraw" | "decline":
            return Aftermath(tuple(freed(thing)))
    return Aftermath()


def confirmed(booking: HallBooking, user: Any) -> Aftermath:
    rivals, seen = list(booking.rivals()), _seen(booking.rivals(), user)
    said = _("Falls behind: %(hold)s. It waits in case the days come free, until it is moved, released or ends.")
    ahead = [b for b in rivals if (b.held_since, b.pk) < (booking.held_since, booking.pk)]
    jumped = ngettext(
        "This jumps the queue: %(number)d hold has waited longer (%(holds)s).",
        "This jumps the queue: %(number)d holds have waited longer (%(holds)s).",
        len(ahead),
    )
    named = {"number": len(ahead), "holds": pgettext("list", "; ").join(_name(b, seen) for b in ahead)}
    return Aftermath(
        tuple(said % {"hold": _name(b, seen)} for b in rivals),
        (*([jumped % named] if ahead else ()), *on_other_days(booking)),
        told([booking, *rivals], seen | {booking}),
    )


def on_other_days(booking: HallBooking) -> Iterator[str]:
    """It covers no block of the edition's days: a second choice, or a slip."""
    blocks = [b for b in booking.edition.blocks.all() if b.complete] if booking.edition else []
    if blocks and not any(booking.first_day <= b.first_day and b.last_day <= booking.last_day for b in blocks):
        said = _("The fair is on other days (%(days)s), but will be listed in this hall: move it or the booking.")
        yield said % {"days": pgettext("list", ", ").join(days(b.first_day, b.last_day) for b in blocks)}


def released(booking: HallBooking, user: Any) -> Aftermath:
    rivals, seen = list(booking.rivals()), _seen(booking.rivals(), user)
    if booking.state == HELD:
        rivals = [b for b in rivals if (b.held_since, b.pk) > (booking.held_since, booking.pk)]
    after = Aftermath(tuple(_("Moves up: %(hold)s.") % {"hold": _name(b, seen)} for b in rivals))
    return replace(after, told=told([booking, *rivals], seen | {booking}))


def given_back(edition: Edition) -> Aftermath:
    """Its own halls: whoever may cancel it sees them."""
    together = held_as_one(edition)
    bookings = list(_bookings(edition).standing())
    others = [e for e in together if e.pk != edition.pk and e.event_status not in (CANCELLED, POSTPONED)]
    if others and bookings:
        stays = _("Its halls stay booked: %(others)s still takes place.")
        return Aftermath((stays % {"others": pgettext("list", ", ").join(map(str, others))},))
    gives = _("The booking is released: %(booking)s.")
    return Aftermath(tuple(gives % {"booking": _when(b)} for b in bookings), told=told(bookings, set(bookings)))


def uncovered(edition: Edition, moved: dict[int, DateSpan]) -> Iterator[str]:
    """Bookings that have all show days of no block any more."""
    blocks = [b for b in edition.blocks.all() if b.complete or b.pk in moved]
    shown = [moved.get(b.pk) or (b.first_day, b.last_day) for b in blocks]
    for booking in _bookings(edition).standing():
        if not any(booking.first_day <= first and last <= booking.last_day for first, last in shown):
            yield _("The booking stays on its own days, which are not those of the fair: %(booking)s.") % {
                "booking": _when(booking)
            }


def given_back_before(edition: Edition) -> Iterator[str]:
    """Halls that it lost when it was cancelled or postponed."""
    bookings = _bookings(edition)
    if not bookings.standing().exists():
        for booking in bookings.filter(state=RELEASED):
            yield _("Its hall was given back and must be held anew: %(booking)s.") % {"booking": _when(booking)}


def told(bookings: Iterable[HallBooking], seen: set[HallBooking]) -> tuple[str, ...]:
    """The owners of those bookings that the user may see."""
    owners = sorted({b.owner for b in bookings if b.owner and b in seen}, key=lambda owner: owner.code)
    members = Counter(Membership.objects.filter(organisation__in=owners).values_list("organisation", flat=True))
    said = [ngettext("%(name)s (%(number)d user)", "%(name)s (%(number)d users)", members[o.pk]) for o in owners]
    return tuple(each % {"name": o, "number": members[o.pk]} for each, o in zip(said, owners, strict=True))


def _bookings(edition: Edition) -> Any:
    """Those of the edition that leads it."""
    return HallBooking.objects.filter(edition=held_as_one(edition)[0]).with_related()


def _seen(bookings: Any, user: Any) -> set[HallBooking]:
    return set(bookings.visible_to(user))


def _name(booking: HallBooking, seen: set[HallBooking]) -> str:
    if booking in seen:
        return _("%(name)s, %(when)s") % {"name": booking.holder, "when": _when(booking)}
    return _("a hold that you may not see")


def _when(booking: HallBooking) -> str:
    return f"{booking.hall.name} {days(booking.move_in, booking.move_out)}"


def freed(part: Participation) -> Iterator[str]:
    """What an exhibitor that does not come leaves to others."""
    if stands := pgettext("list", ", ").join(part.stands.values_list("number", flat=True)):
        yield _("Free for others: stand %(stands)s.") % {"stands": stands}
    if part.status == Participation.Status.ADMITTED and (shown := part.displays.count()):
        yield ngettext("%d product leaves the catalogue.", "%d products leave the catalogue.", shown) % shown


def name_of_another(part: Participation) -> Iterator[str]:
    """Whoever is invited gives a company's name, which may be another's."""
    if part.invitation_id and (organisation := part.exhibitor.organisation):
        said = _("It applied by an invitation, under the name of a company that belongs to %(organisation)s.")
        yield said % {"organisation": organisation}
