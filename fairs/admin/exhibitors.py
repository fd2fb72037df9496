from typing import Any

from django.contrib import admin
from django.db.models import Case, Exists, OuterRef, When
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from fairs.models import Edition, Exhibitor, Participation, Pavilion, Product, ProductDisplay

from .badges import badge
from .base import Admin, OfAdmitted, OfEdition
from .filters import RegionFilter


@admin.register(Exhibitor)
class ExhibitorAdmin(Admin):
    list_display = ("name", "region", "website", "code")
    list_filter = (RegionFilter, "synthetic")
    list_select_related = ("region",)
    search_fields = ("code", "name_zh_hans", "name_en", "aliases", "region__name_zh_hans", "region__name_en")
    related = ((Participation, "exhibitor"), (Product, "exhibitor"))
    fieldsets = (
        (None, {"fields": [("name_zh_hans", "name_en"), ("code", "website"), "aliases"]}),
        (_("Address"), {"fields": ["region", ("address_zh_hans", "address_en")]}),
        (_("Description"), {"fields": [("description_zh_hans", "description_en")], "classes": ["collapse"]}),
        (_("Internal"), {"fields": ["private_note", "source", "source_note", "synthetic"], "classes": ["collapse"]}),
    )

    def visible(self, queryset: Any, user: Any) -> Any:
        """Those whose part in an edition the user may see, and those that take part in none yet."""
        parts = Participation.objects.filter(exhibitor=OuterRef("pk"))
        shown: Any = self.admin_site.get_model_admin(Participation)
        return queryset.filter(Exists(shown.visible(parts, user)) | ~Exists(parts))

    def editable(self, queryset: Any, user: Any) -> Any:
        """Those that take part in nothing but what the user edits."""
        parts = Participation.objects.filter(exhibitor=OuterRef("pk"))
        return queryset.filter(~Exists(parts.exclude(edition__in=Edition.objects.editable_by(user))))

    @admin.display(description=_("name"), ordering="name_zh_hans")
    def name(self, obj: Exhibitor) -> str:
        return str(obj)


@admin.register(Pavilion)
class PavilionAdmin(OfEdition):
    list_display = ("name", "region", "edition", "coordinator", "guest_of_honour")
    list_filter = ("guest_of_honour",)
    list_select_related = ("region", "edition", "coordinator")
    search_fields = (
        "name_zh_hans", "name_en", "region__name_zh_hans", "region__name_en", "edition__title_zh_hans",
        "edition__title_en",
    )  # fmt: skip
    related = ((Participation, "pavilion"), (ProductDisplay, "pavilion"))
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


@admin.register(Participation)
class ParticipationAdmin(OfAdmitted):
    list_display = ("exhibitor", "edition", "role", "status_badge", "pavilion", "stand", "area")
    list_filter = ("status", "role")
    list_select_related = ("exhibitor", "edition", "pavilion")
    search_fields = (
        "exhibitor__name_zh_hans", "exhibitor__name_en", "exhibitor__aliases", "exhibitor__code",
        "edition__title_zh_hans", "edition__title_en", "stand",
    )  # fmt: skip
    related = ((ProductDisplay, "participation"),)
    fieldsets = (
        (None, {"fields": [("edition", "exhibitor"), ("role", "main"), "status"]}),
        (_("Where"), {"fields": ["pavilion", ("stand", "contract_area")]}),
    )

    def get_queryset(self, request: HttpRequest) -> Any:
        mine = Edition.objects.editable_by(request.user) if self.sees_all(request) else Edition.objects.none()
        return super().get_queryset(request).annotate(area=Case(When(edition__in=mine, then="contract_area")))

    @admin.display(description=_("contract area (m²)"), ordering="area")
    def area(self, obj: Any) -> int | None:
        """In a list: of the user's own editions."""
        return obj.area

    @admin.display(description=_("status"), ordering="status")
    def status_badge(self, obj: Participation) -> str:
        return badge("part", obj.status, obj.get_status_display())
