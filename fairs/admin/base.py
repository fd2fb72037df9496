"""What every page of the admin shares: who sees and edits what, why it changed, and what may not be deleted."""

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

from django import forms
from django.apps import apps
from django.contrib import admin
from django.db import models
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from fairs.models import Edition, PublicModel

from .exporting import Exported
from .fields import Fields
from .forms import REASON_LENGTH, PartForm, PartFormSet, RecordForm
from .history import Recorded

Related = tuple[type[models.Model], str]  # a model, and its lookup of the object shown
PRIVATE = ("private_note", "source_note", "owner", "contract_area")  # the public is told none of these


class Admin(Fields, Exported, Recorded):
    """Reference data: seen by all who work here, edited by whom the groups allow."""

    form = RecordForm
    list_per_page = 50
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    parent_field: ClassVar[str | None] = None  # what the row is part of: rights on that are rights on the row
    related: ClassVar[Sequence[Related]] = ()  # lists that belong to the object, linked from its page
    change_form_template = "admin/record_change_form.html"

    def editable(self, queryset: Any, user: Any) -> Any:
        return queryset

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        title = {"title": capfirst(self.opts.verbose_name_plural)}
        return super().changelist_view(request, {**title, **(extra_context or {})})

    def rows(self) -> Any:
        """Every row with what the list shows of it."""
        return self.model._default_manager.get_queryset()

    def get_queryset(self, request: HttpRequest) -> Any:
        queryset = self.rows().order_by(*(self.get_ordering(request) or self.opts.ordering or ()))
        return queryset if request.user.is_superuser else self.visible(queryset, request.user)

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> Any:
        """A form's field that is typed into is offered what it would take, and no more."""
        found, duplicates = super().get_search_results(request, queryset, search_term)
        if request.resolver_match and request.resolver_match.url_name == "autocomplete":
            asking = apps.get_model(request.GET["app_label"], request.GET["model_name"])
            asker, field = self.admin_site._registry.get(asking), asking._meta.get_field(request.GET["field_name"])
            if isinstance(asker, Fields):
                found = found.filter(pk__in=asker.get_field_queryset(None, field, request).order_by().values("pk"))
        return found, duplicates

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Any:
        """Locked before it is written, so that the version compared with is the one that is overwritten."""
        obj = super().get_object(request, object_id, from_field)
        if obj is None or request.method != "POST":
            return obj
        if isinstance(obj, PublicModel):
            obj.lock_first()
        list(self.model._base_manager.select_for_update(no_key=True).order_by().filter(pk=obj.pk).values_list("pk"))
        return super().get_object(request, object_id, from_field)

    def may_edit(self, request: HttpRequest, obj: models.Model | None) -> bool:
        if obj is None or request.user.is_superuser:
            return True
        known = request.__dict__.setdefault("_may_edit", {})
        key = (self.model, obj.pk)
        if key not in known:
            known[key] = self.editable(self.model._default_manager.filter(pk=obj.pk), request.user).exists()
        return bool(known[key])

    def sees_all(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        """Who may not edit a thing sees of it what the public sees: no private fields and no history."""
        return self.has_change_permission(request, obj)

    def secrets(self, request: HttpRequest, obj: models.Model) -> Iterable[str]:
        """Private fields, and relations to what the user may not see."""
        yield from PRIVATE
        for field in self.opts.fields:
            related = self.admin_site._registry.get(field.remote_field.model) if field.remote_field else None
            key = getattr(obj, field.attname)
            if related and key and not related.get_queryset(request).filter(pk=key).exists():
                yield field.name

    def lookup_allowed(self, lookup: str, value: Any, request: Any = None) -> bool:
        """What is not shown is not guessed by filtering either."""
        guessed = lookup.split("__", maxsplit=1)[0] in PRIVATE and not (request and request.user.is_superuser)
        return not guessed and super().lookup_allowed(lookup, value, request)

    def code_is_out(self, request: HttpRequest, obj: Any) -> bool:
        """Whether addresses and subscriptions that nobody here can mend may name the code."""
        return not request.user.is_superuser

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        code = ("code",) if obj and hasattr(obj, "code") and self.code_is_out(request, obj) else ()
        return (*super().get_readonly_fields(request, obj), *code)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_change_permission(request, obj) and self.may_edit(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_delete_permission(request, obj) and self.may_edit(request, obj)

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        extra = ("change_reason", "version")
        left_out = {*extra, *(() if obj is None or self.sees_all(request, obj) else self.secrets(request, obj))}
        fieldsets = [
            (name, {**options, "fields": _without(options["fields"], left_out)})
            for name, options in super().get_fieldsets(request, obj)
        ]
        if obj and issubclass(self.form, RecordForm) and self.has_change_permission(request, obj):
            fieldsets.append((None, {"fields": [extra], "classes": ["reason"]}))
        return fieldsets

    def save_model(self, request: HttpRequest, obj: Any, form: forms.ModelForm, change: bool) -> None:
        obj._change_reason = form.cleaned_data.get("change_reason") or None
        super().save_model(request, obj, form, change)

    def save_formset(self, request: HttpRequest, form: forms.ModelForm, formset: Any, change: bool) -> None:
        for each in formset.forms:
            each.instance._change_reason = form.cleaned_data.get("change_reason") or None
        super().save_formset(request, form, formset, change)

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        obj._change_reason = request.POST.get("change_reason", "")[:REASON_LENGTH] or None
        super().delete_model(request, obj)

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        deleted, count, perms_needed, protected = super().get_deleted_objects(objs, request)
        if issubclass(self.model, PublicModel):
            published: Any = self.model._base_manager.filter(pk__in=[o.pk for o in objs]).told()  # type: ignore[attr-defined]
            protected = [
                *protected,
                *(_("“%s” was published: it can be cancelled or unpublished.") % o for o in published),
            ]
        return deleted, count, perms_needed, protected

    def related_lists(self, request: HttpRequest, obj: models.Model) -> Iterable[dict[str, Any]]:
        for model, lookup in self.related:
            shown = self.admin_site.get_model_admin(model)
            if not shown.has_view_permission(request):
                continue
            name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
            yield {
                "name": model._meta.verbose_name_plural,
                "count": shown.get_queryset(request).filter(**{lookup: obj.pk}).count(),
                "url": f"{reverse(f'{name}_changelist')}?{lookup}__id__exact={obj.pk}",
                "add_url": f"{reverse(f'{name}_add')}?{lookup}={obj.pk}" if shown.has_add_permission(request) else "",
            }

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        if original := context.get("original"):
            context["related_lists"] = list(self.related_lists(request, original))
            context["sees_all"] = self.sees_all(request, original)
        return super().render_change_form(request, context, *args, **kwargs)


def _without(fields: Iterable[Any], names: set[str]) -> list[Any]:
    """Of a fieldset's fields, single ones and rows of several, those not named."""
    rows = [[f for f in row if f not in names] if isinstance(row, (list, tuple)) else row for row in fields]
    return [row for row in rows if row and (isinstance(row, list) or row not in names)]


class Part(Fields):
    """Rows edited on the page of what they are part of, by whoever may edit that."""

    form: Any = PartForm
    formset: Any = PartFormSet
    fixed: ClassVar[Sequence[str]] = ()  # fields that only a superuser changes once the row is saved
    extra = 0
    show_change_link = True
    parent_model: Any

    def get_queryset(self, request: HttpRequest) -> Any:
        """Without rows whose substance the user may not see; what else a row relates to is left out of it."""
        rows = super().get_queryset(request)
        limited = (f for f in self.opts.fields if f.related_model is not self.parent_model and self.limits(f, request))
        for field in limited:
            seen = self.get_field_queryset(None, field, request)
            if field.null:
                rows = rows.prefetch_related(models.Prefetch(field.name, seen))
            else:
                rows = rows.filter(**{f"{field.name}__in": seen.order_by().values("pk")})
        return rows if request.user.is_superuser else self.visible(rows, request.user)

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        formset: Any = super().get_formset(request, obj, **kwargs)  # type: ignore[misc]
        formset.fixed = () if request.user.is_superuser else self.fixed
        return formset

    def _parent(self) -> Any:
        return self.admin_site.get_model_admin(self.parent_model)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return bool(self._parent().has_view_permission(request, obj))

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_change_permission(request, obj)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        parent = self._parent()
        return bool(parent.has_change_permission(request, obj) if obj else parent.has_add_permission(request))

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_change_permission(request, obj)


class Rows(Part, admin.TabularInline):
    """Parts in a table."""


class OfEdition(Admin):
    """What is part of an edition: seen and edited with it."""

    parent_field = "edition"
    edition_path = "edition"

    def visible(self, queryset: Any, user: Any) -> Any:
        return queryset.filter(**{f"{self.edition_path}__in": Edition.objects.visible_to(user)})

    def editable(self, queryset: Any, user: Any) -> Any:
        return queryset.filter(**{f"{self.edition_path}__in": Edition.objects.editable_by(user)})


class OfAdmitted(OfEdition):
    """Of others' editions only what the public is told: who applied or was declined is theirs to know."""

    def visible(self, queryset: Any, user: Any) -> Any:
        public = self.model._default_manager.all().visible_to(user)
        mine = self.editable(self.model._default_manager.all(), user)
        return queryset.filter(Q(pk__in=public.values("pk")) | Q(pk__in=mine.values("pk")))
