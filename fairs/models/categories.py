"""Categories: sectors of fairs and kinds of products, one vocabulary for both."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .base import PublicModel, bilingual, name_in_a_language
from .places import code_field


class Category(PublicModel):
    code = code_field()
    name = bilingual(models.CharField(_("name"), max_length=100, blank=True))
    parent = models.ForeignKey(
        "self", models.PROTECT, verbose_name=_("part of"), null=True, blank=True, related_name="children"
    )

    class Meta:
        verbose_name = _("category")
        verbose_name_plural = _("categories")
        ordering = ["code"]
        constraints = [name_in_a_language()]

    def __str__(self) -> str:
        return self.name
