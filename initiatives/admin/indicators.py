from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from fairs.admin.badges import NOTHING, badge
from fairs.admin.base import Admin, Rows
from fairs.admin.filters import AttentionFilter, RegionFilter
from fairs.admin.publishable import PublishableAdmin
from fairs.models import Region, within
from initiatives.checks import plain
from initiatives.models import Indicator, Observation, Rank
from initiatives.models.observations import SUBJECT, own_to

from .numbers import NumbersForm
from .revision import revise


@admin.register(Indicator)
class IndicatorAdmin(PublishableAdmin):
    list_display = ("name", "unit", "counted_by", "state", "code")
    list_filter = (AttentionFilter, "unit", "editorial_state", "synthetic")
    list_select_related = ("counted_by",)
    search_fields = ("code", "name_zh_hans", "name_en")
    related = ((Observation, "indicator"),)
    fieldsets = (
        (
            None,
            {
                "fields": [
                    ("name_zh_hans", "name_en"),
                    ("code", "owner"),
                    ("unit", "counted_by"),
                    "additive",
                    ("definition_zh_hans", "definition_en"),
                ]
            },
        ),
        (
            _("Internal"),
            {"fields": ["private_note", "source", "source_note", "synthetic"], "classes": ["collapse"]},
        ),
    )

    @admin.display(description=_("name"), ordering="name_zh_hans")
    def name(self, obj: Indicator) -> str:
        return str(obj)


class Ranks(Rows):
    model = Rank
    fields = ("position", "region", "group")


@admin.register(Observation)
class ObservationAdmin(Admin):
    """What was revised stays as it is; the current one is corrected here, or revised on a page of its own."""

    form = NumbersForm
    change_form_template = "admin/observation_change_form.html"
    list_display = ("indicator", "region", "of_cut", "period", "amount", "growth", "stage_badge", "revision", "current")
    list_filter = (RegionFilter, "cut", "stage", "current")
    list_select_related = ("indicator", "region", "sector")
    search_fields = (
        "indicator__code", "indicator__name_zh_hans", "indicator__name_en", "region__name_zh_hans", "region__name_en",
        "period", "as_stated",
    )  # fmt: skip
    inlines = (Ranks,)
    fieldsets = (
        (
            None,
            {"fields": ["indicator", ("region", "cut", "sector"), ("period", "cumulative"), "stage"]},
        ),
        (_("Value"), {"fields": [("qualifier", "value"), ("year_on_year", "change"), "as_stated"]}),
        (_("Source"), {"fields": [("source", "stated_on"), "source_note"]}),
    )

    def visible(self, queryset: Any, user: Any) -> Any:
        return queryset.visible_to(user)

    def editable(self, queryset: Any, user: Any) -> Any:
        return queryset.editable_by(user)

    # Rights

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_change_permission(request, obj) and (obj is None or obj.current)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """What revises another would leave that one without a successor."""
        return super().has_delete_permission(request, obj) and (obj is None or (obj.current and not obj.revision))

    def has_revise_permission(self, request: HttpRequest, obj: Any) -> bool:
        return request.user.has_perm("initiatives.revise_observation") and obj.current and self.may_edit(request, obj)

    def sees_all(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_change_permission(request, obj)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return (*super().get_readonly_fields(request, obj), *(SUBJECT if obj and obj.revision else ()))

    def get_field_queryset(self, db: str | None, db_field: Any, request: HttpRequest) -> Any:
        if db_field.name != "region" or request.user.is_superuser:
            return super().get_field_queryset(db, db_field, request)
        mine = Region.objects.none()
        for code in Region.objects.filter(own_to(request.user)).values_list("code", flat=True):
            mine |= Region.objects.filter(within(code))
        return mine

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        field: Any = super().formfield_for_foreignkey(db_field, request, **kwargs)
        if db_field.name == "region" and not request.user.is_superuser:
            field.error_messages["invalid_choice"] = _("Authorities enter what is observed in their own region.")
        return field

    # Columns

    @admin.display(description=_("cut"), ordering="cut")
    def of_cut(self, obj: Observation) -> str:
        return str(obj.sector or obj.get_cut_display())

    @admin.display(description=_("value"), ordering="value")
    def amount(self, obj: Observation) -> str:
        if obj.qualifier == "exact":
            return plain(obj.value)
        return gettext("%(qualifier)s %(number)s") % {
            "qualifier": obj.get_qualifier_display(),
            "number": plain(obj.value),
        }

    @admin.display(description=_("change (%)"), ordering="year_on_year")
    def growth(self, obj: Observation) -> str:
        return NOTHING if obj.year_on_year is None else plain(obj.year_on_year)

    @admin.display(description=_("stage"), ordering="stage")
    def stage_badge(self, obj: Observation) -> str:
        return badge("stage", obj.stage, obj.get_stage_display())

    # Pages

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view(self.revise_view)
        return [path("<int:pk>/revise/", view, name="initiatives_observation_revise"), *super().get_urls()]

    def revise_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        return revise(self, request, pk)

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        if original := context.get("original"):
            may_revise = self.has_revise_permission(request, original)
            saved = Observation.objects.with_related().get(pk=original.pk)  # whatever is being typed
            context |= {
                "findings": [gettext(f.message) % f.params for f in saved.findings()],
                "revise_url": reverse("admin:initiatives_observation_revise", args=[original.pk]) if may_revise else "",
                "revisions": saved.rivals().select_related("source").order_by("-revision"),
            }
        return super().render_change_form(request, context, *args, **kwargs)
