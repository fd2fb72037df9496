"""One of everything that the calendar reads, each tied to the next. All made up for tests."""

from datetime import date, time
from types import SimpleNamespace
from typing import Any

from fairs.calendar import ledger
from fairs.calendar.models import Listing
from fairs.models import OpeningDay, Product
from tests import factories

MAY = date(2026, 5, 1), date(2026, 5, 3)
JUNE = date(2026, 6, 1), date(2026, 6, 3)


def told() -> dict[str, tuple[Any, ...]]:
    """Key of every current listing -> (sequence, revision)."""
    return {listing.key: (listing.sequence, listing.revision) for listing in Listing.objects.current()}


def changed(before: dict[str, tuple[Any, ...]]) -> dict[str, int]:
    """Kind-number of each listing with another revision than before -> by how much its sequence grew."""
    now = told()
    assert now.keys() >= before.keys()
    return {key: now[key][0] - before[key][0] for key in before if now[key] != before[key]}


@ledger.writing()
def everything() -> SimpleNamespace:
    """A published fair with halls, organiser, products, a programme, a launch event, a successor; all public."""
    district = factories.region("210102")
    venue = factories.venue(region=district, latitude="41.7", longitude="123.4")
    hall = factories.hall(venue, code="4")
    part = factories.hall(venue, code="4A", part_of=hall)
    sector = factories.category()
    robots = factories.category(parent=sector)
    fair = factories.fair(categories=[robots])
    organiser = factories.organisation()
    successor = factories.edition(days=[JUNE], fair=fair)
    leading = factories.edition()
    group = factories.region_group("210000")
    factories.region_group("MY")
    edition = factories.edition(
        days=[MAY, JUNE],
        fair=fair,
        halls=[part],
        organisers=[organiser],
        postponed_to=successor,
        combined_with=leading,
        batch="brand",
    )
    block = edition.blocks.get(first_day=MAY[0])
    day = OpeningDay.objects.create(block=block, day=MAY[0], opens=time(9), closes=time(17))
    exhibitor = factories.exhibitor()
    pavilion = factories.pavilion(edition, region=factories.region("MY"))
    participation = factories.participation(edition, exhibitor, pavilion=pavilion)
    product: Product = factories.product(category=factories.category(parent=sector), exhibitor=exhibitor)
    display = factories.display(edition, product, pavilion=pavilion, participation=participation)
    session = factories.session(edition, venue=venue, hall=part)
    week = factories.launch(kind="week", region=district)
    launch = factories.launch(parent=week, venue=venue, edition=edition, region=district)
    names = locals()
    return SimpleNamespace(**names)
