"""Brands, by whichever of their names somebody writes."""

from typing import Any, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from fairs.models import Organisation, PublicModel, PublicQuerySet, bilingual, code_field, name_in_a_language


class BrandQuerySet(PublicQuerySet):
    def visible_to(self, user: Any) -> Self:
        """A brand is known when one of its launches is."""
        launches: Any = self.model._meta.get_field("launches").related_model
        return self.filter(pk__in=launches.objects.visible_to(user).order_by().values("brand"))


class Brand(PublicModel):
    code = code_field()
    name = bilingual(models.CharField(_("name"), max_length=200, blank=True))
    aliases = models.TextField(_("other names"), blank=True, help_text=_("One name a line; searched, never shown."))
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, verbose_name=_("company"), null=True, blank=True, related_name="brands"
    )

    objects = BrandQuerySet.as_manager()

    class Meta:
        verbose_name = _("brand")
        verbose_name_plural = _("brands")
        ordering = ["code"]
        constraints = [name_in_a_language()]

    def __str__(self) -> str:
        return self.name
