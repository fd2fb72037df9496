"""In which language a reader is answered."""

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.locale import LocaleMiddleware as DjangoLocaleMiddleware
from django.utils import translation


class LocaleMiddleware(DjangoLocaleMiddleware):
    """``?lang=`` first, which an address can carry; then Django's own order: cookie, Accept-Language, default."""

    def process_request(self, request: HttpRequest) -> None:
        super().process_request(request)
        if (asked := request.GET.get("lang")) in dict(settings.LANGUAGES):
            translation.activate(asked)
            request.LANGUAGE_CODE = asked

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if response.has_header("Content-Language"):  # its view has settled that, and it does not vary
            return response
        return super().process_response(request, response)
