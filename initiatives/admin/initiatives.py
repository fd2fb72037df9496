"""Initiatives, with what belongs to them on their page."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from fairs.admin.badges import NOTHING, hours
from fairs.admin.base import Part, Rows
from fairs.admin.filters import AttentionFilter, RegionFilter, WhenFilter
from fairs.admin.forms import PartForm, PartFormSet
from fairs.admin.timed import DESCRIPTION, INTERNAL, WHEN, TimedAdmin
from fairs.pages import qr_code
from initiatives.models import (
    Attendance,
    Contribution,
    Initiative,
    InitiativeBody,
    Measurement,
    OpeningHours,
    Recurrence,
    RecurrenceException,
    VoucherRound,
)
from initiatives.models.hours import overlap
from initiatives.models.markets import WEEKDAYS, already, taken

from .numbers import as_typed

AHEAD = timedelta(weeks=4)  # of occurrences listed on the page


class Bodies(Rows):
    model = InitiativeBody
    show_change_link = False


class VouchersForm(PartForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial = {name: as_typed(value) for name, value in self.initial.items()}


class Vouchers(Part, admin.StackedInline):
    model = VoucherRound
    form = VouchersForm
    max_num = 1
    fieldsets = (
        (
            None,
            {
                "fields": [
                    ("period", "cumulative"),
                    ("issued_qualifier", "issued"),
                    ("redeemed_qualifier", "redeemed"),
                    ("driven_qualifier", "driven"),
                    ("stated_leverage_qualifier", "stated_leverage"),
                    "as_stated",
                    ("source", "source_note"),
                ],
                "description": _("Leverage is computed: what the source states is only compared with it."),
            },
        ),
    )


class RecurrenceForm(PartForm):
    instance: Recurrence
    weekdays = forms.MultipleChoiceField(
        label=_("on"), choices=list(WEEKDAYS.items()), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["weekdays"] = list(self.instance.weekday_codes)

    def clean_weekdays(self) -> str:
        chosen = self.cleaned_data["weekdays"]
        return ",".join(day for day in WEEKDAYS if day in chosen)


class Recurs(Rows):
    model = Recurrence
    form = RecurrenceForm
    max_num = 1

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Not while it has exceptions, which would be exceptions to nothing."""
        return super().has_delete_permission(request, obj) and not (obj and obj.exceptions.exists())


class SettledFormSet(PartFormSet):
    """Looks at the rows that will be left, each beside the others as they are typed."""

    def clean(self) -> None:
        super().clean()
        left = [f for f in self.forms if f.has_changed() or f.instance.pk]
        left = [f for f in left if not f.errors and f not in self.deleted_forms]
        for form in left:
            self.beside(form, [other.instance for other in left if other is not form])

    def beside(self, form: Any, others: list[Any]) -> None:
        raise NotImplementedError


class ExceptionFormSet(SettledFormSet):
    def beside(self, form: Any, others: list[RecurrenceException]) -> None:
        exception, recurrence = form.instance, getattr(self.instance, "recurrence", None)
        if recurrence and exception.new_day:
            days = (day for day in recurrence.days() if day != exception.day)
            if exception.new_day in taken(days, others):
                form.add_error("new_day", already(exception.new_day))


class Exceptions(Rows):
    model = RecurrenceException
    formset = ExceptionFormSet
    show_change_link = False


class HoursFormSet(SettledFormSet):
    def beside(self, form: Any, others: list[OpeningHours]) -> None:
        this = form.instance
        for other in others:
            if other.weekday == this.weekday and other.opens < this.closes and this.opens < other.closes:
                form.add_error("opens", overlap(other))
                return


class Hours(Rows):
    model = OpeningHours
    formset = HoursFormSet
    show_change_link = False


class Attendances(Rows):
    model = Attendance
    show_change_link = False


class Contributions(Rows):
    model = Contribution
    fields = ("objective",)
    show_change_link = False


class Measurements(Rows):
    model = Measurement
    show_change_link = False


OF_KINDS = {Vouchers: "vouchers", Recurs: "recurrence", Exceptions: "recurrence", Hours: "hours"}


