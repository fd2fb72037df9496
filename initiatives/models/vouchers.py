"""Rounds of vouchers: what was issued, redeemed and driven by them."""

from decimal import Decimal
from typing import Any

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from fairs.models import Qualifier, Sourced

from .initiatives import Initiative, OfInitiativeQuerySet
from .periodic import Periodic


def money_field(label: Any, **kwargs: Any) -> "models.DecimalField[Any, Any]":
    """Yuan."""
    return models.DecimalField(
        label, max_digits=17, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(0)], **kwargs
    )


def qualifier_field() -> "models.CharField[str, str]":
    return models.CharField(_("qualifier"), max_length=8, choices=Qualifier, default=Qualifier.EXACT)


class VoucherRound(Periodic, Sourced):
    """Amounts in yuan. Leverage (driven per yuan issued) is derived; what a document states is kept beside it."""

    initiative = models.OneToOneField(Initiative, models.CASCADE, verbose_name=_("initiative"), related_name="vouchers")
    issued = money_field(_("issued (yuan)"))
    issued_qualifier = qualifier_field()
    redeemed = money_field(_("redeemed (yuan)"))
    redeemed_qualifier = qualifier_field()
    driven = money_field(_("sales driven (yuan)"))
    driven_qualifier = qualifier_field()
    stated_leverage = models.DecimalField(
        _("leverage as stated, 1 to"), max_digits=9, decimal_places=2, null=True, blank=True,
        validators=[MinValueValidator(0)],
    )  # fmt: skip
    as_stated = models.CharField(_("as stated"), max_length=200, blank=True, help_text=_("The source's own words."))

    objects = OfInitiativeQuerySet.as_manager()

    class Meta:
        verbose_name = _("voucher round")
        verbose_name_plural = _("voucher rounds")
        ordering = ["initiative"]
        constraints = [
            models.CheckConstraint(
                name="vouchers_redeemed_within_issued",
                condition=Q(redeemed__isnull=True) | Q(issued__isnull=True) | Q(redeemed__lte=F("issued")),
                violation_error_message=_("More was redeemed than issued: one of the two is wrong."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.initiative} {self.period}"

    @property
    def leverage(self) -> Decimal | None:
        """Yuan of sales per yuan issued, to two places."""
        if not self.issued or self.driven is None:
            return None
        return (self.driven / self.issued).quantize(Decimal("0.01"))
