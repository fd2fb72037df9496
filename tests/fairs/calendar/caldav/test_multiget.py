"""What stands in the members named."""

from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from fairs.calendar.ical import TAIL
from fairs.models import Edition, act
from tests import factories

from .client import ALL, CITY, answers, multiget, refusal, send

pytestmark = pytest.mark.django_db


def address(edition: Edition, collection: str = ALL) -> str:
    return f"{collection}edition-{edition.uuid}.ics"


def test_members_as_named_in_the_order_named() -> None:
    one, other = factories.edition(), factories.edition(title_zh_hans="展" * 40)
    named = [address(other), f"https://fairs.example{address(one)}", address(one).replace("-", "%2D")]
    told = answers(multiget(*named, asked="<D:getetag/><C:calendar-data/>"))
    assert told == {
        address(edition): {"D:getetag": body["ETag"], "C:calendar-data": body.content.decode()}
        for edition, body in ((e, send("GET", address(e))) for e in (other, one))
    }
    assert list(told) == [address(other), address(one)]


def test_what_is_not_there() -> None:
    hidden, elsewhere = factories.edition(), factories.edition(region=factories.region("210200"))
    draft = factories.edition(published=False)
    act(hidden, "unpublish")
    named = [
        *(address(edition, CITY) for edition in (hidden, elsewhere, draft)),
        address(factories.edition()),  # there, but under another collection
        *(f"{CITY}none.ics", f"{CITY}%00.ics", CITY, "/editions/x/", "none.ics", "http://[", "展", ""),
    ]
    assert answers(multiget(*named, path=CITY)) == dict.fromkeys(named, "404 Not Found")


def test_a_name_given_twice_is_answered_once() -> None:
    path = address(factories.edition())
    assert list(answers(multiget(path, path))) == [path]


def test_ten_thousand_and_one_more(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    edition = factories.edition()
    named = [f"{ALL}edition-{number}.ics" for number in range(9_999)]
    with django_assert_num_queries(21):  # the watermark, and 500 names in each of the others
        told = answers(multiget(*named, address(edition)))
    assert (len(told), sum(status == "404 Not Found" for status in told.values())) == (10_000, 9_999)
    too_many = multiget(*named, address(edition), ALL)
    assert refusal(too_many) == (507, [("D:number-of-matches-within-limits", "")])


def test_nothing_named() -> None:
    assert refusal(multiget()) == (400, "")


def test_a_body_is_whole(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    path = address(factories.edition())
    with django_assert_num_queries(2):
        response: Any = multiget(path, asked='<C:calendar-data><C:comp name="VCALENDAR"/></C:calendar-data>')
    assert answers(response)[path]["C:calendar-data"].encode().endswith(b"END:VEVENT\r\n" + TAIL)
