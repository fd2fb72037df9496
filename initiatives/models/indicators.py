"""Indicators: what is measured, how and by whom, and which initiatives they measure."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from fairs.models import (
    Editorial,
    Organisation,
    PublicModel,
    PublishableQuerySet,
    Sourced,
    bilingual,
    code_field,
    name_in_a_language,
    within,
)

from .initiatives import Initiative


class Unit(models.TextChoices):
    """Base units: values are stored in them, whatever multiple a source writes."""

    YUAN = "yuan", _("yuan")
    COUNT = "count", _("number")
    SQUARE_METRES = "m2", _("m²")
    VISITS = "visits", pgettext_lazy("unit", "visits")
    PERCENT = "percent", _("percent")


COUNTED = (Unit.COUNT, Unit.SQUARE_METRES, Unit.VISITS)


class Indicator(Sourced, Editorial):
    """What is measured and how. Bodies that count differently have an indicator each: no series mixes them."""

    code = code_field()
    name = bilingual(models.CharField(_("name"), max_length=200, blank=True))
    definition = bilingual(models.TextField(_("definition"), blank=True))
    unit = models.CharField(_("unit"), max_length=10, choices=Unit)
    counted_by = models.ForeignKey(
        Organisation, models.PROTECT, verbose_name=_("counted by"), null=True, blank=True, related_name="indicators"
    )
    additive = models.BooleanField(
        _("urban and rural add up"), default=False, help_text=_("Any two of all, urban and rural then give the third.")
    )

    objects = PublishableQuerySet.as_manager()

    class Meta:
        verbose_name = _("indicator")
        verbose_name_plural = _("indicators")
        ordering = ["code"]
        permissions = [("publish_indicator", _("Can approve, publish and unpublish indicators"))]
        constraints = [name_in_a_language()]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        super().clean()
        if self.pk and self.unit in COUNTED and self.observations.filter(value__lt=0).exists():
            raise ValidationError({"unit": _("Negative values of it are on record already.")})

    @classmethod
    def in_region(cls, code: str) -> Q:
        return within(code, "owner__region")


class Measurement(PublicModel):
    """An indicator that shows whether an initiative works."""

    initiative = models.ForeignKey(
        Initiative, models.CASCADE, verbose_name=_("initiative"), related_name="measurements"
    )
    indicator = models.ForeignKey(Indicator, models.PROTECT, verbose_name=_("indicator"), related_name="measurements")

    class Meta:
        verbose_name = _("indicator of an initiative")
        verbose_name_plural = _("indicators of initiatives")
        ordering = ["initiative", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["initiative", "indicator"],
                name="measurement_unique",
                violation_error_message=_("The initiative already has this indicator."),
            ),  # fmt: skip
        ]

    def __str__(self) -> str:
        return str(self.indicator)
