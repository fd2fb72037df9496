"""The form behind every page of the admin: why something is changed, and messages where the mistake is."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.forms import BaseInlineFormSet
from django.utils.translation import gettext_lazy as _

from fairs.models import Edition, EditorialState, OpeningDay, Publishable

REASON_LENGTH = 500


def public_face(thing: models.Model) -> Publishable | None:
    """The publishable thing that a row is, or is part of."""
    if isinstance(thing, Publishable):
        return thing
    if isinstance(thing, OpeningDay):
        thing = thing.block
    edition = getattr(thing, "edition", None)
    return edition if isinstance(edition, Edition) else None


def is_public(thing: models.Model | None) -> bool:
    face = public_face(thing) if thing else None
    return bool(face and face.editorial_state == EditorialState.PUBLISHED)


def reason_field(**kwargs: Any) -> forms.CharField:
    widget = forms.TextInput(attrs={"class": "vTextField", "autocomplete": "off"})
    return forms.CharField(
        label=_("Reason"),
        max_length=REASON_LENGTH,
        widget=widget,
        help_text=_("Kept in the history with your name, never published."),
        **kwargs,
    )


def constraint_field(form: forms.ModelForm, constraint: models.BaseConstraint) -> str | None:
    """The first field of the form that the constraint speaks of; None: it speaks of no field shown."""
    if isinstance(constraint, models.UniqueConstraint):
        named = set(constraint.fields)
    else:
        named = getattr(getattr(constraint, "condition", None), "referenced_base_fields", set())
    return next((name for name in form.fields if name in named), None)


class RecordForm(forms.ModelForm):
    change_reason = reason_field(required=False)
    version = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["change_reason"].required = is_public(self.instance)
            self.fields["version"].initial = self.present_version()

    def present_version(self) -> str:
        modified = getattr(self.instance, "modified_at", None)
        return modified.isoformat() if modified else ""

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        seen = self.data.get(self.add_prefix("version"))
        if self.instance.pk and seen and seen != self.present_version():
            raise ValidationError(
                _("Somebody else changed this meanwhile. Open it again, so that neither change is lost.")
            )
        return cleaned

    def validate_constraints(self) -> None:
        """As Django's, with each message at a field instead of above the form."""
        exclude = self._get_validation_exclusions()
        using = self.instance._state.db or "default"
        for model, constraints in self.instance.get_constraints():
            for constraint in constraints:
                try:
                    constraint.validate(model, self.instance, exclude=exclude, using=using)
                except ValidationError as error:
                    self.add_error(constraint_field(self, constraint), error.messages)


class PartFormSet(BaseInlineFormSet):
    """Rows of one form that contradict each other: the database would refuse them, nobody else looks."""

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
            if constraint.condition and not constraint.condition.check(_values(form)):
                continue
            values = tuple(_values(form)[name] for name in names)
            if values in seen and None not in values:
                form.add_error(constraint_field(form, constraint), str(constraint.violation_error_message))
            seen.add(values)


def _values(form: forms.ModelForm) -> dict[str, Any]:
    return {f.name: getattr(form.instance, f.attname) for f in form.instance._meta.concrete_fields}
