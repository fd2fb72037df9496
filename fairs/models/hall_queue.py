"""The queue for halls: what a booking may be, which of them hold the same days, and who decides on them."""

from datetime import timedelta
from typing import Any, Self

from django.db import models
from django.db.models import Count, DateField, ExpressionWrapper, IntegerField, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .base import PublicQuerySet
from .editions import Edition
from .organisations import Organisation, organisations_of
from .places import Hall, within
from .timed import LONGEST


class BookingState(models.TextChoices):
    HELD = "held", pgettext_lazy("booking", "held")
    CONFIRMED = "confirmed", _("confirmed")
    RELEASED = "released", _("released")
    EXPIRED = "expired", _("expired")


HELD, CONFIRMED, RELEASED, EXPIRED = BookingState
EARLIER = Q(held_since__lt=OuterRef("held_since")) | Q(held_since=OuterRef("held_since"), pk__lt=OuterRef("pk"))


class HallBookingQuerySet(PublicQuerySet):
    def with_related(self) -> Self:
        return self.select_related("hall__venue__region", "hall__part_of", "edition", "owner")

    def overlapping(self, first: Any, last: Any) -> Self:
        """Those that occupy at least one day of first..last, both inclusive."""
        # No booking is longer than LONGEST: with it the index on move_in answers from both sides.
        earliest = first - timedelta(days=LONGEST)
        return self.filter(move_in__lte=last, move_in__gte=earliest, move_out__gte=first)

    def in_space_of(self, hall: Hall) -> Self:
        """Those of this hall, of its parts, and of the whole that it is a part of."""
        rooms = Hall.objects.filter(Q(pk__in=[hall.pk, hall.part_of_id or 0]) | Q(part_of=hall))
        return self.filter(hall__in=rooms.values("pk"))

    def standing(self) -> Self:
        """Those that still hold or occupy: not released, and no hold that ran out."""
        return self.filter(Q(state=CONFIRMED) | running())

    def holding(self) -> Self:
        return self.filter(running())

    def outdated(self) -> Self:
        return self.filter(state=HELD, held_until__lt=timezone.localdate())

    def with_rank(self) -> Self:
        """``rank``: how many hold any of the same space on any of the same days since earlier, and one."""
        hall, whole = OuterRef(OuterRef("hall")), OuterRef(OuterRef("hall__part_of"))
        # Each hall by its key, and its holds from both sides: a scan of the index for each hold, not of all holds.
        rooms = Hall.objects.filter(Q(pk=hall) | Q(part_of=hall) | Q(pk=whole)).order_by().values("pk")
        earliest = OuterRef("move_in") - timedelta(days=LONGEST + 1)  # one more: SQLite compares it with its hours
        ahead = self.model.objects.holding().filter(EARLIER, hall__in=rooms, move_out__gte=OuterRef("move_in"))
        ahead = ahead.filter(move_in__lte=OuterRef("move_out"), move_in__gte=ExpressionWrapper(earliest, DateField()))
        number = ahead.order_by().values("state").annotate(number=Count("pk")).values("number")
        return self.annotate(rank=Coalesce(Subquery(number, output_field=IntegerField()), 0) + 1)

    def visible_to(self, user: Any) -> Self:
        """Who decides on the hall, who entered it, and who edits the edition; nobody else."""
        if user.is_superuser:
            return self.all()
        editions = Edition.objects.editable_by(user)
        return self.filter(
            decided_by(user) | Q(owner__in=organisations_of(user)) | Q(edition__in=editions.values("pk"))
        )

    def editable_by(self, user: Any) -> Self:
        return self.visible_to(user)

    def confirmable_by(self, user: Any) -> Self:
        return self.filter(decided_by(user))


def running() -> Q:
    return Q(state=HELD) & (Q(held_until__isnull=True) | Q(held_until__gte=timezone.localdate()))


def decided_by(user: Any, venue: str = "hall__venue") -> Q:
    """Q: the venue is operated by an organisation of the user's, or in the region of an authority of theirs."""
    if user.is_superuser:
        return Q()
    decided = Q(pk__in=[])
    for organisation in organisations_of(user):
        decided |= Q(**{f"{venue}__operator": organisation})
        if organisation.kind == Organisation.Kind.AUTHORITY and organisation.region:
            decided |= within(organisation.region.code, f"{venue}__region")
    return decided
