"""The API's description of itself is valid, and what the API answers is what it says."""

from functools import cache
from io import StringIO
from typing import Any

import pytest
import yaml
from django.core.management import call_command
from django.test import Client
from django.utils.translation import override
from openapi_schema_validator import OAS31Validator, oas31_format_checker

from fairs.calendar import personal
from tests import factories
from tests.fairs.api.asking import DETAILED, LISTS, get
from tests.fairs.api.test_query_counts import make_one_of_each
from tests.initiatives.factories import full_market, initiative, observation, programme

pytestmark = pytest.mark.django_db


@cache
def schema() -> Any:
    """As the command writes it; it fails on any warning."""
    out = StringIO()
    with override("en"):
        call_command("spectacular", "--validate", "--fail-on-warn", stdout=out)
    return yaml.safe_load(out.getvalue())


def validator(path: str, status: str, kind: str) -> Any:
    answer = schema()["paths"][path]["get"]["responses"][status]["content"][kind]["schema"]
    return OAS31Validator({**answer, "components": schema()["components"]}, format_checker=oas31_format_checker)


BY_UUID = {"halls", "figures", "observations", "catalogue", "participations", "stand-plans", "stands"}
TREE = "/api/v1/initiatives/{code}/tree/"
SERIES = "/api/v1/indicators/{code}/series/"
PROGRESS = "/api/v1/programmes/{code}/progress/"
COUNTED = "/api/v1/programmes/{code}/editions/"
CONTRADICTIONS = "/api/v1/launches/{code}/contradictions/"
CATALOGUE_COUNTS = "/api/v1/catalogue/counts/"
OF_ONE = {SERIES, TREE, PROGRESS, COUNTED, CONTRADICTIONS, CATALOGUE_COUNTS}
# Of who has logged in; what is done to applications: tests/fairs/api/test_applications_described.py
FEEDS, FEED = "/api/v1/feeds/", "/api/v1/feeds/{uuid}/"
APPLICATIONS, APPLICATION = "/api/v1/applications/", "/api/v1/applications/{uuid}/"
DONE = {f"{APPLICATION}withdraw/", f"{APPLICATION}documents/", f"{APPLICATION}documents/{{document}}/"}
DONE |= {f"{APPLICATION}products/", f"{APPLICATION}products/{{code}}/"}
DONE |= {"/api/v1/editions/{code}/{step}/"}

MAY = {"from": "2026-05-01", "to": "2026-05-31"}
QUESTIONS: dict[str, dict[str, Any]] = {"space": {"area": 1, "days": 1, **MAY}, "occupancy": MAY, "clashes": MAY}


def test_it_describes_every_list() -> None:
    described = schema()
    assert described["openapi"] == "3.1.1"
    single = {f"/api/v1/{p}/{{{'uuid' if p in BY_UUID else 'code'}}}/" for p in DETAILED}
    lists = {f"/api/v1/{p}/" for p in [*LISTS, *QUESTIONS]} | {FEEDS, APPLICATIONS}
    assert set(described["paths"]) == lists | single | OF_ONE | {FEED, APPLICATION} | DONE
    operations = [path["get"] for path in described["paths"].values() if "get" in path]
    assert all(operation["description"] and operation["summary"] for operation in operations)
    assert {frozenset(o["responses"]) for o in operations} == {
        frozenset({"200", "400", "503"}),
        frozenset({"200", "400", "404", "503"}),
        frozenset({"200", "400", "410", "503"}),
        frozenset({"200", "400", "401", "403", "503"}),
        frozenset({"200", "400", "401", "403", "404", "503"}),
    }
    assert [{*described["paths"][path]} for path in (FEEDS, FEED)] == [{"get", "post"}, {"get", "delete"}]


def test_every_parameter_that_is_taken_is_described_and_no_other(client: Client) -> None:
    for path in [*LISTS, *QUESTIONS]:
        parameters = schema()["paths"][f"/api/v1/{path}/"]["get"]["parameters"]
        described = {p["name"] for p in parameters}
        assert "lang" in described
        refused = client.get(f"/api/v1/{path}/", dict.fromkeys(described, "\0")).json()["errors"]
        assert {e["code"] for e in refused} & {"unknown_parameter"} == set()