class WithinFilter(admin.SimpleListFilter):
    title = _("part of, at any depth")
    parameter_name = "within"

    def __init__(self, request: HttpRequest, params: Any, model: Any, model_admin: Any) -> None:
        self.seen = model_admin.get_queryset(request)
        super().__init__(request, params, model, model_admin)

    def lookups(self, request: HttpRequest, model_admin: Any) -> Iterable[tuple[str, Any]]:
        """Where trees begin, and their actions."""
        wholes = self.seen.filter(children__isnull=False, level__in=["framework", "action"])
        return [(whole.code, whole) for whole in wholes.order_by("code").distinct()]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        """Nothing of what the reader may not see: that it exists is not told either."""
        if not (code := self.value()):
            return queryset
        seen = "\0" not in code and self.seen.filter(code=code).exists()
        return queryset.under(code) if seen else queryset.none()


@admin.register(Initiative)
class InitiativeAdmin(TimedAdmin):
    change_form_template = "admin/initiative_change_form.html"
    list_display = ("title", "level", "kind", "whole", "days", "city", "state", "status")
    list_filter = (
        AttentionFilter, WhenFilter, RegionFilter, WithinFilter, "level", "kind", "editorial_state", "event_status",
        "synthetic",
    )  # fmt: skip
    list_select_related = ("region",)
    search_fields = (
        "code", "title_zh_hans", "title_en", "region__name_zh_hans", "region__name_en", "venue__name_zh_hans",
        "venue__name_en", "venue__aliases",
    )  # fmt: skip
    search_help_text = _("Title, city or place, in Chinese or English; other names and codes too.")
    related = ((Initiative, "parent"),)
    inlines = (
        Bodies, Vouchers, Recurs, Exceptions, Hours, Attendances, Contributions, Measurements,
    )  # fmt: skip
    fieldsets = (
        (
            None,
            {
                "fields": [
                    ("title_zh_hans", "title_en"), ("level", "kind"), ("parent", "sector"), ("code", "owner"), "link",
                ]
            },
        ),
        WHEN,
        (_("Where"), {"fields": [("region", "venue"), "markets"]}),
        DESCRIPTION,
        INTERNAL,
    )  # fmt: skip

    def get_queryset(self, request: HttpRequest) -> Any:
        rows = super().get_queryset(request)
        if request.resolver_match and request.resolver_match.url_name == "initiatives_initiative_changelist":
            rows = rows.prefetch_related(Prefetch("parent", Initiative.objects.visible_to(request.user)))
        return rows

    def get_inlines(self, request: HttpRequest, obj: Any) -> Any:
        """A new one first needs its kind, which says what else belongs to it."""
        if obj is None:
            return (Bodies,)
        kind = Initiative.objects.values_list("kind", flat=True).get(pk=obj.pk)  # as saved, whatever is being typed
        return [i for i in self.inlines if i not in OF_KINDS or kind in Initiative.PARTS[OF_KINDS[i]]]

    @admin.display(description=_("part of"), ordering="parent__code")
    def whole(self, obj: Initiative) -> str:
        return str(obj.parent or NOTHING)

    @admin.display(description=_("city"), ordering="region__code")
    def city(self, obj: Initiative) -> str:
        return str(obj.region)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        for warning in warnings(form.instance):
            messages.warning(request, warning)

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        if original := context.get("original"):
            saved = Initiative.objects.with_related().get(pk=original.pk)
            context |= {
                "warnings": warnings(saved),
                "coming": coming(saved),
                "qr_code": qr_code(saved.link) if saved.link else "",
            }
        return super().render_change_form(request, context, *args, **kwargs)


def warnings(initiative: Initiative) -> list[str]:
    vouchers = VoucherRound.objects.filter(initiative=initiative).first()
    return [gettext(finding.message) % finding.params for finding in vouchers.findings()] if vouchers else []


def coming(initiative: Initiative) -> list[dict[str, Any]]:
    """Its occurrences of the next weeks, those that do not take place too."""
    recurrence, now = getattr(initiative, "recurrence", None), timezone.now()
    found = recurrence.occurrences() if recurrence else []
    return [
        {"when": hours(o.start, o.end), "occurrence": o, "note": o.exception.note if o.exception else ""}
        for o in found
        if o.end >= now and o.start < now + AHEAD
    ]
