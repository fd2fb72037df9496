"""What the product is compared with, behind the same server and middleware."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import path

from config import urls

from .settings import WHITENOISE_ROOT

FILE = WHITENOISE_ROOT / "feed.ics"
PLAIN, PACKED = (p.read_bytes() if p.exists() else b"" for p in (FILE, FILE.with_suffix(".ics.gz")))


def trivial(request: HttpRequest) -> HttpResponse:
    return JsonResponse({})


def same_bytes(request: HttpRequest) -> HttpResponse:
    if "gzip" in request.META.get("HTTP_ACCEPT_ENCODING", ""):
        return HttpResponse(PACKED, content_type="text/calendar", headers={"Content-Encoding": "gzip"})
    return HttpResponse(PLAIN, content_type="text/calendar")


urlpatterns = [path("trivial", trivial), path("same-bytes", same_bytes), *urls.urlpatterns]
