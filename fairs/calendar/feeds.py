"""iCal feeds over HTTP: a query string in, text/calendar out. What is public and what matches is decided elsewhere.

An unchanged poll costs one read of the watermark: it is answered by the first middleware from what was last
sent, because the whole stack would cost five times the answer.
"""

import gzip
import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from threading import Lock
from typing import Any

from cachetools import LRUCache
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.db import InterfaceError, OperationalError, connection
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.utils.http import http_date, parse_etags
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from django.views.decorators.http import require_safe

from . import ical, ledger
from .entry import LANGUAGES, SHANGHAI, Status
from .filters import CodesFilter, ListingFilterSet
from .models import Listing

PAST, FUTURE = timedelta(days=90), timedelta(days=548)  # the rolling window: 18 months ahead
KEPT_BYTES = 48 * 1024 * 1024  # of bodies, in each worker
LARGE = KEPT_BYTES // 8
NAMES = {"all": _("Fairs of Liaoning, all"), "upcoming": _("Fairs of Liaoning")}
CANCELLED = ("mark", "hide", "visible")
OPTIONS = frozenset({"lang", "cancelled"})
_GZIP = re.compile(r"(?:^|,)\s*gzip\s*(?:,|$|;\s*q=(?!0(?:\.0*)?\s*(?:,|$)))", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Question:
    """A query string understood, and made SQL: an edit changes the answer, seldom the question."""

    sql: str
    parameters: tuple[Any, ...]
    title: str
    language: str
    visible: bool
    writes: int | None
    """The codes it names were looked up after so many writes. None: it names none, and holds all day."""


class Body:
    """A feed as sent. gzip is made when first asked for; of a large body only that is kept then."""

    def __init__(self, key: tuple[Any, ...], content: bytes, language: str, mark: ledger.Mark) -> None:
        self.key = key
        self.language = language
        self.etag = hashlib.sha256(content).hexdigest()[:32]
        self.modified = max(mark.changed, datetime.combine(_today(), time(), SHANGHAI))
        self.plain: bytes | None = content
        self.packed: bytes | None = None

    @property
    def weight(self) -> int:
        return len(self.packed or b"") + len(self.plain or b"") + 500

    def content(self, zipped: bool) -> bytes:
        if zipped:
            return self.packed or self._pack()
        plain = self.plain  # read once: another thread may let go of it
        return gzip.decompress(self.packed or b"") if plain is None else plain

    def _pack(self) -> bytes:
        with _making:
            if self.packed is None:
                plain = self.plain or b""
                large = len(plain) > LARGE  # an eighth more bytes a third sooner: somebody waits for the first
                self.packed = gzip.compress(plain, compresslevel=4 if large else 6, mtime=0)
                if large:
                    self.plain = None
                _keep(self)
            return self.packed


_kept: LRUCache[Any, Body] = LRUCache(KEPT_BYTES, getsizeof=lambda body: body.weight)
_questions: LRUCache[Any, Question] = LRUCache(1000)
_head = lru_cache(maxsize=200)(ical.head)
_lock = Lock()
_making = Lock()  # one at a time: after an edit every poll asks for the same new body at once


class Answer(HttpResponse):
    """A feed, or 304 for a reader who has it already."""

    def __init__(self, request: HttpRequest, body: Body) -> None:
        known = _matches(request.headers.get("If-None-Match", ""), body.etag)
        super().__init__(status=304 if known else 200, content_type="text/calendar; charset=utf-8")
        self.body = body
        zipped = bool(_GZIP.search(request.headers.get("Accept-Encoding", "")))
        if known:
            del self["Content-Type"]
        else:
            self._send(zipped, whole=request.method == "GET")
        self["ETag"] = f'"{body.etag}-gz"' if zipped else f'"{body.etag}"'
        self["Vary"] = "Accept-Encoding"
        self["Cache-Control"] = "public, max-age=900, stale-while-revalidate=3600"
        self["X-Content-Type-Options"] = "nosniff"

    def _send(self, zipped: bool, whole: bool) -> None:
        content = self.body.content(zipped)
        if whole:
            self.content = content
        if zipped:
            self["Content-Encoding"] = "gzip"
        self["Content-Length"] = str(len(content))
        self["Content-Language"] = self.body.language
        self["Content-Disposition"] = 'inline; filename="fairs.ics"'
        self["Last-Modified"] = http_date(self.body.modified.timestamp())


class FeedMiddleware:
    """First of all middleware: answers a feed that this worker has already made and that nothing has changed since."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        mine = request.path_info.startswith("/calendars/") and request.method in {"GET", "HEAD"}
        if mine and (request.is_secure() or not settings.SECURE_SSL_REDIRECT) and (body := _unchanged(request)):
            return Answer(request, body)
        response = self.get_response(request)
        # Again, without what the stack has added to its headers: both roads answer the same.
        return Answer(request, response.body) if isinstance(response, Answer) else response


@require_safe
def feed(request: HttpRequest, name: str = "all", facet: str = "", code: str = "") -> HttpResponse:
    """``name``: all (everything ever published) or upcoming (a rolling window). 400 names the wrong parameter.

    ``facet`` and ``code``: of a short address, which asks for that code and may ask for more.
    """
    if name not in NAMES:
        raise Http404
    mark = ledger.watermark()  # before the rows: rows read first would miss what commits in between
    question = _remembered(request, mark) or _understood(request, name, _asked(request, facet, code), mark)
    key = _body_key(request, question, mark)
    with _making:
        body = _recall(key)
        if body is None:
            body = Body(key, _made(request, question), question.language, mark)
            _keep(body)
    return Answer(request, body)


def forget() -> None:
    """Drop all that this process keeps."""
    with _lock:
        _kept.clear()
        _questions.clear()


def _unchanged(request: HttpRequest) -> Body | None:
    # The reading tells whether the connection lives; to ask before it, as Django would, costs as much again.
    connection.health_check_done = True  # type: ignore[attr-defined]
    try:
        mark = ledger.watermark()
    except (InterfaceError, OperationalError):
        if not connection.in_atomic_block:
            connection.close()
        return None  # the stack has a new connection, or meets the same and tells it as a problem
    question = _remembered(request, mark)
    return _recall(_body_key(request, question, mark)) if question else None


def _recall(key: tuple[Any, ...]) -> Body | None:
    with _lock:
        return _kept.get(key)


def _keep(body: Body) -> None:
    with _lock:
        if body.weight <= _kept.maxsize:
            _kept[body.key] = body


def _question_key(request: HttpRequest) -> tuple[Any, ...]:
    return request.path_info, request.META.get("QUERY_STRING", ""), _today()


def _body_key(request: HttpRequest, question: Question, mark: ledger.Mark) -> tuple[Any, ...]:
    # The title: a feed is named after its venue, and a venue's new name need not change any entry. The SQL: what an
    # address asks for may change with a programme's rule, while no entry does.
    asked = question.title, question.sql, question.parameters
    return *_question_key(request), *asked, mark.value, mark.epoch


def _remembered(request: HttpRequest, mark: ledger.Mark) -> Question | None:
    with _lock:
        question = _questions.get(_question_key(request))
    return question if question and question.writes in {None, mark.writes} else None


def _today() -> date:
    return datetime.now(SHANGHAI).date()


def _asked(request: HttpRequest, facet: str, code: str) -> QueryDict:
    """The query string, and what a short address says besides; 404 where there is no such address."""
    if not facet:
        return request.GET
    filter_ = ListingFilterSet.base_filters.get(facet)
    if not isinstance(filter_, CodesFilter) or facet in ListingFilterSet.nameless:
        raise Http404
    if facet in request.GET:
        raise ValidationError({facet: [ValidationError(_("The address says this already."), code="repeated")]})
    asked = request.GET.copy()
    asked[facet] = code
    if facet in ListingFilterSet({facet: code}).form.errors:
        raise Http404
    return asked


def _understood(request: HttpRequest, name: str, given: QueryDict, mark: ledger.Mark) -> Question:
    """Checking, compiling and naming cost several times the query itself: what comes of them is remembered."""
    language, cancelled = _choice(request, "lang", LANGUAGES), _choice(request, "cancelled", CANCELLED)
    asked = _windowed(given) if name == "upcoming" else given
    filters = ListingFilterSet(asked, Listing.objects.readable_by(AnonymousUser()).current())
    listings = filters.answer(OPTIONS)
    if cancelled == "hide":
        listings = listings.exclude(status=Status.CANCELLED)
    columns = f"vevent_{language.replace('-', '_')}", "tzids"
    sql, parameters = listings.order_by("start", "key").values_list(*columns).query.sql_with_params()
    with override(language):
        names = filters.names()
        title = " · ".join([str(NAMES[name]), *names])
    writes = mark.writes if names else None
    question = Question(sql, parameters, title, language, cancelled == "visible", writes)
    with _lock:
        _questions[_question_key(request)] = question
    return question


def _made(request: HttpRequest, question: Question) -> bytes:
    with connection.cursor() as cursor:
        cursor.execute(question.sql, question.parameters)
        rows = cursor.fetchall()
    timezones = frozenset(" ".join({tzids for __, tzids in rows}).split())
    url = settings.PUBLIC_URL + request.get_full_path()
    head = _head(question.title, question.language, url=url, timezones=timezones)
    events = (ical.visible(v) if question.visible else v for v, __ in rows)
    return b"".join([head, *events, ical.TAIL])


def _choice(request: HttpRequest, name: str, allowed: tuple[str, ...]) -> str:
    value = request.GET.get(name, allowed[0])
    if value not in allowed:
        message, given = _("Give one of: %(allowed)s."), {"allowed": ", ".join(allowed)}
        raise ValidationError({name: [ValidationError(message, code="invalid_choice", params=given)]})
    return value


def _windowed(asked: QueryDict) -> QueryDict:
    if "from" in asked or "to" in asked:
        return asked
    asked, today = asked.copy(), _today()
    asked["from"], asked["to"] = (today - PAST).isoformat(), (today + FUTURE).isoformat()
    return asked


def _matches(if_none_match: str, etag: str) -> bool:
    """Either encoding of the same body counts: what the reader has is up to date."""
    sent = {e.removeprefix("W/").strip('"').removesuffix("-gz") for e in parse_etags(if_none_match)}
    return "*" in sent or etag in sent
