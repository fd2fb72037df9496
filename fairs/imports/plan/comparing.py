"""What a row would change of its edition, cell by cell."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from fairs.imports import spans
from fairs.imports.cells import plain
from fairs.models import Edition, Figure, Hall, Organisation, Qualifier, Venue

from .reading import ROLES, Place, Said

COLUMN_OF = {"private_note": "note", "region": "city", "stated_dates": "dates"}


@dataclass(frozen=True)
class Change:
    """``mark``: what is compared again before it is written, in no language."""

    column: str
    old: str
    new: str
    mark: str


def changes(edition: Edition, said: Said) -> Iterator[Change]:
    for name, value in said.fields.items():
        before = getattr(edition, name)
        if name != "stated_dates" and not _same(before, value):
            old, new = (_shown(name, each) for each in (before, value))
            yield Change(
                COLUMN_OF.get(name, name), old, new, f"{getattr(before, 'pk', before)} {getattr(value, 'pk', value)}"
            )
    if said.days is not None:
        yield from _days(edition, said)
    if said.places is not None:
        yield from _places(edition, said.places, "halls" in said.words)
    for column, role in ROLES.items():
        if role in said.bodies:
            yield from _bodies(edition, column, role, said.bodies[role])
    yield from _areas(edition, said)


def _same(before: Any, value: Any) -> bool:
    """Blanks and full-width signs are no difference."""
    if isinstance(value, str):
        return plain(before).replace(" ", "") == plain(value).replace(" ", "")
    return bool(before == value)


def _shown(name: str, value: Any) -> str:
    chosen = dict(Edition.Batch.choices) if name == "batch" else {}
    return "" if value is None else str(chosen.get(value, value))


def _days(edition: Edition, said: Said) -> Iterator[Change]:
    before = blocks(edition)
    stated = str(said.fields.get("stated_dates", ""))
    if before != said.days or stated not in {"", edition.stated_dates, spans.written(before)}:
        old, new = edition.stated_dates or spans.written(before), stated or spans.written(said.days or ())
        yield Change("dates", old, new, f"{before} {edition.stated_dates} {said.days} {stated}")


def blocks(edition: Edition) -> tuple[Any, ...]:
    return tuple((block.first_day, block.last_day) for block in edition.blocks.all())


def _places(edition: Edition, wanted: list[Place], halls: bool) -> Iterator[Change]:
    """Who names the venue alone says nothing of its halls."""
    places = list(edition.places.all())
    before = {(place.venue_id, place.hall_id) for place in places}
    after = {(venue.pk, hall.pk if hall else None) for venue, hall in wanted}
    if before == after or (not halls and {venue for venue, _hall in before} == {venue for venue, _hall in after}):
        return
    old = _listed(place.hall or place.venue for place in places)
    yield Change("halls" if halls else "venue", old, _listed(h or v for v, h in wanted), f"{sorted(map(str, before))}")


def _bodies(edition: Edition, column: str, role: str, wanted: list[Organisation]) -> Iterator[Change]:
    before = [each.organisation for each in edition.organisers.all() if each.role == role]
    if {body.pk for body in before} != {body.pk for body in wanted}:
        yield Change(column, _listed(before), _listed(wanted), f"{[b.pk for b in before]} {[b.pk for b in wanted]}")


def _areas(edition: Edition, said: Said) -> Iterator[Change]:
    planned = {figure.measure: figure for figure in edition.figures.all() if figure.stage == Figure.Stage.PLAN}
    for name, area in said.areas.items():
        before = planned.get(name)
        if before is None or (before.value, before.qualifier) != (area.value, area.qualifier):
            old = square(before.value, before.qualifier) if before else ""
            yield Change(name, old, square(area.value, area.qualifier), f"{before and before.value} {area}")


def square(value: int, qualifier: str) -> str:
    told = _("%(area)s m²") % {"area": f"{value:,}"}
    return told if qualifier == Qualifier.EXACT else f"{Qualifier(qualifier).label} {told}"


def _listed(things: Iterable[Venue | Hall | Organisation]) -> str:
    return pgettext("list", ", ").join(map(str, things))
