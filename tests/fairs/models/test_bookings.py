"""Holds, their queue, and days that are taken for good."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from django.utils.translation import override

from fairs.models import HallBooking, HallDay, Taken, User, act
from tests import factories as make

pytestmark = pytest.mark.django_db
MAY = (date(2026, 5, 10), date(2026, 5, 12))


def state(booking: HallBooking) -> str:
    return str(HallBooking.objects.get(pk=booking.pk).state)


def days(**of: Any) -> list[tuple[str, int]]:
    return list(HallDay.objects.filter(**of).order_by("hall__code", "day").values_list("hall__code", "day__day"))


def refusal(booking: HallBooking, user: Any = None) -> str:
    with override("en"), pytest.raises(Taken) as caught:
        act(booking, "confirm")
    with override("en"):
        return str((caught.value.told_to(user) if user else caught.value).messages[0])


def halls() -> tuple[Any, Any, Any]:
    """Hall 4 with its part 4A, and hall 5, as large."""
    venue = make.venue(name_en="Centre", region=make.region("210100"))
    four = make.hall(venue, code="4", name_en="Hall 4", gross_area=12000)
    part = make.hall(venue, code="4A", name_en="Hall 4A", gross_area=6000, part_of=four)
    return four, part, make.hall(venue, code="5", name_en="Hall 5", gross_area=12000)


def test_a_whole_hall_takes_its_parts_and_a_part_itself() -> None:
    four, part, five = halls()
    whole = make.hall_booking(four, MAY, build_up=1)
    in_part = make.hall_booking(part, (date(2026, 5, 20), date(2026, 5, 20)))
    assert days() == []
    act(whole, "confirm")
    act(in_part, "confirm")
    assert days(booking=whole) == [(hall, day) for hall in ("4", "4A") for day in (9, 10, 11, 12)]
    assert days(booking=in_part) == [("4A", 20)]
    for hall, span in ((part, MAY), (four, (date(2026, 5, 19), date(2026, 5, 21))), (five, MAY)):
        late = make.hall_booking(hall, span)
        if hall == five:
            act(late, "confirm")
        else:
            assert "is taken on" in refusal(late)
            assert state(late) == "held"
    act(whole, "release")
    act(late, "release")
    assert days() == [("4A", 20)]


def test_no_days_that_are_over_are_offered() -> None:
    hall, today = make.hall(gross_area=None), timezone.localdate()
    act(make.hall_booking(hall, (today + timedelta(1), today + timedelta(9))), "confirm")
    late = make.hall_booking(hall, (today, today + timedelta(2)))
    offered = f"As many days are free here on {today + timedelta(10)} – {today + timedelta(12)}."
    assert refusal(late).endswith(offered)


def test_no_code_takes_a_day_twice() -> None:
    four, _part, _five = halls()
    held = make.hall_booking(four, MAY)
    act(make.hall_booking(four, MAY), "confirm")
    with pytest.raises(IntegrityError), transaction.atomic():
        HallDay.objects.create(booking=held, hall=four, day=MAY[0])


def test_a_refusal_says_on_which_days_and_what_is_free_but_only_to_those_who_may_see_it_by_whom() -> None:
    four, _part, _five = halls()
    owner = make.organisation(name_en="Host")
    first = make.hall_booking(four, MAY, build_up=2, edition=make.edition(title_en="Tea Expo"), owner=owner)
    act(first, "confirm")
    late = make.hall_booking(four, (date(2026, 5, 12), date(2026, 5, 15)))
    free = (
        " As many days are free here on 2026-05-13 – 2026-05-16."
        " On these days there are free in this venue: Hall 5 (12000 m²)."
    )
    member = make.user()
    assert refusal(late, member) == refusal(late) == "Centre Hall 4 is taken on 2026-05-12." + free
    make.membership(member, owner)
    assert (
        refusal(late, User.objects.get(pk=member.pk)) == "Centre Hall 4 is taken on 2026-05-12 (Tea Expo, Host)." + free
    )


def test_what_is_closed_takes_its_days_at_once() -> None:
    four, part, _five = halls()
    closed = make.hall_booking(part, MAY, purpose="closed")
    assert (state(closed), days()) == ("confirmed", [("4A", 10), ("4A", 11), ("4A", 12)])
    with pytest.raises(Taken):
        make.hall_booking(four, MAY, purpose="closed")
    with override("en"), pytest.raises(ValidationError) as caught:
        HallBooking(hall=four, purpose="closed", **span(MAY)).full_clean()
    assert "is taken on 2026-05-10 – 2026-05-12" in str(caught.value.messages)
    assert HallBooking.objects.count() == 1


def span(show: tuple[date, date]) -> dict[str, date]:
    return {"move_in": show[0], "first_day": show[0], "last_day": show[1], "move_out": show[1]}


def test_other_days_of_a_confirmed_booking() -> None:
    four, part, _five = halls()
    booking = act(make.hall_booking(part, MAY, dismantling=2), "confirm")
    act(make.hall_booking(four, (date(2026, 5, 16), date(2026, 5, 17))), "confirm")
    booking.move_out -= timedelta(1)
    booking.save()
    assert (state(booking), days(booking=booking)) == ("confirmed", [("4A", d) for d in (10, 11, 12, 13)])
    booking.move_in, booking.move_out = date(2026, 5, 9), date(2026, 5, 15)
    booking.save()
    assert days(booking=booking) == [("4A", d) for d in range(9, 16)]
    booking.move_out = date(2026, 5, 16)
    with pytest.raises(ValidationError, match="2026-05-16"):
        booking.full_clean()
    with pytest.raises(Taken):
        booking.save()
    assert days(booking=booking) == [("4A", d) for d in range(9, 16)]


def test_a_part_that_is_added_later_is_taken_when_its_whole_is() -> None:
    four, _part, five = halls()
    booking = act(make.hall_booking(five, MAY), "confirm")
    part = make.hall(five.venue, code="5A", part_of=five)
    assert days(booking=booking) == [(hall, d) for hall in ("5", "5A") for d in (10, 11, 12)]
    part.part_of = None
    part.save()
    assert days(booking=booking) == [("5", d) for d in (10, 11, 12)]
    act(make.hall_booking(part, MAY), "confirm")
    part.part_of = five
    for look_or_save in (part.full_clean, part.save):  # somebody else may book after the look
        with override("en"), pytest.raises(ValidationError) as caught, transaction.atomic():
            look_or_save()
        assert caught.value.message_dict == {
            "part_of": ["This part and the whole are booked on the same days, the first of them 2026-05-10."]
        }
    assert days(booking=booking) == [("5", d) for d in (10, 11, 12)]
    part.part_of = four
    part.full_clean()


def test_the_queue() -> None:
    four, part, five = halls()
    first, second = make.hall_booking(four, MAY), make.hall_booking(part, MAY)
    third = make.hall_booking(four, (MAY[1], MAY[1]))
    make.hall_booking(five, MAY), make.hall_booking(four, (date(2026, 6, 1), date(2026, 6, 2)))
    ended = make.hall_booking(four, MAY, held_until=timezone.localdate() - timedelta(1))
    ranked = HallBooking.objects.with_rank()
    assert [ranked.get(pk=b.pk).rank for b in (first, second, third)] == [1, 2, 3]
    assert (list(third.ahead()), list(first.rivals())) == ([first, second], [second, third])
    first.move_in -= timedelta(1)
    first.save()  # at the end again, for it wants more than it did
    assert [ranked.get(pk=b.pk).rank for b in (first, second, third)] == [3, 1, 2]
    if connection.vendor == "sqlite":  # by hall and days, not through all holds for each
        assert "hallbooking_span (hall_id=? AND move_in>? AND move_in<?)" in ranked.explain()
    with override("en"), pytest.raises(ValidationError, match="The hold ended on"):
        act(ended, "confirm")


def test_holds_end_by_themselves(capsys: Any) -> None:
    today = timezone.localdate()
    four, _part, _five = halls()
    ended, lasting = (make.hall_booking(four, MAY, held_until=today - timedelta(n)) for n in (1, 0))
    with pytest.raises(ValidationError):
        act(lasting, "expire")
    call_command("bookings", "expire")
    assert (capsys.readouterr().out, state(ended), state(lasting)) == ("1 holds ended.\n", "expired", "held")


def test_what_cannot_be() -> None:
    four, _part, _five = halls()
    held = make.hall_booking(four, MAY)
    leader, day = make.edition(title_en="Lead"), timedelta(1)
    follower = make.edition(combined_with=leader)
    fields = {"hall": four, "edition": leader, **span(MAY)}
    order = "The days must be in this order: move-in, first show day, last show day, move-out."
    table: list[tuple[dict[str, Any], str, str]] = [
        ({"move_in": MAY[0] + day}, "__all__", order),
        ({"move_out": MAY[0]}, "__all__", order),
        ({"move_in": MAY[0] - 399 * day}, "move_out", "More than 400 days: check the year."),
        ({"first_day": None}, "__all__", "Give all four days."),
        ({"move_in": date(1026, 5, 1)}, "move_in", "Ensure this value is greater than or equal to 1950-01-01."),
        ({"edition": None}, "__all__", "Choose the edition; a closed hall has none."),
        ({"purpose": "closed"}, "__all__", "Choose the edition; a closed hall has none."),
        ({"edition": held.edition}, "hall", "This edition already has this hall on some of these days."),
        ({"edition": follower}, "edition", "It is held together with Lead, which has the bookings of both."),
    ]
    with override("en"):
        for changed, field, message in table:
            with pytest.raises(ValidationError) as caught:
                HallBooking(**{**fields, **changed}).full_clean()
            assert message in caught.value.message_dict[field], changed


def test_an_edition_that_does_not_take_place_gives_its_halls_back_and_names_them_still() -> None:
    four, _part, five = halls()
    leader = make.edition([MAY], venues=[four.venue])
    follower = make.edition([MAY], combined_with=leader)
    booking = act(make.hall_booking(four, MAY, edition=leader), "confirm")
    held = make.hall_booking(five, MAY, edition=leader)
    places = [(e, four.venue.pk, four.pk) for e in (leader.pk, follower.pk)]

    def told() -> Any:
        rows = leader.places.model.objects.order_by("edition")
        return list(rows.values_list("edition", "venue", "hall"))

    assert told() == places
    act(leader, "postpone")
    assert (state(booking), state(held)) == ("confirmed", "held")  # the other still takes place
    act(follower, "cancel")
    assert (state(booking), state(held), days(), told()) == ("released", "released", [], places)
    with override("en"), pytest.raises(ValidationError, match="is postponed, no new date"):
        act(make.hall_booking(five, MAY, edition=leader), "confirm")


def test_a_hall_that_is_given_back_alone_is_not_named_any_more() -> None:
    four, _part, five = halls()
    edition = make.edition([MAY])
    one, other = (act(make.hall_booking(hall, MAY, edition=edition), "confirm") for hall in (four, five))
    act(one, "release")
    assert list(edition.places.values_list("hall", flat=True)) == [five.pk]
    act(other, "release")
    assert list(edition.places.values_list("venue", "hall")) == [(four.venue.pk, None)]


def test_who_sees_and_who_decides() -> None:
    four, _part, _five = halls()
    operator, authority, elsewhere = (
        make.organisation(),
        make.organisation(kind="authority", region=make.region("210000")),
        make.organisation(kind="authority", region=make.region("210200")),
    )
    four.venue.operator = operator
    four.venue.save()
    host, owner, stranger = (make.organisation() for _ in range(3))
    booking = make.hall_booking(four, MAY, edition=make.edition(owner=host), owner=owner)

    def powers(organisation: Any) -> tuple[bool, bool, bool]:
        user, rows = make.user(), HallBooking.objects.all()
        make.membership(user, organisation)
        allowed = (rows.visible_to(user), rows.editable_by(user), rows.confirmable_by(user))
        return tuple(booking in found for found in allowed)  # type: ignore[return-value]

    assert powers(operator) == powers(authority) == (True, True, True)
    assert powers(owner) == powers(host) == (True, True, False)
    assert powers(stranger) == powers(elsewhere) == (False, False, False)


def test_more_space_than_its_halls_have_is_unlikely() -> None:
    four, part, _five = halls()
    leader = make.edition([MAY])
    follower = make.edition([MAY], combined_with=leader)
    make.figure(follower, value=18001)
    assert (follower.hall_area(), follower.findings()) == (None, [])
    other = make.hall(four.venue, gross_area=6000)
    for hall, days_ in ((four, MAY), (part, (date(2026, 5, 20), date(2026, 5, 20))), (other, MAY)):
        act(make.hall_booking(hall, days_, edition=leader), "confirm")
    [finding] = follower.findings()
    said = "18001 m² of gross space are more than the 18000 m² of the halls booked."
    assert (finding.level, finding.message % finding.params) == ("warning", said)
