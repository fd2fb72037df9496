"""What every list of the read API does alike."""

import re
from typing import Any, ClassVar

import orjson
from django.core.exceptions import ValidationError
from django.http import Http404
from django.utils.translation import gettext_lazy as _
from rest_framework import status
from rest_framework.exceptions import APIException
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView
from rest_framework.viewsets import ReadOnlyModelViewSet

from fairs.caching import Kept, etag_of
from fairs.calendar.entry import LANGUAGES
from fairs.calendar.filters import StrictFilterSet
from fairs.pagination import PARAMETERS, Key, Orderings, moments
from fairs.rendering import OnlyJSON
from fairs.serializers import RowSerializer

UUID = "[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}"
BY_CODE: Orderings = {"code": (Key("code"),), "modified_at": (moments("modified_at"),)}


class Conflict(APIException):
    status_code = status.HTTP_409_CONFLICT


class Unread(APIException):
    """It is not said on what was read, or that is no longer so."""

    def __init__(self, asked: str) -> None:
        self.status_code = status.HTTP_412_PRECONDITION_FAILED if asked else status.HTTP_428_PRECONDITION_REQUIRED
        super().__init__(
            _("Somebody changed it meanwhile: read it again.") if asked else _("Send If-Match with the ETag read."),
            "changed" if asked else "if_match",
        )


def tag_of(row: Any) -> str:
    return etag_of(orjson.dumps(row))


def refuse_unless_read(request: Request, row: Any) -> None:
    asked = request.headers.get("If-Match", "").removeprefix("W/")  # so proxies mark what they compress
    if asked != tag_of(row):
        raise Unread(asked)


class PublicView(Kept, APIView):
    """What the lists of the calendar share with those of the domain."""

    content_negotiation_class = OnlyJSON

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        if request.query_params.get("lang", LANGUAGES[0]) not in LANGUAGES:
            message = _("Give one of: %(allowed)s.")
            allowed = {"allowed": ", ".join(LANGUAGES)}
            raise ValidationError({"lang": ValidationError(message, code="invalid_choice", params=allowed)})


class ReadViewSet(PublicView, ReadOnlyModelViewSet[Any]):
    """``detail_serializer_class`` serves one row where that says more than a list; ``about`` is for OpenAPI."""

    about: Any
    lookup_field = "code"
    lookup_value_regex = "[A-Za-z0-9-]+"
    serializer_class: type[RowSerializer]
    detail_serializer_class: type[RowSerializer] | None = None
    filterset_class: type[StrictFilterSet]
    orderings: ClassVar[Orderings] = BY_CODE
    default_page_size = 20

    def get_queryset(self) -> Any:
        rows: Any = super().get_queryset()
        return rows.visible_to(self.request.user) if hasattr(rows, "visible_to") else rows

    def get_serializer_class(self) -> type[RowSerializer]:
        return (self.action == "retrieve" and self.detail_serializer_class) or self.serializer_class

    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        asked = self.filterset_class(request.query_params, self.get_queryset(), request=request)
        serializer = self.serializer_class
        page = self.paginate_queryset(serializer.loaded(asked.answer(PARAMETERS), request.user))
        return self.get_paginated_response([serializer.row(instance) for instance in page or ()])

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        rows = StrictFilterSet(request.query_params, self.get_queryset()).answer()
        serializer = self.get_serializer_class()
        return Response(serializer.row(self.named(serializer.loaded(rows, request.user))))

    def named(self, rows: Any) -> Any:
        """The one among the rows that the address names, by code or UUID."""
        name = self.kwargs[self.lookup_field]
        instance = rows.filter(**{"uuid" if re.fullmatch(UUID, name) else self.lookup_field: name}).first()
        if instance is None:
            raise Http404
        return instance
