"""Personal feeds of whoever asks: to list, to make, and to revoke. An address is told once, when it is made."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from fairs.calendar import personal
from fairs.calendar.filters import StrictFilterSet
from fairs.calendar.models import Listing, PersonalFeed
from fairs.entries import audience_of
from fairs.issuing import issue_of_exhibitor, issue_of_place
from fairs.models import Exhibitor
from fairs.pages.addresses import PersonalAddresses
from fairs.pagination import PARAMETERS, Orderings, moments
from fairs.serializers.applications import Strict

from .base import UUID, PublicView

Content = PersonalFeed.Content


class NewFeedSerializer(Strict):
    name = serializers.CharField(max_length=100)
    content = serializers.ChoiceField(Content.choices)
    asked = serializers.CharField(
        required=False, allow_blank=True, max_length=4000, help_text=_("of a filter: the query string of a feed")
    )
    entries = serializers.ListField(
        child=serializers.CharField(max_length=80),
        required=False,
        max_length=personal.MOST_CHOSEN,
        help_text=_("of an agenda: keys or UIDs of public entries"),
    )
    place = serializers.CharField(
        required=False, max_length=121,
        help_text=_("of a venue's or hall's: its code, of a hall VENUE.HALL; the user must decide on it"),
    )  # fmt: skip
    exhibitor = serializers.CharField(
        required=False, max_length=100, help_text=_("of an exhibitor's: its code; the user must act for it")
    )


class FeedSerializer(serializers.Serializer[Any]):
    uuid = serializers.UUIDField()
    name = serializers.CharField()
    content = serializers.ChoiceField(Content.choices)
    asked = serializers.CharField()
    entries = serializers.ListField(
        child=serializers.CharField(), help_text=_("of an agenda: keys of what was chosen, as far as it is public now")
    )
    exhibitor = serializers.CharField(allow_null=True)
    created_at = serializers.DateTimeField()
    last_used = serializers.DateField(allow_null=True)


class IssuedFeedSerializer(FeedSerializer):
    token = serializers.CharField(help_text=_("told this once; the password for CalDAV, with any user name"))
    address = serializers.URLField()
    caldav = serializers.URLField()


class FeedViewSet(PublicView, GenericViewSet[Any]):
    summary = _("Personal feeds")
    about = _(
        "Calendars of the user's own, each at an address that cannot be guessed. They need a session that is logged "
        "in, and X-CSRFToken to write. Of an address only a hash is kept: it is told once, when it is made."
    )
    permission_classes = (IsAuthenticated,)
    queryset = PersonalFeed.objects.none()
    serializer_class = FeedSerializer
    lookup_field = "uuid"
    lookup_value_regex = UUID
    orderings: ClassVar[Orderings] = {"created_at": (moments("created_at"),)}
    default_page_size = personal.MOST_FEEDS

    def get_queryset(self) -> Any:
        return PersonalFeed.objects.current().filter(user_id=self.request.user.pk or 0)

    def get_object(self) -> PersonalFeed:
        found: PersonalFeed | None = self.get_queryset().filter(uuid=self.kwargs["uuid"]).first()
        if found is None:
            raise Http404
        return found

    def list(self, request: Request) -> Response:
        page = self.paginate_queryset(StrictFilterSet(request.query_params, self.get_queryset()).answer(PARAMETERS))
        return self.get_paginated_response(rows(page or []))

    def retrieve(self, request: Request, uuid: str) -> Response:
        StrictFilterSet(request.query_params, self.get_queryset()).answer()
        return Response(rows([self.get_object()])[0])

    @extend_schema(request=NewFeedSerializer, responses={201: IssuedFeedSerializer})
    def create(self, request: Request) -> Response:
        sent = NewFeedSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        try:
            feed, token = issued(request.user, **sent.validated_data)
        except ValidationError as error:
            raise of_fields(error) from error
        addresses = PersonalAddresses(token)
        told = {"token": token, "address": addresses.feed, "caldav": addresses.caldav}
        return Response({**rows([feed])[0], **told}, status.HTTP_201_CREATED)

    @extend_schema(responses={204: None})
    def destroy(self, request: Request, uuid: str) -> Response:
        personal.revoke(self.get_object())
        return Response(status=status.HTTP_204_NO_CONTENT)


def issued(
    user: Any, name: str, content: str, asked: str = "", entries: Any = (), exhibitor: str = "", place: str = ""
) -> tuple[PersonalFeed, str]:
    """``asked`` may say of any content how it is shown."""
    if content == Content.EXHIBITOR:
        return issue_of_exhibitor(user, name, exhibitor, asked=asked)
    if content == Content.PLACE:
        return issue_of_place(user, name, place, asked=asked)
    subjects = personal.subjects_of(entries) if content == Content.AGENDA else ()
    return personal.issue(user, name, content, asked=asked, subjects=subjects)


def of_fields(error: ValidationError) -> ValidationError:
    """What is wrong with a parameter is wrong with the query string."""
    if not hasattr(error, "error_dict"):
        return error
    known = NewFeedSerializer().fields
    return ValidationError({name if name in known else "asked": errors for name, errors in error.error_dict.items()})


def rows(feeds: list[PersonalFeed]) -> list[dict[str, Any]]:
    subjects = {subject for feed in feeds for subject in feed.subjects}
    chosen = Listing.objects.readable_by(None).current().filter(subject__in=subjects)
    keys = [*chosen.exclude(kind="hours").order_by("key").values_list("subject", "key")] if subjects else []
    audiences = {feed.audience for feed in feeds} - {Listing.PUBLIC}
    uuids = [audience.partition(":")[2] for audience in audiences]
    codes = {audience_of(u): c for u, c in Exhibitor.objects.filter(uuid__in=uuids).values_list("uuid", "code")}
    return [
        {
            **{name: getattr(feed, name) for name in ("uuid", "name", "content", "asked", "last_used")},
            "entries": [key for subject, key in keys if subject in feed.subjects],
            "exhibitor": codes.get(feed.audience),
            "created_at": timezone.localtime(feed.created_at),
        }
        for feed in feeds
    ]
