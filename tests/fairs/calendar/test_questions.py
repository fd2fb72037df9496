"""What an address may ask besides filters, in every form; how what it gets is called."""

import re
from typing import Any
from urllib.parse import quote, unquote

import ics
import orjson
import pytest
import vobject
from defusedxml import ElementTree
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import example, given, settings
from hypothesis import strategies as st
from ical.calendar_stream import IcsCalendarStream
from icalendar import Calendar

from fairs.calendar.filters import CodesFilter, ListingFilterSet
from fairs.calendar.formats import FORMATS
from fairs.models import act
from tests import factories
from tests.initiatives.factories import initiative, programme

from .world import MAY, everything

pytestmark = pytest.mark.django_db


def get(url: str, **headers: str) -> Any:
    return Client().get(url, headers={name.replace("_", "-"): value for name, value in headers.items()})


def names_of(query: str, path: str = "all.ics") -> tuple[str, str]:
    """ASCII and UTF-8."""
    disposition = get(f"/calendars/{path}?{query}")["Content-Disposition"]
    match = re.fullmatch(r"inline; filename=\"([ -~]+)\"; filename\*=UTF-8''(\S+)", disposition)
    assert match
    return match[1], unquote(match[2])


@pytest.mark.parametrize("form", FORMATS)
class TestEveryForm:
    def test_an_unchanged_poll_is_one_query(self, form: str) -> None:
        factories.edition()
        for url in (f"/calendars/all.{form}", f"/calendars/city/210100.{form}?lang=en&batch=brand"):
            tag = get(url)["ETag"]
            for headers, status in (({"if_none_match": tag}, 304), ({}, 200), ({"accept_encoding": "gzip"}, 200)):
                with CaptureQueriesContext(
                    connection,
                ) as queries:
                    assert get(url, **headers).status_code == status
                assert len(queries) == 1

    def test_an_edit_is_seen_at_the_next_poll(self, form: str) -> None:
        edition = factories.edition()
        url = f"/calendars/edition/{edition.code}.{form}"
        tag = get(url)["ETag"]
        act(edition, "cancel")
        assert get(url, if_none_match=tag).status_code == 200

    def test_the_first_body_costs_as_many_queries_whatever_is_in_it(self, form: str) -> None:
        counted = []
        for more in (1, 2):
            for _ in range(more):
                factories.edition()
            with CaptureQueriesContext(connection) as queries:
                get(f"/calendars/all.{form}")
            counted.append(len(queries))
        assert counted == [4 if form == "atom" else 3] * 2

    def test_headers(self, form: str) -> None:
        response = get(f"/calendars/all.{form}?lang=en")
        assert response["Content-Type"] == FORMATS[form].content_type
        assert response["Content-Language"] == "en"
        assert response["Content-Disposition"].startswith(f'inline; filename="fairs-all.{form}"; ')
        assert response["Cache-Control"] == "public, max-age=900, stale-while-revalidate=3600"

    def test_every_facet_has_short_addresses(self, form: str) -> None:
        world = everything()
        codes = {
            "fair": world.fair.code, "edition": world.edition.code, "venue": world.venue.code,
            "hall": f"{world.venue.code}.4A", "organiser": world.organiser.code, "exhibitor": world.exhibitor.code,
            "origin": "MY", "category": world.robots.code, "city": "210100", "region": "210102", "batch": "brand",
            "group": world.group.code, "brand": factories.launch(brand=factories.brand()).brand.code,
            "initiative": initiative().code, "programme": programme(year=2026).code, "year": "2026",
        }  # fmt: skip
        for facet, code in codes.items():
            response = get(f"/calendars/{facet}/{code}.{form}")
            assert (response.status_code, facet, len(response.content) > 99) == (200, facet, True)
            assert get(f"/calendars/{facet}/none-such.{form}").status_code == 404

    def test_an_unknown_code_is_told_so(self, form: str) -> None:
        problem = get(f"/calendars/venue/nowhere.{form}?lang=en").json()
        assert problem["detail"] == "There is no calendar of this: the code is not known here, or was never public."
        assert get(f"/calendars/kind/edition.{form}?lang=en").json()["detail"] == "There are no calendars by this."


class TestRefusals:
    @pytest.mark.parametrize("path", ["all.pdf", "all.", "all", "none.ics", "city/210100.pdf", "q/x.ics", "bbox/1.ics"])
    def test_what_there_is_not(self, path: str) -> None:
        factories.region("210100")
        assert get(f"/calendars/{path}").status_code == 404

    @pytest.mark.parametrize(
        "alarm",
        [
            "", "P", "PT", "7D", "-P7D", "P91D", "P13W", "PT2161H", "P1DT", "P1M", "P1Y", "PT1S", "P7D,P1D", "p7d",
            "P٣D", "\0",
        ],
    )  # fmt: skip
    def test_alarms(self, alarm: str) -> None:
        for form in ("ics", "jcal"):
            response = Client().get(f"/calendars/all.{form}", {"alarm": alarm})
            assert (response.status_code, response.json()["errors"][0]["parameter"]) == (400, "alarm")

    @pytest.mark.parametrize("alarm", ["P7D", "P1W", "PT2H", "P1DT12H30M", "P90D", "PT2160H", "P0D", "P12W", "PT45M"])
    def test_but_not_these(self, alarm: str) -> None:
        factories.edition()
        assert get(f"/calendars/all.ics?alarm={alarm}").content.count(b"BEGIN:VALARM") == 1

    def test_options_of_other_forms(self) -> None:
        for form, option in (("csv", "alarm=P1D"), ("atom", "alarm=P1D"), ("csv", "before=1"), ("jcal", "before=1")):
            problem = get(f"/calendars/all.{form}?{option}").json()
            assert problem["errors"][0]["code"] == "unknown_parameter"

    @settings(max_examples=60)
    @given(
        st.sampled_from(["all", "upcoming", "city/210100", "venue/x"]),
        st.sampled_from([*FORMATS, "pdf"]),
        st.dictionaries(
            st.one_of(
                st.sampled_from(
                    [
                        "alarm",
                        "before",
                        "bbox",
                        "near",
                        "within",
                        "lang",
                        "cancelled",
                        "kind",
                        "from",
                        "to",
                        "q",
                        "city",
                    ]
                ),
                st.text(max_size=5),
            ),
            st.one_of(
                st.text(max_size=20),
                st.from_regex(r"P(\d{1,4}[WD])?(T\d{1,9}[HMS])?", fullmatch=True),
                st.lists(st.floats().map(str), min_size=1, max_size=5).map(",".join),
                st.sampled_from(["en", "hide", "edition,hours", "2026-05-01", "210100", "0,0,1,1", "20"]),
            ),
            max_size=3,
        ),
    )
    @example("all", "ics", {"near": "90,180", "within": "1000"})
    @example("all", "atom", {"before": "0"})
    def test_whatever_is_asked_is_answered_or_refused(self, path: str, form: str, asked: dict[str, str]) -> None:
        factories.region("210100")
        query = "&".join(
            f"{quote(name, errors='replace')}={quote(value, errors='replace')}" for name, value in asked.items()
        )
        assert get(f"/calendars/{path}.{form}?{query}").status_code in {200, 400, 404}


