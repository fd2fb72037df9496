"""The read API of programmes, launches, initiatives and indicators. Addresses are given in ``config/api.py``."""

from rest_framework.routers import BaseRouter

from .indicators import IndicatorViewSet, ObservationViewSet
from .initiatives import InitiativeViewSet
from .investments import InvestmentViewSet
from .launches import BrandViewSet, LaunchViewSet
from .programmes import ProgrammeViewSet


def register(router: BaseRouter) -> None:
    router.register("programmes", ProgrammeViewSet, "programme")
    router.register("launches", LaunchViewSet, "launch")
    router.register("brands", BrandViewSet, "brand")
    router.register("initiatives", InitiativeViewSet, "initiative")
    router.register("indicators", IndicatorViewSet, "indicator")
    router.register("observations", ObservationViewSet, "observation")
    router.register("investments", InvestmentViewSet, "investment")
