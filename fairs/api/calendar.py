"""The published calendar as JSON, and what changed in it: both join bytes that the ledger has stored."""

from typing import Any, ClassVar

import orjson
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_serializer
from rest_framework import serializers, status
from rest_framework.exceptions import APIException
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import replace_query_param
from rest_framework.viewsets import GenericViewSet

from fairs.calendar import ledger
from fairs.calendar.entry import Kind, Status
from fairs.calendar.filters import ListingFilterSet, StrictFilterSet
from fairs.calendar.models import Listing
from fairs.pagination import PARAMETERS, Key, KeysetPagination, Orderings, moments, page_size

from .base import PublicView

SHOWN = ("key", "uid", "kind", "revision", "sequence", "modified", "withdrawn", "payload")


class TextSerializer(serializers.Serializer[Any]):
    # A language that is missing is "".
    def get_fields(self) -> dict[str, Any]:
        return {"zh-hans": serializers.CharField(), "en": serializers.CharField()}


class PointSerializer(serializers.Serializer[Any]):
    latitude = serializers.FloatField(help_text="WGS-84")
    longitude = serializers.FloatField()


class MovedSerializer(serializers.Serializer[Any]):
    original = serializers.CharField(help_text=_("when it would start by the rule"))
    start = serializers.CharField()
    end = serializers.CharField(help_text=_("exclusive"))


class RecurrenceSerializer(serializers.Serializer[Any]):
    rrule = serializers.CharField(help_text=_("RRULE of RFC 5545, on from the start; it always has an UNTIL"))
    excluded = serializers.ListField(
        child=serializers.CharField(), help_text=_("starts by the rule at which it does not take place")
    )
    moved = MovedSerializer(many=True, help_text=_("what takes place at another time than by the rule"))


class EntrySerializer(serializers.Serializer[Any]):
    uid = serializers.CharField()
    kind = serializers.ChoiceField([(k.value, k.name) for k in Kind])
    status = serializers.ChoiceField([(s.value, s.name) for s in Status])
    start = serializers.CharField(help_text=_("a day, or a moment with its offset; the first of what recurs"))
    end = serializers.CharField(help_text=_("exclusive; of the same form as start"))
    last_day = serializers.DateField(allow_null=True, help_text=_("inclusive; of an all-day entry"))
    all_day = serializers.BooleanField()
    timezone = serializers.CharField()
    recurrence = RecurrenceSerializer(allow_null=True, help_text=_("null when it takes place once"))
    title = TextSerializer()
    description = TextSerializer()
    place = TextSerializer()
    url = serializers.URLField(allow_null=True)
    geo = PointSerializer(allow_null=True)
    categories = TextSerializer(many=True)
    related = serializers.ListField(child=serializers.CharField())
    facets = serializers.DictField(child=serializers.ListField(child=serializers.CharField()))
    sequence = serializers.IntegerField()
    modified = serializers.DateTimeField()


class ChangeSerializer(serializers.Serializer[Any]):
    key = serializers.CharField()
    uid = serializers.CharField()
    kind = serializers.ChoiceField([(k.value, k.name) for k in Kind])
    revision = serializers.IntegerField()
    sequence = serializers.IntegerField()
    modified = serializers.DateTimeField()
    withdrawn = serializers.BooleanField()
    entry = EntrySerializer(
        allow_null=True, help_text=_("as it is now; null when it was withdrawn and copies of it are to be deleted")
    )


@extend_schema_serializer(many=False)
class ChangesSerializer(serializers.Serializer[Any]):
    epoch = serializers.CharField()
    next_since = serializers.IntegerField()
    next = serializers.URLField(allow_null=True)
    results = ChangeSerializer(many=True)


class CalendarViewSet(PublicView, GenericViewSet[Any]):
    about = _("The calendar as published: what a feed can be asked for, and the same answer, as JSON.")
    pagination_class = KeysetPagination
    queryset = Listing.objects.none()
    serializer_class = EntrySerializer
    filterset_class = ListingFilterSet
    orderings: ClassVar[Orderings] = {"start": (moments("start"), Key("key")), "modified": (moments("modified"),)}
    default_page_size = 20

    def list(self, request: Request) -> Response:
        public = Listing.objects.readable_by(request.user).current()
        asked = self.filterset_class(request.query_params, public, request=request)
        page = self.paginate_queryset(asked.answer(PARAMETERS).only("payload"))
        return self.get_paginated_response([orjson.Fragment(bytes(listing.payload)) for listing in page or ()])


class ChangeFilterSet(StrictFilterSet):
    also_allowed = frozenset({"lang", "since", "epoch", "page_size"})


class Reload(APIException):
    status_code = status.HTTP_410_GONE
    default_detail = {"epoch": _("The calendar was restored from a backup: load all of it again, without “since”.")}
    default_code = "reload"


class ChangeViewSet(PublicView, GenericViewSet[Any]):
    summary = _("Changes of the calendar")
    about = _(
        "What the public was told since a revision, in order: new and changed entries, and tombstones of those "
        "withdrawn. Load all of it once without “since”, keep “next_since” and “epoch”, and ask on with them; at once "
        "where “next” is an address. An entry that changed twice is listed once, as it is now."
    )
    pagination_class = None
    queryset = Listing.objects.none()
    serializer_class = ChangesSerializer
    default_page_size = 100

    @extend_schema(
        responses=ChangesSerializer,
        parameters=[
            OpenApiParameter(
                "since", {"type": "integer", "minimum": 0, "default": 0}, description=_("The last revision known.")
            ),
            OpenApiParameter("epoch", str, description=_("As answered last; 410 when it is no longer that.")),
            OpenApiParameter(
                "page_size",
                {"type": "integer", "minimum": 1, "maximum": 200, "default": 100},
                description=_("Most changes in one answer."),
            ),
        ],
    )
    def list(self, request: Request) -> Response:
        mark = ledger.watermark()  # before the rows: what commits in between is then told next time, not never
        asked = request.query_params
        told = ChangeFilterSet(asked, Listing.objects.readable_by(request.user)).answer()
        size = page_size(asked.get("page_size"), self.default_page_size)
        if asked.get("epoch", mark.epoch) != mark.epoch:
            raise Reload
        since = known_revision(asked.get("since", "0"), mark.value)
        rows = list(told.filter(revision__gt=since).order_by("revision").only(*SHOWN)[: size + 1])
        rows, more = rows[:size], len(rows) > size
        token = rows[-1].revision if more else mark.value
        address = replace_query_param(request.build_absolute_uri(), "since", token)
        return Response(
            {
                "epoch": mark.epoch,
                "next_since": token,
                "next": replace_query_param(address, "epoch", mark.epoch) if more else None,
                "results": [change(listing) for listing in rows],
            }
        )


def known_revision(asked: str, latest: int) -> int:
    if not (asked.isascii() and asked.isdigit() and len(asked) < 19):
        raise ValidationError({"since": ValidationError(_("Give a revision: a whole number."), code="invalid")})
    if int(asked) > latest:
        message = _("The calendar has not come to this revision yet; its last is %(latest)d.")
        raise ValidationError({"since": ValidationError(message, code="future", params={"latest": latest})})
    return int(asked)


def change(listing: Listing) -> dict[str, Any]:
    row = {name: getattr(listing, name) for name in SHOWN[:-1]}
    return {**row, "entry": None if listing.withdrawn else orjson.Fragment(bytes(listing.payload))}
