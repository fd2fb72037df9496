from typing import Any

from django.contrib import admin, messages
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.http import HttpRequest
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _

from fairs.checks import Level
from fairs.models import (
    DayBlock,
    Deadline,
    Edition,
    EditionOrganiser,
    EditionPlace,
    Fair,
    FairCategory,
    Figure,
    HallBooking,
    Invitation,
    Participation,
    Pavilion,
    ProductDisplay,
    Session,
    doubts,
)

from .badges import NOTHING, badge
from .base import Admin, OfEdition, Rows
from .filters import AttentionFilter, RegionFilter, WhenFilter
from .forms import PartFormSet, is_public
from .plans import PlanPages
from .publishable import PublishableAdmin
from .when import next_first


class FairCategories(Rows):
    model = FairCategory
    show_change_link = False


@admin.register(Fair)
class FairAdmin(Admin):
    list_display = ("name", "code", "editions", "website", "synthetic")
    list_filter = ("categories__category", "synthetic")
    search_fields = ("code", "name_zh_hans", "name_en", "aliases")
    inlines = (FairCategories,)
    related = ((Edition, "fair"),)
    fieldsets = (
        (None, {"fields": [("name_zh_hans", "name_en"), ("code", "website"), "aliases"]}),
        (_("Description"), {"fields": [("description_zh_hans", "description_en")]}),
        (_("Source"), {"fields": ["source", "source_note", "synthetic"], "classes": ["collapse"]}),
    )

    def visible(self, queryset: Any, user: Any) -> Any:
        """Those with an edition that the user may see, and those that have none yet."""
        editions = Edition.objects.filter(fair=OuterRef("pk"))
        return queryset.filter(Q(pk__in=Fair.objects.visible_to(user).values("pk")) | ~Exists(editions))

    def editable(self, queryset: Any, user: Any) -> Any:
        """Those without editions, and those with one that the user edits and no published one that others do.

        Others' drafts do not count: anyone may add one, and would take the fair from its owner.
        """
        editions = Edition.objects.filter(fair=OuterRef("pk"))
        mine = Edition.objects.editable_by(user)
        others = editions.published().exclude(pk__in=mine)
        return queryset.filter(Exists(editions.filter(pk__in=mine)) | ~Exists(editions)).exclude(Exists(others))

    def rows(self) -> Any:
        return Fair.objects.prefetch_related("editions")

    @admin.display(description=_("name"), ordering="name_zh_hans")
    def name(self, obj: Fair) -> str:
        return str(obj)

    @admin.display(description=_("editions"))
    def editions(self, obj: Fair) -> int:
        return len(obj.editions.all())


class BlockFormSet(PartFormSet):
    def clean(self) -> None:
        super().clean()
        known: list[DayBlock] = []
        for form in self.forms:
            block = form.instance
            if form.errors or form in self.deleted_forms or not block.complete:
                continue
            if any(block.first_day <= k.last_day and k.first_day <= block.last_day for k in known):
                form.add_error("first_day", _("These days overlap another block of the same edition."))
            known.append(block)


