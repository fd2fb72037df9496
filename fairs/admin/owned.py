"""What an organisation entered: its members choose for which of theirs, and what others mend stays theirs."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest

from fairs.models import Organisation

from .base import Admin


class OwnedAdmin(Admin):
    def visible(self, queryset: Any, user: Any) -> Any:
        return queryset.visible_to(user)

    def editable(self, queryset: Any, user: Any) -> Any:
        return queryset.editable_by(user)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        mine = obj is None or request.user.is_superuser or self.owners(request).filter(pk=obj.owner_id).exists()
        return (*super().get_readonly_fields(request, obj), *(() if mine else ("owner",)))

    def owners(self, request: HttpRequest) -> "QuerySet[Organisation]":
        """The organisations for which the user enters things."""
        return Organisation.objects.filter(memberships__user_id=request.user.pk or 0)

    def get_field_queryset(self, db: str | None, db_field: Any, request: HttpRequest) -> Any:
        if db_field.name == "owner" and not request.user.is_superuser:
            return self.owners(request)
        return super().get_field_queryset(db, db_field, request)

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        field: Any = super().formfield_for_foreignkey(db_field, request, **kwargs)
        if db_field.name == "owner" and not request.user.is_superuser:
            field.required = True  # what nobody owns, only an authority of its region could edit
        return field

    def get_autocomplete_fields(self, request: HttpRequest) -> list[str]:
        fields = super().get_autocomplete_fields(request)
        return fields if request.user.is_superuser else [name for name in fields if name != "owner"]

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        mine = self.owners(request).first()
        return {**({"owner": mine.pk} if mine else {}), **super().get_changeform_initial_data(request)}
