"""What fairs, editions, their sessions and their figures can be asked for."""

from datetime import date
from typing import Any, ClassVar

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fairs.calendar.filters import CodesFilter, StrictFilterSet
from fairs.facets import years
from fairs.models import (
    Category,
    Edition,
    EventStatus,
    Fair,
    Figure,
    Participation,
    ProductDisplay,
    Session,
    Source,
)
from fairs.models.places import LIAONING

from .parameters import (
    DatedFilterSet,
    ModifiedFilter,
    WordsFilter,
    YesNoFilter,
    chosen,
    coded,
    having,
    in_group,
    known,
    lying_in,
    names,
    regions_within,
)

CITY = _("city or zone, by code; any of several")
REGION = _("region of any level, by code: the rows that lie in it")
SYNTHETIC = _("true: made up for tests; false: real")
Codes = list[str]


def halls(path: str) -> Any:
    """A hall, and its parts, by its venue's code and its own: snwe.4A."""

    def matches(qs: Any, codes: Codes) -> Any:
        asked = Q()
        for code in codes:
            venue, __, own = code.rpartition(".")
            for hall in (path, f"{path}__part_of"):
                asked |= Q(**{f"{hall}__code": own, f"{hall}__venue__code": venue})
        return qs.filter(pk__in=qs.model._base_manager.filter(asked).values("pk"))

    return CodesFilter(matches, known=known("hall"), label=_("hall or part, as venue.hall"))


def categories_within(codes: Codes) -> Any:
    return Category.objects.filter(Q(code__in=codes) | Q(parent__code__in=codes)).values("pk")


def of_category(qs: Any, codes: Codes) -> Any:
    """Of the fair, or of a product that is shown."""
    found = categories_within(codes)
    shown = displays().filter(product__category__in=found).values("edition")
    return qs.filter(Q(pk__in=having(qs, "fair__categories__category", found)) | Q(pk__in=shown))


def displays() -> Any:
    return ProductDisplay.objects.visible_to(AnonymousUser())


def participations() -> Any:
    return Participation.objects.visible_to(AnonymousUser())


class EditionFilterSet(DatedFilterSet):
    city = lying_in("region", "places__venue__region", name="city", label=CITY)
    region = lying_in("region", "places__venue__region", name="region", label=REGION)
    group = in_group("region", "places__venue__region")
    venue = coded("places__venue__code", known("venue"), _("venue, by code"))
    hall = halls("places__hall")
    fair = coded("fair__code", known("fair"), _("fair, by code"))
    batch = chosen("batch", Edition.Batch, _("batch"))
    audience = chosen("audience", Edition.Audience, _("audience"))
    status = chosen("event_status", EventStatus, _("event status"))
    category = CodesFilter(
        of_category, known=known("category"), label=_("category of the fair or of products shown, by code")
    )
    origin = CodesFilter(
        lambda qs, codes: qs.filter(
            pk__in=displays().filter(product__origin__in=regions_within(codes)).values("edition")
        ),
        known=known("origin"),
        label=_("origin of products shown, region or country, by code"),
    )
    organiser = coded("organisers__organisation__code", known("organiser"), _("organiser, by code"))
    exhibitor = CodesFilter(
        lambda qs, codes: qs.filter(pk__in=participations().filter(exhibitor__code__in=codes).values("edition")),
        known=known("exhibitor"),
        label=_("exhibitor, by code"),
    )
    year = coded("year", years, _("year"))
    in_province = YesNoFilter(method="filter_in_province", label=_("true: in Liaoning; false: elsewhere"))
    synthetic = YesNoFilter(label=SYNTHETIC)
    q = WordsFilter("code", *names("", "title"), *names("fair__"), "fair__aliases")
    modified_since = ModifiedFilter(
        "blocks", "blocks__opening_days", "places", "organisers", "fair__categories", "figures", "pavilions"
    )

    class Meta:
        model = Edition
        fields: ClassVar[list[str]] = []

    def overlapping(self, queryset: Any, first: date | None, last: date | None) -> Any:
        return queryset.overlapping(first, last)

    def filter_in_province(self, queryset: Any, _name: str, value: bool) -> Any:
        lying = Q(region__in=regions_within([LIAONING]))
        return queryset.filter(lying if value else ~lying)


class FairFilterSet(StrictFilterSet):
    """Where and when a fair is held is asked of its public editions only."""

    category = CodesFilter(
        lambda qs, codes: qs.filter(pk__in=having(qs, "categories__category", categories_within(codes))),
        known=known("category"),
        label=_("category, by code"),
    )
    region = CodesFilter(
        lambda qs, codes: qs.filter(
            pk__in=Edition.objects.published().filter(region__in=regions_within(codes)).values("fair")
        ),
        known=known("region"),
        label=_("region of any level in which an edition is held, by code"),
    )
    synthetic = YesNoFilter(label=SYNTHETIC)
    q = WordsFilter("code", *names(), "aliases")
    modified_since = ModifiedFilter("categories")

    class Meta:
        model = Fair
        fields: ClassVar[list[str]] = []


class SessionFilterSet(DatedFilterSet):
    edition = coded("edition__code", known("edition"), _("edition, by code"))
    fair = coded("edition__fair__code", known("fair"), _("fair, by code"))
    kind = chosen("kind", Session.Kind, _("kind of session"))
    city = lying_in("edition__region", "venue__region", name="city", label=CITY)
    region = lying_in("edition__region", "venue__region", name="region", label=REGION)
    group = in_group("edition__region", "venue__region")
    venue = coded("venue__code", known("venue"), _("venue, by code"))
    hall = halls("hall")
    status = chosen("event_status", EventStatus, _("event status"))
    synthetic = YesNoFilter(label=SYNTHETIC)
    q = WordsFilter("code", *names("", "title"), *names("", "room"), *names("edition__", "title"))
    modified_since = ModifiedFilter()

    class Meta:
        model = Session
        fields: ClassVar[list[str]] = []


class FigureFilterSet(StrictFilterSet):
    edition = coded("edition__code", known("edition"), _("edition, by code"))
    fair = coded("edition__fair__code", known("fair"), _("fair, by code"))
    year = coded("edition__year", years, _("year of the edition"))
    region = lying_in("edition__region", name="region", label=REGION)
    stage = chosen("stage", Figure.Stage, _("stage"))
    measure = chosen("measure", Figure.Measure, _("measure"))
    modified_since = ModifiedFilter()

    class Meta:
        model = Figure
        fields: ClassVar[list[str]] = []


class SourceFilterSet(StrictFilterSet):
    q = WordsFilter("code", *names("", "title"))
    modified_since = ModifiedFilter()

    class Meta:
        model = Source
        fields: ClassVar[list[str]] = []
