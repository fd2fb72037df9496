"""Minimal valid objects of programmes, initiatives and indicators, as ``tests.factories`` has them of fairs."""

from typing import Any

from initiatives.models import Indicator, Initiative, Programme
from tests.factories import brand, launch, named, region, state


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


def indicator(published: bool = True, **fields: Any) -> Indicator:
    return Indicator.objects.create(
        **named("indicator", {"unit": "yuan", "editorial_state": state(published), **fields})
    )
