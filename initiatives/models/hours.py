"""When places are open: tax-refund points, live rooms, scenes, platforms, facilities."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from fairs.models import PublicModel

from .initiatives import Initiative, OfInitiativeQuerySet, refuse_kind, whole
from .markets import WEEKDAYS


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

    def clean(self) -> None:
        initiative = whole(self)
        if initiative is None:
            return
        refuse_kind(initiative, "hours", "weekday")
        if not (initiative.pk and self.opens and self.closes):
            return
        same_day = OpeningHours.objects.filter(initiative=initiative, weekday=self.weekday).exclude(pk=self.pk)
        if other := same_day.filter(opens__lt=self.closes, closes__gt=self.opens).first():
            raise ValidationError({"opens": overlap(other)})


def overlap(other: OpeningHours) -> str:
    return gettext("These hours overlap others of the same day: %(other)s.") % {"other": other}


def in_week(hours: Iterable[OpeningHours]) -> list[OpeningHours]:
    """In order of the week, whatever order they were entered in."""
    days = list(WEEKDAYS)
    return sorted(hours, key=lambda h: (days.index(h.weekday), h.opens))
