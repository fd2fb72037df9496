"""The API's description of itself: what drf-spectacular cannot see by itself."""

from typing import Any

from django.conf import settings
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.plumbing import ResolvedComponent
from drf_spectacular.utils import OpenApiParameter
from rest_framework.permissions import SAFE_METHODS, IsAuthenticated

from fairs.calendar.filters import CodesFilter, DayFilter
from fairs.filters import CountFilter, OneOfFilter
from fairs.filters.parameters import ModifiedFilter, YesNoFilter

from .errors import CONTENT_TYPE, Problem

LANG = OpenApiParameter(
    "lang",
    {"type": "string", "enum": list(dict(settings.LANGUAGES))},
    description=_("Language of error messages; data are always in both languages."),
)
CODE = _("code or UUID")
OF_ROWS = {"retrieve", "document"}  # they are asked nothing more
ABOUT = (
    _("Everything public, to read without a login; what is not yet published is not here."),
    _(
        "Parameters that take codes take several, separated by commas: rows with any of them. Parameters together "
        "narrow. An unknown parameter, an unknown code or a blank value is refused, never ignored."
    ),
    _(
        "Lists come in pages: follow “next” until it is null. Pages neither skip nor repeat a row while others write, "
        "and a cursor is good for one list in one ordering only."
    ),
    _(
        "To keep a copy: load the lists once, then ask each with “modified_since” a minute before the last time, and "
        "ask “changes” for what happened to the calendar, removals included."
    ),
    _("Answers carry an ETag; an unchanged one costs 304 with If-None-Match. Times are Beijing time, with offset."),
    _("Errors are application/problem+json (RFC 9457) in the language of “lang” or Accept-Language."),
    _(
        "What is not public, and any writing, takes a login: get /login/, and post username, password and, as "
        "csrfmiddlewaretoken, the value of the cookie csrftoken to it. Send the cookies sessionid and csrftoken from "
        "then on, and to write also X-CSRFToken with the value of csrftoken, which the login has changed. The session "
        "ends after 12 hours. Each user may do here what the same user may do in the admin."
    ),
    _(
        "A program needs no session: its user makes a token at /tokens/, which it sends with every request as "
        "“Authorization: Bearer TOKEN”, without cookies and without X-CSRFToken. It may do what its user may. Whatever "
        "is asked with a token that is unknown, has expired or was revoked is answered 401."
    ),
)
PROBLEM = {
    "type": "object",
    "description": "RFC 9457.",
    "required": ["type", "title", "status", "detail", "errors"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["code", "message"],
                "properties": {
                    "parameter": {"type": "string"},
                    "field": {"type": "string"},
                    "code": {"type": "string"},
                    "message": {"type": "string"},
                },
            },
        },
    },
    "examples": [
        {
            "type": "about:blank",
            "title": "This request cannot be answered as it stands",
            "status": 400,
            "detail": "city: “999999” is not a code known here.",
            "errors": [{"parameter": "city", "code": "unknown_code", "message": "“999999” is not a code known here."}],
        }
    ],
}
SESSION, CSRF, TOKEN = "session", "csrf", "token"
SECURITY = {
    SESSION: {"type": "apiKey", "in": "cookie", "name": settings.SESSION_COOKIE_NAME},
    CSRF: {"type": "apiKey", "in": "header", "name": "X-CSRFToken"},
    TOKEN: {"type": "http", "scheme": "bearer"},
}
FAILURES = {
    "400": _("A parameter is unknown, repeated, blank or wrong: the problem names it."),
    "401": _("The token is not known here, or was revoked, or has expired."),
    "403": _("Nobody is logged in, X-CSRFToken is missing, or it is not the user's to change."),
    "404": _("Nothing public has this code or UUID."),
    "409": _("Something else depends on it."),
    "410": _("The epoch is no longer this calendar's: load all of it again."),
    "503": _("The database is busy: try again after the seconds in Retry-After."),
}


