"""Bodies of feeds, which each process keeps, and the answers that send them: whole, packed, or 304."""

import gzip
import hashlib
import re
from collections.abc import Callable
from datetime import date, datetime, time
from threading import Lock
from typing import Any, ClassVar

from cachetools import LRUCache
from django.http import HttpRequest, HttpResponse
from django.utils.http import http_date, parse_etags

from .entry import SHANGHAI
from .ledger import Mark

KEPT_BYTES = 48 * 1024 * 1024  # of bodies, in each worker
LARGE = KEPT_BYTES // 8
_GZIP = re.compile(r"(?:^|,)\s*gzip\s*(?:,|$|;\s*q=(?!0(?:\.0*)?\s*(?:,|$)))", re.IGNORECASE)


class Body:
    """A feed as sent. gzip is made when first asked for; of a large body only that is kept then.

    ``about``: the headers that say what it is.
    """

    def __init__(self, key: tuple[Any, ...], content: bytes, about: dict[str, str], mark: Mark) -> None:
        self.key = key
        self.about = about
        self.etag = hashlib.sha256(content).hexdigest()[:32]
        self.modified = max(mark.changed, datetime.combine(today(), time(), SHANGHAI))
        self.plain: bytes | None = content
        self.packed: bytes | None = None

    @property
    def weight(self) -> int:
        return len(self.packed or b"") + len(self.plain or b"") + 1000

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


class Answer(HttpResponse):
    """A feed, or 304 for a reader who has it already."""

    sent: ClassVar[dict[str, str]] = {"Cache-Control": "public, max-age=900, stale-while-revalidate=3600"}

    def __init__(self, request: HttpRequest, body: Body) -> None:
        known = _matches(request.headers.get("If-None-Match", ""), body.etag)
        super().__init__(status=304 if known else 200, content_type=body.about["Content-Type"])
        self.body = body
        zipped = takes_gzip(request)
        if known:
            del self["Content-Type"]
        else:
            self._send(zipped, whole=request.method == "GET")
        self["ETag"] = f'"{body.etag}-gz"' if zipped else f'"{body.etag}"'
        self["Vary"] = "Accept-Encoding"
        self["X-Content-Type-Options"] = "nosniff"
        for name, value in self.sent.items():
            self[name] = value

    def _send(self, zipped: bool, whole: bool) -> None:
        content = self.body.content(zipped)
        if whole:
            self.content = content
        if zipped:
            self["Content-Encoding"] = "gzip"
        self["Content-Length"] = str(len(content))
        for name, value in self.body.about.items():
            self[name] = value
        self["Last-Modified"] = http_date(self.body.modified.timestamp())


class PrivateAnswer(Answer):
    """Kept by the reader's own program only, which asks each time: revoked is revoked at once, and 304 saves the rest.

    Where it came from, nobody else is told: its address is its key.
    """

    sent: ClassVar[dict[str, str]] = {
        "Cache-Control": "private, no-cache",
        "Referrer-Policy": "no-referrer",
        "X-Robots-Tag": "noindex, nofollow, noarchive",
    }


_kept: LRUCache[Any, Body] = LRUCache(KEPT_BYTES, getsizeof=lambda body: body.weight)
_lock = Lock()
_making = Lock()  # one at a time: after an edit every poll asks for the same new body at once


def takes_gzip(request: HttpRequest) -> bool:
    return bool(_GZIP.search(request.headers.get("Accept-Encoding", "")))


def recall(key: tuple[Any, ...]) -> Body | None:
    with _lock:
        return _kept.get(key)


def kept_or(make: Callable[[], Body], key: tuple[Any, ...]) -> Body:
    with _making:
        body = recall(key)
        if body is None:
            body = make()
            _keep(body)
    return body


def forget() -> None:
    with _lock:
        _kept.clear()


def today() -> date:
    return datetime.now(SHANGHAI).date()


def _keep(body: Body) -> None:
    with _lock:
        if body.weight <= _kept.maxsize:
            _kept[body.key] = body


def _matches(if_none_match: str, etag: str) -> bool:
    """Either encoding of the same body counts: what the reader has is up to date."""
    sent = {e.removeprefix("W/").strip('"').removesuffix("-gz") for e in parse_etags(if_none_match)}
    return "*" in sent or etag in sent
