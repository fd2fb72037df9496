"""The read API of launch events. Addresses are given in ``config/api.py``."""

from typing import ClassVar

from django.utils.translation import gettext_lazy as _
from rest_framework.routers import BaseRouter

from fairs.api import BY_START, ReadViewSet
from fairs.pagination import Orderings

from .filters import LaunchFilterSet
from .models import Launch
from .serializers import LaunchSerializer


class LaunchViewSet(ReadViewSet):
    about = _("First stores, exhibitions, shows, premieres, product launches and launch weeks.")
    queryset = Launch.objects.all()
    serializer_class = LaunchSerializer
    filterset_class = LaunchFilterSet
    orderings: ClassVar[Orderings] = BY_START


def register(router: BaseRouter) -> None:
    router.register("launches", LaunchViewSet, "launch")
