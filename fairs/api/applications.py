"""Applications of the companies that a user acts for: to make, follow, change, withdraw, and hand in papers for."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpResponseBase
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import status
from rest_framework.decorators import action
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
from fairs.filters.applications import ApplicationFilterSet
from fairs.models import Participation, ParticipationDocument, act
from fairs.pagination import PARAMETERS, Orderings, moments
from fairs.rendering import Large, OnlyJSON
from fairs.serializers.applications import (
    ApplicationSerializer,
    DocumentSerializer,
    NewApplication,
    NewDocument,
    Withdrawal,
)

from . import examples
from .amendments import Amendments
from .base import UUID, Conflict, PublicView, tag_of


class OfItsForm(OnlyJSON, DefaultContentNegotiation):
    """What is sent in another form than the address takes is refused as that."""

    def select_parser(self, request: Any, parsers: Any) -> Any:
        return DefaultContentNegotiation.select_parser(self, request, parsers)


class ApplicationViewSet(Amendments, PublicView, GenericViewSet[Any]):
    summary = _("Applications")
    about = _(
        "Applications of the companies whose organisation the user is a member of; nobody else's are here. An "
        "application is “applied”, then “waiting” (on the waiting list), “admitted” or “declined” as the organiser "
        "decides, or “withdrawn”; what is declined or withdrawn only the organiser can reopen. Stand and contract area "
        "are the organiser's to give. Whoever is admitted is in the catalogue; of others the public learns nothing."
    )
    failures = examples.FAILURES
    content_negotiation_class = OfItsForm
    permission_classes = (IsAuthenticated,)
    queryset = Participation.objects.none()
    serializer_class = ApplicationSerializer
    filterset_class = ApplicationFilterSet
    lookup_field = "uuid"
    lookup_value_regex = UUID
    orderings: ClassVar[Orderings] = {
        "created_at": (moments("created_at"),),
        "modified_at": (moments("modified_at"),),
    }
    default_page_size = 20

    def get_queryset(self) -> Any:
        return Participation.objects.own_of(self.request.user)

    def get_object(self) -> Participation:
        mine = StrictFilterSet(self.request.query_params, self.get_queryset()).answer()
        found: Participation | None = mine.filter(uuid=self.kwargs["uuid"]).first()
        if found is None:
            raise Http404
        return found

    def row(self, participation: Participation) -> Any:
        [row] = ApplicationSerializer.loaded(Participation.objects.filter(pk=participation.pk), self.request.user)
        return ApplicationSerializer.row(row)

    def answer(self, participation: Participation, code: int = status.HTTP_200_OK) -> Response:
        row = self.row(participation)
        return Response(row, code, headers={"ETag": tag_of(row)})

    def list(self, request: Request) -> Response:
        asked = ApplicationFilterSet(request.query_params, self.get_queryset(), request=request).answer(PARAMETERS)
        page = self.paginate_queryset(ApplicationSerializer.loaded(asked, request.user))
        return self.get_paginated_response([ApplicationSerializer.row(row) for row in page or ()])

    @extend_schema(summary=_("Application"), description=_("What became of it."), examples=examples.FOLLOWING)
    def retrieve(self, request: Request, uuid: str) -> Response:
        return self.answer(self.get_object())

    @extend_schema(
        summary=_("Apply"),
        description=_(
            "With a “uuid” of the sender's own it may be sent as often as it takes, by a second click too: 201 the "
            "first time, 200 afterwards, one application, and what was sent later changes nothing in it. The answer's "
            "“uuid” is another, by which it is known from then on. Without one, what is sent again is 409."
        ),
        request=NewApplication,
        responses={200: ApplicationSerializer, 201: ApplicationSerializer},
        examples=examples.APPLYING,
    )
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

    @extend_schema(
        summary=_("Withdraw an application"),
        description=_("It leaves the catalogue, and its stand is free. Only the organiser can undo this."),
        request=Withdrawal,
        responses=ApplicationSerializer,
        examples=examples.WITHDRAWING,
    )
    @action(detail=True, methods=["post"])
    def withdraw(self, request: Request, uuid: str) -> Response:
        mine = self.get_object()
        sent = Withdrawal(data=request.data)
        sent.is_valid(raise_exception=True)
        try:
            return self.answer(act(mine, "withdraw", sent.validated_data["reason"]))
        except ValidationError as error:
            raise Conflict(error.messages, "transition") from error

    @extend_schema(
        summary=_("Hand in a document"),
        description=_(
            "A business licence, a contract, a plan of the stand or another paper, at most 20 for an application. "
            "They are read by the applicant and by those who decide, never published."
        ),
        request={"multipart/form-data": NewDocument},
        responses={201: DocumentSerializer},
        examples=examples.HANDING_IN,
    )
    @action(detail=True, methods=["post"], parser_classes=[MultiPartParser])
    def documents(self, request: Request, uuid: str) -> Response:
        mine = self.get_object()
        try:
            look_at_length(request)
        except TooLarge as error:
            raise Large({"file": str(error)}) from error
        sent = NewDocument(data=request.data)
        sent.is_valid(raise_exception=True)
        handed_in = ParticipationDocument(participation=mine, **sent.validated_data)
        with ledger.writing(), transaction.atomic():
            try:
                refuse_more(Participation.objects.select_for_update(no_key=True).get(pk=mine.pk))
            except Closed as error:
                raise Conflict(str(error), "closed") from error
            handed_in.full_clean()
            handed_in.save()
        return Response(DocumentSerializer.row(handed_in), status.HTTP_201_CREATED)

    @extend_schema(
        summary=_("Document of an application"),
        description=_("The file itself."),
        parameters=[OpenApiParameter("document", str, "path", description="UUID")],
        responses={(200, "application/octet-stream"): bytes},
    )
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
