"""Kinds of parameters that the lists share, besides codes and days."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from functools import reduce
from operator import or_
from typing import Any

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Choices, Q, QuerySet
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _

from fairs import facets  # noqa: F401  the vocabulary is registered on import
from fairs.calendar.entry import SHANGHAI
from fairs.calendar.filters import (
    EARLIEST,
    LATEST,
    CodesFilter,
    DayFilter,
    Known,
    ListingFilterSet,
    StrictFilterSet,
    choices,
)
from fairs.models import Region, RegionGroupMember


def known(name: str) -> Known:
    """The codes that a feed takes for this parameter: API and feeds speak one vocabulary."""
    found: Known = ListingFilterSet.base_filters[name].extra["known"]
    return found


def coded(path: str, known: Known, label: Any) -> CodesFilter:
    """Any of the codes at ``path``, which may lead through relations to many."""
    return CodesFilter(lambda qs, codes: qs.filter(pk__in=having(qs, path, codes)), known=known, label=label)


def chosen(path: str, of: type[Choices], label: Any) -> CodesFilter:
    """Any of a field's choices."""
    found = coded(path, choices(of.choices), label)
    found.codes = of.values  # type: ignore[attr-defined]  # for OpenAPI
    return found


def having(qs: QuerySet[Any], path: str, values: Any) -> QuerySet[Any]:
    """The keys of rows with any of the values at ``path``. A subselect: a join would repeat rows."""
    return qs.model._base_manager.filter(**{f"{path}__in": values}).values("pk")


def lying_in(*paths: str, name: str, label: Any) -> CodesFilter:
    """Rows whose region at any of the paths is one of those named, or lies in one."""

    return CodesFilter(_in_any(paths, regions_within), known=known(name), label=label)


def in_group(*paths: str) -> CodesFilter:
    """Rows whose region at any of the paths lies in a member of a group."""
    label = _("group of regions, by code: the rows that lie in one of its members")
    return CodesFilter(_in_any(paths, regions_of_groups), known=known("group"), label=label)


def _in_any(paths: tuple[str, ...], regions: Callable[[list[str]], Any]) -> Callable[[Any, list[str]], Any]:
    return lambda qs, codes: qs.filter(reduce(or_, (Q(pk__in=having(qs, path, regions(codes))) for path in paths)))


def regions_within(codes: list[str]) -> QuerySet[Any]:
    return _upwards("code__in", codes)


def regions_of_groups(codes: list[str]) -> QuerySet[Any]:
    return _upwards("pk__in", RegionGroupMember.objects.filter(group__code__in=codes).values("region"))


def _upwards(lookup: str, value: Any) -> QuerySet[Any]:
    levels = ("", "parent__", "parent__parent__", "parent__parent__parent__")
    return Region.objects.filter(reduce(or_, (Q(**{f"{level}{lookup}": value}) for level in levels))).values("pk")


class WordsFilter(django_filters.CharFilter):
    """Rows in which every word occurs, each in any of the columns."""

    def __init__(self, *columns: str) -> None:
        super().__init__(max_length=100, label=_("words in Chinese or English, all of which must occur"))
        self.columns = columns

    def filter(self, qs: Any, value: str) -> Any:
        for word in value.split():
            qs = qs.filter(reduce(or_, (Q(**{f"{column}__icontains": word}) for column in self.columns)))
        return qs


def names(prefix: str = "", attribute: str = "name") -> tuple[str, str]:
    return f"{prefix}{attribute}_zh_hans", f"{prefix}{attribute}_en"


class YesNoFilter(django_filters.Filter):
    """``true`` or ``false``, and nothing that looks like them."""

    field_class = forms.TypedChoiceField

    def __init__(self, **kwargs: Any) -> None:
        choices = [("true", "true"), ("false", "false")]
        super().__init__(choices=choices, coerce=lambda v: v == "true", empty_value=None, **kwargs)


class MomentField(forms.CharField):
    """A moment of ISO 8601 with its offset, within sane years."""

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        try:
            moment = parse_datetime(text) if text else None
        except ValueError:
            moment = None
        if text and (not moment or moment.utcoffset() is None or not EARLIEST <= moment.date() <= LATEST):
            raise ValidationError(
                _("Give date, time and offset, such as 2026-05-01T08:00:00%2B08:00."), code="invalid_moment"
            )
        return moment


class ModifiedFilter(django_filters.Filter):
    """Rows that were changed since, themselves or in one of their parts."""

    field_class = MomentField

    def __init__(self, *parts: str) -> None:
        super().__init__(label=_("changed at or after this moment of ISO 8601, itself or in one of its parts"))
        self.parts = parts

    def filter(self, qs: Any, value: datetime | None) -> Any:
        if value is None:
            return qs
        rows = qs.model._base_manager
        parts = (Q(pk__in=rows.filter(**{f"{p}__modified_at__gte": value}).values("pk")) for p in self.parts)
        return qs.filter(reduce(or_, parts, Q(modified_at__gte=value)))


class DatedFilterSet(StrictFilterSet):
    """``from`` and ``to`` together: a row must have a span that meets both, not one span for each."""

    def filter_queryset(self, queryset: Any) -> Any:
        queryset = super().filter_queryset(queryset)
        first, last = self.form.cleaned_data.get("from"), self.form.cleaned_data.get("to")
        return self.overlapping(queryset, first, last) if first or last else queryset

    def overlapping(self, queryset: Any, first: date | None, last: date | None) -> Any:
        """For things with times or whole days (``Timed``); days are Shanghai's."""
        timed, whole = Q(starts_at__isnull=False), Q(first_day__isnull=False)
        if first:
            timed &= Q(ends_at__gt=midnight(first)) | Q(ends_at__isnull=True, starts_at__gte=midnight(first))
            whole &= Q(last_day__gte=first)
        if last:
            timed &= Q(starts_at__lt=midnight(last + timedelta(days=1)))
            whole &= Q(first_day__lte=last)
        return queryset.filter(timed | whole)


def midnight(day: date) -> datetime:
    return datetime.combine(day, time(), SHANGHAI)


_nothing: Callable[[Any, date], Any] = lambda qs, day: qs  # noqa: E731  both ends are looked at together, above
DatedFilterSet.declared_filters["from"] = DayFilter(_nothing, label=_("first day of the window, YYYY-MM-DD"))
DatedFilterSet.declared_filters["to"] = DayFilter(_nothing, label=_("last day of the window, YYYY-MM-DD"))
