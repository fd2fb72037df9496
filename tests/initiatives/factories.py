"""Minimal valid objects of programmes, initiatives and indicators, as ``tests.factories`` has them of fairs."""

from datetime import date, time
from typing import Any

from fairs.calendar import ledger
from initiatives.models import Indicator, Initiative, Investment, Observation, Programme, Recurrence, VoucherRound
from tests.factories import brand, launch, named, region, source, state


def everything() -> None:
    """At least one row of every model that has pages of its own in the admin."""
    launch(brand=brand())


def programme(published: bool = True, **fields: Any) -> Programme:
    given = {
        "year": 2026,
        "editorial_state": state(published),
        **fields,
        "region": fields.get("region") or region("210000"),
    }
    return Programme.objects.create(**named("programme", given, "title"))


def initiative(published: bool = True, **fields: Any) -> Initiative:
    given = {
        "level": "action",
        "kind": "campaign",
        "editorial_state": state(published),
        **fields,
        "region": fields.get("region") or region(),
    }
    return Initiative.objects.create(**named("initiative", given, "title"))


def market(published: bool = True, **fields: Any) -> Initiative:
    """Every Saturday and Sunday evening of its season, April to October."""
    season = {"first_day": date(2026, 4, 1), "last_day": date(2026, 10, 31)}
    with ledger.writing():
        made = initiative(published, **{"kind": "market", "level": "measure", **season, **fields})
        Recurrence.objects.create(initiative=made, weekdays="SA,SU", opens=time(17), closes=time(23))
    return made


def voucher_round(initiative_: Initiative | None = None, **fields: Any) -> VoucherRound:
    whole = initiative_ or initiative(kind="vouchers", level="round")
    return VoucherRound.objects.create(initiative=whole, **{"period": "2026-H1", **fields})


def indicator(published: bool = True, **fields: Any) -> Indicator:
    return Indicator.objects.create(
        **named("indicator", {"unit": "yuan", "editorial_state": state(published), **fields})
    )


def observation(**fields: Any) -> Observation:
    given = {"period": "2025-H1", "value": 7495, **fields}
    for name, make in {"indicator": indicator, "region": region, "source": source}.items():
        given[name] = fields.get(name) or make()
    return Observation.objects.create(**given)


def investment(published: bool = True, **fields: Any) -> Investment:
    given = {"progress": "announced", "editorial_state": state(published), **fields}
    given["region"] = fields.get("region") or region()
    return Investment.objects.create(**named("investment", given, "title"))
