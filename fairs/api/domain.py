"""Lists of the domain's own things: a line a view, the rest is declared."""

import re
from typing import Any, ClassVar

from django.db.models import Count, Min, OuterRef, Subquery
from django.db.models.functions import Coalesce, TruncDate
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from rest_framework.request import Request
from rest_framework.response import Response

from fairs import filters, serializers
from fairs.calendar.entry import SHANGHAI
from fairs.models import (
    Category,
    DayBlock,
    Edition,
    Exhibitor,
    Fair,
    Figure,
    Hall,
    Organisation,
    Participation,
    Product,
    Region,
    RegionGroup,
    Session,
    Source,
    Venue,
)
from fairs.pagination import Key, Orderings, days, moments, numbers, times

from .base import BY_CODE, UUID, ReadViewSet
from .steps import Steps

FIRST_DAY = Subquery(
    DayBlock.objects.filter(edition=OuterRef("pk"))
    .order_by()
    .values("edition")
    .annotate(d=Min("first_day"))
    .values("d")
)
# Shanghai's day, then the time of day; what is known only by the day comes first on it.
BY_START: Orderings = {
    **BY_CODE,
    "start": (days(Coalesce("first_day", TruncDate("starts_at", tzinfo=SHANGHAI))), times("starts_at")),
}


class FairViewSet(ReadViewSet):
    about = _("The series that recur. A fair is listed when one of its editions is public.")
    queryset = Fair.objects.all()
    serializer_class = serializers.FairSerializer
    filterset_class = filters.FairFilterSet


class EditionViewSet(Steps, ReadViewSet):
    about = _(
        "Each holding of a fair, with its days, places and organisers; one alone also with its figures and pavilions."
    )
    queryset = Edition.objects.all()
    serializer_class = serializers.EditionSerializer
    detail_serializer_class = serializers.EditionDetailSerializer
    filterset_class = filters.EditionFilterSet
    orderings: ClassVar[Orderings] = {
        **BY_CODE,
        "first_day": (days(FIRST_DAY),),
        "year": (numbers("year"), Key("code")),
    }


class SessionViewSet(ReadViewSet):
    about = _("The programme inside and around a fair.")
    queryset = Session.objects.all()
    serializer_class = serializers.SessionSerializer
    filterset_class = filters.SessionFilterSet
    orderings: ClassVar[Orderings] = BY_START


class FigureViewSet(ReadViewSet):
    about = _("What editions measure, by stage: each with its qualifier and the document it comes from.")
    queryset = Figure.objects.all()
    serializer_class = serializers.FigureSerializer
    filterset_class = filters.FigureFilterSet
    lookup_field = "uuid"
    lookup_value_regex = UUID
    orderings: ClassVar[Orderings] = {
        "edition": (Key("edition__code"), Key("measure"), Key("stage")),
        "modified_at": (moments("modified_at"),),
    }


class SourceViewSet(ReadViewSet):
    about = _("Documents that public editions and their figures are taken from.")
    queryset = Source.objects.all()
    serializer_class = serializers.SourceSerializer
    filterset_class = filters.SourceFilterSet


class VenueViewSet(ReadViewSet):
    about = _("Where fairs are held; one alone also with its halls.")
    queryset = Venue.objects.all()
    serializer_class = serializers.VenueSerializer
    detail_serializer_class = serializers.VenueDetailSerializer
    filterset_class = filters.VenueFilterSet


class HallViewSet(ReadViewSet):
    about = _("Halls and parts of halls. Their codes are unique in a venue only, so one alone is asked for by UUID.")
    queryset = Hall.objects.all()
    serializer_class = serializers.HallSerializer
    filterset_class = filters.HallFilterSet
    lookup_field = "uuid"
    lookup_value_regex = UUID
    orderings: ClassVar[Orderings] = {
        "code": (Key("venue__code"), Key("code")),
        "modified_at": (moments("modified_at"),),
    }


class ExhibitorViewSet(ReadViewSet):
    about = _("Exhibitors admitted to a public edition; one alone also with where it takes part.")
    queryset = Exhibitor.objects.all()
    serializer_class = serializers.ExhibitorSerializer
    detail_serializer_class = serializers.ExhibitorDetailSerializer
    filterset_class = filters.ExhibitorFilterSet

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """The code of one that was merged leads on to what it is now."""
        try:
            return super().retrieve(request, *args, **kwargs)
        except Http404:
            name = self.kwargs["code"]
            merged = {"merged__uuid" if re.fullmatch(UUID, name) else "merged__code": name}
            found = self.get_queryset().filter(**merged).first()
            if found is None:
                raise
            return Response(status=301, headers={"Location": reverse("exhibitor-detail", args=[found.code])})


class ParticipationViewSet(ReadViewSet):
    about = _(
        "Who takes part in which public edition, with its days, hall and stand; only those who were admitted. Whoever "
        "withdraws leaves the list: “changes” then names the edition, whose participations are to be read anew."
    )
    queryset = Participation.objects.all()
    serializer_class = serializers.ParticipationSerializer
    filterset_class = filters.ParticipationFilterSet
    lookup_field = "uuid"
    lookup_value_regex = UUID
    orderings: ClassVar[Orderings] = {
        "edition": (Key("edition__code"), Key("exhibitor__code")),
        "modified_at": (moments("modified_at"),),
    }


class ProductViewSet(ReadViewSet):
    about = _("Products shown at a public edition: the origin is the product's, the address is its exhibitor's.")
    queryset = Product.objects.all()
    serializer_class = serializers.ProductSerializer
    filterset_class = filters.ProductFilterSet


class OriginViewSet(ReadViewSet):
    about = _("Regions and countries that public products come from, with how many do.")
    queryset = Region.objects.all()
    serializer_class = serializers.OriginSerializer
    filterset_class = filters.OriginFilterSet

    def get_queryset(self) -> Any:
        public = Product.objects.visible_to(self.request.user)
        return super().get_queryset().filter(products__in=public).annotate(shown=Count("products"))


class RegionViewSet(ReadViewSet):
    about = _("Countries (ISO 3166-1), Chinese provinces, cities and districts (GB/T 2260), and zones.")
    queryset = Region.objects.all()
    serializer_class = serializers.RegionSerializer
    filterset_class = filters.RegionFilterSet


class RegionGroupViewSet(ReadViewSet):
    about = _("Regions that are spoken of together, such as the members of a treaty.")
    queryset = RegionGroup.objects.all()
    serializer_class = serializers.RegionGroupSerializer
    filterset_class = filters.RegionGroupFilterSet


class OrganisationViewSet(ReadViewSet):
    about = _("Authorities, organisers, venue operators, associations, media and companies.")
    queryset = Organisation.objects.all()
    serializer_class = serializers.OrganisationSerializer
    filterset_class = filters.OrganisationFilterSet


class CategoryViewSet(ReadViewSet):
    about = _("Sectors of fairs and kinds of products, one vocabulary for both.")
    queryset = Category.objects.all()
    serializer_class = serializers.CategorySerializer
    filterset_class = filters.CategoryFilterSet
