"""Products, their origin, and where they are shown."""

from typing import Any, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .base import PublicModel, PublicQuerySet, Sourced, bilingual, name_in_a_language
from .categories import Category
from .editions import Edition
from .exhibitors import Exhibitor, OfEditionQuerySet, Participation, Pavilion
from .places import Region, code_field


class ProductQuerySet(PublicQuerySet):
    def visible_to(self, user: Any) -> Self:
        """Shown at an edition that the user may see."""
        if user.is_superuser:
            return self.all()
        return self.filter(pk__in=ProductDisplay.objects.visible_to(user).values("product"))

    def with_related(self) -> Self:
        return self.select_related("category", "origin__parent__parent", "exhibitor")


class Product(Sourced, PublicModel):
    """Something shown; the origin is the product's, the address is its exhibitor's (who may be unknown)."""

    code = code_field()
    name = bilingual(models.CharField(_("name"), max_length=200, blank=True))
    description = bilingual(models.TextField(_("description"), blank=True))
    category = models.ForeignKey(Category, models.PROTECT, verbose_name=_("category"), related_name="products")
    origin = models.ForeignKey(Region, models.PROTECT, verbose_name=_("origin"), related_name="products")
    exhibitor = models.ForeignKey(
        Exhibitor, models.PROTECT, verbose_name=_("exhibitor"), null=True, blank=True, related_name="products"
    )
    synthetic = models.BooleanField(_("synthetic"), default=False, help_text=_("Made up for tests and demonstrations."))

    objects = ProductQuerySet.as_manager()

    class Meta:
        verbose_name = _("product")
        verbose_name_plural = _("products")
        ordering = ["code"]
        constraints = [name_in_a_language()]

    def __str__(self) -> str:
        return self.name


class ProductDisplayQuerySet(OfEditionQuerySet):
    def visible_to(self, user: Any) -> Self:
        """Nobody is told what a company shows that was not admitted."""
        return super().visible_to(user).admitted()

    def admitted(self) -> Self:
        return self.filter(Q(participation__isnull=True) | Q(participation__status=Participation.Status.ADMITTED))

    def editable_by(self, user: Any) -> Self:
        """With the edition; what a pavilion shows also by its coordinator."""
        if user.is_superuser:
            return self.all()
        pavilions = Pavilion.objects.coordinated_by(user)
        mine = Q(pavilion__in=pavilions) | Q(participation__pavilion__in=pavilions)
        return self.filter(mine | Q(edition__in=Edition.objects.editable_by(user)))


class ProductDisplay(Sourced, PublicModel):
    """A product shown at an edition: in a pavilion, on an exhibitor's stand, or nobody said where."""

    edition = models.ForeignKey(Edition, models.CASCADE, verbose_name=_("edition"), related_name="displays")
    product = models.ForeignKey(Product, models.PROTECT, verbose_name=_("product"), related_name="displays")
    pavilion = models.ForeignKey(
        Pavilion, models.PROTECT, verbose_name=_("pavilion"), null=True, blank=True, related_name="displays"
    )
    participation = models.ForeignKey(
        Participation, models.PROTECT, verbose_name=_("on the stand of"), null=True, blank=True, related_name="displays"
    )

    objects = ProductDisplayQuerySet.as_manager()

    class Meta:
        verbose_name = _("product shown")
        verbose_name_plural = _("products shown")
        ordering = ["edition", "product"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "product"],
                condition=Q(participation__isnull=True),
                name="display_unique",
                violation_error_message=_("The edition already shows this product."),
            ),  # fmt: skip
            models.UniqueConstraint(
                fields=["participation", "product"],
                name="display_unique_on_stand",
                violation_error_message=_("This exhibitor already shows this product."),
            ),  # fmt: skip
        ]

    def __str__(self) -> str:
        return f"{self.product} – {self.edition}"

    def clean(self) -> None:
        for name in ("pavilion", "participation"):
            place = getattr(self, name)
            if place and place.edition_id != self.edition_id:
                raise ValidationError({name: _("This belongs to another edition.")})
