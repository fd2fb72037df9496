"""Fairs (the series), their editions, and when and where and by whom an edition is held."""

from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Self

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from fairs import checks
from fairs.calendar import ledger
from fairs.checks import Finding
from fairs.stated import in_words

from .base import PublicModel, PublicQuerySet, Sourced, bilingual, name_in_a_language
from .categories import Category
from .places import Region, code_field, within
from .publishing import CANCELLED, POSTPONED, Publishable, PublishableQuerySet, act

DateSpan = tuple[date, date]


class FairQuerySet(PublicQuerySet):
    def visible_to(self, user: Any) -> Self:
        """A series is known when one of its editions is."""
        return self.filter(pk__in=Edition.objects.visible_to(user).values("fair"))

    def with_related(self) -> Self:
        return self.prefetch_related("categories__category")


class Fair(Sourced, PublicModel):
    """The series or brand that recurs; it has no dates of its own."""

    code = code_field()
    name = bilingual(models.CharField(_("name"), max_length=200, blank=True))
    aliases = models.TextField(_("other names"), blank=True, help_text=_("One name a line; searched, never shown."))
    description = bilingual(models.TextField(_("description"), blank=True))
    website = models.URLField(_("website"), blank=True)
    synthetic = models.BooleanField(_("synthetic"), default=False, help_text=_("Made up for tests and demonstrations."))

    objects = FairQuerySet.as_manager()

    class Meta:
        verbose_name = _("fair")
        verbose_name_plural = _("fairs")
        ordering = ["code"]
        constraints = [name_in_a_language()]

    def __str__(self) -> str:
        return self.name


class FairCategory(PublicModel):
    fair = models.ForeignKey(Fair, models.CASCADE, verbose_name=_("fair"), related_name="categories")
    category = models.ForeignKey(Category, models.PROTECT, verbose_name=_("category"), related_name="fairs")

    class Meta:
        verbose_name = _("category of a fair")
        verbose_name_plural = _("categories of a fair")
        ordering = ["fair", "category"]
        constraints = [
            models.UniqueConstraint(
                fields=["fair", "category"],
                name="fair_category_unique",
                violation_error_message=_("The fair already has this category."),
            ),  # fmt: skip
        ]

    def __str__(self) -> str:
        return str(self.category)


class EditionQuerySet(PublishableQuerySet):
    def overlapping(self, first: date | None, last: date | None) -> Self:
        """Held on at least one day of first..last (inclusive; None: open)."""
        complete = Q(blocks__first_day__isnull=False, blocks__last_day__isnull=False)
        if first:
            complete &= Q(blocks__last_day__gte=first)
        if last:
            complete &= Q(blocks__first_day__lte=last)
        return self.filter(pk__in=Edition.objects.filter(complete).values("pk"))

    def with_related(self) -> Self:
        return self.select_related(
            "fair", "region__parent__parent", "owner", "source", "postponed_to"
        ).prefetch_related(
            "blocks__opening_days",
            "places__venue__region__parent__parent",
            "places__hall",
            "organisers__organisation",
            "fair__categories__category",
        )


