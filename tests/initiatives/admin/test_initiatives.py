"""Initiatives in the admin: what belongs to their kind, what is refused and where, what reaches the calendar."""

from datetime import UTC, date, datetime, time
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import Permission
from django.contrib.messages import get_messages
from pytest_django import DjangoAssertNumQueries

from fairs.calendar.models import Listing
from initiatives.models import (
    Attendance,
    Contribution,
    Measurement,
    Objective,
    OpeningHours,
    RecurrenceException,
)
from tests.factories import edition, fair, launch, user
from tests.fairs.admin.test_forms import errors
from tests.fairs.admin.world import authority, confirm, form_data, fresh, logged_in, look, member, superuser, url
from tests.initiatives import factories as make

pytestmark = pytest.mark.django_db
SATURDAY, SUNDAY = date(2026, 5, 2), date(2026, 5, 3)


@pytest.fixture
def client() -> Any:
    return logged_in(superuser())


def save(client: Any, thing: Any, **changes: Any) -> Any:
    return client.post(url(thing), {**form_data(client, url(thing)), "change_reason": "because", **changes})


def row(prefix: str, number: int, **fields: Any) -> dict[str, Any]:
    """A further row of a table on the page."""
    named = {f"{prefix}-{number}-{name}": value for name, value in fields.items()}
    return {f"{prefix}-TOTAL_FORMS": number + 1, **named}


def tables(page: Any) -> list[str]:
    return [inline.formset.prefix for inline in page.context["inline_admin_formsets"]]


def test_a_kind_shows_its_own_parts(client: Any) -> None:
    everywhere = ["bodies", "attendances", "contributions", "measurements"]
    market, voucher_round = make.market(), make.voucher_round().initiative
    scene = make.initiative(kind="scene")
    assert set(tables(client.get(url(market)))) == {*everywhere, "recurrence", "exceptions"}
    assert set(tables(client.get(url(voucher_round)))) == {*everywhere, "vouchers"}
    assert set(tables(client.get(url(scene)))) == {*everywhere, "hours"}
    assert tables(client.get(url(scene, "add"))) == ["bodies"]


def test_a_form_saved_unchanged_is_accepted(client: Any) -> None:
    for thing in (make.full_market(make.initiative()), make.voucher_round(issued=5).initiative):
        assert save(client, thing).status_code == 302
        assert fresh(thing).title_en == thing.title_en


def test_the_tree_is_kept_a_tree(client: Any) -> None:
    action = make.initiative()
    measure = make.initiative(level="measure", parent=action)
    page = save(client, action, parent=measure.pk)
    assert list(errors(page)) == ["parent"]
    assert list(errors(save(client, measure, level="framework"))) == ["parent"]
    assert list(errors(save(client, make.market(), kind="scene"))) == ["kind", "recurrence-0-frequency"]
    assert list(errors(save(client, measure, level="nothing", kind="nothing", parent="x"))) == [
        "level",
        "kind",
        "parent",
    ]


def test_a_new_market_is_given_its_rule(client: Any) -> None:
    market = make.initiative(published=False, kind="market")
    rule = row("recurrence", 0, frequency="weekly", interval=1, weekdays=["SU", "SA"], opens="17:00", closes="23:00")
    page = save(client, market, **rule)
    season = "It recurs: give its first and last day, the season in which it does."
    assert errors(page) == {"recurrence-0-frequency": [season]}
    days = {"first_day": "2026-04-01", "last_day": "2026-10-31"}
    wrong = {**rule, "recurrence-0-weekdays": [], "recurrence-0-interval": "x"}
    assert list(errors(save(client, market, **days, **wrong))) == ["recurrence-0-interval", "recurrence-0-frequency"]
    both = row("exceptions", 0, day="2026-05-02", kind="cancelled")
    assert save(client, market, **days, **rule, **both).status_code == 302
    market = fresh(market)
    assert (market.recurrence.weekdays, market.exceptions.get().day) == ("SA,SU", SATURDAY)


def test_an_exception_reaches_the_feed(client: Any) -> None:
    market = make.market()
    before = Listing.objects.get(key=f"initiative-{market.uuid}")
    page = save(client, market, **row("exceptions", 0, day="2026-05-01", kind="cancelled"))
    near = (
        "By the rule it does not take place on 2026-05-01. The nearest days on which it does: 2026-04-26, 2026-05-02."
    )
    assert errors(page) == {"exceptions-0-day": [near]}
    assert save(client, market, **row("exceptions", 0, day="2026-05-02", kind="cancelled")).status_code == 302
    after = Listing.objects.get(key=f"initiative-{market.uuid}")
    assert after.sequence == before.sequence + 1
    assert "EXDATE;TZID=Asia/Shanghai:20260502T170000" in client.get("/calendars/all.ics").content.decode()


