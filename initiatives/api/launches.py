"""Launch events."""

from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from fairs.api import BY_START, ReadViewSet
from fairs.pagination import Orderings

from ..filters import LaunchFilterSet
from ..models import Launch
from ..serializers import LaunchSerializer


class LaunchViewSet(ReadViewSet):
    about = _("First stores, exhibitions, shows, premieres, product launches and launch weeks.")
    queryset = Launch.objects.all()
    serializer_class = LaunchSerializer
    filterset_class = LaunchFilterSet
    orderings: ClassVar[Orderings] = BY_START
