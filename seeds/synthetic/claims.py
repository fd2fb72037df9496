"""How far a synthetic claim to be the first has come: pure, and never beside another of the same."""

from datetime import date, timedelta
from typing import Any

from dateutil.relativedelta import relativedelta

from initiatives.models.claims import NOTICE, VALID_YEARS
from initiatives.models.workdays import nth_working_day

from .plan import EditionPlan, one_of

STATES = {"none": 20, "claimed": 15, "checked": 10, "noticed": 10, "recognised": 32, "refused": 8, "revoked": 5}
SETTLED = ("recognised", "revoked")
AFTER = timedelta(days=14)  # from the launch to the public notice


def item(plan: EditionPlan, kind: str) -> str:
    """One of its own, so that two may be recognised; a store has none, and is never recognised here."""
    return "" if kind == "store" else f"Synthetic {plan.fair.number}-{plan.year}"


def claim(plan: EditionPlan, kind: str, scope: str, day: date, today: date) -> dict[str, Any]:
    """The launch's fields. Nothing is checked before it took place, or recognised before its notice is over."""
    state = one_of(STATES, plan.dice("claim"))
    if not scope or plan.state != "published" or state == "none":
        return {"recognition": "none"}
    first = day + AFTER
    last = nth_working_day(first, NOTICE)
    if first > today:
        return {"recognition": "claimed"}
    if kind == "store" and state == "recognised" or state in SETTLED and last >= today:
        state = "noticed"
    fields: dict[str, Any] = {"recognition": state}
    if state in (*SETTLED, "noticed"):
        fields |= {"notice_first_day": first, "notice_last_day": last}
    if state in SETTLED:
        recognised = last + timedelta(days=1)
        fields |= {"recognised_on": recognised, "valid_until": recognised + relativedelta(years=VALID_YEARS)}
        if state == "recognised" and fields["valid_until"] < today:
            fields["recognition"] = "expired"
    return fields
