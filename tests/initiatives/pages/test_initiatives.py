"""The page of an initiative."""

from datetime import UTC, date, datetime, time
from typing import Any

import pytest
import time_machine
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from fairs.models import act
from initiatives.models import Attendance, Initiative, InitiativeBody, Measurement, OpeningHours, RecurrenceException
from tests import factories
from tests.fairs.pages.test_editions import read
from tests.initiatives import factories as make

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("number", [1, 3])
def test_those_that_are_part_of_nothing(
    number: int, client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    shenyang, dalian = factories.region(), factories.region("210200")
    for region in (dalian, shenyang)[:number]:
        whole = make.initiative(level="framework", kind="framework", region=region, title_en=f"Frame {region.code}")
        make.initiative(parent=whole, region=region, title_en="PART")
    hidden = make.initiative(published=False, level="framework", kind="framework", title_en="LEAK")
    make.initiative(parent=hidden, region=dalian, title_en="Orphan", stated_dates="2026-H1")
    with django_assert_num_queries(2):
        told = read(client, "/initiatives/?lang=en")
    assert told[2:] == [
        *(["Shenyang", "not known yet Frame 210100 policy framework · 1 part"] if number > 1 else []),
        "Dalian", "as stated: first half of 2026 Orphan promotional activities",
        "not known yet Frame 210200 policy framework · 1 part",
    ]  # fmt: skip


@time_machine.travel(datetime(2026, 10, 22, tzinfo=UTC))
def test_what_recurs(client: Client) -> None:
    framework = make.initiative(level="framework", kind="framework", code="frame", title_en="1+N <plan>")
    action = make.initiative(published=False, parent=framework, title_en="LEAK")
    market = make.market(
        parent=action, code="night", title_en="Night market", venue=factories.venue(name_en="Bund"),
        sector=factories.category(name_en="Food"), source=factories.source(title_en="Gazette"),
        description_en="Stalls & songs.",
    )  # fmt: skip
    InitiativeBody.objects.create(initiative=market, organisation=factories.organisation(name_en="Bureau"))
    RecurrenceException.objects.create(initiative=market, day=date(2026, 10, 24), note="Storm")
    RecurrenceException.objects.create(
        initiative=market, day=date(2026, 10, 25), kind="moved", new_day=date(2026, 10, 26)
    )
    Measurement.objects.create(initiative=market, indicator=make.indicator(code="retail", name_en="Retail sales"))
    Attendance.objects.create(initiative=market, fair=factories.fair(name_en="Expo"))
    edition = factories.edition(title_en="6th Expo")
    Attendance.objects.create(initiative=market, fair=edition.fair, edition=edition)
    assert read(client, "/initiatives/night/?lang=en") == [
        "1+N <plan> › Night market or feature market · measure",
        "Night market as scheduled",
        "Dates",
        "April 1, 2026 – Oct. 31, 2026 every week: Saturday, Sunday, 17:00–23:00",
        "Place",
        "Bund, Shenyang",
        "Responsible",
        "Bureau",
        "Sector",
        "Food",
        "Source",
        "Gazette",
        "Stalls & songs.",
        "Next days",
        "Oct. 24, 2026, 5 p.m. – 11 p.m. does not take place Storm",
        "Oct. 26, 2026, 5 p.m. – 11 p.m. instead of Oct. 25, 2026",
        "Oct. 31, 2026, 5 p.m. – 11 p.m.",
        "Fairs attended",
        "Expo",
        "6th Expo",
        "Measured by",
        "Retail sales",
        "In your calendar",
        "The initiative and its parts",
        "http://localhost:8000/calendars/all.ics?initiative=night&lang=en",
        "Add to my agenda",
        "Choose what to subscribe to",
    ]
    act(market, "cancel")
    assert "Next days" not in read(client, "/initiatives/night/?lang=en")


def test_vouchers_hours_and_a_code_to_scan(client: Client) -> None:
    measure = make.initiative(
        code="vouchers", level="measure", kind="vouchers", title_en="Vouchers", stated_dates="2025"
    )
    round_ = make.initiative(parent=measure, code="h1", level="round", kind="vouchers", title_en="Round 1")
    make.voucher_round(
        round_, period="2025-H1", cumulative=True, issued=2830000, issued_qualifier="about", redeemed=2500000,
        driven=215000000, driven_qualifier="over", stated_leverage=76, source=factories.source(title_en="Gazette"),
    )  # fmt: skip
    make.initiative(published=False, parent=measure, level="round", title_en="LEAK")
    assert read(client, "/initiatives/h1/?lang=en")[6:-4] == [
        "Vouchers",
        "Period",
        "first half of 2025 (since the first of January)",
        "Issued",
        "about 2,830,000 yuan",
        "Redeemed",
        "2,500,000 yuan",
        "Sales driven",
        "over 215,000,000 yuan",
        "Leverage, computed",
        "1 to about 75.97",
        "Leverage, as stated",
        "1 to 76",
        "Source",
        "Gazette",
    ]
    assert read(client, "/initiatives/vouchers/?lang=en")[6:-4] == ["Parts", "not known yet Round 1 vouchers · round"]
    point = make.initiative(code="refund", kind="tax_refund", link="https://refund.example/?a=1&b=2")
    for day, opens in (("TU", 9), ("MO", 14), ("MO", 9)):
        OpeningHours.objects.create(initiative=point, weekday=day, opens=time(opens), closes=time(opens + 3))
    hours = ["Opening hours", "Monday", "09:00–12:00, 14:00–17:00", "Tuesday", "09:00–12:00"]
    assert read(client, "/initiatives/refund/?lang=en")[6:-4] == [
        *hours,
        "Take part",
        "https://refund.example/?a=1&b=2",
    ]
    text = client.get("/initiatives/refund/?lang=en").content.decode()
    label = 'role="img" aria-label="QR code of https://refund.example/?a=1&amp;b=2"><svg '
    assert (label in text, 'style="' in text) == (True, False)


def test_only_what_is_published_shows(client: Client) -> None:
    whole = make.initiative(published=False, title_en="LEAK whole", code="whole")
    shown: Any = make.initiative(parent=whole, level="measure", code="shown", private_note="LEAK", source_note="LEAK")
    make.initiative(parent=shown, level="round", title_en="LEAK part", published=False)
    draft = factories.edition(published=False, title_en="LEAK", fair=factories.fair(name_en="LEAK fair"))
    Attendance.objects.create(initiative=shown, fair=draft.fair, edition=draft)
    Measurement.objects.create(initiative=shown, indicator=make.indicator(published=False, name_en="LEAK"))
    assert "LEAK" not in client.get("/initiatives/shown/?lang=en").content.decode()
    assert client.get("/initiatives/whole/").status_code == 404
    act(shown, "unpublish")
    assert client.get("/initiatives/shown/").status_code == 404


@pytest.mark.parametrize("parts", [1, 3])
def test_it_costs_the_same(client: Client, parts: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    market: Initiative = make.full_market(make.initiative(parent=make.initiative(level="framework", kind="framework")))
    for _ in range(parts):
        make.initiative(parent=market, level="round")
        Attendance.objects.create(initiative=market, fair=factories.fair())
        Measurement.objects.create(initiative=market, indicator=make.indicator())
    with django_assert_num_queries(10):
        client.get(f"/initiatives/{market.code}/")
