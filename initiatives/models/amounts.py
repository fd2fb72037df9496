"""Decimal numbers, within what every database gives back as it was given."""

from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

DIGITS = 15  # SQLite keeps decimals as floating-point numbers, of which no more are sure


def check_digits(value: Decimal) -> None:
    if len(value.normalize().as_tuple().digits) > DIGITS:
        message = _("No more than %(digits)d digits are kept, zeros at either end not counted: round the number.")
        raise ValidationError(message, code="digits", params={"digits": DIGITS})


def money_field(label: Any, **kwargs: Any) -> "models.DecimalField[Any, Any]":
    """Yuan."""
    within: list[Any] = [MinValueValidator(0), check_digits]
    return models.DecimalField(
        label, max_digits=17, decimal_places=2, null=True, blank=True, validators=within, **kwargs
    )
