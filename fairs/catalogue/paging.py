"""Pages of what the catalogue finds, the best first, from the index and not from reading what might be found."""

from types import SimpleNamespace
from typing import Any

from django.db.models import Q

from fairs.models import CatalogueEntry
from fairs.models.catalogue import by_index
from fairs.pagination import Key, KeysetPagination, beyond

NEAR = 500  # entries that are looked through for the next page

RANK = Key("", None, int)
"""The first key of every ordering: which of the lists."""


class RankedPagination(KeysetPagination):
    """Of several lists of entries, the best first: one after the other, each in the order asked for.

    Sorted as one, all that is found would have to be read: thousands of rows for a page of twenty.
    """

    def read(self, queryset: list[Any], position: list[Any] | None, falling: bool, most: int) -> list[Any]:
        """Their positions; ``pk`` is the last of each."""
        ranks = list(enumerate(reversed(queryset)))
        rows: list[Any] = []
        for rank, part in reversed(ranks) if falling else ranks:
            if position and (rank > position[0] if falling else rank < position[0]):
                continue
            after = position[1:] if position and position[0] == rank else []
            found = self.read_part(part, after, falling, most - len(rows))
            rows += [SimpleNamespace(**dict(zip(self.columns, (rank, *values), strict=True))) for values in found]
            if len(rows) == most:
                break
        return rows

    def read_part(self, part: Any, after: list[Any], falling: bool, most: int) -> list[Any]:
        """What is common is among the next few entries; the index tells where all of what is not are."""
        columns = self.columns[1:]
        keys = {column: self.expressions[column] for column in columns[:-1]}
        order = [f"-{column}" if falling else column for column in columns]
        everything: Any = CatalogueEntry.objects.all()
        entries, found = (
            rows.annotate(**keys)
            .filter(beyond(columns, after, falling) if after else Q())
            .order_by(*order)
            .values_list(*columns)
            for rows in (everything, part)
        )
        if not part.query.where:
            return list(found[:most])
        for end in entries[NEAR : NEAR + 1]:
            with by_index(or_order=True):
                near = list(found.filter(beyond(columns, end, not falling))[:most])
            if len(near) == most:
                return near
        with by_index():
            return list(found[:most])
