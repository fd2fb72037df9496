"""Regions, venues, halls and their parts."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from fairs.calendar import ledger

from .base import PublicModel, PublicQuerySet, Sourced, bilingual, name_in_a_language

LIAONING = "210000"
CHINA = "CN"

code_validator = RegexValidator(
    r"^[A-Za-z0-9][A-Za-z0-9-]*\Z", _("Use ASCII letters, digits and hyphens only, starting with a letter or digit.")
)


def code_field(**kwargs: Any) -> "models.CharField[str, str]":
    """The name by which addresses, files and other systems know a row; it does not change when the name does."""
    return models.CharField(_("code"), max_length=60, unique=True, validators=[code_validator], **kwargs)


class RegionQuerySet(PublicQuerySet):
    def within(self, code: str) -> "RegionQuerySet":
        """The region itself and whatever lies in it, to the depth country > province > city > district."""
        return self.filter(within(code))


def within(code: str, path: str = "") -> Q:
    """Q: the region at ``path`` ("" for the region's own table) is ``code`` or lies in it."""
    prefix = f"{path}__" if path else ""
    return (
        Q(**{f"{prefix}code": code})
        | Q(**{f"{prefix}parent__code": code})
        | Q(**{f"{prefix}parent__parent__code": code})
        | Q(**{f"{prefix}parent__parent__parent__code": code})
    )


class Region(PublicModel):
    """A country (code = ISO 3166-1 alpha-2), or a Chinese province, city or district (code = GB/T 2260), or a zone."""

    class Kind(models.TextChoices):
        COUNTRY = "country", _("country")
        PROVINCE = "province", _("province")
        CITY = "city", _("city")
        DISTRICT = "district", _("district")
        ZONE = "zone", _("zone")

    code = code_field()
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    parent = models.ForeignKey(
        "self", models.PROTECT, verbose_name=_("lies in"), null=True, blank=True, related_name="children"
    )
    iso_code = models.CharField(
        _("ISO 3166-1 code"),
        max_length=2,
        null=True,
        blank=True,
        unique=True,
        validators=[RegexValidator(r"^[A-Z]{2}\Z")],
    )
    name = bilingual(models.CharField(_("name"), max_length=100, blank=True))

    objects = RegionQuerySet.as_manager()

    class Meta:
        verbose_name = _("region")
        verbose_name_plural = _("regions")
        ordering = ["code"]
        constraints = [
            name_in_a_language(),
            models.CheckConstraint(
                name="region_not_its_own_parent",
                condition=Q(parent__isnull=True) | ~Q(parent=F("pk")),
                violation_error_message=_("A region cannot lie in itself."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        ranks = list(self.Kind)
        ranks[-1] = self.Kind.CITY  # a zone ranks with the cities: it lies in a province
        rank = ranks.index(self.Kind.CITY if self.kind == self.Kind.ZONE else self.Kind(self.kind)) if self.kind else 0
        if self.parent and self.kind and ranks.index(self.Kind(self.parent.kind)) >= rank:
            raise ValidationError(
                {
                    "parent": _("A %(kind)s cannot lie in %(parent)s.")
                    % {"kind": self.get_kind_display(), "parent": self.parent}
                }
            )

    def lineage(self) -> "list[Region]":
        """The region, then what it lies in, outwards."""
        line: list[Region] = [self]
        while line[-1].parent and line[-1].parent not in line:
            line.append(line[-1].parent)
        return line

    @property
    def in_province(self) -> bool:
        return any(r.code == LIAONING for r in self.lineage())


class RegionGroup(Sourced, PublicModel):
    """Regions that are spoken of together: dual cores, the Northeast, members of a treaty."""

    code = code_field()
    name = bilingual(models.CharField(_("name"), max_length=100, blank=True))
    reporting = models.BooleanField(
        _("reporting group"), default=False, help_text=_("Reports on a programme show its sum.")
    )

    class Meta:
        verbose_name = _("group of regions")
        verbose_name_plural = _("groups of regions")
        ordering = ["code"]
        constraints = [name_in_a_language()]

    def __str__(self) -> str:
        return self.name


class RegionGroupMember(PublicModel):
    group = models.ForeignKey(
        RegionGroup, models.CASCADE, verbose_name=pgettext_lazy("regions", "group"), related_name="members"
    )
    region = models.ForeignKey(Region, models.PROTECT, verbose_name=_("region"), related_name="groups")

    class Meta:
        verbose_name = _("member of a group of regions")
        verbose_name_plural = _("members of groups of regions")
        ordering = ["group", "region"]
        constraints = [
            models.UniqueConstraint(
                fields=["group", "region"],
                name="region_group_member_unique",
                violation_error_message=_("The region is already in this group."),
            ),  # fmt: skip
        ]

    def __str__(self) -> str:
        return str(self.region)


class Venue(Sourced, PublicModel):
    class Status(models.TextChoices):
        PLANNED = "planned", _("planned")
        OPEN = "open", _("open")
        UPGRADING = "upgrading", _("being upgraded")
        CLOSED = "closed", _("closed")

    class Kind(models.TextChoices):
        PROFESSIONAL = "professional", _("professional exhibition venue")
        CONFERENCE = "conference", _("conference centre")
        OTHER = "other", _("other place (mall, street, park, square)")
        UNKNOWN = "unknown", _("not known")

    code = code_field()
    name = bilingual(models.CharField(_("name"), max_length=200, blank=True))
    aliases = models.TextField(_("other names"), blank=True, help_text=_("One name a line; searched, never shown."))
    region = models.ForeignKey(Region, models.PROTECT, verbose_name=_("city"), related_name="venues")
    address = bilingual(models.CharField(_("address"), max_length=300, blank=True))
    kind = models.CharField(_("kind"), max_length=12, choices=Kind, default=Kind.UNKNOWN)
    kind_reason = models.CharField(_("why it is of that kind"), max_length=300, blank=True)
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.OPEN)
    indoor_area = models.PositiveIntegerField(_("indoor gross area (m²)"), null=True, blank=True)
    outdoor_area = models.PositiveIntegerField(_("outdoor area (m²)"), null=True, blank=True)
    latitude = models.DecimalField(
        _("latitude (WGS-84)"), max_digits=9, decimal_places=6, null=True, blank=True,
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
    )  # fmt: skip
    longitude = models.DecimalField(
        _("longitude (WGS-84)"), max_digits=9, decimal_places=6, null=True, blank=True,
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
    )  # fmt: skip
    website = models.URLField(_("website"), blank=True)
    operator = models.ForeignKey(
        "fairs.Organisation", models.PROTECT, verbose_name=_("operator"), null=True, blank=True, related_name="venues",
        help_text=_("The organisation whose members decide on its halls."),
    )  # fmt: skip
    synthetic = models.BooleanField(_("synthetic"), default=False, help_text=_("Made up for tests and demonstrations."))

    class Meta:
        verbose_name = _("venue")
        verbose_name_plural = _("venues")
        ordering = ["code"]
        constraints = [
            name_in_a_language(),
            models.CheckConstraint(
                name="venue_point_is_whole",
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__isnull=False, longitude__isnull=False)
                & Q(latitude__gte=-90, latitude__lte=90, longitude__gte=-180, longitude__lte=180),
                violation_error_message=_(
                    "Give both latitude and longitude, within -90..90 and -180..180, or neither."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def professional(self) -> bool:
        return self.kind == self.Kind.PROFESSIONAL


class Hall(Sourced, PublicModel):
    """A bookable room of a venue, or a part of one (4A of hall 4)."""

    venue = models.ForeignKey(Venue, models.PROTECT, verbose_name=_("venue"), related_name="halls")
    part_of = models.ForeignKey(
        "self", models.PROTECT, verbose_name=_("part of hall"), null=True, blank=True, related_name="parts"
    )
    code = models.CharField(
        _("code"), max_length=20, validators=[code_validator], help_text=_("Unique in its venue, e.g. 4A.")
    )
    name = bilingual(models.CharField(_("name"), max_length=100, blank=True))
    gross_area = models.PositiveIntegerField(_("gross area (m²)"), null=True, blank=True)

    class Meta:
        verbose_name = _("hall")
        verbose_name_plural = _("halls")
        ordering = ["venue", "code"]
        constraints = [
            name_in_a_language(),
            models.UniqueConstraint(
                fields=["venue", "code"],
                name="hall_code_unique_in_venue",
                violation_error_message=_("This venue already has a hall with this code."),
            ),  # fmt: skip
            models.CheckConstraint(
                name="hall_not_its_own_part",
                condition=Q(part_of__isnull=True) | ~Q(part_of=F("pk")),
                violation_error_message=_("A hall cannot be a part of itself."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.venue} {self.name}"

    def clean(self) -> None:
        if self.part_of and self.part_of.venue_id != self.venue_id:
            raise ValidationError({"part_of": _("The whole and its part must be in the same venue.")})
        if self.part_of and (self.part_of.part_of_id or (self.pk and self.parts.exists())):
            raise ValidationError({"part_of": _("Parts have no parts: choose a whole hall.")})
        if self.part_of and self.gross_area and self.part_of.gross_area and self.gross_area > self.part_of.gross_area:
            raise ValidationError(
                {
                    "gross_area": _("A part cannot be larger than its hall (%(area)s m²).")
                    % {"area": self.part_of.gross_area}
                }
            )
        if self.pk:
            self._refuse_if_taken_twice()

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Raises ValidationError when it and its whole came to be booked on the same days since it was looked at."""
        with ledger.writing():
            super().save(*args, **kwargs)
            self._share_days()

    def _refuse_if_taken_twice(self) -> None:
        own = self.days.filter(booking__hall=self.pk)
        if twice := own.filter(day__in=self._days_of_whole().values("day")).order_by("day").first():
            message = _("This part and the whole are booked on the same days, the first of them %(day)s.")
            raise ValidationError({"part_of": message % {"day": twice.day}})

    def _days_of_whole(self) -> Any:
        return self.days.model.objects.filter(hall=self.part_of_id, booking__hall=self.part_of_id)

    def _share_days(self) -> None:
        """A part is taken whenever its whole is, also by bookings from before it was a part."""
        # As bookings do.
        list(Hall.objects.select_for_update(no_key=True).order_by().filter(pk=self.part_of_id or self.pk))
        self._refuse_if_taken_twice()
        self.days.exclude(booking__hall__in=[self.pk, self.part_of_id or 0]).delete()
        shared = self._days_of_whole().exclude(day__in=self.days.filter(booking__hall=self.part_of_id).values("day"))
        # Without those that are being given back just now.
        shared = shared.select_for_update(no_key=True, of=("self",)).order_by("day")
        self.days.model.objects.bulk_create(
            [self.days.model(booking_id=taken.booking_id, hall=self, day=taken.day) for taken in shared]
        )
