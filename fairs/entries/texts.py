"""What entries say, in both languages, and by which words they are found."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import override

from fairs.calendar.entry import LANGUAGES, Text


def in_both(text: Callable[[], object]) -> Text:
    """``text()`` evaluated in each language."""
    written = []
    for language in LANGUAGES:
        with override(language):
            written.append(str(text()))
    return Text(*written)


def text_of(thing: Any, attribute: str = "name") -> Text:
    return Text(getattr(thing, f"{attribute}_zh_hans"), getattr(thing, f"{attribute}_en"))


def search_text(*things: Any) -> str:
    """Lower case: every name, title, alias and code of the things."""
    attributes = ("code", "name_zh_hans", "name_en", "title_zh_hans", "title_en", "aliases")
    words = (getattr(thing, a, "") for thing in things if thing for a in attributes)
    return "\n".join(dict.fromkeys(w for w in words if w)).lower()
