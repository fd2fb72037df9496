"""What the catalogue can be asked for, and how many entries each answer would leave."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, ClassVar

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from fairs.calendar.filters import CodesFilter, StrictFilterSet, choices
from fairs.catalogue.words import asked, in_name, whole
from fairs.models import CatalogueEntry

from .editions import SYNTHETIC
from .parameters import YesNoFilter, known

COUNTED = 10_000  # entries that counts are taken of: more would cost more than the search
LISTED = 50  # codes of a name, those of most entries first
Kind = CatalogueEntry.Kind


class WordsField(forms.CharField):
    def clean(self, value: Any) -> str:
        words: str = super().clean(value)
        if words and not asked(words):
            raise ValidationError(_("Give a word to look for, in Chinese or in letters."), code="no_words")
        return words


class IndexedFilter(django_filters.CharFilter):
    field_class = WordsField

    def filter(self, qs: Any, value: str) -> Any:
        return qs.having(*asked(value)) if value else qs


def coded(name: str, label: Any, found: Any = None) -> CodesFilter:
    return CodesFilter(lambda qs, codes: qs.coded(name, codes), known=found or known(name), label=label)


class CatalogueFilterSet(StrictFilterSet):
    q = IndexedFilter(
        max_length=100,
        label=_("words in Chinese or English, all of which must occur; of an English word its beginning will do"),
    )
    kind = coded("kind", _("product, exhibitor"), choices(Kind.choices))
    edition = coded("edition", _("edition, by code"))
    fair = coded("fair", _("fair, by code"))
    category = coded("category", _("category of the product, or of what the exhibitor shows, by code"))
    origin = coded("origin", _("origin of the same: country, province or city, by code"), known("region"))
    region = coded("region", _("region of the exhibitor's address, of any level, by code"))
    exhibitor = coded("exhibitor", _("exhibitor, by code"))
    pavilion = coded("pavilion", _("region or country of the pavilion, of any level, by code"), known("region"))
    venue = coded("venue", _("venue, by code"))
    hall = coded("hall", _("hall or part, as venue.hall"))
    stand = django_filters.CharFilter(method="filter_stand", max_length=20, label=_("number of the stand"))
    synthetic = YesNoFilter(method="filter_synthetic", label=SYNTHETIC)

    class Meta:
        model = CatalogueEntry
        fields: ClassVar[list[str]] = []

    def ranked(self, also_allowed: Iterable[str] = ()) -> list[Any]:
        """The answer in parts, the best first: of just this name, with the words in the name, with them anywhere."""
        everything: Any = self.answer(also_allowed)
        text = self.form.cleaned_data.get("q")
        if not text or (self.data or {}).get("ordering", "relevance").endswith("start"):
            return [everything]
        among = self.filter_queryset(self.queryset, q="")
        words, name = asked(text), whole(text)
        best, named = among.having(name), among.having(*in_name(words))
        return [best, named.exclude(pk__in=best.values("pk")), everything.exclude(pk__in=named.values("pk"))]

    def filter_queryset(self, queryset: Any, **instead: str) -> Any:
        for name, value in (self.form.cleaned_data | instead).items():
            queryset = self.filters[name].filter(queryset, value)
        return queryset

    def filter_stand(self, queryset: Any, _name: str, value: str) -> Any:
        return queryset.coded("stand", [value.lower()])

    def filter_synthetic(self, queryset: Any, _name: str, value: bool) -> Any:
        return queryset.coded("synthetic", ["yes" if value else "no"])


COUNTED_NAMES = ("kind", "category", "origin", "pavilion", "hall", "edition")


@dataclass(frozen=True)
class Count:
    """Of the entries counted, ``number`` have the code; ``thing`` has its name."""

    code: str
    thing: Any
    number: int


def counted(entries: Any) -> tuple[int, dict[str, list[Count]]]:
    """How many entries were counted, at most ``COUNTED``; and by name the codes that they have."""
    numbers: dict[str, dict[str, int]] = defaultdict(dict)
    for term, number in entries.counts(COUNTED).items():
        name, __, code = term.partition("=")
        numbers[name][code] = number
    return sum(numbers["kind"].values()), {name: _named(name, numbers[name]) for name in COUNTED_NAMES}


def _named(name: str, numbers: dict[str, int]) -> list[Count]:
    most = sorted(numbers, key=lambda code: (-numbers[code], code))[:LISTED]
    find: Any = CatalogueFilterSet.base_filters[name].extra["known"]
    things = find(most) if most else {}
    return [Count(code, things[code], numbers[code]) for code in most if code in things]
