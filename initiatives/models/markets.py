"""What recurs (night markets, feature markets) with its exceptions."""

from bisect import bisect
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from fairs.calendar.entry import SHANGHAI
from fairs.calendar.recurrence import Recurrence as Rule
from fairs.models import PublicModel
from fairs.models.timed import LONGEST

from .initiatives import SEASON, Initiative, OfInitiativeQuerySet, refuse_kind, whole

DAY = timedelta(days=1)
FIRST_YEAR = 1992  # of one offset in Shanghai: the calendar tells no other

WEEKDAYS = {
    "MO": _("Monday"), "TU": _("Tuesday"), "WE": _("Wednesday"), "TH": _("Thursday"), "FR": _("Friday"),
    "SA": _("Saturday"), "SU": _("Sunday"),
}  # fmt: skip

EVERY = {
    "daily": (_("every day"), _("every %(number)d days")),
    "weekly": (_("every week"), _("every %(number)d weeks")),
}


def check_weekdays(text: str) -> None:
    days = text.split(",")
    if set(days) - set(WEEKDAYS) or len(set(days)) < len(days):
        raise ValidationError(_("Write days of the week as MO,TU,WE,TH,FR,SA,SU, each once."))


@dataclass(frozen=True)
class Occurrence:
    """``day``: by the rule. ``exception``: why it is not as usual, None where it is."""

    day: date
    start: datetime
    end: datetime
    exception: "RecurrenceException | None"

    @property
    def cancelled(self) -> bool:
        return bool(self.exception and self.exception.kind == RecurrenceException.Kind.CANCELLED)


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
        _("on"), max_length=20, blank=True, validators=[check_weekdays], help_text=_("If weekly, e.g. FR,SA,SU.")
    )
    opens = models.TimeField(_("opens"))
    closes = models.TimeField(_("closes"), help_text=_("When not later than the opening: on the following day."))

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
        """ "every 2 weeks: Saturday, Sunday, 17:00–23:00"."""
        every = EVERY[self.frequency][self.interval > 1] % {"number": self.interval}
        days = [str(WEEKDAYS[code]) for code in self.weekday_codes]
        return f"{every}: {', '.join([*days, f'{self.opens:%H:%M}–{self.closes:%H:%M}'])}"

    def clean(self) -> None:
        initiative = whole(self)
        if initiative is None:
            return
        refuse_kind(initiative, "recurrence", "frequency")
        if not (initiative.first_day and initiative.last_day):
            raise ValidationError({"frequency": SEASON})
        if initiative.first_day.year < FIRST_YEAR:
            message = _("Clocks in China changed in summer before %(year)d: recurrence is possible from then on.")
            raise ValidationError({"frequency": message % {"year": FIRST_YEAR}})
        if self.sound and not self.days():
            message = _("None of these days lies in the season, %(first)s to %(last)s.")
            raise ValidationError({"weekdays": message % self.season()})

    @property
    def weekday_codes(self) -> tuple[str, ...]:
        return tuple(filter(None, self.weekdays.split(",")))

    @property
    def sound(self) -> bool:
        """Whether rule and season say anything: before a form has refused them, they may be whatever was sent."""
        given = set(self.weekday_codes)
        first, last = self.initiative.first_day, self.initiative.last_day
        season = first and last and timedelta() <= last - first <= timedelta(days=LONGEST)
        return bool(season and self.interval and given <= set(WEEKDAYS) and bool(given) == (self.frequency == "weekly"))

    def season(self) -> dict[str, date]:
        return {"first": self.initiative.first_day, "last": self.initiative.last_day}

    def days(self) -> list[date]:
        """On which it takes place by the rule. Weeks are counted from the first of them on."""
        if not self.sound:
            return []
        first, last = self.initiative.first_day, self.initiative.last_day
        weekdays = self.weekday_codes
        while weekdays and list(WEEKDAYS)[first.weekday()] not in weekdays:
            first += DAY
        if first > last:
            return []
        rule = Rule(frequency=self.frequency, interval=self.interval, weekdays=weekdays, until=last)
        return [day for day, __ in rule.occurrences(first, first + DAY)]

    def occurrences(self) -> list[Occurrence]:
        """In order of when they take place, or would."""
        exceptions = {e.day: e for e in self.initiative.exceptions.all()}
        found = (Occurrence(day, *self.hours(day, exceptions.get(day)), exceptions.get(day)) for day in self.days())
        return sorted(found, key=lambda o: (o.start, o.day))

    def hours(self, day: date, exception: "RecurrenceException | None" = None) -> tuple[datetime, datetime]:
        opens, closes = self.opens, self.closes
        if exception:
            day = exception.new_day or day
            opens, closes = exception.opens or opens, exception.closes or closes
        last = day if closes > opens else day + DAY
        return datetime.combine(day, opens, SHANGHAI), datetime.combine(last, closes, SHANGHAI)


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

    def clean(self) -> None:
        initiative = whole(self)
        if initiative is None or not self.day:
            return
        if stray := self.stray():
            raise ValidationError({"day": stray})
        if misplaced := self.misplaced(initiative.exceptions.all() if initiative.pk else []):
            raise ValidationError({"new_day": misplaced})
        if self.kind == self.Kind.MOVED and hasattr(initiative, "recurrence"):
            self._refuse_hours(initiative.recurrence)

    def stray(self) -> str:
        """What is wrong with the day: it must be one by the rule. "" where it is."""
        recurrence: Recurrence | None = getattr(self.initiative, "recurrence", None)
        if recurrence is None:
            return gettext("Only what recurs has exceptions: say first when it does.")
        days = recurrence.days()
        if self.day in days or not days:  # without days the rule itself is refused
            return ""
        at = bisect(days, self.day)
        near = ", ".join(d.isoformat() for d in days[max(0, at - 1) : at + 1])
        message = gettext("By the rule it does not take place on %(day)s. The nearest days on which it does: %(near)s.")
        return message % {"day": self.day, "near": near}

    def misplaced(self, exceptions: "Iterable[RecurrenceException]") -> str:
        """What is wrong with the new day: it must be in the season, and free beside the others. "" where it is."""
        recurrence: Recurrence | None = getattr(self.initiative, "recurrence", None)
        new = self.new_day
        if recurrence is None or new is None or self.kind != self.Kind.MOVED:
            return ""
        season = recurrence.season()
        if not season["first"] <= new <= season["last"]:
            message = gettext("%(day)s is outside of the season: give a day from %(first)s to %(last)s.")
            return message % {"day": new, **season}
        if new == self.day and not (self.opens or self.closes):
            return gettext("It takes place on this day anyway: give another day or other hours.")
        others = [e for e in exceptions if e.pk != self.pk]
        return already(new) if new in taken((d for d in recurrence.days() if d != self.day), others) else ""

    def _refuse_hours(self, recurrence: Recurrence) -> None:
        """Half of the hours given may make one night of what is an evening."""
        if (
            not (self.opens or self.closes)
            or (self.opens and self.closes)
            or not (recurrence.opens and recurrence.closes)
        ):
            return
        opens, closes = self.opens or recurrence.opens, self.closes or recurrence.closes
        if recurrence.opens < recurrence.closes and closes <= opens:
            field = "closes" if self.opens else "opens"
            message = _("From %(opens)s to %(closes)s it would last until the following day: give both.")
            raise ValidationError({field: message % {"opens": f"{opens:%H:%M}", "closes": f"{closes:%H:%M}"}})


def taken(days: Iterable[date], exceptions: Collection[RecurrenceException]) -> set[date]:
    """On which it takes place: of the rule's days those that the exceptions leave, and those they move to."""
    moved = {e.day: e.new_day or e.day for e in exceptions if e.kind == e.Kind.MOVED}
    return (set(days) - {e.day for e in exceptions}) | {*moved.values()}


def already(day: date) -> str:
    return gettext("It takes place on %(day)s already: choose another day, or cancel that one first.") % {"day": day}
