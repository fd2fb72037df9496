"""Outlines as people write them, in forms."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fairs import floor

from .forms import RecordForm


class OutlineField(forms.CharField):
    def __init__(self, **kwargs: Any) -> None:
        widget = forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"})
        super().__init__(max_length=10_000, widget=widget, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return floor.written(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> Any:
        """Raises ValidationError."""
        if not isinstance(value, str) or not value.strip():
            return []
        return floor.understood(value)

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(self.prepare_value(initial) or "", data)


class PlacesField(OutlineField):
    """Points, of which there may be any number."""

    def prepare_value(self, value: Any) -> Any:
        return " ".join(f"{x:.10g},{y:.10g}" for x, y in value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> Any:
        return floor.places(value or "")


class OutlineForm(RecordForm):
    outline = OutlineField(
        label=_("outline (m)"),
        help_text=_("“x y width depth” of a rectangle, or the corners as “x,y x,y x,y …”; y grows downwards."),
    )

    def add_error(self, field: str | None, error: Any) -> None:
        """What could not be read needs no second complaint that it is missing."""
        named = getattr(error, "error_dict", {})
        for name in [name for name in named if name in self.errors]:
            del named[name]
        if field or named or not hasattr(error, "error_dict"):
            super().add_error(field, error)


class PlanForm(OutlineForm):
    entrances = PlacesField(
        label=_("entrances (m)"), required=False, help_text=_("Points on the outline, as “x,y x,y …”.")
    )