class FirstRows(Rows):
    """Of a new edition a first row is open: hardly one has none."""

    def get_extra(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> int:
        return self.extra if obj else 1


class Blocks(FirstRows):
    """Days that are published keep still here; what has no days yet may get its first ones."""

    model = DayBlock
    formset = BlockFormSet
    fields = ("first_day", "last_day")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_change_permission(request, obj) and not is_public(obj)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_change_permission(request, obj)


class Places(FirstRows):
    model = EditionPlace
    show_change_link = False


class Organisers(FirstRows):
    model = EditionOrganiser
    show_change_link = False


class Figures(Rows):
    model = Figure
    fields = ("measure", "stage", "qualifier", "value", "as_stated", "source")


class Deadlines(Rows):
    model = Deadline
    fields = ("kind", "day", "note_zh_hans", "note_en", "audience")
    show_change_link = False


class Pavilions(Rows):
    model = Pavilion
    fields = ("region", "name_zh_hans", "name_en", "coordinator", "guest_of_honour", "hall")


@admin.register(Edition)
class EditionAdmin(PlanPages, PublishableAdmin):
    list_display = ("title", "days", "city", "batch_badge", "state", "status")
    list_filter = (
        AttentionFilter,
        WhenFilter,
        RegionFilter,
        "editorial_state",
        "event_status",
        "batch",
        "year",
        "synthetic",
    )
    search_fields = (
        "code", "title_zh_hans", "title_en", "fair__code", "fair__name_zh_hans", "fair__name_en", "fair__aliases",
        "region__name_zh_hans", "region__name_en", "places__venue__name_zh_hans", "places__venue__name_en",
        "places__venue__aliases",
    )  # fmt: skip
    exported = ("code", "fair", "ordinal", "year", "first_day", "last_day", "places", "organisers", "planned_area")
    search_help_text = _("Title, fair, city or venue, in Chinese or English; other names and codes too.")
    date_hierarchy = "blocks__first_day"
    inlines = (Blocks, Places, Organisers, Deadlines, Figures, Pavilions)
    related = (
        (Session, "edition"), (HallBooking, "edition"), (Participation, "edition"), (Invitation, "edition"),
        (ProductDisplay, "edition"),
    )  # fmt: skip
    fieldsets = (
        (
            None,
            {
                "fields": [
                    ("title_zh_hans", "title_en"),
                    ("fair", "code"),
                    ("ordinal", "year"),
                    ("batch", "audience"),
                    ("region", "owner"),
                    ("stated_dates", "website"),
                    "combined_with",
                ]
            },
        ),
        (_("Description"), {"fields": [("description_zh_hans", "description_en")], "classes": ["collapse"]}),
        (
            _("Internal"),
            {"fields": ["private_note", "source", "source_note", "synthetic"], "classes": ["collapse"]},
        ),
    )

    def rows(self) -> Any:
        days = DayBlock.objects.filter(edition=OuterRef("pk")).order_by("first_day").values("first_day")
        rows = Edition.objects.select_related("fair", "region", "owner").prefetch_related("blocks")
        last = DayBlock.objects.filter(edition=OuterRef("pk")).order_by(F("last_day").desc(nulls_last=True))
        return rows.annotate(first_day=Subquery(days[:1]), last_day=Subquery(last.values("last_day")[:1]))

    def get_ordering(self, request: HttpRequest) -> Any:
        return (*next_first("first_day", "last_day"), "-year", "code")

    def get_inlines(self, request: HttpRequest, obj: Any) -> Any:
        """A new edition first needs what it is; the rest has room once it is saved."""
        return self.inlines if obj else (Blocks, Places, Organisers)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """What cannot be true keeps it from being published; what is only unlikely is said here."""
        super().save_related(request, form, formsets, change)
        for finding in [*form.instance.findings(), *doubts(form.instance)]:
            if finding.level == Level.WARNING:
                messages.warning(request, gettext(finding.message) % finding.params)

    @admin.display(description=_("days"), ordering="first_day")
    def days(self, obj: Any) -> str:
        return super().days(obj)

    def rows_to_export(self, queryset: Any) -> Any:
        return queryset.prefetch_related("places__venue", "places__hall__venue", "organisers__organisation", "figures")

    @admin.display(description=_("first day"))
    def first_day(self, obj: Any) -> Any:
        return obj.first_day

    @admin.display(description=_("last day"))
    def last_day(self, obj: Any) -> Any:
        return obj.last_day

    @admin.display(description=_("venues"))
    def places(self, obj: Edition) -> str:
        return pgettext("list", ", ").join(str(place.hall or place.venue) for place in obj.places.all())

    @admin.display(description=_("organisers"))
    def organisers(self, obj: Edition) -> str:
        return pgettext("list", ", ").join(str(each.organisation) for each in obj.organisers.all())

    @admin.display(description=_("gross area planned (m²)"))
    def planned_area(self, obj: Edition) -> int | None:
        planned = (f for f in obj.figures.all() if (f.measure, f.stage) == ("gross_area", "plan"))
        return next((figure.value for figure in planned), None)

    @admin.display(description=_("city"), ordering="region__code")
    def city(self, obj: Edition) -> str:
        return str(obj.region)

    @admin.display(description=_("batch"), ordering="batch")
    def batch_badge(self, obj: Edition) -> str:
        return badge("batch", obj.batch, obj.get_batch_display()) if obj.batch else NOTHING


@admin.register(EditionPlace)
class EditionPlaceAdmin(OfEdition):
    list_display = ("venue", "hall", "edition")
    list_select_related = ("venue", "hall__venue", "edition")
    search_fields = ("edition__title_zh_hans", "edition__title_en", "venue__name_zh_hans", "venue__name_en")


@admin.register(EditionOrganiser)
class EditionOrganiserAdmin(OfEdition):
    list_display = ("organisation", "role", "edition")
    list_filter = ("role",)
    list_select_related = ("organisation", "edition")
    search_fields = (
        "edition__title_zh_hans", "edition__title_en", "organisation__name_zh_hans", "organisation__name_en",
    )  # fmt: skip


@admin.register(FairCategory)
class FairCategoryAdmin(Admin):
    parent_field = "fair"
    list_display = ("fair", "category")
    list_filter = ("category",)
    list_select_related = ("fair", "category")
    search_fields = ("fair__name_zh_hans", "fair__name_en", "category__name_zh_hans", "category__name_en")

    def visible(self, queryset: Any, user: Any) -> Any:
        """With its fair, as is ``editable``."""
        fairs: Any = self.admin_site.get_model_admin(Fair)
        return queryset.filter(fair__in=fairs.visible(Fair.objects.all(), user))

    def editable(self, queryset: Any, user: Any) -> Any:
        fairs: Any = self.admin_site.get_model_admin(Fair)
        return queryset.filter(fair__in=fairs.editable(Fair.objects.all(), user))
