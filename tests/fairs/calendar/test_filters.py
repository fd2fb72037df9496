"""The public query language, asked as an address would ask."""

from datetime import UTC, datetime, time

import pytest
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from fairs.calendar.filters import ListingFilterSet
from fairs.calendar.models import Listing
from fairs.models import OpeningDay, act
from tests import factories

from .world import MAY, everything

ALL = "kind=edition,hours,session,launch"


def found(query: str) -> list[str]:
    """Kinds of the listings that answer, in the feeds' order."""
    answer = ListingFilterSet(QueryDict(query), Listing.objects.current()).answer()
    return list(answer.order_by("start", "key").values_list("kind", flat=True))


def problems(query: str) -> dict[str, list[str]]:
    with pytest.raises(ValidationError) as refusal:
        found(query)
    return {name: [str(e.code) for e in errors] for name, errors in refusal.value.error_dict.items()}


@pytest.mark.django_db
class TestAnswers:
    def test_by_kind(self) -> None:
        everything()
        assert found("") == ["edition", "edition", "launch", "launch", "edition", "edition"]
        assert found("kind=session") == ["session"]
        assert found("kind=session,hours") == found("kind=hours&kind=session") == ["hours", "session"]

    def test_by_status(self) -> None:
        act(factories.edition(), "cancel")
        factories.session(factories.edition())
        assert found("status=cancelled") == found("status=cancelled,postponed") == ["edition"]
        assert found("status=scheduled&kind=session") == ["session"]

    @pytest.mark.parametrize(
        ("facet", "attribute", "kinds"),
        [
            ("venue", "venue.code", {"edition", "hours", "session", "launch"}),
            ("fair", "fair.code", {"edition", "hours", "session", "launch"}),
            ("edition", "edition.code", {"edition", "hours", "session", "launch"}),
            ("organiser", "organiser.code", {"edition", "hours"}),
            ("category", "robots.code", {"edition", "hours"}),
            ("category", "sector.code", {"edition", "hours"}),
            ("category", "product.category.code", {"edition", "hours"}),
            ("origin", "product.origin.code", {"edition", "hours"}),
            ("exhibitor", "exhibitor.code", {"edition", "hours"}),
            ("region", "district.code", {"edition", "hours", "session", "launch"}),
            ("region", "district.parent.parent.parent.code", {"edition", "hours", "session", "launch"}),
            ("city", "district.parent.code", {"edition", "hours", "session", "launch"}),
            ("batch", "edition.batch", {"edition", "hours", "session"}),
            ("session", "session.kind", {"session"}),
            ("launch", "launch.kind", {"launch"}),
        ],
    )
    def test_by_facet(self, facet: str, attribute: str, kinds: set[str]) -> None:
        code: object = everything()
        for name in attribute.split("."):
            code = getattr(code, name)
        assert set(found(f"{facet}={code}&{ALL}")) == kinds

    def test_by_hall_and_by_what_it_is_part_of(self) -> None:
        venue = everything().venue
        assert found(f"hall={venue.code}.4") == found(f"hall={venue.code}.4A") == ["edition", "edition"]

    def test_by_scope_and_audience(self) -> None:
        factories.launch(scope="province")
        factories.edition(audience="trade")
        assert found("scope=province,asia") == ["launch"]
        assert found("audience=trade") == ["edition"]

    def test_several_values_are_any_of_them_and_several_names_all_of_them(self) -> None:
        shenyang, dalian = factories.region("210100"), factories.region("210200")
        factories.edition(region=shenyang, batch="brand")
        factories.edition(region=dalian, batch="market")
        assert len(found("city=210100,210200")) == len(found("city=210100&city=210200")) == 2
        assert len(found("city=210100&batch=brand")) == 1
        assert found("city=210200&batch=brand") == []

    @pytest.mark.parametrize(
        ("query", "count"),
        [
            ("q=博览", 1),
            ("q=SHENYANG", 1),
            ("q=expo+shenyang", 1),
            ("q=expo+dalian", 0),
            ("q=1%250", 0),
            ("q=e_po", 0),
            ("q=e%5Cxpo", 0),
            ("q=100%25", 1),
        ],
    )
    def test_words_are_looked_for_literally(self, query: str, count: int) -> None:
        factories.edition(title_zh_hans="博览会", title_en="Expo 100%")
        assert len(found(query)) == count

    @pytest.mark.parametrize(
        ("query", "count"),
        [
            ("from=2026-05-03", 1),
            ("from=2026-05-04", 0),
            ("to=2026-05-01", 1),
            ("to=2026-04-30", 0),
            ("from=2026-05-02&to=2026-05-02", 1),
            ("from=2026-04-01&to=2026-04-30", 0),
            ("from=1950-01-01&to=2100-12-31", 1),
        ],
    )
    def test_windows_take_whole_days_both_ends_included(self, query: str, count: int) -> None:
        factories.edition([MAY])
        assert len(found(query)) == count

    def test_a_window_begins_at_midnight_in_shanghai(self) -> None:
        day = OpeningDay(block=factories.edition([MAY]).blocks.get(), day=MAY[0], opens=time(0), closes=time(0, 30))
        day.save()
        factories.session(
            starts_at=datetime(2026, 4, 30, 15, 30, tzinfo=UTC), ends_at=datetime(2026, 4, 30, 16, tzinfo=UTC)
        )
        assert found("kind=hours,session&to=2026-04-30") == ["session"]
        assert found("kind=hours,session&from=2026-05-01") == ["hours"]

    def test_the_longest_entry_is_found_on_its_last_day(self) -> None:
        factories.edition([(MAY[0], MAY[0].replace(year=2027, month=6, day=5))])
        assert (found("from=2027-06-05"), found("from=2027-06-06")) == (["edition"], [])


