"""Programmes, their progress, and the editions behind its numbers."""

from typing import Any, ClassVar
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from fairs.api import BY_CODE, ReadViewSet
from fairs.models import Edition
from fairs.pagination import PARAMETERS, Key, Orderings
from initiatives.filters import CountedFilterSet, ProgrammeFilterSet, ProgressFilterSet
from initiatives.models import Programme, Progress
from initiatives.serializers import ProgrammeDetailSerializer, ProgrammeSerializer
from initiatives.serializers.progress import CountedEditionSerializer, ProgressSerializer, content, edition_rows


class ProgrammeViewSet(ReadViewSet):
    about = _(
        "What a region plans for a year: its counting rule, targets and objectives; one alone also with what serves "
        "them. A year names the province's programme of that year. “progress” counts by city and batch how far it has "
        "come, and says how; “editions” lists what stands behind each number, and why the rest does not count."
    )
    queryset = Programme.objects.all()
    serializer_class = ProgrammeSerializer
    detail_serializer_class = ProgrammeDetailSerializer
    filterset_class = ProgrammeFilterSet
    orderings: ClassVar[Orderings] = {"year": (Key("year"), Key("code")), **BY_CODE}

    def named(self, rows: Any) -> Any:
        return rows.of_year(self.kwargs["code"]).first() or super().named(rows)

    @extend_schema(responses=ProgressSerializer, summary=_("Progress of a programme"))
    @action(detail=True, filterset_class=ProgressFilterSet, pagination_class=None)
    def progress(self, request: Request, code: str) -> Response:
        progress = self.counted(ProgressFilterSet(request.query_params).asked())
        rows = request.build_absolute_uri(reverse("programme-editions", args=[code]))
        return Response(content(progress, lambda asked: f"{rows}?{urlencode(asked, safe=',')}"))

    @extend_schema(responses=CountedEditionSerializer(many=True), summary=_("Editions behind a programme's progress"))
    @action(detail=True, filterset_class=CountedFilterSet, orderings=BY_CODE)
    def editions(self, request: Request, code: str) -> Response:
        filters = CountedFilterSet(request.query_params)
        progress = self.counted(filters.asked(PARAMETERS))
        tally = filters.tally(progress)
        rows = Edition.objects.filter(pk__in=filters.wanted(tally)).select_related("region")
        return self.get_paginated_response(edition_rows(tally, self.paginate_queryset(rows) or ()))

    def counted(self, asked: dict[str, Any]) -> Progress:
        programmes = self.get_queryset().select_related("region").prefetch_related("targets__region")
        return Progress(self.named(programmes), self.request.user, **asked)
