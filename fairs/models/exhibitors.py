"""Exhibitors, the pavilions they share, and their part in an edition."""

from collections.abc import Iterable
from typing import Any, Self

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from fairs import names
from fairs.calendar import ledger, registry

from .admission import ADMITTED, Admission, AdmissionStatus
from .base import PartQuerySet, PublicModel, PublicQuerySet, Sourced, bilingual, name_in_a_language
from .editions import Edition
from .matching import MatchKey
from .organisations import Organisation
from .places import Hall, Region, code_field


class ExhibitorQuerySet(PublicQuerySet):
    def bulk_create(self, objs: Iterable[Any], *args: Any, **kwargs: Any) -> list[Any]:
        with ledger.writing():
            created = super().bulk_create(objs, *args, **kwargs)
            MatchKey.objects.bulk_create([key for exhibitor in created for key in exhibitor.recognised_by()])
            return created

    def update(self, **values: Any) -> int:
        with ledger.writing():
            pks = list(self.values_list("pk", flat=True)) if Exhibitor.RECOGNISED_BY & values.keys() else []
            changed = super().update(**values)
            for chunk in registry.chunks(pks):
                for exhibitor in self.model.objects.filter(pk__in=chunk):
                    exhibitor.renew_keys()
            return changed

    update.alters_data = True  # type: ignore[attr-defined]

    def current(self) -> Self:
        """Without those that were found to be another."""
        return self.filter(merged_into__isnull=True)

    def visible_to(self, user: Any) -> Self:
        """Admitted to an edition that the user may see."""
        if user.is_superuser:
            return self.all()
        return self.filter(pk__in=Participation.objects.visible_to(user).values("exhibitor"))

    def with_related(self) -> Self:
        return self.select_related("region")


