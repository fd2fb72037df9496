"""Minimal valid objects of programmes, initiatives and indicators, as ``tests.factories`` has them of fairs."""

from datetime import date, time
from typing import Any

from fairs.calendar import ledger
from fairs.models import RegionGroup, RegionGroupMember
from initiatives.models import (
    Attendance,
    Brand,
    Contribution,
    Indicator,
    Initiative,
    InitiativeBody,
    Investment,
    Launch,
    Measurement,
    Objective,
    Observation,
    Programme,
    Progress,
    Recurrence,
    RecurrenceException,
    Report,
    Target,
    VoucherRound,
)
from initiatives.serializers.progress import frozen
from tests.factories import brand, category, edition, launch, named, organisation, region, source, state, user, venue


def everything() -> None:
    """At least one row of every model that has pages of its own in the admin."""
    launch(brand=brand())
    report()
    full_market(initiative())
    observation()
    investment()


def programme(published: bool = True, **fields: Any) -> Programme:
    given = {
        "year": 2026,
        "editorial_state": state(published),
        **fields,
        "region": fields.get("region") or region("210000"),
    }
    return Programme.objects.create(**named("programme", given, "title"))


def full_programme(**fields: Any) -> Programme:
    """The next year's that has none, with a target, an objective and what serves it."""
    taken = Programme.objects.order_by("year").values_list("year", flat=True).last()
    made = programme(**{"year": (taken or 2025) + 1, **fields})
    Target.objects.create(programme=made, region=made.region, measure="count", value=270)
    aspect = {"code": f"{made.code}-aspect", "kind": "aspect", "number": 1, "name_en": "Scale"}
    objective = Objective.objects.create(programme=made, **aspect)
    Contribution.objects.create(objective=objective, edition=edition())
    Contribution.objects.create(objective=objective, initiative=initiative())
    return made


def report(programme_: Programme | None = None, **fields: Any) -> Report:
    """As a superuser sees the programme at the end of its year."""
    maker, whole = user(is_superuser=True), programme_ or full_programme()
    as_of = date(whole.year, 12, 31)
    content = frozen(Progress(whole, maker, as_of))
    given = {"title": "Report", "as_of": as_of, "made_by": maker, "content": content, **fields}
    return Report.objects.create(programme=whole, **given)


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


def full_market(whole: Initiative | None = None, **fields: Any) -> Initiative:
    """With all that an initiative can have, as far as its kind allows."""
    with ledger.writing():
        place: dict[str, Any] = {"venue": venue(latitude="41.7", longitude="123.4"), "sector": category()}
        made = market(parent=whole, **place, **fields)
        InitiativeBody.objects.create(initiative=made, organisation=organisation(), role="operator")
        attended = edition()
        Attendance.objects.create(initiative=made, fair=attended.fair, edition=attended)
        RecurrenceException.objects.create(initiative=made, day=date(2026, 5, 2), note="Rain")
        Measurement.objects.create(initiative=made, indicator=indicator())
    return made


def voucher_round(initiative_: Initiative | None = None, **fields: Any) -> VoucherRound:
    whole = initiative_ or initiative(kind="vouchers", level="round")
    return VoucherRound.objects.create(initiative=whole, **{"period": "2026-H1", **fields})


def indicator(published: bool = True, **fields: Any) -> Indicator:
    return Indicator.objects.create(
        **named("indicator", {"unit": "yuan", "editorial_state": state(published), **fields})
    )


def observation(**fields: Any) -> Observation:
    given: dict[str, Any] = {"period": "2025-H1", "value": 7495, **fields}
    missing: dict[str, Any] = {"indicator": indicator, "region": region, "source": source}
    for name, make in missing.items():
        given[name] = fields.get(name) or make()
    return Observation.objects.get(pk=Observation.objects.create(**given).pk)  # its numbers as decimals


def investment(published: bool = True, **fields: Any) -> Investment:
    given = {"progress": "announced", "editorial_state": state(published), **fields}
    given["region"] = fields.get("region") or region()
    return Investment.objects.create(**named("investment", given, "title"))


def ladder() -> None:
    """The groups of regions that scopes are tied to, and neighbours of Liaoning in and outside of them."""
    jilin = region("220000", kind="province", parent=region("CN"), name_en="Jilin")
    region("220100", kind="city", parent=jilin, name_en="Changchun")
    hong_kong = region("810000", kind="province", parent=region("CN"), name_en="Hong Kong")
    region("810001", kind="district", parent=hong_kong, name_en="Central")
    region("DE", kind="country", name_en="Germany")
    for code, members in {"northeast": ["210000", "220000"], "asia": ["CN", "MY"]}.items():
        group = RegionGroup.objects.create(code=code, name_en=code.title())
        for member in members:
            RegionGroupMember.objects.create(group=group, region=region(member))


def claim(**fields: Any) -> Launch:
    """A published launch event that says to be the first in the Northeast; the same brand's unless given another."""
    given = {"kind": "product", "item": "Robot One", "scope": "northeast", "recognition": "claimed", **fields}
    given["brand"] = fields.get("brand") or Brand.objects.filter(code="novelty").first() or brand(code="novelty")
    if given["recognition"] == "noticed":
        given = {"notice_first_day": date(2026, 3, 2), "notice_last_day": date(2026, 3, 10), **given}
    if given["recognition"] in ("recognised", "expired"):
        given = {"recognised_on": date(2026, 3, 11), "valid_until": date(2029, 3, 11), **given}
    return launch(**given)
