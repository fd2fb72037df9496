from datetime import date
from typing import Any

import pytest

from fairs.calendar import ledger
from fairs.models import (
    AllocationProposal,
    Edition,
    Exhibitor,
    Fair,
    Figure,
    HallBooking,
    HallDay,
    Organisation,
    Participation,
    Pavilion,
    Product,
    Session,
    Stand,
    StandPlan,
    Venue,
)
from fairs.proposals import changes, current, left_out
from initiatives.models import Launch
from seeds.loading import Loading
from seeds.synthetic.build import IN_ORDER
from seeds.synthetic.filling import fill
from seeds.synthetic.stands import WITHOUT

TODAY = date(2026, 3, 20)
YEAR = 2026
NUMBER = 24


VENUE = "synthetic-venue-210600"


def fill_year(loading: Loading, number: int = NUMBER) -> int:
    return fill(loading, number, YEAR, TODAY, lambda done, total: None)


def counts() -> dict[str, int]:
    return {model.__name__: model.objects.count() for model in IN_ORDER}


def written(model: Any) -> dict[Any, Any]:
    """{uuid: every stored value but when it was stored}; a hall's day has none, and is the booking's."""
    kept = [f.attname for f in model._meta.concrete_fields if f.name not in ("id", "created_at", "modified_at")]
    rows = model.objects.values(*kept) if model is not HallDay else ()
    return {row["uuid"]: {k: v for k, v in row.items() if not k.endswith("_id")} for row in rows}


@pytest.fixture
def loading(facts: Loading) -> Loading:
    """A copy: the shared one must not learn of rows that are undone after the test."""
    return Loading(known=dict(facts.known))


def test_filled_once_marked_valid_and_in_the_calendar(loading: Loading) -> None:
    before = {model: set(model.objects.values_list("pk", flat=True)) for model in IN_ORDER}
    assert fill_year(loading) == NUMBER
    assert ledger.check() == []
    made: dict[Any, Any] = {model: model.objects.exclude(pk__in=before[model]) for model in IN_ORDER}
    assert {model.__name__ for model, rows in made.items() if not rows.exists()} == set()
    for rows in made.values():
        for row in rows if rows.model not in (HallDay, Stand) else ():
            row.full_clean(exclude=["editorial_state", "event_status"])
    marked(made)
    halls_and_stands(made)
    assert [e.code for e in made[Edition] if e.blockers()] == []
    assert set(made[Figure].values_list("source__code", flat=True)) == {"synthetic"}
    assert Edition.history.filter(synthetic=True, history_change_reason="seed --synthetic").count() == NUMBER

    writes, rows_before = ledger.watermark().writes, counts()
    assert fill_year(loading) == 0
    assert (ledger.watermark().writes, counts()) == (writes, rows_before)


def marked(made: dict[Any, Any]) -> None:
    named = [(Edition, "title"), (Session, "title"), (Launch, "title"), (Fair, "name")]
    shared = [(m, m.objects.filter(synthetic=True)) for m in (Venue, Organisation, Exhibitor, Product)]
    for pavilion in made[Pavilion]:
        assert (pavilion.name_zh_hans[:4], pavilion.name_en[:12]) == ("【合成】", "[Synthetic] ")
    for model, attribute, rows in [*((m, a, made[m]) for m, a in named), *((m, "name", rows) for m, rows in shared)]:
        assert rows.count() > 0, model
        for row in rows:
            assert row.synthetic
            assert getattr(row, f"{attribute}_zh_hans").startswith("【合成】")
            assert getattr(row, f"{attribute}_en").startswith("[Synthetic] ")


def halls_and_stands(made: Any) -> None:
    """Of one fair that is to come and of one that is not approved yet; nothing is said of a real hall."""
    assert set(made[HallBooking].values_list("hall__venue__code", "hall__source__code")) == {(VENUE, "synthetic")}
    booked = {(b.edition and b.edition.code, b.state) for b in made[HallBooking].select_related("edition")}
    assert booked == {("synthetic-20-2026", "confirmed"), ("synthetic-22-2026", "held"), (None, "confirmed")}
    assert set(made[Participation].values_list("status", flat=True)) == set(Participation.Status)
    assert set(made[Participation].values_list("role", flat=True)) == set(Participation.Role)
    [plan] = made[StandPlan]
    assert (plan.edition.code, plan.edition.findings(), list(plan.problems(plan.outlines()))) == (
        "synthetic-20-2026", [], [],
    )  # fmt: skip
    names = Participation.objects.filter(stands__plan=plan).values_list("stand", "stands__number")
    assert [one for one, other in names if one != other] == []
    assert plan.stands.filter(participation=None, pavilion__isnull=False).exists()
    [proposal] = AllocationProposal.objects.filter(edition=plan.edition)
    assert (len(left_out(proposal)), current(proposal), len(changes(proposal)) >= WITHOUT) == (0, True, True)


def test_the_same_every_time_and_more_adds_only_more(loading: Loading) -> None:
    fill_year(loading, 12)
    first = {model: written(model) for model in IN_ORDER}
    assert fill_year(loading, 24) == 12
    second = {model: written(model) for model in IN_ORDER}
    assert all(second[model].items() >= first[model].items() for model in IN_ORDER)


def test_drafts_are_in_nobodys_calendar_and_stay_away_when_deleted(loading: Loading) -> None:
    fill_year(loading, 60)
    waiting = Edition.objects.filter(synthetic=True).exclude(editorial_state="published")
    assert not waiting.told().exists()
    waiting.filter(sessions=None)[0].delete()
    assert fill_year(loading, 60) == 0
