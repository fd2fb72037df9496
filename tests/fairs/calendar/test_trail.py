"""Whoever looks at a row before a write or after it is found: for every link that anything is read over."""

from collections.abc import Callable
from contextlib import suppress
from datetime import time
from typing import Any

import pytest
from django.db.models.deletion import ProtectedError

from fairs.calendar import ledger, registry
from fairs.calendar.trail import Subject
from fairs.models import Deadline, EditionPlace, FairCategory, Stand, StandPlan
from initiatives.models import OpeningHours
from tests import factories
from tests.initiatives.factories import full_market, initiative

from .world import MAY, everything

pytestmark = [pytest.mark.django_db, pytest.mark.once]
FLOOR, CORNER = [[0, 0], [9, 0], [9, 9], [0, 9]], [[0, 0], [3, 0], [3, 3], [0, 3]]


class Undone(Exception):  # noqa: N818
    """Whoever tried it thinks again."""


def looking(row: Any) -> set[Subject]:
    """All that read it, asked along the whole way at once."""
    found = set()
    for reader in registry.readers(type(row)):
        (subject, _kept), way, before = reader.reading, reader.step, reader.before
        while before:
            way, before = f"{before.step}__{way}", before.before
        rows = subject._base_manager.filter(**{way: row.pk}).order_by()
        found |= {(reader.reading, uuid) for uuid in rows.values_list("uuid", flat=True)}
    return found


def save(row: Any, link: str, other: Any) -> None:
    setattr(row, link, other)
    row.save()


def save_the_second_time(row: Any, link: str, other: Any) -> None:
    with suppress(Undone), ledger.writing(apart=True):
        save(row, link, other)
        raise Undone
    save(row, link, other)


def update(row: Any, link: str, other: Any) -> None:
    type(row).objects.filter(pk=row.pk).update(**{link: other})


def delete(row: Any, link: str, other: Any) -> None:
    row.delete()


def add_to_everything() -> None:
    """Until of each link there is a row that has it, and another to which it could lead."""
    it = everything()
    other = factories.edition([MAY], published=False)
    for edition in (it.edition, other):
        plan = StandPlan.objects.create(edition=edition, hall=it.hall, outline=FLOOR)
        holder = factories.participation(edition, factories.exhibitor(merged_into=it.exhibitor))
        Stand.objects.create(plan=plan, number="1", outline=CORNER, participation=holder)
        factories.display(edition, factories.product(), participation=holder)
        factories.hall_booking(factories.hall(it.venue), edition=edition)
        Deadline.objects.create(edition=edition, day=MAY[0], kind=Deadline.Kind.values[0])
    initiative()
    OpeningHours.objects.create(initiative=full_market(initiative()), weekday="MO", opens=time(9), closes=time(17))


def links() -> list[tuple[Any, str, Any]]:
    """A row that is looked at by each, its name, and whose it could be instead."""
    found = []
    for model in [model for model in registry._readers if registry.links(model)]:
        for column in registry.links(model):
            field: Any = next(f for f in model._meta.concrete_fields if f.attname == column)
            row = model._base_manager.exclude(**{column: None}).order_by("pk")[0]  # type: ignore[misc]
            others = field.related_model._base_manager.exclude(pk=getattr(row, column)).order_by("-pk")
            found.append((row, field.name, next(other for other in others if other != row)))
    return found


def test_it_finds_whoever_looks_before_and_after() -> None:
    add_to_everything()
    ways: list[Callable[..., None]] = [save, save_the_second_time, update, delete]
    for row, link, other in links():
        before = looking(row)
        for write in ways:
            with suppress(Undone, ProtectedError), ledger.writing():
                write(type(row).objects.get(pk=row.pk), link, other)
                trail: Any = ledger._trail.get()
                missed = (before | looking(row)) - trail.resolve()
                assert (bool(before), missed) == (True, set()), (row, link, write)
                raise Undone


def test_whoever_comes_to_look_at_what_is_new_is_found() -> None:
    it = everything()
    with ledger.writing():
        venue = factories.venue(region=factories.region("210200"))
        EditionPlace.objects.create(edition=it.edition, venue=venue, hall=factories.hall(venue))
        it.session.venue = venue
        it.session.save()
        category = factories.category(parent=factories.category())
        FairCategory.objects.bulk_create([FairCategory(fair=it.edition.fair, category=category)])
        product = factories.product(exhibitor=factories.exhibitor(), origin=factories.region("LK"))
        factories.display(it.edition, product, participation=factories.participation(it.edition, product.exhibitor))
        trail: Any = ledger._trail.get()
        new = [venue, venue.region, category, category.parent, product, product.exhibitor]
        looked = [looking(row) for row in [*new, product.origin, product.category]]
        assert (all(looked), set[Subject]().union(*looked) - trail.resolve()) == (True, set())
    assert ledger.check() == []
