"""Organisations, users, and who works for whom."""

from http import HTTPStatus
from typing import Any

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from fairs.calendar.models import PersonalFeed
from fairs.models import Membership, Organisation, User

from .base import Admin, Fields
from .filters import RegionFilter
from .lists import Lists
from .rights import GroupsFilter, Rights


class Memberships(Fields, admin.TabularInline):
    """Who belongs to an organisation edits what it owns: this asks for rights of its own."""

    model = Membership
    extra = 0


@admin.register(Organisation)
class OrganisationAdmin(Admin):
    list_display = ("name", "kind", "region", "parent", "code")
    list_filter = ("kind", RegionFilter, "synthetic")
    list_select_related = ("region", "parent")
    search_fields = ("code", "name_zh_hans", "name_en")
    inlines = (Memberships,)
    fieldsets = (
        (None, {"fields": [("name_zh_hans", "name_en"), ("code", "website"), ("kind", "region"), "parent"]}),
        (_("Internal"), {"fields": ["private_note", "synthetic"], "classes": ["collapse"]}),
    )

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """What its members may edit follows from these: else whoever edits organisations could take a whole region."""
        fixed = () if obj is None or request.user.is_superuser else ("kind", "region")
        return (*super().get_readonly_fields(request, obj), *fixed)

    @admin.display(description=_("name"), ordering="name_zh_hans")
    def name(self, obj: Organisation) -> str:
        return str(obj)


@admin.register(Membership)
class MembershipAdmin(Admin):
    list_display = ("user", "organisation", "role")
    list_filter = ("role",)
    list_select_related = ("user", "organisation")
    search_fields = ("user__username", "organisation__name_zh_hans", "organisation__name_en")


@admin.register(User)
class UserAdmin(Rights, Lists, DjangoUserAdmin):
    list_display = ("username", "last_name", "first_name", "is_active", "is_superuser", "last_login")
    list_filter = ("is_staff", "is_superuser", "is_active", ("groups", GroupsFilter))
    inlines = (Memberships,)
    fieldsets = (
        (None, {"fields": ("username", "password", "must_change_password")}),
        (_("Personal info"), {"fields": (("last_name", "first_name"), "email")}),
        (_("Permissions"), {"fields": ("is_active", "is_staff", "is_superuser", "groups")}),
        (_("Single rights, beside those of groups"), {"fields": ("user_permissions",), "classes": ["collapse"]}),
        (_("Important dates"), {"fields": ("last_login", "date_joined")}),
    )

    def get_inlines(self, request: HttpRequest, obj: Any) -> Any:
        return self.inlines if obj else ()

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Only a superuser hands out rights: else whoever edits users could take all of them."""
        rights = () if request.user.is_superuser else ("is_superuser", "groups", "user_permissions")
        return (*super().get_readonly_fields(request, obj), *rights)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        beyond = obj is not None and obj.is_superuser and not request.user.is_superuser
        return super().has_change_permission(request, obj) and not beyond

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_delete_permission(request, obj) and self.has_change_permission(request, obj)

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """Nobody deletes personal feeds, but with their user."""
        deleted, count, perms_needed, protected = super().get_deleted_objects(objs, request)
        return deleted, count, perms_needed - {PersonalFeed._meta.verbose_name}, protected

    def user_change_password(self, request: HttpRequest, id: str, form_url: str = "") -> HttpResponse:
        """Whose password somebody else chose must change it."""
        answer: HttpResponse = super().user_change_password(request, id, form_url)
        if request.method == "POST" and answer.status_code == HTTPStatus.FOUND:
            User.objects.filter(pk=unquote(id)).exclude(pk=request.user.pk or 0).update(must_change_password=True)
        return answer

    def save_model(self, request: HttpRequest, obj: User, form: ModelForm, change: bool) -> None:
        if not change:
            obj.must_change_password = True  # somebody else chose it
            obj.is_staff = True
        super().save_model(request, obj, form, change)
