"""What the public is told of an edition's halls, as they are confirmed and given back."""

from .edition_parts import EditionPlace
from .editions import Edition
from .places import Hall


def held_as_one(edition: Edition | None) -> list[Edition]:
    """The leading edition, which has the bookings, and those combined with it."""
    leader = edition and (edition.combined_with or edition)
    return [leader, *leader.combined.all()] if leader else []


def name_hall(edition: Edition, hall: Hall) -> None:
    """Among its places; it takes that of the venue as a whole, which says less."""
    places = {place.hall_id: place for place in edition.places.order_by("pk").filter(venue=hall.venue_id)}
    if hall.pk not in places:
        place = places.get(None) or EditionPlace(edition=edition, venue_id=hall.venue_id)
        place.hall = hall
        place.save()


def unname_hall(edition: Edition, hall: Hall) -> None:
    """It is not held there any more; that it is in this venue stays true until somebody says otherwise."""
    place = edition.places.filter(hall=hall).first()
    if place and edition.places.filter(venue=hall.venue_id).exclude(pk=place.pk).exists():
        place.delete()
    elif place:
        place.hall = None
        place.save()
