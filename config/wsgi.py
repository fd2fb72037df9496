import os

from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")


class Request(WSGIRequest):
    def _set_content_type_params(self, meta: dict[str, str]) -> None:
        """Python knows encodings that are of no text, such as zlib: of those Django would answer nothing at all."""
        try:
            super()._set_content_type_params(meta)  # type: ignore[misc]
        except LookupError:
            self._encoding = None


application: WSGIHandler = get_wsgi_application()
application.request_class = Request
