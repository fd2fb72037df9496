"""The page of an exhibitor: all that is public of it over the years, and nothing else."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from fairs.calendar import ledger
from fairs.merging import merge
from fairs.models import Exhibitor, Participation, Product, ProductDisplay
from fairs.pages.editions import MOST_EXHIBITORS
from fairs.pages.exhibitors import MOST_PRODUCTS
from tests import factories as make
from tests.fairs.floors import stand, stand_plan
from tests.fairs.pages.test_editions import QueryCount, lines, read
from tests.fairs.test_schema_org import HOST
from tests.fairs.test_schema_org import read as structured

pytestmark = pytest.mark.django_db
MAY_2027 = (date(2027, 5, 1), date(2027, 5, 3))


def taking_part(**fields: Any) -> Any:
    """Admitted to one edition, and with a stand to a later one; what else it applied for is nobody's business."""
    maker = make.exhibitor(**{
        "code": "maker", "name_en": "Bright", "name_zh_hans": "明亮", "region": make.region(), "address_en": "1 Road",
        "website": "https://bright.example/", "description_en": "Makes <b>robots</b>.", "private_note": "LEAK",
        "aliases": "LEAK", **fields,
    })  # fmt: skip
    fair = make.fair(name_en="Expo")
    first = make.edition(code="expo-1", title_en="1st Expo", fair=fair)
    second = make.edition([MAY_2027], code="expo-2", title_en="2nd Expo", fair=fair)
    pavilion = make.pavilion(first, name_en="Coffee house", region=make.region("MY"))
    host = make.participation(first, make.exhibitor(code="host", name_en="Host"))
    early = make.participation(first, maker, role="co", main=host, pavilion=pavilion, contact="LEAK")
    late = make.participation(second, maker, contract_area=12345)
    hall = make.hall(make.venue(name_en="Centre"), name_en="Hall 4")
    stand(stand_plan(second, hall=hall), "A1", participation=late)
    robot = make.product(name_en="Robot", exhibitor=maker, category=make.category(name_en="Machines"))
    make.display(first, robot, participation=early)
    make.product(name_en="LEAK product", exhibitor=maker)
    hidden = make.edition(title_en="LEAK draft", published=False)
    make.display(hidden, make.product(name_en="LEAK", exhibitor=maker), participation=make.participation(hidden, maker))
    declined = make.edition(title_en="LEAK declined")
    applied = make.participation(declined, maker, "declined", message="LEAK")
    make.display(declined, make.product(name_en="LEAK applied", exhibitor=maker), participation=applied)
    return maker


def test_it_shows_all_that_is_public_and_no_more(client: Client) -> None:
    taking_part()
    answer = client.get("/exhibitors/maker/?lang=en")
    html = answer.content.decode()
    assert lines(html) == [
        "Exhibitor",
        "Bright",
        "Region", "Shenyang", "Address", "1 Road", "Website", "https://bright.example/",
        "Makes <b>robots</b>.",
        "Takes part in",
        "May 1, 2027 – May 3, 2027 2nd Expo Expo · main exhibitor Centre Hall 4 · stand A1",
        "May 1, 2026 – May 3, 2026 1st Expo Expo · co-exhibitor · On the stand of Host · Coffee house",
        "Products", "Robot Machines · from Malaysia",
        "In the catalogue",
        "In your calendar", "The fairs of this exhibitor", f"{HOST}/calendars/all.ics?exhibitor=maker&lang=en",
    ]  # fmt: skip
    assert "LEAK" not in html and "12345" not in html
    assert f'<link rel="canonical" href="{HOST}/exhibitors/maker/">' in html
    assert f'hreflang="zh-hans" href="{HOST}/exhibitors/maker/?lang=zh-hans"' in html
    assert {"Accept-Language", "Cookie"} <= {*answer["Vary"].split(", ")}
    assert "明亮" in read(client, "/exhibitors/maker/?lang=zh-hans")