class Schema(AutoSchema):
    @property
    def action(self) -> str:
        return str(getattr(self.view, "action", ""))

    @property
    def of_one(self) -> bool:
        """Whether the address names one thing."""
        return bool(getattr(self.view, "detail", False))

    def get_summary(self) -> str:
        view: Any = self.view
        if given := getattr(view, "summary", None):
            return str(given)
        meta = view.queryset.model._meta
        return capfirst(str(meta.verbose_name if self.action == "retrieve" else meta.verbose_name_plural))

    def get_description(self) -> str:  # type: ignore[override]
        return str(getattr(self.view, "about", ""))

    def get_override_parameters(self) -> list[Any]:
        given = list(super().get_override_parameters())
        if self.of_one:
            by = getattr(self.view, "lookup_field", "")
            given.append(OpenApiParameter(by, str, "path", description=CODE if by == "code" else "UUID"))
        asked = self.method in SAFE_METHODS and self.action not in OF_ROWS
        filterset = getattr(self.view, "filterset_class", None) if asked else None
        listed = filterset.base_filters.items() if filterset else ()
        return [*(parameter(filterset, name, filter_) for name, filter_ in listed), LANG, *given]

    def get_request_serializer(self) -> Any:
        return getattr(self.view, "write_serializer_class", None) or super().get_request_serializer()

    def get_auth(self) -> list[dict[str, list[str]]]:
        """Of what is not for everybody: the session's cookie, to write also the token against forged requests; or a
        program's own token."""
        if not self.for_members:
            return []
        needed = [SESSION] if self.method in SAFE_METHODS else [SESSION, CSRF]
        for name in (*needed, TOKEN):
            kind = ResolvedComponent.SECURITY_SCHEMA
            self.registry.register_on_missing(ResolvedComponent(name, kind, SECURITY[name], object=name))
        return [{name: [] for name in needed}, {TOKEN: []}]

    @property
    def for_members(self) -> bool:
        return IsAuthenticated in self.view.permission_classes or self.method not in SAFE_METHODS

    def _get_response_bodies(self, direction: Any = "response") -> Any:
        responses = super()._get_response_bodies(direction)
        failing = {"400", "503"} | ({"404"} if self.of_one else set())
        if self.path.endswith("/changes/"):
            failing.add("410")
        if self.for_members:
            failing |= {"401", "403"}
        if self.method == "DELETE":
            failing.add("409")
        problem = ResolvedComponent(name="Problem", type=ResolvedComponent.SCHEMA, schema=PROBLEM, object="Problem")
        self.registry.register_on_missing(problem)
        own = getattr(self.view, "failures", {}).get(self.action, {})
        told = {s: (FAILURES[s], []) for s in failing} | own
        return responses | {s: failure(problem.ref, s, *told[s]) for s in sorted(told)}


def failure(schema: Any, status: str, when: Any, errors: list[tuple[str, str, Any]]) -> dict[str, Any]:
    content = {"schema": schema}
    if errors:
        told = [(name, code, str(message)) for name, code, message in errors]
        content["examples"] = {told[0][1]: {"value": Problem(int(status), errors=told).told("field")}}
    return {"description": str(when), "content": {CONTENT_TYPE: content}}


def introduce(result: dict[str, Any], **kwargs: Any) -> dict[str, Any]:
    result["info"]["description"] = "\n\n".join(map(str, ABOUT))
    return result


def parameter(filterset: Any, name: str, filter_: Any) -> OpenApiParameter:
    schema: dict[str, Any] = {"type": "string", "minLength": 1}
    several: dict[str, Any] = {}
    match filter_:
        case CodesFilter():
            if codes := getattr(filter_, "codes", None):
                schema = {"type": "string", "enum": codes}
            schema = {"type": "array", "items": schema, "minItems": 1}
            several = {"explode": False, "style": "form"}
        case DayFilter():
            schema = {"type": "string", "format": "date"}
        case ModifiedFilter():
            schema = {"type": "string", "format": "date-time"}
        case YesNoFilter():
            schema = {"type": "boolean"}
        case CountFilter():
            schema = {"type": "integer", "minimum": filter_.extra["min_value"], "maximum": filter_.extra["max_value"]}
        case OneOfFilter():
            schema = {"type": "string", "enum": [word for word, _name in filter_.extra["choices"]]}
        case _:
            schema["maxLength"] = filter_.extra.get("max_length", 100)
    required = name in getattr(filterset, "required", ())
    return OpenApiParameter(name, schema, description=filter_.label, required=required, **several)
