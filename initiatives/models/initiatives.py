"""Initiatives as a tree: a framework (1+N) holds actions, an action measures, a measure rounds."""

from functools import reduce
from operator import or_
from typing import Any, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from fairs.models import (
    Category,
    Edition,
    PartQuerySet,
    PublicModel,
    Publishable,
    PublishableQuerySet,
    Region,
    RegionGroup,
    Sourced,
    Timed,
    Venue,
    bilingual,
    code_field,
    name_in_a_language,
    within,
)

from .programmes import Objective

SEASON = _("It recurs: give its first and last day, the season in which it does.")


class InitiativeQuerySet(PublishableQuerySet):
    def with_related(self) -> Self:
        return self.select_related(
            "region__parent__parent", "venue__region__parent__parent", "sector__parent", "parent", "owner", "source",
            "recurrence", "vouchers__source",
        ).prefetch_related("bodies__organisation", "exceptions", "hours")  # fmt: skip

    def under(self, *codes: str) -> Self:
        """Parts of those named, and parts of parts: a line has as many steps as there are levels."""
        upwards = ("parent__" * steps for steps in range(1, len(Initiative.Level)))
        return self.filter(reduce(or_, (Q(**{f"{up}code__in": codes}) for up in upwards)))


class Initiative(Timed, Sourced, Publishable):
    """Anything a region does for consumption or trade, from a framework of policies down to one round of vouchers."""

    class Level(models.TextChoices):
        FRAMEWORK = "framework", _("framework")
        ACTION = "action", _("action")
        MEASURE = "measure", pgettext_lazy("level", "measure")
        ROUND = "round", _("round")

    class Kind(models.TextChoices):
        FRAMEWORK = "framework", _("policy framework")
        ACTION = "action", _("action")
        PACKAGE = "package", _("promotional packages")
        VOUCHERS = "vouchers", _("vouchers")
        TRADE_IN = "trade_in", _("trade-in programme")
        TAX_REFUND = "tax_refund", _("tax-refund point")
        MARKET = "market", _("night market or feature market")
        FESTIVAL = "festival", _("livestream festival")
        LIVE_ROOM = "live_room", _("brand live room")
        SCENE = "scene", _("immersive, AR or VR scene")
        CARNIVAL = "carnival", _("carnival")
        CAMPAIGN = "campaign", _("promotional activities")
        ZERO_TO_ONE = "zero_to_one", _("zero-to-one scheme")
        TRADE_MODEL = "trade_model", _("new trade model")
        PLATFORM = "platform", _("platform")
        PARTNERSHIP = "partnership", _("partnership of platforms and brands")
        DELEGATION = "delegation", _("delegation to a fair elsewhere")
        FACILITY = "facility", _("venues and facilities")
        OTHER = "other", _("other measure")

    LEVELLED = (Kind.FRAMEWORK, Kind.ACTION)  # kinds that are levels
    # Kinds that alone may have such a part.
    PARTS = {
        "vouchers": (Kind.VOUCHERS, Kind.TRADE_IN),
        "recurrence": (Kind.MARKET, Kind.FESTIVAL, Kind.CARNIVAL, Kind.CAMPAIGN),
        "hours": (Kind.TAX_REFUND, Kind.LIVE_ROOM, Kind.SCENE, Kind.PLATFORM, Kind.FACILITY),
    }

    code = code_field()
    level = models.CharField(_("level"), max_length=10, choices=Level)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    parent = models.ForeignKey(
        "self", models.PROTECT, verbose_name=_("part of"), null=True, blank=True, related_name="children"
    )
    title = bilingual(models.CharField(_("title"), max_length=300, blank=True))
    description = bilingual(models.TextField(_("description"), blank=True))
    region = models.ForeignKey(Region, models.PROTECT, verbose_name=_("region"), related_name="initiatives")
    venue = models.ForeignKey(
        Venue, models.PROTECT, verbose_name=_("place"), null=True, blank=True, related_name="initiatives"
    )
    sector = models.ForeignKey(
        Category, models.PROTECT, verbose_name=_("sector"), null=True, blank=True, related_name="initiatives"
    )
    markets = models.ForeignKey(
        RegionGroup,
        models.PROTECT,
        verbose_name=_("markets it opens"),
        null=True,
        blank=True,
        related_name="initiatives",
    )
    link = models.URLField(
        _("address behind the QR code"), blank=True, help_text=_("Where the public takes part: shown as a QR code.")
    )

    objects = InitiativeQuerySet.as_manager()

    class Meta:
        verbose_name = _("initiative")
        verbose_name_plural = _("initiatives")
        ordering = ["code"]
        permissions = [("publish_initiative", _("Can publish, unpublish, move and cancel initiatives"))]
        constraints = [
            *Timed.Meta.constraints,
            name_in_a_language("title"),
            models.CheckConstraint(
                name="initiative_not_its_own_part",
                condition=Q(parent__isnull=True) | ~Q(parent=F("pk")),
                violation_error_message=_("An initiative cannot be a part of itself."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @classmethod
    def in_region(cls, code: str) -> Q:
        return within(code, "region")

    def lineage(self) -> "list[Initiative]":
        """The initiative, then what it is part of, outwards."""
        line: list[Initiative] = [self]
        while line[-1].parent and line[-1].parent not in line:
            line.append(line[-1].parent)
        return line

    def clean(self) -> None:
        super().clean()
        if self.kind in self.LEVELLED and self.level and self.level != self.kind:
            raise ValidationError({"level": _("For this kind the level is “%s”.") % self.get_kind_display()})
        if self.parent:
            if self in self.parent.lineage():
                message = _("“%(parent)s” is itself part of “%(title)s”.")
                raise ValidationError({"parent": message % {"parent": self.parent, "title": self}}, code="cycle")
            self._refuse_level("parent", self.parent, self)
        if self.pk:
            for child in self.children.all():
                self._refuse_level("level", self, child)
            self._refuse_parts()

    def _refuse_parts(self) -> None:
        """Parts that were right before the kind or the dates were changed."""
        for name, kinds in self.PARTS.items():
            model: Any = self._meta.get_field(name).related_model
            if self.kind not in kinds and model.objects.filter(initiative=self).exists():
                raise ValidationError({"kind": not_for(self, model)})
        if hasattr(self, "recurrence") and not self.first_day:
            raise ValidationError({"first_day": SEASON})

    def blockers(self) -> list[str]:
        """What a change of the season or of the rule has left behind: exceptions, or no day at all."""
        rule = getattr(self, "recurrence", None)
        try:
            self.clean()
            if rule:
                rule.clean()
        except ValidationError as error:
            return error.messages
        exceptions = list(self.exceptions.all())
        wrong = [why for e in exceptions if (why := e.stray() or e.misplaced(exceptions))]
        if not wrong and rule and all(o.cancelled for o in rule.occurrences()):
            return [gettext("Every day of it is cancelled: leave one, or cancel the whole.")]
        return wrong

    def move(self, *, announced: bool, **details: Any) -> None:
        super().move(announced=announced, **details)
        if blockers := self.blockers():
            raise ValidationError(blockers)

    def _refuse_level(self, field: str, whole: "Initiative", part: "Initiative") -> None:
        """A part is of a lower level than its whole; levels may be left out."""
        ranks = list(self.Level)
        if whole.level not in ranks or part.level not in ranks:
            return  # the field itself is refused
        if ranks.index(self.Level(part.level)) <= ranks.index(self.Level(whole.level)):
            message = _("A %(part_level)s (“%(part)s”) cannot be part of a %(whole_level)s (“%(whole)s”).")
            words = {
                "part": part, "part_level": part.get_level_display(),
                "whole": whole, "whole_level": whole.get_level_display(),
            }  # fmt: skip
            raise ValidationError({field: message % words})


def not_for(initiative: Initiative, part: type[models.Model]) -> str:
    names = {"kind": initiative.get_kind_display(), "parts": part._meta.verbose_name_plural}
    return gettext("The kind “%(kind)s” has no %(parts)s.") % names


def refuse_kind(initiative: Initiative, name: str, field: str) -> None:
    """Raise, at this field of the part ``name``, where the initiative is of a kind that has no such part."""
    if initiative.kind and initiative.kind not in Initiative.PARTS[name]:
        model: Any = Initiative._meta.get_field(name).related_model
        raise ValidationError({field: not_for(initiative, model)})


def whole(part: Any) -> Initiative | None:
    """The initiative that a row is part of, saved or not; None while a form has none."""
    return getattr(part, "initiative", None)


class OfInitiativeQuerySet(PartQuerySet):
    whole = "initiative"


class Contribution(PublicModel):
    """An edition or an initiative that serves an objective."""

    objective = models.ForeignKey(Objective, models.CASCADE, verbose_name=_("objective"), related_name="contributions")
    edition = models.ForeignKey(
        Edition, models.CASCADE, verbose_name=_("edition"), null=True, blank=True, related_name="contributions"
    )
    initiative = models.ForeignKey(
        Initiative, models.CASCADE, verbose_name=_("initiative"), null=True, blank=True, related_name="contributions"
    )

    class Meta:
        verbose_name = _("contribution to an objective")
        verbose_name_plural = _("contributions to objectives")
        ordering = ["objective", "pk"]
        constraints = [
            models.CheckConstraint(
                name="contribution_of_one",
                condition=Q(edition__isnull=False, initiative__isnull=True)
                | Q(edition__isnull=True, initiative__isnull=False),
                violation_error_message=_("Give either an edition or an initiative."),
            ),
            models.UniqueConstraint(
                fields=["objective", "edition"],
                name="contribution_edition_unique",
                violation_error_message=_("This edition already serves this objective."),
            ),
            models.UniqueConstraint(
                fields=["objective", "initiative"],
                name="contribution_initiative_unique",
                violation_error_message=_("This initiative already serves this objective."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.edition or self.initiative)
