"""Addresses of calendars, absolute, to be copied."""

from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language


def feed_address(name: str = "all", **asked: str) -> str:
    """Absolute, to be copied into a calendar, in the reader's language."""
    if get_language() != settings.LANGUAGE_CODE:
        asked["lang"] = get_language() or settings.LANGUAGE_CODE
    query = urlencode(asked, safe=",")
    return f"{settings.PUBLIC_URL}{reverse('feed', args=[name])}{query and '?'}{query}"
