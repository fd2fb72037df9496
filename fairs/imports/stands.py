"""Stands from a table or a drawing: compared with the plan, shown, and then taken over as a whole."""

import csv
import hashlib
from collections import Counter
from dataclasses import dataclass, field
from io import StringIO
from pathlib import PurePath

from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from fairs import floor
from fairs.calendar.formats.table import harmless
from fairs.models import Pavilion, Stand, StandKind, StandPlan

from . import drawings, sheets

COLUMNS = {
    "number": ("stand", "展位号", "展位"),
    "kind": ("类型", "展位类型"),
    "x": (),
    "y": (),
    "width": ("宽", "宽度"),
    "depth": ("深", "深度"),
    "outline": ("轮廓",),
    "pavilion": ("展团",),
}
ENDINGS = (*sheets.ENDINGS, ".svg")
NONE = "none"  # a pavilion that it is no longer kept for
STATES = {"new": _("new"), "changed": _("updated"), "same": _("unchanged"), "error": _("error")}
HALL = "hall"  # the id of a drawing's shape that is no stand


@dataclass
class Row:
    """``where``: the line of a table, or which shape of a drawing."""

    where: int
    cells: dict[str, str]
    errors: list[str | Promise] = field(default_factory=list)
    stand: Stand | None = None
    changes: list[str] = field(default_factory=list)
    state: str = "error"

    @property
    def number(self) -> str:
        return self.cells.get("number", "")

    @property
    def state_name(self) -> str:
        return str(STATES[self.state])


@dataclass(frozen=True)
class Preview:
    plan: StandPlan
    rows: list[Row]

    @property
    def counts(self) -> list[tuple[str, int]]:
        found = Counter(row.state for row in self.rows)
        return [(str(name), found[state]) for state, name in STATES.items() if found[state]]

    @property
    def ready(self) -> bool:
        states = {row.state for row in self.rows}
        return "error" not in states and bool(states & {"new", "changed"})

    @property
    def digest(self) -> str:
        """Of what is shown: another one means that something changed meanwhile."""
        shown = [(row.number, row.state, row.changes, list(map(str, row.errors))) for row in self.rows]
        return hashlib.sha256(repr(shown).encode()).hexdigest()

    def apply(self, reason: str) -> int:
        """All of it or nothing. Raises ValidationError."""
        stands = [row.stand for row in self.rows if row.stand and row.state in {"new", "changed"}]
        self.plan.put(stands, reason)
        return len(stands)


def read(name: str, content: bytes) -> list[sheets.Row]:
    """A table's rows, under the names of COLUMNS, or a drawing's shapes as such rows. Raises ValidationError."""
    if PurePath(name).suffix.lower() == ".svg":
        return [(where, cells) for where, cells in enumerate(map(_cells_of, drawings.shapes(content)), 1) if cells]
    if PurePath(name).suffix.lower() not in ENDINGS:
        raise ValidationError(_("Give a file that ends in .csv, .xlsx or .svg."))
    rows = sheets.read(name, content)
    known = {heading: _column(heading) for __, cells in rows for heading in cells}
    if twice := [name for name, times in Counter(known.values()).items() if times > 1]:
        raise ValidationError(_("Two columns are called “%(name)s”.") % {"name": twice[0]})
    # A number that would be a formula was written with a mark of text before it.
    return [
        (where, {known[heading]: cell.removeprefix("'") for heading, cell in cells.items()}) for where, cells in rows
    ]


def _column(heading: str) -> str:
    wanted = heading.strip().casefold()
    if found := next((name for name, others in COLUMNS.items() if wanted in (name, *others)), ""):
        return found
    message = _("There is no column “%(name)s”: known are %(columns)s.")
    raise ValidationError(message % {"name": heading[:50], "columns": ", ".join(COLUMNS)})


def _cells_of(shape: drawings.Shape) -> dict[str, str]:
    if shape.name.casefold() == HALL:
        return {}
    cells: dict[str, str] = {name: shape.data[name] for name in ("kind", "pavilion") if name in shape.data}
    corners = " ".join(f"{x!r},{y!r}" for x, y in shape.outline)
    return {**cells, "number": shape.name, "outline": corners, "problem": shape.problem}


