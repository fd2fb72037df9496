from datetime import date

from fairs.floor import misfits
from seeds.synthetic.halls import LAST_FAIR, SECOND_CHOICES, in_halls, rooms, wanted
from seeds.synthetic.plan import edition_plan, fair_plan
from seeds.synthetic.stands import ADMITTED, FAIRS, KEPT, MEMBERS, OUTLINE, WIDTH, places
from seeds.synthetic.tables import HALL_AREA

TODAY = date(2026, 6, 15)
PLANS = [edition_plan(n, year, TODAY) for n in range(1, 2 * LAST_FAIR) for year in (2026, 2027)]


def test_as_many_halls_as_the_area_needs_and_none_twice() -> None:
    areas = {**dict.fromkeys("123456", HALL_AREA), "2A": HALL_AREA // 2}
    booked = [plan for plan in PLANS if in_halls(plan)]
    for plan in booked:
        codes = wanted(plan)
        taken = [room for code in codes for room in rooms(code)]
        assert plan.area <= sum(areas[code] for code in codes) < plan.area + HALL_AREA
        assert len(taken) == len(set(taken))
    assert {plan.fair.number for plan in booked} >= {*FAIRS, *SECOND_CHOICES, *SECOND_CHOICES.values()}


def test_more_fairs_book_no_more() -> None:
    assert max(plan.fair.number for plan in PLANS if in_halls(plan)) <= LAST_FAIR
    assert {fair_plan(number).conference for number in FAIRS} == {False}


def test_all_stands_stand_in_the_hall_and_beside_each_other() -> None:
    stands = list(places())
    assert list(misfits(OUTLINE, {number: outline for number, _kind, outline in stands})) == []
    assert len({number for number, _kind, _outline in stands}) == len(stands) > ADMITTED + 2 * (KEPT - MEMBERS)
    assert WIDTH - max(x for _number, _kind, outline in stands for x, _y in outline) >= 3
