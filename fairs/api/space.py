"""Space in halls, as everybody may know it: what is confirmed is taken, by whom is not said, holds are not told."""

from itertools import islice
from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from fairs import serializers, space
from fairs.filters import APART, ClashFilterSet, OccupancyFilterSet, SpaceFilterSet
from fairs.models import Edition, Hall

from .base import PublicView


class AnswerViewSet(PublicView, GenericViewSet[Any]):
    pagination_class = None


class SpaceViewSet(AnswerViewSet):
    summary = _("Free space")
    about = _(
        "Halls, alone or several of one venue together, that are free for a fair of this size and length whose show "
        "days lie between two days: fewest halls first, then the best fit, then the soonest; 50 at most. What is "
        "confirmed is taken; others may already hold what is free."
    )
    queryset = Hall.objects.all()
    serializer_class = serializers.SpaceSerializer
    filterset_class = SpaceFilterSet

    @extend_schema(responses=serializers.SpaceSerializer)
    def list(self, request: Request) -> Response:
        asked = self.filterset_class(request.query_params, self.get_queryset(), request=request)
        found = space.offers(asked.answer(), asked.wanted())
        return Response({"results": [serializers.offer_row(offer) for offer in found]})


class OccupancyViewSet(AnswerViewSet):
    summary = _("Occupancy")
    about = _("How much of a hall, a venue or a city is taken, month by month, weighted by area; a year when not said.")
    queryset = Hall.objects.all()
    serializer_class = serializers.OccupanciesSerializer
    filterset_class = OccupancyFilterSet

    @extend_schema(responses=serializers.OccupanciesSerializer)
    def list(self, request: Request) -> Response:
        asked = self.filterset_class(request.query_params, self.get_queryset(), request=request)
        found = space.occupancy(asked.answer(), asked.given("by", "venue"), *asked.window())
        return Response({"results": [serializers.occupancy_row(row) for row in found]})


class ClashViewSet(AnswerViewSet):
    summary = _("Clashes of theme")
    about = _(
        "Pairs of fairs that have a category in common and take place in one city, or anywhere in the group of regions "
        "asked for, at most so many days apart: the earliest first, 200 at most. Those "
        "cancelled, postponed or held as one are no rivals."
    )
    queryset = Edition.objects.all()
    serializer_class = serializers.ClashesSerializer
    filterset_class = ClashFilterSet

    @extend_schema(responses=serializers.ClashesSerializer)
    def list(self, request: Request) -> Response:
        editions: Any = self.get_queryset()
        asked = self.filterset_class(request.query_params, editions.visible_to(request.user), request=request)
        rows = asked.answer()
        found = space.clashes(rows, asked.given("days", APART), *asked.window(), asked.region_codes())
        told = [serializers.clash_row(clash) for clash in islice(found, space.TOLD)]
        return Response({"results": told, "more": next(found, None) is not None})
