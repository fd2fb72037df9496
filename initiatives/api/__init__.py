"""The read API of programmes, launches, initiatives and indicators. Addresses are given in ``config/api.py``."""

from rest_framework.routers import BaseRouter

from .launches import LaunchViewSet


def register(router: BaseRouter) -> None:
    router.register("launches", LaunchViewSet, "launch")
