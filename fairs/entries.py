"""Editions, opening hours and sessions as calendar entries: pure functions of loaded rows, and their registration."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Prefetch
from django.utils.translation import gettext as _
from django.utils.translation import override

from .calendar.entry import LANGUAGES, SHANGHAI, CalendarEntry, Kind, Status, Text
from .calendar.registry import register, subject_key
from .models import DayBlock, Edition, EditorialState, EventStatus, Hall, OpeningDay, Region, Session, Timed, Venue

Facets = set[tuple[str, str]]
DAY = timedelta(days=1)


def in_both(text: Callable[[], object]) -> Text:
    """``text()`` evaluated in each language."""
    written = []
    for language in LANGUAGES:
        with override(language):
            written.append(str(text()))
    return Text(*written)


def text_of(thing: Any, attribute: str = "name") -> Text:
    return Text(getattr(thing, f"{attribute}_zh_hans"), getattr(thing, f"{attribute}_en"))


def region_facets(region: Region) -> Facets:
    """``region``: at every level outwards; ``city``: the city or zone."""
    line = region.lineage()
    cities = {("city", r.code) for r in line if r.kind in {Region.Kind.CITY, Region.Kind.ZONE}}
    return cities | {("region", r.code) for r in line}


def place_facets(venue: Venue, hall: Hall | None = None) -> Facets:
    facets = {("venue", venue.code)} | region_facets(venue.region)
    for room in filter(None, (hall, hall and hall.part_of)):
        facets.add(("hall", f"{venue.code}.{room.code}"))
    return facets


def place_text(venue: Venue | None, hall: Hall | None, region: Region) -> str:
    """From the hall out to the city, in the active language's order."""
    names = {"hall": hall and hall.name, "venue": venue and venue.name, "city": str(venue.region if venue else region)}
    if hall:
        return _("%(hall)s, %(venue)s, %(city)s") % names
    return _("%(venue)s, %(city)s") % names if venue else str(region)


def point(venues: Iterable[Venue | None]) -> tuple[float, float] | None:
    """(latitude, longitude) of the first venue whose point is known."""
    for venue in venues:
        if venue and venue.latitude is not None and venue.longitude is not None:
            return float(venue.latitude), float(venue.longitude)
    return None


def search_text(*things: Any) -> str:
    """Lower case: every name, title, alias and code of the things."""
    attributes = ("code", "name_zh_hans", "name_en", "title_zh_hans", "title_en", "aliases")
    words = (getattr(thing, a, "") for thing in things if thing for a in attributes)
    return "\n".join(dict.fromkeys(w for w in words if w)).lower()


def timed_span(thing: Timed) -> tuple[date, date] | tuple[datetime, datetime]:
    """Start and exclusive end of a thing whose times are complete."""
    if thing.first_day:
        return thing.first_day, thing.last_day + DAY
    return thing.starts_at, max(thing.ends_at, thing.starts_at + timedelta(seconds=1))


EDITION_READS = (
    "blocks__opening_days",
    "fair__categories__category__parent",
    "region__parent__parent__parent",
    "places__venue__region__parent__parent__parent",
    "places__hall__part_of",
    "organisers__organisation",
    "displays__product__origin__parent__parent__parent",
    "displays__product__category__parent",
    "displays__participation",
    "participations__exhibitor",
    "postponed_to",
    "replaces",
)
SESSION_READS = (
    "edition__fair",
    "edition__region__parent__parent__parent",
    "venue__region__parent__parent__parent",
    "hall__part_of",
)


def loaded(model: Any, uuids: list[UUID], reads: Iterable[str]) -> Any:
    """The published ones among these, with all that their mapper reads: a constant number of queries."""
    return with_reads(model.objects.published().filter(uuid__in=uuids), reads)


def with_reads(queryset: Any, reads: Iterable[str]) -> Any:
    """One further query for each relation to many; the rest is joined: a query costs more than its joins."""
    joined, many = [], defaultdict(list)
    for lookup in reads:
        steps, model = lookup.split("__"), queryset.model
        for number, step in enumerate(steps, start=1):
            relation = model._meta.get_field(step)
            model = relation.related_model
            if relation.one_to_many:
                steps, rest = steps[:number], "__".join(steps[number:])
                many["__".join(steps), model].extend([rest] if rest else [])
                steps.pop()
                break
        joined += ["__".join(steps)] if steps else []
    queryset = queryset.select_related(*joined) if joined else queryset
    parts = ((path, with_reads(model._default_manager.all(), rest)) for (path, model), rest in many.items())
    return queryset.prefetch_related(*(Prefetch(path, part) for path, part in parts))


def edition_entries(uuids: list[UUID]) -> list[CalendarEntry]:
    return [e for edition in loaded(Edition, uuids, EDITION_READS) for e in entries_of_edition(edition)]


