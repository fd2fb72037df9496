"""Brands, by whichever of their names somebody writes."""

from collections.abc import Iterable, Iterator
from typing import Any, Self
from unicodedata import category, normalize

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from fairs.calendar import ledger, registry
from fairs.models import Organisation, PublicModel, PublicQuerySet, bilingual, code_field, name_in_a_language

NAMED = ("name_zh_hans", "name_en", "aliases")
LONGEST = 200  # characters of a name that are compared


def folded(text: str) -> str:
    """As two people may write one name alike: without width, case, blanks, brackets and quotation marks."""
    letters = normalize("NFKC", text).casefold()
    return "".join(c for c in letters if category(c)[0] != "Z" and category(c) not in {"Ps", "Pe", "Pi", "Pf"})


class BrandQuerySet(PublicQuerySet):
    """Writes that skip ``save()`` keep the names too."""

    def visible_to(self, user: Any) -> Self:
        """A brand is known when one of its launches is."""
        launches: Any = self.model._meta.get_field("launches").related_model
        return self.filter(pk__in=launches.objects.visible_to(user).order_by().values("brand"))

    def update(self, **values: Any) -> int:
        with ledger.writing():
            renamed = list(self.values_list("pk", flat=True)) if {*NAMED} & {*values} else []
            changed = super().update(**values)
            for pks in registry.chunks(renamed):
                BrandName.keep(self.model.objects.filter(pk__in=pks))
            return changed

    update.alters_data = True  # type: ignore[attr-defined]

    def bulk_create(self, *args: Any, **kwargs: Any) -> list[Any]:
        with ledger.writing():
            created = super().bulk_create(*args, **kwargs)
            for brands in registry.chunks(created):
                BrandName.keep(brands)
            return created


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

    def save(self, *args: Any, **kwargs: Any) -> None:
        with ledger.writing():
            super().save(*args, **kwargs)
            BrandName.keep([self])

    def validate_unique(self, exclude: Any = None) -> None:
        """Two rows for one brand would let it be the first twice."""
        super().validate_unique(exclude)
        compared = list(self.compared())
        names = BrandName.objects.exclude(brand=self.pk).filter(folded__in=[key for _field, key in compared])
        taken = dict(names.values_list("folded", "brand__code"))
        message = _("“%(code)s” is a brand of this name already. Take that one, or add what tells them apart.")
        twice = {field: taken[key] for field, key in compared if key in taken}
        if twice:
            raise ValidationError({field: message % {"code": code} for field, code in twice.items()})

    def compared(self) -> Iterator[tuple[str, str]]:
        """(field, name as it is compared) of each of its names."""
        for field in NAMED:
            yield from ((field, key) for line in getattr(self, field).splitlines() if (key := folded(line)[:LONGEST]))


class BrandName(models.Model):
    """A name or other name as it is compared, derived: so that the database refuses a second brand of the name."""

    brand = models.ForeignKey(Brand, models.CASCADE, verbose_name=_("brand"), related_name="names", editable=False)
    folded = models.CharField(_("name as compared"), max_length=LONGEST, unique=True, editable=False)

    class Meta:
        verbose_name = _("name of a brand")
        verbose_name_plural = _("names of brands")

    def __str__(self) -> str:
        return self.folded

    @classmethod
    def keep(cls, brands: Iterable[Brand]) -> None:
        """Have the names that these brands have now, and no others of theirs."""
        wanted = {(brand.pk, key) for brand in brands for _field, key in brand.compared()}
        kept = {(name.brand_id, name.folded): name.pk for name in cls.objects.filter(brand__in=brands)}
        cls.objects.filter(pk__in=[pk for key, pk in kept.items() if key not in wanted]).delete()
        cls.objects.bulk_create(cls(brand_id=brand, folded=key) for brand, key in sorted(wanted - {*kept}))