def test_rows_that_contradict_each_other(client: Any) -> None:
    market = make.market()
    gone = RecurrenceException.objects.create(initiative=market, day=SUNDAY)
    RecurrenceException.objects.create(initiative=market, day=SATURDAY, kind="moved", new_day=SUNDAY)
    page = save(client, market, **{"exceptions-1-DELETE": "on"})
    already = "It takes place on 2026-05-03 already: choose another day, or cancel that one first."
    assert errors(page) == {"exceptions-0-new_day": [already]}
    page = save(client, market, **row("exceptions", 2, day="2026-05-09", kind="moved", new_day="2026-05-03"))
    assert errors(page)["exceptions-2-new_day"] == [already]
    assert errors(save(client, market, **{"recurrence-0-weekdays": ["SU"]})).keys() == {"exceptions-0-day"}
    assert "recurrence-0-DELETE" not in form_data(client, url(market))
    assert RecurrenceException.objects.filter(pk=gone.pk).exists()
    point = make.initiative(kind="tax_refund")
    OpeningHours.objects.create(initiative=point, weekday="MO", opens=time(9), closes=time(12))
    hours = {"weekday": "TU", "opens": "09:00", "closes": "17:00"}
    two = {**row("hours", 1, **hours), **row("hours", 2, **{**hours, "opens": "16:00"})}
    overlap = "These hours overlap others of the same day: Tuesday %s–17:00."
    assert errors(save(client, point, **two)) == {
        "hours-1-opens": [overlap % "16:00"],
        "hours-2-opens": [overlap % "09:00"],
    }


def test_vouchers(client: Any) -> None:
    round_ = make.initiative(kind="vouchers", level="round")
    figures = {"period": "2025-H1", "issued": "2830000", "driven": "215000000", "driven_qualifier": "over"}
    exact = dict.fromkeys(["issued_qualifier", "redeemed_qualifier", "stated_leverage_qualifier"], "exact")
    wrong = row("vouchers", 0, **exact, **figures, redeemed="2900000")
    more = "2,900,000 yuan redeemed are more than the 2,830,000 yuan issued: one of the two is wrong."
    assert errors(save(client, round_, **wrong))["vouchers-0-redeemed"] == [more]
    page = save(client, round_, **row("vouchers", 0, **exact, **figures, stated_leverage="80"))
    warning = (
        "Leverage is stated as 1 to 80, but over 215,000,000 yuan driven by 2,830,000 yuan issued make 1 to over "
        "75.97: 5.3 % apart."
    )
    assert [str(m) for m in get_messages(page.wsgi_request)][0] == warning
    assert client.get(url(round_)).context["warnings"] == [warning]
    save(client, round_, **{"vouchers-0-stated_leverage": "76"})
    assert client.get(url(round_)).context["warnings"] == []


def test_the_page_lists_what_comes_and_shows_the_code_to_scan(client: Any) -> None:
    market = make.market(link="https://night.example/")
    RecurrenceException.objects.create(initiative=market, day=SATURDAY, note="Rain")
    RecurrenceException.objects.create(initiative=market, day=SUNDAY, kind="moved", new_day=date(2026, 5, 4))
    with time_machine.travel(datetime(2026, 5, 1, tzinfo=UTC)):
        page = client.get(url(market))
    text = page.content.decode()
    assert "<del>2026-05-02 17:00–23:00</del>" in text
    assert '2026-05-04 17:00–23:00 <span class="badge status-rescheduled">instead of 2026-05-03</span>' in text
    assert [row["when"][:10] for row in page.context["coming"]][2:4] == ["2026-05-09", "2026-05-10"]
    assert (len(page.context["coming"]), 'aria-label="QR code of https://night.example/"' in text) == (8, True)


def test_moving_and_cancelling(client: Any) -> None:
    market = make.market()
    RecurrenceException.objects.create(initiative=market, day=SATURDAY)
    june = {"first_day": "2026-06-01", "last_day": "2026-06-30"}
    page = look(client, "reschedule", market, **june)
    assert "2026-05-02" in str(page.context["form"].errors)
    market.exceptions.get().delete()
    confirm(client, "reschedule", market, **june)
    assert fresh(market).first_day == date(2026, 6, 1)
    confirm(client, "cancel", market)
    assert Listing.objects.get(key=f"initiative-{market.uuid}").status == "cancelled"