class Exhibitor(Sourced, PublicModel):
    """A company, once over all the years; its region is its address, not the origin of what it shows."""

    code = code_field()
    name = bilingual(models.CharField(_("name"), max_length=200, blank=True))
    aliases = models.TextField(_("other names"), blank=True, help_text=_("One name a line; searched, never shown."))
    region = models.ForeignKey(
        Region,
        models.PROTECT,
        verbose_name=_("region of the address"),
        null=True,
        blank=True,
        related_name="exhibitors",
    )
    address = bilingual(models.CharField(_("address"), max_length=300, blank=True))
    description = bilingual(models.TextField(_("description"), blank=True))
    website = models.URLField(_("website"), blank=True)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, verbose_name=_("its users' organisation"), null=True, blank=True,
        related_name="exhibitors", help_text=_("The organisation whose members act for the company."),
    )  # fmt: skip
    merged_into = models.ForeignKey(
        "self", models.PROTECT, verbose_name=_("merged into"), null=True, blank=True, editable=False,
        related_name="merged",
    )  # fmt: skip
    private_note = models.TextField(_("private note"), blank=True, help_text=_("Internal: never published."))
    synthetic = models.BooleanField(_("synthetic"), default=False, help_text=_("Made up for tests and demonstrations."))

    objects = ExhibitorQuerySet.as_manager()

    RECOGNISED_BY = frozenset(
        {"name_zh_hans", "name_en", "aliases", "website", "address_zh_hans", "address_en", "merged_into"}
    )

    class Meta:
        verbose_name = _("exhibitor")
        verbose_name_plural = _("exhibitors")
        ordering = ["code"]
        constraints = [
            name_in_a_language(),
            models.CheckConstraint(
                name="exhibitor_not_merged_into_itself",
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("pk")),
                violation_error_message=_("An exhibitor cannot be merged into itself."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        super().clean()
        given = {name: text for name in ("name_zh_hans", "name_en") if (text := getattr(self, name))}
        if given and not any(map(names.company, given.values())):
            raise ValidationError({name: _("Give a name of letters or digits.") for name in given})

    def save(self, *args: Any, **kwargs: Any) -> None:
        with ledger.writing():
            super().save(*args, **kwargs)
            self.renew_keys()

    def recognised_by(self) -> list[MatchKey]:
        """What it is recognised by; one that was merged, by nothing."""
        if self.merged_into_id:
            return []
        me: Any = self
        called = [me.name_zh_hans, me.name_en, *me.aliases.splitlines()]
        found = dict.fromkeys(names.keys(called, me.website, [me.address_zh_hans, me.address_en]))
        return [MatchKey(exhibitor=self, kind=kind, value=value) for kind, value in found]

    def renew_keys(self) -> None:
        wanted = {(key.kind, key.value): key for key in self.recognised_by()}
        for key in self.match_keys.all():
            if not wanted.pop((key.kind, key.value), None):
                key.delete()
        MatchKey.objects.bulk_create(wanted.values())


class OfEditionQuerySet(PartQuerySet):
    whole = "edition"


class PavilionQuerySet(OfEditionQuerySet):
    def coordinated_by(self, user: Any) -> Self:
        return self.filter(coordinator__memberships__user_id=user.pk or 0)


class Pavilion(Sourced, PublicModel):
    """A joint area of a region or country; its members are exhibitors of their own."""

    edition = models.ForeignKey(Edition, models.CASCADE, verbose_name=_("edition"), related_name="pavilions")
    region = models.ForeignKey(Region, models.PROTECT, verbose_name=_("region or country"), related_name="pavilions")
    name = bilingual(models.CharField(_("name"), max_length=200, blank=True))
    coordinator = models.ForeignKey(
        Organisation, models.PROTECT, verbose_name=_("coordinator"), null=True, blank=True, related_name="pavilions"
    )
    guest_of_honour = models.BooleanField(_("guest of honour"), default=False)
    hall = models.ForeignKey(
        Hall, models.PROTECT, verbose_name=_("hall"), null=True, blank=True, related_name="pavilions"
    )

    objects = PavilionQuerySet.as_manager()

    class Meta:
        verbose_name = _("pavilion")
        verbose_name_plural = _("pavilions")
        ordering = ["edition", "region"]
        constraints = [
            name_in_a_language(),
            models.UniqueConstraint(
                fields=["edition", "region"],
                name="pavilion_unique",
                violation_error_message=_("The edition already has a pavilion of this region."),
            ),  # fmt: skip
        ]

    def __str__(self) -> str:
        return self.name


class StandKind(models.TextChoices):
    STANDARD = "standard", _("standard stand")
    RAW = "raw", _("raw space")


class ParticipationQuerySet(OfEditionQuerySet):
    def visible_to(self, user: Any) -> Self:
        return super().visible_to(user).filter(status=ADMITTED)

    def editable_by(self, user: Any) -> Self:
        """With the edition; the members of a pavilion also by its coordinator."""
        if user.is_superuser:
            return self.all()
        return self.filter(
            Q(edition__in=Edition.objects.editable_by(user)) | Q(pavilion__in=Pavilion.objects.coordinated_by(user))
        )

    def own_of(self, user: Any) -> Self:
        """Of the companies for which the user acts."""
        mine = Organisation.objects.filter(memberships__user_id=user.pk or 0)
        return self.filter(exhibitor__organisation__in=mine)


class Participation(Admission):
    """An exhibitor's part in one edition."""

    class Role(models.TextChoices):
        MAIN = "main", _("main exhibitor")
        CO = "co", _("co-exhibitor")
        REPRESENTED = "represented", _("represented company")

    Status = AdmissionStatus

    edition = models.ForeignKey(Edition, models.CASCADE, verbose_name=_("edition"), related_name="participations")
    exhibitor = models.ForeignKey(Exhibitor, models.PROTECT, verbose_name=_("exhibitor"), related_name="participations")
    role = models.CharField(_("role"), max_length=12, choices=Role, default=Role.MAIN)
    main = models.ForeignKey(
        "self", models.PROTECT, verbose_name=_("on the stand of"), null=True, blank=True, related_name="others"
    )
    pavilion = models.ForeignKey(
        Pavilion, models.PROTECT, verbose_name=_("pavilion"), null=True, blank=True, related_name="members"
    )
    stand = models.CharField(_("stand"), max_length=40, blank=True)
    contract_area = models.PositiveIntegerField(_("contract area (m²)"), null=True, blank=True)
    wished_kind = models.CharField(_("kind of stand wished"), max_length=8, choices=StandKind, blank=True)
    wished_area = models.PositiveIntegerField(
        _("area wished (m²)"), null=True, blank=True, validators=[MinValueValidator(1)]
    )
    message = models.TextField(_("message of the applicant"), max_length=4000, blank=True)
    contact = models.CharField(
        _("contact"), max_length=200, blank=True, help_text=_("Whom to ask, and how: never published.")
    )
    email = models.EmailField(_("e-mail of the contact"), blank=True)
    invitation = models.ForeignKey(
        "fairs.Invitation", models.PROTECT, verbose_name=_("invitation"), null=True, editable=False,
        related_name="applications",
    )  # fmt: skip
    applied_as = models.CharField(max_length=names.LONGEST, blank=True, editable=False)
    """By whom, and the company's name as ``fairs.names.company`` has it, so that nobody applies twice."""

    objects = ParticipationQuerySet.as_manager()

    class Meta:
        verbose_name = _("participation")
        verbose_name_plural = _("participations")
        ordering = ["edition", "exhibitor"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "exhibitor"],
                name="participation_unique",
                violation_error_message=_("This exhibitor already takes part in this edition."),
            ),  # fmt: skip
            models.UniqueConstraint(
                fields=["edition", "applied_as"],
                condition=~Q(applied_as=""),
                name="participation_applied_once",
                violation_error_message=_("A company of this name has already applied for this edition."),
            ),
            models.CheckConstraint(
                name="participation_main_has_own_stand",
                condition=~Q(role="main") | Q(main__isnull=True),
                violation_error_message=_("A main exhibitor has a stand of its own."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.exhibitor} – {self.edition}"

    def clean(self) -> None:
        super().clean()
        if self.exhibitor_id and self.exhibitor.merged_into:
            raise ValidationError({"exhibitor": _("This is “%s” now.") % self.exhibitor.merged_into})
        if self.main and (self.main.edition_id != self.edition_id or self.main.role != self.Role.MAIN):
            raise ValidationError({"main": _("Choose a main exhibitor of the same edition.")})
        if self.pavilion and self.pavilion.edition_id != self.edition_id:
            raise ValidationError({"pavilion": _("This pavilion belongs to another edition.")})

    def lock_first(self) -> None:
        """The plans of its edition's stands."""
        plans = self.edition.stand_plans
        plans.locked(plans.values_list("pk", flat=True))


class NeighbourWish(PublicModel):
    """Beside whom an exhibitor would like to stand at an edition."""

    participation = models.ForeignKey(
        Participation, models.CASCADE, verbose_name=_("participation"), related_name="neighbour_wishes"
    )
    neighbour = models.ForeignKey(Exhibitor, models.PROTECT, verbose_name=_("beside"), related_name="+")

    class Meta:
        verbose_name = _("wished neighbour")
        verbose_name_plural = _("wished neighbours")
        ordering = ["participation", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["participation", "neighbour"],
                name="neighbour_wish_unique",
                violation_error_message=_("This neighbour is already wished for."),
            ),  # fmt: skip
        ]

    def __str__(self) -> str:
        return str(self.neighbour)
