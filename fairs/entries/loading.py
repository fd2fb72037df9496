"""Rows with all that their mapper reads, in a number of queries that does not grow with them."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import Prefetch


def loaded(model: Any, uuids: list[UUID], reads: Iterable[str]) -> Any:
    """The published ones among these, with all that their mapper reads: a constant number of queries, one for none."""
    rows = model.objects.published().filter(uuid__in=uuids)
    return with_reads(rows, reads) if rows.exists() else rows.none()


def with_reads(queryset: Any, reads: Iterable[str]) -> Any:
    """One further query for each relation to many; the rest is joined: a query costs more than its joins.

    In no order, as whoever asks by UUID wants none; what is of one row in the order of its model.
    """
    joined, many = [], defaultdict(list)
    for lookup in reads:
        steps, model = lookup.split("__"), queryset.model
        for number, step in enumerate(steps, start=1):
            relation = model._meta.get_field(step)
            model = relation.related_model
            if relation.one_to_many:
                steps, rest = steps[:number], "__".join(steps[number:])
                many["__".join(steps), model, relation.field.name].extend([rest] if rest else [])
                steps.pop()
                break
        joined += ["__".join(steps)] if steps else []
    queryset = queryset.order_by().select_related(*joined) if joined else queryset.order_by()
    parts = (
        Prefetch(path, _in_order(with_reads(m._default_manager.all(), rest), via))
        for (path, m, via), rest in many.items()
    )
    return queryset.prefetch_related(*parts)


def _in_order(parts: Any, whole: str) -> Any:
    """As its model says, but for the whole, which is one: half of a query's time went into ordering by those."""
    return parts.order_by(*(name for name in parts.model._meta.ordering if name != whole))
