from datetime import date
from typing import Any

import pytest

from fairs.calendar import ledger
from fairs.models import Edition, Exhibitor, Fair, Figure, Organisation, Product, Session, Venue
from initiatives.models import Launch
from seeds.loading import Loading
from seeds.synthetic.build import IN_ORDER
from seeds.synthetic.filling import fill

TODAY = date(2026, 6, 15)
YEAR = 2026
NUMBER = 24


def fill_year(loading: Loading, number: int = NUMBER) -> int:
    return fill(loading, number, YEAR, TODAY, lambda done, total: None)


def counts() -> dict[str, int]:
    return {model.__name__: model.objects.count() for model in IN_ORDER}


def written(model: Any) -> dict[Any, Any]:
    """{uuid: every stored value but when it was stored}"""
    kept = [f.attname for f in model._meta.concrete_fields if f.name not in ("id", "created_at", "modified_at")]
    return {row["uuid"]: {k: v for k, v in row.items() if not k.endswith("_id")} for row in model.objects.values(*kept)}


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
        for row in rows:
            row.full_clean(exclude=["editorial_state", "event_status"])
    marked(made)
    assert [e.code for e in made[Edition] if e.blockers()] == []
    assert set(made[Figure].values_list("source__code", flat=True)) == {"synthetic"}
    assert Edition.history.filter(synthetic=True, history_change_reason="seed --synthetic").count() == NUMBER

    writes, rows_before = ledger.watermark().writes, counts()
    assert fill_year(loading) == 0
    assert (ledger.watermark().writes, counts()) == (writes, rows_before)


def marked(made: dict[Any, Any]) -> None:
    named = [(Edition, "title"), (Session, "title"), (Launch, "title"), (Fair, "name")]
    shared = [(m, m.objects.filter(synthetic=True)) for m in (Venue, Organisation, Exhibitor, Product)]
    for model, attribute, rows in [*((m, a, made[m]) for m, a in named), *((m, "name", rows) for m, rows in shared)]:
        assert rows.count() > 0, model
        for row in rows:
            assert row.synthetic
            assert getattr(row, f"{attribute}_zh_hans").startswith("【合成】")
            assert getattr(row, f"{attribute}_en").startswith("[Synthetic] ")


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
