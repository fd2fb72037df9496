"""Stands: the numbered pieces of a hall that an edition gives to its exhibitors."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from decimal import Decimal
from typing import Any, Self

from django.core.exceptions import ValidationError
from django.db import NotSupportedError, models, transaction
from django.db.models import Q, Sum
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from fairs import floor
from fairs.calendar import ledger

from .base import PublicModel, save_together
from .editions import Edition
from .exhibitors import OfEditionQuerySet, Participation, Pavilion, StandKind
from .places import Hall

GONE = [Participation.Status.DECLINED, Participation.Status.WITHDRAWN]
OUTSIDE = _("%(area)s m² of stand %(number)s are outside of the hall.")
OVERLAP = _("Stand %(number)s overlaps stand %(other)s by %(area)s m².")
ON_THE_WALL = 0.5  # metres: an entrance so near to the outline is on it


class StandPlanQuerySet(OfEditionQuerySet):
    def locked(self, pks: Iterable[int | None]) -> list[Any]:
        """For writing their stands: two writers of one plan would each find room where the other builds."""
        return list(self.select_for_update(no_key=True).filter(pk__in=[pk for pk in pks if pk]).order_by("pk"))

    def with_related(self) -> Self:
        return self.select_related("edition", "hall__venue")

    def update(self, **values: Any) -> int:
        if values.keys() & {"outline", "entrances"}:
            raise NotSupportedError("update() of outlines: save() looks whether the stands still fit")
        return super().update(**values)


class StandPlan(PublicModel):
    """One hall as an edition divides it up; the row that writers of its stands lock.

    ``outline``: the hall's floor as [[x, y], ...] in metres from a corner of the hall, no point repeated;
    ``entrances``: [[x, y], ...] on it.
    """

    edition = models.ForeignKey(Edition, models.CASCADE, verbose_name=_("edition"), related_name="stand_plans")
    hall = models.ForeignKey(Hall, models.PROTECT, verbose_name=_("hall"), related_name="stand_plans")
    outline = models.JSONField(_("outline (m)"), default=list)
    entrances = models.JSONField(_("entrances (m)"), default=list, blank=True)

    objects = StandPlanQuerySet.as_manager()

    class Meta:
        verbose_name = _("stand plan")
        verbose_name_plural = _("stand plans")
        ordering = ["edition", "hall"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "hall"],
                name="stand_plan_unique",
                violation_error_message=_("The edition already has a plan of this hall."),
            ),  # fmt: skip
        ]

    def __str__(self) -> str:
        return f"{self.edition} – {self.hall}"

    @property
    def hall_code(self) -> str:
        """As addresses name a hall: by its venue's code and its own."""
        return f"{self.hall.venue.code}.{self.hall.code}"

    def clean(self) -> None:
        """Brings the outline into the form that is stored, and looks whether all stands are inside."""
        try:
            self.outline = floor.outline(self.outline)
        except ValidationError as error:
            raise ValidationError({"outline": error}) from error
        try:
            self.entrances = floor.points(self.entrances)
            if not floor.on_the_edge(self.outline, self.entrances, ON_THE_WALL):
                raise ValidationError(_("An entrance lies on the outline of the hall."))
        except ValidationError as error:
            raise ValidationError({"entrances": error}) from error
        if problems := [*self.problems(self.outlines())] if self.pk else []:
            raise ValidationError({"outline": problems})

    def lock_first(self) -> None:
        StandPlan.objects.locked([self.pk])

    def save(self, *args: Any, **kwargs: Any) -> None:
        with ledger.writing():
            self.lock_first()
            self.clean()
            super().save(*args, **kwargs)

    def outlines(self) -> dict[str, floor.Outline]:
        """{number of a stand: its outline}"""
        return dict(self.stands.order_by().values_list("number", "outline"))

    def problems(self, outlines: dict[str, floor.Outline], of: str | None = None) -> Iterator[ValidationError]:
        """What is outside of the hall or overlaps, or only what of one stand does; with its number in ``params``."""
        for misfit in floor.misfits(self.outline, outlines, of):
            about = {"number": misfit.stand, "other": misfit.other, "area": f"{misfit.area:.2f}"}
            message = OUTSIDE if misfit.other is None else OVERLAP
            yield ValidationError(message, "misfit", about)

    def put(self, stands: Iterable["Stand"], reason: str = "") -> None:
        """Save new and changed stands together: they may pass through each other, only what results must fit."""
        stands = list(stands)
        before = Stand.objects.filter(pk__in=[stand.pk for stand in stands])
        with ledger.writing(), transaction.atomic(), renaming(before, *(stand.participation for stand in stands)):
            [plan] = StandPlan.objects.locked([self.pk])
            for stand in stands:
                stand.plan, stand._change_reason = plan, reason
                stand.settle()
            save_together(stands)
            plan.refuse_misfits()

    def refuse_misfits(self) -> None:
        if problems := list(self.problems(self.outlines())):
            raise ValidationError(problems)


