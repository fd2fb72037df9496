"""Indicators, what was observed of them, and series."""

from typing import ClassVar

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from fairs.api import ReadViewSet
from fairs.api.base import UUID
from fairs.pagination import Key, Orderings, days, moments
from initiatives.filters import IndicatorFilterSet, ObservationFilterSet, SeriesFilterSet
from initiatives.models import Indicator, Observation
from initiatives.serializers import IndicatorSerializer, ObservationSerializer, SeriesSerializer


class IndicatorViewSet(ReadViewSet):
    about = _(
        "What is measured, in which unit and by whom. Bodies that count differently have an indicator each, so that no "
        "series mixes them. “series” is one of a region and a cut, in order of time, with what follows from it if "
        "asked: computed points are marked, with formula and inputs, and are in no other list."
    )
    queryset = Indicator.objects.all()
    serializer_class = IndicatorSerializer
    filterset_class = IndicatorFilterSet

    @extend_schema(responses=SeriesSerializer, summary=_("Series of an indicator"))
    @action(detail=True, filterset_class=SeriesFilterSet, pagination_class=None)
    def series(self, request: Request, code: str) -> Response:
        indicator = self.named(self.get_queryset())
        return Response(SeriesSerializer.row(SeriesFilterSet(request.query_params).series(indicator)))


class ObservationViewSet(ReadViewSet):
    about = _(
        "Values as a source states them: by indicator, region, cut and period, in the indicator's base unit. A "
        "revision is a row of its own; without revisions=true only the latest of each is listed."
    )
    queryset = Observation.objects.all()
    serializer_class = ObservationSerializer
    filterset_class = ObservationFilterSet
    lookup_field = "uuid"
    lookup_value_regex = UUID
    orderings: ClassVar[Orderings] = {
        "indicator": (Key("indicator__code"), Key("region__code"), Key("cut"), days("until"), Key("revision")),
        "until": (days("until"),),
        "modified_at": (moments("modified_at"),),
    }
