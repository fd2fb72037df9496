"""Initiatives, one by one and as trees."""

from typing import ClassVar

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from fairs.api import BY_START, ReadViewSet
from fairs.calendar.filters import StrictFilterSet
from fairs.pagination import Orderings
from initiatives.filters import InitiativeFilterSet
from initiatives.models import Initiative
from initiatives.serializers import InitiativeSerializer, InitiativeTreeSerializer


class InitiativeViewSet(ReadViewSet):
    about = _(
        "What regions do for consumption and trade: frameworks hold actions, these measures, these rounds. Each with "
        "its dates or its rule of recurrence, opening hours, the bodies behind it, the point of its place for maps, "
        "and what vouchers drove; their leverage is computed, and stands beside what was stated. “tree” is one with "
        "all its parts, and theirs."
    )
    queryset = Initiative.objects.all()
    serializer_class = InitiativeSerializer
    filterset_class = InitiativeFilterSet
    orderings: ClassVar[Orderings] = BY_START

    @extend_schema(responses=InitiativeTreeSerializer, summary=_("Initiative with all its parts"))
    @action(detail=True, filterset_class=None, pagination_class=None)
    def tree(self, request: Request, code: str) -> Response:
        root = self.named(StrictFilterSet(request.query_params, self.get_queryset()).answer())
        return Response(InitiativeTreeSerializer.row(InitiativeTreeSerializer.grown(root, request.user)))
