"""What comes in and what goes out, alike for all methods."""

import zlib
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any
from xml.etree.ElementTree import Element

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse, UnreadablePostError
from django.http.response import HttpResponseBase

from fairs.calendar.answers import takes_gzip

from .elements import CONTENT_TYPE, element, multistatus, parse
from .properties import LARGEST_BODY
from .refusals import Refusal

LIMIT = 50_000  # members in one answer
TOO_MANY = element("D:number-of-matches-within-limits")


def asked_for(request: HttpRequest) -> Element | None:
    """The request's body; None where there is none."""
    body = _body(request)
    return parse(body) if body.strip() else None


def _body(request: HttpRequest) -> bytes:
    stream: Any = request
    if "CONTENT_LENGTH" not in request.META and "HTTP_TRANSFER_ENCODING" in request.META:
        # Sent in chunks. Django takes that for no body; read to its end it can be where the server knows the end.
        if not request.META.get("wsgi.input_terminated"):
            raise Refusal(411)
        stream = request.META["wsgi.input"]
    pieces = []
    left = LARGEST_BODY + 1
    try:
        while left > 0 and (piece := stream.read(left)):
            pieces.append(piece)
            left -= len(piece)
    except UnreadablePostError as error:
        raise Refusal(400) from error
    if left <= 0:
        raise Refusal(413)
    return b"".join(pieces)


def minimal(request: HttpRequest) -> bool:
    """Whether the client wants no word on properties that there are not; Apple's say it in both ways."""
    return "return=minimal" in request.headers.get("Prefer", "") or request.headers.get("Brief", "").lower() == "t"


def bounded(rows: "QuerySet[Any, Any]") -> Iterator[Any]:
    """The rows, read piece by piece; refuses more than one answer may hold."""
    if rows.order_by()[: LIMIT + 1].count() > LIMIT:
        raise Refusal(507, TOO_MANY)
    return rows.order_by("revision").iterator(chunk_size=2000)


def multistatus_response(request: HttpRequest, responses: Iterable[str]) -> HttpResponseBase:
    """Begun here, so that what cannot be answered is refused and not broken off.

    Packed here too: nginx would pack 200, 403 and 404 only. Policies for browsers, which show none of this, are left
    out: a client in sync would load more of them than of news.
    """
    zipped = takes_gzip(request)
    pieces = multistatus(responses)
    first = next(pieces)
    second = next(pieces, None)
    response: HttpResponseBase
    if second is None:
        response = HttpResponse(b"".join(_packed([first])) if zipped else first, CONTENT_TYPE, 207)
    else:
        all_of_it = chain([first, second], pieces)
        response = StreamingHttpResponse(_packed(all_of_it) if zipped else all_of_it, CONTENT_TYPE, 207)
    for policy in ("_csp_exempt", "xframe_options_exempt"):
        setattr(response, policy, True)
    response["Vary"] = "Accept-Encoding"
    if zipped:
        response["Content-Encoding"] = "gzip"
    return response


def _packed(pieces: Iterable[bytes]) -> Iterator[bytes]:
    packer = zlib.compressobj(level=4, wbits=31)  # 31: as gzip
    yield from filter(None, map(packer.compress, pieces))  # an empty piece would end a body in chunks
    yield packer.flush()
