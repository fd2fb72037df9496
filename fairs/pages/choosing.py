"""What readers can choose on the page where to subscribe: fields of a form, each with what is wrong with it."""

from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Value
from django.db.models.functions import Concat
from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from fairs.calendar.entry import Kind
from fairs.calendar.filters import DEFAULT_KINDS, CodesFilter, ListingFilterSet
from fairs.calendar.models import Facet, Listing
from fairs.calendar.questions import windowed
from fairs.calendar.words import kinds

FACETS = ("city", "batch", "category", "venue", "launch", "initiative_kind", "region")
OPEN = ("kind", "city", "batch")
KEPT = 50  # codes of a field that are no options of it
FIRST = 8  # options shown at once
Problems = dict[str, list[str]]
Counts = dict[tuple[str, str], int]


@dataclass(frozen=True)
class Option:
    code: str
    name: str
    chosen: bool
    count: int | None = None
    """Of entries in the window; None: not counted."""


@dataclass(frozen=True)
class Field:
    """``options`` to tick, or one to pick where it takes one value; without options, a text."""

    name: str
    label: str
    errors: list[str]
    options: list[Option] = field(default_factory=list)
    value: str = ""
    single: bool = False
    open: bool = True
    """Whether its options are shown at once."""
    hint: str = ""

    @property
    def chosen(self) -> list[Option]:
        return [option for option in self.options if option.chosen]

    @property
    def first(self) -> list[Option]:
        return [option for n, option in enumerate(self.options) if n < FIRST or option.chosen]

    @property
    def more(self) -> list[Option]:
        return [option for n, option in enumerate(self.options) if n >= FIRST and not option.chosen]


def given(query: QueryDict) -> QueryDict:
    """As a feed would be asked: of a form, fields left empty are left out."""
    asked = QueryDict(mutable=True)
    for name, values in query.lists():
        if filled := [value for value in values if value.strip()]:
            asked.setlist(name, filled)
    asked.setdefault("lang", get_language())
    return asked


def fields(asked: QueryDict, problems: Problems) -> list[Field]:
    """All that the form has; with whatever else the address asks for, so that it stays and can be mended."""
    counts = _counts(asked)
    public = {n: c for n, c in Facet.objects.codes(*FACETS).items() if n in ListingFilterSet.base_filters}
    public["region"] = [code for code in public["region"] if code not in public["city"]]
    public = {"kind": [kind for kind in kinds() if kind != Kind.BOOKING], **public}  # of bookings none is public
    picked = {"cancelled": _cancelled(), "alarm": _alarms(), "lang": {"zh-hans": "中文", "en": "English"}}
    others = [name for name in dict.fromkeys([*asked, *problems]) if name not in {"q", *public, *picked}]
    ticked = [name for name in others if _coded(name) and name not in problems]
    return [
        _text("q", asked, problems),
        *(_ticks(name, codes, asked, problems, counts) for name, codes in public.items()),
        *(_ticks(name, [], asked, problems, counts) for name in ticked),
        *(_text(name, asked, problems) for name in others if name not in ticked),
        *(_pick(name, choices, asked, problems) for name, choices in picked.items()),
    ]


def codes(asked: QueryDict, name: str) -> list[str]:
    written = (code.strip() for value in asked.getlist(name) for code in value.split(","))
    return list(dict.fromkeys(filter(None, written)))


def parameters(asked: QueryDict) -> dict[str, str]:
    """For addresses: what is so anyhow is left out, the language being the reader's."""
    given = {name: ",".join(codes(asked, name)) if _coded(name) else str(asked[name]).strip() for name in asked}
    return {name: value for name, value in given.items() if name != "lang" and (name, value) != ("cancelled", "mark")}


def _counts(asked: QueryDict) -> Counts:
    """Entries of the kinds asked for in the window, by facet and code; and of each kind."""
    kinds_asked = [kind for kind in codes(asked, "kind") if kind in kinds()] or list(DEFAULT_KINDS)
    of_each = _of_kinds(list(kinds())).order_by().values_list("kind").annotate(Count("pk"))
    facets = Facet.objects.filter(listing__in=_of_kinds(kinds_asked).values("pk"))
    # A name that no index has: by its index SQLite would read the whole table, not the window.
    facets = facets.alias(said=Concat("name", Value(""))).filter(said__in=FACETS)
    found = {("kind", kind): count for kind, count in of_each}
    for name, code, count in facets.values_list("name", "code").annotate(Count("pk")):
        found[name, code] = count
    return found


def _of_kinds(kinds: list[str]) -> Any:
    window = windowed(QueryDict(f"kind={','.join(kinds)}"))
    return ListingFilterSet(window, Listing.objects.readable_by(AnonymousUser()).current()).qs


def _coded(name: str) -> bool:
    return isinstance(ListingFilterSet.base_filters.get(name), CodesFilter)


def _ticks(name: str, public: list[str], asked: QueryDict, problems: Problems, counts: Counts) -> Field:
    """Those that most entries have come first."""
    chosen = codes(asked, name)
    more = [code for code in chosen if code not in public][:KEPT]
    known: Any = ListingFilterSet.base_filters[name].extra["known"]
    names = kinds() if name == "kind" else known(public + ([] if name in problems else more))
    order = public if name == "kind" else sorted(public, key=lambda code: -counts.get((name, code), 0))
    options = [
        Option(
            code, str(names.get(code, code)), code in chosen, counts.get((name, code), 0) if code in public else None
        )
        for code in [*more, *order]
        if code in names or code in more
    ]
    errors = problems.get(name, [])
    hint = _("None ticked: fairs, launch events and initiatives.") if name == "kind" else ""
    return Field(name, _label(name), errors, options, open=name in OPEN or bool(errors or chosen), hint=hint)


def _pick(name: str, choices: dict[str, str], asked: QueryDict, problems: Problems) -> Field:
    value = asked.get(name, next(iter(choices)))
    if value not in choices:
        choices = {**choices, value: value}
    options = [Option(code, words, code == value) for code, words in choices.items()]
    return Field(name, _label(name), problems.get(name, []), options, single=True)


def _text(name: str, asked: QueryDict, problems: Problems) -> Field:
    return Field(name, _label(name), problems.get(name, []), value=",".join(asked.getlist(name)))


def _label(name: str) -> str:
    filter_ = ListingFilterSet.base_filters.get(name)
    labels = {
        "q": _("Words in Chinese or English, all of which must occur"),
        "kind": _("Kind of entry"),
        "city": _("City"),
        "region": _("Other region"),
        "batch": _("Batch of the fair"),
        "category": _("Category of the fair or of products shown"),
        "venue": _("Venue"),
        "launch": _("Kind of launch event"),
        "initiative_kind": _("Kind of initiative"),
        "edition": _("Edition"),
        "fair": _("Fair"),
        "cancelled": _("What is cancelled"),
        "alarm": _("Reminder"),
        "lang": _("Language"),
    }
    return labels.get(name) or (str(capfirst(filter_.label)) if filter_ else name)


def _cancelled() -> dict[str, str]:
    return {
        "mark": _("stays, struck out"),
        "visible": _("stays visible in Google Calendar too, with a mark before its title"),
        "hide": _("is left out"),
    }


def _alarms() -> dict[str, str]:
    return {
        "": _("none"),
        "P1D": _("a day before"),
        "P7D": _("a week before"),
        "P30D": _("30 days before"),
    }
