"""What was observed of indicators: value, change and rank, by region, cut and period, with every revision."""

from typing import Any, Self

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from fairs.calendar import ledger
from fairs.checks import Finding
from fairs.models import (
    Category,
    Figure,
    Organisation,
    PartQuerySet,
    PublicModel,
    Qualifier,
    Region,
    RegionGroup,
    RegionGroupMember,
    within,
)
from initiatives import checks

from . import neighbours
from .amounts import check_digits
from .indicators import COUNTED, Indicator, Unit
from .periodic import Periodic

SUBJECT = ("indicator", "region", "cut", "sector", "period", "cumulative", "stage")
"""What an observation is of: a revision says it of the same."""
STATED = ("value", "qualifier", "year_on_year", "change", "as_stated", "stated_on", "source", "source_note")


def own_to(user: Any) -> Q:
    """Q: a region whose authority the user works for."""
    memberships = {"organisations__kind": Organisation.Kind.AUTHORITY, "organisations__memberships__user": user.pk or 0}
    return Q(pk__in=Region.objects.filter(**memberships).values("pk"))


class ObservationQuerySet(PartQuerySet):
    whole = "indicator"

    def editable_by(self, user: Any) -> Self:
        """Superusers: all. Members of authorities: all of their region."""
        if user.is_superuser:
            return self.all()
        mine = Q(pk__in=[])
        for code in Region.objects.filter(own_to(user)).values_list("code", flat=True):
            mine |= Observation.in_region(code)
        return self.filter(mine)

    def current(self) -> Self:
        """Without what was revised since."""
        return self.filter(current=True)

    def same_series(self, indicator: Indicator, region: Region, cut: str, sector: Category | None) -> Self:
        """What one series is read and reckoned from: with the other cuts where they add up."""
        cuts = neighbours.CUTS if indicator.additive and cut in neighbours.CUTS else (cut,)
        return self.current().filter(indicator=indicator, region=region, cut__in=cuts, sector=sector)

    def with_related(self) -> Self:
        ranks = Rank.objects.select_related("region", "group").order_by("pk")
        return self.select_related("indicator", "region", "sector", "source").prefetch_related(
            models.Prefetch("ranks", ranks, to_attr="loaded_ranks")
        )


