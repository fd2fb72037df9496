from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from fairs.models import EditionPlace, Hall, HallBooking, Region, RegionGroup, RegionGroupMember, Session, Venue

from .badges import badge
from .base import Admin, Rows
from .filters import RegionFilter


@admin.register(Region)
class RegionAdmin(Admin):
    list_display = ("name", "code", "kind", "parent")
    list_filter = ("kind",)
    list_select_related = ("parent",)
    search_fields = ("code", "iso_code", "name_zh_hans", "name_en")
    fieldsets = ((None, {"fields": [("name_zh_hans", "name_en"), ("code", "iso_code"), ("kind", "parent")]}),)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """What authorities may edit follows from where a region lies."""
        fixed = () if obj is None or request.user.is_superuser else ("parent",)
        return (*super().get_readonly_fields(request, obj), *fixed)

    @admin.display(description=_("name"), ordering="name_zh_hans")
    def name(self, obj: Region) -> str:
        return str(obj)


class Members(Rows):
    model = RegionGroupMember
    fields = ("region",)
    show_change_link = False


@admin.register(RegionGroup)
class RegionGroupAdmin(Admin):
    list_display = ("name", "code", "members", "reporting")
    list_filter = ("reporting",)
    search_fields = ("code", "name_zh_hans", "name_en")
    inlines = (Members,)
    fieldsets = (
        (None, {"fields": [("name_zh_hans", "name_en"), ("code", "reporting")]}),
        (_("Source"), {"fields": ["source", "source_note"], "classes": ["collapse"]}),
    )

    def rows(self) -> Any:
        return RegionGroup.objects.prefetch_related("members")

    @admin.display(description=_("name"), ordering="name_zh_hans")
    def name(self, obj: RegionGroup) -> str:
        return str(obj)

    @admin.display(description=_("members"))
    def members(self, obj: RegionGroup) -> int:
        return len(obj.members.all())


class Halls(Rows):
    model = Hall
    fixed = ("code",)  # addresses and subscriptions name it
    fields = ("code", "name_zh_hans", "name_en", "gross_area", "part_of")


@admin.register(Venue)
class VenueAdmin(Admin):
    list_display = ("name", "city", "kind_badge", "status_badge", "indoor_area", "halls", "code")
    list_filter = (RegionFilter, "kind", "status", "synthetic")
    search_fields = ("code", "name_zh_hans", "name_en", "aliases", "region__name_zh_hans", "region__name_en")
    inlines = (Halls,)
    related = ((EditionPlace, "venue"), (Session, "venue"))
    fieldsets = (
        (None, {"fields": [("name_zh_hans", "name_en"), ("code", "website"), "aliases"]}),
        (
            _("Where"),
            {"fields": ["region", ("address_zh_hans", "address_en"), ("latitude", "longitude")]},
        ),
        (_("What"), {"fields": [("kind", "kind_reason"), ("status", "operator"), ("indoor_area", "outdoor_area")]}),
        (_("Source"), {"fields": ["source", "source_note", "synthetic"], "classes": ["collapse"]}),
    )

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Whoever operates it decides on its halls."""
        fixed = () if request.user.is_superuser else ("operator",)
        return (*super().get_readonly_fields(request, obj), *fixed)

    def rows(self) -> Any:
        return Venue.objects.select_related("region").prefetch_related("halls")

    @admin.display(description=_("name"), ordering="name_zh_hans")
    def name(self, obj: Venue) -> str:
        return str(obj)

    @admin.display(description=_("city"), ordering="region__code")
    def city(self, obj: Venue) -> str:
        return str(obj.region)

    @admin.display(description=_("kind"), ordering="kind")
    def kind_badge(self, obj: Venue) -> str:
        return badge("kind", obj.kind, obj.get_kind_display())

    @admin.display(description=_("status"), ordering="status")
    def status_badge(self, obj: Venue) -> str:
        return badge("venue", obj.status, obj.get_status_display())

    @admin.display(description=_("halls"))
    def halls(self, obj: Venue) -> int:
        return len(obj.halls.all())


@admin.register(Hall)
class HallAdmin(Admin):
    list_display = ("venue", "code", "name", "part_of", "gross_area")
    list_display_links = ("code", "name")
    related = ((HallBooking, "hall"),)
    list_select_related = ("venue", "part_of__venue")
    search_fields = ("code", "name_zh_hans", "name_en", "venue__name_zh_hans", "venue__name_en", "venue__aliases")
    fieldsets = (
        (None, {"fields": [("venue", "part_of"), "code", ("name_zh_hans", "name_en"), "gross_area"]}),
        (_("Source"), {"fields": ["source", "source_note"], "classes": ["collapse"]}),
    )

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Addresses name a hall by its venue's code and its own."""
        fixed = () if obj is None or request.user.is_superuser else ("venue",)
        return (*super().get_readonly_fields(request, obj), *fixed)

    @admin.display(description=_("name"), ordering="name_zh_hans")
    def name(self, obj: Hall) -> str:
        return obj.name
