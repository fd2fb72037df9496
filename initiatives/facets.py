"""What launch events add to the vocabulary of the calendar's facets."""

from django.utils.translation import gettext_lazy as _

from fairs.calendar.filters import choices, facet

from .models import Launch

facet("launch", _("kind of launch event"), choices(Launch.Kind.choices))
facet("scope", _("first in what: city, province, northeast, mainland, asia, global"), choices(Launch.Scope.choices))
