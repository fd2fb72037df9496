"""The form behind every page of the admin: why something is changed, and messages where the mistake is."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models
from django.forms import BaseInlineFormSet
from django.utils.translation import gettext_lazy as _

from fairs.models import Editorial

from . import codes
from .verbs import is_published

REASON_LENGTH = 500
DISAGREES = _("The rest does not agree with what is here, which you may not see.")


def is_public(thing: models.Model | None) -> bool:
    """Whether it is published, itself or what it is a part of: parts are what goes when their whole is deleted."""
    if isinstance(thing, Editorial):
        return is_published(thing)
    links = (f for f in thing._meta.fields if isinstance(f, models.ForeignKey)) if thing else ()
    return any(is_public(getattr(thing, f.name)) for f in links if f.remote_field.on_delete is models.CASCADE)


def reason_field(**kwargs: Any) -> forms.CharField:
    widget = forms.TextInput(attrs={"class": "vTextField", "autocomplete": "off"})
    return forms.CharField(
        label=_("Reason"),
        max_length=REASON_LENGTH,
        widget=widget,
        help_text=_("Kept in the history with your name, never published."),
        **kwargs,
    )


def constraint_field(form: Any, constraint: models.BaseConstraint) -> str | None:
    """The first field of the form that the constraint speaks of; None: it speaks of no field shown."""
    if isinstance(constraint, models.UniqueConstraint):
        named = set(constraint.fields)
    else:
        named = getattr(getattr(constraint, "condition", None), "referenced_base_fields", set())
    shown = (name for name, field in form.fields.items() if not field.widget.is_hidden)
    return next((name for name in shown if name in named), None)


class Kept(forms.CharField):
    """Stands for a relation to what the user may not see: it is neither shown nor lost."""

    def __init__(self, thing: models.Model, label: Any) -> None:
        widget = forms.TextInput(attrs={"class": "vTextField"})
        super().__init__(label=label, required=False, disabled=True, widget=widget)
        self.thing = thing

    def clean(self, value: Any) -> models.Model:
        return self.thing


class AtTheField:
    """A broken constraint is told at the field it speaks of, not above the form."""

    instance: models.Model
    fields: dict[str, Any]
    initial: Any
    errors: Any
    error_class: Any

    def keep_hidden(self) -> None:
        """Relations to what the user may not see, which a list of what they may see would lose."""
        for name, field in list(self.fields.items()):
            key = getattr(field, "limited", False) and getattr(self.instance, f"{name}_id")
            if key and not field.queryset.filter(pk=key).exists():
                thing = field.queryset.model._base_manager.get(pk=key)
                self.fields[name] = Kept(thing, field.label)
                self.initial[name] = _("something that you may not see; it stays")

    def add_error(self, field: str | None, error: Any) -> None:
        if field is None and hasattr(error, "error_dict"):
            for each in error.error_dict.pop(NON_FIELD_ERRORS, []):
                super().add_error(self._field_of(each), each)  # type: ignore[misc]
        super().add_error(field, error)  # type: ignore[misc]
        for name in (name for name, kept in self.fields.items() if isinstance(kept, Kept) and name in self.errors):
            self.errors[name] = self.error_class([DISAGREES])  # the model's message may name it

    def _field_of(self, error: ValidationError) -> str | None:
        broken = (
            c for c in self.instance._meta.constraints if str(c.get_violation_error_message()) == str(error.message)
        )
        return next((field for c in broken if (field := constraint_field(self, c))), None)


class PartForm(AtTheField, forms.ModelForm):
    """A row of a table on the page of what it is part of."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.keep_hidden()


class RecordForm(AtTheField, forms.ModelForm):
    change_reason = reason_field(required=False)
    version = forms.CharField(label="", required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.keep_hidden()
            self.fields["change_reason"].required = is_public(self.instance)
            self.fields["version"].initial = self.present_version()
        elif (code := self.fields.get("code")) and codes.may_be_left_out(self._meta.model):
            code.required = False
            code.help_text = _("For addresses: letters, digits, hyphens. Left empty, it is made from the rest.")

    def present_version(self) -> str:
        modified = getattr(self.instance, "modified_at", None)
        return modified.isoformat() if modified else ""

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or {}
        if cleaned.get("code") == "":
            cleaned["code"] = codes.made_from(self._meta.model, cleaned)
            if not cleaned["code"]:
                self.add_error("code", _("Give a code, or an English name that it can be made from."))
        seen = self.data.get(self.add_prefix("version"))
        if self.instance.pk and seen and seen != self.present_version():
            raise ValidationError(
                _("Somebody else changed this meanwhile. Open it again, so that neither change is lost.")
            )
        return cleaned


class PartFormSet(BaseInlineFormSet):
    """Rows of one form that contradict each other: the database would refuse them, nobody else looks."""

    model: Any
    fixed: Sequence[str] = ()  # fields that keep still once the row is saved

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        for name in self.fixed if form.instance.pk else ():
            form.fields[name].disabled = True

    def clean(self) -> None:
        super().clean()
        rows = [f for f in self.forms if f.has_changed() or f.instance.pk]
        rows = [f for f in rows if not f.errors and f not in self.deleted_forms]
        for constraint in self.model._meta.constraints:
            if isinstance(constraint, models.UniqueConstraint) and constraint.fields:
                self._refuse_duplicates(constraint, rows)

    def _refuse_duplicates(self, constraint: models.UniqueConstraint, rows: list[forms.ModelForm]) -> None:
        seen = set()
        names = [name for name in constraint.fields if name != self.fk.name]
        for form in rows:
            row = {f.name: getattr(form.instance, f.attname) for f in self.model._meta.concrete_fields}
            # Every condition of our constraints asks that a column be empty.
            if constraint.condition and any(row[n] is not None for n in constraint.condition.referenced_base_fields):
                continue
            values = tuple(row[name] for name in names)
            if values in seen and None not in values:
                form.add_error(constraint_field(form, constraint), str(constraint.violation_error_message))
            seen.add(values)
