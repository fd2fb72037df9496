"""An edition's days: blocks of days, and what each day is and when it opens."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from .base import PublicModel
from .editions import Edition
from .timed import LONGEST, day_field


class DayBlock(PublicModel):
    """A run of days on which an edition is open, both ends inclusive; either may still be unknown.

    The first block of an edition takes the edition's UUID: its calendar entry is the edition's own.
    """

    edition = models.ForeignKey(Edition, models.CASCADE, verbose_name=_("edition"), related_name="blocks")
    first_day = day_field(_("first day"))
    last_day = day_field(_("last day"))
    previous_first_day = day_field(_("first day before it moved"), editable=False)
    previous_last_day = day_field(_("last day before it moved"), editable=False)

    class Meta:
        verbose_name = _("block of days")
        verbose_name_plural = _("days")
        ordering = ["edition", "first_day", "pk"]
        constraints = [
            models.CheckConstraint(
                name="dayblock_ends_after_it_starts",
                condition=Q(first_day__isnull=True) | Q(last_day__isnull=True) | Q(last_day__gte=F("first_day")),
                violation_error_message=_("The last day is before the first day."),
            ),
            models.CheckConstraint(
                name="dayblock_has_a_day",
                condition=Q(first_day__isnull=False) | Q(last_day__isnull=False),
                violation_error_message=_("Give the first day or the last day."),
            ),
        ]
        indexes = [models.Index(fields=["first_day", "last_day"], name="dayblock_span")]

    def __str__(self) -> str:
        return f"{self.first_day or '?'} – {self.last_day or '?'}"

    @property
    def complete(self) -> bool:
        return bool(self.first_day and self.last_day)

    def stray_days(self) -> "models.QuerySet[OpeningDay]":
        """Opening days outside of it, as its own days may be changed without them."""
        return self.opening_days.exclude(day__range=(self.first_day, self.last_day))

    def clean(self) -> None:
        first, last = self.first_day, self.last_day
        if not (first and last):
            return
        if (last - first).days > LONGEST:
            raise ValidationError({"last_day": _("More than %(days)d days: check the year.") % {"days": LONGEST}})
        if self.edition_id and (
            DayBlock.objects.filter(edition_id=self.edition_id, first_day__lte=last, last_day__gte=first)
            .exclude(pk=self.pk)
            .exists()
        ):
            raise ValidationError({"first_day": _("These days overlap another block of the same edition.")})

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self.pk and not DayBlock.objects.filter(uuid=self.edition.uuid).exists():
            self.uuid = self.edition.uuid
        super().save(*args, **kwargs)

    def move(self, first: date, last: date, *, announced: bool) -> None:
        """Other days, which may still overlap those of blocks yet to be moved.

        Opening days keep their distance from the first day and fall away beyond the last.
        """
        if announced and (first, last) != (self.first_day, self.last_day):
            self.previous_first_day, self.previous_last_day = self.first_day, self.last_day
        shift = first - self.first_day if self.first_day else None
        self.first_day, self.last_day = first, last
        self.clean_fields(exclude=["edition"])  # which stays
        if last < first:  # the one rule that two days can break: to ask the database takes six statements
            self.validate_constraints()
        self.save()
        days = list(self.opening_days.order_by())
        for day in sorted(days, key=lambda d: d.day, reverse=bool(shift and shift.days > 0)):
            day.day += shift or first - first
            day.save() if first <= day.day <= last else day.delete()


class OpeningDay(PublicModel):
    class DayType(models.TextChoices):
        PUBLIC = "public", _("open to the public")
        TRADE = "trade", _("trade visitors only")
        MEDIA = "media", _("media day")
        BUYERS = "buyers", _("closed day for buyers")

    block = models.ForeignKey(DayBlock, models.CASCADE, verbose_name=_("block of days"), related_name="opening_days")
    day = models.DateField(_("day"))
    day_type = models.CharField(_("day type"), max_length=8, choices=DayType, default=DayType.PUBLIC)
    opens = models.TimeField(_("opens"), null=True, blank=True)
    closes = models.TimeField(_("closes"), null=True, blank=True)

    class Meta:
        verbose_name = _("opening day")
        verbose_name_plural = _("opening days")
        ordering = ["block", "day", "opens"]
        constraints = [
            models.UniqueConstraint(
                fields=["block", "day", "day_type"],
                name="opening_day_unique",
                violation_error_message=_("This day is already listed with this day type."),
            ),  # fmt: skip
            models.CheckConstraint(
                name="opening_day_hours",
                condition=Q(opens__isnull=True, closes__isnull=True)
                | Q(opens__isnull=False, closes__isnull=False, closes__gt=F("opens")),
                violation_error_message=_("Give both opening and closing time, closing after opening, or neither."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.get_day_type_display()}"

    def clean(self) -> None:
        block = self.block if self.block_id else None
        if block and block.complete and self.day and not block.first_day <= self.day <= block.last_day:
            raise ValidationError({"day": _("This day is outside %(block)s.") % {"block": block}})
