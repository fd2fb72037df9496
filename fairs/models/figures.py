"""Sources, and the figures of an edition at each stage."""

from typing import Any, Self

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from .base import PublicModel, PublicQuerySet, bilingual, name_in_a_language
from .editions import Edition
from .exhibitors import OfEditionQuerySet
from .places import code_field


class SourceQuerySet(PublicQuerySet):
    def visible_to(self, user: Any) -> Self:
        """Cited by anything that the user may see, of whatever app."""
        cited = Q(pk__in=[])
        relations: Any = (r for r in Source._meta.get_fields(include_hidden=True) if r.one_to_many)
        for relation in relations:
            if not issubclass(relation.related_model, PublicModel):  # a table of history
                continue
            rows: Any = relation.related_model._default_manager.all()
            rows = rows.visible_to(user) if hasattr(rows, "visible_to") else rows
            cited |= Q(pk__in=rows.order_by().values(relation.field.name))
        return self.filter(cited)


class Source(PublicModel):
    """A document that facts are taken from."""

    code = code_field()
    title = bilingual(models.CharField(_("title"), max_length=300, blank=True))
    url = models.URLField(_("address"), max_length=500, blank=True)
    published_on = models.DateField(_("published on"), null=True, blank=True)

    objects = SourceQuerySet.as_manager()

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        ordering = ["code"]
        constraints = [name_in_a_language("title")]

    def __str__(self) -> str:
        return self.title


class Qualifier(models.TextChoices):
    EXACT = "exact", _("exactly")
    ABOUT = "about", _("about")
    OVER = "over", _("over")
    NEARLY = "nearly", _("nearly")


class Figure(PublicModel):
    """One measure of an edition at one stage: a later stage is a further row and overwrites none."""

    class Stage(models.TextChoices):
        PLAN = "plan", _("plan")
        PRELIMINARY = "preliminary", _("preliminary")
        FINAL = "final", _("final")
        AUDITED = "audited", _("audited")

    class Measure(models.TextChoices):
        GROSS_AREA = "gross_area", _("gross exhibition space (m²)")
        NET_AREA = "net_area", _("net exhibition space (m²)")
        AREA = "area", _("exhibition space, kind not stated (m²)")
        STANDS = "stands", _("stands")
        EXHIBITORS = "exhibitors", _("exhibitors")
        DOMESTIC_EXHIBITORS = "exhibitors_domestic", _("exhibitors from the country")
        FOREIGN_EXHIBITORS = "exhibitors_foreign", _("exhibitors from abroad")
        CO_EXHIBITORS = "co_exhibitors", _("co-exhibitors")
        VISITS = "visits", _("visits")
        VISITORS = "visitors", _("visitors")
        TRADE_VISITORS = "visitors_trade", _("trade visitors")
        FOREIGN_VISITORS = "visitors_foreign", _("visitors from abroad")
        DELEGATES = "delegates", _("delegates")

    edition = models.ForeignKey(Edition, models.CASCADE, verbose_name=_("edition"), related_name="figures")
    stage = models.CharField(_("stage"), max_length=12, choices=Stage)
    measure = models.CharField(_("measure"), max_length=24, choices=Measure)
    value = models.PositiveBigIntegerField(_("value"), validators=[MaxValueValidator(10**12)])
    qualifier = models.CharField(_("qualifier"), max_length=8, choices=Qualifier, default=Qualifier.EXACT)
    as_stated = models.CharField(_("as stated"), max_length=200, blank=True, help_text=_("The source's own words."))
    stated_on = models.DateField(_("stated on"), null=True, blank=True)
    source = models.ForeignKey(Source, models.PROTECT, verbose_name=_("source"), related_name="figures")

    objects = OfEditionQuerySet.as_manager()

    class Meta:
        verbose_name = _("figure")
        verbose_name_plural = _("figures")
        ordering = ["edition", "measure", "stage"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "stage", "measure"],
                name="figure_unique",
                violation_error_message=_("This stage already has this measure: correct it, or add another stage."),
            ),  # fmt: skip
        ]

    def __str__(self) -> str:
        words = {"measure": self.get_measure_display(), "value": self.value, "stage": self.get_stage_display()}
        return gettext("%(measure)s: %(value)s (%(stage)s)") % words
