"""Launch events and brands."""

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from fairs.api import BY_START, ReadViewSet
from fairs.calendar.filters import StrictFilterSet
from fairs.pagination import Orderings
from initiatives.filters import BrandFilterSet, LaunchFilterSet
from initiatives.models import Brand, Launch
from initiatives.serializers import BrandSerializer, LaunchSerializer


class LaunchViewSet(ReadViewSet):
    about = _(
        "First stores, exhibitions, shows, premieres, product launches and launch weeks. What one says to be the first "
        "in is a claim until its recognition is “recognised”. “contradictions” lists the public launch events that it "
        "cannot be true beside: earlier or undated ones of the same brand and thing in its area, and holders."
    )
    queryset = Launch.objects.all()
    serializer_class = LaunchSerializer
    filterset_class = LaunchFilterSet
    orderings: ClassVar[Orderings] = BY_START

    @extend_schema(responses=LaunchSerializer(many=True), summary=_("Launch events that contradict the claim"))
    @action(detail=True, filterset_class=StrictFilterSet)
    def contradictions(self, request: Request, **kwargs: Any) -> Response:
        self.queryset = self.named(self.get_queryset()).contradictions()
        return self.list(request)


class BrandViewSet(ReadViewSet):
    about = _("Brands with a public launch event.")
    queryset = Brand.objects.all()
    serializer_class = BrandSerializer
    filterset_class = BrandFilterSet
