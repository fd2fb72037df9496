"""Halls held and booked: who has which hall from the first day of move-in to the last of move-out."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, transition

from fairs.calendar import ledger
from fairs.vacancy import DAY

from .editions import Edition
from .hall_days import HallDay, Taken
from .hall_queue import CONFIRMED, EXPIRED, HELD, RELEASED, BookingState, HallBookingQuerySet
from .hall_use import held_as_one, name_hall, unname_hall
from .organisations import Organisation
from .places import Hall
from .publishing import EventStatus, Stateful
from .timed import LONGEST, day_field


class HallBooking(Stateful):
    """A hall, or a part of one, from move-in to move-out (all days inclusive): for an edition, or closed to all.

    Editions held as one share the leading edition's bookings. Held, it waits in a queue by ``held_since`` with others
    that want the same days; confirmed, it has a ``HallDay`` for each of its days. What is closed is confirmed at once.
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
    joined = ("edition", "hall")

    class Meta:
        verbose_name = _("hall booking")
        verbose_name_plural = _("hall bookings")
        ordering = ["move_in", "hall", "held_since"]
        permissions = [("confirm_hallbooking", _("Can confirm and release hall bookings"))]
        indexes = [
            models.Index(fields=["hall", "move_in", "move_out"], name="hallbooking_span"),
            models.Index(fields=["held_until"], name="hallbooking_held", condition=Q(state="held")),
        ]
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

    @property
    def holder(self) -> str:
        """Who has it, in words."""
        name = str(self.edition or self.get_purpose_display())
        return _("%(name)s, %(owner)s") % {"name": name, "owner": self.owner} if self.owner else name

    @property
    def day_count(self) -> int:
        return (self.move_out - self.move_in).days + 1

    @property
    def in_order(self) -> bool:
        days = (self.move_in, self.first_day, self.last_day, self.move_out)
        return None not in days and list(days) == sorted(days) and self.day_count <= LONGEST + 1

    # Rules

    def clean(self) -> None:
        super().clean()
        if self.move_in and self.move_out and (self.move_out - self.move_in).days > LONGEST:
            raise ValidationError({"move_out": _("More than %(days)d days: check the year.") % {"days": LONGEST}})
        self._refuse_if_led()
        if not (self.hall_id and self.in_order):
            return
        if self.state == HELD and self.edition_id and self._others().filter(edition=self.edition_id).exists():
            raise ValidationError({"hall": _("This edition already has this hall on some of these days.")})
        if self.takes_days:
            self.refuse_if_taken()

    def _refuse_if_led(self) -> None:
        if self.edition and (leader := self.edition.combined_with):
            message = _("It is held together with %(leader)s, which has the bookings of both.")
            raise ValidationError({"edition": message % {"leader": leader}})

    @property
    def takes_days(self) -> bool:
        """Whether it is, or by being saved becomes, one that nobody else may overlap."""
        return self.state == CONFIRMED or bool(self._state.adding and self.purpose == self.Purpose.CLOSED)

    def refuse_if_taken(self) -> None:
        others = HallDay.objects.filter(hall__in=self.rooms()).between(self.move_in, self.move_out)
        others = others.exclude(booking=self.pk).select_related("booking__edition", "booking__owner")
        if found := list(others.order_by("day", "hall")):
            raise Taken(self.hall, (self.move_in, self.move_out), found)

    def rooms(self) -> list[int]:
        """The keys of all that is taken with it: a whole hall's parts too."""
        parts = Hall.objects.order_by().filter(part_of=self.hall_id)
        return sorted([self.hall_id, *parts.values_list("pk", flat=True)])

    # The queue

    def _others(self) -> HallBookingQuerySet:
        rows = HallBooking.objects.standing().in_space_of(self.hall).overlapping(self.move_in, self.move_out)
        return rows.exclude(pk=self.pk)

    def rivals(self) -> HallBookingQuerySet:
        """Those that wait for any of the same days, in the order of the queue."""
        return self._others().holding().with_related().order_by("held_since", "pk")

    def ahead(self) -> HallBookingQuerySet:
        """Those among the rivals that have waited longer."""
        return self.rivals().filter(Q(held_since__lt=self.held_since) | Q(held_since=self.held_since, pk__lt=self.pk))

    # Verbs

    def lock_first(self) -> None:
        if self.edition:
            self.edition.lock_first()

    @transition(state, source=HELD, target=CONFIRMED)
    def confirm(self) -> None:
        """Take the days for good, and name the hall among the places of its editions. Raises Taken when saved."""
        if self.held_until and self.held_until < timezone.localdate():
            raise ValidationError(_("The hold ended on %(day)s: enter a new one.") % {"day": self.held_until})
        if self.edition and self.edition.event_status in (EventStatus.CANCELLED, EventStatus.POSTPONED):
            status = self.edition.get_event_status_display()
            raise ValidationError(_("“%(edition)s” is %(status)s.") % {"edition": self.edition, "status": status})
        self._refuse_if_led()
        for edition in held_as_one(self.edition):
            name_hall(edition, self.hall)

    @transition(state, source=[HELD, CONFIRMED], target=RELEASED)
    def release(self, *, place_stays: bool = False) -> None:
        """Give the days back. ``place_stays``: where it was to be is still told, as of what is cancelled."""
        if self.state == CONFIRMED and self.edition and not place_stays:
            still = self.edition.bookings.filter(state=CONFIRMED, hall=self.hall_id).exclude(pk=self.pk)
            for edition in () if still.exists() else held_as_one(self.edition):
                unname_hall(edition, self.hall)

    @transition(state, source=HELD, target=EXPIRED)
    def expire(self) -> None:
        """The hold ran out."""
        if not self.held_until or self.held_until >= timezone.localdate():
            raise ValidationError(_("The hold has not ended yet."))

    # Saving

    def save(self, *args: Any, **kwargs: Any) -> None:
        with ledger.writing():
            if self._state.adding:  # lest it is confirmed while its edition is cancelled, which has not seen it
                self.lock_first()
            if self._state.adding and self.purpose == self.Purpose.CLOSED and self.state == HELD:
                self.confirm()
            elif not self._state.adding and self.state == HELD and self._widened():
                self.held_since = timezone.now()  # other days are another queue: it begins at their end
            super().save(*args, **kwargs)
            self._keep_days()

    def _widened(self) -> bool:
        before = HallBooking.objects.filter(pk=self.pk, hall=self.hall_id)
        return not before.filter(move_in__lte=self.move_in, move_out__gte=self.move_out).exists()

    def _keep_days(self) -> None:
        """The days of the table are those of this row. Raises Taken."""
        if self.state != CONFIRMED:
            self.days.all().delete()
            return
        self._lock_hall()
        rooms = self.rooms()
        days = [self.move_in + n * DAY for n in range(self.day_count)]
        found = HallDay.objects.filter(Q(booking=self) | Q(hall__in=rooms, day__range=(self.move_in, self.move_out)))
        kept = {(hall, day): booking for booking, hall, day in found.order_by().values_list("booking", "hall", "day")}
        if {*kept.values()} - {self.pk}:
            self.refuse_if_taken()
        wanted = [(room, day) for room in rooms for day in days]
        if kept.keys() - {*wanted}:
            self.days.exclude(hall__in=rooms, day__gte=self.move_in, day__lte=self.move_out).delete()
        HallDay.objects.bulk_create(HallDay(booking=self, hall_id=h, day=d) for h, d in wanted if (h, d) not in kept)

    def _lock_hall(self) -> None:
        """Who decides on a hall's days, or gives it a part, waits for whoever does so now.

        The hall first, as whoever makes it a part does: of which whole it is one, its row says once it was waited for.
        """
        halls = Hall.objects.select_for_update(no_key=True).order_by().values_list("part_of", flat=True)
        if whole := halls.get(pk=self.hall_id):
            halls.get(pk=whole)
