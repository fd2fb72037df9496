"""What becomes of each row: which edition it is, what of that changes, and what is wrong or doubtful."""

import hashlib
from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from fairs import names
from fairs.checks import Level
from fairs.imports.outcomes import CHANGED, DUPLICATE, NEW, UNCHANGED, WRONG
from fairs.models import Edition, EditorialState, EventStatus, Fair, Organisation, Region

from .comparing import COLUMN_OF, Change, blocks, changes
from .doubting import doubt, doubt_number, doubt_region
from .duplicates import Candidate, Candidates, alike
from .reading import Message, Reader, Said
from .sheet import Sheet
from .standing import TITLES, Standing, series_of

PLACED = {Region.Kind.CITY, Region.Kind.DISTRICT, Region.Kind.ZONE}
Left = dict[int, Edition]
"""Editions that no row is about yet."""


@dataclass
class Line:
    """``edition``: which is changed; ``fair``: of a new one, None where that is new too."""

    number: int
    said: Said
    outcome: str = NEW
    edition: Edition | None = None
    fair: Fair | None = None
    earlier: Edition | None = None  # which the key names
    changes: list[Change] = field(default_factory=list)

    @property
    def messages(self) -> list[Message]:
        return self.said.messages

    @property
    def title(self) -> str:
        return self.said.title

    @property
    def warned(self) -> bool:
        return any(message.level == Level.WARNING for message in self.messages)

    @property
    def takeable(self) -> bool:
        return self.outcome in (NEW, CHANGED, DUPLICATE)

    @property
    def preselected(self) -> bool:
        return self.outcome in (NEW, CHANGED)

    @property
    def region(self) -> Region | None:
        """Of the row, or of its venue."""
        places = self.said.places or []
        return self.said.fields.get("region") or (places[0][0].region if places else None)

    @cached_property
    def series(self) -> set[str]:
        return series_of(self.said.fields.get(name, "") for name in TITLES)

    def wrong(self, column: str, text: Any) -> None:
        self.said.tell(column, text, Level.ERROR)

    @property
    def digest(self) -> str:
        """Of what would be written: another one means that something changed meanwhile."""
        what = (self.outcome, self.edition and self.edition.pk, self.fair and self.fair.pk)
        marks = [(change.column, change.mark) for change in self.changes]
        told = sorted((message.column, str(message.level)) for message in self.messages)
        return hashlib.sha256(repr((what, marks, told)).encode()).hexdigest()[:16]


