"""Holding, confirming and releasing halls in the admin: who may, and what it says before it acts."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils import timezone

from fairs.admin.filters import ATTENTION
from fairs.models import HallBooking, Membership, act
from tests import factories as make

from .world import confirm, form_data, fresh, logged_in, look, moved, superuser, url

pytestmark = pytest.mark.django_db
MAY, LATER = (date(2026, 5, 10), date(2026, 5, 12)), (date(2026, 5, 20), date(2026, 5, 22))


def staff(*organisations: Any, confirms: bool = False) -> Any:
    user = make.user(is_staff=True)
    rights = Permission.objects.filter(content_type__app_label="fairs")
    user.user_permissions.set(rights if confirms else rights.exclude(codename="confirm_hallbooking"))
    for organisation in organisations:
        Membership.objects.create(user=user, organisation=organisation)
    return user


class World:
    """Two hosts hold the same hall of an operator's venue; the second holds a part of it only."""

    def __init__(self) -> None:
        self.operator, self.one, self.two = (make.organisation(name_en=n) for n in ("Operator", "One", "Two"))
        venue = make.venue(name_en="Centre", operator=self.operator)
        self.hall = make.hall(venue, code="4", name_en="Hall 4", gross_area=12000)
        part = make.hall(venue, code="4A", name_en="Hall 4A", gross_area=6000, part_of=self.hall)
        self.spare = make.hall(venue, code="5", name_en="Hall 5", gross_area=12000)
        self.tea, self.silk = (
            make.edition([MAY], owner=owner, title_en=title) for owner, title in ((self.one, "Tea"), (self.two, "Silk"))
        )
        self.first = make.hall_booking(self.hall, MAY, edition=self.tea, owner=self.one)
        self.second = make.hall_booking(part, MAY, edition=self.silk, owner=self.two)


def state(booking: HallBooking) -> str:
    return str(fresh(booking).state)


def test_what_confirming_does_is_said_before_and_jumping_the_queue_asks_for_a_reason() -> None:
    world = World()
    make.membership(make.user(), world.one)
    desk = logged_in(staff(world.operator, confirms=True))
    after = look(desk, "confirm", world.second).context["outcomes"][0].aftermath
    assert after.effects == (
        "Falls behind: Tea, One, Hall 4 2026-05-10 – 05-12."
        " It waits in case the days come free, until it is moved, released or ends.",
    )
    assert after.cautions == ("This jumps the queue: 1 hold has waited longer (Tea, One, Hall 4 2026-05-10 – 05-12).",)
    assert after.told == ("One (1 user)", "Two (0 users)")
    page = confirm(desk, "confirm", world.second, reason="")
    assert (page.context["form"].errors, state(world.second)) != ({}, "confirmed")
    assert confirm(desk, "confirm", world.second, reason="Agreed with One").status_code == 302
    assert state(world.second) == "confirmed"
    refused = look(desk, "confirm", world.first)
    assert refused.context["form"].non_field_errors() == [
        "Centre Hall 4 is taken on 2026-05-10 – 2026-05-12 (Silk, Two)."
        " As many days are free here on 2026-05-07 – 2026-05-09."
        " On these days there are free in this venue: Hall 5 (12000 m²)."
    ]
    after = look(desk, "release", world.second).context["outcomes"][0].aftermath
    assert after.effects == ("Moves up: Tea, One, Hall 4 2026-05-10 – 05-12.",)


def test_what_is_ahead_comes_first_in_the_list() -> None:
    hall, today = make.hall(), timezone.localdate()
    for offset in (-40, -20, 30, -1, 10):
        first = today + timedelta(offset)
        make.hall_booking(hall, (first, first + timedelta(2)), purpose="closed")
    page = logged_in(superuser()).get("/admin/fairs/hallbooking/")
    assert [(b.move_in - today).days for b in page.context["cl"].result_list] == [-1, 10, 30, -20, -40]


