"""What an address asks: a query string understood, and made SQL. What may be asked for, ``filters.py`` says."""

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from urllib.parse import quote

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from .answers import today
from .entry import LANGUAGES, Status, clean_line
from .filters import CodesFilter, ListingFilterSet
from .formats import FORMATS, Presentation
from .models import Listing

PAST, FUTURE = timedelta(days=90), timedelta(days=548)  # the rolling window: 18 months ahead
NAMES = {"all": _("Fairs of Liaoning, all"), "upcoming": _("Fairs of Liaoning")}
CANCELLED = ("mark", "hide", "visible")
PUBLIC = AnonymousUser()
EARLIEST_ALARM = timedelta(days=90)
_DURATION = re.compile(r"P(?=[\dT])(?:(\d{1,2})W|(?:(\d{1,3})D)?(?:T(?=\d)(?:(\d{1,4})H)?(?:(\d{1,6})M)?)?)", re.ASCII)
_NO_FILE = re.compile(r'[\\/:*?"<>|\s]+')


@dataclass(frozen=True, slots=True)
class Question:
    """An edit changes the answer, seldom the question."""

    form: str
    statements: tuple[tuple[str, tuple[Any, ...]], ...]
    shown: Presentation
    file: str
    """Its name in ASCII, without an ending."""
    codes: bool
    """It names some, which may not be known later, or be of something else; it does not hold all day."""

    @property
    def about(self) -> dict[str, str]:
        named = _NO_FILE.sub(" ", self.shown.title).strip(" .")[:80]
        saved = f"inline; filename=\"{self.file}.{self.form}\"; filename*=UTF-8''{quote(f'{named}.{self.form}')}"
        return {
            "Content-Type": FORMATS[self.form].content_type,
            "Content-Language": self.shown.language,
            "Content-Disposition": saved,
        }

    def write(self, url: str, rows: list[tuple[Any, ...]]) -> bytes:
        return FORMATS[self.form].write(self.shown, url, rows)


def understood(name: str, form: str, given: QueryDict, reader: Any = PUBLIC) -> Question:
    """Checking, compiling and naming cost several times the query itself. Raises ValidationError({parameter: why}).

    ``reader``: a personal feed, which has a name of its own.
    """
    language, cancelled = _choice(given, "lang", LANGUAGES), _choice(given, "cancelled", CANCELLED)
    options = FORMATS[form].options
    alarm = _alarm(given) if "alarm" in options else None
    before = _before(given) if "before" in options else None
    asked = windowed(given) if name == "upcoming" else given
    readable = Listing.objects.readable_by(reader)
    filters = ListingFilterSet(asked, readable.current())
    listings = filters.answer({"lang", "cancelled", *options})
    if cancelled == "hide":
        listings = listings.exclude(status=Status.CANCELLED)
    with override(language):
        title = " · ".join([str(NAMES[name]), *filters.names()]) if reader is PUBLIC else reader.name
    shown = Presentation(clean_line(title), language, cancelled == "visible", alarm, before)
    queries = FORMATS[form].queries(listings, _gone(asked, readable), shown)
    statements = tuple(query.query.sql_with_params() for query in queries)
    codes = _codes(filters)
    file = "-".join(["fairs", *([] if codes and name == "all" else [name]), *codes])[:100]
    return Question(form, statements, shown, file if reader is PUBLIC else "fairs-mine", bool(codes))


def _gone(asked: QueryDict, readable: Any) -> Any:
    """Tombstones of the kinds and days asked for: there is nothing else left that they could be asked for by."""
    kept = QueryDict(mutable=True)
    for name in {"kind", "from", "to"} & set(asked):
        kept.setlist(name, asked.getlist(name))
    return ListingFilterSet(kept, readable.filter(withdrawn=True)).answer()


def _codes(filters: ListingFilterSet) -> list[str]:
    """What it asks for by code: name, codes, name, codes."""
    coded = [n for n, f in filters.filters.items() if isinstance(f, CodesFilter)]
    return [part for n in coded for part in (n, *filters.form.cleaned_data[n])]


def _choice(given: QueryDict, name: str, allowed: tuple[str, ...]) -> str:
    value = given.get(name, allowed[0])
    if value not in allowed:
        raise _refusal(name, _("Give one of: %(allowed)s."), "invalid_choice", allowed=", ".join(allowed))
    return value


def _alarm(given: QueryDict) -> timedelta | None:
    if (written := given.get("alarm")) is None:
        return None
    match = _DURATION.fullmatch(written)
    weeks, days, hours, minutes = (int(n or 0) for n in match.groups()) if match else (0, 0, 0, 0)
    before = timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes)
    if not match or before > EARLIEST_ALARM:
        raise _refusal(
            "alarm", _("Give how long before, such as P7D, P1DT12H or PT30M, and 90 days at most."), "invalid"
        )
    return before


def _before(given: QueryDict) -> int | None:
    if (written := given.get("before")) is None:
        return None
    if not (written.isascii() and written.isdigit() and len(written) < 19):
        raise _refusal("before", _("Give a revision: a whole number."), "invalid")
    return int(written)


def _refusal(name: str, message: Any, code: str, **params: str) -> ValidationError:
    return ValidationError({name: [ValidationError(message, code=code, params=params)]})


def windowed(asked: QueryDict) -> QueryDict:
    if "from" in asked or "to" in asked:
        return asked
    asked = asked.copy()
    asked["from"], asked["to"] = (today() - PAST).isoformat(), (today() + FUTURE).isoformat()
    return asked
