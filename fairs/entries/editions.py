"""Editions and their opening hours as calendar entries."""

from collections.abc import Iterable
from datetime import datetime, time, timedelta
from functools import partial
from typing import Any
from uuid import UUID

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from fairs.calendar.entry import SHANGHAI, CalendarEntry, Kind, Status, Text
from fairs.calendar.registry import register, subject_key
from fairs.models import DayBlock, Deadline, Edition, EditorialState, EventStatus, OpeningDay

from .loading import loaded
from .places import Facets, groups_read, in_groups, place_facets, place_text, point, region_facets
from .shown import SHOWN_READS, Shown, shown_at
from .texts import in_both, search_text, text_of

DAY = timedelta(days=1)
EDITION_READS = (
    "blocks__opening_days",
    "fair__categories__category__parent",
    "region__parent__parent__parent",
    "places__venue__region__parent__parent__parent",
    "places__hall__part_of",
    "organisers__organisation",
    "postponed_to",
    "replaces",
    "combined_with",
    "combined",
    "deadlines",
)


def edition_entries(uuids: list[UUID]) -> list[CalendarEntry]:
    editions = list(loaded(Edition, uuids, EDITION_READS))
    shown = shown_at(editions)
    return in_groups(e for edition in editions for e in entries_of_edition(edition, shown[edition.pk]))


def entries_of_edition(edition: Edition, shown: Shown) -> Iterable[CalendarEntry]:
    facets, search = frozenset(edition_facets(edition, shown)), edition_search(edition, shown)
    places = list(edition.places.all())
    shared: dict[str, Any] = {
        "subject": subject_key(Edition, edition.uuid),
        "status": Status(edition.event_status),
        "place": in_both(
            lambda: " / ".join(place_text(p.venue, p.hall, edition.region) for p in places) or edition.region
        ),
        "url": f"/editions/{edition.code}/",
        "geo": point(p.venue for p in places),
        "categories": tuple(text_of(c.category) for c in edition.fair.categories.all()),
        "facets": facets,
        "search": search,
    }
    for block in edition.blocks.all():
        if not block.complete:
            continue
        yield CalendarEntry(
            key=f"{Kind.EDITION}-{block.uuid}",
            kind=Kind.EDITION,
            start=block.first_day,
            end=block.last_day + DAY,
            title=text_of(edition, "title"),
            description=in_both(lambda block=block: edition_description(edition, block)),  # type: ignore[misc]
            related=related_editions(edition),
            links=linked_editions(edition),
            **shared,
        )
        for day in block.opening_days.all():
            if day.opens and day.closes:
                yield hours_entry(edition, day, day.opens, day.closes, shared)
    for deadline in edition.deadlines.all():
        if deadline.audience == Deadline.Audience.PUBLIC:
            yield deadline_entry(edition, deadline, shared)


def deadline_entry(edition: Edition, deadline: Deadline, shared: dict[str, Any]) -> CalendarEntry:
    """What all who take part have to do until then, its last day; what only those admitted need not be told here."""
    return CalendarEntry(
        key=f"{Kind.DEADLINE}-{deadline.uuid}",
        kind=Kind.DEADLINE,
        start=deadline.day,
        end=deadline.day + DAY,
        title=in_both(lambda: deadline_title(edition, deadline)),
        related=related_days(edition),
        **shared,
    )


def deadline_title(edition: Edition, deadline: Deadline) -> str:
    said = {"what": deadline.note or capfirst(deadline.get_kind_display()), "title": edition.title}
    return _("%(what)s: %(title)s") % said


def related_days(edition: Edition) -> tuple[str, ...]:
    return tuple(f"{Kind.EDITION}-{block.uuid}" for block in edition.blocks.all() if block.complete)


def hours_entry(edition: Edition, day: OpeningDay, opens: time, closes: time, shared: dict[str, Any]) -> CalendarEntry:
    def title() -> str:
        return _("%(title)s: %(day_type)s") % {"title": edition.title, "day_type": day.get_day_type_display()}

    return CalendarEntry(
        key=f"{Kind.HOURS}-{day.uuid}",
        kind=Kind.HOURS,
        start=datetime.combine(day.day, opens, SHANGHAI),
        end=datetime.combine(day.day, closes, SHANGHAI),
        title=in_both(title),
        related=(f"{Kind.EDITION}-{day.block.uuid}",),
        **shared,
    )


