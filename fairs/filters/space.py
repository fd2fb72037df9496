"""What can be asked of space in halls, and of fairs that come too close to each other."""

from datetime import date, timedelta
from typing import Any, ClassVar

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fairs.models import Edition, Hall, RegionGroupMember
from fairs.space import GROUPINGS, Wanted

from .editions import CITY, REGION
from .parameters import DatedFilterSet, coded, in_group, known, lying_in

LONGEST_WINDOW = timedelta(days=800)
YEAR = timedelta(days=365)
APART = 14  # days


class CountFilter(django_filters.Filter):
    """A whole number that the answer is made with."""

    field_class = forms.IntegerField

    def __init__(self, least: int, most: int, label: Any) -> None:
        super().__init__(min_value=least, max_value=most, label=label)

    def filter(self, qs: Any, value: int | None) -> Any:
        return qs


class OneOfFilter(django_filters.Filter):
    """One of some words that the answer is made with."""

    field_class = forms.ChoiceField

    def __init__(self, words: Any, label: Any) -> None:
        super().__init__(choices=[(word, word) for word in words], label=label)

    def filter(self, qs: Any, value: str) -> Any:
        return qs


class WindowFilterSet(DatedFilterSet):
    """``from`` and ``to`` say what is looked at, not which rows."""

    required: ClassVar[tuple[str, ...]] = ()

    def overlapping(self, queryset: Any, first: date | None, last: date | None) -> Any:
        return queryset

    def parameter_problems(self, also_allowed: set[str]) -> dict[str, list[ValidationError]]:
        missing = (name for name in self.required if name not in (self.data or {}))
        problem = ValidationError(_("This must be given."), code="required")
        return {**super().parameter_problems(also_allowed), **{name: [problem] for name in missing}}

    def given(self, name: str, default: Any = None) -> Any:
        value = self.form.cleaned_data.get(name)
        return default if value in (None, "") else value

    def window(self) -> tuple[date, date]:
        """Of a year from today where nothing is said."""
        first = self.given("from", timezone.localdate())
        last = self.given("to", max(first, timezone.localdate()) + YEAR)
        if last < first or last - first > LONGEST_WINDOW:
            message = _("Give a day after “from”, and at most %(days)d days after it.")
            days = {"days": LONGEST_WINDOW.days}
            raise ValidationError({"to": ValidationError(message, code="out_of_range", params=days)})
        return first, last


class SpaceFilterSet(WindowFilterSet):
    required = ("area", "days", "from", "to")

    region = lying_in("venue__region", name="region", label=REGION)
    city = lying_in("venue__region", name="city", label=CITY)
    venue = coded("venue__code", known("venue"), _("venue, by code"))
    area = CountFilter(1, 10_000_000, _("gross area wanted, in m²; several halls of one venue may make it up"))
    days = CountFilter(1, 90, _("number of show days"))
    build_up = CountFilter(0, 60, _("days of building up before the show; 0 when left out"))
    dismantling = CountFilter(0, 60, _("days of dismantling after the show; 0 when left out"))

    class Meta:
        model = Hall
        fields: ClassVar[list[str]] = []

    def wanted(self) -> Wanted:
        around = self.given("build_up", 0), self.given("dismantling", 0)
        first, last = self.window()
        return Wanted(self.given("area"), self.given("days"), *around, first, last)


class OccupancyFilterSet(WindowFilterSet):
    region = lying_in("venue__region", name="region", label=REGION)
    city = lying_in("venue__region", name="city", label=CITY)
    venue = coded("venue__code", known("venue"), _("venue, by code"))
    by = OneOfFilter(GROUPINGS, _("what each row is of; venue when left out"))

    class Meta:
        model = Hall
        fields: ClassVar[list[str]] = []


class ClashFilterSet(WindowFilterSet):
    region = lying_in("region", name="region", label=REGION)
    category = coded("fair__categories__category__code", known("category"), _("category of the fair, by code"))
    group = in_group("region")
    days = CountFilter(0, 90, _("most days from the end of one to the beginning of the other; 14 when left out"))

    class Meta:
        model = Edition
        fields: ClassVar[list[str]] = []

    def region_codes(self) -> set[str] | None:
        """Of the groups asked for: anywhere in them two fairs are near each other. Else they are in one city."""
        groups = self.given("group")
        members = RegionGroupMember.objects.filter(group__code__in=list(groups or ()))
        return set(members.values_list("region__code", flat=True)) if groups else None
