"""What the product is compared with, behind the same server and middleware."""

from functools import cache

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import path

from config import urls

from .settings import WHITENOISE_ROOT


@cache
def kept(name: str) -> bytes:
    return (WHITENOISE_ROOT / name).read_bytes()


def trivial(request: HttpRequest) -> HttpResponse:
    return JsonResponse({})


def same_bytes(request: HttpRequest, name: str) -> HttpResponse:
    if "gzip" in request.META.get("HTTP_ACCEPT_ENCODING", ""):
        headers = {"Content-Encoding": "gzip"}
        return HttpResponse(kept(f"{name}.gz"), content_type="text/calendar", headers=headers)
    return HttpResponse(kept(name), content_type="text/calendar")


urlpatterns = [path("trivial", trivial), path("same-bytes/<str:name>", same_bytes), *urls.urlpatterns]
