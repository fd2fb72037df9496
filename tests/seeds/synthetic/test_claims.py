from collections import Counter
from datetime import date, timedelta
from typing import Any

from initiatives.models.workdays import working_days
from seeds.synthetic.claims import claim, item
from seeds.synthetic.plan import edition_plan

TODAY = date(2026, 6, 15)


def claims(year: int, kind: str = "product", day: date | None = None) -> list[dict[str, Any]]:
    plans = [edition_plan(number, year, TODAY) for number in range(1, 200)]
    return [claim(p, kind, "city", day or p.first_day, TODAY) for p in plans if p.state == "published"]


def test_claims_stand_at_every_step() -> None:
    states = Counter(c["recognition"] for year in (2022, 2026) for c in claims(year))
    assert set(states) == {"none", "claimed", "checked", "noticed", "recognised", "refused", "expired", "revoked"}


def test_nothing_is_recognised_before_its_notice_is_over() -> None:
    recent = claims(2026, day=TODAY - timedelta(20))
    assert {c["recognition"] for c in recent} == {"none", "claimed", "checked", "noticed", "refused"}
    assert {c["recognition"] for c in claims(2026, day=TODAY)} == {"none", "claimed"}
    for c in claims(2026):
        if "recognised_on" in c:
            assert c["notice_last_day"] < c["recognised_on"] <= TODAY <= c["valid_until"]
        if "notice_first_day" in c:
            assert working_days(c["notice_first_day"], c["notice_last_day"]) == 7


def test_no_two_can_be_the_same_first() -> None:
    assert "recognised" not in {c["recognition"] for c in claims(2026, "store")}
    plans = [edition_plan(number, year, TODAY) for number in range(1, 50) for year in (2025, 2026)]
    assert len({item(plan, "show") for plan in plans}) == len(plans)
    assert {item(plan, "store") for plan in plans} == {""}


def test_without_a_scope_or_in_draft_nothing_is_claimed() -> None:
    plans = [edition_plan(number, 2026, TODAY) for number in range(1, 200)]
    assert {claim(p, "show", "", p.first_day, TODAY)["recognition"] for p in plans} == {"none"}
    waiting = [p for p in plans if p.state != "published"]
    assert {claim(p, "show", "city", p.first_day, TODAY)["recognition"] for p in waiting} == {"none"}
