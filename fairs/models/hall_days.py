"""Days of halls that are taken for good, and the refusal when they are wanted again."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _

from fairs.vacancy import Span, gaps, nearest, spans

from .places import Hall

AROUND = timedelta(days=180)  # from the days wanted, in which free ones are looked for
OFFERED = 5  # other halls


class HallDayQuerySet(models.QuerySet[Any]):
    def between(self, first: date, last: date) -> Self:
        return self.filter(day__gte=first, day__lte=last)


class HallDay(models.Model):
    """One day of a hall that is taken for good: that nobody else takes it is the table's own rule.

    A booking of a whole hall takes the hall's day and that of each of its parts; one of a part takes the part's.
    """

    booking = models.ForeignKey(
        "fairs.HallBooking", models.CASCADE, verbose_name=_("hall booking"), related_name="days"
    )
    hall = models.ForeignKey(Hall, models.PROTECT, verbose_name=_("hall"), related_name="days")
    day = models.DateField(_("day"))

    objects = HallDayQuerySet.as_manager()

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


class Taken(ValidationError):  # noqa: N818  what it says, not that it failed
    """The hall is another's on some of these days: on which, and what is free instead.

    By whom it is taken only those may know who see that booking: whoever shows the refusal to a user asks ``told_to``.
    """

    def __init__(self, hall: Hall, wanted: Span, others: "Iterable[HallDay]") -> None:
        self.hall = hall
        self.days: dict[Any, list[date]] = defaultdict(list)
        for each in others:
            self.days[each.booking].append(each.day)
        self.instead = [*_free_here(hall, wanted), *_free_elsewhere(hall, wanted)]
        super().__init__(self._words(set()), code="taken")

    def told_to(self, user: Any) -> ValidationError:
        """With the names of those bookings that the user may see."""
        bookings = next(iter(self.days))._meta.default_manager.filter(pk__in=[b.pk for b in self.days])
        return ValidationError(self._words(set(bookings.visible_to(user))), code="taken")

    def _words(self, known: set[Any]) -> str:
        taken = []
        for booking, days in self.days.items():
            when = _listed(spans(sorted(set(days))))
            taken.append(f"{when} ({booking.holder})" if booking in known else when)
        told = gettext("%(hall)s is taken on %(days)s.") % {
            "hall": self.hall,
            "days": pgettext("list", "; ").join(taken),
        }
        return " ".join([told, *self.instead])


def _listed(found: Iterable[Span]) -> str:
    return pgettext("list", ", ").join(f"{first} – {last}" if last > first else str(first) for first, last in found)


def _free_here(hall: Hall, wanted: Span) -> Iterable[str]:
    first, last = wanted[0] - AROUND, wanted[1] + AROUND
    if wanted[0] >= timezone.localdate():
        first = max(first, timezone.localdate())  # nobody builds up yesterday
    rooms = Q(hall=hall) | Q(hall__part_of=hall)
    taken = HallDay.objects.filter(rooms).between(first, last).values_list("day", flat=True)
    if found := nearest(gaps(spans(sorted(taken)), first, last), wanted):
        yield gettext("As many days are free here on %(days)s.") % {"days": _listed([found])}


def _free_elsewhere(hall: Hall, wanted: Span) -> Iterable[str]:
    """Whole halls of the venue at least as large, smallest first."""
    taken = HallDay.objects.between(*wanted).filter(hall__venue=hall.venue_id)
    used = taken.values("hall"), taken.filter(hall__part_of__isnull=False).values("hall__part_of")
    others = Hall.objects.filter(venue=hall.venue_id, part_of=None, gross_area__gte=hall.gross_area or 0)
    others = others.exclude(pk__in=[hall.pk, hall.part_of_id or 0]).exclude(pk__in=used[0]).exclude(pk__in=used[1])
    if found := [f"{h.name} ({h.gross_area} m²)" for h in others.order_by("gross_area", "code")[:OFFERED]]:
        yield gettext("On these days there are free in this venue: %(halls)s.") % {
            "halls": pgettext("list", ", ").join(found)
        }