def related_editions(edition: Edition) -> tuple[str, ...]:
    """The edition that this one was postponed to, those it replaces, and those it is held together with."""
    others = published([edition.postponed_to, *edition.replaces.all(), *together(edition)])
    return tuple(f"{Kind.EDITION}-{other.uuid}" for other in others)


def linked_editions(edition: Edition) -> tuple[tuple[Text, str], ...]:
    """Sentences on what takes the place of what, each with the other's page."""
    after = published([edition.postponed_to]) if edition.event_status == EventStatus.POSTPONED else []
    said = [(in_both(partial(_postponed_to, e)), e) for e in after]
    said += [(in_both(partial(_in_place_of, e)), e) for e in published(edition.replaces.all())]
    return tuple((sentence, f"/editions/{other.code}/") for sentence, other in said)


def _postponed_to(edition: Edition) -> str:
    return _("Postponed to: %(title)s") % {"title": edition}


def _in_place_of(edition: Edition) -> str:
    return _("Held in place of: %(title)s") % {"title": edition}


def together(edition: Edition) -> list[Edition]:
    return published([edition.combined_with, *edition.combined.all()])


def published(editions: Iterable[Edition | None]) -> list[Edition]:
    """Those among them that the public knows."""
    return [e for e in editions if e and e.editorial_state == EditorialState.PUBLISHED]


def edition_description(edition: Edition, block: DayBlock) -> str:
    others = [_("Held together with: %(title)s") % {"title": other} for other in together(edition)]
    organisers = (str(o) for o in edition.organisers.all())
    return "\n".join(line for line in (what_became(edition, block), *others, edition.description, *organisers) if line)


def what_became(edition: Edition, block: DayBlock) -> str:
    """One sentence on a postponement to no other edition, or on the days before a move."""
    if edition.event_status == EventStatus.POSTPONED and not published([edition.postponed_to]):
        return _("Postponed; no new date yet.")
    if edition.event_status == EventStatus.RESCHEDULED and block.previous_first_day and block.previous_last_day:
        before = {"first": block.previous_first_day.isoformat(), "last": block.previous_last_day.isoformat()}
        return _("Moved from %(first)s – %(last)s.") % before
    return ""


def edition_facets(edition: Edition, shown: Shown) -> Facets:
    facets = identity_facets(edition) | region_facets(edition.region)
    if year := plan_year(edition):
        facets.add(("year", str(year)))
    for place in edition.places.all():
        facets |= {*place_facets(place.venue, place.hall), ("venue_kind", place.venue.kind)}
    facets |= {("organiser", o.organisation.code) for o in edition.organisers.all()}
    categories = shown.categories | {c.category for c in edition.fair.categories.all()}
    facets |= {("origin", r.code) for origin in shown.origins for r in origin.lineage()}
    facets |= {("category", c.code) for category in categories for c in (category, category.parent) if c}
    return facets | {("exhibitor", code) for code in shown.exhibitors}


def plan_year(edition: Edition) -> int | None:
    """The year it states, else that of its first day: one only, whatever New Year it lasts over."""
    days = [day for block in edition.blocks.all() if (day := block.first_day or block.last_day)]
    return edition.year or (min(days).year if days else None)


def identity_facets(edition: Edition) -> Facets:
    named = {
        ("fair", edition.fair.code),
        ("edition", edition.code),
        ("batch", edition.batch),
        ("audience", edition.audience),
        ("synthetic", "yes" if edition.synthetic else ""),
    }
    return {(name, code) for name, code in named if code}


def edition_search(edition: Edition, shown: Shown) -> str:
    return search_text(
        edition,
        edition.fair,
        edition.region,
        *(p.venue for p in edition.places.all()),
        *(o.organisation for o in edition.organisers.all()),
        *shown.products,
        *(c.category for c in edition.fair.categories.all()),
    )


register(Edition, edition_entries, reads=EDITION_READS + SHOWN_READS + groups_read("region", "places__venue__region"))
