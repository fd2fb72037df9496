from datetime import date
from typing import Any

import pytest
from django.utils.translation import override

from fairs.models import Edition, act, doubts
from tests import factories
from tests.fairs.admin.world import authority, form_data, logged_in, member, url

pytestmark = pytest.mark.django_db
MAY = (date(2026, 5, 1), date(2026, 5, 3))


def said(edition: Edition) -> list[str]:
    with override("en"):
        return [finding.message % finding.params for finding in doubts(edition)]


def test_like_names_at_the_same_venue_on_the_same_days() -> None:
    venue = factories.venue()

    def held(title: str, **fields: Any) -> Edition:
        fields = {"days": [MAY], "venues": [venue], **fields}
        return factories.edition(title_zh_hans=title, title_en="", **fields)

    told = "“东北(沈阳)建筑装饰博览会” has nearly the same name, at the same venue on the same days: entered twice?"
    first = held("东北(沈阳)建筑装饰博览会")
    assert said(held("第31届东北建筑装饰博览会", combined_with=first)) == []
    again = held("2026第31届东北（沈阳）建筑装饰博览会", days=[(date(2026, 5, 3), date(2026, 5, 5))])
    assert said(again) == [told]
    assert said(held("东北汽车博览会")) == []
    assert said(held("第31届东北建筑装饰博览会", venues=[factories.venue()])) == []
    assert said(held("第31届东北建筑装饰博览会", days=[(date(2026, 5, 6), date(2026, 5, 7))])) == []
    for edition in Edition.objects.all():
        act(edition, "cancel")
    held("第三十一届东北建筑装饰博览会", published=False)
    assert said(held("东北建筑装饰博览会")) == [told.replace("“东北(沈阳)建筑装饰博览会”", "Another edition")]


def test_numbers_beside_what_is_published_of_the_fair() -> None:
    fair = factories.fair()
    for published, number, year in ((True, 20, 2025), (False, 21, 2027)):
        factories.edition(published=published, fair=fair, ordinal=number, year=year)
    assert said(factories.edition(fair=fair, ordinal=22, year=2026)) == [
        "No. 22 in 2026 after no. 20 in 2025: are all between entered, and is the number right?"
    ]
    assert said(factories.edition(ordinal=22, year=2026)) == []


def test_gross_space_beside_venues_while_no_halls_are_booked() -> None:
    venue = factories.venue(indoor_area=10_000)
    edition = factories.edition(venues=[venue])
    factories.figure(edition, measure="gross_area", value=10_001)
    assert said(edition) == ["10001 m² of gross space are more than the 10000 m² that its venues have."]
    factories.hall_booking(factories.hall(venue, gross_area=12_000), edition=edition, state="confirmed")
    assert said(edition) == []


def test_the_form_says_it() -> None:
    office = authority(factories.region())
    venue = factories.venue()
    factories.edition(title_en="Robot Show", days=[MAY], venues=[venue])
    again = factories.edition(published=False, title_en="2nd Robot Show (RS)", days=[MAY], venues=[venue], owner=office)
    client = logged_in(member(office))
    page = client.post(url(again), {**form_data(client, url(again)), "website": "https://x.example/"}, follow=True)
    assert "“Robot Show” has nearly the same name" in page.content.decode()
