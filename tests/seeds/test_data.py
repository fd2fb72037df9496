"""What the files hold, as the database has it after loading."""

from datetime import date
from typing import Any

import pytest
from django.db.models import Q

from fairs.calendar import ledger
from fairs.calendar.models import Listing
from fairs.models import (
    Edition,
    EditionPlace,
    Fair,
    FairCategory,
    Figure,
    OpeningDay,
    Organisation,
    Product,
    Region,
    Session,
    Source,
    Venue,
)
from fairs.models.days import DayBlock
from initiatives.models import Launch
from seeds.files import DATA, read
from seeds.loading import Loading
from seeds.tables import TABLES

pytestmark = pytest.mark.usefixtures("facts")

SURVEYED_EDITIONS, SURVEYED_VENUES = 92, 24
FILES = [path.stem for path in DATA.glob("*.csv")]
SEEN_ELSEWHERE = {"dalian-import-export-35"}
NAMED_ELSEWHERE = {
    "longdu-town",
    "hainan-icec",
    "cncc-beijing",
    "olympic-park-beijing",
    "shougang-park",
    "changchun-icec",
    "changsha-icec",
}


def test_every_surveyed_row_is_loaded() -> None:
    assert Edition.objects.exclude(code__in=SEEN_ELSEWHERE).count() == SURVEYED_EDITIONS
    assert Venue.objects.exclude(code__in=NAMED_ELSEWHERE).count() == SURVEYED_VENUES


def test_every_row_of_every_file_is_loaded(loaded: Loading) -> None:
    models: list[Any] = [table.model for table in TABLES]
    assert {m: m.objects.count() for m in models} == {t.model: len(list(t.rows())) for t in TABLES}
    assert loaded.counts["left"] == 0
    fed = {name for name in FILES if any(read(name))} - {"left_out"}
    rows = [row.place.partition(".csv")[0] for table in TABLES for row in table.rows()]
    assert fed - set(rows) == set()


def test_everything_names_a_source_that_is_listed() -> None:
    models: list[Any] = [table.model for table in TABLES]
    for model in models:
        if "source" in {field.name for field in model._meta.concrete_fields}:
            assert list(model.objects.filter(source=None)) == []
    cited = {row.cells["source"] for name in FILES if name != "left_out" for row in read(name) if "source" in row.cells}
    assert set(Source.objects.values_list("code", flat=True)) - cited == {"synthetic"}


def test_what_is_left_out_says_of_which_source_and_why() -> None:
    sources = set(Source.objects.values_list("code", flat=True))
    assert [r.place for r in read("left_out") if r.cells["source"] not in sources or not r.cells["reason"]] == []


def test_only_whole_days_and_published_things_are_in_the_calendar() -> None:
    blocks = DayBlock.objects.filter(
        edition__editorial_state="published", first_day__isnull=False, last_day__isnull=False
    )
    dated = {f"edition-{uuid}" for uuid in blocks.values_list("uuid", flat=True)}
    dated |= {f"session-{s.uuid}" for s in Session.objects.filter(first_day__isnull=False)}
    assert set(Listing.objects.values_list("key", flat=True)) == dated
    assert len(dated) == 58
    assert ledger.check() == []


def test_half_known_dates_are_stated() -> None:
    whole = Q(blocks__first_day__isnull=False, blocks__last_day__isnull=False)
    assert list(Edition.objects.exclude(whole).filter(stated_dates="")) == []
    assert Edition.objects.filter(whole).exclude(stated_dates="").count() == 0


def test_conflicting_and_second_hand_facts_stay_drafts() -> None:
    drafts = Edition.objects.exclude(editorial_state="published")
    assert set(drafts.values_list("code", flat=True)) == {"liaoning-trade-fair-2020", "dalian-import-export-35"}


def test_no_published_edition_has_impossible_figures() -> None:
    assert {e.code: e.blockers() for e in Edition.objects.published() if e.blockers()} == {}


def test_nothing_claims_to_be_final_or_synthetic() -> None:
    assert set(Figure.objects.values_list("stage", flat=True)) == {"plan", "preliminary"}
    for model in (Edition, Fair, Venue, Organisation, Product, Session, Launch):
        assert model.objects.filter(synthetic=True).count() == 0


