"""Applications of the companies that a user acts for: to make, to follow, to withdraw, and to hand in papers for."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpResponseBase
from rest_framework import status
from rest_framework.decorators import action
from rest_framework.exceptions import APIException
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.parsers import MultiPartParser
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from fairs.applying import Again, Application, Closed, apply, refuse_more
from fairs.calendar import ledger
from fairs.calendar.filters import StrictFilterSet
from fairs.documents import TooLarge, download, look_at_length
from fairs.models import Organisation, Participation, ParticipationDocument, act
from fairs.pagination import PARAMETERS, Orderings, moments
from fairs.rendering import OnlyJSON
from fairs.serializers.applications import ApplicationSerializer, DocumentSerializer, NewApplication, Withdrawal

from .base import UUID, PublicView


class Conflict(APIException):
    status_code = status.HTTP_409_CONFLICT


class Large(APIException):
    status_code = status.HTTP_413_REQUEST_ENTITY_TOO_LARGE


class OfItsForm(OnlyJSON, DefaultContentNegotiation):
    """What is sent in another form than the address takes is refused as that."""

    def select_parser(self, request: Any, parsers: Any) -> Any:
        return DefaultContentNegotiation.select_parser(self, request, parsers)


class ApplicationViewSet(PublicView, GenericViewSet[Any]):
    schema = None  # it describes what is public
    content_negotiation_class = OfItsForm
    permission_classes = (IsAuthenticated,)
    queryset = Participation.objects.none()
    serializer_class = ApplicationSerializer
    lookup_field = "uuid"
    lookup_value_regex = UUID
    orderings: ClassVar[Orderings] = {"created_at": (moments("created_at"),)}
    default_page_size = 20

    def get_queryset(self) -> Any:
        mine = Organisation.objects.filter(memberships__user_id=self.request.user.pk or 0)
        return Participation.objects.filter(exhibitor__organisation__in=mine)

    def get_object(self) -> Participation:
        found: Participation | None = self.get_queryset().filter(uuid=self.kwargs["uuid"]).first()
        if found is None:
            raise Http404
        return found

    def answer(self, participation: Participation, code: int = status.HTTP_200_OK) -> Response:
        [row] = ApplicationSerializer.loaded(Participation.objects.filter(pk=participation.pk), self.request.user)
        return Response(ApplicationSerializer.row(row), code)

    def list(self, request: Request) -> Response:
        asked = StrictFilterSet(request.query_params, self.get_queryset()).answer(PARAMETERS)
        page = self.paginate_queryset(ApplicationSerializer.loaded(asked, request.user))
        return self.get_paginated_response([ApplicationSerializer.row(row) for row in page or ()])

    def retrieve(self, request: Request, uuid: str) -> Response:
        return self.answer(self.get_object())

    def create(self, request: Request) -> Response:
        sent = NewApplication(data=request.data, context={"request": request})
        sent.is_valid(raise_exception=True)
        try:
            participation, new = apply(application_of(sent.validated_data))
        except Closed as error:
            raise Conflict({"edition": str(error)}, "closed") from error
        except Again as error:
            raise Conflict(str(self.earlier(error)), "already_applied") from error
        return self.answer(participation, status.HTTP_201_CREATED if new else status.HTTP_200_OK)

    def earlier(self, error: Again) -> Any:
        """Named to those who may know of it."""
        if not self.get_queryset().filter(pk=error.first.pk).exists():
            return error
        return f"{error} /api/v1/applications/{error.first.uuid}/"

    @action(detail=True, methods=["post"])
    def withdraw(self, request: Request, uuid: str) -> Response:
        sent = Withdrawal(data=request.data)
        sent.is_valid(raise_exception=True)
        try:
            return self.answer(act(self.get_object(), "withdraw", sent.validated_data["reason"]))
        except ValidationError as error:
            raise Conflict(error.messages, "transition") from error

    @action(detail=True, methods=["post"], parser_classes=[MultiPartParser])
    def documents(self, request: Request, uuid: str) -> Response:
        try:
            look_at_length(request)
        except TooLarge as error:
            raise Large(str(error)) from error
        sent: Any = request.data
        handed_in = ParticipationDocument(
            participation=self.get_object(),
            kind=sent.get("kind", ""),
            title=sent.get("title", ""),
            file=request.FILES.get("file"),
        )
        with ledger.writing(), transaction.atomic():
            Participation.objects.select_for_update().get(pk=handed_in.participation.pk)
            refuse_more(handed_in.participation)
            handed_in.full_clean()
            handed_in.save()
        return Response(DocumentSerializer.row(handed_in), status.HTTP_201_CREATED)

    @action(detail=True, url_path=f"documents/(?P<document>{UUID})")
    def document(self, request: Request, uuid: str, document: str) -> HttpResponseBase:
        found = self.get_object().documents.filter(uuid=document).first()
        if found is None:
            raise Http404
        return download(found)


def application_of(sent: dict[str, Any]) -> Application:
    given = {name: sent[name] for name in ("uuid", "exhibitor", "company", "organisation") if name in sent}
    wish: dict[str, Any] = {
        n: sent[n] for n in ("wished_kind", "wished_area", "message", "contact", "email") if n in sent
    }
    return Application(
        sent["edition"],
        **given,
        wish=wish,
        products=sent.get("products", ()),
        neighbours=dict.fromkeys(sent.get("neighbours", ())),
    )
