"""The spreadsheet that editors fill in: last year's editions as suggestions, what the columns mean, and valid names."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from fairs.calendar.formats.table import harmless
from fairs.imports import cells, spans
from fairs.imports.sheets import openpyxl
from fairs.models import Category, Edition, EventStatus, Figure, Hall, Organisation, Region, Venue, within
from fairs.models.organisations import organisations_of

from .columns import COLUMNS
from .comparing import blocks
from .reading import AREAS, ROLES
from .sheet import MOST_ROWS

Cells = dict[str, Any]


def rows(year: int, user: Any) -> Iterator[Cells]:
    """The year's editions that the user may edit, then last year's that none follows yet: {column: value}."""
    loaded = (
        Edition.objects.editable_by(user).exclude(event_status=EventStatus.CANCELLED).select_related("fair", "region")
        .prefetch_related("blocks", "places__venue", "places__hall", "organisers__organisation", "figures",
                          "fair__categories__category")
        .order_by("region__code", "code")
    )  # fmt: skip
    entered = list(loaded.filter(year=year)[:MOST_ROWS])
    for edition in entered:
        yield _as_it_is(edition)
    followed = Counter(edition.fair_id for edition in entered)
    before = list(loaded.filter(year=year - 1)[: MOST_ROWS - len(entered)])
    times = Counter(edition.fair_id for edition in before)
    for edition in before:
        followed[edition.fair_id] -= 1
        if followed[edition.fair_id] < 0:
            yield _suggestion(edition, year, times[edition.fair_id])


def _as_it_is(edition: Any) -> Cells:
    planned = {f.measure: f for f in edition.figures.all() if f.stage == Figure.Stage.PLAN}
    bodies = {c: [o.organisation for o in edition.organisers.all() if o.role == role] for c, role in ROLES.items()}
    halls = [place.hall for place in edition.places.all() if place.hall]
    return {
        "key": edition.code,
        "title_zh_hans": edition.title_zh_hans,
        "title_en": edition.title_en,
        "ordinal": edition.ordinal,
        "dates": _days(edition),
        "city": str(edition.region),
        "venue": _listed({place.venue.pk: place.venue for place in edition.places.all()}.values()),
        "halls": _listed(hall.code for hall in halls),
        **{name: _area(planned[name]) for name in AREAS if name in planned},
        "batch": edition.get_batch_display(),
        "categories": _listed(each.category for each in edition.fair.categories.all()),
        **{column: _listed(found) for column, found in bodies.items()},
        "website": edition.website,
        "note": edition.private_note,
    }


def _days(edition: Edition) -> str:
    known = blocks(edition)
    return spans.written(known) if known and all(map(all, known)) else edition.stated_dates


def _area(figure: Figure) -> Any:
    sign = {"about": "约", "over": "超", "nearly": "近"}.get(figure.qualifier, "")
    return f"{sign}{figure.value}" if sign else figure.value


def _suggestion(edition: Edition, year: int, times: int) -> Cells:
    """The month of its first day, and no day: nobody has said when it will be. ``times``: held in a year."""
    first = next((block.first_day for block in edition.blocks.all() if block.first_day), None)
    titles = {name: cells.advanced(getattr(edition, name), year, times) for name in ("title_zh_hans", "title_en")}
    number = edition.ordinal + times if edition.ordinal else None
    left_out = {"note": "", "halls": ""}
    dates = f"{year}-{first:%m}" if first else ""
    return {**_as_it_is(edition), **titles, **left_out, "ordinal": number, "dates": dates}


def _listed(things: Any) -> str:
    return "、".join(map(str, things))


def workbook(year: int, user: Any) -> Any:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = _("Plan %(year)d") % {"year": year}
    sheet.append([column.heading for column in COLUMNS])
    for row in rows(year, user):
        sheet.append([written(row.get(column.name)) for column in COLUMNS])
    _dress(sheet, [column.width for column in COLUMNS])
    text = next(place for place, column in enumerate(COLUMNS, start=1) if column.name == "dates")
    for line in range(2, sheet.max_row + 200):  # as text, or 10.24 becomes a number, and 3-5 the 5th of March
        sheet.cell(line, text).number_format = "@"
    _explain(book.create_sheet(_("How to fill it in")), year)
    _names(book.create_sheet(_("Valid names")), user)
    return book


def _dress(sheet: Any, widths: list[int]) -> None:
    bold = openpyxl.styles.Font(bold=True)
    sheet.freeze_panes = "A2"
    for place, width in enumerate(widths, start=1):
        sheet.column_dimensions[openpyxl.utils.get_column_letter(place)].width = width
        sheet.cell(1, place).font = bold


def written(value: Any) -> Any:
    """Text as text: what begins with = is a title, not a formula."""
    if value is None or isinstance(value, int):
        return value
    return harmless("".join(c for c in str(value) if c >= " " or c == "\n"))


def _explain(sheet: Any, year: int) -> None:
    sheet.append([_("Column"), _("Meaning"), _("Example")])
    for column in COLUMNS:
        sheet.append([column.heading, str(column.meaning), column.example])
    sheet.append([])
    for line in (
        _("First come editions of %(year)d as they are, then suggestions: those of the year before without a next one.")
        % {"year": year},
        _("Of a suggestion give the days instead of the month, or delete the row."),
        _("A blank cell changes nothing. A row that you delete here deletes nothing there: you are told of it."),
        _("Upload the file where you found it. You see first what each row would do, and then confirm."),
        _("What is published is moved, corrected or cancelled on its own page, with a reason, and not by this file."),
    ):
        sheet.append([line])
    _dress(sheet, [22, 90, 60])


def _names(sheet: Any, user: Any) -> None:
    """Venues and halls of the user's own regions, and what is one for all."""
    sheet.append([_("Column"), _("Name"), _("Name (other language)"), _("code"), _("in")])
    headings = {column.name: column.heading for column in COLUMNS}
    for value, label in Edition.Batch.choices:
        sheet.append([headings["batch"], str(label), "", value])
    venues = Venue.objects.filter(_within(user, "region")).select_related("region").order_by("region__code", "code")
    for region in Region.objects.filter(kind__in=[Region.Kind.CITY, Region.Kind.ZONE]).filter(_within(user, "")):
        sheet.append([headings["city"], *_both(region), region.code])
    for venue in venues:
        sheet.append([headings["venue"], *_both(venue), venue.code, str(venue.region)])
    for hall in Hall.objects.filter(venue__in=venues.order_by().values("pk")).select_related("venue"):
        sheet.append([headings["halls"], *_both(hall), hall.code, str(hall.venue)])
    for category in Category.objects.all():
        sheet.append([headings["categories"], *_both(category), category.code])
    _dress(sheet, [18, 44, 44, 24, 34])


def _both(thing: Any) -> list[str]:
    other = thing.name_en if str(thing) == thing.name_zh_hans else thing.name_zh_hans
    return [written(str(thing)), written(other)]


def _within(user: Any, path: str) -> Q:
    """In the regions of the user's authorities; of who has none, everywhere."""
    regions = [o.region for o in organisations_of(user) if o.kind == Organisation.Kind.AUTHORITY and o.region]
    found = Q()
    for region in regions if not user.is_superuser else []:
        found |= within(region.code, path)
    return found
