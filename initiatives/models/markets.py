"""What recurs (night markets, feature markets) with its exceptions, and when places are open."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fairs.models import PublicModel

from .initiatives import Initiative, OfInitiativeQuerySet

WEEKDAYS = {
    "MO": _("Monday"), "TU": _("Tuesday"), "WE": _("Wednesday"), "TH": _("Thursday"), "FR": _("Friday"),
    "SA": _("Saturday"), "SU": _("Sunday"),
}  # fmt: skip


def check_weekdays(text: str) -> None:
    days = text.split(",")
    if set(days) - set(WEEKDAYS) or len(set(days)) < len(days):
        raise ValidationError(_("Write days of the week as MO,TU,WE,TH,FR,SA,SU, each once."))


class Recurrence(PublicModel):
    """When an initiative recurs within its season, which is the initiative's first to last day (Shanghai time)."""

    class Frequency(models.TextChoices):
        DAILY = "daily", _("daily")
        WEEKLY = "weekly", _("weekly")

    initiative = models.OneToOneField(
        Initiative, models.CASCADE, verbose_name=_("initiative"), related_name="recurrence"
    )
    frequency = models.CharField(_("frequency"), max_length=8, choices=Frequency, default=Frequency.WEEKLY)
    interval = models.PositiveSmallIntegerField(
        _("every"), default=1, validators=[MinValueValidator(1), MaxValueValidator(52)],
        help_text=_("2 with “weekly”: every second week."),
    )  # fmt: skip
    weekdays = models.CharField(
        _("on"), max_length=20, blank=True, validators=[check_weekdays], help_text=_("Of a weekly one, e.g. FR,SA,SU.")
    )
    opens = models.TimeField(_("opens"))
    closes = models.TimeField(_("closes"), help_text=_("Not later than it opens: on the following day."))

    objects = OfInitiativeQuerySet.as_manager()

    class Meta:
        verbose_name = _("recurrence")
        verbose_name_plural = _("recurrences")
        ordering = ["initiative"]
        constraints = [
            models.CheckConstraint(
                name="recurrence_weekly_has_days",
                condition=Q(frequency="daily", weekdays="") | Q(frequency="weekly") & ~Q(weekdays=""),
                violation_error_message=_("Give the days of the week if it is weekly, and none if it is daily."),
            ),
            models.CheckConstraint(
                name="recurrence_interval_sane",
                condition=Q(interval__gte=1, interval__lte=52),
                violation_error_message=_("Give an interval from 1 to 52."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_frequency_display()} {self.weekdays}".strip()

    def clean(self) -> None:
        if self.initiative_id and not (self.initiative.first_day and self.initiative.last_day):
            raise ValidationError(_("Give the initiative its first and last day: the season in which it recurs."))


class RecurrenceException(PublicModel):
    """One day on which a recurring initiative does not take place, or takes place on another day or at other hours."""

    class Kind(models.TextChoices):
        CANCELLED = "cancelled", _("does not take place")
        MOVED = "moved", _("takes place at another time")

    initiative = models.ForeignKey(Initiative, models.CASCADE, verbose_name=_("initiative"), related_name="exceptions")
    day = models.DateField(_("day"), help_text=_("On which it would take place by the rule."))
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.CANCELLED)
    new_day = models.DateField(_("new day"), null=True, blank=True)
    opens = models.TimeField(_("opens"), null=True, blank=True, help_text=_("Empty: as usual."))
    closes = models.TimeField(_("closes"), null=True, blank=True, help_text=_("Empty: as usual."))
    note = models.CharField(_("note"), max_length=200, blank=True)

    objects = OfInitiativeQuerySet.as_manager()

    class Meta:
        verbose_name = _("exception")
        verbose_name_plural = _("exceptions")
        ordering = ["initiative", "day"]
        constraints = [
            models.UniqueConstraint(
                fields=["initiative", "day"],
                name="recurrence_exception_unique",
                violation_error_message=_("There is already an exception for this day."),
            ),
            models.CheckConstraint(
                name="recurrence_exception_is_whole",
                condition=Q(kind="cancelled", new_day__isnull=True, opens__isnull=True, closes__isnull=True)
                | Q(kind="moved") & (Q(new_day__isnull=False) | Q(opens__isnull=False) | Q(closes__isnull=False)),
                violation_error_message=_("Say where it moves to; what does not take place has no other day or hours."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day}: {self.get_kind_display()}"


class OpeningHours(PublicModel):
    """When a place (a tax-refund point, a live room, a scene) is open on one day of the week."""

    initiative = models.ForeignKey(Initiative, models.CASCADE, verbose_name=_("initiative"), related_name="hours")
    weekday = models.CharField(_("day of the week"), max_length=2, choices=WEEKDAYS)
    opens = models.TimeField(_("opens"))
    closes = models.TimeField(_("closes"))

    objects = OfInitiativeQuerySet.as_manager()

    class Meta:
        verbose_name = _("opening hours")
        verbose_name_plural = _("opening hours")
        ordering = ["initiative", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["initiative", "weekday", "opens"],
                name="opening_hours_unique",
                violation_error_message=_("These hours are already on the list."),
            ),
            models.CheckConstraint(
                name="opening_hours_in_order",
                condition=Q(closes__gt=models.F("opens")),
                violation_error_message=_("It must close after it opens."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_weekday_display()} {self.opens:%H:%M}–{self.closes:%H:%M}"
