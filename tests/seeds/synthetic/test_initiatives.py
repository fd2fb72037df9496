from datetime import date, time
from typing import Any

import pytest

from fairs.calendar import ledger
from fairs.calendar.models import Listing
from initiatives.models import Indicator, Initiative, Observation, Programme, Recurrence, Target, VoucherRound
from seeds.loading import Loading
from seeds.synthetic import initiatives, tables
from seeds.synthetic.initiatives import Year
from seeds.synthetic.words import MARK

TODAY = date(2026, 9, 15)


@pytest.fixture
def loading(facts: Loading) -> Loading:
    """A copy: the shared one must not learn of rows that are undone after the test."""
    loading = Loading(known=dict(facts.known))
    loading.run(tables.SHARED)
    return loading


def load(loading: Loading, *years: int, per_year: int = 40) -> dict[str, int]:
    loading.counts.clear()
    return dict(loading.run(initiatives.tables([Year(year, per_year, TODAY) for year in years])))


def test_marked_valid_in_the_calendar_and_made_once(loading: Loading) -> None:
    created = load(loading, 2026)
    assert set(created) == {"created"}
    for model, name in ((Programme, "title"), (Initiative, "title"), (Indicator, "name")):
        made = list(model.objects.filter(synthetic=True))
        assert made
        for row in made:
            row.full_clean()
            texts = [getattr(row, f"{name}_{language}") for language in ("zh_hans", "en")]
            assert [text.startswith(mark) for text, mark in zip(texts, MARK, strict=True)] == [True, True]
    for table in initiatives.tables([Year(2026, 40, TODAY)]):
        for row in table.rows():
            loading.known[table.model, row.named(table.key)].full_clean()
    assert ledger.check() == []
    assert load(Loading(), 2026) == {"left": created["created"]}


def test_every_part_of_the_tree(loading: Loading) -> None:
    load(loading, 2026)
    assert set(Initiative.objects.filter(synthetic=True).values_list("region__code", flat=True)) == {"210100", "210200"}
    rounds: Any = VoucherRound.objects.filter(initiative__synthetic=True, initiative__region__code="210100")
    over, ahead = rounds.order_by("period")
    assert [i.level for i in over.initiative.lineage()] == ["round", "measure", "action", "framework"]
    assert (over.period, ahead.period) == ("2026-Q2", "2026-Q4")
    assert 0 < over.redeemed <= over.issued < over.driven
    assert (ahead.redeemed, ahead.driven) == (None, None)
    point = Initiative.objects.get(code="synthetic-210100-refund-point-2026")
    assert (point.hours.count(), point.venue.code, point.link[:20]) == (7, "siec", "https://example.org/")


def test_markets_recur_with_exceptions(loading: Loading) -> None:
    load(loading, 2026)
    night: Any = Recurrence.objects.get(initiative__code="synthetic-210100-night-market-2026")
    exceptions = night.initiative.exceptions.values_list("day", "kind", "new_day")
    assert set(exceptions) == {
        (date(2026, 6, 21), "cancelled", None),
        (date(2026, 6, 28), "moved", date(2026, 6, 29)),
    }
    feature: Any = Recurrence.objects.get(initiative__code="synthetic-210100-feature-market-2026")
    assert (feature.days()[0], len(feature.days())) == (date(2026, 12, 20), 12)
    assert feature.initiative.exceptions.get().closes == time(17)
    keys = {f"initiative-{r.initiative.uuid}" for r in (night, feature)}
    assert set(Listing.objects.filter(key__in=keys).values_list("key", flat=True)) == keys


def test_a_year_with_a_real_programme_gets_no_other(loading: Loading) -> None:
    before = Programme.objects.get(code="liaoning-2024"), list(Target.objects.values())
    load(loading, 2024)
    load(Loading(refresh=True, known=loading.known), 2024)
    assert (Programme.objects.get(), list(Target.objects.values())) == before
    assert Initiative.objects.filter(code="synthetic-210100-framework-2024").exists()


def test_observations_fit_the_year_before(loading: Loading) -> None:
    load(loading, 2025, 2026)
    stated: Any = Observation.objects.filter(indicator__synthetic=True)
    assert stated.filter(period__startswith="2026").count() == 8
    earlier, later = stated.get(period="2025-08"), stated.get(period="2026-08")
    assert abs((later.value / earlier.value - 1) * 100 - later.year_on_year) <= 0.05
    assert {o.source.code for o in stated} == {"synthetic"}
