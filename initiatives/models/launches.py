"""The first-launch economy: first stores, exhibitions, shows, premieres, product launches, and their recognition."""

from datetime import date
from typing import Any

from dateutil.relativedelta import relativedelta
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, transition

from fairs.models import (
    Edition,
    Publishable,
    PublishableQuerySet,
    Qualifier,
    Region,
    Sourced,
    Timed,
    Venue,
    act,
    bilingual,
    code_field,
    name_in_a_language,
    within,
)

from .brands import Brand
from .scopes import Scope, area_of, place_of
from .workdays import nth_working_day, working_days

NOTICE = 7  # working days of public notice at least, as the group standard of Shanxi (2025) has it
VALID_YEARS = 3  # of a recognition, by the same standard


class Recognition(models.TextChoices):
    NONE = "none", _("no claim")
    CLAIMED = "claimed", _("claimed")
    CHECKED = "checked", _("checked")
    NOTICED = "noticed", _("under public notice")
    RECOGNISED = "recognised", _("recognised")
    REFUSED = "refused", _("refused")
    EXPIRED = "expired", _("expired")
    REVOKED = "revoked", _("revoked")


NONE, CLAIMED, CHECKED, NOTICED, RECOGNISED, REFUSED, EXPIRED, REVOKED = Recognition
RECOGNITION_VERBS = ("claim", "check_claim", "notice", "recognise", "refuse", "expire", "revoke")


class LaunchQuerySet(PublishableQuerySet):
    def with_related(self) -> "LaunchQuerySet":
        return self.select_related(
            "region__parent__parent", "venue__region__parent__parent", "edition", "parent", "brand", "source"
        )

    def outdated(self) -> "LaunchQuerySet":
        """Recognised, for a time that is over."""
        return self.filter(recognition=RECOGNISED, valid_until__lt=timezone.localdate())