class Edition(Sourced, Publishable):
    """One holding of a fair. Its days are in blocks; half-known dates are words in ``stated_dates``, never days."""

    class Batch(models.TextChoices):
        BRAND = "brand", _("brand boutique exhibition")
        RESIDENT = "resident", _("regular resident exhibition")
        MARKET = "market", _("market-run quality exhibition")
        CONFERENCE = "conference", _("conference")

    class Audience(models.TextChoices):
        TRADE = "trade", _("trade visitors")
        PUBLIC = "public", _("general public")
        MIXED = "mixed", _("trade visitors and general public")

    code = code_field()
    fair = models.ForeignKey(Fair, models.PROTECT, verbose_name=_("fair"), related_name="editions")
    ordinal = models.PositiveSmallIntegerField(
        _("edition no."), null=True, blank=True, validators=[MinValueValidator(1)]
    )
    year = models.PositiveSmallIntegerField(
        _("year"), null=True, blank=True, validators=[MinValueValidator(1950), MaxValueValidator(2100)]
    )
    title = bilingual(models.CharField(_("title"), max_length=300, blank=True))
    description = bilingual(models.TextField(_("description"), blank=True))
    batch = models.CharField(_("batch"), max_length=10, choices=Batch, blank=True)
    audience = models.CharField(_("audience"), max_length=10, choices=Audience, blank=True)
    region = models.ForeignKey(Region, models.PROTECT, verbose_name=_("city"), related_name="editions")
    stated_dates = models.CharField(
        _("dates as stated"), max_length=200, blank=True,
        help_text=_("What is known of dates that are not complete, e.g. 2021-03 or 2024-09-01/.."),
    )  # fmt: skip
    postponed_to = models.ForeignKey(
        "self", models.PROTECT, verbose_name=_("postponed to"), null=True, blank=True, related_name="replaces"
    )
    combined_with = models.ForeignKey(
        "self", models.PROTECT, verbose_name=_("combined with"), null=True, blank=True, related_name="combined",
        help_text=_("The leading edition, where several are held as one: their space is counted once."),
    )  # fmt: skip
    website = models.URLField(_("website"), blank=True)

    objects = EditionQuerySet.as_manager()

    class Meta:
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        ordering = ["-year", "code"]
        permissions = [("publish_edition", _("Can publish, unpublish, move and cancel editions"))]
        indexes = [models.Index(fields=["year"], name="edition_year")]
        constraints = [
            name_in_a_language("title"),
            models.UniqueConstraint(
                fields=["fair", "ordinal"],
                name="edition_ordinal_unique_in_fair",
                violation_error_message=_("This fair already has an edition with this number."),
            ),  # fmt: skip
            models.CheckConstraint(
                name="edition_not_postponed_to_itself",
                condition=Q(postponed_to__isnull=True) | ~Q(postponed_to=F("pk")),
                violation_error_message=_("An edition cannot be postponed to itself."),
            ),
            models.CheckConstraint(
                name="edition_not_combined_with_itself",
                condition=Q(combined_with__isnull=True) | ~Q(combined_with=F("pk")),
                violation_error_message=_("An edition cannot be combined with itself."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @classmethod
    def in_region(cls, code: str) -> Q:
        return within(code, "region")

    def clean(self) -> None:
        if self.postponed_to and self.postponed_to.fair_id != self.fair_id:
            raise ValidationError({"postponed_to": _("Choose another edition of the same fair.")})
        leads = self.pk and self.combined.exists()
        if self.combined_with and (self.combined_with.combined_with_id or leads):
            raise ValidationError({"combined_with": _("Choose the leading edition, which is combined with no other.")})
        if self.combined_with and self.pk and self.bookings.standing().exists():
            raise ValidationError({"combined_with": _("Release its hall bookings first: it will share the leader's.")})

    @property
    def stated_in_words(self) -> str:
        return in_words(self.stated_dates)

    def findings(self) -> list[Finding]:
        """What is implausible in the days, and in the figures, stage by stage."""
        stages: dict[str, dict[str, int]] = defaultdict(dict)
        for figure in self.figures.all():
            stages[figure.stage][figure.measure] = figure.value
        blocks = list(self.blocks.all())
        days = sum((b.last_day - b.first_day).days + 1 for b in blocks) if all(b.complete for b in blocks) else None
        halls = self.hall_area()
        stated = any("net_area" in figures for figures in stages.values())
        given = round(sum(self.area_given().values())) if stated else None
        spans = [(block.first_day, block.last_day) for block in blocks]
        found = list(checks.of_days(spans, days, self.year, resident=self.batch == self.Batch.RESIDENT))
        for figures in stages.values():
            found += checks.findings(figures, days, halls, given)
        return found

    def area_given(self) -> dict[str, Decimal]:
        """{kind of stand: m² that admitted exhibitors have}: what net space follows from the stand plans."""
        given = self.stand_plans.filter(stands__participation__status="admitted").order_by()
        return dict(given.values_list("stands__kind").annotate(models.Sum("stands__area")))

    def hall_area(self) -> int | None:
        """Gross area of the halls booked for it and what is held as one with it, each once; None: not known of all."""
        booked = (self.combined_with or self).bookings.filter(state="confirmed").select_related("hall")
        halls = {booking.hall for booking in booked}
        areas = [hall.gross_area for hall in halls if hall.part_of_id not in {whole.pk for whole in halls}]
        return sum(areas) if areas and None not in areas else None

    def blockers(self) -> list[str]:
        """Opening days that other days left behind and figures that cannot be true, in words."""
        labels: dict[object, object] = dict(self.figures.model.Measure.choices)
        stray = [day for block in self.blocks.all() if block.complete for day in block.stray_days()]
        outside = [f"{day}: " + gettext("This day is outside %(block)s.") % {"block": day.block} for day in stray]
        return outside + [
            gettext(f.message) % {name: labels.get(value, value) for name, value in f.params.items()}
            for f in self.findings()
            if f.level == checks.Level.ERROR
        ]

    def lock_first(self) -> None:
        """With what is held as one with it, in one order: their halls are given back, and named, together."""
        leader = self.combined_with_id or self.pk
        together = Edition.objects.filter(Q(pk=leader) | Q(combined_with=leader))
        list(together.select_for_update(no_key=True).order_by("pk").values_list("pk"))

    def postpone(self, postponed_to: "Edition | None" = None) -> None:
        super().postpone()
        self.postponed_to = postponed_to
        self.clean()
        self.give_back_halls()

    def cancel(self) -> None:
        super().cancel()
        self.give_back_halls()

    def give_back_halls(self) -> None:
        """Its bookings, unless one that is held as one with it still takes place; where it was to be stays told."""
        leader = self.combined_with or self
        others = [edition for edition in (leader, *leader.combined.all()) if edition.pk != self.pk]
        if all(edition.event_status in (POSTPONED, CANCELLED) for edition in others):
            for booking in leader.bookings.standing():
                act(booking, "release", gettext("The edition does not take place then."), place_stays=True)

    def reinstate(self) -> None:
        super().reinstate()
        self.postponed_to = None

    def move(self, *, announced: bool, days: dict[int, DateSpan], with_sessions: bool = False) -> None:  # type: ignore[override]
        """``days``: {pk of a block: (first day, last day)}; blocks not named stay, and so do their sessions."""
        blocks = {b.pk: b for b in self.blocks.select_for_update(no_key=True).order_by("pk")}
        if days.keys() - blocks.keys():
            raise ValidationError(_("Somebody changed these days meanwhile: look at them again."))
        if with_sessions:
            by = {b: days[pk][0] - b.first_day if pk in days else timedelta() for pk, b in blocks.items() if b.complete}
            self.sessions.move_along(by, announced=announced)
        for pk, (first, last) in days.items():
            ledger.locked(blocks[pk])
            blocks[pk].move(first, last, announced=announced)
        for pk in days:
            blocks[pk].clean()  # only now: on their way blocks may pass through each other's days
        if announced:
            self.postponed_to = None
