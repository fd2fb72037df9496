"""What applicants can ask for among their own applications."""

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from fairs.calendar.filters import StrictFilterSet
from fairs.models import Participation

from .parameters import ModifiedFilter, chosen, coded, known


class ApplicationFilterSet(StrictFilterSet):
    edition = coded("edition__code", known("edition"), _("edition, by code"))
    status = chosen("status", Participation.Status, _("applied, waiting, admitted, declined, withdrawn"))
    modified_since = ModifiedFilter("displays", "displays__product", "documents")

    class Meta:
        model: Any = Participation
        fields: ClassVar[list[str]] = []
