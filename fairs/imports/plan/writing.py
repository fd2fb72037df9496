"""A plan taken over: each row by itself through the rules of the models, all of them in one transaction."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import override

from fairs import names
from fairs.applying import new_code
from fairs.calendar import ledger
from fairs.imports.outcomes import CHANGED, NEW, WRONG
from fairs.models import (
    DayBlock,
    Edition,
    EditionOrganiser,
    EditionPlace,
    Fair,
    FairCategory,
    Figure,
    Organisation,
    Source,
)

from .judging import Line, Plan
from .reading import Said

STALE = "stale"
LONGEST_CODE = 55


def take(plan: Plan, chosen: set[int], seen: dict[int, tuple[str, int]]) -> None:
    """Write the rows ``chosen``. ``seen``: {row: (its digest when it was looked at, primary key of its edition or 0)}.

    The plan is looked at now, with what it is about locked: what changed meanwhile is STALE, what is refused WRONG.
    """
    with ledger.writing():
        # Two files of one organisation wait for each other, or both would enter what is new in both.
        list(Organisation.objects.select_for_update(no_key=True).filter(pk=plan.owner.pk).values_list("pk"))
        about = {seen[number][1] for number in chosen & seen.keys()}
        list(Edition.objects.select_for_update(no_key=True).filter(pk__in=about).order_by("pk").values_list("pk"))
        writer = _Writer(plan)
        for line in plan.lines:
            if line.number not in chosen or not line.takeable:
                continue
            if line.digest != seen.get(line.number, ("", 0))[0]:
                line.outcome = STALE
                line.said.tell("", _("This changed since you looked at it, and was left out: look at it once more."))
                continue
            writer.write(line)


@dataclass
class _Writer:
    plan: Plan
    fairs: dict[str, Fair] = field(default_factory=dict)  # that are new, by series

    def write(self, line: Line) -> None:
        """All of the row, or nothing."""
        fairs, _kept = dict(self.fairs), self.source  # which outlives a row that is undone
        added = [body for bodies in line.said.bodies.values() for body in bodies if body.pk is None]
        try:
            with transaction.atomic():
                edition = self._changed(line, line.edition) if line.edition else self._new(line)
                self._parts(edition, line.said, new=line.edition is None)
            line.outcome, line.edition = CHANGED if line.edition else NEW, edition
        except (ValidationError, IntegrityError) as error:
            self.fairs, line.outcome = fairs, WRONG
            refused = _("The database refuses it: something in it is there already.")
            line.wrong("", " ".join(error.messages) if isinstance(error, ValidationError) else refused)
            for body in added:
                body.pk, body._state.adding = None, True

    def _new(self, line: Line) -> Edition:
        fair = line.fair or self._fair(line)
        code = _unused(Edition, f"{fair.code}-{self.plan.year}")
        edition = Edition(code=code, fair=fair, year=self.plan.year, owner=self.plan.owner, source=self.source)
        return self._changed(line, edition)

    def _changed(self, line: Line, edition: Edition) -> Edition:
        for name, value in line.said.fields.items():
            setattr(edition, name, value)
        if edition.pk:  # of a new one title and number were looked at among all others
            edition.validate_constraints(exclude={"uuid", "code", "postponed_to", "combined_with"})
        _save(edition)
        return edition

    def _fair(self, line: Line) -> Fair:
        """Named as the edition, without year and number; rows of one series share it."""
        known = next((self.fairs[series] for series in sorted(line.series) if series in self.fairs), None)
        if known is None:
            fields = line.said.fields
            called = {f"name_{x}": names.undated(fields.get(f"title_{x}", ""))[:200] for x in ("zh_hans", "en")}
            if not any(called.values()):
                called = {f"name_{x}": fields.get(f"title_{x}", "")[:200] for x in ("zh_hans", "en")}
            base = slugify(called["name_en"])[:LONGEST_CODE].strip("-")
            known = Fair(code=_unused(Fair, base) if base else new_code("f"), source=self.source, **called)
            _save(known)
            for category in dict.fromkeys(line.said.categories):
                _save(FairCategory(fair=known, category=category))
        self.fairs |= dict.fromkeys(line.series, known)
        return known

    @cached_property
    def source(self) -> Source:
        """The plan itself: its figures need to come from somewhere."""
        owner, year = self.plan.owner, self.plan.year
        code = f"plan-{year}-{owner.code}"[:60].strip("-")
        if known := Source.objects.filter(code=code).first():
            return known
        called = {}
        for name, language in (("title_zh_hans", "zh-hans"), ("title_en", "en")):
            with override(language):
                called[name] = _("Exhibition plan %(year)d of %(organisation)s") % {"year": year, "organisation": owner}
        source = Source(code=code, **called)
        _save(source)
        return source

    def _parts(self, edition: Edition, said: Said, *, new: bool) -> None:
        """A new edition has none yet, and is not asked."""
        if said.days is not None:
            _put_days(edition, said, [] if new else list(edition.blocks.order_by("first_day", "pk")))
        if said.places is not None:
            _put_places(edition, said, [] if new else list(edition.places.all()))
        bodies = [] if new or not said.bodies else list(edition.organisers.all())
        for role, wanted in said.bodies.items():
            _put_bodies(edition, role, wanted, [body for body in bodies if body.role == role])
        planned = {} if new else {f.measure: f for f in edition.figures.all() if f.stage == Figure.Stage.PLAN}
        for measure, area in said.areas.items():
            figure = planned.get(measure) or Figure(edition=edition, stage=Figure.Stage.PLAN, measure=measure)
            if (figure.value, figure.qualifier) != (area.value, area.qualifier):
                figure.value, figure.qualifier, figure.source = area.value, area.qualifier, self.source
                figure.as_stated = said.words[measure][:200]
                _save(figure)


def _save(row: Any) -> None:
    """Through the rules of its model. What it refers to was just read; constraints the database insists on."""
    row.clean_fields(exclude={f.name for f in row._meta.fields if f.is_relation})
    row.clean()
    row._change_reason = _("Taken over from the spreadsheet of a plan")
    row.save()


def _put_days(edition: Edition, said: Said, known: list[DayBlock]) -> None:
    """Blocks that are there are moved, in order, and keep their identities; those beyond go or come."""
    wanted = list(said.days or ())
    for block in known[len(wanted) :]:
        block.delete()
    for block, (first, last) in zip(known, wanted, strict=False):
        if last:
            block.move(first, last, announced=False)
        else:
            block.first_day, block.last_day = first, None
            block.save()
    for first, last in wanted[len(known) :]:
        _save(DayBlock(edition=edition, first_day=first, last_day=last))
    for block in edition.blocks.order_by("pk") if known else ():
        block.full_clean()  # only now: on their way blocks may pass through each other's days


def _put_places(edition: Edition, said: Said, known: list[EditionPlace]) -> None:
    wanted = dict.fromkeys((venue.pk, hall.pk if hall else None) for venue, hall in said.places or [])
    if "halls" not in said.words and {place.venue_id for place in known} == {venue for venue, _hall in wanted}:
        return
    for place in known:
        if (place.venue_id, place.hall_id) not in wanted:
            place.delete()
    there = {(place.venue_id, place.hall_id) for place in known}
    for venue, hall in wanted:
        if (venue, hall) not in there:
            _save(EditionPlace(edition=edition, venue_id=venue, hall_id=hall))


def _put_bodies(edition: Edition, role: str, bodies: list[Organisation], there: list[EditionOrganiser]) -> None:
    for body in bodies:
        if body.pk is None:
            body.code = new_code("o")
            _save(body)
    wanted = list(dict.fromkeys(body.pk for body in bodies))
    known = {each.organisation_id: each for each in there}
    for pk in known.keys() - set(wanted):
        known[pk].delete()
    for pk in wanted:
        if pk not in known:
            _save(EditionOrganiser(edition=edition, organisation_id=pk, role=role))


def _unused(model: Any, code: str) -> str:
    code = code[:LONGEST_CODE].strip("-")
    taken = set(model.objects.filter(code__startswith=code).values_list("code", flat=True))
    return next(each for each in _numbered(code) if each not in taken)


def _numbered(code: str) -> Iterator[str]:
    yield code
    number = 2
    while True:
        yield f"{code}-{number}"
        number += 1
