"""Things that happen at a time of day, or on whole days, or when nobody has said yet."""

from datetime import UTC, date, datetime, time
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fairs.calendar.entry import Status
from fairs.stated import in_words

from .base import PublicModel

LONGEST = 400  # days; a window over the calendar relies on events having a longest length
EARLIEST, LATEST = date(1950, 1, 1), date(2100, 12, 31)


def day_field(label: Any, **kwargs: Any) -> "models.DateField[Any, Any]":
    """A day that may be unknown; a year mistyped by centuries is refused."""
    within = [MinValueValidator(EARLIEST), MaxValueValidator(LATEST)]
    return models.DateField(label, null=True, blank=True, validators=within, **kwargs)


def _instant_field(label: Any) -> "models.DateTimeField[Any, Any]":
    within = [
        MinValueValidator(datetime.combine(EARLIEST, time(), UTC)),
        MaxValueValidator(datetime.combine(LATEST, time(), UTC)),
    ]
    return models.DateTimeField(label, null=True, blank=True, validators=within)


class Timed(PublicModel):
    """Either ``starts_at``..``ends_at``, or whole days ``first_day``..``last_day`` (inclusive), or unknown."""

    starts_at = _instant_field(_("starts"))
    ends_at = _instant_field(_("ends"))
    first_day = day_field(_("first day"), help_text=_("Where only the day is known, not the hour."))
    last_day = day_field(_("last day"))
    stated_dates = models.CharField(
        _("dates as stated"), max_length=200, blank=True, help_text=_("What is known of dates that are not complete.")
    )
    moved_from = models.CharField(_("dates before it moved"), max_length=40, blank=True, editable=False)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_ends_after_it_starts",
                condition=Q(starts_at__isnull=True, ends_at__isnull=True)
                | Q(starts_at__isnull=False, ends_at__isnull=True)
                | Q(starts_at__isnull=False, ends_at__isnull=False, ends_at__gt=F("starts_at")),
                violation_error_message=_("The end must come after the start."),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_days_in_order",
                condition=Q(first_day__isnull=True, last_day__isnull=True)
                | Q(first_day__isnull=False, last_day__isnull=False, last_day__gte=F("first_day")),
                violation_error_message=_("Give the first and the last day, the last not before the first."),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_hours_or_days",
                condition=Q(starts_at__isnull=True) | Q(first_day__isnull=True),
                violation_error_message=_("Give either start and end times or whole days, not both."),
            ),
        ]

    def clean(self) -> None:
        super().clean()
        span = (self.first_day, self.last_day) if self.first_day else (self.starts_at, self.ends_at)
        if span[0] and span[1] and (span[1] - span[0]).days > LONGEST:
            raise ValidationError(_("More than %(days)d days: check the year.") % {"days": LONGEST})

    @property
    def complete(self) -> bool:
        return bool((self.starts_at and self.ends_at) or (self.first_day and self.last_day))

    def interval(self) -> str:
        """Of ISO 8601, in Beijing time; "" unless complete."""
        if not self.complete:
            return ""
        if self.first_day:
            return f"{self.first_day}/{self.last_day}"
        return "/".join(
            f"{timezone.localtime(moment):%Y-%m-%dT%H:%M}" for moment in (self.starts_at, self.ends_at) if moment
        )

    @property
    def stated_in_words(self) -> str:
        return in_words(self.stated_dates)

    @property
    def before_it_moved(self) -> str:
        """When it was to take place; "" where that is no news."""
        announced = getattr(self, "event_status", "") == Status.RESCHEDULED
        return self.moved_from.replace("T", " ").replace("/", " – ") if announced else ""

    def move(
        self,
        *,
        announced: bool,
        starts_at: datetime | None = None,
        ends_at: datetime | None = None,
        first_day: date | None = None,
        last_day: date | None = None,
        **details: Any,
    ) -> None:
        before = self.interval()
        self.starts_at, self.ends_at, self.first_day, self.last_day = starts_at, ends_at, first_day, last_day
        if announced and before and before != self.interval():
            self.moved_from = before
        self.full_clean()
