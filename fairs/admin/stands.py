"""Stand plans and stands: drawn, imported, and given out by hand."""

from collections.abc import Iterable
from typing import Any

from django.contrib import admin
from django.db.models import Count, Q, Sum
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from fairs.checks import STANDS_GIVEN
from fairs.floor_plan import ENTRANCE, STATES, floor_plan
from fairs.models import AllocationProposal, Participation, Stand, StandKind, StandPlan

from .badges import NOTHING, badge
from .base import OfEdition
from .giving import GivingPage
from .outlines import OutlineForm, PlanForm
from .stand_imports import ImportPages


class OfMyEdition(OfEdition):
    """Seen by those who work on the edition: others have the public plan."""

    def visible(self, queryset: Any, user: Any) -> Any:
        return self.editable(queryset, user)


@admin.register(StandPlan)
class StandPlanAdmin(ImportPages, OfMyEdition):
    form = PlanForm
    change_form_template = "admin/standplan_change_form.html"
    list_display = ("hall", "edition", "stands", "free", "net_area")
    list_filter = ("edition__year",)
    list_select_related = ("edition", "hall__venue")
    search_fields = (
        "edition__title_zh_hans", "edition__title_en", "edition__code", "hall__code", "hall__name_zh_hans",
        "hall__name_en", "hall__venue__name_zh_hans", "hall__venue__name_en",
    )  # fmt: skip
    related = ((Stand, "plan"),)
    fieldsets = ((None, {"fields": [("edition", "hall"), "outline", "entrances"]}),)

    def rows(self) -> Any:
        given = Q(stands__participation__isnull=False)
        return StandPlan.objects.annotate(
            number=Count("stands"), given=Count("stands", given), net=Sum("stands__area", filter=given)
        )

    @admin.display(description=_("stands"), ordering="number")
    def stands(self, obj: Any) -> int:
        return obj.number

    @admin.display(description=_("free"))
    def free(self, obj: Any) -> int:
        return obj.number - obj.given

    @admin.display(description=_("net area given (m²)"), ordering="net")
    def net_area(self, obj: Any) -> Any:
        return obj.net or NOTHING

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        if plan := context.get("original"):
            addresses = {
                pk: reverse("admin:fairs_stand_change", args=[pk]) for pk in plan.stands.values_list("pk", flat=True)
            }
            context["areas"] = [
                (StandKind(kind).label, area) for kind, area in sorted(plan.edition.area_given().items())
            ]
            context["findings"] = [
                gettext(f.message) % f.params for f in plan.edition.findings() if f.message == STANDS_GIVEN
            ]
            context |= {"drawn": floor_plan(plan, public=False, addresses=addresses), "entrance": ENTRANCE}
            context["may_propose"] = self.admin_site.get_model_admin(AllocationProposal).may_propose(
                request, plan.edition
            )
        return super().render_change_form(request, context, *args, **kwargs)


class StateFilter(admin.SimpleListFilter):
    title = _("state")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Iterable[tuple[str, Any]]:
        return STATES.items()

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        asked = {
            "free": Q(participation__isnull=True, pavilion__isnull=True),
            "kept": Q(participation__isnull=True, pavilion__isnull=False),
            "taken": Q(participation__isnull=False),
        }
        return queryset.filter(asked.get(self.value() or "", Q()))


@admin.register(Stand)
class StandAdmin(GivingPage, OfMyEdition):
    form = OutlineForm
    parent_field = "plan"
    edition_path = "plan__edition"
    list_display = ("number", "hall", "kind", "area", "state", "pavilion", "exhibitor")
    list_filter = (StateFilter, "kind")
    list_select_related = ("plan__hall__venue", "pavilion", "participation__exhibitor")
    search_fields = (
        "number", "participation__exhibitor__name_zh_hans", "participation__exhibitor__name_en",
        "plan__edition__title_zh_hans", "plan__edition__title_en", "plan__edition__code", "plan__hall__code",
        "pavilion__name_zh_hans", "pavilion__name_en",
    )  # fmt: skip
    readonly_fields = ("area",)
    fieldsets = ((None, {"fields": ["plan", ("number", "kind"), "outline", "area", ("pavilion", "participation")]}),)

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        fieldsets = super().get_fieldsets(request, obj)
        if obj is None:
            fieldsets[0][1]["fields"] = [f for f in fieldsets[0][1]["fields"] if f != "area"]
        return fieldsets

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        """To give an exhibitor another stand is to choose one, not to build one."""
        asked = request.GET.get("participation", "")
        if (
            request.method == "GET"
            and asked.isdecimal()
            and len(asked) < 19
            and Participation.objects.filter(pk=asked).exists()
        ):
            return HttpResponseRedirect(reverse("admin:fairs_stand_give", args=[int(asked)]))
        return super().add_view(request, form_url, extra_context)

    @admin.display(description=_("hall"), ordering="plan__hall__code")
    def hall(self, obj: Stand) -> str:
        return str(obj.plan.hall)

    @admin.display(description=_("state"))
    def state(self, obj: Stand) -> str:
        state = "taken" if obj.participation_id else "kept" if obj.pavilion_id else "free"
        return badge("stand", state, STATES[state])

    @admin.display(description=_("exhibitor"), ordering="participation__exhibitor__name_zh_hans")
    def exhibitor(self, obj: Stand) -> str:
        return str(obj.participation.exhibitor) if obj.participation else NOTHING