class StandQuerySet(OfEditionQuerySet):
    whole = "plan"

    def with_related(self) -> Self:
        return self.select_related("plan__edition", "plan__hall__venue", "pavilion", "participation__exhibitor")

    def free(self) -> Self:
        return self.filter(participation__isnull=True)

    def net_area(self) -> Decimal:
        """In m²."""
        return self.aggregate(sum=Sum("area"))["sum"] or Decimal(0)

    def update(self, **values: Any) -> int:
        if values.keys() & {"outline", "area", "plan", "plan_id", "number"}:
            raise NotSupportedError("update() of outlines: save() or StandPlan.put() looks whether they fit")
        with ledger.writing(), renaming(self, values.get("participation"), values.get("participation_id")):
            StandPlan.objects.locked(self.values_list("plan", flat=True))
            return super().update(**values)

    update.alters_data = True  # type: ignore[attr-defined]

    def bulk_create(self, objs: Iterable[Any], *args: Any, **kwargs: Any) -> list[Any]:
        objs = list(objs)
        with ledger.writing(), transaction.atomic():
            plans = StandPlan.objects.locked(stand.plan_id for stand in objs)
            for stand in objs:
                stand.settle()
            created = super().bulk_create(objs, *args, **kwargs)
            for plan in plans:
                plan.refuse_misfits()
            name_stands(stand.participation_id for stand in objs)
            return created

    def delete(self) -> tuple[int, dict[str, int]]:
        with ledger.writing(), renaming(self):
            StandPlan.objects.locked(self.values_list("plan", flat=True))
            return super().delete()

    delete.alters_data = True  # type: ignore[attr-defined]


class Stand(PublicModel):
    """A piece of floor with a number. ``outline`` as the plan's; ``area`` in m² follows from it."""

    plan = models.ForeignKey(StandPlan, models.CASCADE, verbose_name=_("stand plan"), related_name="stands")
    number = models.CharField(pgettext_lazy("stand", "number"), max_length=20)
    kind = models.CharField(_("kind"), max_length=8, choices=StandKind, default=StandKind.STANDARD)
    outline = models.JSONField(_("outline (m)"))
    area = models.DecimalField(_("area (m²)"), max_digits=8, decimal_places=2, editable=False)
    pavilion = models.ForeignKey(
        Pavilion, models.PROTECT, verbose_name=_("kept for the pavilion"), null=True, blank=True, related_name="stands"
    )
    participation = models.ForeignKey(
        Participation, models.PROTECT, verbose_name=_("exhibitor"), null=True, blank=True, related_name="stands"
    )

    objects = StandQuerySet.as_manager()
    _change_reason: str

    class Meta:
        verbose_name = _("stand")
        verbose_name_plural = _("stands")
        ordering = ["plan", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "number"],
                name="stand_number_unique_in_plan",
                violation_error_message=_("The plan already has a stand with this number."),
            ),  # fmt: skip
            models.CheckConstraint(
                name="stand_has_an_area",
                condition=Q(area__gt=0),
                violation_error_message=_("The outline encloses nothing."),
            ),
        ]

    def __str__(self) -> str:
        return self.number

    def lock_first(self) -> None:
        StandPlan.objects.locked([self.plan_id])

    def settle(self) -> None:
        """Brings the outline into the form that is stored; the area follows from it."""
        try:
            self.outline = floor.outline(self.outline)
        except ValidationError as error:
            raise ValidationError({"outline": error}) from error
        self.area = floor.area(self.outline)

    def fit(self) -> None:
        """Refuses what overlaps or is outside of the hall: certain until the end of the caller's transaction."""
        with transaction.atomic():
            for plan in StandPlan.objects.locked([self.plan_id]):
                others = plan.stands.exclude(pk=self.pk).order_by().values_list("number", "outline")
                if problems := list(plan.problems({**dict(others), self.number: self.outline}, self.number)):
                    raise ValidationError({"outline": problems})

    def save(self, *args: Any, **kwargs: Any) -> None:
        with ledger.writing(), renaming(Stand.objects.filter(pk=self.pk), self.participation):
            self.settle()
            self.fit()
            super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        with ledger.writing(), renaming(Stand.objects.filter(pk=self.pk)):
            self.lock_first()
            return super().delete(*args, **kwargs)

    def clean(self) -> None:
        self.settle()
        self.fit()
        self.look_at_holder()

    def look_at_holder(self) -> None:
        """Refuses pavilions and exhibitors that it cannot be for."""
        edition = self.plan.edition_id if self.plan_id else None
        for name in ("pavilion", "participation"):
            one = getattr(self, name)
            if one and edition and one.edition_id != edition:
                raise ValidationError({name: _("This belongs to another edition.")})
        if self.participation and self.participation.role != Participation.Role.MAIN:
            raise ValidationError({"participation": _("Stands are given to main exhibitors: others stand on theirs.")})
        if self.participation and self.participation.status in GONE:
            raise ValidationError({"participation": _("This exhibitor does not take part.")})
        if self.participation and self.pavilion and self.participation.pavilion_id != self.pavilion_id:
            message = _("The stand is kept for %(pavilion)s, of which this exhibitor is no member.")
            raise ValidationError({"participation": message % {"pavilion": self.pavilion}})


@contextmanager
def renaming(stands: Any, *given: Any) -> Iterator[None]:
    """Whoever has these stands before or after, or is among ``given`` them, has its stands named anew."""
    having = set(stands.values_list("participation", flat=True))
    yield
    name_stands({*having, *(getattr(one, "pk", one) for one in given)})


def name_stands(participations: Iterable[int | None]) -> None:
    """Their ``stand``, which is what the public reads, says the numbers of the stands given to them."""
    pks = {pk for pk in participations if pk}
    concerned = Participation.objects.select_for_update(no_key=True).filter(pk__in=pks).order_by("pk")
    renamed = []
    for one in concerned.prefetch_related("stands"):
        text = _joined(floor.in_order(stand.number for stand in one.stands.all()))
        if one.stand != text:
            one.stand = text
            renamed.append(one)
    save_together(renamed, update_fields=["stand", "modified_at"])


def _joined(numbers: list[str]) -> str:
    """As many as the column holds: half a number would be another stand's."""
    longest: Any = Participation._meta.get_field("stand").max_length
    texts = [", ".join(numbers), *(", ".join([*numbers[:kept], "…"]) for kept in range(len(numbers) - 1, -1, -1))]
    return next(text for text in texts if len(text) <= longest)
