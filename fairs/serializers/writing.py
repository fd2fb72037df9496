"""What is sent to be stored: checked by the model's own rules, the same that forms ask."""

from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from rest_framework import serializers
from rest_framework.settings import api_settings

from .applications import Strict


class WriteSerializer(Strict, serializers.ModelSerializer[Any]):
    """Fields are the model's; relations are named by code or UUID."""

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """The constraints and clean() of the model say what is wrong, at the field that it is about."""
        self.thing: Any = self.instance or self.Meta.model()  # type: ignore[misc]
        for name, value in attrs.items():
            setattr(self.thing, name, value)
        self.context["view"].refuse_unless_mine(self.thing)  # before it is said what else is there
        try:
            self.thing.full_clean(validate_unique=False)
        except ValidationError as error:
            told = error.message_dict
            whole = {api_settings.NON_FIELD_ERRORS_KEY: told.pop(NON_FIELD_ERRORS)} if NON_FIELD_ERRORS in told else {}
            raise serializers.ValidationError({**told, **whole}) from error
        return attrs

    def save(self, **kwargs: Any) -> Any:
        self.thing.save()
        return self.thing
