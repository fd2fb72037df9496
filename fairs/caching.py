"""Answers of the read API, kept in each process for as long as nothing public was written.

Every write to public data raises the watermark's ``writes``; so an answer that was made after reading the watermark is
right for as long as it reads the same, and needs neither a time to live nor anybody to clear it. What an answer says of
today holds for the day.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from threading import Lock
from typing import Any

from cachetools import LRUCache
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.http import parse_etags

from .calendar import ledger

KEPT_BYTES = 16 * 1024 * 1024
BY_READER = ["Authorization", "Cookie"]


@dataclass(frozen=True, slots=True)
class Answer:
    mark: tuple[str, int, date]
    body: bytes
    content_type: str
    etag: str


_kept: LRUCache[str, Answer] = LRUCache(KEPT_BYTES, getsizeof=lambda answer: len(answer.body) + 1000)
_lock = Lock()


class Kept:
    """For views whose GET answers depend on the address and on public data only, unless the reader is known."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method in {"GET", "HEAD"} and not known(request):
            return public(request, lambda: super(Kept, self).dispatch(request, *args, **kwargs))  # type: ignore[misc]
        response: HttpResponse = super().dispatch(request, *args, **kwargs)  # type: ignore[misc]
        patch_cache_control(response, private=True, no_store=True)
        return response


def known(request: HttpRequest) -> bool:
    """Whether the request says who asks, truly or not."""
    return settings.SESSION_COOKIE_NAME in request.COOKIES or "HTTP_AUTHORIZATION" in request.META


def public(request: HttpRequest, make: Callable[[], HttpResponse]) -> HttpResponse:
    mark = ledger.watermark()  # before the rows: what commits in between must not be kept under the later mark
    address, now = request.build_absolute_uri(), (mark.epoch, mark.writes, timezone.localdate())
    with _lock:
        answer = _kept.get(address)
    if answer is None or answer.mark != now:
        response = make()
        if response.status_code != 200:
            patch_vary_headers(response, BY_READER)
            return response
        answer = keep(address, now, response)
    return send(request, answer)


def keep(address: str, mark: tuple[str, int, date], response: Any) -> Answer:
    body: bytes = response.render().content if hasattr(response, "render") else response.content
    return store(address, Answer(mark, body, response["Content-Type"], etag_of(body)))


def kept(key: str, make: Callable[[], bytes]) -> bytes:
    """What takes long to make of public data."""
    mark = ledger.watermark()
    now = (mark.epoch, mark.writes, timezone.localdate())
    with _lock:
        answer = _kept.get(key)
    if answer is None or answer.mark != now:
        answer = store(key, Answer(now, make(), "", ""))
    return answer.body


def store(key: str, answer: Answer) -> Answer:
    with _lock:
        if len(answer.body) + 1000 <= KEPT_BYTES // 16:
            _kept[key] = answer
    return answer


def etag_of(body: bytes) -> str:
    return f'"{hashlib.sha256(body).hexdigest()[:32]}"'


def send(request: HttpRequest, answer: Answer) -> HttpResponse:
    asked = {etag.removeprefix("W/") for etag in parse_etags(request.META.get("HTTP_IF_NONE_MATCH", ""))}
    if asked & {answer.etag, "*"}:
        response = HttpResponse(status=304)
        del response["Content-Type"]
    else:
        response = HttpResponse(answer.body, content_type=answer.content_type)
    response["Content-Language"] = "zh-hans, en"  # both are in it, whoever reads
    response["ETag"] = answer.etag
    response["Cache-Control"] = "public, max-age=60"
    response["Access-Control-Allow-Origin"] = "*"
    patch_vary_headers(response, BY_READER)
    return response
