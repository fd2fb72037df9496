"""A year's programme: what counts toward it, what it is to reach, what it is for, and reports once made."""

from typing import Any, Self

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fairs.models import (
    Edition,
    Editorial,
    PartQuerySet,
    PublicModel,
    PublicQuerySet,
    PublishableQuerySet,
    Region,
    Sourced,
    User,
    bilingual,
    code_field,
    name_in_a_language,
    within,
)
from fairs.models.places import LIAONING


class Comparison(models.TextChoices):
    AT_LEAST = "at_least", _("at least (≥)")
    MORE_THAN = "more_than", _("more than (>)")

    def met(self, value: int, line: int) -> bool:
        return value > line if self == Comparison.MORE_THAN else value >= line


class ProgrammeQuerySet(PublishableQuerySet):
    def with_related(self) -> Self:
        return self.select_related("region__parent", "source").prefetch_related("targets__region", "objectives")

    def of_year(self, name: str) -> Self:
        """The province's of the year with this name; none where it is no year."""
        if not (len(name) == 4 and name.isascii() and name.isdigit()):
            return self.none()
        return self.filter(year=int(name), region__code=LIAONING)


class Programme(Sourced, Editorial):
    """A region's plan of exhibitions for one year. Which editions count toward it is data: the fields of the rule."""

    code = code_field()
    year = models.PositiveSmallIntegerField(_("year"), validators=[MinValueValidator(1950), MaxValueValidator(2100)])
    region = models.ForeignKey(Region, models.PROTECT, verbose_name=_("region"), related_name="programmes")
    title = bilingual(models.CharField(_("title"), max_length=300, blank=True))
    description = bilingual(models.TextField(_("description"), blank=True))
    professional_venues_only = models.BooleanField(
        _("in professional venues only"), default=True, help_text=_("At least one of the venues used is professional.")
    )
    within_region_only = models.BooleanField(
        _("in the region only"), default=True, help_text=_("Fairs that its enterprises attend elsewhere do not count.")
    )
    smallest_area = models.PositiveIntegerField(
        _("size line (m²)"), null=True, blank=True,
        help_text=_("Smaller exhibitions do not count, nor those whose space is not known. Empty: all count."),
    )  # fmt: skip
    size_comparison = models.CharField(
        _("comparison with the size line"), max_length=10, choices=Comparison, default=Comparison.AT_LEAST
    )
    counts_conferences = models.BooleanField(_("conferences count"), default=True)
    counts_cancelled = models.BooleanField(_("cancelled editions count"), default=False)
    combined_once = models.BooleanField(_("combined fairs count once"), default=True)

    objects = ProgrammeQuerySet.as_manager()

    class Meta:
        verbose_name = _("programme")
        verbose_name_plural = _("programmes")
        ordering = ["-year", "code"]
        permissions = [("publish_programme", _("Can approve, publish and unpublish programmes"))]
        constraints = [
            name_in_a_language("title"),
            models.UniqueConstraint(
                fields=["region", "year"],
                name="programme_unique_in_year",
                violation_error_message=_("This region already has a programme for this year."),
            ),  # fmt: skip
        ]

    def __str__(self) -> str:
        return self.title

    @classmethod
    def in_region(cls, code: str) -> Q:
        return within(code, "region")


class OfProgrammeQuerySet(PartQuerySet):
    whole = "programme"


class Target(PublicModel):
    class Measure(models.TextChoices):
        COUNT = "count", _("number of exhibitions")
        AREA = "area", _("exhibition space (m²)")

    programme = models.ForeignKey(Programme, models.CASCADE, verbose_name=_("programme"), related_name="targets")
    region = models.ForeignKey(Region, models.PROTECT, verbose_name=_("region"), related_name="targets")
    batch = models.CharField(
        _("batch"), max_length=10, choices=Edition.Batch, blank=True, help_text=_("Empty: all together.")
    )
    measure = models.CharField(_("measure"), max_length=10, choices=Measure)
    comparison = models.CharField(
        _("comparison"), max_length=10, choices=Comparison, default=Comparison.AT_LEAST,
        help_text=_("“to reach 270” is at least; “to exceed 3.5 million” is more than."),
    )  # fmt: skip
    value = models.PositiveBigIntegerField(_("value"), validators=[MaxValueValidator(10**12)])

    objects = OfProgrammeQuerySet.as_manager()

    class Meta:
        verbose_name = _("target")
        verbose_name_plural = _("targets")
        ordering = ["programme", "region", "batch", "measure"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "region", "batch", "measure"],
                name="target_unique",
                violation_error_message=_("There is already a target for this region, batch and measure."),
            ),  # fmt: skip
        ]

    def __str__(self) -> str:
        sign = ">" if self.comparison == Comparison.MORE_THAN else "≥"
        return f"{self.region}: {self.get_measure_display()} {sign} {self.value:,}"

    def clean(self) -> None:
        if self.region_id and self.programme_id and self.programme.region not in self.region.lineage():
            message = _("%(region)s does not lie in %(whole)s, whose programme this is.")
            raise ValidationError({"region": message % {"region": self.region, "whole": self.programme.region}})


class Objective(PublicModel):
    """What a programme is for, by name: one of its aspects, batches or tackles."""

    class Kind(models.TextChoices):
        ASPECT = "aspect", _("aspect")
        BATCH = "batch", _("batch")
        TACKLE = "tackle", _("tackle")

    programme = models.ForeignKey(Programme, models.CASCADE, verbose_name=_("programme"), related_name="objectives")
    code = code_field()
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    number = models.PositiveSmallIntegerField(_("no."), null=True, blank=True)
    name = bilingual(models.CharField(_("name"), max_length=300, blank=True))
    description = bilingual(models.TextField(_("description"), blank=True))

    objects = OfProgrammeQuerySet.as_manager()

    class Meta:
        verbose_name = _("objective")
        verbose_name_plural = _("objectives")
        ordering = ["programme", "kind", "number", "code"]
        constraints = [
            name_in_a_language(),
            models.UniqueConstraint(
                fields=["programme", "kind", "number"],
                name="objective_number_unique",
                violation_error_message=_("There is already an objective of this kind with this number."),
            ),  # fmt: skip
        ]

    def __str__(self) -> str:
        return self.name


class ReportQuerySet(PublicQuerySet):
    def visible_to(self, user: Any) -> Self:
        """It names drafts of the region, so it is for those who may edit the programme now."""
        return self.filter(programme__in=Programme.objects.editable_by(user))


class Report(PublicModel):
    """The figures of a programme as they stood when the report was made: never changed, whatever is corrected later."""

    programme = models.ForeignKey(Programme, models.PROTECT, verbose_name=_("programme"), related_name="reports")
    title = models.CharField(_("title"), max_length=200)
    as_of = models.DateField(_("cut-off date"), help_text=_("What ended later does not count as held."))
    made_by = models.ForeignKey(User, models.PROTECT, verbose_name=_("made by"), editable=False, related_name="+")
    content = models.JSONField(_("figures"), editable=False)

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk:
            raise ValidationError(_("A report is never changed: make another."))
        super().save(*args, **kwargs)