class Observation(Periodic):
    """One value as one source has it. A revision is a further row: the one before stays, no longer ``current``."""

    class Cut(models.TextChoices):
        ALL = "all", pgettext_lazy("cut", "all")
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
    value = models.DecimalField(_("value"), max_digits=20, decimal_places=4, validators=[check_digits])
    qualifier = models.CharField(_("qualifier"), max_length=8, choices=Qualifier, default=Qualifier.EXACT)
    year_on_year = models.DecimalField(
        _("change on a year earlier (%)"), max_digits=9, decimal_places=3, null=True, blank=True
    )
    change = models.DecimalField(
        _("change on a year earlier"), max_digits=20, decimal_places=4, null=True, blank=True,
        validators=[check_digits], help_text=_("In the indicator's unit."),
    )  # fmt: skip
    as_stated = models.CharField(_("as stated"), max_length=200, blank=True, help_text=_("The source's own words."))
    stated_on = models.DateField(_("stated on"), null=True, blank=True)
    source = models.ForeignKey("fairs.Source", models.PROTECT, verbose_name=_("source"), related_name="observations")
    source_note = models.TextField(_("note on the source"), blank=True, help_text=_("Internal: never published."))
    revision = models.PositiveSmallIntegerField(_("revision"), default=0, editable=False)
    current = models.BooleanField(_("current"), default=True, editable=False)

    objects = ObservationQuerySet.as_manager()

    _change_reason: str

    class Meta:
        verbose_name = _("observation")
        verbose_name_plural = _("observations")
        ordering = ["indicator", "region", "cut", "since", "until", "stage", "revision"]
        constraints = [
            *Periodic.Meta.constraints,
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
        permissions = [("revise_observation", _("Can revise observations"))]
        indexes = [models.Index(fields=["indicator", "region", "cut", "since"], name="observation_series")]

    def __str__(self) -> str:
        return f"{self.indicator}, {self.region}, {self.period}: {checks.plain(self.value)}"

    @classmethod
    def in_region(cls, code: str) -> Q:
        return within(code, "region")

    def clean(self) -> None:
        super().clean()
        rival = self.rivals().filter(current=True).select_related("indicator", "region").first()
        if rival and self.current:
            message = _("%(period)s is observed already: %(rival)s. Revise that one.")
            values = {"period": rival.period, "rival": rival}
            raise ValidationError({"period": ValidationError(message, code="overlap", params=values)})
        if self.value is not None and self.value < 0 and self.indicator_id and self.indicator.unit in COUNTED:
            message = _("What is counted or measured in %(unit)s cannot be negative: give 0 or more.")
            unit = {"unit": self.indicator.get_unit_display()}
            raise ValidationError({"value": ValidationError(message, code="negative", params=unit)})

    def rivals(self) -> ObservationQuerySet:
        """Other rows about the very same: also those which spell the period otherwise (2025-H1, 2025-06 so far)."""
        same = ("indicator_id", "region_id", "cut", "sector_id", "since", "until", "stage")
        return Observation.objects.filter(**{name: getattr(self, name) for name in same}).exclude(pk=self.pk)

    def revise(self, reason: str = "", *, keep_ranks: bool = False, **stated: Any) -> "Observation":
        """Say it anew: a further row takes this one's place, which stays as it is. What is not given is not known.

        ``keep_ranks``: they are stated anew as they are.

        Raises ValidationError when this is no longer the current one, or the new one cannot be.
        """
        with ledger.writing(), transaction.atomic():
            old = Observation.objects.select_for_update(no_key=True).get(pk=self.pk)
            if not old.current:
                message = _("“%(observation)s” was revised already: revise its latest revision.")
                raise ValidationError(message, code="revised", params={"observation": old})
            old.current = False
            new = Observation(**{name: getattr(old, name) for name in SUBJECT}, revision=old.revision + 1, **stated)
            old._change_reason = new._change_reason = reason
            old.save()
            new.full_clean()
            new.save()
            for rank in old.ranks.all() if keep_ranks else ():
                Rank.objects.create(observation=new, position=rank.position, region=rank.region, group=rank.group)
        return new

    def as_input(self) -> neighbours.Stated:
        return neighbours.Stated(
            self.uuid, self.cut, self.spelt, self.cumulative, self.stage, self.value, self.qualifier,
            self.year_on_year, self.change,
        )  # fmt: skip

    def findings(self) -> list[Finding]:
        """What is implausible beside the firmest of a year earlier and of the other cuts; of a plan, beside nothing."""
        rows = Observation.objects.same_series(self.indicator, self.region, self.cut, self.sector).exclude(pk=self.pk)
        firm = neighbours.firmest(row.as_input() for row in rows) if self.stage in neighbours.FIRMNESS else {}
        own = self.as_input()
        earlier = firm.get((self.cut, own.period.a_year_earlier().span(cumulative=self.cumulative)))
        return checks.findings(
            to_check(own),
            self.cut,
            earlier=to_check(earlier) if earlier else None,
            cuts={cut: to_check(one) for (cut, days), one in firm.items() if days == own.days},
            additive=self.indicator.additive,
            percent=self.indicator.unit == Unit.PERCENT,
            ranks=[rank.place() for rank in self.ranks.all()] if self.pk else [],
        )


def to_check(stated: neighbours.Stated) -> checks.Stated:
    return checks.Stated(
        stated.value, stated.year_on_year, stated.change, exact=stated.qualifier == Qualifier.EXACT.value
    )


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
        return f"{self.position} ({self.within})"

    @property
    def within(self) -> Region | RegionGroup | None:
        return self.region or self.group

    def clean(self) -> None:
        """A place among regions that the observation's own is none of says nothing."""
        own = self.observation.region if self.observation.region_id else None
        line = [region.code for region in own.lineage()] if own else []
        message = _("%(region)s is not among the regions of %(within)s.")
        if self.region and own and self.region.code not in line[1:]:
            values = {"region": own, "within": self.within}
            raise ValidationError({"region": ValidationError(message, code="elsewhere", params=values)})
        if self.group and own and not self.group.members.filter(region__code__in=line).exists():
            values = {"region": own, "within": self.within}
            raise ValidationError({"group": ValidationError(message, code="elsewhere", params=values)})

    def place(self) -> checks.Place:
        if self.region:
            parts = Region.objects.filter(within(self.region.code), kind=self.observation.region.kind)
            return checks.Place(self.position, str(self.region), parts.count())
        members = RegionGroupMember.objects.filter(group=self.group)
        return checks.Place(self.position, str(self.group), members.count(), is_group=True)
