"""Investment projects: who puts how much into what, and how far it is."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from fairs.models import (
    Category,
    Editorial,
    Organisation,
    PartQuerySet,
    PublicModel,
    PublishableQuerySet,
    Qualifier,
    Region,
    Sourced,
    bilingual,
    code_field,
    name_in_a_language,
    within,
)

from .amounts import money_field


class Investment(Sourced, Editorial):
    class Progress(models.TextChoices):
        DISCUSSED = "discussed", _("under discussion")
        ANNOUNCED = "announced", _("announced")
        SIGNED = "signed", _("signed")
        BUILDING = "building", _("under construction")
        COMPLETED = "completed", _("completed")
        ABANDONED = "abandoned", _("abandoned")

    code = code_field()
    title = bilingual(models.CharField(_("title"), max_length=300, blank=True))
    description = bilingual(models.TextField(_("description"), blank=True))
    region = models.ForeignKey(Region, models.PROTECT, verbose_name=_("region"), related_name="investments")
    sector = models.ForeignKey(
        Category, models.PROTECT, verbose_name=_("sector"), null=True, blank=True, related_name="investments"
    )
    amount = money_field(_("amount (yuan)"), help_text=_("Empty: not stated."))
    qualifier = models.CharField(_("qualifier"), max_length=8, choices=Qualifier, default=Qualifier.EXACT)
    as_stated = models.CharField(_("as stated"), max_length=200, blank=True, help_text=_("The source's own words."))
    progress = models.CharField(_("progress"), max_length=10, choices=Progress)
    stated_dates = models.CharField(_("dates as stated"), max_length=200, blank=True)

    objects = PublishableQuerySet.as_manager()

    class Meta:
        verbose_name = _("investment project")
        verbose_name_plural = _("investment projects")
        ordering = ["code"]
        permissions = [("publish_investment", _("Can approve, publish and unpublish investment projects"))]
        constraints = [
            name_in_a_language("title"),
            models.CheckConstraint(
                name="investment_not_negative",
                condition=Q(amount__isnull=True) | Q(amount__gte=0),
                violation_error_message=_("An amount cannot be negative: give 0 or more."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @classmethod
    def in_region(cls, code: str) -> Q:
        return within(code, "region")


class OfInvestmentQuerySet(PartQuerySet):
    whole = "investment"


class InvestmentParty(PublicModel):
    class Role(models.TextChoices):
        INVESTOR = "investor", _("investor")
        HOST = "host", _("host")
        PARTNER = "partner", _("partner")

    investment = models.ForeignKey(
        Investment, models.CASCADE, verbose_name=_("investment project"), related_name="parties"
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, verbose_name=_("organisation"), related_name="investments"
    )
    role = models.CharField(_("role"), max_length=10, choices=Role, default=Role.INVESTOR)

    objects = OfInvestmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("party")
        verbose_name_plural = _("parties")
        ordering = ["investment", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["investment", "organisation", "role"],
                name="investment_party_unique",
                violation_error_message=_("This organisation already has this role."),
            ),  # fmt: skip
        ]

    def __str__(self) -> str:
        names = {"role": self.get_role_display(), "organisation": self.organisation}
        return gettext("%(role)s: %(organisation)s") % names
