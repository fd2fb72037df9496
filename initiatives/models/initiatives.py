"""Initiatives as a tree: a framework (1+N) holds actions, an action measures, a measure rounds."""

from typing import Any, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from fairs.models import (
    Category,
    Edition,
    Fair,
    Organisation,
    PublicModel,
    PublicQuerySet,
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


class InitiativeQuerySet(PublishableQuerySet):
    def with_related(self) -> Self:
        return self.select_related(
            "region__parent__parent", "venue__region__parent__parent", "sector__parent", "parent", "owner", "source"
        ).prefetch_related("bodies__organisation", "attendances__fair", "attendances__edition", "exceptions", "hours")


class Initiative(Timed, Sourced, Publishable):
    """Anything a region does for consumption or trade, from a framework of policies down to one round of vouchers."""

    class Level(models.TextChoices):
        FRAMEWORK = "framework", _("framework")
        ACTION = "action", _("action")
        MEASURE = "measure", _("measure")
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
        if self.parent:
            if self in self.parent.lineage():
                message = _("“%(parent)s” is itself part of “%(title)s”.")
                raise ValidationError({"parent": message % {"parent": self.parent, "title": self}}, code="cycle")
            self._refuse_level("parent", self.parent, self)
        if self.pk:
            for child in self.children.all():
                self._refuse_level("level", self, child)

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


class OfInitiativeQuerySet(PublicQuerySet):
    """Parts of an initiative are seen and edited with it."""

    def visible_to(self, user: Any) -> Self:
        return self.filter(initiative__in=Initiative.objects.visible_to(user))


class InitiativeBody(PublicModel):
    """Who is responsible for an initiative or takes part in it."""

    class Role(models.TextChoices):
        RESPONSIBLE = "responsible", _("responsible")
        SUPPORTING = "supporting", _("supporting")
        OPERATOR = "operator", _("operator")
        PLATFORM = "platform", _("platform")
        BRAND = "brand", _("brand")
        LEADER = "leader", _("leads the delegation")
        MEMBER = "member", _("member")

    initiative = models.ForeignKey(Initiative, models.CASCADE, verbose_name=_("initiative"), related_name="bodies")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, verbose_name=_("organisation"), related_name="initiatives"
    )
    role = models.CharField(_("role"), max_length=12, choices=Role, default=Role.RESPONSIBLE)

    objects = OfInitiativeQuerySet.as_manager()

    class Meta:
        verbose_name = _("body")
        verbose_name_plural = _("bodies")
        ordering = ["initiative", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["initiative", "organisation", "role"],
                name="initiative_body_unique",
                violation_error_message=_("This organisation already has this role."),
            ),  # fmt: skip
        ]

    def __str__(self) -> str:
        names = {"role": self.get_role_display(), "organisation": self.organisation}
        return gettext("%(role)s: %(organisation)s") % names


class Attendance(PublicModel):
    """A fair that an initiative goes to, or one edition of it."""

    initiative = models.ForeignKey(Initiative, models.CASCADE, verbose_name=_("initiative"), related_name="attendances")
    fair = models.ForeignKey(Fair, models.PROTECT, verbose_name=_("fair"), related_name="attendances")
    edition = models.ForeignKey(
        Edition, models.PROTECT, verbose_name=_("edition"), null=True, blank=True, related_name="attendances"
    )

    objects = OfInitiativeQuerySet.as_manager()

    class Meta:
        verbose_name = _("fair attended")
        verbose_name_plural = _("fairs attended")
        ordering = ["initiative", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["initiative", "fair"],
                condition=Q(edition__isnull=True),
                name="attendance_fair_unique",
                violation_error_message=_("This fair is already on the list."),
            ),
            models.UniqueConstraint(
                fields=["initiative", "edition"],
                name="attendance_edition_unique",
                violation_error_message=_("This edition is already on the list."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.edition or self.fair)

    def clean(self) -> None:
        if self.edition and self.edition.fair_id != self.fair_id:
            raise ValidationError({"edition": _("This is an edition of another fair.")})


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