def test_a_booking_of_other_days_than_the_fairs_is_doubted_before_it_is_confirmed() -> None:
    world = World()
    second_choice = make.hall_booking(world.hall, LATER, edition=world.tea, owner=world.one)
    after = look(logged_in(superuser()), "confirm", second_choice).context["outcomes"][0].aftermath
    assert after.cautions == (
        "The fair is on other days (2026-05-10 – 05-12), but will be listed in this hall: move it or the booking.",
    )


def test_who_may_do_what() -> None:
    world = World()
    one, stranger = logged_in(staff(world.one)), logged_in(staff(make.organisation()))
    address = url(world.first)
    verbs = [verb.name for verb, _url in one.get(address).context["verbs"]]
    assert verbs == ["release"]
    assert one.get(url(world.second)).status_code == stranger.get(address).status_code == 302
    assert look(one, "confirm", world.first).status_code == 403
    act(world.first, "confirm")
    assert one.get(address).context["verbs"] == []
    unconfirming = logged_in(staff(world.operator))
    assert unconfirming.get(address).context["verbs"] == []
    listed = one.get(url(world.first, "changelist")).context["cl"].queryset
    assert list(listed) == [world.first]


def test_a_refusal_names_nobody_that_the_reader_may_not_see() -> None:
    world = World()
    act(world.first, "confirm")
    two = logged_in(staff(world.two))
    data = {**form_data(two, url(world.second)), "last_day": "2026-05-13", "move_out": "2026-05-13"}
    saved = two.post(url(world.second), data, follow=True)
    [told, _saved] = [str(m) for m in saved.context["messages"]]
    assert told.startswith("Centre Hall 4A is taken on 2026-05-10 – 2026-05-12. As many")
    assert "Tea" not in saved.content.decode()


def test_a_confirmed_booking_is_made_shorter_by_its_owner_and_wider_by_the_venue() -> None:
    world = World()
    act(world.first, "confirm")
    one, desk = logged_in(staff(world.one)), logged_in(staff(world.operator, confirms=True))

    def give(client: Any, **days: str) -> Any:
        return client.post(url(world.first), {**form_data(client, url(world.first)), **days})

    assert give(one, last_day="2026-05-11", move_out="2026-05-11").status_code == 302
    wider = give(one, move_in="2026-05-09")
    assert "may be made shorter" in str(wider.context["adminform"].form.errors["move_in"])
    asked = give(desk, move_in="2026-05-09").context
    assert fresh(world.first).move_in == date(2026, 5, 10)
    assert give(desk, move_in="2026-05-09", token=asked["token"], reason="Agreed").status_code == 302
    booking = fresh(world.first)
    assert (booking.state, booking.move_in, booking.move_out) == ("confirmed", date(2026, 5, 9), date(2026, 5, 11))
    assert booking.days.count() == 6


def test_adding() -> None:
    world = World()
    one, desk = logged_in(staff(world.one)), logged_in(staff(world.operator, confirms=True))
    add = reverse("admin:fairs_hallbooking_add")
    days = dict.fromkeys(("move_in", "first_day", "last_day", "move_out"), "2026-05-11")
    hold = {"hall": world.hall.pk, "purpose": "edition", "edition": world.tea.pk, "owner": world.one.pk, **days}

    def errors(client: Any, **changed: Any) -> Any:
        answer = client.post(add, {**hold, **changed})
        return dict(answer.context["adminform"].form.errors) if answer.status_code == 200 else answer.status_code

    asked = one.get(add, {"edition": world.tea.pk}).context["adminform"].form.initial
    assert (asked["first_day"], asked["last_day"]) == MAY
    assert "first_day" not in one.get(add, {"edition": world.silk.pk}).context["adminform"].form.initial
    assert errors(one) == {"hall": ["This edition already has this hall on some of these days."]}
    assert errors(one, move_out="2026-05-10") == {
        "move_in": ["The days must be in this order: move-in, first show day, last show day, move-out."]
    }
    assert set(errors(one, edition=world.silk.pk)) == {"edition"}
    assert set(errors(one, purpose="closed", edition="")) == {"purpose"}
    assert errors(desk, purpose="closed", edition="", owner=world.operator.pk, hall=world.spare.pk) == 302
    [closed] = HallBooking.objects.filter(purpose="closed")
    assert (closed.state, closed.days.count()) == ("confirmed", 1)
    assert "__all__" in errors(desk, purpose="closed", edition="", owner=world.operator.pk, hall=world.spare.pk)
    answer = one.post(add, {**hold, **dict.fromkeys(days, "2026-05-13"), "hall": world.spare.pk}, follow=True)
    assert [m.level_tag for m in answer.context["messages"]] == ["success"]


