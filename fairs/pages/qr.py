"""QR codes as SVG in the page itself: they need neither a request nor a style sheet."""

from functools import lru_cache

import segno
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

MODULE = 4  # pixels a side


@lru_cache(maxsize=256)
def _drawn(address: str) -> str:
    """7 ms each."""
    return segno.make(address, micro=False).svg_inline(scale=MODULE, light="white", svgclass=None, lineclass=None)


def qr_code(address: str, *, secret: bool = False) -> SafeString:
    """An image with the address as its text; always dark on light, as cameras need it. ``secret``: is not kept."""
    label = _("QR code of %(address)s") % {"address": address}
    draw = _drawn.__wrapped__ if secret else _drawn
    drawing = mark_safe(draw(address))  # noqa: S308  numbers only: the address is in it as modules, not as text
    return format_html('<span class="qr" role="img" aria-label="{}">{}</span>', label, drawing)