@pytest.mark.django_db
class TestRefusals:
    @pytest.mark.parametrize(
        ("query", "expected"),
        [
            ("colour=red", {"colour": ["unknown_parameter"]}),
            ("City=210100", {"City": ["unknown_parameter"]}),
            ("kind=", {"kind": ["blank"]}),
            ("q=", {"q": ["blank"]}),
            ("q=%E3%80%80+", {"q": ["blank"]}),
            ("from=+", {"from": ["blank"]}),
            ("kind=fair", {"kind": ["unknown_code"]}),
            ("kind=session,,hours", {"kind": ["unknown_code"]}),
            ("status=Cancelled", {"status": ["unknown_code"]}),
            ("from=2026-05-01&from=2026-05-01", {"from": ["repeated"]}),
            ("q=a&q=b", {"q": ["repeated"]}),
            ("q=a%00b", {"q": ["null_characters_not_allowed"]}),
            (f"q={'a' * 101}", {"q": ["max_length"]}),
            ("from=2026-05-02&to=2026-05-01", {"to": ["reversed"]}),
            ("from=tomorrow", {"from": ["invalid"]}),
            ("to=2026-02-30", {"to": ["invalid"]}),
            ("to=2026-05-01T00:00", {"to": ["invalid"]}),
            ("from=1949-12-31", {"from": ["out_of_range"]}),
            ("to=2101-01-01", {"to": ["out_of_range"]}),
            ("from=0001-01-01&to=9999-12-31", {"from": ["out_of_range"], "to": ["out_of_range"]}),
            (
                "colour=red&kind=fair&to=x",
                {"colour": ["unknown_parameter"], "kind": ["unknown_code"], "to": ["invalid"]},
            ),
        ],
    )
    def test_of_what_cannot_be_asked(self, query: str, expected: dict[str, list[str]]) -> None:
        assert problems(query) == expected

    @pytest.mark.parametrize(
        "facet",
        [
            "region", "city", "venue", "hall", "fair", "edition", "organiser", "category", "origin", "exhibitor",
            "batch", "audience", "session", "launch", "scope",
        ],
    )  # fmt: skip
    def test_of_a_code_that_is_not_known(self, facet: str) -> None:
        for code in ("nowhere", "%00", "%0D%0AX", "沈阳", "..%2F", "a" * 122, "'--", ","):
            assert problems(f"{facet}={code}") == {facet: ["unknown_code"]}

    def test_of_what_is_no_city_and_of_another_venues_hall(self) -> None:
        factories.region("210102")
        one, other = factories.hall(code="1"), factories.hall(code="2")
        assert problems("city=210102") == {"city": ["unknown_code"]}
        assert problems(f"hall={one.venue.code}.{other.code}") == {"hall": ["unknown_code"]}

    def test_codes_of_what_was_never_public_are_not_known(self) -> None:
        edition = factories.edition(published=False)
        exhibitor = factories.participation(edition).exhibitor
        queries = {
            "edition": f"edition={edition.code}",
            "fair": f"fair={edition.fair.code}",
            "exhibitor": f"exhibitor={exhibitor.code}",
        }
        assert {name: problems(query) for name, query in queries.items()} == {
            name: {name: ["unknown_code"]} for name in queries
        }
        act(edition, "publish")
        assert {name: found(query) for name, query in queries.items()} == dict.fromkeys(queries, ["edition"])
        act(edition, "unpublish")
        assert {name: found(query) for name, query in queries.items()} == dict.fromkeys(queries, [])

    @given(st.text(max_size=30), st.text(max_size=30))
    def test_whatever_is_asked_is_answered_or_refused(self, name: str, value: str) -> None:
        data = QueryDict(mutable=True)
        data.appendlist(name, value)
        data.appendlist("kind", "session")
        try:
            ListingFilterSet(data, Listing.objects.current()).answer()
        except ValidationError as refusal:
            assert set(refusal.error_dict) <= {name, "kind"}


@pytest.mark.django_db
def test_what_is_asked_for_has_names() -> None:
    world = everything()
    filters = ListingFilterSet(QueryDict(f"venue={world.venue.code}&kind=edition"), Listing.objects.all())
    filters.answer()
    with override("en"):
        assert filters.names() == [world.venue.name_en]
