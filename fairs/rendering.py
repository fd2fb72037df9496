"""JSON in and out: Chinese as UTF-8, out by orjson."""

from typing import Any

import orjson
from django.conf import settings
from django.utils.translation import gettext as _
from rest_framework import status
from rest_framework.exceptions import APIException, ParseError
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.parsers import BaseParser
from rest_framework.renderers import BaseRenderer
from rest_framework.utils import json


class Large(APIException):
    status_code = status.HTTP_413_REQUEST_ENTITY_TOO_LARGE
    default_code = "too_large"


class BoundedJSONParser(BaseParser):
    """UTF-8, whatever charset is claimed (RFC 8259, 8.1). REST framework's own falls over what is nested deeply."""

    media_type = "application/json"

    def parse(self, stream: Any, media_type: str | None = None, parser_context: Any = None) -> Any:
        most: Any = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        body = stream.read(most + 1)
        if len(body) > most:
            raise Large(_("At most %(most).1f MB of JSON are taken.") % {"most": most / 2**20})
        try:
            return json.loads(body.decode())
        except (ValueError, RecursionError) as error:
            raise ParseError(_("This is not JSON in UTF-8: %(why)s.") % {"why": error}) from error


class OrjsonRenderer(BaseRenderer):
    media_type = "application/json"
    format = "json"
    charset = None

    def render(self, data: Any, accepted_media_type: Any = None, renderer_context: Any = None) -> bytes:
        return b"" if data is None else orjson.dumps(data)


class OnlyJSON(BaseContentNegotiation):
    """There is one representation, so what the reader would rather have is no reason to refuse (RFC 9110, 12.4.1)."""

    def select_parser(self, request: Any, parsers: Any) -> Any:
        return parsers[0]

    def select_renderer(self, request: Any, renderers: Any, format_suffix: Any = None) -> Any:
        return renderers[0], renderers[0].media_type
