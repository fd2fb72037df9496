"""What figures of a period share."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fairs.models import PublicModel

from .periods import Period, PeriodError, period, read


def check_period(text: str) -> None:
    try:
        period(text)
    except PeriodError as error:
        raise ValidationError(_(error.message), code="period", params=error.params) from error


class Periodic(PublicModel):
    """A figure about a period. ``since`` and ``until`` are derived: its days, by which periods are compared."""

    period = models.CharField(
        _("period"), max_length=20, validators=[check_period],
        help_text=_("2025, 2025-H1, 2025-Q3 or 2025-07."),
    )  # fmt: skip
    cumulative = models.BooleanField(
        _("cumulative"), default=False, help_text=_("Counted from the first of January to the end of the period.")
    )
    since = models.DateField(_("first day"), editable=False, null=True)
    until = models.DateField(_("last day"), editable=False, null=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(  # names the period, so that it is not asked where that is refused itself
                name="%(class)s_has_days",
                condition=~Q(period="") & Q(since__isnull=False, until__isnull=False),
                violation_error_message=_("Give the period: without its days nothing can be compared."),
            ),
        ]

    @property
    def spelt(self) -> Period:
        return period(self.period)

    def derive(self) -> None:
        """Keep the derived columns true; a period that is none is the form's to refuse."""
        try:
            found, so_far = read(self.period)
        except PeriodError:
            return
        self.period = found.code
        self.cumulative = self.cumulative or so_far
        self.since, self.until = found.span(cumulative=self.cumulative)

    def clean(self) -> None:
        super().clean()
        self.derive()

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.derive()
        super().save(*args, **kwargs)