def test_search_engines_read_it_as_an_organisation() -> None:
    taking_part()
    told = structured("/exhibitors/maker/")
    events = told.pop("event")
    assert told == {
        "@context": "https://schema.org",
        "@type": "Organization",
        "name": "Bright",
        "alternateName": "明亮",
        "url": f"{HOST}/exhibitors/maker/",
        "sameAs": "https://bright.example/",
        "description": "Makes <b>robots</b>.",
        "address": {"@type": "PostalAddress", "streetAddress": "1 Road", "addressRegion": "Shenyang"},
    }
    assert [(e["@type"], e["name"], e["startDate"]) for e in events] == [
        ("ExhibitionEvent", "1st Expo", "2026-05-01"), ("ExhibitionEvent", "2nd Expo", "2027-05-01"),
    ]  # fmt: skip


def test_the_code_of_one_that_was_merged_leads_on_and_of_one_that_is_not_public_nowhere(client: Client) -> None:
    maker, gone = taking_part(), make.exhibitor(code="gone")
    make.exhibitor(code="older", merged_into=gone)
    merge(maker, gone)
    for code in ("gone", "older"):
        for page, kept in (
            (f"/exhibitors/{code}/?lang=en", "/exhibitors/maker/?lang=en"),
            (f"/api/v1/exhibitors/{code}/", "/api/v1/exhibitors/maker/"),
        ):
            answer = client.get(page)
            assert (answer.status_code, answer["Location"]) == (301, kept)
    make.participation(exhibitor_=make.exhibitor(code="applicant"), status="applied")
    make.exhibitor(code="before", merged_into=make.exhibitor(code="unknown"))
    client.force_login(make.user(is_superuser=True, is_staff=True))  # the page is the public's, for editors too
    assert [client.get(f"/exhibitors/{c}/").status_code for c in ("applicant", "unknown", "before", "no")] == [404] * 4


def test_where_it_is_named_there_is_a_way_to_it(client: Client) -> None:
    taking_part()
    way = 'href="/exhibitors/maker/"'
    venue = make.Hall.objects.get().venue.code
    halls = f"/editions/expo-2/halls/{venue}.{make.Hall.objects.get().code}/"
    for page in ("/editions/expo-1/", "/catalogue/?q=bright", "/catalogue/?q=robot", halls):
        assert way in client.get(page, headers={"accept-language": "en"}).content.decode(), page
    assert way not in client.get("/catalogue/?q=host").content.decode()


@pytest.mark.parametrize("more", [1, 3])
def test_it_costs_the_same_however_much_it_shows(
    client: Client, more: int, django_assert_num_queries: QueryCount
) -> None:
    maker = make.exhibitor(code="maker")
    for _number in range(more):
        edition = make.edition()
        host = make.participation(edition)
        part = make.participation(
            edition, maker, role="co", main=host, pavilion=make.pavilion(edition, hall=make.hall())
        )
        stand(stand_plan(edition), "A1", participation=host)
        make.display(edition, make.product(exhibitor=maker), participation=part)
    with django_assert_num_queries(8):
        client.get("/exhibitors/maker/")


def test_of_many_the_catalogue_has_the_rest(client: Client) -> None:
    edition, maker = make.edition(code="expo"), make.exhibitor(code="maker")
    category, origin = make.category(), make.region("MY")
    with ledger.writing():
        guests = [Exhibitor(code=f"guest-{n}", name_en=f"Guest {n}") for n in range(MOST_EXHIBITORS)]
        companies = [maker, *Exhibitor.objects.bulk_create(guests)]
        parts = [Participation(edition=edition, exhibitor=each, status="admitted") for each in companies]
        own = Participation.objects.bulk_create(parts)[0]
        goods = [
            Product(code=f"tea-{n}", name_en=f"Tea {n}", exhibitor=maker, category=category, origin=origin)
            for n in range(MOST_PRODUCTS + 1)
        ]
        made = Product.objects.bulk_create(goods)
        ProductDisplay.objects.bulk_create(
            [ProductDisplay(edition=edition, product=product, participation=own) for product in made]
        )
    shown = client.get("/exhibitors/maker/?lang=en").content.decode()
    assert (shown.count("<b>Tea "), "All its products, in the catalogue" in shown) == (MOST_PRODUCTS, True)
    shown = client.get("/editions/expo/?lang=en").content.decode()
    assert (shown.count('href="/exhibitors/'), "/catalogue/?edition=expo&amp;kind=exhibitor" in shown) == (30, True)
