"""Numbers in forms, without the zeros that nobody wrote."""

from decimal import Decimal
from typing import Any

from fairs.admin.forms import RecordForm


def as_typed(value: Any) -> Any:
    return f"{value.normalize():f}" if isinstance(value, Decimal) else value


class NumbersForm(RecordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial = {name: as_typed(value) for name, value in self.initial.items()}
