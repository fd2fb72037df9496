"""Brands, by whichever of their names somebody writes."""

from collections.abc import Iterator
from typing import Any, Self
from unicodedata import category, normalize

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from fairs.models import Organisation, PublicModel, PublicQuerySet, bilingual, code_field, name_in_a_language


def folded(text: str) -> str:
    """As two people may write one name alike: without width, case, blanks, brackets and quotation marks."""
    letters = normalize("NFKC", text).casefold()
    return "".join(c for c in letters if category(c)[0] != "Z" and category(c) not in {"Ps", "Pe", "Pi", "Pf"})


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

    def clean(self) -> None:
        """Two rows for one brand would let it be the first twice."""
        super().clean()
        taken = {key: brand for brand in Brand.objects.exclude(pk=self.pk) for _field, key in brand.compared()}
        message = _("“%(code)s” is a brand of this name already. Take that one, or add what tells them apart.")
        twice = {field: taken[key].code for field, key in self.compared() if key in taken}
        if twice:
            raise ValidationError({field: message % {"code": code} for field, code in twice.items()})

    def compared(self) -> Iterator[tuple[str, str]]:
        """(field, name as it is compared) of each of its names."""
        for field in ("name_zh_hans", "name_en", "aliases"):
            yield from ((field, key) for line in getattr(self, field).splitlines() if (key := folded(line)))
