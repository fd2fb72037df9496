"""The calendar over HTTP: an address in, one of the forms of ``formats`` out. What is public and what matches is
decided elsewhere.

An unchanged poll costs one read of the watermark: it is answered by the first middleware from what was last
sent, because the whole stack would cost five times the answer.
"""

from collections.abc import Callable
from threading import Lock
from typing import Any

from cachetools import LRUCache
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import InterfaceError, OperationalError, connection
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from . import answers, ledger
from .answers import Answer, Body, PrivateAnswer, today
from .filters import CodesFilter, ListingFilterSet
from .formats import FORMATS
from .personal import FORMS, feed_of, question
from .questions import NAMES, Question, understood

_questions: LRUCache[Any, tuple[Question, int]] = LRUCache(1000)
"""Each with how many writes there had been when its codes were looked up."""
_lock = Lock()
PERSONAL = "/calendars/personal/"


class FeedMiddleware:
    """First of all middleware: answers a feed that this worker has already made and that nothing has changed since."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        path = request.path_info
        mine = path.startswith("/calendars/") and not path.startswith(PERSONAL) and request.method in {"GET", "HEAD"}
        if mine and (request.is_secure() or not settings.SECURE_SSL_REDIRECT) and (body := _unchanged(request)):
            return Answer(request, body)
        response = self.get_response(request)
        # Again, without what the stack has added to its headers: both roads answer the same.
        return type(response)(request, response.body) if isinstance(response, Answer) else response


@require_safe
def feed(request: HttpRequest, name: str = "all", facet: str = "", code: str = "", form: str = "ics") -> HttpResponse:
    """``name``: all (everything ever published) or upcoming (a rolling window). 400 names the wrong parameter.

    ``facet`` and ``code``: of a short address, which asks for that code and may ask for more.
    """
    if name not in NAMES or form not in FORMATS:
        raise Http404
    mark = ledger.watermark()  # before the rows: rows read first would miss what commits in between
    asked = _kept(_question_key(request), mark, lambda: understood(name, form, _asked(request, facet, code)))
    key = _body_key(request, asked, mark)
    url = settings.PUBLIC_URL + request.get_full_path()
    body = answers.kept_or(lambda: Body(key, asked.write(url, _rows(asked)), asked.about, mark), key)
    return Answer(request, body)


@require_safe
def personal(request: HttpRequest, token: str, form: str = "ics") -> HttpResponse:
    """410 once it was revoked. Nothing is kept by the address, which is a secret: it is looked up each time."""
    if form not in FORMS:
        raise Http404
    mine = feed_of(token)
    mark = ledger.watermark()
    asking = mine.pk, mine.name, mine.digest, form, request.META.get("QUERY_STRING", ""), today()
    asked = _kept(asking, mark, lambda: question(mine, form, request.GET))
    key = *asking, asked.statements, mark.value, mark.epoch
    body = answers.kept_or(lambda: Body(key, asked.write("", _rows(asked)), asked.about, mark), key)
    return PrivateAnswer(request, body)


def forget() -> None:
    """Drop all that this process keeps."""
    answers.forget()
    with _lock:
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
    question = _remembered(_question_key(request), mark)
    return answers.recall(_body_key(request, question, mark)) if question else None


def _question_key(request: HttpRequest) -> tuple[Any, ...]:
    return request.path_info, request.META.get("QUERY_STRING", ""), today()


def _body_key(request: HttpRequest, question: Question, mark: ledger.Mark) -> tuple[Any, ...]:
    # The title: a feed is named after its venue, and a venue's new name need not change any entry. The SQL: what an
    # address asks for may change with a programme's rule, while no entry does.
    asked = question.shown.title, question.statements
    return *_question_key(request), *asked, mark.value, mark.epoch


def _kept(key: tuple[Any, ...], mark: ledger.Mark, understand: Callable[[], Question]) -> Question:
    question = _remembered(key, mark)
    if question is None:
        question = understand()
        with _lock:
            _questions[key] = question, mark.writes
    return question


def _remembered(key: tuple[Any, ...], mark: ledger.Mark) -> Question | None:
    with _lock:
        question, writes = _questions.get(key, (None, 0))
    return question if question and (writes == mark.writes or not question.codes) else None


def _asked(request: HttpRequest, facet: str, code: str) -> QueryDict:
    """The query string, and what a short address says besides; 404 where there is no such address."""
    if not facet:
        return request.GET
    filter_ = ListingFilterSet.base_filters.get(facet)
    if not isinstance(filter_, CodesFilter) or facet in ListingFilterSet.nameless:
        raise Http404(_("There are no calendars by this."))
    if facet in request.GET:
        raise ValidationError({facet: [ValidationError(_("The address says this already."), code="repeated")]})
    if facet in ListingFilterSet({facet: code}).form.errors:
        raise Http404(_("There is no calendar of this: the code is not known here, or was never public."))
    asked = request.GET.copy()
    asked[facet] = code
    return asked


def _rows(question: Question) -> list[tuple[Any, ...]]:
    rows: list[tuple[Any, ...]] = []
    with connection.cursor() as cursor:
        for sql, parameters in question.statements:
            cursor.execute(sql, parameters)
            rows += cursor.fetchall()
    return rows