def test_what_is_answered_is_what_is_described(client: Client) -> None:
    make_one_of_each()
    for path in LISTS:
        answer = get(client, path)
        errors = [
            f"{path}: {e.json_path} {e.message}" for e in validator(f"/api/v1/{path}/", "200", JSON).iter_errors(answer)
        ]
        assert errors == []
        assert answer["results"]
        for row in answer["results"] if path in DETAILED else ():
            by = "uuid" if path in BY_UUID else "code"
            one = get(client, f"{path}/{row['uuid']}")
            check = validator(f"/api/v1/{path}/{{{by}}}/", "200", JSON)
            assert [f"{path}: {e.json_path} {e.message}" for e in check.iter_errors(one)] == []


def test_questions_of_space_are_answered_as_described(client: Client) -> None:
    hall, theme = factories.hall(gross_area=1), factories.category()
    for _number in range(2):
        factories.edition(fair=factories.fair([theme]), halls=[hall])
    for path, asked in QUESTIONS.items():
        answer = get(client, path, **asked)
        assert answer["results"]
        assert list(validator(f"/api/v1/{path}/", "200", JSON).iter_errors(answer)) == []


def test_a_series_is_answered_as_described(client: Client) -> None:
    one = observation(year_on_year="7.5")
    answer = get(client, f"indicators/{one.indicator.code}/series", region="210100", computed="true")
    assert [point["computed"] for point in answer["points"]] == [True, False]
    assert list(validator(SERIES, "200", JSON).iter_errors(answer)) == []


def test_a_tree_is_answered_as_described(client: Client) -> None:
    market = full_market(initiative(code="whole"))
    answer = get(client, "initiatives/whole/tree")
    assert [child["code"] for child in answer["children"]] == [market.code]
    assert list(validator(TREE, "200", JSON).iter_errors(answer)) == []


def test_progress_is_answered_as_described(client: Client) -> None:
    programme(year=2026)
    factories.edition()
    for path, of in ((PROGRESS, "progress"), (COUNTED, "editions")):
        assert list(validator(path, "200", JSON).iter_errors(get(client, f"programmes/2026/{of}"))) == []
        parameters = {p["name"] for p in schema()["paths"][path]["get"]["parameters"]} - {"code", "lang"}
        refused = client.get(f"/api/v1/programmes/2026/{of}/", dict.fromkeys(parameters, "\0")).json()["errors"]
        assert {e["parameter"] for e in refused} == parameters - {"cursor", "ordering", "page_size"}


def test_personal_feeds_are_answered_as_described(client: Client) -> None:
    user = factories.user()
    personal.issue(user, "x", "filter")
    client.force_login(user)
    assert list(validator(FEEDS, "200", JSON).iter_errors(get(client, "feeds"))) == []


def test_nothing_is_answered_that_is_not_described(client: Client) -> None:
    make_one_of_each()
    components = schema()["components"]["schemas"]
    edition = get(client, "editions")["results"][0]
    assert set(edition) == set(components["Edition"]["properties"]) == set(components["Edition"]["required"])
    entry = get(client, "calendar")["results"][0]
    assert set(entry) == set(components["Entry"]["properties"])


def test_problems_are_described(client: Client) -> None:
    problem = client.get("/api/v1/editions/?x=1").json()
    check = validator("/api/v1/editions/", "400", "application/problem+json")
    assert list(check.iter_errors(problem)) == []


def test_it_speaks_the_reader_s_language(client: Client) -> None:
    told = {lang: client.get("/api/v1/schema/", {"lang": lang}).json()["info"] for lang in ("en", "zh-hans")}
    assert told["en"]["title"] == "Fair Calendar"
    assert told["en"]["description"].startswith("Everything public, to read without a login;")
    assert client.get("/api/v1/docs/").status_code == 200
    assert client.get("/api/v1/").headers["Location"] == "/api/v1/docs/"


JSON = "application/json"
