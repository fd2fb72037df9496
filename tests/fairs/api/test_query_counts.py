"""How many queries a list takes: as many for three rows as for one."""

from datetime import date, time

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from fairs.calendar import ledger
from fairs.models import OpeningDay
from tests import factories
from tests.fairs.floors import row, stand, stand_plan
from tests.initiatives.factories import full_market, full_programme, initiative, investment, observation

from .asking import get

pytestmark = pytest.mark.django_db

# One is the watermark, one the rows; the rest load what belongs to them.
QUERIES = {
    "fairs": 3,
    "editions": 11,
    "sessions": 3,
    "figures": 2,
    "sources": 2,
    "venues": 2,
    "halls": 2,
    "exhibitors": 2,
    "participations": 6,
    "products": 5,
    "origins": 2,
    "regions": 2,
    "region-groups": 3,
    "organisations": 2,
    "categories": 2,
    "programmes": 4,
    "brands": 2,
    "launches": 4,
    "initiatives": 10,
    "indicators": 2,
    "observations": 3,
    "investments": 3,
    "catalogue": 4,
    "stand-plans": 2,
    "stands": 3,
    "calendar": 2,
    "changes": 3,  # reads the watermark itself too
}
DETAILS = {
    "programmes": 7, "initiatives": 10, "editions": 11, "venues": 3, "exhibitors": 8, "participations": 6,
    "stand-plans": 9, "stands": 4,
}  # fmt: skip


def make_one_of_each() -> None:
    """With all that can hang on to it."""
    with ledger.writing():
        fair = factories.fair([factories.category(), factories.category(parent=factories.category())])
        venue = factories.venue()
        hall = factories.hall(venue)
        part = factories.hall(venue, part_of=hall)
        organiser = factories.organisation(parent=factories.organisation(), region=factories.region())
        factories.region_group("210100", "210200")
        first = factories.edition(fair=fair)
        edition = factories.edition(
            fair=fair,
            venues=[venue],
            halls=[hall, part],
            organisers=[organiser],
            postponed_to=first,
            combined_with=first,
        )
        block = edition.blocks.get()
        OpeningDay.objects.create(block=block, day=date(2026, 5, 1), opens=time(9), closes=time(17))
        factories.session(edition, venue=venue, hall=hall)
        factories.figure(edition)
        pavilion = factories.pavilion(edition, hall=hall, coordinator=organiser)
        company = factories.exhibitor(code=f"z{edition.code}", region=factories.region())
        main = factories.participation(edition, pavilion=pavilion)
        standing = stand_plan(edition, hall=hall)
        row(standing, 2)
        stand(standing, "B1", 0, 3, participation=main, pavilion=pavilion)
        part_of_it = factories.participation(edition, company, role="co", main=main, pavilion=pavilion)
        product = factories.product(exhibitor=company, origin=factories.region("210100"))
        factories.display(edition, product, participation=part_of_it, pavilion=pavilion)
        week = factories.launch(kind="week")
        factories.launch(brand=factories.brand(organisation=organiser), parent=week, edition=edition, venue=venue)
        full_programme()
        full_market(initiative())
        observation()
        investment()


def test_lists(client: Client, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    for times in (1, 2):
        for __ in range(times):
            make_one_of_each()
        for path, count in QUERIES.items():
            with django_assert_num_queries(count, info=f"{path}, {times}"):
                assert get(client, path)["results"]


def test_one_row(client: Client, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    make_one_of_each()
    for path, count in DETAILS.items():
        last = get(client, path)["results"][-1]["uuid"]
        with django_assert_num_queries(count, info=path):
            get(client, f"{path}/{last}")


def test_what_nobody_changed_takes_the_watermark_only(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    make_one_of_each()
    for path in QUERIES:
        get(client, path)
        with django_assert_num_queries(1, info=path):
            get(client, path)
