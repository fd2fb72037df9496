"""Who reads: everybody, or who gives a personal feed's token as the password (RFC 7617), with whatever user name."""

import binascii
import re
from base64 import b64decode

from django.http import Http404, HttpRequest

from fairs.calendar.models import PersonalFeed
from fairs.calendar.personal import Gone, feed_of

from .refusals import Refusal

CHALLENGE = 'Basic realm="Fair Calendar", charset="UTF-8"'
_TOKEN = re.compile(r"[\w-]{43}", re.ASCII)


def reader(request: HttpRequest, *, wanted: bool) -> PersonalFeed | None:
    """None: everybody. Refused is a token that opens nothing; where none is ``wanted``, other passwords say nothing.

    Apple's programs insist on some user and password for the public calendars too.
    """
    password = _password(request)
    if _TOKEN.fullmatch(password):
        try:
            return feed_of(password)
        except (Gone, Http404) as error:  # 410 clients take for a failure; to 401 they ask for another password
            raise Refusal(401) from error
    if wanted:
        raise Refusal(401)
    return None


def _password(request: HttpRequest) -> str:
    scheme, __, given = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "basic":
        return ""
    try:
        return b64decode(given.strip(), validate=True).decode().partition(":")[2]
    except (binascii.Error, ValueError):
        return ""
