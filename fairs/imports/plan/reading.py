"""What one row says, understood cell by cell; what is wrong is told at its cell."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from fairs.checks import Level
from fairs.imports import cells, spans
from fairs.models import Category, EditionOrganiser, Hall, Organisation, Venue

from .sheet import Sheet
from .vocabulary import Vocabulary

ROLES = {"organisers": EditionOrganiser.Role.ORGANISER, "contractors": EditionOrganiser.Role.CONTRACTOR}
AREAS = ("gross_area", "net_area")
Place = tuple[Venue, Hall | None]


@dataclass(frozen=True)
class Message:
    column: str  # "" of the row as a whole
    level: Level
    text: str


@dataclass
class Said:
    """``fields``: of the edition; what the row does not say is not in it, or None.

    ``bodies``: {role: organisations, those that are to be made without a primary key}.
    """

    key: str = ""
    fields: dict[str, Any] = field(default_factory=dict)
    days: tuple[spans.Span, ...] | None = None
    places: list[Place] | None = None
    bodies: dict[str, list[Organisation]] = field(default_factory=dict)
    areas: dict[str, cells.Area] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)  # as written, by column
    categories: list[Category] = field(default_factory=list)
    messages: list[Message] = field(default_factory=list)

    def tell(self, column: str, text: Any, level: Level = Level.WARNING) -> None:
        self.messages.append(Message(column, level, str(text)))

    @property
    def title(self) -> str:
        return str(self.fields.get("title_zh_hans") or self.fields.get("title_en") or self.key)


@dataclass
class Reader:
    """``may_add``: whether who asks may add organisations."""

    sheet: Sheet
    year: int
    may_add: bool
    vocabulary: Vocabulary = field(default_factory=Vocabulary)
    made: dict[str, Organisation] = field(default_factory=dict)

    def read(self, row: list[str]) -> Said:
        words = self.sheet.said(row)
        said = Said(words=words, key=words.get("key", ""))
        plainly = {"title_zh_hans": "title_zh_hans", "title_en": "title_en", "note": "private_note"}
        said.fields = {name: " ".join(words[column].split()) for column, name in plainly.items() if column in words}
        if website := words.get("website"):
            said.fields["website"] = website if "://" in website else f"https://{website}"
        for column, understood in self.steps(said):
            if column in words:
                with _told(said, column):
                    understood(words[column])
        self.number_in_title(said)
        return said

    def steps(self, said: Said) -> Iterator[tuple[str, Callable[[str], None]]]:
        """In the order in which one needs the other."""
        yield "ordinal", lambda text: said.fields.update(ordinal=cells.number(text))
        yield "dates", lambda text: self.dates(said, text)
        yield "city", lambda text: said.fields.update(region=self.vocabulary.region(text))
        yield "venue", lambda text: self.venues(said, text)
        yield "halls", lambda text: self.halls(said, text)
        for name in AREAS:
            yield name, lambda text, name=name: self.area(said, name, text)  # type: ignore[misc]
        yield "batch", lambda text: said.fields.update(batch=self.vocabulary.batch(text))
        yield "categories", lambda text: said.categories.extend(_each(text, self.vocabulary.category))
        for column, role in ROLES.items():
            yield column, lambda text, column=column, role=role: self.bodies(said, column, role, text)  # type: ignore[misc]

    def dates(self, said: Said, text: str) -> None:
        days = spans.days(text, self.year)
        if days.spans or days.stated:
            said.fields["stated_dates"], said.days = days.stated, days.spans
        if days.doubt:
            said.tell("dates", days.doubt)

    def venues(self, said: Said, text: str) -> None:
        if cells.unknown(text):
            return
        region = said.fields.get("region")
        said.places = [(venue, None) for venue in _each(text, lambda name: self.vocabulary.venue(name, region))]

    def halls(self, said: Said, text: str) -> None:
        if cells.unknown(text) or (said.places is None and "venue" in said.words):
            return  # what is wrong with the venue is told there
        venues = [venue for venue, _hall in said.places or []]
        halls = list(dict.fromkeys(self.vocabulary.hall(each, venues) for each in cells.words(text)))
        of = {venue.pk: venue for venue in venues}
        bare = of.keys() - {hall.venue_id for hall in halls}
        said.places = [(of[hall.venue_id], hall) for hall in halls] + [(v, None) for v in venues if v.pk in bare]

    def area(self, said: Said, name: str, text: str) -> None:
        if not cells.unknown(text):
            said.areas[name] = cells.area(text, self.sheet.unit(name))

    def bodies(self, said: Said, column: str, role: str, text: str) -> None:
        found = []
        for name in [text] if self.vocabulary.organisation(text) else cells.words(text):
            body = self.vocabulary.organisation(name) or self.made.get(name)
            if body is None and not self.may_add:
                said.tell(column, _("“%(name)s” is not known here and is left out.") % {"name": name})
                continue
            if body is None:
                body = self.made[name] = Organisation(kind=Organisation.Kind.ORGANISER, **_named(name))
                body.clean_fields(exclude=["code", "region", "parent"])
            if body.pk is None:
                message = _("“%(name)s” is not known here: it becomes a new organisation, which the public sees.")
                said.tell(column, message % {"name": name})
            found.append(body)
        if found:
            said.bodies[role] = list(dict.fromkeys(found)) if all(b.pk for b in found) else _distinct(found)

    def number_in_title(self, said: Said) -> None:
        for column in ("title_zh_hans", "title_en"):
            told = cells.title(said.words.get(column, ""))
            if told.year and told.year != self.year:
                message = _("The title says %(told)d, the plan is for %(year)d: is the year right?")
                said.tell(column, message % {"told": told.year, "year": self.year})
            if told.ordinal and "ordinal" not in said.words:
                said.fields.setdefault("ordinal", told.ordinal)
            if told.ordinal and said.fields.get("ordinal", told.ordinal) != told.ordinal:
                message = _("The title says no. %(told)d, the column no. %(number)d: which is right?")
                said.tell(column, message % {"told": told.ordinal, "number": said.fields["ordinal"]})


@contextmanager
def _told(said: Said, column: str) -> Iterator[None]:
    try:
        yield
    except ValidationError as error:
        for message in error.messages:
            said.tell(column, message, Level.ERROR)


def _each(text: str, understood: Callable[[str], Any]) -> list[Any]:
    """What the whole of it names, or else each of its words."""
    try:
        return [understood(text)]
    except ValidationError:
        several = cells.words(text)
        if len(several) < 2:
            raise
        return [understood(each) for each in several]


def _distinct(bodies: list[Organisation]) -> list[Organisation]:
    """Those that are not saved yet have no hash."""
    return list({id(body): body for body in bodies}.values())


def _named(name: str) -> dict[str, str]:
    return {"name_zh_hans" if any("\u3400" <= c <= "\u9fff" for c in name) else "name_en": name}
