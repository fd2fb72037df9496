from collections import Counter
from datetime import date, timedelta

from seeds.synthetic.plan import CONFERENCE_VENUES, SIZES, VENUES, EditionPlan, edition_plan, fair_plan, plans

TODAY = date(2026, 6, 15)
YEAR = list(plans(2000, date(2026, 1, 1), date(2026, 12, 31), TODAY))


def test_a_plan_is_the_same_everywhere_and_always() -> None:
    plan = edition_plan(7, 2026, TODAY)
    assert plan == EditionPlan(
        fair=fair_plan(7),
        year=2026,
        first_day=date(2026, 9, 10),
        last_day=date(2026, 9, 12),
        area=11_000,
        status="scheduled",
        state="published",
    )


def test_a_year_has_exactly_so_many_whoever_asks() -> None:
    assert len(YEAR) == 2000
    assert {plan.year for plan in YEAR} == {2026}
    fewer = plans(20, date(2026, 1, 1), date(2026, 12, 31), TODAY)
    assert list(fewer) == YEAR[:20]


def test_a_window_is_cut_out_of_the_years_it_touches() -> None:
    first, last = TODAY - timedelta(182), TODAY + timedelta(365)
    window = list(plans(200, first, last, TODAY))
    assert {plan.year for plan in window} == {2025, 2026, 2027}
    assert all(first <= plan.first_day <= last for plan in window)
    assert 270 < len(window) < 330


def test_a_fair_recurs_in_its_month_its_city_and_its_size() -> None:
    earlier, later = edition_plan(3, 2026, TODAY), edition_plan(3, 2027, TODAY)
    assert (earlier.fair, earlier.first_day.month) == (later.fair, later.first_day.month)
    assert later.ordinal == earlier.ordinal + 1 > 1


def test_sizes_are_those_of_the_survey() -> None:
    counted = Counter(plan.fair.size for plan in YEAR)
    assert all(abs(counted[size] / len(YEAR) - share / 1000) < 0.03 for size, share in SIZES)
    assert all(plan.fair.size[0] <= plan.area <= plan.fair.size[1] for plan in YEAR)


def test_shenyang_and_dalian_have_most_and_every_city_some() -> None:
    counted = Counter(plan.fair.city for plan in YEAR)
    assert [city for city, _count in counted.most_common(2)] == ["210100", "210200"]
    assert len(counted) == 15
    assert counted["210100"] + counted["210200"] > len(YEAR) / 2


def test_an_exhibition_fits_its_venues() -> None:
    for plan in YEAR:
        held_in = VENUES.get(plan.fair.city)
        if held_in is None:
            assert plan.fair.area <= 30_000
        elif plan.fair.conference:
            assert plan.fair.venues == (CONFERENCE_VENUES[plan.fair.city],)
        elif len(plan.fair.venues) == 1:
            assert plan.fair.area <= held_in[plan.fair.venues[0]]


def test_days() -> None:
    lengths = Counter((plan.fair.batch == "resident", len(plan.days)) for plan in YEAR)
    assert {days for resident, days in lengths if not resident} == {2, 3, 4, 5}
    assert {days for resident, days in lengths if resident} <= set(range(30, 91))
    assert {plan.first_day.strftime("%a") for plan in YEAR} == {"Wed", "Thu", "Fri", "Sat"}
    assert [p for p in YEAR if p.first_day.month == 10 and p.first_day.day <= 7] == []


def test_only_what_is_to_come_waits_and_only_what_is_public_is_called_off() -> None:
    states = Counter(plan.state for plan in YEAR)
    assert set(states) == {"published", "draft", "submitted", "approved"}
    assert all(plan.first_day > TODAY and plan.status == "scheduled" for plan in YEAR if plan.state != "published")
    assert {p.status for p in YEAR} == {"scheduled", "rescheduled", "postponed", "cancelled"}
    assert 0.8 < states["published"] / len(YEAR) < 1