def preview(plan: StandPlan, rows: list[sheets.Row]) -> Preview:
    """What taking the rows over would do to the plan as it is now."""
    found = [Row(where, cells) for where, cells in rows]
    known = {stand.number: stand for stand in plan.stands.select_related("pavilion", "participation")}
    outlines = {number: stand.outline for number, stand in known.items()}
    pavilions = {pavilion.region.code: pavilion for pavilion in plan.edition.pavilions.select_related("region")}
    times = Counter(row.number for row in found)
    for row in found:
        try:
            if problem := row.cells.get("problem"):
                raise ValidationError(problem)
            if times[row.number] > 1 and row.number:
                raise ValidationError(_("This number is in the file more than once."))
            _compare(row, plan, known.get(row.number), pavilions)
        except ValidationError as error:
            row.errors += error.messages
    _fit(plan, found, outlines)
    return Preview(plan, found)


def _compare(row: Row, plan: StandPlan, old: Stand | None, pavilions: dict[str, Pavilion]) -> None:
    """What becomes of one row. Raises ValidationError."""
    if not row.number:
        raise ValidationError(_("Give the stand's number."))
    stand = Stand(plan=plan, number=row.number, kind=StandKind.STANDARD) if old is None else old
    before = _described(old)
    if kind := row.cells.get("kind"):
        stand.kind = _kind(kind)
    if code := row.cells.get("pavilion"):
        if code not in {NONE, *pavilions}:
            message = _("The edition has no pavilion of “%(code)s”: give a region's code.")
            raise ValidationError(message % {"code": code[:50]})
        stand.pavilion = pavilions.get(code)
    if text := _outline_text(row.cells):
        stand.outline = floor.understood(text)
    elif old is None:
        raise ValidationError(_("Give x, y, width and depth, or the outline."))
    stand.settle()
    stand.clean_fields(exclude=["plan"])
    stand.look_at_holder()
    row.changes = [f"{a or '–'} → {b or '–'}" for a, b in zip(before, _described(stand), strict=True) if a != b]
    row.stand, row.state = stand, "new" if old is None else "changed" if row.changes else "same"


def _kind(said: str) -> StandKind:
    """By its code, its name, or how the name begins. Raises ValidationError."""
    meant = said.casefold()
    found = [k for k in StandKind if meant == k.value or str(k.label).casefold().startswith(meant)]
    if len(found) == 1:
        return found[0]
    known = pgettext("list", ", ").join(str(kind.label) for kind in StandKind)
    raise ValidationError(
        _("“%(said)s” is no kind of stand: known are %(kinds)s.") % {"said": said[:50], "kinds": known}
    )


def _described(stand: Stand | None) -> list[str]:
    return [floor.written(stand.outline), stand.get_kind_display(), str(stand.pavilion or "")] if stand else [""] * 3


def _outline_text(cells: dict[str, str]) -> str:
    sides = [cells.get(name, "") for name in ("x", "y", "width", "depth")]
    if cells.get("outline") and any(sides):
        raise ValidationError(_("Give x, y, width and depth, or the outline, not both."))
    if any(sides) and not all(sides):
        raise ValidationError(_("Give all of x, y, width and depth."))
    return cells.get("outline", "") or " ".join(sides).strip()


def _fit(plan: StandPlan, rows: list[Row], outlines: dict[str, floor.Outline]) -> None:
    of = {row.number: row for row in rows}
    right = {number: row.stand.outline for number, row in of.items() if row.stand and not row.errors}
    for problem in plan.problems({**outlines, **right}):
        about = problem.params or {}
        for number in {about["number"], about["other"]} & right.keys():
            if len(of[number].errors) < floor.OVERLAPS:
                of[number].errors += problem.messages
    for row in rows:
        row.state = "error" if row.errors else row.state


def exported(plan: StandPlan) -> str:
    """The table that an import takes, with the mark by which Excel knows UTF-8."""
    stands = {stand.number: stand for stand in plan.stands.select_related("pavilion__region")}
    out = StringIO()
    out.write("\ufeff")
    table = csv.writer(out)
    table.writerow(COLUMNS)
    for number in floor.in_order(stands):
        table.writerow(_cells(stands[number]))
    return out.getvalue()


def _cells(stand: Stand) -> list[str]:
    corners, whole = floor.written(stand.outline), floor.is_rectangle(stand.outline)
    sides = corners.split(" ") if whole else [""] * 4
    pavilion = stand.pavilion.region.code if stand.pavilion else NONE
    return [harmless(stand.number), stand.kind, *sides, "" if whole else corners, pavilion]