class TestNames:
    def test_say_what_it_holds(self) -> None:
        factories.edition(batch="brand", venues=[factories.venue(code="snwe", name_zh_hans="新世界：展览馆/A")])
        assert names_of("") == ("fairs-all.ics", "辽宁展会日历（全部）.ics")
        assert names_of("lang=en", "upcoming.csv") == ("fairs-upcoming.csv", "Fairs of Liaoning.csv")
        assert names_of("batch=brand&city=210100&lang=en") == (
            "fairs-city-210100-batch-brand.ics", "Fairs of Liaoning, all · Shenyang · brand boutique exhibition.ics",
        )  # fmt: skip
        assert names_of("", "venue/snwe.jcal") == (
            "fairs-venue-snwe.jcal", "辽宁展会日历（全部） · 新世界：展览馆 A.jcal",
        )  # fmt: skip
        assert names_of("near=41.8,123.4&within=20&q=robot&lang=en")[1] == (
            "Fairs of Liaoning, all · 41.8, 123.4 · within 20 km · “robot”.ics"
        )

    def test_are_never_long_nor_broken(self) -> None:
        venues = [factories.venue(name_en="x\r\nSet-Cookie: a=b" * 9) for _ in range(9)]
        ascii_name, name = names_of(f"lang=en&venue={','.join(v.code for v in venues)}")
        assert (len(ascii_name) <= 104, len(name) <= 84, "\n" in name) == (True, True, False)
        assert names_of(f"q={quote('../../etc/passwd')}")[1].count("/") == 0


class TestEmptyCalendars:
    @pytest.mark.parametrize("query", ["", "?lang=en&alarm=P7D&cancelled=visible"])
    def test_of_what_was_withdrawn_are_valid_and_named(self, query: str) -> None:
        edition = factories.edition([MAY], code="gone")
        act(edition, "unpublish")
        found = {
            form: get(f"/calendars/edition/gone.{form}{query if form in ('ics', 'jcal') else ''}") for form in FORMATS
        }
        assert {response.status_code for response in found.values()} == {200}
        text = found["ics"].content.decode()
        by_icalendar = Calendar.from_ical(text)
        assert (by_icalendar.events, by_icalendar.errors) == ([], [])
        assert str(by_icalendar["NAME"]).endswith(" · gone")
        assert "vevent" not in vobject.readOne(text).contents
        assert ics.Calendar(text).events == set()
        assert IcsCalendarStream.calendar_from_ics(text).events == []
        name, properties, components = orjson.loads(found["jcal"].content)
        assert (name, [component[0] for component in components]) == ("vcalendar", ["vtimezone"])
        assert {p[0]: p[3] for p in properties}["name"].endswith(" · gone")
        assert len(found["csv"].content.splitlines()) == 1
        assert (
            ElementTree.fromstring(found["atom"].content)
            .findtext("{http://www.w3.org/2005/Atom}title")
            .endswith(" · gone")
        )


def test_every_facet_combines_with_every_other() -> None:
    world = everything()
    asked = {
        "city": "210100", "venue": world.venue.code, "fair": world.fair.code, "organiser": world.organiser.code,
        "category": world.robots.code, "origin": "MY", "exhibitor": world.exhibitor.code, "batch": "brand",
        "kind": "edition", "status": "scheduled", "from": "2026-05-02", "to": "2026-05-02", "q": "edition",
        "bbox": "123,41,124,42", "near": "41.7,123.4", "within": "1", "group": world.group.code, "year": "2026",
    }  # fmt: skip
    coded = {name for name, f in ListingFilterSet.base_filters.items() if isinstance(f, CodesFilter)}
    assert {"hall", "region", "edition", "brand", "initiative", "programme", *asked} <= {
        *coded,
        *ListingFilterSet.base_filters,
    }
    query = "&".join(f"{name}={code}" for name, code in asked.items())
    assert get(f"/calendars/all.ics?{query}").content.count(b"BEGIN:VEVENT") == 1
    for name in {*asked} - {"near", "within", "kind"}:
        left = "&".join(f"{n}={code}" for n, code in asked.items() if n != name)
        assert get(f"/calendars/all.ics?{left}").content.count(b"BEGIN:VEVENT") >= 1
