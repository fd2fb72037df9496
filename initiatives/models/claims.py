"""Who is the first, of what, where and since when; and how a claim to be that is checked and recognised."""

from datetime import date
from typing import Any

from dateutil.relativedelta import relativedelta
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField, transition

from fairs.models import EditorialState, EventStatus, Publishable, Region, Timed, act
from fairs.models.timed import EARLIEST, LATEST

from .brands import Brand, folded
from .scopes import Scope, area_of, place_of, places_of
from .workdays import nth_working_day, working_days

NOTICE = 7  # working days of public notice at least, as the group standard of Shanxi (2025) has it
LONGEST_NOTICE = 366  # days
VALID_YEARS = 3  # of a recognition, by the same standard
INCOMPLETE = _("A claim needs a brand and a scope: who is the first, and in what.")

UNSEEN = _("Publish it first: nobody can object to what is not public.")


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
SETTLED = (RECOGNISED, EXPIRED)
EXAMINED = (CHECKED, NOTICED, *SETTLED)  # what was looked at must stay what it was


class Claim(Timed, Publishable):
    """``item_key``, ``day`` and ``scope_place`` are derived: the item as it is compared, when it starts, and the region
    or group that it says it is the first in.
    """

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

    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    brand = models.ForeignKey(  # found by launch_by_brand: beside an index of its own, SQLite would not take that
        Brand, models.PROTECT, verbose_name=_("brand"), null=True, blank=True, related_name="launches", db_index=False
    )
    item = models.CharField(
        _("product or work"), max_length=200, blank=True,
        help_text=_("Which of the brand's, where it launches several; not for stores."),
    )  # fmt: skip
    item_key = models.CharField(max_length=200, blank=True, editable=False)
    region = models.ForeignKey(Region, models.PROTECT, verbose_name=_("city"), related_name="launches")
    day = models.DateField(_("day"), null=True, editable=False)
    scope = models.CharField(_("scope"), max_length=10, choices=Scope, blank=True, help_text=_("Empty: not stated."))
    scope_place = models.CharField(_("first in"), max_length=60, blank=True, editable=False)
    recognition = FSMField(_("recognition"), choices=Recognition.choices, default=NONE, protected=True)
    notice_first_day = models.DateField(_("public notice from"), null=True, blank=True, editable=False)
    notice_last_day = models.DateField(_("public notice until"), null=True, blank=True, editable=False)
    recognised_on = models.DateField(_("recognised on"), null=True, blank=True, editable=False)
    valid_until = models.DateField(_("recognition valid until"), null=True, blank=True, editable=False)

    class Meta:
        abstract = True
        indexes = [models.Index(fields=["brand", "kind", "item_key", "day"], name="launch_by_brand")]
        constraints = [
            *Timed.Meta.constraints,
            models.CheckConstraint(
                name="launch_claim_is_whole",
                condition=Q(recognition=NONE) | Q(brand__isnull=False) & ~Q(scope=""),
                violation_error_message=INCOMPLETE,
            ),
            models.CheckConstraint(
                name="launch_notice_has_days",
                condition=~Q(recognition=NOTICED)
                | Q(notice_first_day__isnull=False, notice_last_day__isnull=False)
                & Q(notice_first_day__gte=EARLIEST, notice_last_day__lte=LATEST)
                & Q(notice_last_day__gte=F("notice_first_day")),
                violation_error_message=_("A public notice has a first and a last day, the last not before the first."),
            ),
            models.CheckConstraint(
                name="launch_recognition_is_whole",
                condition=~Q(recognition__in=SETTLED)
                | ~Q(scope_place="") & Q(recognised_on__isnull=False, valid_until__isnull=False),
                violation_error_message=_("A recognition says of what place, since when and until when."),
            ),
            models.UniqueConstraint(
                fields=["brand", "kind", "item_key", "scope_place", "synthetic"],
                condition=Q(recognition=RECOGNISED),
                name="launch_one_recognised_holder",
                violation_error_message=_("Another launch event is recognised as the same first already."),
            ),
        ]

    def clean(self) -> None:
        super().clean()
        if self.item and self.kind in self.STORES:
            raise ValidationError({"item": _("A store is the brand's: leave this empty.")})
        if self.scope and self.kind in self.UNCLAIMED:
            raise ValidationError({"scope": _("An opening or a launch week cannot be a first: leave this empty.")})
        self.derive()
        self._refuse_another_claim()
        if self.scope in Scope and self.region_id and not self.scope_place:
            raise ValidationError({"scope": self._placeless()})

    def _placeless(self) -> str:
        message = _("“%(scope)s” does not apply to %(region)s. Possible: %(possible)s.")
        possible = ", ".join(str(s.label) for s in Scope if place_of(s, self.region))
        return message % {"scope": Scope(self.scope).label, "region": self.region, "possible": possible}

    def _refuse_another_claim(self) -> None:
        """What was checked, noticed or recognised must not become another claim unseen."""
        before = self.recognition in EXAMINED and type(self)._default_manager.filter(pk=self.pk).first()
        if not before:
            return
        when = "first_day" if self.first_day or before.first_day else "starts_at"
        asked = {"brand_id": "brand", "kind": "kind", "item": "item", "region_id": "region", "scope": "scope"}
        asked["synthetic"] = "synthetic"
        asked |= {"day": when} if self.recognition in SETTLED else {}
        message = _("The claim is %(state)s as it stands: refuse or revoke it first, then claim anew.")
        told = message % {"state": Recognition(self.recognition).label}
        changed = [field for name, field in asked.items() if getattr(self, name) != getattr(before, name)]
        if changed:
            raise ValidationError(dict.fromkeys(changed, told))

    def derive(self) -> None:
        self.item = " ".join(self.item.split())
        self.item_key = folded(self.item)[:200]
        self.day = self.first_day or (timezone.localdate(self.starts_at) if self.starts_at else None)
        if self.recognition not in EXAMINED or not self.scope_place:  # regions may come to lie elsewhere
            stated = self.scope in Scope and self.region_id
            self.scope_place = place_of(Scope(self.scope), self.region) if stated else ""

    # What stands against it

    def same_first(self) -> Any:
        """Others of the same brand and thing, wherever and whenever; what is made up meets only what is made up."""
        kinds = self.STORES if self.kind == self.Kind.STORE else (self.kind,)  # a flagship is a store too
        claims = type(self)._default_manager.exclude(pk=self.pk).filter(synthetic=self.synthetic)
        return claims.filter(brand=self.brand_id, kind__in=kinds, item_key=self.item_key)

    def contradictions(self) -> Any:
        """What the claim cannot be true beside, found by the index ``launch_by_brand``.

        That is what took place in its area on the same day or before, or on a day that is not known; and what is
        recognised: as the same first, or as the first, from a later day on, in an area that holds this one's.
        """
        if not (self.brand_id and self.scope_place):
            return type(self)._default_manager.none()
        earlier = Q(day__isnull=True) | Q(day__lte=self.day) if self.day else Q()
        there = area_of(Scope(self.scope), self.scope_place, "region") & earlier & ~Q(event_status="cancelled")
        later = Q(day__gt=self.day) if self.day else Q()
        recognised = Q(scope_place=self.scope_place) | Q(scope_place__in=places_of(self.region)) & later
        rivals = self.same_first().filter(there | Q(recognition=RECOGNISED) & recognised)
        return rivals.select_related("region", "venue").order_by("day", "code")

    def outlived(self, today: date) -> bool:
        return bool(self.recognition == RECOGNISED and self.valid_until and self.valid_until < today)

    # Recognition

    @transition(recognition, source=[NONE, REFUSED, EXPIRED, REVOKED], target=CLAIMED)
    def claim(self) -> None:
        """Say that it is the first of its kind in its scope."""
        self.notice_first_day = self.notice_last_day = self.recognised_on = self.valid_until = None
        if not (self.brand_id and self.scope):
            raise ValidationError(INCOMPLETE)
        self._refuse_placeless()

    @transition(recognition, source=CLAIMED, target=CHECKED)
    def check_claim(self) -> None:
        """The city has looked at the claim and its evidence."""

    @transition(recognition, source=CHECKED, target=NOTICED)
    def notice(self, *, first_day: date, last_day: date) -> None:
        """Give the public ``NOTICE`` working days to object; both days inclusive."""
        if self.editorial_state != EditorialState.PUBLISHED:
            raise ValidationError(UNSEEN)
        for name, day in (("first_day", first_day), ("last_day", last_day)):
            if not EARLIEST <= day <= LATEST:
                raise ValidationError({name: _("Give a day from 1950 to 2100.")})
        if first_day < (today := timezone.localdate()):
            message = _("A notice begins on %(day)s, which is today, or later: on past days nobody could object.")
            raise ValidationError({"first_day": message % {"day": today}})
        if last_day < first_day:
            raise ValidationError({"last_day": _("The last day is before the first day.")})
        if (last_day - first_day).days > LONGEST_NOTICE:
            raise ValidationError(
                {"last_day": _("More than %(days)d days: check the year.") % {"days": LONGEST_NOTICE}}
            )
        if (given := working_days(first_day, last_day)) < NOTICE:
            message = _("Only %(given)d working days: at least %(least)d are needed, so until %(day)s or later.")
            earliest = nth_working_day(first_day, NOTICE)
            raise ValidationError({"last_day": message % {"given": given, "least": NOTICE, "day": earliest}})
        self.notice_first_day, self.notice_last_day = first_day, last_day

    @transition(recognition, source=NOTICED, target=RECOGNISED)
    def recognise(self, *, valid_until: date | None = None) -> None:
        """It is the first, and no other is; for ``VALID_YEARS`` unless said otherwise."""
        today = timezone.localdate()
        if self.editorial_state != EditorialState.PUBLISHED:
            raise ValidationError(UNSEEN)
        if self.notice_last_day and self.notice_last_day >= today:
            raise ValidationError(_("The public notice runs until %(day)s.") % {"day": self.notice_last_day})
        if self.event_status in (EventStatus.CANCELLED, EventStatus.POSTPONED):
            raise ValidationError(_("What does not take place cannot be a first."))
        if not self.day or self.day > today:
            raise ValidationError(_("Only what has begun on a known day can be recognised as the first."))
        valid_until = valid_until or today + relativedelta(years=VALID_YEARS)
        if not today < valid_until <= LATEST:
            raise ValidationError({"valid_until": _("Give a day after today, until 2100 at the latest.")})
        self._refuse_placeless()
        self._take_over(today)
        self.recognised_on, self.valid_until = today, valid_until

    def _refuse_placeless(self) -> None:
        """Regions may have come to lie elsewhere since it was entered."""
        self.derive()
        if not self.scope_place:
            raise ValidationError(self._placeless())

    def _take_over(self, today: date) -> None:
        """A holder whose time is over makes room; any other is named."""
        # One at a time for each brand: whoever comes second finds the first, not a broken constraint.
        Brand.objects.select_for_update(no_key=True).get(pk=self.brand_id)
        holders = type(self)._default_manager.filter(
            brand=self.brand_id, kind=self.kind, item_key=self.item_key, scope_place=self.scope_place,
            synthetic=self.synthetic, recognition=RECOGNISED,
        )  # fmt: skip
        for holder in holders.exclude(pk=self.pk):
            if not holder.outlived(today):
                public = holder.editorial_state == EditorialState.PUBLISHED
                name = _("“%(title)s”") % {"title": holder} if public else _("Another launch event")
                message = _("%(holder)s has been recognised as the same first since %(day)s.")
                raise ValidationError(message % {"holder": name, "day": holder.recognised_on}, code="holder")
            act(holder, "expire")

    @transition(recognition, source=[CLAIMED, CHECKED, NOTICED], target=REFUSED)
    def refuse(self) -> None:
        """The claim does not hold."""

    @transition(recognition, source=RECOGNISED, target=EXPIRED)
    def expire(self) -> None:
        """The time it was recognised for is over."""
        if not self.outlived(timezone.localdate()):
            message = _("It is recognised until %(day)s: before that, it can only be revoked.")
            raise ValidationError(message % {"day": self.valid_until})

    @transition(recognition, source=RECOGNISED, target=REVOKED)
    def revoke(self) -> None:
        """It was recognised wrongly, or no longer deserves it."""
