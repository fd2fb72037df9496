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
from threading import Lock
from typing import Any

from cachetools import LRUCache
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.utils.http import http_date, parse_etags
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from django.views.decorators.http import require_safe

from . import ical, ledger
from .entry import LANGUAGES, SHANGHAI, Status
from .filters import ListingFilterSet
from .models import Listing

PAST, FUTURE = timedelta(days=90), timedelta(days=548)  # the rolling window: 18 months ahead
KEPT_BYTES = 48 * 1024 * 1024  # of bodies, in each worker
NAMES = {"all": _("Fairs of Liaoning, all"), "upcoming": _("Fairs of Liaoning")}
CANCELLED = ("mark", "hide", "visible")
OPTIONS = frozenset({"lang", "cancelled"})
_GZIP = re.compile(r"(?:^|,)\s*gzip\s*(?:,|$|;\s*q=(?!0(?:\.0*)?\s*(?:,|$)))", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Body:
    """A feed as sent. ``plain`` is None when large: it is unpacked again for the few who cannot take gzip."""

    language: str
    etag: str
    packed: bytes
    plain: bytes | None
    size: int
    modified: datetime

    @property
    def weight(self) -> int:
        return len(self.packed) + len(self.plain or b"") + 500


_kept: LRUCache[Any, Body] = LRUCache(KEPT_BYTES, getsizeof=lambda body: body.weight)
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
        if whole:
            self.content = self.body.packed if zipped else self.body.plain or gzip.decompress(self.body.packed)
        if zipped:
            self["Content-Encoding"] = "gzip"
        self["Content-Length"] = str(len(self.body.packed) if zipped else self.body.size)
        self["Content-Language"] = self.body.language
        self["Content-Disposition"] = 'inline; filename="fairs.ics"'
        self["Last-Modified"] = http_date(self.body.modified.timestamp())


class FeedMiddleware:
    """First of all middleware: answers a feed that this worker has already made and that nothing has changed since."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        mine = request.path_info.startswith("/calendars/") and request.method in {"GET", "HEAD"}
        if mine and (request.is_secure() or not settings.SECURE_SSL_REDIRECT):
            body = _recall(_feed_key(request, ledger.watermark()))
            if body is not None:
                return Answer(request, body)
        response = self.get_response(request)
        # Again, without what the stack has added to its headers: both roads answer the same.
        return Answer(request, response.body) if isinstance(response, Answer) else response


@require_safe
def feed(request: HttpRequest, name: str) -> HttpResponse:
    """``name``: all (everything ever published) or upcoming (a rolling window). 400 names the wrong parameter."""
    if name not in NAMES:
        raise Http404
    mark = ledger.watermark()  # before the rows: rows read first would miss what commits in between
    key = _feed_key(request, mark)
    with _making:
        body = _recall(key)
        if body is None:
            body = _make(request, name, mark)
            with _lock:
                if body.weight <= _kept.maxsize:
                    _kept[key] = body
    return Answer(request, body)


def forget() -> None:
    """Drop every body that this process keeps."""
    with _lock:
        _kept.clear()


def _recall(key: tuple[Any, ...]) -> Body | None:
    with _lock:
        return _kept.get(key)


def _feed_key(request: HttpRequest, mark: ledger.Mark) -> tuple[Any, ...]:
    # Not mark.value: a feed is named after its venue, and a venue's new name need not change any entry.
    return request.path_info, request.META.get("QUERY_STRING", ""), _today(), mark.writes, mark.epoch


def _today() -> date:
    return datetime.now(SHANGHAI).date()


def _make(request: HttpRequest, name: str, mark: ledger.Mark) -> Body:
    language, cancelled = _choice(request, "lang", LANGUAGES), _choice(request, "cancelled", CANCELLED)
    asked = _windowed(request.GET) if name == "upcoming" else request.GET
    filters = ListingFilterSet(asked, Listing.objects.readable_by(AnonymousUser()).current())
    listings = filters.answer(OPTIONS)
    if cancelled == "hide":
        listings = listings.exclude(status=Status.CANCELLED)
    columns = f"vevent_{language.replace('-', '_')}", "tzids", "status"
    rows = list(listings.order_by("start", "key").values_list(*columns))
    with override(language):
        title = " · ".join([str(NAMES[name]), *filters.names()])
    timezones = {tzid for __, tzids, __ in rows for tzid in tzids.split()}
    head = ical.head(title, language, url=settings.PUBLIC_URL + request.get_full_path(), timezones=timezones)
    show = cancelled == "visible"
    events = (ical.visible(bytes(v)) if show and s == Status.CANCELLED else v for v, __, s in rows)
    return _packed(b"".join([head, *events, ical.TAIL]), language, mark)


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


def _packed(body: bytes, language: str, mark: ledger.Mark) -> Body:
    midnight = datetime.combine(_today(), time(), SHANGHAI)
    return Body(
        language=language,
        etag=hashlib.sha256(body).hexdigest()[:32],
        packed=gzip.compress(body, compresslevel=6, mtime=0),
        plain=body if len(body) < KEPT_BYTES // 8 else None,
        size=len(body),
        modified=max(mark.changed, midnight),
    )


def _matches(if_none_match: str, etag: str) -> bool:
    """Either encoding of the same body counts: what the reader has is up to date."""
    sent = {e.removeprefix("W/").strip('"').removesuffix("-gz") for e in parse_etags(if_none_match)}
    return "*" in sent or etag in sent
