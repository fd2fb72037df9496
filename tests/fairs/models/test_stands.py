from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import partial
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import NotSupportedError
from django.utils import translation

from fairs.floor import rectangle
from fairs.models import Participation, Stand, StandPlan
from tests import factories
from tests.fairs.floors import row, stand, stand_plan

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


def refusals(write: Callable[[], Any]) -> list[str]:
    with pytest.raises(ValidationError) as caught:
        write()
    return [str(message) for message in caught.value.messages]


def test_nothing_overlaps_or_lies_outside_whatever_writes() -> None:
    plan = stand_plan()
    first, second = row(plan, 2)
    overlap = ["Stand B1 overlaps stand A2 by 3.00 m²."], ["Stand A2 overlaps stand B1 by 3.00 m²."]
    outside = (["6.00 m² of stand B1 are outside of the hall."],) * 2

    def made(x: float) -> Stand:
        return Stand(plan=plan, number="B1", outline=rectangle(x, 0, 3, 3))

    for x, (alone, together) in ((5, overlap), (19, outside)):
        assert refusals(made(x).save) == refusals(made(x).full_clean) == alone
        for write in (plan.put, Stand.objects.bulk_create):
            assert refusals(partial(write, [made(x)])) == together
    assert refusals(lambda: plan.put([Stand(plan=plan, number="B1", outline=[[0, 0]])]))
    second.outline = rectangle(1, 0, 3, 3)
    assert refusals(second.save) == ["Stand A2 overlaps stand A1 by 6.00 m²."]
    unchecked: list[dict[str, Any]] = [{"outline": []}, {"area": 1}, {"plan": plan}]
    for values in unchecked:
        with pytest.raises(NotSupportedError):
            Stand.objects.update(**values)
    with pytest.raises(NotSupportedError):
        StandPlan.objects.update(outline=[])
    assert dict(Stand.objects.values_list("number", "area")) == {"A1": Decimal(9), "A2": Decimal(9)}
    assert plan.outlines() == {"A1": rectangle(0, 0, 3, 3), "A2": rectangle(3, 0, 3, 3)}
    other = stand_plan(plan.edition)
    assert [Stand.objects.bulk_create([Stand(plan=other, number="A1", outline=rectangle(0, 0, 4, 4))])[0].area] == [16]


def test_stands_put_together_may_pass_through_each_other() -> None:
    plan = stand_plan()
    first, second = row(plan, 2)
    first.outline, second.outline = second.outline, first.outline
    assert refusals(first.save)
    plan.put([first, second, Stand(number="B1", outline=rectangle(0, 3, 2, 2))], "Swapped")
    assert plan.outlines() == {
        "A1": rectangle(3, 0, 3, 3), "A2": rectangle(0, 0, 3, 3), "B1": rectangle(0, 3, 2, 2),
    }  # fmt: skip
    assert Stand.history.filter(number="B1").values_list("history_change_reason", flat=True)[0] == "Swapped"


def test_a_hall_holds_all_its_stands_and_has_its_entrances_on_its_walls() -> None:
    plan = stand_plan()
    row(plan, 2)
    for change, messages in (
        ({"outline": rectangle(0, 0, 5, 12), "entrances": []}, ["3.00 m² of stand A2 are outside of the hall."]),
        ({"entrances": [[5, 5]]}, ["An entrance lies on the outline of the hall."]),
        ({"entrances": [["5", 5]]}, ["Each point is two numbers, x and y, in metres up to 1000."]),
        ({"entrances": None}, ["Give a list of at most 200 points."]),
        ({"outline": []}, ["The outline encloses nothing: give at least three points that are not on one line."]),
    ):
        changed = StandPlan.objects.get()
        vars(changed).update(change)
        assert refusals(changed.save) == refusals(changed.full_clean)[-1:] == messages


def test_exhibitors_are_named_the_stands_they_have() -> None:
    plan = stand_plan()
    one, other = (factories.participation(plan.edition) for __ in range(2))
    stands = [stand(plan, number, 3 * n) for n, number in enumerate(("A12", "A2"))]

    def named() -> list[str]:
        return list(Participation.objects.order_by("pk").values_list("stand", flat=True))

    for each in stands:
        each.participation = one
        each.save()
    assert named() == ["A2, A12", ""]
    stands[0].number = "A3"
    stands[0].save()
    assert named() == ["A2, A3", ""]
    Stand.objects.filter(number="A3").update(participation=other)
    assert named() == ["A2", "A3"]
    Stand.objects.filter(number="A3").delete()
    stands[1].delete()
    assert named() == ["", ""]
    Stand.objects.bulk_create([Stand(plan=plan, number="B1", outline=rectangle(0, 0, 3, 3), participation=one)])
    assert named() == ["B1", ""]
    plan.put([Stand(number=f"Hall-{n}", outline=rectangle(3, n, 1, 1), participation=other) for n in range(9)])
    assert named() == ["B1", "Hall-0, Hall-1, Hall-2, Hall-3, …"]


def test_who_can_be_given_a_stand() -> None:
    plan = stand_plan()
    given = stand(plan, "A1", pavilion=factories.pavilion(plan.edition))
    main = factories.participation(plan.edition, pavilion=given.pavilion)
    for one, message in (
        (factories.participation(), "This belongs to another edition."),
        (factories.participation(plan.edition, status="withdrawn"), "This exhibitor does not take part."),
        (factories.participation(plan.edition, role="co", main=main), "Stands are given to main exhibitors: others"),
        (factories.participation(plan.edition), f"The stand is kept for {given.pavilion}, of which this exhibitor"),
    ):
        given.participation = one
        assert [told.startswith(message) for told in refusals(given.full_clean)] == [True]
    given.participation = main
    given.full_clean()


def test_a_killed_writer_leaves_no_half_plan() -> None:
    plan = stand_plan()
    good, bad = (Stand(plan=plan, number=n, outline=rectangle(x, 0, 3, 3)) for n, x in (("A1", 0), ("A2", 1)))
    assert refusals(lambda: plan.put([good, bad])) == ["Stand A1 overlaps stand A2 by 6.00 m²."]
    assert Stand.objects.count() == Stand.history.count() == 0
