"""The read API of the fairs: what it offers under which name. Addresses are given in ``config/api.py``."""

from rest_framework.routers import BaseRouter

from .applications import ApplicationViewSet
from .base import BY_CODE, ReadViewSet
from .calendar import CalendarViewSet, ChangeViewSet
from .catalogue import CatalogueViewSet
from .domain import (
    BY_START,
    CategoryViewSet,
    EditionViewSet,
    ExhibitorViewSet,
    FairViewSet,
    FigureViewSet,
    HallViewSet,
    OrganisationViewSet,
    OriginViewSet,
    ParticipationViewSet,
    ProductViewSet,
    RegionGroupViewSet,
    RegionViewSet,
    SessionViewSet,
    SourceViewSet,
    VenueViewSet,
)
from .feeds import FeedViewSet
from .space import ClashViewSet, OccupancyViewSet, SpaceViewSet
from .stands import StandPlanViewSet, StandViewSet

__all__ = ["BY_CODE", "BY_START", "ReadViewSet", "register"]


def register(router: BaseRouter) -> None:
    router.register("fairs", FairViewSet, "fair")
    router.register("editions", EditionViewSet, "edition")
    router.register("sessions", SessionViewSet, "session")
    router.register("figures", FigureViewSet, "figure")
    router.register("sources", SourceViewSet, "source")
    router.register("venues", VenueViewSet, "venue")
    router.register("halls", HallViewSet, "hall")
    router.register("exhibitors", ExhibitorViewSet, "exhibitor")
    router.register("participations", ParticipationViewSet, "participation")
    router.register("products", ProductViewSet, "product")
    router.register("catalogue", CatalogueViewSet, "catalogue")
    router.register("stand-plans", StandPlanViewSet, "stand-plan")
    router.register("stands", StandViewSet, "stand")
    router.register("origins", OriginViewSet, "origin")
    router.register("regions", RegionViewSet, "region")
    router.register("region-groups", RegionGroupViewSet, "region-group")
    router.register("organisations", OrganisationViewSet, "organisation")
    router.register("categories", CategoryViewSet, "category")
    router.register("applications", ApplicationViewSet, "application")
    router.register("space", SpaceViewSet, "space")
    router.register("occupancy", OccupancyViewSet, "occupancy")
    router.register("clashes", ClashViewSet, "clash")
    router.register("calendar", CalendarViewSet, "calendar")
    router.register("changes", ChangeViewSet, "change")
    router.register("feeds", FeedViewSet, "feed")
