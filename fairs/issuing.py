"""Private feeds: who may have one of an exhibitor, with its stands, move-in and deadlines, or of a venue's bookings."""

from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from fairs.calendar import personal, registry
from fairs.calendar.models import PersonalFeed
from fairs.entries import audience_of, audience_of_place
from fairs.models import Edition, Exhibitor, Hall, Participation, Venue
from fairs.models.hall_queue import decided_by


def exhibitors_of(user: Any) -> Any:
    """Whom the user's organisation acts for; of editors, also who takes part in what they edit alone."""
    mine: Any = Q(organisation__memberships__user=user)
    if user.has_perm("fairs.change_exhibitor"):
        parts = Participation.objects.filter(exhibitor=OuterRef("pk"))
        mine |= Exists(parts) & ~Exists(parts.exclude(edition__in=Edition.objects.editable_by(user)))
    return Exhibitor.objects.filter(mine, merged_into=None).distinct()


def acts_for(user: Any, exhibitor: UUID) -> bool:
    """The organisation first: with that it costs one query a poll."""
    own = Exhibitor.objects.filter(organisation__memberships__user=user, merged_into=None, uuid=exhibitor)
    return own.exists() or exhibitors_of(user).filter(uuid=exhibitor).exists()


def issue_of_exhibitor(user: Any, name: str, code: str, **given: Any) -> tuple[PersonalFeed, str]:
    """To be handed over to it: the feed shows what only the exhibitor and its organisers know."""
    exhibitor = exhibitors_of(user).filter(code=code).first()
    if exhibitor is None:
        raise ValidationError({"exhibitor": _("You act for no exhibitor with this code.")})
    content, audience = PersonalFeed.Content.EXHIBITOR, audience_of(exhibitor.uuid)
    return personal.issue(user, name or str(exhibitor), content, audience=audience, **given)


def halls_of(user: Any) -> Any:
    """Those that the user decides on: in venues their organisation operates, in the region of their authority."""
    return Hall.objects.filter(decided_by(user, "venue"))


def issue_of_place(user: Any, name: str, code: str, **given: Any) -> tuple[PersonalFeed, str]:
    """Of a venue, by its code, or of a hall ("venue.hall"): all its bookings and holds, with who has them."""
    venue, __, hall = code.partition(".")
    mine = halls_of(user).filter(venue__code=venue).select_related("venue")
    found = (mine.filter(code=hall) if hall else mine).first()
    if found is None:
        raise ValidationError({"place": _("You decide on no venue or hall with this code.")})
    place: Venue | Hall = found if hall else found.venue
    content, audience = PersonalFeed.Content.PLACE, audience_of_place(place)
    return personal.issue(user, name or str(place), content, audience=audience, **given)


registry.rights |= {
    "exhibitor": acts_for,
    "hall": lambda user, hall: halls_of(user).filter(uuid=hall).exists(),
    "venue": lambda user, venue: halls_of(user).filter(venue__uuid=venue).exists(),
}
