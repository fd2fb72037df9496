"""Boxes and distances, asked as an address would ask."""

from math import acos, cos, radians, sin
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import override
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from fairs.calendar import ledger
from fairs.calendar.areas import EARTH
from fairs.calendar.filters import ListingFilterSet
from fairs.calendar.models import Facet, Listing
from fairs.models import Edition, Venue, act
from tests import factories

pytestmark = pytest.mark.django_db
CITIES = {
    "shenyang": ("41.8", "123.4"), "dalian": ("38.9", "121.6"), "suva": ("-18.1", "178.4"), "apia": ("-13.8", "-171.8"),
    "alert": ("82.5", "-62.3"), "edge": ("0", "180"),
}  # fmt: skip


def asked(query: str) -> ListingFilterSet:
    return ListingFilterSet(QueryDict(query), Listing.objects.current())


def found(query: str) -> list[str]:
    venues = Facet.objects.filter(name="venue", listing__in=asked(query).answer())
    return sorted(venues.values_list("code", flat=True))


@pytest.fixture
@ledger.writing()
def cities() -> None:
    for code, (latitude, longitude) in CITIES.items():
        factories.edition(venues=[factories.venue(code=code, latitude=latitude, longitude=longitude)])
    factories.edition(venues=[factories.venue(code="nowhere")])


@pytest.mark.usefixtures("cities")
class TestAnswers:
    @pytest.mark.parametrize(
        ("query", "expected"),
        [
            ("bbox=120,38,124,42", ["dalian", "shenyang"]),
            ("bbox=120,40,124,42", ["shenyang"]),
            ("bbox=123.4,41.8,123.4,41.8", ["shenyang"]),
            ("bbox=+123.4+,+41.8,123.5,+42", ["shenyang"]),
            ("bbox=170,-30,-170,10", ["apia", "edge", "suva"]),
            ("bbox=-180,-90,180,90", sorted(CITIES)),
            ("bbox=124,41,123,42", []),
            ("near=41.8,123.4&within=1", ["shenyang"]),
            ("near=41.8,123.4&within=356", ["shenyang"]),
            ("near=41.8,123.4&within=357", ["dalian", "shenyang"]),
            ("near=-16,-178&within=800", ["apia", "suva"]),
            ("near=-16,-178&within=500", ["suva"]),
            ("near=90,0&within=835", ["alert"]),
            ("near=89,118&within=1000", ["alert"]),
            ("near=0,-180&within=0.001", ["edge"]),
            ("bbox=120,38,124,42&near=38.9,121.6&within=10", ["dalian"]),
            ("bbox=120,38,124,42&venue=shenyang,suva", ["shenyang"]),
        ],
    )
    def test_what_lies_in_it(self, query: str, expected: list[str]) -> None:
        assert found(query) == expected

    @settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(st.floats(-90, 90), st.floats(-180, 180), st.floats(1, 1000))
    @example(90, 180, 1000)
    @example(-90, -180, 1000)
    @example(84.0, 117.7, 1000)
    def test_a_distance_is_that_on_a_sphere(self, latitude: float, longitude: float, within: float) -> None:
        def distance(point: tuple[str, str]) -> float:
            a, b = radians(latitude), radians(float(point[0]))
            along = radians(longitude - float(point[1]))
            return EARTH * acos(max(-1, min(1, sin(a) * sin(b) + cos(a) * cos(b) * cos(along))))

        query = f"near={latitude:.9f},{longitude:.9f}&within={within:.9f}"
        there = {code: distance(point) for code, point in CITIES.items()}
        sure = {code for code, way in there.items() if way < within - 0.01}
        possible = {code for code, way in there.items() if way < within + 0.01}
        assert sure <= set(found(query)) <= possible

    def test_what_was_withdrawn_lies_nowhere(self) -> None:
        listing = Listing.objects.get(facets__name="venue", facets__code="suva")
        act(Edition.objects.get(uuid=listing.subject.partition(":")[2]), "unpublish")
        listing.refresh_from_db()
        assert (listing.latitude, listing.longitude) == (None, None)

    def test_a_venue_that_is_found_elsewhere_takes_its_fairs_along(self) -> None:
        venue = Venue.objects.get(code="nowhere")
        venue.latitude, venue.longitude = "41.8", "123.5"
        venue.save()
        assert found("near=41.8,123.45&within=10") == ["nowhere", "shenyang"]


@pytest.mark.parametrize(
    ("query", "problems"),
    [
        ("bbox=1,2,3", {"bbox": "invalid"}),
        ("bbox=1,2,3,4,5", {"bbox": "invalid"}),
        ("bbox=a,b,c,d", {"bbox": "invalid"}),
        ("bbox=nan,0,inf,1", {"bbox": "invalid"}),
        ("bbox=1e1,2,3,4", {"bbox": "invalid"}),
        ("bbox=٣,2,3,4", {"bbox": "invalid"}),
        ("bbox=1,2,3,%00", {"bbox": "invalid"}),
        ("bbox=-181,0,1,1", {"bbox": "out_of_range"}),
        ("bbox=0,-91,1,1", {"bbox": "out_of_range"}),
        ("bbox=0,2,1,1", {"bbox": "reversed"}),
        ("bbox=0,0,1,1&bbox=0,0,1,1", {"bbox": "repeated"}),
        ("near=1,2", {"within": "missing"}),
        ("within=1", {"near": "missing"}),
        ("near=1,200&within=1", {"near": "out_of_range"}),
        ("near=1&within=0", {"near": "invalid", "within": "out_of_range"}),
        ("near=1,2&within=1001", {"within": "out_of_range"}),
        ("near=1,2&within=-1", {"within": "out_of_range"}),
        ("near=&within=", {"near": "blank", "within": "blank"}),
    ],
)
def test_refusals(query: str, problems: dict[str, str]) -> None:
    with pytest.raises(ValidationError) as refusal:
        asked(query).answer()
    assert {name: errors[0].code for name, errors in refusal.value.error_dict.items()} == problems


def test_names() -> None:
    def names(query: str) -> Any:
        filters = asked(query)
        filters.answer()
        return filters.names()

    with override("en"):
        assert names("bbox=123.3,41.7,123.6,41.95&q=robots") == ["41.7, 123.3 – 41.95, 123.6", "“robots”"]
        assert names("near=41.80,123.43&within=20") == ["41.8, 123.43", "within 20 km"]
