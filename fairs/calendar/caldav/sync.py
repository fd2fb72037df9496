"""DAV:sync-collection (RFC 6578): what changed in a collection since a token."""

from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element

from fairs.calendar.registry import chunks

from .elements import Wanted, element, find, status, text
from .exchange import LIMIT, TOO_MANY
from .properties import Members
from .refusals import Refusal
from .resources import Collection
from .tokens import Token

Head = tuple[int, str]
"""Revision and key."""


def responses(collection: Collection, asked: Element, wanted: Wanted) -> Iterator[str]:
    """The watermark was read before the rows: what commits in between is told again, and never missed.

    A row that changed and is no member now is told as removed, known to the client or not: who knows what its
    former facets were? So an edit of a fair elsewhere costs a client one line.
    """
    mark = collection.site.mark
    written = _text(asked, "D:sync-token")
    token = Token.read(written, mark, collection.place) if written else Token(first=mark.value)
    _check_level(asked)
    limit = _limit(asked)
    first, later = _changes(collection, token, limit + 1, loading=not written)
    cut = len(first) + len(later) > limit
    reached = Token(mark.value)
    if cut:
        del (later or first)[-1]
        reached = Token((later or first)[-1][0], token.first)
    return _told(Members(collection, wanted), first, [key for __, key in later], reached, cut)


def _changes(collection: Collection, token: Token, most: int, *, loading: bool) -> tuple[list[Head], list[Head]]:
    """In order: members of when a load began that is not complete yet, and all that changed after that."""
    first, later = [], []
    if token.since < token.first:
        first = _heads(collection.listings.filter(revision__gt=token.since, revision__lte=token.first), most)
    if not loading and len(first) < most:
        later = _heads(collection.changed(max(token.since, token.first)), most - len(first))
    return first, later


def _heads(listings: Any, most: int) -> list[Head]:
    return list(listings.order_by("revision").values_list("revision", "key")[:most])


def _told(members: Members, first: list[Head], later: list[str], reached: Token, cut: bool) -> Iterator[str]:
    collection = members.collection
    if first:  # in one query; which of them changes meanwhile is told next time
        listings = collection.listings.filter(revision__gte=first[0][0], revision__lte=first[-1][0])
        yield from map(members.response, members.rows(listings).order_by("revision").iterator(2000))
    for chunk in chunks(later):
        found = {row["key"]: row for row in members.rows(collection.listings.filter(key__in=chunk))}
        for key in chunk:
            row = found.get(key)
            yield status(collection.address_of(key), "404 Not Found") if row is None else members.response(row)
    if cut:
        yield status(collection.address, "507 Insufficient Storage", element("D:error", TOO_MANY))
    yield element("D:sync-token", text(reached.written(collection.site.mark, collection.place)))


def _check_level(asked: Element) -> None:
    # Older clients say no level; nothing lies in what lies in a collection, so both mean the same.
    if _text(asked, "D:sync-level") not in {"", "1", "infinite"}:
        raise Refusal(400)


def _limit(asked: Element) -> int:
    limit = find(asked, "D:limit")
    if limit is None:
        return LIMIT
    number = _text(limit, "D:nresults")
    if not (number.isascii() and number.isdigit()):
        raise Refusal(400)
    if not (most := int(number[:9])):
        raise Refusal(507, TOO_MANY)
    return min(most, LIMIT)


def _text(parent: Element, name: str) -> str:
    found = find(parent, name)
    return "" if found is None else (found.text or "").strip()
