"""A hall clash resolved between two organisers: a whole hall and a part of it, held for the same days in May."""

from datetime import date, timedelta

from django.test import Client
from django.utils import timezone
from playwright.sync_api import APIRequestContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from fairs.models import HallBooking, act
from tests import factories
from tests.fairs.admin.test_bookings import staff

from .test_pages import barriers

DAY = timedelta(days=1)


def logged_in(user: object) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(user)  # type: ignore[arg-type]
    return client


def halls_held(first: date) -> tuple[HallBooking, HallBooking]:
    """The show days do not touch; building up does, and the second wants only a part of the hall."""
    operator, one, two = (factories.organisation(name_en=name) for name in ("Operator", "One", "Two"))
    venue = factories.venue(code="centre", name_en="Centre", operator=operator)
    hall = factories.hall(venue, code="4", name_en="Hall 4", gross_area=12000)
    part = factories.hall(venue, code="4A", name_en="Hall 4A", gross_area=6000, part_of=hall)
    show, later = (first + 4 * DAY, first + 6 * DAY), (first + 8 * DAY, first + 9 * DAY)
    tea = factories.edition([show], title_en="Tea Expo", owner=one, venues=[venue])
    silk = factories.edition([later], title_en="Silk Expo", owner=two)
    held = factories.hall_booking(hall, show, 4, 1, edition=tea, owner=one)
    return held, factories.hall_booking(part, later, 2, edition=silk, owner=two)


def test_a_hall_clash_is_resolved(live_server: LiveServer, page: Page, anybody: APIRequestContext) -> None:
    first = timezone.localdate() + 40 * DAY
    tea, silk = halls_held(first)
    desk, host = logged_in(staff(tea.hall.venue.operator, confirms=True)), logged_in(staff(tea.owner))
    cookies = {"sessionid": desk.cookies["sessionid"].value, "django_language": "en"}
    page.context.add_cookies([{"name": n, "value": v, "url": live_server.url} for n, v in cookies.items()])

    page.goto(f"{live_server.url}/admin/fairs/hallbooking/timeline/")
    assert page.get_by_role("link", name="Tea Expo, held").count() == 1
    assert barriers(page) == []
    page.get_by_role("link", name="Silk Expo, held").click()
    page.get_by_role("button", name="Confirm").click()
    expect(page.get_by_text("This jumps the queue: 1 hold has waited longer (Tea Expo, One")).to_be_visible()
    expect(page.get_by_text("Falls behind: Tea Expo, One, Hall 4")).to_be_visible()
    expect(page.locator(".after")).to_contain_text("Hall 4A")
    page.get_by_label("Reason").fill("One has agreed")
    page.get_by_role("button", name="Confirm").click()
    expect(page.get_by_text("was confirmed.")).to_be_visible()
    page.goto(f"{live_server.url}/admin/fairs/hallbooking/timeline/")
    expect(page.get_by_role("link", name="Silk Expo, confirmed")).to_have_count(1)

    refused = desk.post("/admin/fairs/hallbooking/act/confirm/", {"pk": tea.pk}).content.decode()
    taken = f"Centre Hall 4 is taken on {first + 6 * DAY} – {first + 7 * DAY} (Silk Expo, Two)."
    assert taken in refused
    told = host.get("/admin/").content.decode()
    assert "Halls held on days that others got" in told
    assert "Silk" not in host.get(f"/admin/fairs/hallbooking/{tea.pk}/change/").content.decode()
    busy = anybody.get("/calendars/hall/centre.4/availability.ics").text()
    assert (busy.count("FREEBUSY;"), "Silk" in busy) == (1, False)
    assert "Hall 4A" in anybody.get(f"/calendars/edition/{silk.edition.code}.ics?lang=en").text()

    assert silk.edition
    act(silk.edition, "postpone")  # the days come free, and the first in the queue has them
    assert "FREEBUSY;" not in anybody.get("/calendars/hall/centre.4/availability.ics").text()
    assert act(tea, "confirm").state == "confirmed"
    page.goto(f"{live_server.url}/editions/{tea.edition.code}/?lang=en")
    expect(page.get_by_text("Hall 4")).not_to_have_count(0)