def entries_of_edition(edition: Edition) -> Iterable[CalendarEntry]:
    facets, search = frozenset(edition_facets(edition)), edition_search(edition)
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
            **shared,
        )
        for day in block.opening_days.all():
            if day.opens and day.closes:
                yield hours_entry(edition, day, day.opens, day.closes, shared)


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
    """The edition that this one was postponed to and those it replaces, as far as the public knows them."""
    others = [edition.postponed_to, *edition.replaces.all()]
    return tuple(
        f"{Kind.EDITION}-{other.uuid}"
        for other in others
        if other and other.editorial_state == EditorialState.PUBLISHED
    )


def edition_description(edition: Edition, block: DayBlock) -> str:
    organisers = (str(o) for o in edition.organisers.all())
    return "\n".join(line for line in (what_became(edition, block), edition.description, *organisers) if line)


def what_became(edition: Edition, block: DayBlock) -> str:
    """One sentence on where a postponed or moved edition went or came from."""
    if edition.event_status == EventStatus.POSTPONED:
        successor = edition.postponed_to
        if successor and successor.editorial_state == EditorialState.PUBLISHED:
            return _("Postponed to: %(title)s") % {"title": successor}
        return _("Postponed; no new date yet.")
    if edition.event_status == EventStatus.RESCHEDULED and block.previous_first_day and block.previous_last_day:
        before = {"first": block.previous_first_day.isoformat(), "last": block.previous_last_day.isoformat()}
        return _("Moved from %(first)s – %(last)s.") % before
    return ""


def edition_facets(edition: Edition) -> Facets:
    facets = identity_facets(edition) | region_facets(edition.region)
    if year := plan_year(edition):
        facets.add(("year", str(year)))
    for place in edition.places.all():
        facets |= {*place_facets(place.venue, place.hall), ("venue_kind", place.venue.kind)}
    facets |= {("organiser", o.organisation.code) for o in edition.organisers.all()}
    categories = {c.category for c in edition.fair.categories.all()}
    for product in products_shown(edition):
        categories.add(product.category)
        facets |= {("origin", r.code) for r in product.origin.lineage()}
    facets |= {("category", c.code) for category in categories for c in (category, category.parent) if c}
    facets |= {("exhibitor", p.exhibitor.code) for p in edition.participations.all() if p.status == "admitted"}
    return facets


def plan_year(edition: Edition) -> int | None:
    """The year it states, else that of its first day: one only, whatever New Year it lasts over."""
    days = [day for block in edition.blocks.all() if (day := block.first_day or block.last_day)]
    return edition.year or (min(days).year if days else None)


def products_shown(edition: Edition) -> list[Any]:
    return [display.product for display in edition.displays.all() if display.admitted]


def identity_facets(edition: Edition) -> Facets:
    named = {
        ("fair", edition.fair.code),
        ("edition", edition.code),
        ("batch", edition.batch),
        ("audience", edition.audience),
    }
    return {(name, code) for name, code in named if code}


def edition_search(edition: Edition) -> str:
    return search_text(
        edition,
        edition.fair,
        edition.region,
        *(p.venue for p in edition.places.all()),
        *(o.organisation for o in edition.organisers.all()),
        *products_shown(edition),
        *(c.category for c in edition.fair.categories.all()),
    )


def session_entries(uuids: list[UUID]) -> list[CalendarEntry]:
    return [session_entry(s) for s in loaded(Session, uuids, SESSION_READS) if s.complete]


def session_entry(session: Session) -> CalendarEntry:
    edition = session.edition
    start, end = timed_span(session)
    facets = identity_facets(edition) | region_facets(edition.region) | {("session", session.kind)}
    if session.venue:
        facets |= place_facets(session.venue, session.hall)
    return CalendarEntry(
        key=f"{Kind.SESSION}-{session.uuid}",
        subject=subject_key(Session, session.uuid),
        kind=Kind.SESSION,
        start=start,
        end=end,
        title=text_of(session, "title"),
        status=session_status(session),
        description=in_both(lambda: "\n".join(t for t in (edition.title, session.description) if t)),
        place=in_both(lambda: session_place(session)),
        url=f"/sessions/{session.code}/",
        geo=point([session.venue]),
        related=(f"{Kind.EDITION}-{edition.uuid}",),
        facets=frozenset(facets),
        search=search_text(session, edition, edition.fair, session.venue),
    )


def session_place(session: Session) -> str:
    place = place_text(session.venue, session.hall, session.edition.region)
    return _("%(room)s, %(place)s") % {"room": session.room, "place": place} if session.room else place


def session_status(session: Session) -> Status:
    """A session does not take place when its fair does not."""
    if session.event_status != EventStatus.CANCELLED and session.edition.event_status in (
        EventStatus.CANCELLED,
        EventStatus.POSTPONED,
    ):
        return Status(session.edition.event_status)
    return Status(session.event_status)


register(Edition, edition_entries, reads=EDITION_READS)
register(Session, session_entries, reads=SESSION_READS)
