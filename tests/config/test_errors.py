"""Problems: their shape, their language, and that nothing leaves the programs' addresses in another form."""

import logging
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation, ValidationError
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.utils.translation import gettext_lazy, override
from rest_framework import exceptions

from config.errors import Problem, ProblemMiddleware, problem_of
from config.wsgi import application
from fairs.models import Venue
from tests import factories


@pytest.mark.django_db
def test_the_whole_of_a_problem(client: Client) -> None:
    answer = client.get("/api/v1/editions/?city=999999&page_sise=5&lang=en")
    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")
    assert (answer["Content-Language"], answer["Cache-Control"]) == ("en", "no-store")
    unknown, code = "There is no such parameter here.", "“999999” is not a code known here."
    assert answer.json() == {
        "type": "about:blank",
        "title": "This request cannot be answered as it stands",
        "status": 400,
        "detail": f"page_sise: {unknown}; city: {code}",
        "errors": [
            {"parameter": "page_sise", "code": "unknown_parameter", "message": unknown},
            {"parameter": "city", "code": "unknown_code", "message": code},
        ],
    }


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/api/v1/editions/nothing/", 404),
        ("/api/v1/editions/a%00b/", 404),
        ("/api/v1/nothing/", 404),
        ("/api/nothing/", 404),
        ("/api/v1/editions/?city=no", 400),
        ("/calendars/nothing.ics", 404),
        ("/calendars/nothing", 404),
        ("/calendars/all.ics?city=no", 400),
        ("/calendars/all.ics?x=1", 400),
    ],
)
def test_all_that_programs_ask_is_refused_by_a_problem(client: Client, address: str, status: int) -> None:
    answer = client.get(address, headers={"accept-language": "zh-CN"})
    told = answer.json()
    assert (answer.status_code, answer["Content-Type"], told["status"]) == (status, "application/problem+json", status)
    assert answer["Content-Language"] == "zh-hans"


@pytest.mark.django_db
def test_pages_for_people_stay_pages(client: Client) -> None:
    answer = client.get("/nothing/")
    assert (answer.status_code, answer["Content-Type"]) == (404, "text/html; charset=utf-8")


@pytest.mark.django_db
def test_reading_is_all_there_is(client: Client) -> None:
    for method in (client.post, client.put, client.patch, client.delete):
        answer = method("/api/v1/editions/?lang=en")
        assert (answer.status_code, answer.json()["title"]) == (405, "This address does not take that method")
        assert answer["Allow"] == "GET, HEAD, OPTIONS"
    assert client.post("/calendars/all.ics").status_code == 405
    assert client.post("/calendars/all.ics")["Allow"] == "GET, HEAD"


@pytest.mark.django_db
def test_an_unknown_host_is_refused_by_a_problem(client: Client) -> None:
    answer = client.get("/api/v1/editions/", headers={"host": "evil.example"})
    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")


def test_language_of_the_address_goes_before_that_of_the_reader(client: Client) -> None:
    for asked, language in (("?lang=en", "en"), ("?lang=zh-hans", "zh-hans"), ("?lang=de", "en"), ("", "en")):
        answer = client.get(f"/api/nothing/{asked}", headers={"accept-language": "en"})
        assert answer["Content-Language"] == language


LATER = gettext_lazy("Not found.")


@pytest.mark.parametrize(
    ("error", "problem"),
    [
        (ValidationError("no", code="c"), Problem(400, errors=[("", "c", "no")])),
        (ValidationError({"a": ["x", "y"]}), Problem(400, errors=[("a", "invalid", "x"), ("a", "invalid", "y")])),
        (ValidationError({"__all__": "no"}), Problem(400, errors=[("", "invalid", "no")])),
        (ValidationError("%(n)d is odd", params={"n": 1}), Problem(400, errors=[("", "invalid", "1 is odd")])),
        (
            exceptions.ValidationError({"days": [{}, {"first_day": ["late"]}], "non_field_errors": ["no"]}),
            Problem(400, errors=[("days.first_day", "invalid", "late"), ("", "invalid", "no")]),
        ),
        (Http404(), Problem(404)),
        (exceptions.NotFound(), Problem(404)),
        (PermissionDenied(), Problem(403)),
        (exceptions.Throttled(wait=7, detail="slow"), None),
        (KeyError(), None),
    ],
)
def test_what_each_exception_becomes(error: Exception, problem: Problem | None) -> None:
    if isinstance(error, exceptions.Throttled):
        told = problem_of(error)
        assert told
        assert (told.status, told.headers) == (429, {"Retry-After": "7"})
    else:
        assert problem_of(error) == problem


