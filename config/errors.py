"""What goes wrong, told to programs: RFC 9457 problems, in the reader's language, wherever an address answers programs.

Whatever leaves those addresses as an error and is no problem yet becomes one here, so no view has to think of it.
"""

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import orjson
from django.conf import settings
from django.core.exceptions import (
    NON_FIELD_ERRORS,
    PermissionDenied,
    RequestDataTooBig,
    TooManyFieldsSent,
    TooManyFilesSent,
    ValidationError,
)
from django.db import DataError, InterfaceError, OperationalError
from django.db.models.deletion import ProtectedError
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.defaults import bad_request, server_error
from rest_framework import exceptions
from rest_framework.views import set_rollback

from fairs.calendar.personal import Gone

logger = logging.getLogger(__name__)

CONTENT_TYPE = "application/problem+json"
FOR_PROGRAMS = ("/api/", "/calendars/")
SUBSCRIBE, MINE = "/calendars/", "/calendars/mine/"  # pages for people
TITLES = {
    400: _("This request cannot be answered as it stands"),
    401: _("Log in first"),
    403: _("You may not do this"),
    404: _("Nothing is here"),
    405: _("This address does not take that method"),
    406: _("This is not available in that form"),
    409: _("This conflicts with other data"),
    410: _("This is no longer valid"),
    412: _("This has changed since you read it"),
    413: _("This is more than is taken"),
    415: _("This data format is not understood"),
    428: _("Say first what you have read"),
    429: _("Too many requests"),
    500: _("Something failed here"),
    503: _("Busy at the moment"),
}


@dataclass(frozen=True)
class Problem:
    """``errors``: (parameter or field, "" where it is about the whole; code; message) each."""

    status: int
    detail: str = ""
    errors: list[tuple[str, str, str]] = field(default_factory=list)
    headers: dict[str, str] = field(default_factory=dict)

    def told(self, place: str) -> dict[str, Any]:
        """``place``: parameter or field, whichever errors are in."""
        title = str(TITLES.get(self.status, TITLES[400 if self.status < 500 else 500]))
        return {
            "type": "about:blank",
            "title": title,
            "status": self.status,
            "detail": self.detail or "; ".join(f"{n}: {m}" if n else m for n, __, m in self.errors) or title,
            "errors": [{**({place: n} if n else {}), "code": c, "message": m} for n, c, m in self.errors],
        }

    def response(self, request: HttpRequest) -> HttpResponse:
        told = self.told("parameter" if request.method in {"GET", "HEAD", "OPTIONS"} else "field")
        response = HttpResponse(orjson.dumps(told), CONTENT_TYPE, self.status, headers=self.headers)
        response.headers.setdefault("Cache-Control", "no-store")
        response["Access-Control-Allow-Origin"] = "*"
        return response


def problem_of(error: BaseException) -> Problem | None:
    """None: not one of those that are expected."""
    match error:
        case ValidationError():
            return Problem(400, errors=list(validation_errors(error)))
        case Http404(args=(Promise() as told,)):  # Django's own are in English and name models
            return Problem(404, str(told))
        case Http404() | exceptions.NotFound():
            return Problem(404)
        case Gone():
            return Problem(410, str(error))
        case PermissionDenied():
            return Problem(403)
        case RequestDataTooBig() | TooManyFieldsSent() | TooManyFilesSent():
            return Problem(413)
        case exceptions.ValidationError():
            return Problem(400, errors=list(nested_errors(error.detail)))
        case exceptions.APIException():
            return Problem(error.status_code, errors=list(nested_errors(error.detail)), headers=headers_of(error))
        case ProtectedError():
            return Problem(409, str(error.args[0]))
    return problem_of_database(error)


def problem_of_database(error: BaseException) -> Problem | None:
    match error:
        case DataError():  # what nothing before it refused: PostgreSQL keeps no NUL
            return Problem(400, str(_("Something in this cannot be stored: a character, or a number out of range.")))
        case OperationalError() | InterfaceError():
            logger.error("The database did not answer", exc_info=error)
            return Problem(503, str(_("Try again in a moment.")), headers={"Retry-After": "1"})
    return None


def validation_errors(error: ValidationError) -> Iterator[tuple[str, str, str]]:
    named = error.error_dict if hasattr(error, "error_dict") else {"": error.error_list}
    for name, errors in named.items():
        for each in errors:
            yield "" if name == NON_FIELD_ERRORS else name, each.code or "invalid", each.messages[0]


def nested_errors(detail: Any, path: str = "") -> Iterator[tuple[str, str, str]]:
    """Django REST framework's details: lists and dicts of messages, as deep as the data sent."""
    if isinstance(detail, dict):
        for name, inner in detail.items():
            yield from nested_errors(inner, f"{path}.{name}" if path else "" if name == "non_field_errors" else name)
    elif isinstance(detail, list):
        for inner in detail:
            yield from nested_errors(inner, path)
    else:
        yield writable(path), getattr(detail, "code", "invalid"), writable(str(detail))


def writable(text: str) -> str:
    """What was sent may come back in a message: half a character, which JSON can name, cannot be written."""
    return text.encode("utf-8", "replace").decode()


def headers_of(error: exceptions.APIException) -> dict[str, str]:
    headers = {"WWW-Authenticate": getattr(error, "auth_header", None)}
    if (wait := getattr(error, "wait", None)) is not None:
        headers["Retry-After"] = str(int(wait))
    return {name: value for name, value in headers.items() if value}


def exception_handler(error: Exception, context: dict[str, Any]) -> HttpResponse | None:
    """For Django REST framework."""
    problem = problem_of(error)
    if problem is None:
        return None
    set_rollback()
    return problem.response(context["request"])


class ProblemMiddleware:
    """Inside of the one that finds the reader's language."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code < 400 or not for_programs(request) or response["Content-Type"] == CONTENT_TYPE:
            return response
        if settings.DEBUG and response.status_code == 500:
            return response  # the traceback
        kept = {name: response[name] for name in ("Allow", "Retry-After") if response.has_header(name)}
        return Problem(response.status_code, headers=kept).response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if for_programs(request):
            problem = problem_of(error)
            return problem.response(request) if problem else None
        if not (problem := problem_of_database(error)):
            return None
        page = bad_request(request, error) if problem.status == 400 else server_error(request)
        return HttpResponse(page.content, status=problem.status, headers=problem.headers)


def for_programs(request: HttpRequest) -> bool:
    path = request.path_info
    return path.startswith(FOR_PROGRAMS) and path != SUBSCRIBE and not path.startswith(MINE)
