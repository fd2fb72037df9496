"""CALDAV:calendar-multiget (RFC 4791 7.9): the members named."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from fairs.calendar.registry import chunks

from .elements import Wanted, children, status
from .exchange import TOO_MANY
from .properties import Members
from .refusals import Refusal
from .resources import Collection

MOST = 10_000


def responses(collection: Collection, asked: Element, wanted: Wanted) -> Iterator[str]:
    """Some hundred in a query, in the order in which they are named."""
    named = list(dict.fromkeys((e.text or "").strip() for e in children(asked, "D:href")))
    if not named:
        raise Refusal(400)
    if len(named) > MOST:
        raise Refusal(507, TOO_MANY)
    return _found(Members(collection, wanted), named)


def _found(members: Members, named: list[str]) -> Iterator[str]:
    for chunk in chunks(named):
        keys = {address: members.collection.key_of(address) for address in chunk}
        rows = members.rows(members.collection.listings.filter(key__in=filter(None, keys.values())))
        found = {row["key"]: row for row in rows}
        for address, key in keys.items():
            row = found.get(key)
            yield status(address, "404 Not Found") if row is None else members.response(row)
