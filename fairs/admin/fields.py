"""Form fields of every page of the admin: relations are found by typing, and only among what the user may see."""

from typing import Any

from django.contrib.admin.options import BaseModelAdmin
from django.contrib.admin.widgets import (
    AdminDateWidget,
    AdminTextareaWidget,
    AutocompleteSelect,
    RelatedFieldWidgetWrapper,
)
from django.db import models
from django.forms import URLInput
from django.http import HttpRequest

from .dates import Clock, Day, Moment


class RelationSelect(AutocompleteSelect):
    """Shown again with what was sent, Django's own would ask the database for a key that is none."""

    def optgroups(self, name: str, value: Any, attr: Any = None) -> Any:
        return super().optgroups(name, [v for v in value if str(v).isdecimal() and len(str(v)) < 19], attr)


class Fields(BaseModelAdmin):
    """Form fields: relations are found by typing, and only among what the user may see."""

    admin_site: Any
    formfield_overrides = {
        models.TextField: {"widget": AdminTextareaWidget(attrs={"rows": 4})},
        models.URLField: {"widget": URLInput(attrs={"class": "vURLField"}), "assume_scheme": "https"},
        models.DateField: {"form_class": Day, "widget": AdminDateWidget(format="%Y-%m-%d")},
        models.TimeField: {"form_class": Clock},
        models.DateTimeField: {"form_class": Moment},
    }

    def visible(self, queryset: Any, user: Any) -> Any:
        """Of these rows those that the user may see."""
        return queryset

    def limits(self, field: Any, request: HttpRequest) -> bool:
        """Whether it may relate to what the user may not see."""
        related = field.remote_field and self.admin_site._registry.get(field.remote_field.model)
        hides = isinstance(related, Fields) and type(related).visible is not Fields.visible
        return hides and not request.user.is_superuser

    def get_autocomplete_fields(self, request: HttpRequest) -> list[str]:
        relations = (f for f in self.opts.fields if isinstance(f, models.ForeignKey))
        return [f.name for f in relations if self._searchable(f.remote_field.model)]

    def _searchable(self, model: type[models.Model]) -> bool:
        return self.admin_site.is_registered(model) and bool(self.admin_site.get_model_admin(model).search_fields)

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if widget := field and isinstance(field.widget, RelatedFieldWidgetWrapper) and field.widget:
            widget.can_delete_related = widget.can_view_related = False  # on the page of the related thing
        return field

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", RelationSelect(db_field, self.admin_site, using=kwargs.get("using")))
        field: Any = super().formfield_for_foreignkey(db_field, request, **kwargs)
        if field:
            field.limited = self.limits(db_field, request)
        return field

    def get_field_queryset(self, db: str | None, db_field: Any, request: HttpRequest) -> Any:
        model = db_field.remote_field.model
        if not self.admin_site.is_registered(model):
            return super().get_field_queryset(db, db_field, request)
        related = self.admin_site.get_model_admin(model)
        queryset = related.get_queryset(request)
        if db_field.name == getattr(self, "parent_field", None):
            queryset = related.editable(queryset, request.user)
        return queryset
