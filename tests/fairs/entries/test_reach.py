"""Whatever an entry is made from: when that changes, so does the listing. ``check()`` is the judge."""

import contextlib
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, models, transaction
from django.db.models.deletion import ProtectedError

from fairs.calendar import ledger
from fairs.models import PublicModel
from tests import factories
from tests.fairs.calendar.world import everything, told

pytestmark = pytest.mark.django_db


def rows() -> Iterator[models.Model]:
    for model in apps.get_models():
        if issubclass(model, PublicModel):
            yield from model._base_manager.order_by("pk")


def reaches(change: Callable[[], Any]) -> bool:
    """Whether the change, which is undone, changes what the public is told."""
    before = told()
    with transaction.atomic():
        change()
        assert ledger.check() == []
        after = told()
        transaction.set_rollback(True)
    return after != before


def test_a_new_name_reaches_every_entry_that_has_it() -> None:
    everything()
    reached = set()
    for row in rows():
        for field in row._meta.concrete_fields:
            text = type(field) in {models.CharField, models.TextField} and not field.choices
            if text and field.name not in {"code", "iso_code"}:
                setattr(row, field.name, f"{getattr(row, field.name)} changed")
        if reaches(row.save):
            reached.add(type(row).__name__)
    assert reached == {
        "Category", "Edition", "Fair", "Hall", "Launch", "Organisation", "Product", "Region", "Session", "Venue",
    }  # fmt: skip


def test_a_row_tied_to_another_reaches_what_it_leaves_and_what_it_joins() -> None:
    everything()
    for spare in (factories.fair, factories.organisation, factories.product, factories.exhibitor, factories.hall):
        spare()
    reached = set()
    for row in rows():
        for field in row._meta.concrete_fields:
            if isinstance(field, models.ForeignKey) and field.name not in {"owner", "source"}:
                old = getattr(row, field.attname)
                others = field.related_model._base_manager.order_by("pk")
                setattr(row, field.name, next((o for o in others if o != row and o.pk != old), None))
                with contextlib.suppress(IntegrityError):
                    if reaches(row.save):
                        reached.add(f"{type(row).__name__}.{field.name}")
                setattr(row, field.attname, old)
    assert reached == {
        "Category.parent", "DayBlock.edition", "Edition.combined_with", "Edition.fair", "Edition.postponed_to",
        "Edition.region", "EditionOrganiser.edition", "EditionOrganiser.organisation", "EditionPlace.edition",
        "EditionPlace.hall", "EditionPlace.venue", "Exhibitor.merged_into", "FairCategory.category",
        "FairCategory.fair", "Hall.part_of", "Launch.edition", "Launch.parent", "Launch.region", "Launch.venue",
        "OpeningDay.block",
        "Participation.edition", "Participation.exhibitor", "Product.category", "Product.origin",
        "ProductDisplay.edition", "ProductDisplay.product", "Region.parent", "RegionGroupMember.group",
        "RegionGroupMember.region", "Session.edition", "Session.hall", "Session.venue", "Venue.region",
    }  # fmt: skip


def test_a_deletion_reaches_what_had_the_row() -> None:
    everything()
    reached = set()
    for row in rows():
        with contextlib.suppress(ProtectedError):
            if reaches(row.delete):
                reached.add(type(row).__name__)
    assert reached == {
        "DayBlock", "EditionOrganiser", "EditionPlace", "FairCategory", "OpeningDay", "ProductDisplay", "RegionGroup",
        "RegionGroupMember",
    }  # fmt: skip
