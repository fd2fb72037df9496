"""The data files as rows of text, lists in cells spread out into rows of their own. No database."""

import csv
import uuid
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import override
from django_countries import countries

DATA = Path(__file__).parent / "data"
PROVINCES = {"TW", "HK", "MO"}  # rows of regions.csv
_NAMESPACE = uuid.UUID("5f0c1a57-7d8f-5a3b-9d53-6c0f1e2b7a10")
_TEENS = range(11, 14)


@dataclass(frozen=True)
class Row:
    """One row's cells, {column: text}; ``place`` says where it stands."""

    place: str
    cells: dict[str, str]

    def with_only(self, **cells: str) -> "Row":
        return Row(self.place, cells)

    def named(self, key: Iterable[str]) -> str:
        return "/".join(self.cells[column] for column in key)


def uuid_of(kind: str, name: str) -> uuid.UUID:
    """The same on every machine and for ever; ``kind`` is a model's label ("fairs.edition")."""
    return uuid.uuid5(_NAMESPACE, f"{kind}/{name}")


def read(name: str) -> Iterator[Row]:
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        table = csv.DictReader(file, strict=True)
        for cells in table:
            place = f"{name}.csv:{table.line_num}"
            if None in cells or None in cells.values():
                raise ValueError(f"{place}: {len(table.fieldnames or ())} cells are needed")
            yield Row(place, cells)


def table(name: str, *spread: str) -> Callable[[], Iterator[Row]]:
    """The rows of a file, less the columns that are spread out elsewhere."""

    def rows() -> Iterator[Row]:
        for row in read(name):
            cells = {column: text for column, text in row.cells.items() if column not in spread}
            if "aliases" in cells:
                cells["aliases"] = cells["aliases"].replace("; ", "\n")
            yield Row(row.place, cells)

    return rows


def regions() -> Iterator[Row]:
    names = {}
    for language in ("zh-hans", "en"):
        with override(language):
            names[language] = dict(countries)
    for code, name in names["zh-hans"].items():
        if code not in PROVINCES:
            cells = {"code": code, "kind": "country", "iso_code": code, "name_zh_hans": name}
            yield Row(f"django-countries: {code}", {**cells, "name_en": names["en"][code]})
    yield from read("regions")


def categories_of_fairs() -> Iterator[Row]:
    for row in read("fairs"):
        for category in row.cells["categories"].split():
            yield row.with_only(fair=row.cells["code"], category=category)


def members_of_groups() -> Iterator[Row]:
    for row in read("region_groups"):
        for region in row.cells["members"].split():
            yield row.with_only(group=row.cells["code"], region=region)


def editions() -> Iterator[Row]:
    """A title that the file leaves open is made from the series' name and the number, or the year."""
    fairs = {row.cells["code"]: row.cells for row in read("fairs")}
    for row in table("editions", "days", "previous_days", "venues")():
        cells = row.cells
        if not (cells["title_zh_hans"] or cells["title_en"]) and (fair := fairs.get(cells["fair"])):
            number = cells["ordinal"], cells["year"]
            cells["title_zh_hans"] = title_zh_hans(fair["name_zh_hans"], *number)
            cells["title_en"] = title_en(fair["name_en"], *number)
        yield row


def title_zh_hans(name: str, ordinal: str, year: str) -> str:
    if not name:
        return ""
    return f"第{ordinal}届{name}" if ordinal else f"{year}年{name}" if year else name


def title_en(name: str, ordinal: str, year: str) -> str:
    if not name:
        return ""
    return f"{ordinal_en(int(ordinal))} {name}" if ordinal else f"{name} {year}".strip()


def ordinal_en(number: int) -> str:
    suffix = "th" if number % 100 in _TEENS else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{suffix}"


def day_blocks() -> Iterator[Row]:
    """The first block takes its edition's UUID, as the model has it."""
    for row in read("editions"):
        edition, before = row.cells["code"], row.cells["previous_days"]
        for number, span in enumerate(row.cells["days"].split(), start=1):
            first, last = ends(span)
            cells = {"edition": edition, "block": str(number), "first_day": first, "last_day": last}
            if number == 1:
                cells["uuid"] = str(uuid_of("fairs.edition", edition))
                cells["previous_first_day"], cells["previous_last_day"] = ends(before) if before else ("", "")
            yield row.with_only(**cells)


def ends(span: str) -> tuple[str, str]:
    """ "2011-09-01/.." -> ("2011-09-01", "")."""
    first, last = (day.replace("..", "") for day in span.split("/"))
    return first, last


def places() -> Iterator[Row]:
    """A place is a venue ("snwe") or a hall of one ("snwe/4")."""
    for row in read("editions"):
        for place in row.cells["venues"].split():
            venue, _slash, hall = place.partition("/")
            cells = {"edition": row.cells["code"], "venue": venue, "hall": place if hall else ""}
            yield row.with_only(**cells)
