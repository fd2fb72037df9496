"""What is unlikely about an edition beside its venues and beside other editions: warnings for whoever enters it."""

from collections.abc import Iterator
from functools import reduce
from operator import or_

from django.db.models import Q
from django.utils.translation import gettext

from fairs import checks
from fairs.checks import Finding
from fairs.names import alike

from .editions import Edition
from .figures import Figure
from .publishing import CANCELLED, PUBLISHED


def doubts(edition: Edition) -> list[Finding]:
    return [*_space(edition), *_number(edition), *_twice(edition)]


def _space(edition: Edition) -> Iterator[Finding]:
    """Halls that are booked are looked at more closely, with the figures."""
    venues = {place.venue for place in edition.places.select_related("venue")}
    areas = [venue.indoor_area for venue in venues]
    gross = edition.figures.filter(measure=Figure.Measure.GROSS_AREA).order_by("-value").first()
    if gross and areas and None not in areas and edition.hall_area() is None:
        yield from checks.of_venues(gross.value, sum(filter(None, areas)))


def _number(edition: Edition) -> Iterator[Finding]:
    if edition.ordinal and edition.year:
        others = Edition.objects.published().filter(fair=edition.fair_id, ordinal__isnull=False, year__isnull=False)
        known = others.exclude(pk=edition.pk).order_by().values_list("ordinal", "year")
        yield from checks.of_number(edition.ordinal, edition.year, known)


def _twice(edition: Edition) -> Iterator[Finding]:
    """What is held as one with it has a name of its own, and what is cancelled takes up no days."""
    blocks = [block for block in edition.blocks.all() if block.complete]
    venues = edition.places.order_by().values("venue")
    if not blocks:
        return
    days = reduce(or_, (Q(blocks__first_day__lte=b.last_day, blocks__last_day__gte=b.first_day) for b in blocks))
    beside = Edition.objects.filter(days, places__venue__in=venues).exclude(event_status=CANCELLED)
    leader = edition.combined_with_id or edition.pk
    for other in beside.exclude(Q(pk=leader) | Q(combined_with=leader) | Q(pk=edition.pk)).order_by("pk").distinct():
        if any(alike(getattr(edition, name), getattr(other, name)) for name in ("title_zh_hans", "title_en")):
            public = other.editorial_state == PUBLISHED
            told = gettext("“%(title)s”") % {"title": other} if public else gettext("Another edition")
            yield Finding(checks.Level.WARNING, checks.ENTERED_TWICE, (), {"other": told})
            return
