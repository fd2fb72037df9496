"""The ladder of scopes: what a launch can be the first in, and what lies in that."""

import pytest

from fairs.models import Region
from initiatives.models import Scope
from initiatives.models.scopes import area_of, place_of, places_of
from tests import factories
from tests.initiatives.factories import ladder

pytestmark = pytest.mark.django_db
LADDERS = {
    "210102": ["210100", "210000", "northeast", "CN", "asia", "world"],
    "210000": ["210000", "northeast", "CN", "asia", "world"],
    "220100": ["220100", "220000", "northeast", "CN", "asia", "world"],
    "440100": ["440100", "440000", "CN", "asia", "world"],
    "810001": ["810000", "asia", "world"],
    "MY": ["asia", "world"],
    "DE": ["world"],
}


def test_what_a_launch_can_be_the_first_in() -> None:
    ladder()
    assert {code: places_of(factories.region(code)) for code in LADDERS} == LADDERS


def test_a_municipality_is_a_city_and_a_province_and_a_zone_a_city() -> None:
    peking = factories.region("110000", kind="province", parent=factories.region("CN"), name_en="Beijing")
    district = factories.region("110101", kind="district", parent=peking, name_en="Dongcheng")
    zone = factories.region("210001", kind="zone", parent=factories.region("210000"), name_en="Zone")
    assert [place_of(scope, district) for scope in (Scope.CITY, Scope.PROVINCE)] == ["110000", "110000"]
    assert [place_of(scope, zone) for scope in (Scope.CITY, Scope.PROVINCE)] == ["210001", "210000"]


def test_the_area_of_a_scope_holds_exactly_those_that_can_be_the_first_in_it() -> None:
    ladder()
    for code in LADDERS:
        factories.region(code)
    for scope in Scope:
        for place in {place for region in Region.objects.all() if (place := place_of(scope, region))}:
            inside = set(Region.objects.filter(area_of(scope, place, "parent")).values_list("code", flat=True))
            beneath = {
                r.code
                for r in Region.objects.all()
                if scope == "global" or (r.parent and place_of(scope, r.parent) == place)
            }
            assert inside == beneath, (scope, place)