def test_closing_a_hall_says_before_who_falls_behind_and_asks_why() -> None:
    world = World()
    desk = logged_in(staff(world.operator, confirms=True))
    add = reverse("admin:fairs_hallbooking_add")
    days = dict.fromkeys(("move_in", "first_day", "last_day", "move_out"), "2026-05-12")
    sent = {"hall": world.hall.pk, "purpose": "closed", "edition": "", "owner": world.operator.pk, **days, "_save": ""}
    asked = desk.post(add, sent)
    here = "2026-05-10 – 05-12"
    [outcome] = asked.context["outcomes"]
    assert [effect.partition(".")[0] for effect in outcome.aftermath.effects] == [
        f"Falls behind: Tea, One, Hall 4 {here}",
        f"Falls behind: Silk, Two, Hall 4A {here}",
    ]
    carried = {**dict(asked.context["carried"]), "token": asked.context["token"]}
    assert desk.get(asked.context["way_back"]).context["adminform"].form.initial["move_in"] == "2026-05-12"
    assert desk.post(add, {**carried, "reason": " "}).context["form"].errors
    other = desk.post(add, {**carried, **dict.fromkeys(days, "2026-05-11"), "reason": "Floor"})
    assert "look again" in other.content.decode()
    assert not HallBooking.objects.filter(purpose="closed").exists()
    assert desk.post(add, {**carried, "reason": "Floor"}).status_code == 302
    [closed] = HallBooking.objects.filter(purpose="closed")
    assert (closed.state, closed.history.first().history_change_reason) == ("confirmed", "Floor")


def test_what_becomes_of_the_halls_of_an_edition_is_said_before() -> None:
    world = World()
    act(world.first, "confirm")
    editor = logged_in(superuser())

    def foreseen(verb: str, **answers: Any) -> Any:
        after = look(editor, verb, world.tea, **answers).context["outcomes"][0].aftermath
        return [*after.effects, *after.cautions]

    here = "Hall 4 2026-05-10 – 05-12"
    assert foreseen("cancel") == foreseen("postpone") == [f"The booking is released: {here}."]
    assert foreseen("reschedule", **moved(world.tea, ("2026-05-11", "2026-05-12"))) == []
    stays = "The booking stays on its own days, which are not those of the fair"
    assert foreseen("reschedule", **moved(world.tea, ("2026-05-11", "2026-05-13"))) == [f"{stays}: {here}."]
    confirm(editor, "cancel", world.tea)
    assert (state(world.first), state(world.second)) == ("released", "held")
    assert foreseen("reinstate") == [f"Its hall was given back and must be held anew: {here}."]


def test_what_waits_is_on_the_start_page() -> None:
    world = World()
    HallBooking.objects.update(move_in=date(2099, 5, 9), first_day=date(2099, 5, 10),
                               last_day=date(2099, 5, 11), move_out=date(2099, 5, 12))  # fmt: skip
    desk = staff(world.operator, confirms=True)

    def asked(question: str) -> list[str]:
        return [b.hall.name_en for b in ATTENTION[question](HallBooking.objects.all(), desk)]

    assert asked("decide") == ["Hall 4"]
    act(world.first, "confirm")
    assert asked("decide") == asked("ending") == []
    page = logged_in(staff(world.two)).get(reverse("admin:index")).content.decode()
    assert "Halls held on days that others got" in page
    assert "2099-05-09 – 05-12" in page
    act(world.first, "release")
    assert (asked("overtaken"), asked("given_back")) == ([], ["Hall 4"])
