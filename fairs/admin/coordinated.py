"""What is of an edition or of its pavilions: entered by whoever edits the edition or coordinates the pavilion."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from fairs.models import Edition, Pavilion

from .base import OfEdition
from .forms import RecordForm


class CoordinatedForm(RecordForm):
    user: Any

    def clean(self) -> dict[str, Any] | None:
        """Who edits no more than a pavilion enters nothing for another."""
        cleaned = super().clean() or {}
        edition, pavilion = cleaned.get("edition"), cleaned.get("pavilion")
        if self.instance.pk or edition is None or self.user.is_superuser:
            return cleaned
        if Edition.objects.editable_by(self.user).filter(pk=edition.pk).exists():
            return cleaned
        if not (pavilion and Pavilion.objects.coordinated_by(self.user).filter(pk=pavilion.pk).exists()):
            self.add_error("pavilion", ValidationError(_("Choose the pavilion that you coordinate.")))
        return cleaned


class OfPavilion(OfEdition):
    form = CoordinatedForm

    def get_field_queryset(self, db: str | None, db_field: Any, request: HttpRequest) -> Any:
        if db_field.name == "edition" and not request.user.is_superuser:
            coordinated = Pavilion.objects.coordinated_by(request.user).values("edition")
            mine = Edition.objects.editable_by(request.user).values("pk")
            return Edition.objects.filter(Q(pk__in=mine) | Q(pk__in=coordinated))
        return super().get_field_queryset(db, db_field, request)

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form: Any = super().get_form(request, obj, change, **kwargs)
        form.user = request.user
        return form
