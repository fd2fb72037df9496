"""The public query language: what the calendar API and every feed can be asked for; nothing is ignored silently."""

import re
from collections import OrderedDict
from collections.abc import Callable, Iterable
from datetime import date, datetime, time, timedelta
from typing import Any, ClassVar

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from .areas import BBOX, NEAR, WITHIN, NumbersFilter, in_box, near
from .entry import SHANGHAI, Kind, Status
from .models import Facet, Listing, Occurrence
from .recurrence import LONGEST_ENTRY, LONGEST_OCCURRENCE

EARLIEST, LATEST = date(1950, 1, 1), date(2100, 12, 31)
DEFAULT_KINDS = (Kind.EDITION.value, Kind.LAUNCH.value, Kind.INITIATIVE.value)
_CODE = re.compile(r"[A-Za-z0-9._-]{1,121}")

Names = dict[str, Any]
"""{code: name}; the name may be a lazy translation."""
Known = Callable[[list[str]], Names]
"""Codes -> the ones among them that exist, with their names."""


class _Values(forms.Widget):
    """All values of a repeated parameter."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str] | None:
        if name not in data:
            return None
        return data.getlist(name) if isinstance(data, QueryDict) else [str(data[name])]


class CodesField(forms.Field):
    """ "a,b" or repeated: any of these codes. Each must exist, or a misspelt subscription would be silently empty."""

    widget = _Values

    def __init__(self, *, known: Known, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.known = known

    def to_python(self, value: list[str] | None) -> Names:
        if value is None:
            return {}
        codes = list(dict.fromkeys(code.strip() for v in value for code in v.split(",")))
        malformed = [c for c in codes if not _CODE.fullmatch(c)]
        names = {} if malformed else self.known(codes)
        if unknown := malformed or [c for c in codes if c not in names]:
            raise ValidationError(
                _("“%(code)s” is not a code known here."), code="unknown_code", params={"code": unknown[0][:80]}
            )
        return {code: names[code] for code in codes}


class CodesFilter(django_filters.Filter):
    """``matches(queryset, codes)`` narrows the queryset to rows with any of the codes."""

    field_class = CodesField

    def __init__(self, matches: Callable[[Any, list[str]], Any], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.matches = matches

    def filter(self, qs: Any, value: Names) -> Any:
        return self.matches(qs, list(value)) if value else qs


class DayFilter(django_filters.Filter):
    """``matches(queryset, day)``; days of ISO 8601, within sane years."""

    field_class = forms.DateField

    def __init__(self, matches: Callable[[Any, date], Any], **kwargs: Any) -> None:
        super().__init__(input_formats=["%Y-%m-%d"], **kwargs)
        self.matches = matches

    def filter(self, qs: Any, value: date | None) -> Any:
        return self.matches(qs, value) if value else qs


class StrictFilterSet(django_filters.FilterSet):
    """Refuses what it does not understand: unknown, repeated and blank parameters, and ``from`` after ``to``."""

    also_allowed: ClassVar[frozenset[str]] = frozenset({"lang"})
    nameless: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:
        # Only what is asked: copying every filter and its form field costs several times the query.
        self.base_filters = OrderedDict((name, f) for name, f in self.base_filters.items() if name in (data or {}))
        super().__init__(data, *args, **kwargs)

    def answer(self, also_allowed: Iterable[str] = ()) -> QuerySet[Any]:
        """The rows asked for. Raises ValidationError({parameter: messages})."""
        problems = self.parameter_problems({*self.also_allowed, *also_allowed})
        for name, messages in self.form.errors.as_data().items():
            problems.setdefault(name, messages)
        if not problems:
            first, last = self.form.cleaned_data.get("from"), self.form.cleaned_data.get("to")
            for day, name in ((first, "from"), (last, "to")):
                if day and not EARLIEST <= day <= LATEST:
                    problems[name] = [ValidationError(_("Give a day from 1950 to 2100."), code="out_of_range")]
            if first and last and last < first:
                problems["to"] = [ValidationError(_("“to” is before “from”."), code="reversed")]
        if problems:
            raise ValidationError(problems)
        return self.qs

    def parameter_problems(self, also_allowed: set[str]) -> dict[str, list[ValidationError]]:
        problems = {}
        for name, values in self.data.lists() if isinstance(self.data, QueryDict) else ():
            filter_ = self.filters.get(name)
            if filter_ is None and name not in also_allowed:
                problems[name] = [ValidationError(_("There is no such parameter here."), code="unknown_parameter")]
            elif any(not v.strip() for v in values):
                problems[name] = [ValidationError(_("Give a value, or leave the parameter out."), code="blank")]
            elif len(values) > 1 and not isinstance(filter_, CodesFilter):
                problems[name] = [ValidationError(_("Give this parameter only once."), code="repeated")]
        return problems

    def names(self) -> list[str]:
        """What is asked for, in the active language: what a feed is called after."""
        found: list[str] = []
        for name, filter_ in self.filters.items():
            value = self.form.cleaned_data.get(name)
            if isinstance(filter_, CodesFilter) and name not in self.nameless:
                found += map(str, (value or {}).values())
            elif isinstance(filter_, NumbersFilter) and value:
                found.append(filter_.words(value))
            elif name == "q" and value:
                found.append(f"“{value}”")
        return found


def choices(pairs: Iterable[tuple[Any, Any]]) -> Known:
    """Known codes from a fixed list of (code, name)."""
    known = {str(code): name for code, name in pairs}
    return lambda codes: {c: known[c] for c in codes if c in known}


class ListingFilterSet(StrictFilterSet):
    """Facets are added by :func:`facet`; ``from`` and ``to``, being no Python names, below."""

    kind = CodesFilter(
        lambda qs, codes: qs.filter(kind__in=codes),
        known=choices((k.value, k.value) for k in Kind),
        label=_("edition, hours, session, deadline, launch, initiative; when left out: edition, launch and initiative"),
    )
    status = CodesFilter(
        lambda qs, codes: qs.filter(status__in=codes),
        known=choices((s.value, s.value) for s in Status),
        label=_("scheduled, rescheduled, postponed, cancelled"),
    )
    q = django_filters.CharFilter(
        method="filter_text", max_length=100, label=_("words in Chinese or English, all of which must occur")
    )

    bbox, near, within = BBOX, NEAR, WITHIN

    nameless: ClassVar[frozenset[str]] = frozenset({"kind", "status"})

    class Meta:
        model = Listing
        fields: ClassVar[list[str]] = []

    def filter_text(self, queryset: Any, _name: str, value: str) -> Any:
        for word in value.lower().split():
            queryset = queryset.filter(search__contains=word)
        return queryset

    def filter_queryset(self, queryset: Any) -> Any:
        if not self.form.cleaned_data.get("kind"):
            queryset = queryset.filter(kind__in=DEFAULT_KINDS)
        first, last = self.form.cleaned_data.get("from"), self.form.cleaned_data.get("to")
        if first and last:
            queryset = queryset.filter(Q(recurring=False) | Q(pk__in=_taking_place(first, last)))
        if box := self.form.cleaned_data.get("bbox"):
            queryset = queryset.filter(in_box(*box))
        if point := self.form.cleaned_data.get("near"):
            queryset = near(queryset, *point, *self.form.cleaned_data["within"])
        return super().filter_queryset(queryset)

    def parameter_problems(self, also_allowed: set[str]) -> dict[str, list[ValidationError]]:
        problems = super().parameter_problems(also_allowed)
        for missing, other in (("near", "within"), ("within", "near")):
            if other in self.filters and missing not in self.filters:
                problems[missing] = [ValidationError(_("“near” and “within” go together."), code="missing")]
        return problems


def facet(name: str, label: Any, known: Known) -> None:
    """Make a facet of the mappers' entries askable."""
    ListingFilterSet.base_filters[name] = CodesFilter(
        # IN with a subselect: over a million listings EXISTS is 3 to 40 times slower
        lambda qs, codes: qs.filter(pk__in=Facet.objects.filter(name=name, code__in=codes).values("listing")),
        known=known,
        label=label,
    )


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), SHANGHAI)


def _taking_place(first: date, last: date) -> Any:
    """Recurring listings with an occurrence on these days. Of one day only, their first start or last end tells."""
    begin, end = _midnight(first), _midnight(last + timedelta(days=1))
    within = Occurrence.objects.filter(start__gt=begin - LONGEST_OCCURRENCE, start__lt=end, end__gt=begin)
    return within.values("listing")


ListingFilterSet.base_filters["from"] = DayFilter(
    lambda qs, day: qs.filter(end__gt=_midnight(day), start__gt=_midnight(day) - LONGEST_ENTRY),
    label=_("first day of the window, YYYY-MM-DD"),
)
ListingFilterSet.base_filters["to"] = DayFilter(
    lambda qs, day: qs.filter(start__lt=_midnight(day + timedelta(days=1))),
    label=_("last day of the window, YYYY-MM-DD"),
)