class Launch(Timed, Sourced, Publishable):
    """``day`` and ``scope_place`` are derived: when it starts, and what region or group it says it is the first in."""

    class Kind(models.TextChoices):
        STORE = "store", _("first store")
        FLAGSHIP = "flagship", _("flagship store")
        CONCEPT = "concept", _("concept store")
        EXHIBITION = "exhibition", _("first exhibition")
        SHOW = "show", _("first show")
        PERFORMANCE = "performance", _("premiere on stage")
        PREMIERE = "premiere", _("first screening")
        PRODUCT = "product", _("product launch")
        OPENING = "opening", _("opening of a place")
        WEEK = "week", _("launch week")

    Scope = Scope
    STORES = (Kind.STORE, Kind.FLAGSHIP, Kind.CONCEPT)
    UNCLAIMED = (Kind.OPENING, Kind.WEEK)  # kinds that are the first of nothing

    code = code_field()
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    title = bilingual(models.CharField(_("title"), max_length=300, blank=True))
    description = bilingual(models.TextField(_("description"), blank=True))
    brand = models.ForeignKey(
        Brand, models.PROTECT, verbose_name=_("brand"), null=True, blank=True, related_name="launches"
    )
    item = models.CharField(
        _("product or work"), max_length=200, blank=True,
        help_text=_("Which of the brand's, where it launches several; not for stores."),
    )  # fmt: skip
    scope = models.CharField(_("scope"), max_length=10, choices=Scope, blank=True, help_text=_("Empty: not stated."))
    scope_place = models.CharField(_("first in"), max_length=60, blank=True, editable=False)
    recognition = FSMField(_("recognition"), choices=Recognition.choices, default=NONE, protected=True)
    notice_first_day = models.DateField(_("public notice from"), null=True, blank=True, editable=False)
    notice_last_day = models.DateField(_("public notice until"), null=True, blank=True, editable=False)
    recognised_on = models.DateField(_("recognised on"), null=True, blank=True, editable=False)
    valid_until = models.DateField(_("recognition valid until"), null=True, blank=True, editable=False)
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
    day = models.DateField(_("day"), null=True, editable=False)
    visitors = models.PositiveBigIntegerField(
        _("visitors"), null=True, blank=True, validators=[MaxValueValidator(10**12)]
    )
    visitors_qualifier = models.CharField(_("qualifier"), max_length=8, choices=Qualifier, default=Qualifier.EXACT)
    visitors_period = bilingual(models.CharField(_("visitors counted over"), max_length=100, blank=True))

    objects = LaunchQuerySet.as_manager()

    verbs = (*Publishable.verbs, *RECOGNITION_VERBS)
    states = (*Publishable.states, "recognition")

    class Meta:
        verbose_name = _("launch event")
        verbose_name_plural = _("launch events")
        ordering = ["-starts_at", "-first_day", "code"]
        permissions = [("publish_launch", _("Can publish, unpublish, move, cancel and recognise launch events"))]
        indexes = [models.Index(fields=["brand", "kind", "item", "day"], name="launch_by_brand")]
        constraints = [
            *Timed.Meta.constraints,
            name_in_a_language("title"),
            models.CheckConstraint(
                name="launch_not_its_own_week",
                condition=Q(parent__isnull=True) | ~Q(parent=F("pk")),
                violation_error_message=_("A launch week cannot be part of itself."),
            ),
            models.CheckConstraint(
                name="launch_claim_is_whole",
                condition=Q(recognition=NONE) | Q(brand__isnull=False) & ~Q(scope=""),
                violation_error_message=_("A claim needs a brand and a scope: who is the first, and in what."),
            ),
            models.UniqueConstraint(
                fields=["brand", "kind", "item", "scope_place"],
                condition=Q(recognition=RECOGNISED),
                name="launch_one_recognised_holder",
                violation_error_message=_("Another launch event is recognised as the same first already."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @classmethod
    def in_region(cls, code: str) -> Q:
        return within(code, "region")

    def clean(self) -> None:
        super().clean()
        self.derive()
        if self.item and self.kind in self.STORES:
            raise ValidationError({"item": _("A store is the brand's: leave this empty.")})
        if self.scope and self.kind in self.UNCLAIMED:
            raise ValidationError(
                {"scope": _("An opening or a launch week is the first of nothing: leave this empty.")}
            )
        if self.scope and not self.scope_place:
            message = _("%(region)s is not in any %(scope)s.")
            names = {"region": self.region, "scope": Scope(self.scope).label}
            raise ValidationError({"scope": message % names})

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.derive()
        super().save(*args, **kwargs)

    def derive(self) -> None:
        self.item = " ".join(self.item.split())
        self.day = self.first_day or (timezone.localdate(self.starts_at) if self.starts_at else None)
        self.scope_place = place_of(Scope(self.scope), self.region) if self.scope and self.region_id else ""

    def same_first(self) -> LaunchQuerySet:
        """Other launches of the same thing, wherever and whenever."""
        kinds = self.STORES if self.kind == self.Kind.STORE else (self.kind,)  # a flagship is a store too
        same = Launch.objects.filter(brand=self.brand_id, kind__in=kinds, item=self.item)
        return same.exclude(pk=self.pk)

    def contradictions(self) -> LaunchQuerySet:
        """What the claim cannot be true beside: earlier launches in its area, those without a day, and its holder.

        Found by the index ``launch_by_brand``.
        """
        if not (self.brand_id and self.scope and self.scope_place):
            return Launch.objects.none()
        earlier = Q(day__isnull=True) | (Q(day__lt=self.day) if self.day else Q())
        there = area_of(Scope(self.scope), self.scope_place, "region") & earlier
        holder = Q(kind=self.kind, scope_place=self.scope_place, recognition=RECOGNISED)
        rivals = self.same_first().exclude(event_status="cancelled").filter(there | holder)
        return rivals.with_related().order_by("day", "code")

    # Recognition

    @transition(recognition, source=[NONE, REFUSED, EXPIRED, REVOKED], target=CLAIMED)
    def claim(self) -> None:
        """Say that it is the first of its kind in its scope."""
        self.notice_first_day = self.notice_last_day = self.recognised_on = self.valid_until = None
        missing = [name for name in ("brand", "scope") if not getattr(self, name)]
        if missing:
            raise ValidationError(_("A claim needs a brand and a scope: who is the first, and in what."))

    @transition(recognition, source=CLAIMED, target=CHECKED)
    def check_claim(self) -> None:
        """The city has looked at the claim and its evidence."""

    @transition(recognition, source=CHECKED, target=NOTICED)
    def notice(self, *, first_day: date, last_day: date) -> None:
        """Give the public ``NOTICE`` working days to object; both days inclusive."""
        if last_day < first_day:
            raise ValidationError({"last_day": _("The last day is before the first day.")})
        if (last_day - first_day).days > 366:
            raise ValidationError({"last_day": _("More than %(days)d days: check the year.") % {"days": 366}})
        if (given := working_days(first_day, last_day)) < NOTICE:
            message = _("Only %(given)d working days: at least %(least)d are needed, so until %(day)s or later.")
            day = nth_working_day(first_day, NOTICE).isoformat()
            raise ValidationError({"last_day": message % {"given": given, "least": NOTICE, "day": day}})
        self.notice_first_day, self.notice_last_day = first_day, last_day

    @transition(recognition, source=NOTICED, target=RECOGNISED)
    def recognise(self, *, valid_until: date | None = None) -> None:
        """It is the first, and no other is; for ``VALID_YEARS`` unless said otherwise."""
        today = timezone.localdate()
        if self.notice_last_day and self.notice_last_day >= today:
            raise ValidationError(_("The public notice runs until %(day)s.") % {"day": self.notice_last_day})
        self._take_over(today)
        self.recognised_on = today
        self.valid_until = valid_until or today + relativedelta(years=VALID_YEARS)
        if self.valid_until <= today:
            raise ValidationError({"valid_until": _("Give a day after today.")})

    def _take_over(self, today: date) -> None:
        """A holder whose time is over makes room; any other is named."""
        holders = Launch.objects.filter(
            brand=self.brand_id, kind=self.kind, item=self.item, scope_place=self.scope_place, recognition=RECOGNISED
        )
        for holder in holders.exclude(pk=self.pk):
            if holder.valid_until and holder.valid_until < today:
                act(holder, "expire")
                continue
            message = _("“%(holder)s” has been recognised as the same first since %(day)s.")
            raise ValidationError(message % {"holder": holder, "day": holder.recognised_on}, code="holder")

    @transition(recognition, source=[CLAIMED, CHECKED, NOTICED], target=REFUSED)
    def refuse(self) -> None:
        """The claim does not hold."""

    @transition(recognition, source=RECOGNISED, target=EXPIRED)
    def expire(self) -> None:
        """The time it was recognised for is over."""

    @transition(recognition, source=RECOGNISED, target=REVOKED)
    def revoke(self) -> None:
        """It was recognised wrongly, or no longer deserves it."""
