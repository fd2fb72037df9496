from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.utils.translation import override

from fairs.calendar import ledger
from fairs.models import DayBlock, Edition, EditionPlace, Fair, Figure, Hall, Session, Source, Venue, act
from seeds.files import Row
from seeds.loading import Loading, SeedError
from seeds.tables import CODE, TABLES, Table

pytestmark = pytest.mark.usefixtures("facts")


def histories() -> dict[Any, int]:
    models: list[Any] = [table.model for table in TABLES]
    return {model: model.history.count() for model in models}


def reload(*, refresh: bool = False) -> dict[str, int]:
    return dict(Loading(refresh).run())


def test_a_second_run_writes_nothing(loaded: Loading) -> None:
    before = histories(), ledger.watermark()
    assert reload() == {"left": loaded.counts["created"]}
    assert (histories(), ledger.watermark()) == before


def test_a_refresh_of_unchanged_rows_writes_nothing(loaded: Loading) -> None:
    before = histories(), ledger.watermark()
    assert reload(refresh=True) == {"left": loaded.counts["created"]}
    assert (histories(), ledger.watermark()) == before


def test_every_row_has_a_history_that_says_where_it_comes_from() -> None:
    for model, count in histories().items():
        assert count == model.objects.count()
        assert set(model.history.values_list("history_type", "history_change_reason")) <= {("+", "seed")}


def test_what_an_editor_changed_stays() -> None:
    edition: Any = Edition.objects.get(code="cieme-22")
    edition.title_en = "Mended"
    edition.save()
    edition.blocks.get().move(date(2024, 9, 1), date(2024, 9, 5), announced=False)
    act(edition, "cancel")
    reload()
    edition = Edition.objects.get(code="cieme-22")
    assert (edition.title_en, edition.event_status) == ("Mended", "cancelled")
    assert list(edition.blocks.values_list("first_day", "last_day")) == [(date(2024, 9, 1), date(2024, 9, 5))]


def test_what_an_editor_deleted_stays_away_with_all_that_hangs_on_it() -> None:
    figure = Figure.objects.get(edition__code="cieme-22", measure="area")
    figure.delete()
    EditionPlace.objects.get(edition__code="summer-davos-15").delete()
    draft = Edition.objects.get(code="dalian-import-export-35")
    draft.delete()
    before = histories()
    assert reload().keys() == {"left"}
    assert histories() == before


def test_what_an_editor_renamed_is_not_made_again() -> None:
    venue = Venue.objects.get(code="snwe")
    venue.code = "shenyang-new-world-expo"
    venue.save()
    assert reload().keys() == {"left"}


def test_what_an_editor_made_first_is_not_made_twice() -> None:
    Figure.objects.get(edition__code="cieme-22", measure="area").delete()
    Figure.history.filter(history_type="-").delete()
    Figure.history.filter(edition__code="cieme-22", measure="area").delete()
    own = Figure.objects.create(
        edition=Edition.objects.get(code="cieme-22"),
        stage="preliminary",
        measure="area",
        value=99,
        source=Source.objects.get(code="synthetic"),
    )
    assert reload().keys() == {"left"}
    assert Figure.objects.get(edition__code="cieme-22", measure="area") == own


def test_refresh_restores_values_and_rows_but_no_states() -> None:
    edition: Any = Edition.objects.get(code="cieme-22")
    title = edition.title_en
    edition.title_en = "Wrong"
    edition.save()
    act(edition, "cancel")
    Figure.objects.get(edition=edition, measure="area").delete()
    own = EditionPlace.objects.create(edition=edition, venue=Venue.objects.get(code="siec"))
    assert {k: n for k, n in reload(refresh=True).items() if k != "left"} == {"refreshed": 1, "created": 1}
    edition = Edition.objects.get(code="cieme-22")
    assert (edition.title_en, edition.event_status) == (title, "cancelled")
    assert Figure.objects.filter(edition=edition, measure="area").count() == 1
    assert list(edition.places.all()) == [own]
    assert edition.history.first().history_change_reason == "seed --refresh"


def rows(*cells: dict[str, str]) -> Iterator[Row]:
    return (Row(f"bad.csv:{number}", row) for number, row in enumerate(cells, start=2))


VENUE = {"code": "hall-of-tests", "region": "210100", "name_en": "Hall of tests"}
FAIR = {"code": "fair-of-tests", "name_en": "Fair of tests"}


@pytest.mark.parametrize(
    ("table", "message"),
    [
        (Table(Venue, CODE, lambda: rows({**VENUE, "region": "21"})), "bad.csv:2: region: “21”: no such region"),
        (Table(Venue, CODE, lambda: rows({**VENUE, "nmae": "x"})), "bad.csv:2: nmae: no such column"),
        (Table(Venue, CODE, lambda: rows(VENUE, VENUE)), "bad.csv:3: “hall-of-tests” is already in bad.csv:2"),
        (Table(Fair, CODE, lambda: rows(FAIR, {**FAIR, "code": "x y"})), "bad.csv:3: code: Use ASCII letters"),
        (Table(Fair, CODE, lambda: rows(FAIR, {"code": "nameless"})), "bad.csv:3: __all__: Enter a name"),
        (
            Table(Venue, CODE, lambda: rows({**VENUE, "kind": "tent"})),
            "bad.csv:2: kind: Value 'tent' is not a valid choice",
        ),
        (
            Table(
                Hall,
                ("venue", "code"),
                lambda: rows({"venue": "snwe", "code": "9", "name_en": "9", "gross_area": "wide"}),
            ),
            "bad.csv:2: gross_area: “wide” value must be an integer",
        ),
        (
            Table(
                DayBlock,
                ("edition", "block"),
                lambda: rows(
                    {"edition": "cieme-22", "block": "2", "first_day": "2024-09-09", "last_day": "2024-09-08"}
                ),
            ),
            "bad.csv:2: __all__: The last day is before the first day",
        ),
    ],
)
def test_an_error_names_file_and_line_and_nothing_is_written(loaded: Loading, table: Table, message: str) -> None:
    before = histories(), ledger.watermark()
    with override("en"), pytest.raises(SeedError) as raised:
        Loading(known=dict(loaded.known)).run((table,))
    assert str(raised.value).startswith(message)
    assert (histories(), ledger.watermark()) == before


def test_sessions_need_no_dates() -> None:
    assert Session.objects.get(code="liaoning-trade-fair-6-xinjiang-cuisine").complete is False