@dataclass
class Plan:
    """A sheet looked at for a year; ``owner``: whose the new editions will be."""

    sheet: Sheet
    year: int
    owner: Organisation
    user: Any
    _candidates: Candidates = field(init=False)
    _numbered: dict[tuple[Any, int], int] = field(default_factory=dict)  # {(fair or series, its number): row}

    @cached_property
    def reader(self) -> Reader:
        return Reader(self.sheet, self.year, self.user.has_perm("fairs.add_organisation"))

    @cached_property
    def standing(self) -> Standing:
        keys = (self.sheet.said(row).get("key", "") for _number, row in self.sheet.rows)
        return Standing(self.year, self.user, filter(None, keys))

    @cached_property
    def lines(self) -> list[Line]:
        found = [Line(number, self.reader.read(row)) for number, row in self.sheet.rows]
        self._match(found)
        self._candidates = Candidates(self.standing, {line.edition.pk for line in found if line.edition})
        for line in found:
            self._judge(line)
        return found

    @property
    def counts(self) -> list[tuple[str, int]]:
        found = Counter(line.outcome for line in self.lines)
        return [(outcome, found[outcome]) for outcome in (NEW, CHANGED, UNCHANGED, DUPLICATE, WRONG) if found[outcome]]

    @property
    def vanished(self) -> list[Edition]:
        """The owner's editions of that year that no row is about: they stay."""
        named = {line.edition.pk for line in self.lines if line.edition}
        mine = (e for e in self.standing.mine if e.owner_id == self.owner.pk)
        return [e for e in mine if e.pk not in named and e.event_status != EventStatus.CANCELLED]

    # Which edition a row is about

    def _match(self, lines: list[Line]) -> None:
        """The surest first, so that no row takes what another one names."""
        for line in lines:
            self._find_key(line)
        left = {edition.pk: edition for edition in self.standing.mine}
        for way in (self._by_key, self._by_title, self._by_number, self._by_fair):
            if way == self._by_number:
                for line in lines:
                    self._find_fair(line)
            for line in lines:
                if line.edition is None:
                    line.edition = way(line, left)
                    left.pop(line.edition.pk if line.edition else 0, None)

    def _by_key(self, line: Line, left: Left) -> Edition | None:
        return left.get(line.earlier.pk) if line.earlier else None

    def _by_title(self, line: Line, left: Left) -> Edition | None:
        """Of several with one title that on the row's days."""
        if line.said.key and not line.earlier:
            return None
        titles = {names.plain(line.said.fields.get(name, "")) for name in TITLES} - {""}
        named = [e for title in titles for e in self.standing.titled.get(title, []) if e.pk in left]
        named = [e for e in named if line.earlier is None or e.fair_id == line.earlier.fair_id]
        named = [e for e in named if line.region is None or e.region_id == line.region.pk]
        return min(named, key=lambda e: (blocks(e) != line.said.days, e.pk), default=None)

    def _by_number(self, line: Line, left: Left) -> Edition | None:
        number = line.said.fields.get("ordinal")
        if not (line.fair and number):
            return None
        return next((e for e in left.values() if (e.fair_id, e.ordinal) == (line.fair.pk, number)), None)

    def _by_fair(self, line: Line, left: Left) -> Edition | None:
        """Its key names an earlier edition, and this year's is the only one left of nearly that title."""
        found = [e for e in left.values() if line.earlier and e.fair_id == line.earlier.fair_id]
        found = [e for e in found if alike(line.series, self.standing.series[e.pk])]
        return found[0] if len(found) == 1 else None

    def _find_key(self, line: Line) -> None:
        if not line.said.key:
            return
        line.earlier = self.standing.keyed.get(line.said.key)
        if line.earlier is None:
            line.wrong("key", _("No edition that you may see has this key. Leave it empty for a new fair."))
        elif line.earlier.year == self.year and line.earlier.pk not in self._mine:
            line.wrong("key", _("This edition belongs to another organisation: only that may change it."))

    @cached_property
    def _mine(self) -> set[int]:
        return {edition.pk for edition in self.standing.mine}

    def _find_fair(self, line: Line) -> None:
        if line.earlier or line.edition:
            line.fair = (line.edition or line.earlier).fair  # type: ignore[union-attr]
            return
        found = {fair.pk: fair for series in line.series for fair in self.standing.fairs.get(series, [])}
        line.fair = next(iter(found.values()), None)
        if len(found) > 1:
            known = ", ".join(f"{fair} ({fair.code})" for fair in list(found.values())[:5])
            message = _("Several fairs are called so: %(known)s. Give the key of an earlier edition of the one meant.")
            line.wrong(
                "title_zh_hans" if "title_zh_hans" in line.said.words else "title_en", message % {"known": known}
            )

    # What becomes of it

    def _judge(self, line: Line) -> None:
        said = line.said
        keyless = not any(message.column == "key" for message in said.messages)
        if line.edition is None and keyless and not any(said.fields.get(name) for name in TITLES):
            line.wrong("title_zh_hans", _("Give the title, in Chinese or in English."))
        if line.edition is None and "region" not in said.fields:
            self._place(line)
        _clean(line)
        self._number(line)
        doubt(said, line.edition, self.year)
        doubt_region(said, said.fields.get("region"), self.owner)
        if line.edition is not None:
            line.changes = list(changes(line.edition, said))
            self._refuse_silent(line, line.edition)
            line.outcome = CHANGED if line.changes else UNCHANGED
        else:
            self._doubt_novelty(line)
        if any(message.level == Level.ERROR for message in said.messages):
            line.outcome = WRONG

    def _doubt_novelty(self, line: Line) -> None:
        row = Candidate(
            line.series,
            line.region.pk if line.region else None,
            {venue.pk for venue, _hall in line.said.places or []},
            _("Row %(row)d has nearly the same title."),
            {"row": line.number},
            list(line.said.days or ()),
            settled=line.earlier is not None,
        )
        if told := next(self._candidates.of(row), ""):
            line.said.tell("", told)
            line.outcome = DUPLICATE
        self._candidates.add(row)

    def _place(self, line: Line) -> None:
        region = line.region or (self.owner.region if self.owner.region and self.owner.region.kind in PLACED else None)
        if region:
            line.said.fields["region"] = region
        elif not any(message.column in ("city", "venue") for message in line.messages):
            line.wrong("city", _("Give the city, or a venue that is known here."))

    def _number(self, line: Line) -> None:
        number = line.said.fields.get("ordinal")
        if not number:
            return
        fair, own = line.fair, line.edition.pk if line.edition else None
        if fair and any(n == number and pk != own for n, _year, pk, _public in self.standing.numbers.get(fair.pk, [])):
            line.wrong("ordinal", _("This fair already has an edition with this number."))
        for same in [fair.pk] if fair else sorted(line.series):
            if (twice := self._numbered.setdefault((same, number), line.number)) != line.number:
                line.wrong("ordinal", _("Row %(row)d gives the same number of the same fair.") % {"row": twice})
        if fair:
            doubt_number(line.said, line.edition, fair, self.standing.numbers.get(fair.pk, []), self.year)

    def _refuse_silent(self, line: Line, edition: Edition) -> None:
        if not line.changes:
            return
        if not self.user.has_perm("fairs.change_edition"):
            line.wrong("", _("You may not change editions."))
        if edition.editorial_state == EditorialState.PUBLISHED:
            moved = _("It is published: on its own page choose “Reschedule”, “Correct dates” or “Cancel the event”.")
            other = _("It is published: change it on its own page, with a reason.")
            for change in line.changes:
                line.wrong(change.column, moved if change.column == "dates" else other)
        elif edition.editorial_state in (EditorialState.SUBMITTED, EditorialState.APPROVED):
            state = edition.get_editorial_state_display()
            line.said.tell("", _("It is %(state)s already, and changes all the same.") % {"state": state})


def _clean(line: Line) -> None:
    """What the model says of single fields."""
    given = {name: value for name, value in line.said.fields.items() if name != "region"}
    try:
        others = {f.name for f in Edition._meta.fields} - given.keys()
        Edition(**given).clean_fields(exclude=others)
    except ValidationError as error:
        for name, messages in error.message_dict.items():
            line.wrong(COLUMN_OF.get(name, name), " ".join(messages))
