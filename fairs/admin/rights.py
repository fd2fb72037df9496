"""What groups and users may do, in the reader's language: Django stores the names of permissions in English."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin as DjangoGroupAdmin
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

OFFERED = "(offered before; no members)"
"""The group that only remembers which permissions others were given: nobody joins it, and it is shown nowhere."""
DEEDS = {
    "view": _("view"),
    "add": _("add"),
    "change": _("change"),
    "delete": _("delete"),
    "revise": _("revise"),
    "publish": _("approve, publish, move and cancel"),
    "confirm": _("confirm and release"),
}


class Permissions(forms.ModelMultipleChoiceField):
    def label_from_instance(self, obj: Permission) -> str:
        model = obj.content_type.model_class()
        deed = DEEDS.get(obj.codename.partition("_")[0])
        if model is None or deed is None:
            return str(obj)
        return gettext("%(thing)s: %(deed)s") % {"thing": model._meta.verbose_name, "deed": deed}


class Groups(forms.ModelMultipleChoiceField):
    """Boxes to tick: there are few, and two of them come with the data, named in English."""

    names: ClassVar[dict[str, Any]] = {
        "Editors": _("Editors: enter, correct, hand in"),
        "Approvers": _("Approvers: also approve, publish, move, cancel, and confirm bookings"),
    }

    def label_from_instance(self, obj: Group) -> str:
        return str(self.names.get(obj.name, obj.name))


class GroupsFilter(admin.RelatedFieldListFilter):
    def field_choices(self, field: Any, request: HttpRequest, model_admin: Any) -> Any:
        order = self.field_admin_ordering(field, request, model_admin)
        return field.get_choices(include_blank=False, ordering=order, limit_choices_to=~Q(name=OFFERED))


class Rights:
    """Offers the permissions for what this admin shows, and groups to join, and no others."""

    admin_site: Any

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest | None = None, **kwargs: Any) -> Any:
        if db_field.remote_field.model is Permission:
            shown = ContentType.objects.get_for_models(*self.admin_site._registry).values()
            permissions = Permission.objects.filter(content_type__in=shown).select_related("content_type")
            kwargs |= {"form_class": Permissions, "queryset": permissions}
        if db_field.remote_field.model is Group:
            offered = Group.objects.exclude(name=OFFERED)
            kwargs |= {"form_class": Groups, "queryset": offered, "widget": forms.CheckboxSelectMultiple}
        return super().formfield_for_manytomany(db_field, request, **kwargs)  # type: ignore[misc]


admin.site.unregister(Group)


@admin.register(Group)
class GroupAdmin(Rights, DjangoGroupAdmin):
    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).exclude(name=OFFERED)
