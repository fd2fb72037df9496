"""Regions by key, and what each lies in: what sums by city need of them."""

from typing import Any

from fairs.models import Region

ROWS_OF = {Region.Kind.CITY, Region.Kind.ZONE}


class Regions:
    """Every region with its way outwards, in one query; a model of each would take longer than the query."""

    COLUMNS = ("id", "code", "kind", "parent_id", "name_zh_hans", "name_en")

    def __init__(self) -> None:
        rows = Region.objects.order_by("code").values_list(*self.COLUMNS)
        self._rows: dict[int, tuple[Any, ...]] = {row[0]: row for row in rows}
        self.codes = {key: row[1] for key, row in self._rows.items()}
        self.rows_of = {key for key, row in self._rows.items() if row[2] in ROWS_OF}
        self._lines: dict[int, tuple[int, ...]] = {}

    def region(self, key: int) -> Region:
        return Region.from_db(Region.objects.db, self.COLUMNS, self._rows[key])

    def line(self, key: int) -> tuple[int, ...]:
        """Keys of the region and of what it lies in, outwards."""
        if key not in self._lines:
            parent = self._rows[key][3]
            self._lines[key] = (key, *(self.line(parent) if parent else ()))
        return self._lines[key]

    def inside(self, key: int) -> set[int]:
        return {each for each in self.codes if key in self.line(each)}

    def way(self, key: int) -> tuple[int, ...]:
        """From the region to its city or zone; the region alone where it lies in none."""
        line = self.line(key)
        found = next((n for n, each in enumerate(line) if each in self.rows_of), 0)
        return line[: found + 1]
