"""Halls held and booked: who has which hall from the first day of move-in to the last of move-out."""

from datetime import date, timedelta
from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, transition

from .base import PublicQuerySet
from .editions import Edition
from .organisations import Organisation
from .places import Hall
from .publishing import Stateful
from .timed import LONGEST, day_field


class BookingState(models.TextChoices):
    HELD = "held", _("held")
    CONFIRMED = "confirmed", _("confirmed")
    RELEASED = "released", _("released")
    EXPIRED = "expired", _("expired")


HELD, CONFIRMED, RELEASED, EXPIRED = BookingState


class HallBookingQuerySet(PublicQuerySet):
    def with_related(self) -> Self:
        return self.select_related("hall__venue", "hall__part_of", "edition", "owner")

    def overlapping(self, first: date, last: date) -> Self:
        """Those that occupy at least one day of first..last, both inclusive."""
        # No booking is longer than LONGEST: with it the index on move_in answers from both sides.
        earliest = first - timedelta(days=LONGEST)
        return self.filter(move_in__lte=last, move_in__gte=earliest, move_out__gte=first)

    def in_space_of(self, hall: Hall) -> Self:
        """Those of this hall, of its parts, and of the whole that it is a part of."""
        return self.filter(Q(hall=hall) | Q(hall__part_of=hall) | Q(hall__parts=hall)).distinct()

    def standing(self) -> Self:
        """Those that still hold or occupy: not released, and no hold that ran out."""
        running = Q(held_until__isnull=True) | Q(held_until__gte=timezone.localdate())
        return self.filter(Q(state=CONFIRMED) | Q(state=HELD) & running)


class HallBooking(Stateful):
    """A hall, or a part of one, from move-in to move-out (all days inclusive): for an edition, or closed to all.

    Editions held as one share the leading edition's bookings. Held, it waits in a queue by ``held_since`` with others
    that want the same days; confirmed, it has a ``HallDay`` for each of its days.
    """

    class Purpose(models.TextChoices):
        EDITION = "edition", _("an edition")
        CLOSED = "closed", _("closed (maintenance, own use)")

    hall = models.ForeignKey(Hall, models.PROTECT, verbose_name=_("hall"), related_name="bookings")
    purpose = models.CharField(_("purpose"), max_length=8, choices=Purpose, default=Purpose.EDITION)
    edition = models.ForeignKey(
        Edition, models.PROTECT, verbose_name=_("edition"), null=True, blank=True, related_name="bookings"
    )
    move_in = day_field(_("first day of move-in"))
    first_day = day_field(_("first show day"))
    last_day = day_field(_("last show day"))
    move_out = day_field(_("last day of move-out"))
    state = FSMField(_("state"), choices=BookingState.choices, default=HELD, protected=True)
    held_since = models.DateTimeField(_("held since"), default=timezone.now, editable=False)
    held_until = day_field(_("hold ends after"), help_text=_("A hold ends by itself after this day."))
    owner = models.ForeignKey(
        Organisation, models.PROTECT, verbose_name=_("entered by"), null=True, blank=True, related_name="+",
        help_text=_("The organisation whose members edit this."),
    )  # fmt: skip
    private_note = models.TextField(_("private note"), blank=True, help_text=_("Internal: never published."))

    objects = HallBookingQuerySet.as_manager()

    verbs = ("confirm", "release", "expire")
    states = ("state",)

    class Meta:
        verbose_name = _("hall booking")
        verbose_name_plural = _("hall bookings")
        ordering = ["move_in", "hall", "held_since"]
        permissions = [("confirm_hallbooking", _("Can confirm and release hall bookings"))]
        indexes = [models.Index(fields=["hall", "move_in", "move_out"], name="hallbooking_span")]
        constraints = [
            models.CheckConstraint(
                name="hallbooking_days_in_order",
                condition=Q(move_in__lte=F("first_day"), first_day__lte=F("last_day"), last_day__lte=F("move_out")),
                violation_error_message=_(
                    "The days must be in this order: move-in, first show day, last show day, move-out."
                ),
            ),
            models.CheckConstraint(
                name="hallbooking_days_known",
                condition=Q(
                    move_in__isnull=False, first_day__isnull=False, last_day__isnull=False, move_out__isnull=False
                ),
                violation_error_message=_("Give all four days."),
            ),
            models.CheckConstraint(
                name="hallbooking_for_an_edition_or_closed",
                condition=Q(purpose="edition", edition__isnull=False) | Q(purpose="closed", edition__isnull=True),
                violation_error_message=_("Choose the edition; a closed hall has none."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.hall}: {self.edition or self.get_purpose_display()} ({self.move_in} – {self.move_out})"

    def clean(self) -> None:
        super().clean()
        if self.move_in and self.move_out and (self.move_out - self.move_in).days > LONGEST:
            raise ValidationError({"move_out": _("More than %(days)d days: check the year.") % {"days": LONGEST}})
        if self.edition and self.edition.combined_with:
            leader = self.edition.combined_with
            message = _("It is held together with %(leader)s, which has the bookings of both.")
            raise ValidationError({"edition": message % {"leader": leader}})

    @transition(state, source=HELD, target=CONFIRMED)
    def confirm(self) -> None:
        """Take the days for good."""

    @transition(state, source=[HELD, CONFIRMED], target=RELEASED)
    def release(self) -> None:
        """Give the days back."""

    @transition(state, source=HELD, target=EXPIRED)
    def expire(self) -> None:
        """The hold ran out."""


class HallDay(models.Model):
    """One day of a hall that is taken for good: that nobody else takes it is the table's own rule.

    A booking of a whole hall takes the hall's day and that of each of its parts; one of a part takes the part's.
    """

    booking = models.ForeignKey(HallBooking, models.CASCADE, verbose_name=_("hall booking"), related_name="days")
    hall = models.ForeignKey(Hall, models.PROTECT, verbose_name=_("hall"), related_name="days")
    day = models.DateField(_("day"))

    class Meta:
        verbose_name = _("day of a hall")
        verbose_name_plural = _("days of halls")
        ordering = ["hall", "day"]
        constraints = [
            models.UniqueConstraint(
                fields=["hall", "day"],
                name="hall_taken_once_a_day",
                violation_error_message=_("The hall is taken on this day."),
            ),  # fmt: skip
        ]

    def __str__(self) -> str:
        return f"{self.hall} {self.day}"
