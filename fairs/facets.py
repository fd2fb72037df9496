"""What the calendar can be asked for, by code: the vocabulary of the facets that the mappers give their entries."""

from collections.abc import Callable
from typing import Any

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from .calendar.filters import Known, choices, facet
from .models import Category, Edition, Exhibitor, Fair, Hall, Organisation, Region, RegionGroup, Session, Venue


def coded(rows: Callable[[], Any]) -> Known:
    """Codes known from a table; names are read in the language that is active when they are shown."""
    return lambda codes: {row.code: row for row in rows().filter(code__in=codes)}


def known_halls(codes: list[str]) -> dict[str, Any]:
    """A hall's public code is its venue's and its own: snwe.4A."""
    halls = Hall.objects.select_related("venue").filter(code__in=[c.rpartition(".")[2] for c in codes])
    return {code: h for h in halls if (code := f"{h.venue.code}.{h.code}") in codes}


def once_public(model: Any, **link: Any) -> Known:
    """Codes of what an edition that ``link`` leads to made public, by name for as long as one does.

    What was unpublished stays known: who subscribed to it gets an empty calendar, not an error.
    """

    def known(codes: list[str]) -> dict[str, Any]:
        told, public = (Exists(e.filter(**link)) for e in (Edition.objects.told(), Edition.objects.published()))
        rows = model.objects.filter(told, code__in=codes).annotate(public=public)
        return {row.code: row if row.public else row.code for row in rows}

    return known


def or_else(first: Known, second: Known) -> Known:
    """Codes that the one knows, and of the rest those that the other does."""

    def known(codes: list[str]) -> dict[str, Any]:
        found = first(codes)
        rest = [code for code in codes if code not in found]
        return {**found, **second(rest)} if rest else found

    return known


def years(codes: list[str]) -> dict[str, str]:
    return {code: code for code in codes if code.isascii() and code.isdigit() and 1950 <= int(code) <= 2100}


facet("region", _("region of any level, by code"), coded(Region.objects.all))
facet("group", _("group of regions, by code"), coded(RegionGroup.objects.all))
facet("city", _("city or zone, by code"), coded(lambda: Region.objects.filter(kind__in=["city", "zone"])))
facet("venue", _("venue, by code"), coded(Venue.objects.all))
facet("hall", _("hall or part, as venue.hall"), known_halls)
facet("fair", _("fair, by code"), once_public(Fair, fair=OuterRef("pk")))
facet("edition", _("edition, by code"), once_public(Edition, pk=OuterRef("pk")))
facet("organiser", _("organiser, by code"), coded(Organisation.objects.all))
facet("category", _("category of the fair or of products shown, by code"), coded(Category.objects.all))
facet("origin", _("origin of products shown, region or country, by code"), coded(Region.objects.all))
taken_part = {"participations__status__in": ["admitted", "withdrawn"]}
known_by_name = once_public(Exhibitor, participations__exhibitor=OuterRef("pk"), **taken_part)
known_before = once_public(Exhibitor, participations__exhibitor=OuterRef("merged_into"), **taken_part)
facet("exhibitor", _("exhibitor, by code"), or_else(known_by_name, known_before))
facet("batch", _("brand, resident, market, conference"), choices(Edition.Batch.choices))
facet("year", _("year of the plan that an edition belongs to"), years)
facet("venue_kind", _("kind of venue used: professional, conference, other, unknown"), choices(Venue.Kind.choices))
facet("audience", _("trade, public, mixed"), choices(Edition.Audience.choices))
facet(
    "synthetic",
    _("yes: editions made up for tests and demonstrations"),
    lambda codes: {c: c for c in codes if c == "yes"},
)
facet("session", _("kind of session"), choices(Session.Kind.choices))