def test_the_list(client: Any, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    frame = make.initiative(level="framework", kind="framework", code="frame")
    make.market(parent=make.initiative(parent=frame))
    address = url(frame, "changelist")
    page = client.get(address)
    number = len(page.context["cl"].result_list)
    with django_assert_num_queries(8):
        client.get(address)
    make.market(parent=make.initiative(parent=frame))
    with django_assert_num_queries(8):
        client.get(address)
    found = client.get(f"{address}?within=frame").context["cl"].result_list
    assert (number, {i.level for i in found}, len(found)) == (3, {"action", "measure"}, 4)


def test_the_list_names_no_whole_that_its_reader_may_not_see() -> None:
    secret = make.initiative(published=False, title_zh_hans="LEAK", title_en="LEAK")
    shown = make.initiative(level="measure", parent=secret)
    office = logged_in(member(authority(make.region("210200"))))
    assert shown.title_en in (page := office.get(url(shown, "changelist")).content.decode())
    assert "LEAK" not in page + office.get(url(shown)).content.decode()
    make.initiative(level="measure", parent=make.initiative(code="open"))
    found = {}
    for code in (secret.code, "none", "a\0b", "open"):
        answer = office.get(url(shown, "changelist"), {"within": code})
        found[code] = (answer.status_code, len(answer.context["cl"].result_list))
    assert found == {secret.code: (200, 0), "none": (200, 0), "a\0b": (200, 0), "open": (200, 1)}


def test_saving_keeps_what_its_editor_may_not_see_and_shows_none_of_it() -> None:
    office = authority(make.region("210200"))
    hidden: dict[str, Any] = {"published": False, "title_zh_hans": "LEAK", "title_en": "LEAK"}
    secret = edition(**hidden)
    mine = make.initiative(region=office.region, owner=office, parent=make.initiative(**hidden, level="framework"))
    known = edition(fair=secret.fair).fair
    Attendance.objects.create(initiative=mine, fair=known, edition=secret)
    Attendance.objects.create(initiative=mine, fair=edition(**hidden, fair=fair(name_en="LEAK")).fair)
    indicator = make.indicator(published=False, name_zh_hans="LEAK", name_en="LEAK")
    Measurement.objects.create(initiative=mine, indicator=indicator)
    ours, theirs = (make.programme(region=r, published=False, year=2024) for r in (office.region, make.region()))
    aspects = [
        Objective.objects.create(programme=p, code=f"aspect-{p.pk}", kind="aspect", name_en=name)
        for p, name in ((ours, "Scale"), (theirs, "LEAK"))
    ]
    for aspect in aspects:
        Contribution.objects.create(objective=aspect, initiative=mine)
    Contribution.objects.create(objective=aspects[0], edition=secret)
    first = launch(region=office.region, owner=office, parent=launch(**hidden, kind="week"), edition=secret)
    pages = {mine: [1, 1, 0], aspects[0]: [1], first: []}
    editor, viewer = logged_in(member(office)), logged_in(seeing := user(is_staff=True))
    seeing.user_permissions.set(Permission.objects.filter(codename__startswith="view_"))

    def kept() -> list[Any]:
        rows = (Attendance, Measurement, Contribution)
        found: list[Any] = [list(model.objects.order_by("pk").values()) for model in rows]
        return [*found, fresh(mine).parent_id, fresh(first).parent_id, fresh(first).edition_id]

    before = kept()
    for thing, numbers in pages.items():
        page = editor.get(url(thing))
        assert "LEAK" not in page.content.decode()
        shown = {f.formset.prefix: f.formset.initial_form_count() for f in page.context["inline_admin_formsets"]}
        assert [shown[n] for n in ("attendances", "contributions", "measurements") if n in shown] == numbers
        saved = save(editor, thing)
        assert saved.status_code == 302, errors(saved)
        assert "LEAK" not in viewer.get(url(thing)).content.decode()
    assert kept() == before
    other = edition().fair
    assert errors(save(editor, mine, **{"attendances-0-fair": other.pk})) == {
        "attendances-0-edition": ["The rest does not agree with what is here, which you may not see."]
    }
