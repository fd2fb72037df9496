"""Indicators, and what was observed of them: value, change and rank, by region, cut and period, with every revision."""

from decimal import Decimal
from typing import Any, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fairs.models import (
    Category,
    Editorial,
    Figure,
    Organisation,
    PublicModel,
    PublicQuerySet,
    PublishableQuerySet,
    Qualifier,
    Region,
    RegionGroup,
    Sourced,
    bilingual,
    code_field,
    name_in_a_language,
    within,
)

from .initiatives import Initiative
from .periodic import Periodic


class Unit(models.TextChoices):
    """Base units: values are stored in them, whatever multiple a source writes."""

    YUAN = "yuan", _("yuan")
    COUNT = "count", _("number")
    SQUARE_METRES = "m2", _("m²")
    VISITS = "visits", _("visits")
    PERCENT = "percent", _("percent")


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
        _("urban and rural add up"), default=False, help_text=_("So that one of all, urban and rural follows from two.")
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

    @classmethod
    def in_region(cls, code: str) -> Q:
        return Q(owner__region__code=code)


class ObservationQuerySet(PublicQuerySet):
    def visible_to(self, user: Any) -> Self:
        return self.filter(indicator__in=Indicator.objects.visible_to(user))

    def current(self) -> Self:
        """Without what was revised since."""
        return self.filter(current=True)

    def with_related(self) -> Self:
        return self.select_related("indicator", "region", "sector", "source").prefetch_related(
            "ranks__region", "ranks__group"
        )


class Observation(Periodic):
    """One value as one source has it. A revision is a further row: the one before stays, no longer ``current``."""

    class Cut(models.TextChoices):
        ALL = "all", _("all")
        URBAN = "urban", _("urban")
        RURAL = "rural", _("rural")
        SECTOR = "sector", _("of a sector")

    indicator = models.ForeignKey(Indicator, models.PROTECT, verbose_name=_("indicator"), related_name="observations")
    region = models.ForeignKey(Region, models.PROTECT, verbose_name=_("region"), related_name="observations")
    cut = models.CharField(_("cut"), max_length=10, choices=Cut, default=Cut.ALL)
    sector = models.ForeignKey(
        Category, models.PROTECT, verbose_name=_("sector"), null=True, blank=True, related_name="observations"
    )
    stage = models.CharField(_("stage"), max_length=12, choices=Figure.Stage, default=Figure.Stage.PRELIMINARY)
    value = models.DecimalField(_("value"), max_digits=20, decimal_places=4)
    qualifier = models.CharField(_("qualifier"), max_length=8, choices=Qualifier, default=Qualifier.EXACT)
    year_on_year = models.DecimalField(
        _("change on a year earlier (%)"), max_digits=9, decimal_places=3, null=True, blank=True
    )
    change = models.DecimalField(
        _("change on a year earlier"), max_digits=20, decimal_places=4, null=True, blank=True,
        help_text=_("In the indicator's unit."),
    )  # fmt: skip
    as_stated = models.CharField(_("as stated"), max_length=200, blank=True, help_text=_("The source's own words."))
    stated_on = models.DateField(_("stated on"), null=True, blank=True)
    source = models.ForeignKey("fairs.Source", models.PROTECT, verbose_name=_("source"), related_name="observations")
    source_note = models.TextField(_("note on the source"), blank=True, help_text=_("Internal: never published."))
    revision = models.PositiveSmallIntegerField(_("revision"), default=0, editable=False)
    current = models.BooleanField(_("current"), default=True, editable=False)

    objects = ObservationQuerySet.as_manager()

    class Meta:
        verbose_name = _("observation")
        verbose_name_plural = _("observations")
        ordering = ["indicator", "region", "cut", "since", "until", "stage", "revision"]
        constraints = [
            models.CheckConstraint(
                name="observation_sector_by_cut",
                condition=Q(cut="sector", sector__isnull=False) | ~Q(cut="sector") & Q(sector__isnull=True),
                violation_error_message=_("Give the sector if the cut is one, and none otherwise."),
            ),
            models.UniqueConstraint(
                fields=["indicator", "region", "cut", "since", "until", "stage"],
                condition=Q(current=True, sector__isnull=True),
                name="observation_unique",
                violation_error_message=_("There is already an observation of the same days at this stage: revise it."),
            ),
            models.UniqueConstraint(
                fields=["indicator", "region", "sector", "since", "until", "stage"],
                condition=Q(current=True, sector__isnull=False),
                name="observation_of_sector_unique",
                violation_error_message=_("There is already an observation of the same days at this stage: revise it."),
            ),
        ]
        indexes = [models.Index(fields=["indicator", "region", "cut", "since"], name="observation_series")]

    def __str__(self) -> str:
        return f"{self.indicator}, {self.region}, {self.period}: {self.value.normalize():f}"

    @classmethod
    def in_region(cls, code: str) -> Q:
        return within(code, "region")

    def clean(self) -> None:
        super().clean()
        rival = self.rivals().filter(current=True).first() if self.current else None
        if rival:
            message = _("%(period)s is observed already: %(rival)s. Revise that one.")
            raise ValidationError({"period": message % {"period": rival.period, "rival": rival}}, code="overlap")

    def rivals(self) -> ObservationQuerySet:
        """Other rows about the very same: also those which spell the period otherwise (2025-H1, 2025-06 so far)."""
        same = ("indicator_id", "region_id", "cut", "sector_id", "since", "until", "stage")
        return Observation.objects.filter(**{name: getattr(self, name) for name in same}).exclude(pk=self.pk)

    @property
    def stated_growth(self) -> Decimal | None:
        """1.075 for +7.5 %."""
        return None if self.year_on_year is None else 1 + self.year_on_year / 100


class Rank(PublicModel):
    """ "Fifth in the province": a place that the source gives the observation among a region's parts, or a group."""

    observation = models.ForeignKey(Observation, models.CASCADE, verbose_name=_("observation"), related_name="ranks")
    position = models.PositiveSmallIntegerField(_("rank"))
    region = models.ForeignKey(
        Region, models.PROTECT, verbose_name=_("within"), null=True, blank=True, related_name="ranks"
    )
    group = models.ForeignKey(
        RegionGroup, models.PROTECT, verbose_name=_("within the group"), null=True, blank=True, related_name="ranks"
    )

    class Meta:
        verbose_name = _("rank")
        verbose_name_plural = _("ranks")
        ordering = ["observation", "pk"]
        constraints = [
            models.CheckConstraint(
                name="rank_within_one",
                condition=Q(region__isnull=False, group__isnull=True) | Q(region__isnull=True, group__isnull=False),
                violation_error_message=_("Give either a region or a group of regions."),
            ),
            models.CheckConstraint(
                name="rank_from_one", condition=Q(position__gte=1), violation_error_message=_("Ranks begin with 1.")
            ),
            models.UniqueConstraint(
                fields=["observation", "region"],
                name="rank_region_unique",
                violation_error_message=_("There is already a rank within this region."),
            ),
            models.UniqueConstraint(
                fields=["observation", "group"],
                name="rank_group_unique",
                violation_error_message=_("There is already a rank within this group."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.position} ({self.region or self.group})"


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