def test_the_sixth_liaoning_fair() -> None:
    edition = Edition.objects.get(code="liaoning-trade-fair-6")
    shown = edition.displays.values_list("product__code", "product__category__code", "product__origin__code")
    assert set(shown) == {
        ("liaoning-robots", "robots", "210000"),
        ("guangdong-new-energy-vehicles", "new-energy-vehicles", "440000"),
        ("sri-lanka-spices", "spices", "LK"),
        ("malaysia-coffee", "coffee", "MY"),
        ("xinjiang-songs", "performing-arts", "650000"),
        ("xinjiang-dances", "performing-arts", "650000"),
        ("xinjiang-dapanji", "cuisine", "650000"),
        ("xinjiang-cheese-bags", "cuisine", "650000"),
    }
    assert set(edition.pavilions.values_list("region__code", flat=True)) == {"210000", "440000", "650000", "LK", "MY"}
    assert all(d.pavilion.region == d.product.origin for d in edition.displays.all())
    assert set(edition.sessions.values_list("kind", "first_day", "starts_at")) == {
        ("performance", None, None),
        ("tasting", None, None),
    }


def test_launches() -> None:
    opening: Any = Launch.objects.get(code="global-port-opening")
    assert (opening.venue.code, opening.visitors, opening.visitors_qualifier, opening.visitors_period_en) == (
        "global-port",
        100_000,
        "nearly",
        "opening day",
    )
    week = Launch.objects.get(code="animation-launch-week")
    assert (week.kind, week.region.code, week.scope, week.complete) == ("week", "210000", "", False)


def test_an_opening_on_another_day_in_another_place() -> None:
    session: Any = Session.objects.get(code="cieme-3-opening")
    assert (session.venue.code, session.first_day, session.last_day) == (
        "wulihe-park",
        date(2004, 8, 31),
        date(2004, 8, 31),
    )


def test_two_blocks_and_day_types() -> None:
    spans = Edition.objects.get(code="western-china-fair-15").blocks.values_list("first_day", "last_day")
    assert list(spans) == [
        (date(2014, 10, 23), date(2014, 10, 26)),
        (date(2014, 10, 30), date(2014, 11, 3)),
    ]
    days = OpeningDay.objects.filter(block__edition__code="auto-shanghai-20")
    assert [d.day_type for d in days.order_by("day")] == ["media"] * 2 + ["trade"] * 2 + ["public"] * 6


@pytest.mark.parametrize(
    "code", ["ciie-7", "canton-fair-138", "ciftis-2023", "consumer-products-expo-4", "liaoning-export-japan-6"]
)
def test_platforms_elsewhere_are_outside_the_province(code: str) -> None:
    assert not Edition.objects.get(code=code).region.in_province


def test_traps_of_the_sources_are_not_figures() -> None:
    def figures(code: str) -> dict[str, tuple[int, str]]:
        rows = Figure.objects.filter(edition__code=code).values_list("measure", "value", "qualifier")
        return {measure: (value, qualifier) for measure, value, qualifier in rows}

    assert figures("liaoning-trade-fair-4") == {"delegates": (3000, "exact")}
    assert figures("canton-fair-137") == {"visitors_foreign": (288_000, "exact")}
    assert figures("dalian-import-export-22") == {"area": (40_000, "exact")}
    assert figures("china-russia-shenyang-2024") == {}
    assert figures("dalian-garment-2016") == {"area": (50_000, "exact"), "exhibitors": (1000, "over")}
    assert figures("dpes-shenyang-2017") == {
        "gross_area": (16_820, "exact"),
        "exhibitors": (200, "over"),
        "visitors": (8057, "exact"),
    }


def test_moved_editions() -> None:
    moved = Edition.objects.filter(event_status="rescheduled")
    assert set(moved.values_list("code", flat=True)) == {
        "china-dprk-expo-1",
        "consumer-products-expo-2",
        "dalian-import-export-35",
    }


def test_regions() -> None:
    china: Any = Region.objects.get(code="CN")
    assert Region.objects.filter(kind="country").count() == 246
    assert china.children.count() == 34
    assert set(Region.objects.exclude(kind="country").exclude(iso_code=None).values_list("code", "iso_code")) == {
        ("710000", "TW"),
        ("810000", "HK"),
        ("820000", "MO"),
    }
    liaoning = Region.objects.get(code="210000")
    assert list(liaoning.children.values_list("code", flat=True)) == [
        "21-SHENFU",
        *(str(210000 + 100 * n) for n in range(1, 15)),
    ]
    assert (china.name_zh_hans, china.name_en) == ("中国", "China")


def test_venues_do_not_claim_what_is_not_known() -> None:
    assert Venue.objects.filter(latitude__isnull=False).count() == 0
    assert Venue.objects.get(code="siec").indoor_area is None
    assert Venue.objects.get(code="dwec").aliases.split("\n") == [
        "Dalian World Expo Plaza",
        "世博广场",
        "世界博览广场",
        "DWEC",
    ]
    assert EditionPlace.objects.filter(hall__code="4").count() == 1
    assert FairCategory.objects.filter(fair__code="china-dprk-expo").count() == 2
