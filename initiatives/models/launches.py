"""The first-launch economy: first stores, exhibitions, shows, premieres, product launches."""

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from fairs.models import (
    Edition,
    Publishable,
    PublishableQuerySet,
    Qualifier,
    Region,
    Sourced,
    Timed,
    Venue,
    bilingual,
    code_field,
    name_in_a_language,
    within,
)


class LaunchQuerySet(PublishableQuerySet):
    def with_related(self) -> "LaunchQuerySet":
        return self.select_related(
            "region__parent__parent", "venue__region__parent__parent", "edition", "parent", "source"
        )


class Launch(Timed, Sourced, Publishable):
    class Kind(models.TextChoices):
        STORE = "store", _("first store")
        EXHIBITION = "exhibition", _("first exhibition")
        SHOW = "show", _("first show")
        PERFORMANCE = "performance", _("premiere on stage")
        PREMIERE = "premiere", _("first screening")
        PRODUCT = "product", _("product launch")
        OPENING = "opening", _("opening of a place")
        WEEK = "week", _("launch week")

    class Scope(models.TextChoices):
        """First in what: each rung holds all those before it."""

        CITY = "city", _("first in the city")
        PROVINCE = "province", _("first in the province")
        NORTHEAST = "northeast", _("first in the Northeast")
        MAINLAND = "mainland", _("first on the mainland")
        ASIA = "asia", _("first in Asia")
        GLOBAL = "global", _("first in the world")

    code = code_field()
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    title = bilingual(models.CharField(_("title"), max_length=300, blank=True))
    description = bilingual(models.TextField(_("description"), blank=True))
    brand = models.CharField(_("brand"), max_length=200, blank=True)
    scope = models.CharField(_("scope"), max_length=10, choices=Scope, blank=True, help_text=_("Empty: not stated."))
    parent = models.ForeignKey(
        "self", models.PROTECT, verbose_name=_("launch week"), null=True, blank=True, related_name="launches"
    )
    region = models.ForeignKey(Region, models.PROTECT, verbose_name=_("city"), related_name="launches")
    venue = models.ForeignKey(
        Venue, models.PROTECT, verbose_name=_("venue"), null=True, blank=True, related_name="launches"
    )
    edition = models.ForeignKey(
        Edition, models.PROTECT, verbose_name=_("at the fair"), null=True, blank=True, related_name="launches"
    )
    visitors = models.PositiveBigIntegerField(
        _("visitors"), null=True, blank=True, validators=[MaxValueValidator(10**12)]
    )
    visitors_qualifier = models.CharField(_("qualifier"), max_length=8, choices=Qualifier, default=Qualifier.EXACT)
    visitors_period = bilingual(models.CharField(_("visitors counted over"), max_length=100, blank=True))

    objects = LaunchQuerySet.as_manager()

    class Meta:
        verbose_name = _("launch event")
        verbose_name_plural = _("launch events")
        ordering = ["-starts_at", "-first_day", "code"]
        permissions = [("publish_launch", _("Can publish, unpublish, move and cancel launch events"))]
        constraints = [
            *Timed.Meta.constraints,
            name_in_a_language("title"),
            models.CheckConstraint(
                name="launch_not_its_own_week",
                condition=Q(parent__isnull=True) | ~Q(parent=F("pk")),
                violation_error_message=_("A launch week cannot be part of itself."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @classmethod
    def in_region(cls, code: str) -> Q:
        return within(code, "region")
