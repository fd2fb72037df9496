"""The pages of editions and sessions: what they show, to whom, and at what cost."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, time
from html import unescape
from typing import Any

import pytest
from django.test import Client

from fairs.models import EditionOrganiser, OpeningDay, act
from tests import factories
from tests.fairs.floors import stand_plan

pytestmark = pytest.mark.django_db
QueryCount = Callable[..., Any]


def lines(html: str) -> list[str]:
    """What a reader reads, a line for each block of text."""
    blocks = re.split(r"</(?:p|h1|h2|h3|dt|dd|li|th|td|code)>|<ul", html[html.index("<main") : html.index("</main>")])
    texts = (unescape(re.sub(r"<[^>]+>|^[^<]*>", " ", block)) for block in blocks)
    return [line for line in (" ".join(text.split()) for text in texts) if line]


def read(client: Client, path: str) -> list[str]:
    response = client.get(path)
    assert response.status_code == 200
    return lines(response.content.decode())


def rich_edition(parts: int, **fields: Any) -> Any:
    """An edition with so many of everything that its page shows."""
    halls = [factories.hall() for _ in range(parts)]
    spans = [(date(2026, 5, 1 + 7 * n), date(2026, 5, 3 + 7 * n)) for n in range(parts)]
    organisers = [factories.organisation() for _ in range(parts)]
    edition = factories.edition(days=spans, halls=halls, organisers=organisers, **fields)
    for block in edition.blocks.all():
        OpeningDay.objects.create(block=block, day=block.first_day)
    for room in halls:
        stand_plan(edition, hall=room)
    for n in range(parts):
        factories.session(edition, venue=halls[n].venue, hall=halls[n])
        pavilion = factories.pavilion(
            edition,
            region=factories.region(["MY", "LK", "440000"][n]),
            coordinator=factories.organisation(),
            hall=halls[n],
        )
        factories.display(edition, factories.product(origin=pavilion.region), pavilion=pavilion)
        factories.figure(edition, stage=["plan", "preliminary", "final"][n])
        factories.participation(edition)
    return edition


def make_full_edition() -> None:
    venue = factories.venue(name_en="World Expo Centre")
    edition = factories.edition(
        code="expo-6", fair=factories.fair(name_en="Expo"), title_en="6th Expo <b>", description_en="About & around.",
        venues=[venue], website="https://fair.example/", batch="brand", audience="trade", private_note="secret",
    )  # fmt: skip
    EditionOrganiser.objects.create(edition=edition, organisation=factories.organisation(name_en="Bureau"))
    OpeningDay.objects.create(
        block=edition.blocks.get(), day=date(2026, 5, 1), day_type="trade", opens=time(9), closes=time(17)
    )
    factories.session(edition, code="opening", title_en="Opening", venue=venue, room_en="Room 1")
    factories.pavilion(edition, name_en="Coffee house", region=factories.region("MY"), guest_of_honour=True)
    coffee = factories.product(name_en="White coffee", category=factories.category(name_en="Drinks"))
    factories.display(edition, coffee)
    factories.participation(edition, factories.exhibitor(name_en="Roaster"))
    source = factories.source(title_en="Gazette", url="https://gazette.example/1")
    factories.figure(edition, value=100000, qualifier="nearly", measure="visits", stage="final", source=source)


def test_an_edition_page_shows_all_that_is_public(client: Client) -> None:
    make_full_edition()
    assert read(client, "/editions/expo-6/?lang=en") == [
        "Expo",
        "6th Expo <b> as scheduled",
        "Dates", "May 1, 2026 – May 3, 2026", "May 1, 2026 · trade visitors only · 09:00 – 17:00",
        "Place", "World Expo Centre, Shenyang",
        "Organiser", "Bureau",
        "Open to", "trade visitors",
        "Batch", "brand boutique exhibition",
        "Website", "https://fair.example/",
        "Subscribe",
        "About & around.",
        "Programme", "May 1, 2026, 9 a.m. – 11 a.m. Opening forum · Room 1 · World Expo Centre",
        "Pavilions", "Coffee house · Malaysia guest of honour",
        "Exhibitors", "Roaster",
        "Products by origin", "Malaysia", "White coffee Drinks",
        "Search the catalogue of this fair",
        "Figures", "Measure", "Stage", "Value", "Source", "Visits", "final", "nearly 100,000", "Gazette",
        "In your calendar", "The fair", "http://localhost:8000/calendars/all.ics?edition=expo-6&lang=en",
        "With its programme", "http://localhost:8000/calendars/all.ics?edition=expo-6&kind=edition,session&lang=en",
        "Add to my agenda", "Subscribe to this fair, year by year",
    ]  # fmt: skip


@pytest.mark.parametrize("parts", [1, 3])
def test_an_edition_page_costs_the_same_however_much_it_shows(
    client: Client, parts: int, django_assert_num_queries: QueryCount
) -> None:
    edition = rich_edition(parts)
    with django_assert_num_queries(15):
        client.get(f"/editions/{edition.code}/")


def test_only_what_is_published_has_a_page(client: Client) -> None:
    draft, shown = factories.edition(published=False), factories.edition()
    hidden = factories.session(shown, published=False)
    of_a_draft = factories.session(draft)
    withdrawn = act(factories.edition(), "unpublish")
    paths = [
        f"/editions/{draft.code}/",
        f"/editions/{withdrawn.code}/",
        "/editions/no-such/",
        f"/sessions/{hidden.code}/",
        f"/sessions/{of_a_draft.code}/",
    ]
    client.force_login(factories.user(is_superuser=True, is_staff=True))  # the pages are the public's, for editors too
    assert [client.get(path).status_code for path in paths] == [404] * 5
    assert client.get(f"/editions/{shown.code}/").status_code == 200


def test_nothing_hidden_leaks_through_a_published_edition(client: Client) -> None:
    edition = factories.edition(private_note="LEAK note", source_note="LEAK source")
    factories.session(edition, published=False, title_en="LEAK session")
    factories.edition(fair=edition.fair, published=False, title_en="LEAK successor")
    successor = factories.edition(fair=edition.fair, published=False, title_en="LEAK successor")
    applicant = factories.exhibitor(name_en="LEAK applicant")
    factories.participation(edition, applicant, status="applied")
    act(edition, "postpone", "LEAK reason", postponed_to=successor)
    html = client.get(f"/editions/{edition.code}/?lang=en").content.decode()
    assert "LEAK" not in html
    assert "postponed, no new date" in html
    assert "LEAK" not in client.get("/?lang=en").content.decode()


def test_a_moved_edition_shows_its_former_days(client: Client) -> None:
    edition = factories.edition(code="moves", title_en="6th Expo")
    block = edition.blocks.get()
    act(edition, "reschedule", days={block.pk: (date(2026, 6, 5), date(2026, 6, 7))})
    shown = read(client, "/editions/moves/?lang=en")
    assert shown[1:5] == [
        "6th Expo rescheduled",
        "Dates",
        "June 5, 2026 – June 7, 2026 before it moved: May 1, 2026 – May 3, 2026",
        "Place",
    ]


def test_a_postponed_edition_and_its_successor_name_each_other(client: Client) -> None:
    first = factories.edition(code="first", title_en="First")
    second = factories.edition(code="second", title_en="Second", fair=first.fair)
    act(first, "postpone", postponed_to=second)
    assert read(client, "/editions/first/?lang=en")[1:3] == ["First postponed", "Postponed to: Second"]
    assert read(client, "/editions/second/?lang=en")[1:3] == ["Second as scheduled", "Held in place of: First"]


def test_editions_held_as_one_name_each_other(client: Client) -> None:
    leading = factories.edition(code="leading", title_en="Expo")
    factories.edition(code="beside", title_en="Food", combined_with=leading)
    factories.edition(title_en="LEAK", combined_with=leading, published=False)
    assert read(client, "/editions/leading/?lang=en")[1:4] == ["Expo as scheduled", "Held together with: Food", "Dates"]
    assert read(client, "/editions/beside/?lang=en")[2] == "Held together with: Expo"


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"days": [], "stated_dates": "2026-09"}, "as stated: September 2026"),
        ({"days": []}, "not known yet"),
        ({"days": [(date(2026, 9, 1), None)]}, "from Sept. 1, 2026, the last day is not known"),
        ({"days": [(None, date(2026, 9, 1))]}, "until Sept. 1, 2026, the first day is not known"),
        ({"days": [(date(2026, 9, 1), date(2026, 9, 1))]}, "Sept. 1, 2026"),
    ],
)
def test_half_known_dates_are_said_as_they_are(client: Client, fields: dict[str, Any], said: str) -> None:
    factories.edition(code="half", **fields)
    assert read(client, "/editions/half/?lang=en")[3] == said


def test_a_programme_is_in_order_and_what_nobody_dated_comes_last(client: Client) -> None:
    edition = factories.edition(code="expo-6")
    factories.session(edition, code="a-undated", stated_dates="day two")
    factories.session(edition, code="b-second", starts_at=datetime(2026, 5, 2, 1, tzinfo=UTC))
    factories.session(edition, code="c-second-all-day", first_day=date(2026, 5, 2), last_day=date(2026, 5, 2))
    factories.session(edition, code="d-first", starts_at=datetime(2026, 5, 1, 17, tzinfo=UTC))
    factories.session(edition, code="e-eve", first_day=date(2026, 4, 30), last_day=date(2026, 4, 30))
    html = client.get("/editions/expo-6/").content.decode()
    assert re.findall(r'href="/sessions/([^/]+)/"', html) == [
        "e-eve",
        "c-second-all-day",
        "d-first",
        "b-second",
        "a-undated",
    ]


def test_a_session_page(client: Client) -> None:
    hall = factories.hall(factories.venue(name_en="Expo Park"), name_en="Hall 4")
    edition = factories.edition(code="expo-6", title_en="6th Expo")
    factories.session(
        edition,
        code="night", title_en="Night market", title_zh_hans="夜市", venue=hall.venue, hall=hall, room_en="Corner",
        starts_at=datetime(2026, 4, 30, 15, tzinfo=UTC), ends_at=datetime(2026, 4, 30, 18, tzinfo=UTC),
    )  # fmt: skip
    assert read(client, "/sessions/night/?lang=en") == [
        "6th Expo",
        "Night market as scheduled",
        "Dates",
        "April 30, 2026, 11 p.m. – May 1, 2026, 2 a.m.",
        "Place",
        "Corner, Hall 4, Expo Park, Shenyang",
        "Kind",
        "forum",
        "In your calendar",
        "The fair with its programme",
        "http://localhost:8000/calendars/all.ics?edition=expo-6&kind=edition,session&lang=en",
        "Subscribe to this fair, year by year",
    ]
    assert read(client, "/sessions/night/")[3] == "2026年4月30日 23:00 – 2026年5月1日 02:00"
    act(edition, "cancel")
    assert read(client, "/sessions/night/?lang=en")[1] == "Night market cancelled"


@pytest.mark.parametrize("venues", [0, 1])
def test_a_session_page_costs_the_same(client: Client, venues: int, django_assert_num_queries: QueryCount) -> None:
    session = factories.session(venue=factories.venue() if venues else None)
    with django_assert_num_queries(3):
        client.get(f"/sessions/{session.code}/")


def test_products_of_a_company_that_was_not_admitted_are_not_shown(client: Client) -> None:
    edition = factories.edition()
    stand = factories.participation(edition, status="applied")
    factories.display(edition, factories.product(name_en="Prototype"), participation=stand)
    assert "Prototype" not in client.get(f"/editions/{edition.code}/?lang=en").content.decode()