@pytest.mark.parametrize("error", [OperationalError("database is locked"), InterfaceError("connection already closed")])
def test_a_busy_database_is_told_when_to_come_back(error: Exception, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.CRITICAL, "config.errors"):
        problem = problem_of(error)
    assert problem
    assert (problem.status, problem.headers) == (503, {"Retry-After": "1"})


@pytest.mark.django_db
def test_a_protected_row_is_a_conflict() -> None:
    venue = factories.edition(venues=[factories.venue()]).places.get().venue
    with pytest.raises(Exception, match="protected") as caught:
        Venue.objects.get(pk=venue.pk).delete()
    problem = problem_of(caught.value)
    assert problem
    assert problem.status == 409


def raising(error: Exception) -> Callable[[HttpRequest], HttpResponse]:
    def view(request: HttpRequest) -> HttpResponse:
        raise error

    return view


def test_the_middleware_speaks_for_plain_views(rf: RequestFactory) -> None:
    middleware: Any = ProblemMiddleware(lambda request: HttpResponse("<h1>Server Error</h1>", status=500))
    with override("en"):
        answer = middleware(rf.get("/api/v1/editions/"))
        assert (answer.status_code, answer["Content-Type"]) == (500, "application/problem+json")
        assert middleware(rf.get("/editions/")).content == b"<h1>Server Error</h1>"
        assert middleware.process_exception(rf.get("/calendars/all.ics"), ValidationError("no")).status_code == 400
        assert middleware.process_exception(rf.get("/admin/"), ValidationError("no")) is None
        assert middleware.process_exception(rf.get("/api/"), SuspiciousOperation("no")) is None


def test_a_busy_database_is_no_failure_on_a_page_either(rf: RequestFactory, caplog: pytest.LogCaptureFixture) -> None:
    middleware = ProblemMiddleware(raising(OperationalError()))
    with caplog.at_level(logging.CRITICAL, "config.errors"):
        page = middleware.process_exception(rf.post("/apply/token/"), OperationalError("deadlock detected"))
    assert page
    assert (page.status_code, page["Retry-After"], "稍后再试" in page.content.decode()) == (503, "1", True)


def test_fields_are_named_when_data_are_sent(rf: RequestFactory) -> None:
    answer = Problem(400, errors=[("title_en", "max_length", "too long")]).response(rf.post("/api/v1/editions/"))
    assert b'"errors":[{"field":"title_en","code":"max_length","message":"too long"}]' in answer.content


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "address",
    ["/editions/x/halls/%00/", "/calendars/mine/?entry=%00", "/api/v1/editions/%00/", "/api/v1/venues/?text=%00"],
)
def test_a_character_that_no_database_keeps_is_no_failure(client: Client, address: str) -> None:
    client.force_login(factories.user())
    assert client.get(address).status_code < 500


@pytest.mark.once
@pytest.mark.django_db
@pytest.mark.parametrize("charset", ["zlib", "utf-16", "no-such"])
def test_a_charset_that_is_of_no_text_is_no_failure(rf: RequestFactory, charset: str) -> None:
    """Asked of the server itself: the test client falls over it first."""
    server: Any = application
    asked, told = rf.generic("POST", "/api/nothing/?lang=en", b"{}", "application/json").environ, []
    server({**asked, "CONTENT_TYPE": f"a/b; charset={charset}"}, lambda status, _head: told.append(status)).close()
    assert told == ["404 Not Found"]
