from collections.abc import Iterable
from typing import Any

from django.contrib import admin
from django.db.models import Exists, OuterRef, Q
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from fairs.models import Exhibitor, Invitation, Organisation, Participation, Pavilion, Product, ProductDisplay

from .base import Admin, OfEdition
from .filters import RegionFilter
from .members import MembersPage
from .merging import MergingPages


@admin.register(Exhibitor)
class ExhibitorAdmin(MergingPages, Admin):
    change_list_template = "admin/exhibitor_change_list.html"
    list_display = ("name", "region", "website", "code")
    list_filter = (RegionFilter, "synthetic", ("merged_into", admin.EmptyFieldListFilter))
    list_select_related = ("region",)
    search_fields = ("code", "name_zh_hans", "name_en", "aliases", "region__name_zh_hans", "region__name_en")
    related = ((Participation, "exhibitor"), (Product, "exhibitor"))
    fieldsets = (
        (None, {"fields": [("name_zh_hans", "name_en"), ("code", "website"), ("aliases", "organisation")]}),
        (_("Address"), {"fields": ["region", ("address_zh_hans", "address_en")]}),
        (_("Description"), {"fields": [("description_zh_hans", "description_en")], "classes": ["collapse"]}),
        (_("Internal"), {"fields": ["private_note", "source", "source_note", "synthetic"], "classes": ["collapse"]}),
    )

    def visible(self, queryset: Any, user: Any) -> Any:
        """Those whose part in an edition the user may see, and those that take part in none yet."""
        parts = Participation.objects.filter(exhibitor=OuterRef("pk"))
        shown: Any = self.admin_site.get_model_admin(Participation)
        return queryset.filter(Exists(shown.visible(parts, user)) | ~Exists(parts), merged_into__isnull=True)

    def editable(self, queryset: Any, user: Any) -> Any:
        """Those that take part in nothing but what the user edits; in nothing at all, by their users and who made them.

        What was merged keeps still.
        """
        parts = Participation.objects.filter(exhibitor=OuterRef("pk"))
        mine = Participation.objects.editable_by(user).values("pk")
        theirs = Organisation.objects.filter(memberships__user=user).values("pk")
        made = Exhibitor.history.filter(history_type="+", history_user=user).values("id")
        known = Exists(parts) | Q(organisation__in=theirs) | Q(pk__in=made)
        return queryset.filter(known, ~Exists(parts.exclude(pk__in=mine)), merged_into__isnull=True)

    def secrets(self, request: HttpRequest, obj: Any) -> Iterable[str]:
        yield from (*super().secrets(request, obj), "organisation")

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Whose it is once, it is not given to others."""
        owned = obj and obj.organisation_id and not request.user.is_superuser
        return (*super().get_readonly_fields(request, obj), *(("organisation",) if owned else ()))

    @admin.display(description=_("name"), ordering="name_zh_hans")
    def name(self, obj: Exhibitor) -> str:
        return str(obj)


@admin.register(Pavilion)
class PavilionAdmin(MembersPage, OfEdition):
    change_form_template = "admin/pavilion_change_form.html"
    list_display = ("name", "region", "edition", "coordinator", "guest_of_honour")
    list_filter = ("guest_of_honour",)
    list_select_related = ("region", "edition", "coordinator")
    search_fields = (
        "name_zh_hans", "name_en", "region__name_zh_hans", "region__name_en", "edition__title_zh_hans",
        "edition__title_en",
    )  # fmt: skip
    related = ((Participation, "pavilion"), (ProductDisplay, "pavilion"), (Invitation, "pavilion"))
    fieldsets = (
        (
            None,
            {
                "fields": [
                    ("name_zh_hans", "name_en"),
                    ("edition", "region"),
                    ("coordinator", "hall"),
                    "guest_of_honour",
                ]
            },
        ),
        (_("Source"), {"fields": ["source", "source_note"], "classes": ["collapse"]}),
    )

    @admin.display(description=_("name"), ordering="name_zh_hans")
    def name(self, obj: Pavilion) -> str:
        return str(obj)

    def visible(self, queryset: Any, user: Any) -> Any:
        """With its edition; by its coordinator before that is public."""
        coordinated = Pavilion.objects.coordinated_by(user).values("pk")
        return queryset.filter(Q(pk__in=super().visible(queryset, user).values("pk")) | Q(pk__in=coordinated))

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        if original := context.get("original"):
            context["may_upload"] = self.may_upload(request, original)
        return super().render_change_form(request, context, *args, **kwargs)
