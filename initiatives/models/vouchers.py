"""Rounds of vouchers: what was issued, redeemed and driven by them."""

from decimal import Decimal

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from fairs.checks import Finding, Level, gettext_noop
from fairs.models import Qualifier, Sourced

from .amounts import money_field
from .initiatives import Initiative, OfInitiativeQuerySet, refuse_kind
from .periodic import Periodic

TOLERANCE = Decimal("0.02")  # of the computed leverage, by which the stated one may be off
# Which way the true value lies from the one given; "about" may be either.
LEANS = {Qualifier.OVER: 1, Qualifier.EXACT: 0, Qualifier.NEARLY: -1}

STATED_OTHERWISE = gettext_noop(
    "Leverage is stated as 1 to %(stated)s, but %(driven)s yuan driven by %(issued)s yuan issued make 1 to "
    "%(computed)s: %(share)s %% apart."
)
LESS_THAN_REDEEMED = gettext_noop("%(driven)s yuan driven are less than the %(redeemed)s yuan redeemed on them.")


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
    stated_leverage_qualifier = qualifier_field()
    as_stated = models.CharField(_("as stated"), max_length=200, blank=True, help_text=_("The source's own words."))

    objects = OfInitiativeQuerySet.as_manager()

    class Meta:
        verbose_name = _("voucher round")
        verbose_name_plural = _("voucher rounds")
        ordering = ["initiative"]
        constraints = [
            *Periodic.Meta.constraints,
            models.CheckConstraint(
                name="vouchers_not_negative",
                condition=~(Q(issued__lt=0) | Q(redeemed__lt=0) | Q(driven__lt=0) | Q(stated_leverage__lt=0)),
                violation_error_message=_("Amounts and leverage cannot be negative: give 0 or more."),
            ),
            models.CheckConstraint(
                name="vouchers_redeemed_within_issued",
                condition=Q(redeemed__isnull=True) | Q(issued__isnull=True) | Q(redeemed__lte=F("issued")),
                violation_error_message=_("More was redeemed than issued: one of the two is wrong."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.initiative} {self.period}"

    def clean(self) -> None:
        super().clean()
        if initiative := getattr(self, "initiative", None):
            refuse_kind(initiative, "vouchers", "issued")
        if self.redeemed is not None and self.issued is not None and self.redeemed > self.issued:
            message = _("%(redeemed)s yuan redeemed are more than the %(issued)s yuan issued: one of the two is wrong.")
            raise ValidationError({"redeemed": message % self.in_words()})

    @property
    def leverage(self) -> Decimal | None:
        """Yuan of sales per yuan issued, to two places."""
        if not self.issued or self.driven is None:
            return None
        return (self.driven / self.issued).quantize(Decimal("0.01"))

    @property
    def leverage_qualifier(self) -> Qualifier | None:
        """As sure as the figures that it is made of: over 215 for exactly 2.83 make over 75.97."""
        if self.leverage is None:
            return None
        driven, issued = (LEANS.get(Qualifier(q)) for q in (self.driven_qualifier, self.issued_qualifier))
        if driven is None or issued is None or driven == issued != 0:
            return Qualifier.ABOUT
        lean = driven - issued
        return Qualifier.OVER if lean > 0 else Qualifier.NEARLY if lean < 0 else Qualifier.EXACT

    def in_words(self) -> dict[str, str]:
        """Each figure that is known, with how sure it is: {"driven": "over 215,000,000"}."""
        values = {name: getattr(self, name) for name in ("issued", "redeemed", "driven")}
        words = {n: worded(v, getattr(self, f"{n}_qualifier")) for n, v in values.items() if v is not None}
        if self.stated_leverage is not None:
            words["stated"] = worded(self.stated_leverage, self.stated_leverage_qualifier)
        if self.leverage is not None and self.leverage_qualifier:
            words["computed"] = worded(self.leverage, self.leverage_qualifier)
        return words

    def findings(self) -> list[Finding]:
        """What asks for a second look, in words of the active language."""
        found, words = [], self.in_words()
        if self.leverage and self.stated_leverage is not None:
            apart = abs(self.stated_leverage - self.leverage) / self.leverage
            if apart > TOLERANCE:
                measures = ("stated_leverage", "leverage")
                found.append(
                    Finding(Level.WARNING, STATED_OTHERWISE, measures, {**words, "share": f"{apart:.1%}"[:-1]})
                )
        if self.driven is not None and self.redeemed is not None and self.driven < self.redeemed:
            found.append(Finding(Level.WARNING, LESS_THAN_REDEEMED, ("driven", "redeemed"), words))
        return found


def worded(value: Decimal, qualifier: str) -> str:
    number = f"{value.normalize():,f}"
    if qualifier == Qualifier.EXACT:
        return number
    return gettext("%(qualifier)s %(number)s") % {"qualifier": Qualifier(qualifier).label, "number": number}
