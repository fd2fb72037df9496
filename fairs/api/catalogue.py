"""The catalogue of all editions, and how many entries each further filter would leave."""

from datetime import date
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from fairs.catalogue.paging import RANK, RankedPagination
from fairs.filters.catalogue import COUNTED, CatalogueFilterSet, counted
from fairs.models import CatalogueEntry
from fairs.pagination import PARAMETERS, Key, Orderings
from fairs.serializers.catalogue import CatalogueSerializer, CountsSerializer

from .base import UUID, ReadViewSet

START = Key("start", None, date.fromisoformat)


class CatalogueViewSet(ReadViewSet):
    about = _(
        "What is shown and who shows it, at all editions: each product shown and each admitted exhibitor, with "
        "pavilion, hall, stand, days, and the address of the edition's calendar. Found by words in Chinese and "
        "English: first what has just this name, then what has the words in its name, then the others; of these and "
        "without words the latest first. “counts” says how many entries each further filter would leave."
    )
    queryset = CatalogueEntry.objects.all()
    serializer_class = CatalogueSerializer
    filterset_class = CatalogueFilterSet
    lookup_field = "uuid"
    lookup_value_regex = UUID
    pagination_class = RankedPagination
    orderings: ClassVar[Orderings] = dict.fromkeys(("relevance", "start"), (RANK, START))
    default_ordering = "-relevance"

    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        asked = CatalogueFilterSet(request.query_params, self.get_queryset(), request=request)
        page = CatalogueSerializer.whole(self.paginate_queryset(asked.ranked(PARAMETERS)) or [])
        return self.get_paginated_response([CatalogueSerializer.row(entry) for entry in page])

    @extend_schema(responses=CountsSerializer)
    @action(detail=False, pagination_class=None)
    def counts(self, request: Request) -> Response:
        entries = CatalogueFilterSet(request.query_params, self.get_queryset(), request=request).answer()
        number, names = counted(entries)
        rows = {name: [CountsSerializer.named(count) for count in counts] for name, counts in names.items()}
        return Response({"counted": number, "complete": number < COUNTED, **rows})
